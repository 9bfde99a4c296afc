"""What a report says first: how much there is, from when to when, about whom, how real."""

from __future__ import annotations

from collections import Counter
from collections.abc import Callable, Iterable, Sequence
from dataclasses import dataclass
from math import ceil, sqrt

from dragoman.analysis.interval import in_words, interval
from dragoman.analysis.ledger import parties
from dragoman.record import KINDS, STATUSES, Record

NameOf = Callable[[str], str]
_MOST_ACTORS = 16


@dataclass(frozen=True, slots=True)
class Count:
    """An actor with the number of records it takes part in, and that number as a share of the greatest, 0 to 100."""

    code: str
    name: str
    records: int
    share: int


@dataclass(frozen=True, slots=True)
class Overview:
    """Figures over all records of a report."""

    records: int
    documents: int
    #: In words; empty where nothing is dated.
    documents_from: str
    documents_to: str
    records_from: str
    records_to: str
    bodies: tuple[Count, ...]
    people: tuple[Count, ...]
    #: Records by kind and status, only kinds and statuses that occur.
    matrix: dict[str, dict[str, int]]
    statuses: tuple[str, ...]
    #: Every actor's code and name, for the filter.
    actors: tuple[tuple[str, str], ...]

    def heat(self, kind: str, status: str) -> int:
        """How dark a cell of the matrix is, 0 to 5, by its share of the fullest cell."""
        most = max(max(row.values()) for row in self.matrix.values())
        # The root keeps small counts apart where one kind (statements, mostly) towers over the rest.
        return ceil(5 * sqrt(self.matrix[kind].get(status, 0) / most))


def overview(records: Sequence[Record], published: Iterable[str], name_of: NameOf) -> Overview:
    """The figures over `records`, of documents published on the days `published`."""
    told = list(published)
    cells = Counter((record.kind, record.status) for record in records)
    statuses = tuple(status for status in STATUSES if any(found == status for _, found in cells))
    matrix = {kind: {s: cells[kind, s] for s in statuses if cells[kind, s]} for kind in KINDS}
    bodies: Counter[str] = Counter()
    people: Counter[str] = Counter()
    for record in records:
        actors = parties(record)
        bodies.update({actor.body for actor in actors if actor.body not in ("", "?")})
        people.update({str(actor) for actor in actors if actor.name})
    codes = sorted({*bodies, *people})
    return Overview(
        len(records),
        len(told),
        *_period(told),
        *_period(record.when for record in records),
        bodies=_counts(bodies, name_of),
        people=_counts(people, name_of),
        matrix={kind: row for kind, row in matrix.items() if row},
        statuses=statuses,
        actors=tuple((code, name_of(code)) for code in codes),
    )


def _period(dates: Iterable[str]) -> tuple[str, str]:
    """The first and last of `dates` in words: days where they lie within two years, else years."""
    days = [found.position for found in map(interval, dates) if found]
    if not days:
        return "", ""
    first, last = min(days), max(days)
    if (last - first).days > 2 * 366:
        return f"{first.year:04}", f"{last.year:04}"
    return in_words(first.isoformat()), in_words(last.isoformat())


def _counts(counted: Counter[str], name_of: NameOf) -> tuple[Count, ...]:
    ordered = sorted(counted.items(), key=lambda item: (-item[1], item[0]))[:_MOST_ACTORS]
    most = ordered[0][1] if ordered else 1
    return tuple(Count(code, name_of(code), number, round(100 * number / most)) for code, number in ordered)
