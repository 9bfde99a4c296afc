"""The life of a fact: what each document knew of it, and when; and the record as a reader of some day could know it."""

from __future__ import annotations

from collections.abc import Iterable, Iterator, Sequence
from dataclasses import dataclass
from datetime import date
from itertools import groupby

from dragoman.merging.facts import Fact
from dragoman.merging.telling import OFF, Telling, in_order

#: How much of a thing a status says is there; what is called off stands outside.
_RANK = {"possible": 0, "proposed": 1, "planned": 2, "pledged": 3, "ongoing": 4, "happened": 5}


@dataclass(frozen=True, slots=True)
class Step:
    """A day on which a fact's status changed, and the record that tells so."""

    day: date | None
    status: str
    record: str
    doc: str


def life(fact: Fact) -> list[Step]:
    """The changes of a fact's status over the days of its documents: proposed, planned, happened.

    A later document that tells less than was known already (a plan recalled after it was carried out) changes nothing.
    Undated documents come last.
    """
    steps: list[Step] = []
    status = ""
    for known in _days(fact.tellings):
        now = status_of(known)
        if now != status:
            telling = next(t for t in reversed(known) if t.record.status == now)
            steps.append(Step(known[-1].published, now, telling.id, telling.record.doc))
            status = now
    return steps


def status_of(tellings: Iterable[Telling]) -> str:
    """The status in which the tellings together leave a thing.

    The furthest of what was told, unless a document of the last word (or of the same day) calls it off. A denial does
    not undo what a document tells as done; that is a disagreement.
    """
    ordered = sorted(tellings, key=in_order)
    standing = [t for t in ordered if t.record.status in _RANK]
    off = [t for t in ordered if t.record.status in OFF]
    if not standing:
        return off[-1].record.status
    furthest = max(standing, key=lambda t: _RANK[t.record.status])
    if not off or (furthest.record.status == "happened" and off[-1].record.status == "denied"):
        return furthest.record.status
    last = _last(standing, furthest.record.status)
    is_last_word = (off[-1].published or date.max) >= (last.published or date.max)
    return off[-1].record.status if is_last_word else furthest.record.status


def known(facts: Iterable[Fact], day: date) -> Iterator[Fact]:
    """The facts as the documents of `day` and before have them. What stands in undated documents is not among them."""
    for fact in facts:
        told = tuple(t for t in fact.tellings if t.published and t.published <= day)
        if len(told) == len(fact.tellings):
            yield fact
        elif told:
            ids = {t.id for t in told}
            yield Fact(told, tuple(link for link in fact.links if link.one in ids and link.other in ids))


def last_day(facts: Iterable[Fact]) -> date | None:
    """The last day on which a document told anything; None where no document is dated."""
    return max((t.published for fact in facts for t in fact.tellings if t.published), default=None)


def _days(tellings: Sequence[Telling]) -> Iterator[list[Telling]]:
    """What was known at the end of each day of publication."""
    sofar: list[Telling] = []
    for _, told in groupby(tellings, key=lambda t: t.published):
        sofar = [*sofar, *told]
        yield sofar


def _last(tellings: Sequence[Telling], status: str) -> Telling:
    return [t for t in tellings if t.record.status == status][-1]
