"""Journeys and meetings announced in official releases, and the releases that tell they took place.

`data/announced_and_held.csv` names documents and stretches of them, not their words: where a meeting is announced
(`announced_in`, `start`, `end`), and a document that tells it was held (`kept`) or one that looks so and does not
(`near`: the same people at another time, another stop of the journey, a call in place of a visit). Every pair was
looked at; `told_start` and `told_end` are where the second document tells it, or its title.
Only these documents are read, as one dossier, so each also stands in the way of all the others.
"""

from __future__ import annotations

import csv
from collections import defaultdict
from collections.abc import Mapping, Sequence
from pathlib import Path

import pytest

from dragoman.api.reading import spec_of
from dragoman.config import load_settings
from dragoman.merging.commitments import Commitment, commitments
from dragoman.merging.facts import merged
from dragoman.merging.places import states_of_places
from dragoman.merging.telling import tellings
from dragoman.record import Document
from dragoman.sources import read_paths
from dragoman.world import load_world

CORPUS = "corpus/state_releases_2021-05_2022-03.jsonl.gz"
ROWS = list(csv.DictReader((Path(__file__).parent / "data" / "announced_and_held.csv").open(encoding="utf-8")))

Announcement = tuple[str, int, int]


class Head:
    """What merging needs to know of a document."""

    def __init__(self, document: Document) -> None:
        self.id, self.published, self.copy_of = document.id, document.published, ""


def labelled(label: str) -> dict[Announcement, set[str]]:
    """The documents with this label for each announcement."""
    found: dict[Announcement, set[str]] = defaultdict(set)
    for row in ROWS:
        if row["label"] == label:
            found[row["announced_in"], int(row["start"]), int(row["end"])].add(row["told_in"])
    return found


def made_from(shared: Path) -> list[Commitment]:
    """The commitments that the documents of the set make."""
    wanted = {row[column] for row in ROWS for column in ("announced_in", "told_in")}
    documents = {
        item.id: item for item in read_paths([shared / CORPUS]) if isinstance(item, Document) and item.id in wanted
    }
    assert documents.keys() == wanted
    reader = spec_of(load_settings()).load()
    records = [record for document in documents.values() for record in reader.read(document)]
    state_of = states_of_places(load_world())
    facts = merged(tellings(records, map(Head, documents.values())), state_of=state_of).facts
    return commitments(facts, state_of=state_of)


def announced_at(made: Sequence[Commitment], announcement: Announcement) -> list[Commitment]:
    """The commitments that the announced stretch makes."""
    doc, start, end = announcement
    return [
        one
        for one in made
        if any(
            t.record.doc == doc
            and t.record.status in ("planned", "pledged")
            and t.record.evidence.start < end
            and start < t.record.evidence.end
            for t in one.fact.tellings
        )
    ]


def measured(made: Sequence[Commitment], kept: Mapping[Announcement, set[str]]) -> tuple[float, float]:
    """Precision over the commitments told as done, recall over the announcements."""
    right: set[str] = set()
    wrong: set[str] = set()
    found = 0
    for announcement, docs in kept.items():
        done = [one for one in announced_at(made, announcement) if {"done", "partly done"} & set(one.states)]
        shown = {one.fact.id: one.evidence[0].record.doc for one in done}
        found += bool(docs & set(shown.values()))
        right |= {id for id, doc in shown.items() if doc in docs}
        wrong |= {id for id, doc in shown.items() if doc not in docs}
    wrong -= right  # Two announcements may make one commitment; each has its own documents.
    print(
        f"{len(kept)} announcements, {found} told as done by a right document; {len(right)} right, {len(wrong)} wrong"
    )
    return len(right) / max(1, len(right | wrong)), found / len(kept)


def test_the_set_is_large_enough() -> None:
    assert len(labelled("kept")) >= 60
    assert sum(map(len, labelled("near").values())) >= 60
    assert not any(docs & labelled("near")[key] for key, docs in labelled("kept").items() if key in labelled("near"))


@pytest.mark.slow
@pytest.mark.shared
def test_what_was_announced_is_done_where_a_document_tells_it(shared: Path) -> None:
    made = made_from(shared)
    near = labelled("near")
    taken = [
        one
        for announcement, docs in near.items()
        for one in announced_at(made, announcement)
        if "done" in one.states and one.evidence[0].record.doc in docs
    ]
    print(f"{len(taken)} of {sum(map(len, near.values()))} look-alikes taken for the meeting announced")
    precision, recall = measured(made, labelled("kept"))
    assert len(taken) <= 3
    assert precision >= 0.9
    assert recall >= 0.7
