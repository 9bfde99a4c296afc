"""Confidence: how often what is judged so likely is found in the gold.

A logistic regression over what the judgement gives and what it cannot know by itself: that one kind is judged too
boldly and another too timidly, that the codebook lists a word, that a longer clause more often shares its words with
the evidence that a reader would take. Learned from held-out documents (`make train`); one scale for all kinds, so that
few records of a kind cannot lead it astray.
"""

from __future__ import annotations

from collections.abc import Mapping
from dataclasses import dataclass, field, replace
from typing import TYPE_CHECKING, Any

import numpy as np

from dragoman.record import KINDS

if TYPE_CHECKING:
    from collections.abc import Sequence

    from numpy.typing import NDArray

    from dragoman.reading.decode import Place

    Array = NDArray[np.float32]

#: Probabilities are kept so far from 0 and 1.
_LEAST = 1e-4


@dataclass(frozen=True, slots=True)
class Scale:
    """From probabilities to confidences; as it is made without arguments it leaves them as they are."""

    slope: float = 1.0
    start: float = 0.0
    #: Added where the codebook lists the word, and for each e-fold of the clause's length in characters.
    listed: float = 0.0
    length: float = 0.0
    #: Added for a kind.
    kinds: Mapping[str, float] = field(default_factory=dict)

    def confidences(self, judged: Array, places: Sequence[Place]) -> Array:
        """The confidence of each place (rows) that it is of each kind (columns, as KINDS)."""
        by_kind = np.array([self.kinds.get(kind, 0.0) for kind in KINDS])
        lengths = np.array([max(1, place.end - place.start) for place in places])
        scores = self.slope * logit(judged[:, : len(KINDS)]) + self.start + by_kind
        scores += self.length * np.log(lengths)[:, None]
        for row, place in enumerate(places):
            for kind in place.listed:
                scores[row, KINDS.index(kind)] += self.listed
        result: Array = (1 / (1 + np.exp(-scores))).astype(np.float32)
        return result

    def at_most(self, judged: Array, places: Sequence[Place]) -> Array:
        """What the confidences may come to once the codebook is asked."""
        return replace(self, start=self.start + max(0.0, self.listed)).confidences(judged, places)


def logit(probability: Any) -> Any:
    """The logarithm of the odds; of certainty, of very good odds."""
    inside = np.clip(probability, _LEAST, 1 - _LEAST)
    return np.log(inside / (1 - inside))
