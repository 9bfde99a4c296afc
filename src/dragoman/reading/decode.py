"""From judgements to chosen anchors: which candidates become records, and of which kind."""

from __future__ import annotations

from collections.abc import Mapping, Sequence
from dataclasses import dataclass
from typing import TYPE_CHECKING

from dragoman.reading.slots import Anchor
from dragoman.record import KINDS, STANCES, STATUSES

if TYPE_CHECKING:
    import numpy as np
    from numpy.typing import NDArray

    from dragoman.reading.network import Judgement

    Array = NDArray[np.float32]

#: So sure must a member of a coordination be to stand beside what it is part of. On the first fold half of 38 such
#: members told a record of their own.
SURE = 0.5


@dataclass(frozen=True, slots=True)
class Place:
    """Where a candidate stands: passage, token, and its clause in document offsets and in tokens."""

    passage: int
    token: int
    start: int
    end: int
    clause: tuple[int, int] = (0, 0)
    #: Kinds of which the codebook lists the candidate's word.
    listed: frozenset[str] = frozenset()
    #: Tokens above it that a coordination parts it from.
    parted: frozenset[int] = frozenset()
    #: Whether somebody denies it: then nothing else is its status.
    denied: bool = False


@dataclass(frozen=True, slots=True)
class Choice:
    """A chosen anchor, the place it stands at, and how sure it is that a record of its kind stands there."""

    anchor: Anchor
    place: Place
    confidence: float


def overlapping(a: Place, b: Place) -> bool:
    """Whether two stretches overlap by at least half of the shorter: then they tell the same thing."""
    shared = min(a.end, b.end) - max(a.start, b.start)
    return 2 * shared >= min(a.end - a.start, b.end - b.start)


def parted(a: Place, b: Place) -> bool:
    """Whether the one stands below the other with a coordination between: then each tells a thing of its own."""
    return a.passage == b.passage and (a.token in b.parted or b.token in a.parted)


def choose(
    places: Sequence[Place],
    judged: Judgement,
    confidences: Array,
    thresholds: Mapping[str, float],
    leanings: Mapping[str, Sequence[float]] | None = None,
) -> list[Choice]:
    """The anchors whose confidence reaches their kind's threshold, of several that overlap in one kind the surest.

    `confidences` has a row a place and a column a kind. Those that a coordination parts are kept beside it where they
    are `SURE`. `leanings` say for each kind how much likelier each status is there than over all kinds. In the order of
    the text.
    """
    chosen = []
    for column, kind in enumerate(KINDS):
        rows = (confidences[:, column] >= thresholds[kind]).nonzero()[0].tolist()
        found = [(float(confidences[row, column]), row) for row in rows]
        kept: list[Place] = []
        for confidence, row in sorted(found, key=lambda f: (-f[0], f[1])):
            place = places[row]
            alone = confidence >= SURE
            if any(overlapping(place, other) and not (alone and parted(place, other)) for other in kept):
                continue
            kept.append(place)
            statuses = judged.statuses[row] * leanings[kind] if leanings else judged.statuses[row]
            status = "denied" if place.denied and kind != "statement" else STATUSES[int(statuses.argmax())]
            stance = STANCES[int(judged.stances[row].argmax())] if kind == "statement" else None
            chosen.append(Choice(Anchor(place.passage, place.token, kind, status, stance), place, confidence))
    return sorted(chosen, key=lambda c: (c.place.start, c.place.end, c.anchor.kind))
