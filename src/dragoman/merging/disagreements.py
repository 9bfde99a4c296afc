"""Disagreements: tellings of one fact that cannot all be true, told apart from news and from exactness."""

from __future__ import annotations

import re
from collections.abc import Callable, Iterable, Iterator, Sequence
from dataclasses import dataclass
from itertools import combinations

from dragoman.engines.terms import stem, words
from dragoman.language.numerals import number_of
from dragoman.merging.facts import Fact
from dragoman.merging.families import lists
from dragoman.merging.pairs import StateOf, nowhere, other_guests, other_persons
from dragoman.merging.telling import AHEAD, DONE, Telling, in_order
from dragoman.record import Amount

POINTS = ("day", "number", "place", "party", "done")
#: Days within which a promise and its denial are a quarrel of sources and not a change of mind.
_AT_ONCE = 30
_DENIES, _NOT_DONE = frozenset({"denied", "denies"}), frozenset({"did", "has", "have", "had"})
#: `about 70` leaves room for a tenth.
_ROOM = 0.1
_NUMBER = re.compile(r"\d[\d,.]*|\w+")
#: Days that lie further apart are those of two acts, one of them misread, rather than a contradiction.
_SAME_ACT = 40


@dataclass(frozen=True)
class Disagreement:
    """One point on which the tellings of a fact cannot all be true: its versions, each with who tells it."""

    fact: Fact
    point: str
    #: What is told, and the tellings that tell it, the version of most sources first.
    versions: tuple[tuple[str, tuple[Telling, ...]], ...]


def disagreements(facts: Iterable[Fact], *, state_of: StateOf = nowhere) -> list[Disagreement]:
    """The disagreements within the facts, in the facts' order. `state_of` tells the state that a place lies in."""
    return [found for fact in facts for found in _within(fact, state_of)]


def _within(fact: Fact, state_of: StateOf) -> Iterator[Disagreement]:
    told = _one_a_source(fact)
    checks: tuple[tuple[str, Callable[[Telling, Telling], bool], Callable[[Telling], str]], ...] = (
        ("day", _other_day, lambda t: t.record.when),
        ("number", _other_number, _number),
        ("place", lambda a, b: _other_place(a, b, state_of), lambda t: t.record.where),
        ("party", _other_party, _parties),
        ("done", _done_against_denied, lambda t: t.record.status),
    )
    for point, differ, version in checks:
        quarrel = {t.id: t for a, b in combinations(told, 2) if differ(a, b) for t in (a, b)}
        if quarrel:
            yield Disagreement(fact, point, _versions(quarrel.values(), version))


def _one_a_source(fact: Fact) -> list[Telling]:
    """The tellings, without those of copies: a source cannot contradict itself by being printed twice."""
    return [
        t for t in fact.tellings if t.source == t.record.doc or not any(o.record.doc == t.source for o in fact.tellings)
    ]


def _versions(
    tellings: Iterable[Telling], version: Callable[[Telling], str]
) -> tuple[tuple[str, tuple[Telling, ...]], ...]:
    held: dict[str, list[Telling]] = {}
    for telling in sorted(tellings, key=in_order):
        held.setdefault(version(telling), []).append(telling)
    ordered = sorted(held.items(), key=lambda item: (-len({t.source for t in item[1]}), in_order(item[1][0])))
    return tuple((told, tuple(by)) for told, by in ordered)


def _two_sources(one: Telling, other: Telling) -> bool:
    return one.source != other.source and one.record.kind == other.record.kind


def _other_day(one: Telling, other: Telling) -> bool:
    """Days of a thing done that do not meet. A plan's day may change; what goes on has no one day."""
    if not _two_sources(one, other) or {one.record.status, other.record.status} != {"happened"}:
        return False
    if one.is_open or other.is_open or not (one.days[0] and one.days[1] and other.days[0] and other.days[1]):
        return False
    apart = max((other.days[0] - one.days[1]).days, (one.days[0] - other.days[1]).days)
    return 0 < apart <= _SAME_ACT


def _other_number(one: Telling, other: Telling) -> bool:
    """Numbers of one unit that exactness does not explain, nor a toll that rises while the story goes on."""
    mine, theirs = one.record.amount, other.record.amount
    if mine is None or theirs is None or one.source == other.source or not _same_phase(one, other):
        return False
    if not _same_unit(mine, theirs) or mine.value == theirs.value or _has_other_target(one, other):
        return False
    if _fits(mine, theirs, _hedge(one)) or _fits(theirs, mine, _hedge(other)):
        return False
    return not _is_rising_toll(one, other)


def _has_other_target(one: Telling, other: Telling) -> bool:
    targets, theirs = {a.body for a in one.record.whom}, {a.body for a in other.record.whom}
    return bool(targets and theirs) and not targets & theirs


def _other_place(one: Telling, other: Telling, state_of: StateOf) -> bool:
    """Places of one act that lie in two states, or two cities of one."""
    if not _two_sources(one, other) or {one.record.status, other.record.status} != {"happened"}:
        return False
    here, there = one.record.where, other.record.where
    if not here or not there or here.casefold() in there.casefold() or there.casefold() in here.casefold():
        return False
    mine, theirs = state_of(here), state_of(there)
    if not mine or not theirs:
        return False
    # A city lies in its state: only two states can quarrel, for a region of one may hold the city.
    return mine != theirs


def _other_party(one: Telling, other: Telling) -> bool:
    """Other persons of one state for what one person does, or other doers altogether."""
    if not _two_sources(one, other) or not _same_phase(one, other):
        return False
    if one.record.kind in lists().personal and one.record.kind != "statement":
        return _other_person(one, other)
    if one.record.kind not in ("incident", "sanction", "force", "aid"):
        return False
    doers, theirs = {a.body for a in one.record.who}, {a.body for a in other.record.who}
    # Who is the doer in one telling and the victim in the other was misread rather than disagreed upon.
    return bool(doers and theirs) and not doers & other.bodies and not theirs & one.bodies


def _other_person(one: Telling, other: Telling) -> bool:
    """Another person of one body, the rest the same. Where two are others, it is rather another meeting."""
    return len(other_persons(one, other)) == 1 and not other_guests(one, other)


def _done_against_denied(one: Telling, other: Telling) -> bool:
    """One tells as done or promised what the other denies. A later calling off is news, not a denial."""
    if _is_denial(one):
        one, other = other, one
    if _is_denial(one) or not _is_denial(other) or one.source == other.source:
        return False
    if one.days[0] and other.published and other.published < one.days[0]:
        return False  # It was denied before it came to be done.
    if one.record.status == "happened":
        return True
    if one.record.status in DONE | (AHEAD - {"possible", "proposed"}):
        return bool(one.published and other.published and abs((one.published - other.published).days) <= _AT_ONCE)
    return False


def _is_denial(telling: Telling) -> bool:
    """Whether it is denied, or told in the words for it: `denied that it had fired a missile`, `did not meet`."""
    first, *rest = [*words(telling.record.what)[:2], ""]
    in_words = first in _DENIES or (first in _NOT_DONE and rest[0] == "not")
    return telling.record.status == "denied" or in_words


def _same_phase(one: Telling, other: Telling) -> bool:
    return ({one.record.status, other.record.status} <= DONE) or one.record.status == other.record.status


def _same_unit(one: Amount, other: Amount) -> bool:
    return stem(one.unit.casefold().split(" ")[-1]) == stem(other.unit.casefold().split(" ")[-1])


def _fits(loose: Amount, exact: Amount, hedge: str) -> bool:
    """Whether `loose`, told with `hedge`, can be `exact` less exactly told: rounded, about, at least, at most."""
    if hedge == "about":
        return abs(loose.value - exact.value) <= _ROOM * max(abs(exact.value), abs(loose.value))
    if hedge == "at least":
        return exact.value >= loose.value
    if hedge == "at most":
        return exact.value <= loose.value
    return abs(loose.value) >= 100 and float(f"%.{_digits(loose.value) - 1}e" % exact.value) == loose.value


def _digits(value: float) -> int:
    """The digits of a number that say something: two of 43 trillion, three of 398. One at least."""
    return max(1, len(f"{value:.12e}".partition("e")[0].replace(".", "").replace("-", "").rstrip("0")))


def _hedge(telling: Telling) -> str:
    """What stands before the number in the quote: `about`, `at least`, `at most`, or nothing."""
    amount = telling.record.amount
    told = _NUMBER.findall(telling.record.evidence.quote.casefold())
    places = [i for i, word in enumerate(told) if amount and _is_number(word, amount.value)]
    before = [word for place in places[:1] for word in _before(told, place)]
    for name, hedges in (("about", lists().about), ("at least", lists().at_least), ("at most", lists().at_most)):
        if set(before) & hedges:
            return name
    return ""


def _before(told: Sequence[str], place: int) -> Iterator[str]:
    """The stems of the three words before a number; `over` is none where it belongs to a verb: `handed over 100`."""
    for at in range(max(0, place - 3), place):
        if told[at] != "over" or not at or stem(told[at - 1]) not in lists().with_over:
            yield stem(told[at])


def _is_number(word: str, value: float) -> bool:
    """Whether a word writes the number, perhaps its leading part: `43` of 43 trillion."""
    number = number_of([word.rstrip(".,")])
    return bool(number) and (number == value or value / (number or 1) in (1e3, 1e6, 1e9, 1e12))


def _is_rising_toll(one: Telling, other: Telling) -> bool:
    earlier, later = sorted((one, other), key=in_order)
    first, second = earlier.record.amount, later.record.amount
    if first is None or second is None or earlier.published == later.published:
        return False
    unit = stem(first.unit.casefold().split(" ")[-1]) if first.unit else ""
    return unit in lists().tolls and second.value > first.value and one.record.kind == "incident"


def _number(telling: Telling) -> str:
    amount = telling.record.amount
    return f"{amount.value:,.10g} {amount.unit}".strip() if amount else ""


def _parties(telling: Telling) -> str:
    return ", ".join(map(str, telling.record.who))
