"""All that is learned from: the gold's training documents and our own, and how they are split.

Our own are in `training/material`: documents written for this (`own/`, in the gold's form) and readings of releases of
the corpus (`releases.jsonl`: a document's id and offsets instead of its words).
"""

from __future__ import annotations

import json
import pickle
from collections import defaultdict
from pathlib import Path
from typing import Any

from folds import folds
from gold import GoldText, gold_text, read_gold

from dragoman.record import Document
from dragoman.sources.read import read_paths

FOLDER = Path(__file__).parent / "material"
CORPUS = "corpus/state_releases_2021-05_2022-03.jsonl.gz"


def split(shared: Path, fold: int | None, cache: Path | None = None) -> tuple[dict[str, GoldText], dict[str, GoldText]]:
    """The documents to learn from and those left out: a fold of the gold's, or none.

    Reading them takes some minutes; with `cache`, a file, it is done once. Delete it after the language layer changes.
    """
    gold, ours = _cached(shared, cache) if cache else _read(shared)
    held = set(folds({n: t.annotated.document.text for n, t in gold.items()})[fold]) if fold is not None else set()
    used = {name: text for name, text in (gold | ours).items() if name not in held}
    return used, {name: gold[name] for name in held}


def _read(shared: Path) -> tuple[dict[str, GoldText], dict[str, GoldText]]:
    return read_gold(shared / "gold" / "train"), read_gold(FOLDER / "own") | releases(shared)


def _cached(shared: Path, cache: Path) -> tuple[dict[str, GoldText], dict[str, GoldText]]:
    if not cache.exists():
        cache.parent.mkdir(parents=True, exist_ok=True)
        cache.write_bytes(pickle.dumps(_read(shared)))
    found: tuple[dict[str, GoldText], dict[str, GoldText]] = pickle.loads(cache.read_bytes())
    return found


def releases(shared: Path) -> dict[str, GoldText]:
    """The releases of the corpus that `releases.jsonl` reads."""
    records: defaultdict[str, list[dict[str, Any]]] = defaultdict(list)
    for line in (FOLDER / "releases.jsonl").read_text(encoding="utf-8").splitlines():
        record = json.loads(line)
        records[record["doc"]].append(record)
    found = {}
    for document in read_paths([shared / CORPUS]):
        if isinstance(document, Document) and document.id in records and document.id not in found:
            for record in records[document.id]:
                record["quote"] = document.text[record["start"] : record["end"]]
            found[document.id] = gold_text(document, records[document.id])
    return found
