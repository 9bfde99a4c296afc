"""Learning what confidence means: a logistic regression from what is judged of candidates to what the gold has."""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import dataclass

import numpy as np
from sklearn.linear_model import LogisticRegression

from dragoman.reading.confidence import Scale, logit
from dragoman.record import KINDS

#: How far a kind may lie off the common scale without evidence: the spread of a normal prior, in log odds. Of .2, .3,
#: .45, .6 and .8, learned on the first fold and measured on dev and the other way round, .2 was best on average, by
#: less than .01.
SPREAD = 0.2


@dataclass(frozen=True, slots=True)
class Point:
    """A candidate that overlaps with none likelier: what was judged of it, and whether the gold has it."""

    kind: str
    probability: float
    listed: bool
    #: Of its clause, in characters.
    length: int
    hit: bool


def learned(points: Sequence[Point]) -> Scale:
    """The scale under which the points' confidences are likeliest to be what they turned out to be."""
    shown = np.array([[logit(p.probability), p.listed, np.log(p.length)] for p in points])
    middle, spread = shown.mean(0), shown.std(0)
    spread[spread == 0] = 1.0
    kinds = SPREAD * np.eye(len(KINDS))[[KINDS.index(p.kind) for p in points]]
    numbers = np.hstack([(shown - middle) / spread, kinds])
    model = LogisticRegression(C=1.0, max_iter=1000).fit(numbers, [p.hit for p in points])
    slope, listed, length = (model.coef_[0, :3] / spread).tolist()
    start = float(model.intercept_[0] - middle @ (model.coef_[0, :3] / spread))
    by_kind = (model.coef_[0, 3:] * SPREAD).tolist()
    return Scale(
        slope=round(slope, 4),
        start=round(start, 4),
        listed=round(listed, 4),
        length=round(length, 4),
        kinds={kind: round(value, 4) for kind, value in zip(KINDS, by_kind, strict=True)},
    )
