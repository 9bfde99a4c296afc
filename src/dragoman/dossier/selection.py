"""Which records: the filters of `Dossier.records`, as SQL with parameters."""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import dataclass
from datetime import date
from typing import Any, Literal

from dragoman.dossier.when import days
from dragoman.errors import UsageError
from dragoman.record import KINDS, STATUSES

Order = Literal["time", "text"]

COLUMNS = (
    *("id", "doc", "kind", "status", "who", "whom", "what", "when_text", "when_start", "when_end", "where_text"),
    *("amount_value", "amount_unit", "stance", "plover", "mode", "score", "said_by", "confidence"),
    *("start", '"end"', "quote"),
)

#: A record without a date of its own has that of its document; what goes on has no last day.
_FIRST = "coalesce(r.when_start, r.when_end, d.published)"
_LAST = "coalesce(r.when_end, CASE WHEN r.when_start IS NULL THEN d.published ELSE DATE '9999-12-31' END)"
_ORDERS = {
    "time": 'coalesce(r.when_start, d.published) NULLS LAST, r.doc, r.start, r."end", r.kind, r.id, r.n',
    "text": 'r.doc, r.start, r."end", r.kind, r.id, r.n',
}


@dataclass(frozen=True, slots=True)
class Selection:
    """What a record must be to be shown; what is left out is not asked.

    `about`: every one of these actors takes part; a state or organisation is also met by its persons and organs.
    `since` and `until`: a day, month or year, both included; a record that covers any day between them is met.
    `speaker`: a part of `said_by`, in capitals or not.
    """

    about: Sequence[str] = ()
    kind: Sequence[str] = ()
    status: Sequence[str] = ()
    since: str | date | None = None
    until: str | date | None = None
    doc: Sequence[str] = ()
    min_confidence: float = 0.0
    speaker: str = ""

    def sql(self, order: Order = "time") -> tuple[str, list[Any]]:
        """The query and its parameters; raises UsageError where a kind, status, date or order does not exist."""
        if order not in _ORDERS:
            raise UsageError(f"{order!r} is no order of records: use time or text")
        conditions = [*self._about(), *self._words(), *self._dates(), *self._rest()]
        where = " AND ".join(condition for condition, _ in conditions) or "true"
        columns = ", ".join(f"r.{column}" for column in COLUMNS)
        query = (
            f"SELECT {columns} FROM records r JOIN documents d ON d.id = r.doc WHERE {where} ORDER BY {_ORDERS[order]}"
        )
        return query, [value for _, values in conditions for value in values]

    def _about(self) -> list[tuple[str, list[Any]]]:
        test = "len(list_filter(list_concat(r.who, r.whom), lambda a: a = ? OR starts_with(a, ?))) > 0"
        return [(test, [actor, f"{actor}/"]) for actor in _listed(self.about)]

    def _words(self) -> list[tuple[str, list[Any]]]:
        kinds, statuses = _listed(self.kind), _listed(self.status)
        _check("kind", kinds, KINDS)
        _check("status", statuses, STATUSES)
        asked = (("r.kind", kinds), ("r.status", statuses), ("r.doc", _listed(self.doc)))
        return [(f"list_contains(?, {column})", [values]) for column, values in asked if values]

    def _dates(self) -> list[tuple[str, list[Any]]]:
        since, until = _bound(self.since, 0), _bound(self.until, 1)
        found: list[tuple[str, list[Any]]] = []
        if since:
            found.append((f"{_LAST} >= ?", [since]))
        if until:
            found.append((f"{_FIRST} <= ?", [until]))
        return found

    def _rest(self) -> list[tuple[str, list[Any]]]:
        found: list[tuple[str, list[Any]]] = []
        if self.min_confidence > 0:
            found.append(("r.confidence >= ?", [self.min_confidence]))
        if self.speaker:
            found.append(("contains(lower(r.said_by), lower(?))", [self.speaker]))
        return found


def _listed(value: Sequence[str]) -> list[str]:
    """One text is a list of one: `about="JPN"` is meant as `about=["JPN"]`."""
    return [value] if isinstance(value, str) else list(value)


def _check(name: str, values: list[str], known: Sequence[str]) -> None:
    for value in values:
        if value not in known:
            raise UsageError(f"{value!r} is no {name} of the codebook: use one of {', '.join(known)}")


def _bound(value: str | date | None, side: int) -> date | None:
    if value is None or isinstance(value, date):
        return value
    found = days(value)[side]
    if found is None or "/" in value:
        raise UsageError(f"{value!r} is not a date: write 2022, 2022-06 or 2022-06-29")
    return found
