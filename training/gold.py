"""Gold documents and records, read for learning: each record at the candidate that its quote hangs on."""

from __future__ import annotations

import json
import re
from collections import defaultdict
from dataclasses import dataclass, field
from pathlib import Path
from typing import Any

import numpy as np

from dragoman.codebook.codebook import load_codebook
from dragoman.language.annotate import AnnotatedText, annotate
from dragoman.reading.candidates import best_anchor, candidates, clause
from dragoman.reading.dense import dense_features
from dragoman.reading.features import PassageFeatures, hashed
from dragoman.record import Document
from dragoman.sources.read import read_paths
from dragoman.world.world import load_world


@dataclass(slots=True)
class Example:
    """A candidate of a gold document: hashed features, character span of its clause, and the gold records on it."""

    doc: str
    passage: int
    token: int
    start: int
    end: int
    sentence: tuple[int, int]
    features: list[int]
    dense: Any
    gold: list[dict[str, Any]] = field(default_factory=list)


@dataclass(slots=True)
class GoldText:
    """An annotated gold document with its records (each with `_spans`, where its quote stands)."""

    annotated: AnnotatedText
    records: list[dict[str, Any]]
    examples: list[Example]


def read_gold(folder: Path) -> dict[str, GoldText]:
    """The documents of a gold folder (`gold.jsonl` and `texts/`) by name, annotated and aligned."""
    records = defaultdict(list)
    for line in (folder / "gold.jsonl").read_text(encoding="utf-8").splitlines():
        record = json.loads(line)
        records[record["doc"]].append(record)
    return {
        document.id: gold_text(document, records[document.id])
        for document in read_paths([folder / "texts"])
        if isinstance(document, Document) and document.id in records
    }


def gold_text(document: Document, records: list[dict[str, Any]]) -> GoldText:
    """A document annotated, with its candidates, and its records put on them."""
    annotated = annotate(document, load_world())
    codebook, number = load_codebook(), len(annotated.passages)
    examples = []
    for index, here in enumerate(annotated.passages):
        shown = PassageFeatures(here, codebook, of_passages=number)
        tokens = candidates(here.parsed)
        dense = dense_features(here.parsed, tokens).astype(np.float16) if tokens else []
        for token, numbers in zip(tokens, dense, strict=True):
            first, behind = clause(here.parsed, token)
            low, high = here.parsed.sentences[here.parsed.sentence_of[token]]
            examples.append(
                Example(
                    document.id,
                    index,
                    token,
                    here.parsed.starts[first],
                    here.parsed.ends[behind - 1],
                    (here.parsed.starts[low], here.parsed.ends[high - 1]),
                    hashed(shown.of(token)),
                    numbers,
                )
            )
    text = GoldText(annotated, records, examples)
    align(text)
    return text


def align(text: GoldText) -> None:
    """Put each gold record on its candidate; records whose quote lies in no parsed passage stay on none."""
    source = text.annotated.document.text
    at = {(e.passage, e.token): e for e in text.examples}
    for number, record in enumerate(text.records):
        pattern = r"\s+".join(map(re.escape, record["quote"].split()))
        record["_spans"] = [m.span() for m in re.finditer(pattern, source)]
        record["_number"] = number
        for start, end in record["_spans"]:
            place = _place(text.annotated, start, end)
            if place and place in at:
                at[place].gold.append(record)
                break


def _place(annotated: AnnotatedText, start: int, end: int) -> tuple[int, int] | None:
    for index, here in enumerate(annotated.passages):
        span = here.parsed.tokens_between(start, end)
        if span:
            anchor = best_anchor(here.parsed, *span)
            if anchor is not None:
                return index, anchor
    return None
