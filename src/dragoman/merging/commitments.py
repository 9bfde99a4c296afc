"""Commitments: what was pledged or planned, and what became of it, by rule and with the record that shows it."""

from __future__ import annotations

from collections.abc import Iterable, Sequence
from dataclasses import dataclass
from datetime import date, timedelta
from itertools import chain
from math import isclose

from dragoman.engines.terms import stem, words
from dragoman.errors import UsageError
from dragoman.merging.deadlines import Gatherings
from dragoman.merging.facts import Fact
from dragoman.merging.families import lists
from dragoman.merging.fulfilment import Deeds, calls_off, is_promise, shown_by
from dragoman.merging.life import known, last_day
from dragoman.merging.pairs import StateOf, nowhere
from dragoman.merging.telling import Telling
from dragoman.record import Actor, Amount

#: What can become of a commitment; the first that holds is its state, the others are told beside it.
STATES = ("done", "partly done", "dropped", "overdue", "due soon", "open", "unheard of", "repeated")
_SOON = timedelta(days=90)
#: A promise of which nothing was heard for so long; `--unheard` sets another.
UNHEARD = timedelta(days=365)
#: The days of a summit: who was to come on the first and comes on the last is not late.
_SAME = timedelta(days=3)
#: A promise of 100 is kept by 97.
_ENOUGH = 0.95


@dataclass(frozen=True)
class Commitment:
    """A fact that was pledged or planned, as it stands on `as_of`."""

    fact: Fact
    as_of: date
    #: All of STATES that hold, the weightiest first.
    states: tuple[str, ...]
    announced: Telling
    #: The last day by which it was to be done, as last told; None where none was told.
    due: date | None = None
    #: The records that show the state: what was done, what called it off, what was said last.
    evidence: tuple[Telling, ...] = ()
    #: Days between the day due and the day done, or today where it is overdue; None where it is not late.
    late: int | None = None
    #: How many times it was told again as still to come, on other days and by other sources.
    renewed: int = 0
    reworded: bool = False

    @property
    def state(self) -> str:
        """The weightiest state."""
        return self.states[0]

    @property
    def who(self) -> tuple[Actor, ...]:
        """Who undertook it."""
        return self.announced.record.who or self.fact.who

    @property
    def whom(self) -> tuple[Actor, ...]:
        """To whom, or upon whom."""
        return self.announced.record.whom or self.fact.whom

    @property
    def what(self) -> str:
        """What was undertaken, in the words of the first document that tells it."""
        return self.announced.record.what or self.announced.record.evidence.quote

    @property
    def amount(self) -> Amount | None:
        """How much was undertaken."""
        return self.announced.record.amount

    @property
    def last_heard(self) -> date | None:
        """The last day on which a document spoke of it."""
        return max((t.published for t in self.fact.tellings if t.published), default=None)


class Others:
    """What other facts may tell of a commitment: deeds that show it kept, gatherings at which it is due."""

    def __init__(self, tellings: Sequence[Telling]) -> None:
        self.deeds = Deeds(tellings)
        self.gatherings = Gatherings(tellings)


def commitments(
    facts: Iterable[Fact],
    *,
    as_of: date | None = None,
    by: Sequence[str] = (),
    to: Sequence[str] = (),
    state: Sequence[str] = (),
    unheard: timedelta = UNHEARD,
    state_of: StateOf = nowhere,
) -> list[Commitment]:
    """The commitments among the facts as a reader of `as_of` could know them, by the day due, those without one last.

    Without `as_of`, it is the last day of which a document tells. `by` and `to` are actors; a state stands for its
    people too. `state` keeps those to which one of these states applies (`open` also what is due soon or repeated).
    `state_of` tells the state that a place lies in.
    Raises UsageError for an unknown state.
    """
    for word in state:
        if word not in STATES:
            raise UsageError(f"there is no state {word!r} of a commitment: choose from {', '.join(STATES)}")
    told = list(facts)
    day = as_of or last_day(told)
    if day is None:
        return []
    visible = list(known(told, day)) if as_of else told
    others = Others([telling for fact in visible for telling in fact.tellings])
    found = [made for fact in visible if (made := commitment(fact, day, unheard, others=others, state_of=state_of))]
    chosen = [
        made
        for made in found
        if _takes_part(made.who, by)
        and _takes_part(made.whom or made.who, to)
        and (not state or set(made.states) & set(state))
    ]
    return sorted(chosen, key=_in_order)


def commitment(
    fact: Fact,
    as_of: date,
    unheard: timedelta = UNHEARD,
    *,
    others: Others | None = None,
    state_of: StateOf = nowhere,
) -> Commitment | None:
    """The fact as a commitment; None where nothing was undertaken in it.

    What shows it done is looked for in the fact and in `others`, which also tell the day of `the next summit`.
    """
    promises = [telling for telling in fact.tellings if is_promise(telling)]
    if not promises:
        return None
    announced = promises[0]
    due = _due(promises) or (others.gatherings.due(promises) if others else None)
    renewals = _renewals(promises)
    elsewhere = (deed for promise in promises for deed in others.deeds.near(promise)) if others else ()
    done = shown_by(promises, chain(fact.tellings, elsewhere), state_of)
    off = _called_off(fact, promises, done)
    partial = done is not None and _is_partial(done, promises)
    states: list[str] = []
    late: int | None = None
    falls_on_a_day = announced.record.kind in lists().of_a_day
    if off:
        states.append("dropped")
    elif done:
        states.append("partly done" if partial else "done")
        late = _late(done, due, _SAME if falls_on_a_day else timedelta())
    if not off and (done is None or partial):
        states += _pending(due, as_of)
        late = (as_of - due).days if "overdue" in states and due else late
    last = max((t.published for t in fact.tellings if t.published), default=None)
    if not off and done is None and last and as_of - last > unheard:
        states.append("unheard of")
    if renewals:
        states.append("repeated")
    if not off and done is None and "open" in states and "unheard of" in states and due is None:
        states = ["unheard of", *(s for s in states if s != "unheard of")]
    shown = off or done or promises[-1]
    again = tuple({t.id: t for t in renewals}.values())
    return Commitment(
        fact,
        as_of,
        tuple(states),
        announced,
        due,
        (shown,),
        late,
        len(again),
        any(_reworded(announced, t) for t in again),
    )


def _due(promises: Sequence[Telling]) -> date | None:
    """The last day, as it was told last.

    A promise that goes on from some day is due by none, and so is one whose day is that on which it was made.
    """
    return next((t.days[1] for t in reversed(promises) if t.days[1] and t.planned_for), None)


def _pending(due: date | None, as_of: date) -> list[str]:
    if due is None:
        return ["open"]
    if due < as_of:
        return ["overdue"]
    return ["due soon", "open"] if due - as_of <= _SOON else ["open"]


def _is_older(deed: Telling, promise: Telling) -> bool:
    if deed.published and promise.published and deed.published < promise.published:
        return True
    return bool(deed.days[1] and promise.published and not promise.span and deed.days[1] < promise.published - _SOON)


def _called_off(fact: Fact, promises: Sequence[Telling], done: Telling | None) -> Telling | None:
    """The record that calls it off, unless a later one tells that it was done after all."""
    off = [t for t in fact.tellings if not _is_older(t, promises[0]) and any(calls_off(p, t) for p in promises)]
    if not off:
        return None
    last = off[-1]
    if done is None:
        return last if fact.status in ("cancelled", "denied") else None
    later = (last.published or date.max) > (done.published or date.max)
    return last if later and last.record.status == "cancelled" else None


def _is_partial(done: Telling, promises: Sequence[Telling]) -> bool:
    """Whether less was done than promised: a smaller amount, work that goes on, or words that say so."""
    amount = done.record.amount
    promised = next((t.record.amount for t in promises if t.record.amount), None)
    if amount and promised and amount.unit == promised.unit:
        return amount.value < _ENOUGH * promised.value
    if done.record.status == "ongoing":
        return True
    told = {stem(word) for word in words(done.record.what)}
    return bool(told & lists().in_part) and not any(told & lists().in_part & _stems(t) for t in promises)


def _late(done: Telling, due: date | None, room: timedelta) -> int | None:
    day = done.days[0] or done.published
    return (day - due).days if day and due and day > due + room else None


def _renewals(promises: Sequence[Telling]) -> list[Telling]:
    """The tellings after the first as still to come, on another day and by another source, one a source."""
    first = promises[0]
    found: dict[str, Telling] = {}
    for telling in promises[1:]:
        if telling.source != first.source and telling.published != first.published:
            found.setdefault(telling.source, telling)
    return list(found.values())


def _reworded(one: Telling, other: Telling) -> bool:
    """Whether the promise stands in other words: less than half of them are the same."""
    mine, theirs = _stems(one), _stems(other)
    same = len(mine & theirs) / max(1, min(len(mine), len(theirs)))
    both = one.record.amount, other.record.amount
    changed = all(both) and not isclose(both[0].value, both[1].value)  # type: ignore[union-attr]
    return same < 0.5 or changed


def _stems(telling: Telling) -> set[str]:
    return {stem(word) for word in words(telling.record.what) if word not in lists().empty}


def _takes_part(actors: Sequence[Actor], asked: Sequence[str]) -> bool:
    written = [str(actor) for actor in actors]
    return all(any(one == wanted or one.startswith(f"{wanted}/") for one in written) for wanted in asked)


def _in_order(made: Commitment) -> tuple[object, ...]:
    return (made.due or date.max, made.announced.published or date.max, made.fact.id)
