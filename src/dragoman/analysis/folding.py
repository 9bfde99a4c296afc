"""Folding: records of several documents that tell the same thing on the same day."""

from __future__ import annotations

from collections import defaultdict
from collections.abc import Iterable
from operator import attrgetter

from dragoman.analysis.interval import interval
from dragoman.analysis.ledger import parties
from dragoman.record import SYMMETRIC_KINDS, Record


def folded(records: Iterable[Record]) -> list[list[Record]]:
    """The records with those of other documents that tell the same: same kind, status, parties and day.

    Two records of one document are two things, however alike: a second document's records each join the telling
    whose wording is closest. Where each document has but one, the wording does not matter.
    """
    groups: dict[tuple[object, ...], dict[str, list[Record]]] = defaultdict(lambda: defaultdict(list))
    alone: list[list[Record]] = []
    for record in sorted(records, key=attrgetter("doc", "evidence.start", "evidence.end", "id")):
        key = _same_thing(record)
        if key is None:
            alone.append([record])
        else:
            groups[key][record.doc].append(record)
    return alone + [tellings for group in groups.values() for tellings in _matched(group)]


def _matched(group: dict[str, list[Record]]) -> list[list[Record]]:
    """The tellings of one group: a list a thing, with at most one record of each document."""
    single = all(len(of_document) == 1 for of_document in group.values())
    if single:
        return [[of_document[0] for of_document in group.values()]]
    things: list[list[Record]] = []
    for of_document in group.values():
        free = list(things)
        for record in of_document:
            closest = max(free, key=lambda thing: _closeness(thing[0], record), default=None)
            if closest is not None and _closeness(closest[0], record) > 0:
                closest.append(record)
                free.remove(closest)
            else:
                things.append([record])
    return things


def _closeness(one: Record, other: Record) -> float:
    """The share of longer words that the two records' contents have in common, from 0 to 1."""
    mine, theirs = _words(one), _words(other)
    return len(mine & theirs) / len(mine | theirs) if mine and theirs else 0.0


def _words(record: Record) -> set[str]:
    return {word for word in record.what.casefold().split() if len(word) > 3}


def _same_thing(record: Record) -> tuple[object, ...] | None:
    """What two tellings of one thing share; None for a record without a day or without parties."""
    days = interval(record.when)
    told_to_the_day = days is not None and days.first and days.last and days.precision in ("day", "range")
    if not told_to_the_day or not (record.who or record.whom):
        return None
    if record.kind in SYMMETRIC_KINDS:
        return record.kind, record.status, frozenset(parties(record)), record.when
    return record.kind, record.status, frozenset(record.who), frozenset(record.whom), record.when
