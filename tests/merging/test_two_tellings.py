"""Pairs of sentences that contradict one another, and pairs that only seem to: what of this the rules tell apart.

`data/two_tellings.csv` has two rows a case, written for this test after the example documents; `expect` is the point on
which the two cannot both be true, or `none`, and the columns from `kind` to `amount` are what a careful reader notes.
"""

from __future__ import annotations

import csv
from collections.abc import Iterable, Iterator, Sequence
from datetime import date
from itertools import groupby
from pathlib import Path

import pytest
from telling_of import telling

from dragoman.api.reading import spec_of
from dragoman.config import load_settings
from dragoman.engines import Reader
from dragoman.merging.disagreements import disagreements
from dragoman.merging.facts import merged
from dragoman.merging.places import states_of_places
from dragoman.merging.telling import Telling
from dragoman.record import Document, Passage
from dragoman.world import World, load_world

ROWS = list(csv.DictReader((Path(__file__).parent / "data" / "two_tellings.csv").open(encoding="utf-8")))
CASES = [(case, list(rows)) for case, rows in groupby(ROWS, key=lambda row: row["case"])]
FIELDS = ("kind", "status", "who", "whom", "when", "where", "amount")


def told(rows: Sequence[dict[str, str]]) -> list[Telling]:
    """The tellings that a careful reader notes."""
    return [
        telling(f"doc{n}", row["published"], row["what"], quote=row["text"], **{name: row[name] for name in FIELDS})
        for n, row in enumerate(rows)
    ]


def read(rows: Sequence[dict[str, str]], reader: Reader) -> Iterator[Telling]:
    """The tellings that the reader notes."""
    for n, row in enumerate(rows):
        text = row["text"]
        document = Document(f"doc{n}", text, published=row["published"], passages=(Passage(0, len(text), "content"),))
        for record in reader.read(document):
            yield Telling(record, date.fromisoformat(row["published"]), document.id)


def points(tellings: Iterable[Telling], world: World) -> list[str]:
    """The points on which the tellings disagree, one for each fact in dispute."""
    state_of = states_of_places(world)
    return [found.point for found in disagreements(merged(tellings, state_of=state_of).facts, state_of=state_of)]


def measured(found: Sequence[list[str]]) -> tuple[float, float]:
    """Precision and recall of the points found, case by case; whatever else is found in a case is wrong."""
    right = wrong = due = 0
    for (case, rows), points_found in zip(CASES, found, strict=True):
        expected = {rows[0]["expect"]} - {"none"}
        right += len(expected & set(points_found))
        wrong += len(set(points_found) - expected)
        due += len(expected)
        if set(points_found) != expected:
            print(f"{case}: {', '.join(sorted(set(points_found))) or 'nothing'}")
    print(f"precision {right / max(1, right + wrong):.3f}, recall {right / due:.3f} of {due}")
    return right / max(1, right + wrong), right / due


@pytest.fixture(scope="module")
def world() -> World:
    return load_world()


def test_the_set_is_large_enough_and_balanced() -> None:
    expected = [rows[0]["expect"] for _, rows in CASES]
    assert all(len(rows) == 2 for _, rows in CASES)
    assert sum(point != "none" for point in expected) >= 40
    assert expected.count("none") >= 40


@pytest.mark.slow
def test_from_records_disagreements_are_told_from_look_alikes(world: World) -> None:
    precision, recall = measured([points(told(rows), world) for _, rows in CASES])
    assert precision >= 0.9
    assert recall >= 0.9


@pytest.mark.slow
def test_from_texts_disagreements_are_told_from_look_alikes(world: World) -> None:
    reader = spec_of(load_settings()).load()
    precision, recall = measured([points(read(rows, reader), world) for _, rows in CASES])
    assert precision >= 0.9
    assert recall >= 0.9
