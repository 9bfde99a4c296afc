"""From probabilities to chosen anchors: which candidates become records, and of which kind."""

from __future__ import annotations

from collections import defaultdict
from collections.abc import Mapping, Sequence
from dataclasses import dataclass
from typing import TYPE_CHECKING

from dragoman.reading.slots import Anchor
from dragoman.record import KINDS, STANCES, STATUSES

if TYPE_CHECKING:
    from dragoman.reading.network import Judgement


@dataclass(frozen=True, slots=True)
class Place:
    """Where a candidate stands: passage, token, and the document offsets of its clause."""

    passage: int
    token: int
    start: int
    end: int


@dataclass(frozen=True, slots=True)
class Choice:
    """A chosen anchor, the place it stands at, and the probability of its kind."""

    anchor: Anchor
    place: Place
    probability: float


def overlapping(a: Place, b: Place) -> bool:
    """Whether two stretches overlap by at least half of the shorter: then they tell the same thing."""
    shared = min(a.end, b.end) - max(a.start, b.start)
    return 2 * shared >= min(a.end - a.start, b.end - b.start)


def choose(places: Sequence[Place], judged: Judgement, thresholds: Mapping[str, float]) -> list[Choice]:
    """The anchors whose probability reaches their kind's threshold, of several that overlap in one kind the likeliest.

    In the order of the text.
    """
    by_kind: defaultdict[str, list[tuple[float, int]]] = defaultdict(list)
    for column, kind in enumerate(KINDS):
        threshold = thresholds[kind]
        for row in (judged.kinds[:, column] >= threshold).nonzero()[0]:
            by_kind[kind].append((float(judged.kinds[row, column]), int(row)))
    chosen = []
    for kind, found in by_kind.items():
        kept: list[Place] = []
        for probability, row in sorted(found, key=lambda f: (-f[0], f[1])):
            place = places[row]
            if any(overlapping(place, other) for other in kept):
                continue
            kept.append(place)
            status = STATUSES[int(judged.statuses[row].argmax())]
            stance = STANCES[int(judged.stances[row].argmax())] if kind == "statement" else None
            chosen.append(Choice(Anchor(place.passage, place.token, kind, status, stance), place, probability))
    return sorted(chosen, key=lambda c: (c.place.start, c.place.end, c.anchor.kind))
