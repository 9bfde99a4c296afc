"""Whether two tellings are of one thing: a score, and the reasons that a person can read."""

from __future__ import annotations

from collections.abc import Callable
from dataclasses import dataclass
from itertools import pairwise
from math import sqrt

from dragoman.merging import when
from dragoman.merging.families import lists
from dragoman.merging.telling import AHEAD, DONE, OFF, Telling
from dragoman.merging.weights import Weights
from dragoman.record import SYMMETRIC_KINDS

#: The state in which a place lies, or nothing: `Madrid` is in `ESP`.
StateOf = Callable[[str], str]
Judged = tuple[float, str]

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

    def __init__(self, weights: Weights, state_of: StateOf = lambda place: "") -> None:
        self._weights = weights
        self._state_of = state_of
        self._vectors: dict[str, tuple[dict[str, int], float]] = {}

    def compared(self, one: Telling, other: Telling) -> Link | None:
        """How sure it is that both tell one thing, above or below 0, and why; None where that cannot be."""
        if not lists().compatible(one.record.kind, other.record.kind):
            return None
        judged: list[Judged] = []
        for judge in (_parties, when.judged, self._words, self._places, _kinds, _amounts, _one_document):
            found = judge(one, other)
            if found is None:
                return None
            judged.append(found)
        reason = ", ".join(words for _, words in judged if words)
        first, second = sorted((one.id, other.id))
        score = round(sum(points for points, _ in judged) - ENOUGH, 4)
        if one.record.doc == other.record.doc:
            # A document may tell a thing twice in quite other words; another document's telling then joins both.
            score = max(score, _LOWEST_WITHIN)
        return Link(first, second, score, reason or "alike in all")

    def _words(self, one: Telling, other: Telling) -> Judged:
        mine, my_length = self._vector(one)
        theirs, their_length = self._vector(other)
        shared = mine.keys() & theirs.keys()
        if not shared or not my_length or not their_length:
            return _BY_WORDS[0][1] + (_OTHER_DEED if _is_plan_and_deed(one, other) else 0), ""
        cosine = sum(mine[word] ** 2 for word in shared) / (my_length * their_length)
        points = _on_lines(cosine)
        if one.record.doc != other.record.doc and sum(mine[word] > 2 for word in shared) < 2:
            points = min(points, _BY_ONE_WORD)
        if points < _BY_ONE_WORD and _is_plan_and_deed(one, other):
            points += _OTHER_DEED
        told = sorted(shared, key=lambda word: (-mine[word], word))[:_NAMED]
        in_text = [word for word in one.surfaces if word in told and mine[word] > 2]
        named = " ".join(sorted((one.surfaces[word] for word in in_text), key=_place_in(one)))
        return points, f"both: {named}" if named and points > 0 else ""

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


def _is_plan_and_deed(one: Telling, other: Telling) -> bool:
    statuses = (one.record.status, other.record.status)
    return any(status in AHEAD for status in statuses) and any(status in DONE for status in statuses)


def _parties(one: Telling, other: Telling) -> Judged | None:
    shared = one.bodies & other.bodies
    if not shared:
        return None if one.bodies and other.bodies else (-0.2, "")
    share = len(shared) / len(one.bodies | other.bodies)
    within = len(shared) / min(len(one.bodies), len(other.bodies))
    points = 0.2 + 0.7 * share + 0.4 * within
    personal = lists().personal & {one.record.kind, other.record.kind}
    named = {body: (one.names[body], other.names[body]) for body in one.names.keys() & other.names.keys()}
    same = sorted(name for mine, theirs in named.values() for name in mine & theirs)
    if same:
        # Who holds an office is all that such a record tells; elsewhere a leader is named in much else.
        points += 1.8 if one.record.kind == other.record.kind == "office" else 0.3
    if personal and any(not mine & theirs for mine, theirs in named.values()):
        points -= 0.9
    if one.record.kind not in SYMMETRIC_KINDS and other.record.kind not in SYMMETRIC_KINDS:
        actors, theirs = {a.body for a in one.record.who}, {a.body for a in other.record.who}
        points -= 0.7 if actors and theirs and not actors & theirs else 0.0
    told = ", ".join(sorted(shared))
    return points, "same parties" if share == 1 else f"both with {told}"


def _kinds(one: Telling, other: Telling) -> Judged:
    """What the kinds and the statuses take away; content kinds need more words in common."""
    points = 0.0 if one.record.kind == other.record.kind else -0.5
    if lists().told_by_content & {one.record.kind, other.record.kind}:
        points -= 0.7
    statuses = {one.record.status, other.record.status}
    if one.record.stance and other.record.stance and one.record.stance != other.record.stance:
        points -= 0.4
    if statuses <= DONE or statuses <= OFF or len(statuses) == 1:
        return points, ""
    if statuses <= AHEAD:
        return points - (0.2 if statuses & {"proposed", "possible"} else 0.0), ""
    if statuses & OFF:
        return points - 0.3, ""
    return points - (0.4 if statuses & {"proposed", "possible"} else 0.0), " and ".join(
        sorted(statuses, key=_ahead_first)
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
