"""Whether two tellings are of one thing: a score, and the reasons that a person can read."""

from __future__ import annotations

from collections.abc import Callable, Iterable
from dataclasses import dataclass
from itertools import pairwise
from math import sqrt

from dragoman.merging import when
from dragoman.merging.families import lists
from dragoman.merging.persons import share_a_person
from dragoman.merging.telling import AHEAD, DONE, OFF, Telling
from dragoman.merging.weights import Weights
from dragoman.record import SYMMETRIC_KINDS, Actor, Record

#: The state in which a place lies, or nothing: `Madrid` is in `ESP`.
StateOf = Callable[[str], str]
Judged = tuple[float, str]


def nowhere(place: str) -> str:
    """The state of a place where none is known."""
    return ""


#: From this score on two tellings are of one thing.
ENOUGH = 2.3
#: What similar words are worth, by their cosine: straight lines between these points.
_BY_WORDS = ((0.0, -0.8), (0.12, -0.2), (0.25, 0.5), (0.4, 1.2), (0.6, 1.9), (0.8, 2.4), (1.0, 2.8))
#: The least that two records of one document score, where nothing they tell excludes that they are one thing.
_LOWEST_WITHIN = -0.8
#: However short the texts, one word in common is worth no more.
_BY_ONE_WORD = 0.3
#: A deed that shares no words with the plan is more often another deed of the same parties.
_OTHER_DEED = -0.8
#: What it takes from two meetings that each was with somebody else, and that each was with another body.
_OTHER_GUESTS, _OTHER_HOSTS = 1.5, 0.6
_VAGUE = frozenset({"proposed", "possible"})
#: How many shared words a reason names.
_NAMED = 4


@dataclass(frozen=True, slots=True)
class Link:
    """Why two tellings are held for one thing. `score` is above 0 where they are; None never comes together."""

    one: str
    other: str
    score: float
    reason: str


class Pairs:
    """Compares tellings of one dossier."""

    def __init__(self, weights: Weights, state_of: StateOf = nowhere) -> None:
        self._weights = weights
        self._state_of = state_of
        self._vectors: dict[str, tuple[dict[str, int], float]] = {}

    def compared(self, one: Telling, other: Telling) -> Link | None:
        """How sure it is that both tell one thing, above or below 0, and why; None where that cannot be."""
        points = self._points(one, other, float("-inf"))
        return None if points is None else self._link(one, other, points)

    def linked(self, one: Telling, other: Telling) -> Link | None:
        """The same, where it is above 0; else None, and sooner."""
        if one.record.doc == other.record.doc and self._words(one, other) < 0:
            return None  # Most pairs of a document's own records; what it tells twice it tells in like words.
        points = self._points(one, other, 0.0)
        return self._link(one, other, points) if points is not None and points > 0 else None

    def _points(self, one: Telling, other: Telling, least: float) -> float | None:
        """The points; None where both cannot be one thing, and where what is left could not lift them above `least`."""
        if not lists().compatible(one.record.kind, other.record.kind):
            return None
        fit = when.judged(one, other)
        if fit is None:
            return None
        points = fit[0] + self._words(one, other) - ENOUGH
        if points + _at_best(one.record, other.record) <= least:
            return None  # Most pairs of a cell share a party and few words: the rest need not be looked at.
        parties = _parties(one, other)
        if parties is None:
            return None
        points += parties + _kinds(one, other) + _amounts(one, other)[0] + _one_document(one, other)[0]
        points = round(points + self._places(one, other)[0], 4)
        # A document may tell a thing twice in quite other words; another document's telling then joins both.
        return max(points, _LOWEST_WITHIN) if one.record.doc == other.record.doc else points

    def _link(self, one: Telling, other: Telling, points: float) -> Link:
        fit = when.judged(one, other)
        reasons = (
            _reason_of_parties(one, other),
            fit[1] if fit else "",
            self._reason_of_words(one, other),
            self._places(one, other)[1],
            _reason_of_kinds(one, other),
            _amounts(one, other)[1],
            _one_document(one, other)[1],
        )
        first, second = sorted((one.id, other.id))
        return Link(first, second, points, ", ".join(filter(None, reasons)) or "alike in all")

    def _words(self, one: Telling, other: Telling) -> float:
        mine, my_length = self._vector(one)
        theirs, their_length = self._vector(other)
        shared = mine.keys() & theirs.keys()
        if not shared or not my_length or not their_length:
            return _BY_WORDS[0][1] + (_OTHER_DEED if _is_plan_and_deed(one, other) else 0)
        points = _on_lines(sum(mine[word] ** 2 for word in shared) / (my_length * their_length))
        if one.record.doc != other.record.doc and sum(mine[word] > 2 for word in shared) < 2:
            points = min(points, _BY_ONE_WORD)
        if points < _BY_ONE_WORD and _is_plan_and_deed(one, other):
            points += _OTHER_DEED
        return points

    def _reason_of_words(self, one: Telling, other: Telling) -> str:
        mine = self._vector(one)[0]
        shared = mine.keys() & self._vector(other)[0].keys()
        if not shared or self._words(one, other) <= 0:
            return ""
        told = sorted(shared, key=lambda word: (-mine[word], word))[:_NAMED]
        in_text = [word for word in one.surfaces if word in told and mine[word] > 2]
        named = " ".join(sorted((one.surfaces[word] for word in in_text), key=_place_in(one)))
        return f"both: {named}" if named else ""

    def _vector(self, telling: Telling) -> tuple[dict[str, int], float]:
        found = self._vectors.get(telling.id)
        if found is None:
            vector = self._weights.vector(telling)
            found = self._vectors[telling.id] = vector, sqrt(sum(weight**2 for weight in vector.values()))
        return found

    def _places(self, one: Telling, other: Telling) -> Judged:
        here, there = one.record.where.casefold(), other.record.where.casefold()
        if not here or not there:
            return 0.0, ""
        if here == there:
            return 0.6, f"same place: {one.record.where}"
        mine, theirs = self._state_of(one.record.where), self._state_of(other.record.where)
        if here in there or there in here or (mine and mine == theirs):
            return 0.2, ""
        return (-0.8, "") if one.record.kind == "meeting" else (-0.4, "")


def _at_best(one: Record, other: Record) -> float:
    """What parties, amounts, places and the words of one document can add at the most."""
    return (
        (3.1 if one.kind == other.kind == "office" else 1.6)
        + (0.6 if one.amount and other.amount else 0.0)
        + (0.6 if one.where and other.where else 0.0)
        + (0.5 if one.doc == other.doc else 0.0)
    )


def _is_plan_and_deed(one: Telling, other: Telling) -> bool:
    mine, theirs = one.record.status, other.record.status
    return (mine in AHEAD and theirs in DONE) or (mine in DONE and theirs in AHEAD)


def _parties(one: Telling, other: Telling) -> float | None:
    shared = one.bodies & other.bodies
    if not shared:
        return None if one.bodies and other.bodies else -0.2
    share = len(shared) / (len(one.bodies) + len(other.bodies) - len(shared))
    within = len(shared) / min(len(one.bodies), len(other.bodies))
    points = 0.2 + 0.7 * share + 0.4 * within
    kinds = one.record.kind, other.record.kind
    if one.names and other.names:
        same = [share_a_person(one.names[body], other.names[body]) for body in one.names.keys() & other.names.keys()]
        if any(same):
            # Who holds an office is all that such a record tells; elsewhere a leader is named in much else.
            points += 1.8 if kinds == ("office", "office") else 0.3
        if not lists().personal.isdisjoint(kinds):
            guests = other_guests(one, other)
            if (guests or other_persons(one, other)) and one.record.doc == other.record.doc:
                return None
            points -= 0.0 if all(same) else 0.9
            points -= _OTHER_GUESTS if guests or (other_persons(one, other) and not _on_one_day(one, other)) else 0.0
    if kinds == ("meeting", "meeting") and len(shared) == 1 < min(len(one.bodies), len(other.bodies)):
        points -= _OTHER_HOSTS
    if SYMMETRIC_KINDS.isdisjoint(kinds):
        points -= 0.7 if _apart(one.record.who, other.record.who) else 0.0
        points -= 0.7 if _apart(one.record.whom, other.record.whom) else 0.0
    return points


def _reason_of_parties(one: Telling, other: Telling) -> str:
    shared = one.bodies & other.bodies
    if not shared:
        return ""
    return "same parties" if one.bodies == other.bodies else f"both with {', '.join(sorted(shared))}"


def _apart(some: Iterable[Actor], others: Iterable[Actor]) -> bool:
    """Whether both name bodies, and none in common."""
    mine, theirs = {actor.body for actor in some}, {actor.body for actor in others}
    return bool(mine and theirs) and not mine & theirs


def _on_one_day(one: Telling, other: Telling) -> bool:
    """Whether both are dated, and their days meet."""
    return bool(one.span and other.span) and one.span[0] <= other.span[1] and other.span[0] <= one.span[1]  # type: ignore[index]


def other_guests(one: Telling, other: Telling) -> bool:
    """Whether each names a person of a body of which the other names none: the minister met one, and then another."""
    mine, theirs = one.persons.keys() - other.persons.keys(), other.persons.keys() - one.persons.keys()
    if not mine or not theirs:
        return False
    # A person may be read as one of another body.
    return not share_a_person(
        [name for body in mine for name in one.persons[body]], [name for body in theirs for name in other.persons[body]]
    )


def other_persons(one: Telling, other: Telling) -> list[str]:
    """The bodies of which both name persons, and none in common."""
    both = one.persons.keys() & other.persons.keys()
    return sorted(body for body in both if not share_a_person(one.persons[body], other.persons[body]))


def _kinds(one: Telling, other: Telling) -> float:
    """What the kinds and the statuses take away; content kinds need more words in common."""
    points = 0.0 if one.record.kind == other.record.kind else -0.5
    if one.record.kind in lists().told_by_content or other.record.kind in lists().told_by_content:
        points -= 0.7
    if one.record.stance and other.record.stance and one.record.stance != other.record.stance:
        points -= 0.4
    statuses = {one.record.status, other.record.status}
    if len(statuses) == 1 or statuses <= DONE or statuses <= OFF:
        return points
    vague = not _VAGUE.isdisjoint(statuses)
    if statuses <= AHEAD:
        return points - (0.2 if vague else 0.0)
    if not OFF.isdisjoint(statuses):
        return points - 0.3
    return points - (0.4 if vague else 0.0)


def _reason_of_kinds(one: Telling, other: Telling) -> str:
    """`planned and happened`, where one tells the plan and the other the deed."""
    return " and ".join(sorted({one.record.status, other.record.status}, key=_ahead_first)) * _is_plan_and_deed(
        one, other
    )


def _amounts(one: Telling, other: Telling) -> Judged:
    mine, theirs = one.record.amount, other.record.amount
    if mine is None or theirs is None or mine.unit != theirs.unit:
        return 0.0, ""
    if mine.value == theirs.value:
        return 0.6, f"both {mine.value:g} {mine.unit}".rstrip()
    return -0.3, ""


def _one_document(one: Telling, other: Telling) -> Judged:
    """Two records of one document are two things, unless one tells how the other came out, or both quote the same."""
    if one.record.doc != other.record.doc:
        return 0.0, ""
    a, b = one.record.evidence, other.record.evidence
    overlap = min(a.end, b.end) - max(a.start, b.start)
    if overlap > 0.7 * max(a.end - a.start, b.end - b.start) and one.record.what == other.record.what:
        same_phase = len({one.record.status, other.record.status}) == 1
        return (0.5, "the same words") if same_phase else (-1.0, "")
    statuses = (one.record.status, other.record.status)
    crossing = any(s in AHEAD for s in statuses) and any(s in DONE | OFF for s in statuses)
    if one.record.kind == other.record.kind == "meeting" and one.persons.keys() != other.persons.keys():
        return (-2.2, "")  # The lines of a programme: with a guest and without.
    return (-0.9, "") if crossing else (-1.2, "")


def _on_lines(cosine: float) -> float:
    for (left, low), (right, high) in pairwise(_BY_WORDS):
        if cosine <= right:
            return low + (high - low) * (cosine - left) / (right - left)
    return _BY_WORDS[-1][1]


def _place_in(telling: Telling) -> Callable[[str], int]:
    text = f"{telling.record.what} {telling.record.evidence.quote}".casefold()
    return text.find


def _ahead_first(status: str) -> tuple[bool, str]:
    return status in DONE, status
