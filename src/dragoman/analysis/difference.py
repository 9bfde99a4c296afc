"""What is new: a record of facts beside an earlier one, thing by thing."""

from __future__ import annotations

from collections import Counter
from collections.abc import Callable, Iterable, Iterator, Sequence
from dataclasses import dataclass
from datetime import date
from typing import Literal

from dragoman.analysis.interval import in_words
from dragoman.analysis.ledger import amount_in_words
from dragoman.analysis.ranking import chosen, ranked
from dragoman.merging.commitments import Commitment, commitments
from dragoman.merging.disagreements import Disagreement, disagreements
from dragoman.merging.facts import Fact
from dragoman.merging.life import last_day
from dragoman.merging.pairs import StateOf
from dragoman.merging.telling import AHEAD, Telling
from dragoman.record import Actor

Section = Literal["new", "changed", "kept", "broken", "disagreement", "actor", "gone"]
#: The sections in their order, with their headings.
SECTIONS: dict[Section, str] = {
    "new": "New facts",
    "changed": "Changed",
    "kept": "Promises kept",
    "broken": "Promises dropped or overdue",
    "disagreement": "New disagreements",
    "actor": "New actors",
    "gone": "No longer told",
}
_KEPT, _BROKEN = ("done", "partly done"), ("dropped", "overdue")


@dataclass(frozen=True, slots=True)
class Pair:
    """One thing before and after; one of the two may be missing."""

    before: Fact | None
    after: Fact | None


@dataclass(frozen=True, slots=True)
class News:
    """One thing that is new, with the tellings that show it."""

    section: Section
    #: What it is about: for a new actor, the first fact that names it.
    fact: Fact
    #: What was known and what is known now, in words: `status planned`, `open`, a disagreement's point.
    before: str = ""
    after: str = ""
    evidence: tuple[Telling, ...] = ()
    actor: Actor | None = None


def parted(
    facts: Iterable[Fact], was_known: Callable[[Telling], bool], is_known: Callable[[Telling], bool]
) -> list[Pair]:
    """Each fact as known before and after; facts known at neither time are left out."""
    pairs = (Pair(part(fact, was_known), part(fact, is_known)) for fact in facts)
    return [pair for pair in pairs if pair.before or pair.after]


def part(fact: Fact, keeps: Callable[[Telling], bool]) -> Fact | None:
    """The fact of some of its tellings; None where none is left."""
    told = tuple(telling for telling in fact.tellings if keeps(telling))
    if len(told) == len(fact.tellings):
        return fact
    ids = {telling.id for telling in told}
    return Fact(told, tuple(link for link in fact.links if link.one in ids and link.other in ids)) if told else None


def news(
    pairs: Sequence[Pair],
    *,
    since: date | None,
    until: date | None,
    state_of: StateOf = lambda place: "",
    top: int | None = None,
) -> list[News]:
    """What is new, section by section; within each in order of time, actors by how many facts name them.

    `since` and `until` are the days as of which promises are overdue before and after. `top` keeps that many new facts,
    those that matter most.
    """
    new = [pair.after for pair in pairs if pair.after and not pair.before]
    shown = {one.fact.id for one in chosen(ranked(new), top)} if top is not None else {fact.id for fact in new}
    found = [News("new", fact, evidence=(_teller(fact),)) for fact in new if fact.id in shown]
    were = _promised((pair.before for pair in pairs), since, state_of)
    are = _promised((pair.after for pair in pairs), until, state_of)
    for pair in pairs:
        was = were.get(pair.before.id) if pair.before else None
        now = are.get(pair.after.id) if pair.after else None
        kept = list(_outcome(was, now))
        found += kept or _changes(pair, was, now)
        found += _disagreements(pair, state_of)
        if pair.before and not pair.after:
            found.append(News("gone", pair.before, evidence=(_teller(pair.before),)))
    found += _actors(pairs)
    order = list(SECTIONS)
    return sorted(found, key=lambda one: order.index(one.section))


def _promised(facts: Iterable[Fact | None], day: date | None, state_of: StateOf) -> dict[str, Commitment]:
    """The commitments among the facts as they stand on a day, by the ids of their facts."""
    told = [fact for fact in facts if fact]
    # Of a day no document tells later than, undated documents are known too.
    as_of = None if day == last_day(told) else day
    return {made.fact.id: made for made in commitments(told, as_of=as_of, state_of=state_of)}


def _outcome(was: Commitment | None, now: Commitment | None) -> Iterator[News]:
    """That a promise was kept or broken, where it was not so before."""
    state = was.state if was else ""
    outcomes: tuple[tuple[Section, tuple[str, ...]], ...] = (("kept", _KEPT), ("broken", _BROKEN))
    for section, states in outcomes:
        if now and now.state in states and state != now.state:
            yield News(section, now.fact, state, _in_full(now), now.evidence)


def _in_full(made: Commitment) -> str:
    """`done, 12 days late`; `overdue, due 31 December 2022`."""
    if made.state == "overdue" and made.due:
        return f"overdue, due {in_words(made.due.isoformat())}"
    return f"{made.state}, {made.late} days late" if made.late else made.state


def _changes(pair: Pair, was: Commitment | None, now: Commitment | None) -> Iterator[News]:
    """What one fact is told to be now and was not before: its status, its state as a promise, its day, its amount."""
    before, after = pair.before, pair.after
    if not before or not after:
        return
    if before.status != after.status:
        shown = next(t for t in reversed(after.tellings) if t.record.status == after.status)
        yield News("changed", after, before.status, after.status, (shown,))
    elif was and now and "unheard of" in set(now.states) - set(was.states):
        # That its day comes nearer is no news of a promise.
        yield News("changed", after, was.state, "unheard of", now.evidence)
    if before.when != after.when and before.when and after.when and after.status in AHEAD:
        shown = next(t for t in reversed(after.tellings) if t.record.when == after.when)
        yield News("changed", after, in_words(before.when), in_words(after.when), (shown,))
    if before.amount and after.amount and before.amount != after.amount:
        shown = next(t for t in reversed(after.tellings) if t.record.amount == after.amount)
        yield News("changed", after, amount_in_words(before.amount), amount_in_words(after.amount), (shown,))


def _disagreements(pair: Pair, state_of: StateOf) -> Iterator[News]:
    if not pair.after or pair.before == pair.after:
        return
    known = {found.point for found in disagreements([pair.before], state_of=state_of)} if pair.before else set()
    for found in disagreements([pair.after], state_of=state_of):
        if found.point not in known:
            yield News("disagreement", pair.after, "", versions(found), tuple(by[0] for _, by in found.versions))


def versions(found: Disagreement) -> str:
    """`day: 8 July 2022 or 9 July 2022`."""
    return f"{found.point}: {' or '.join(in_words(version) or 'nothing told' for version, _ in found.versions)}"


def _actors(pairs: Sequence[Pair]) -> list[News]:
    """The actors that nothing told of before, those of most facts first, each with the first fact that names it."""
    known = {actor for pair in pairs if pair.before for actor in _named(pair.before)}
    counts: Counter[Actor] = Counter()
    first: dict[Actor, Fact] = {}
    for pair in pairs:
        for actor in sorted(_named(pair.after) - known) if pair.after else ():
            counts[actor] += 1
            first.setdefault(actor, pair.after)  # type: ignore[arg-type]
    found = [
        News(
            "actor",
            fact,
            "",
            f"in {counts[actor]} {'fact' if counts[actor] == 1 else 'facts'}",
            (_names(fact, actor),),
            actor,
        )
        for actor, fact in first.items()
    ]
    return sorted(found, key=lambda one: (-counts[one.actor], str(one.actor)))  # type: ignore[index]


def _named(fact: Fact) -> set[Actor]:
    return {actor for record in fact.records for actor in (*record.who, *record.whom)}


def _names(fact: Fact, actor: Actor) -> Telling:
    return next(t for t in fact.tellings if actor in (*t.record.who, *t.record.whom))


def _teller(fact: Fact) -> Telling:
    from dragoman.analysis.timeline import telling_shown

    shown = telling_shown(fact)
    return next(t for t in fact.tellings if t.record == shown)
