"""All that is learned from: the gold's training documents and our own, and how they are split.

Our own are in `training/material`: documents written for this (`own/`, in the gold's form) and readings of releases of
the corpus, of news stories and of stories on crises (`releases.jsonl`, `news.jsonl`, `crises.jsonl`: a document's id
and offsets instead of its words).
Further releases and stories have no records: what they tell is the larger network's to say (`teacher.py`).
"""

from __future__ import annotations

import json
import pickle
import random
import re
from collections import defaultdict
from collections.abc import Callable, Iterable, Iterator
from dataclasses import replace
from pathlib import Path
from typing import Any

from folds import COPY, folds, shingles
from gold import GoldText, gold_text, read_gold

from dragoman.record import Document
from dragoman.sources.read import read_paths

FOLDER = Path(__file__).parent / "material"
CORPUS = ("corpus/state_releases_2021-05_2022-03.jsonl.gz",)
#: Further releases: of so many words each, and of long ones (mostly questions answered) so many words together.
LENGTHS, LONG, LONG_TOGETHER = range(150, 2500), range(2500, 6000), 160_000
NEWS = ("bench/attribution/polnear_train.jsonl", "bench/time/timebank_train.jsonl")
#: Stories on long crises, and the share of its runs of words from which a story has been told before.
TIMELINES, TOLD_BEFORE = ("EgyptianProtest_cnn", "LibyaWar_cnn", "LibyaWar_reuters"), 0.3
#: Of the stories that nobody has read those that name so many states and bodies: the others tell of affairs at home.
NAMED = 3
#: Readings of documents of others, and where their texts are.
READINGS = {"releases.jsonl": CORPUS, "news.jsonl": NEWS}
READ_CRISES = "crises.jsonl"
#: Of the greetings on holidays, so many.
GREETINGS = 25
#: Where the product's tables of names and words are.
_TABLES = FOLDER.parents[1] / "src" / "dragoman"
_GREETING = re.compile("National Day|Independence Day|Anniversary|Birthday")


def split(shared: Path, fold: int | None, cache: Path | None = None) -> tuple[dict[str, GoldText], dict[str, GoldText]]:
    """The documents to learn from and those left out: a fold of the gold's, or none.

    Reading them takes some minutes; with `cache`, a file, it is done once. Delete it after the language layer changes.
    """
    gold, ours = _cached(cache, lambda: _read(shared))
    held = set(folds({n: t.annotated.document.text for n, t in gold.items()})[fold]) if fold is not None else set()
    used = {name: text for name, text in (gold | ours).items() if name not in held}
    return used, {name: gold[name] for name in held}


def _read(shared: Path) -> tuple[dict[str, GoldText], dict[str, GoldText]]:
    return read_gold(shared / "gold" / "train"), read_gold(FOLDER / "own") | readings(shared)


def _cached(cache: Path | None, read: Callable[[], Any]) -> Any:
    if cache is None:
        return read()
    if not cache.exists():
        cache.parent.mkdir(parents=True, exist_ok=True)
        cache.write_bytes(pickle.dumps(read()))
    return pickle.loads(cache.read_bytes())


def further(shared: Path, cache: Path | None = None) -> dict[str, GoldText]:
    """Releases of the corpus that nobody has read for records, and news, without near copies of gold documents."""
    beside = cache.with_name(f"news-{cache.name}") if cache else None
    return further_releases(shared, cache) | _cached(beside, lambda: _news(shared))


def further_releases(shared: Path, cache: Path | None = None) -> dict[str, GoldText]:
    """The releases among them."""
    aside = cache.with_name(f"further-{cache.name}") if cache else None
    found: dict[str, GoldText] = _cached(aside, lambda: {d.id: gold_text(d, []) for d in _unread(shared)})
    return found


def words(document: Document) -> int:
    """How many words a document has."""
    return len(document.text.split())


def is_long(text: GoldText) -> bool:
    """Whether it is one of the long releases among the further ones."""
    return words(text.annotated.document) in LONG


def _news(shared: Path) -> dict[str, GoldText]:
    known, read, found = _known(shared), _records("news.jsonl"), {}
    for document in documents(shared, NEWS):
        if document.id not in read and words(document) in LENGTHS and not _copied(document, known):
            text = gold_text(document, [])
            if len(text.annotated.topics) >= NAMED:
                found[document.id] = text
    return found


def timelines(shared: Path, cache: Path | None = None) -> dict[str, GoldText]:
    """Stories on long crises, without near copies of gold documents and of one another."""
    beside = cache.with_name(f"timelines-{cache.name}") if cache else None
    found: dict[str, GoldText] = _cached(beside, lambda: _timelines(shared))
    return found


def _timelines(shared: Path) -> dict[str, GoldText]:
    known, told, read, found = _known(shared), set[str](), _records(READ_CRISES), {}
    for document in crises(shared):
        own = shingles(document.text)
        if words(document) not in LENGTHS or _copied(document, known) or len(own & told) > TOLD_BEFORE * len(own):
            continue
        told |= own
        if document.id in read:
            continue
        text = gold_text(document, [])
        if len(text.annotated.topics) >= NAMED:
            found[document.id] = text
    return found


def crises(shared: Path) -> Iterator[Document]:
    """The stories on long crises; each collection numbers them anew, so its name stands before the number."""
    for name in TIMELINES:
        for document in documents(shared, [f"bench/timelines/{name}/articles.jsonl"]):
            yield replace(document, id=f"{name}/{document.id}")


def _known(shared: Path) -> set[str]:
    """The shingles of the gold's documents, dev included."""
    texts = [p.read_text(encoding="utf-8") for p in sorted((shared / "gold").glob("*/texts/*.txt"))]
    return {shingle for text in texts for shingle in shingles(text)}


def _copied(document: Document, known: set[str]) -> bool:
    own = shingles(document.text)
    return len(own & known) > COPY * len(own)


def _unread(shared: Path) -> list[Document]:
    known, read = _known(shared), _records("releases.jsonl")
    unread = {d.id: d for d in documents(shared, CORPUS) if d.id not in read}
    names = sorted(unread)
    random.Random(0).shuffle(names)
    found, long, greetings = [], 0, 0
    for document in (unread[name] for name in names):
        length = words(document)
        greeting = bool(_GREETING.search(document.title))
        fits = length in LENGTHS or (length in LONG and long < LONG_TOGETHER)
        if fits and not _copied(document, known) and not (greeting and greetings >= GREETINGS):
            found.append(document)
            long += length * (length in LONG)
            greetings += greeting
    return found


def readings(shared: Path) -> dict[str, GoldText]:
    """The documents of others that were read, with their records."""
    found: dict[str, GoldText] = {}
    sources = {name: documents(shared, paths) for name, paths in READINGS.items()} | {READ_CRISES: crises(shared)}
    for name, stories in sources.items():
        records = _records(name)
        for document in stories:
            if document.id in records and document.id not in found:
                told = [r | {"quote": document.text[r["start"] : r["end"]]} for r in records[document.id]]
                found[document.id] = gold_text(document, told)
    return found


def _records(name: str) -> dict[str, list[dict[str, Any]]]:
    """The records of a file of readings by document."""
    found: defaultdict[str, list[dict[str, Any]]] = defaultdict(list)
    for line in (FOLDER / name).read_text(encoding="utf-8").splitlines():
        record = json.loads(line)
        found[record["doc"]].append(record)
    return dict(found)


def documents(shared: Path, sources: Iterable[str]) -> Iterator[Document]:
    """The documents of some files that can be read."""
    return (d for d in read_paths([shared / source for source in sources]) if isinstance(d, Document))


def every_text(shared: Path) -> Iterator[str]:
    """All at hand: the gold to learn from, our documents, releases, benchmarks but their dev parts, our tables."""
    for folder in (shared / "gold" / "train" / "texts", FOLDER / "own" / "texts"):
        yield from (path.read_text(encoding="utf-8") for path in sorted(folder.glob("*.txt")))
    yield from (document.text for document in documents(shared, CORPUS))
    for path in sorted((shared / "bench").rglob("*.jsonl")):
        if "dev" not in path.stem:
            for line in path.read_text(encoding="utf-8").splitlines():
                yield from (value for value in json.loads(line).values() if isinstance(value, str))
    for pattern in ("*.csv", "*.yaml"):
        yield from (path.read_text(encoding="utf-8") for path in sorted(_TABLES.rglob(pattern)))
