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

#: By how much likelier than its kind's threshold a member of a coordination must be to stand beside what it is part of.
#: On the first fold half of 38 such members told a record of their own.
COORDINATED = 1.5


@dataclass(frozen=True, slots=True)
class Place:
    """Where a candidate stands: passage, token, and its clause in document offsets and in tokens."""

    passage: int
    token: int
    start: int
    end: int
    clause: tuple[int, int] = (0, 0)
    #: Kinds of which the codebook lists the candidate's word: it needs less probability to be one of them.
    listed: frozenset[str] = frozenset()
    #: Kinds that list the word if only weakly: enough where the kind is also the likeliest.
    hinted: frozenset[str] = frozenset()
    #: Tokens above it that a coordination parts it from.
    parted: frozenset[int] = frozenset()
    #: Whether somebody denies it: then nothing else is its status.
    denied: bool = False


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


def parted(a: Place, b: Place) -> bool:
    """Whether the one stands below the other with a coordination between: then each tells a thing of its own."""
    return a.passage == b.passage and (a.token in b.parted or b.token in a.parted)


def choose(
    places: Sequence[Place],
    judged: Judgement,
    thresholds: Mapping[str, float],
    leanings: Mapping[str, Sequence[float]] | None = None,
    relief: Mapping[str, float] | None = None,
) -> list[Choice]:
    """The anchors whose probability reaches their kind's threshold, of several that overlap in one kind the likeliest.

    Those that a coordination parts are kept beside it where they are likelier than the threshold by half.
    `relief` is by what a kind's threshold is multiplied where the codebook lists the word; `leanings` say for each kind
    how much likelier each status is there than over all kinds. In the order of the text.
    """
    likeliest_of = judged.kinds[:, : len(KINDS)].argmax(axis=1)
    by_kind: defaultdict[str, list[tuple[float, int]]] = defaultdict(list)
    for column, kind in enumerate(KINDS):
        threshold = thresholds[kind]
        lowest = threshold * (relief or {}).get(kind, 1.0)
        for row in (judged.kinds[:, column] >= lowest).nonzero()[0].tolist():
            probability = float(judged.kinds[row, column])
            likeliest = column == likeliest_of[row] and kind in places[row].hinted
            if probability >= threshold or kind in places[row].listed or likeliest:
                by_kind[kind].append((probability, row))
    chosen = []
    for kind, found in by_kind.items():
        kept: list[Place] = []
        for probability, row in sorted(found, key=lambda f: (-f[0], f[1])):
            place = places[row]
            alone = probability >= COORDINATED * thresholds[kind]
            if any(overlapping(place, other) and not (alone and parted(place, other)) for other in kept):
                continue
            kept.append(place)
            statuses = judged.statuses[row] * leanings[kind] if leanings else judged.statuses[row]
            status = "denied" if place.denied and kind != "statement" else STATUSES[int(statuses.argmax())]
            stance = STANCES[int(judged.stances[row].argmax())] if kind == "statement" else None
            chosen.append(Choice(Anchor(place.passage, place.token, kind, status, stance), place, probability))
    return sorted(chosen, key=lambda c: (c.place.start, c.place.end, c.anchor.kind))
