"""Answers made of facts: the facts themselves, commitments, disagreements."""

from __future__ import annotations

import textwrap
from collections.abc import Iterable, Iterator, Mapping, Sequence
from typing import Any

from dragoman.analysis.interval import in_words
from dragoman.analysis.ledger import amount_in_words
from dragoman.analysis.table import one_line
from dragoman.api.answers import Listed, NameOf
from dragoman.merging.commitments import Commitment
from dragoman.merging.disagreements import Disagreement
from dragoman.merging.facts import Fact
from dragoman.merging.life import life
from dragoman.merging.telling import Telling
from dragoman.record import SYMMETRIC_KINDS, Actor

_TYPES: Mapping[str, str] = {
    **dict.fromkeys(("who", "whom", "records", "reasons", "evidence", "states", "versions", "quotes"), "list"),
    **dict.fromkeys(("amount_value",), "float"),
    **dict.fromkeys(("documents", "late", "renewed"), "int"),
    **dict.fromkeys(("first_told", "last_told", "due", "announced"), "date"),
}
_MARGIN = "    "


class _Told[T](Listed[T]):
    """An answer whose entries are paragraphs: a line, and indented what stands below it."""

    types = _TYPES
    nothing = "Nothing found."

    def __init__(self, items: Sequence[T], name_of: NameOf = str) -> None:
        super().__init__(items)
        self._name_of = name_of

    def text(self, width: int = 100) -> str:
        """One paragraph an entry."""
        if not self:
            return f"{self.nothing}\n"
        lines: list[str] = []
        for item in self:
            head, *rest = self._lines(item)
            lines += textwrap.wrap(one_line(head), max(20, width)) or [""]
            for line in rest:
                lines += [_MARGIN + part for part in textwrap.wrap(one_line(line), max(20, width - len(_MARGIN)))]
            lines.append("")
        return "\n".join(lines)

    def _lines(self, item: T) -> Iterator[str]:
        raise NotImplementedError

    def _named(self, actors: Iterable[Actor]) -> str:
        return ", ".join(self._name_of(str(actor)) for actor in actors)


class Facts(_Told[Fact]):
    """Facts in order of time, each with its life, its records and the reasons that joined them."""

    columns = (
        *("id", "kind", "status", "who", "whom", "what", "when", "where", "amount_value", "amount_unit"),
        *("documents", "first_told", "last_told", "life", "records", "reasons"),
    )
    read_columns = ("when", "kind", "status", "who", "whom", "what", "documents", "id")
    nothing = "No facts."

    def row(self, item: Fact) -> dict[str, Any]:
        """The fact's fields; `life` as `planned 2022-06-27, happened 2022-06-29`."""
        days = [t.published for t in item.tellings if t.published]
        return {
            "id": item.id,
            "kind": item.kind,
            "status": item.status,
            "who": [str(actor) for actor in item.who],
            "whom": [str(actor) for actor in item.whom],
            "what": item.what,
            "when": item.when,
            "where": item.where,
            "amount_value": item.amount.value if item.amount else None,
            "amount_unit": item.amount.unit if item.amount else None,
            "documents": item.sources,
            "first_told": min(days, default=None),
            "last_told": max(days, default=None),
            "life": _life(item),
            "records": [t.id for t in item.tellings],
            "reasons": [f"{link.one} and {link.other}: {link.reason}" for link in item.links],
        }

    def _lines(self, item: Fact) -> Iterator[str]:
        who, whom = self._named(item.who), self._named(item.whom)
        joint = ", ".join(filter(None, (who, whom)))
        parties = joint if item.kind in SYMMETRIC_KINDS else " → ".join(filter(None, (who, whom)))
        yield f"{in_words(item.when) or 'undated'}  {item.kind}, {item.status}: {parties}".rstrip(": ")
        yield ", ".join(filter(None, (item.what, item.where, amount_in_words(item.amount))))
        many = "1 document" if item.sources == 1 else f"{item.sources} documents"
        yield f"{many}; {_life(item)}  [{item.id}]"
        for link in item.links:
            yield f"· {link.reason}"


class Commitments(_Told[Commitment]):
    """What was undertaken, by the day due, with its state and the record that shows it."""

    columns = (
        *("id", "state", "states", "due", "late", "who", "whom", "what", "amount_value", "amount_unit"),
        *("announced", "renewed", "reworded", "last_told", "evidence", "doc", "quote", "records"),
    )
    read_columns = ("due", "state", "who", "what", "announced", "doc", "id")
    nothing = "No commitments."

    def row(self, item: Commitment) -> dict[str, Any]:
        """The commitment's fields; `evidence`, `doc` and `quote` are of the record that shows its state."""
        shown = item.evidence[0].record
        return {
            "id": item.fact.id,
            "state": item.state,
            "states": list(item.states),
            "due": item.due,
            "late": item.late,
            "who": [str(actor) for actor in item.who],
            "whom": [str(actor) for actor in item.whom],
            "what": item.what,
            "amount_value": item.amount.value if item.amount else None,
            "amount_unit": item.amount.unit if item.amount else None,
            "announced": item.announced.published,
            "renewed": item.renewed,
            "reworded": "yes" if item.reworded else "",
            "last_told": item.last_heard,
            "evidence": [t.id for t in item.evidence],
            "doc": shown.doc,
            "quote": shown.evidence.quote,
            "records": [t.id for t in item.fact.tellings],
        }

    def _lines(self, item: Commitment) -> Iterator[str]:
        due = f"due {item.due.isoformat()}" if item.due else "no day told"
        yield f"{item.state}, {due}{_late(item)}: {self._named(item.who)}" + _after(" → ", self._named(item.whom))
        yield ", ".join(filter(None, (item.what, amount_in_words(item.amount))))
        again = (
            f"; told again by {item.renewed} more" + (" in other words" if item.reworded else "")
            if item.renewed
            else ""
        )
        yield f"announced {_source(item.announced)}{again}"
        shown = item.evidence[0]
        if shown.id != item.announced.id:
            yield f"{shown.record.status} {_source(shown)}: “{shown.record.evidence.quote}”"
        besides = [state for state in item.states[1:] if state != "open"]
        yield _after("also ", ", ".join(besides)) + f"  [{item.fact.id}]"


class Disagreements(_Told[Disagreement]):
    """Facts that are told in ways that cannot all be true, version beside version, with words and sources."""

    columns = ("id", "point", "kind", "who", "whom", "what", "when", "versions", "quotes", "records")
    read_columns = ("point", "kind", "what", "versions", "quotes", "id")
    nothing = "No disagreements."

    def row(self, item: Disagreement) -> dict[str, Any]:
        """The point, its versions as `8 July (doc, doc)`, and the words of each telling."""
        told = item.fact
        return {
            "id": told.id,
            "point": item.point,
            "kind": told.kind,
            "who": [str(actor) for actor in told.who],
            "whom": [str(actor) for actor in told.whom],
            "what": told.what,
            "when": told.when,
            "versions": [f"{version} ({', '.join(t.record.doc for t in by)})" for version, by in item.versions],
            "quotes": [f"{t.record.doc}: {t.record.evidence.quote}" for _, by in item.versions for t in by],
            "records": [t.id for _, by in item.versions for t in by],
        }

    def _lines(self, item: Disagreement) -> Iterator[str]:
        told = item.fact
        parties = self._named((*told.who, *told.whom))
        yield f"{item.point}: {told.kind}, {in_words(told.when) or 'undated'}: {parties}  [{told.id}]"
        for version, by in item.versions:
            for telling in by:
                yield f"{version}  {_source(telling)}: “{telling.record.evidence.quote}”"


def _life(item: Fact) -> str:
    return ", ".join(f"{step.status} {step.day.isoformat() if step.day else 'undated'}" for step in life(item))


def _late(item: Commitment) -> str:
    if item.late is None:
        return ""
    return f" ({item.late} days {'over' if item.state == 'overdue' else 'late'})"


def _source(telling: Telling) -> str:
    day = telling.published.isoformat() if telling.published else "undated"
    return f"{day}, {telling.record.doc} ({telling.id})"


def _after(mark: str, text: str) -> str:
    return f"{mark}{text}" if text else ""
