"""Confidence: how often a record of such a probability is found in the gold, off a curve of held-out documents."""

from __future__ import annotations

from collections.abc import Sequence
from itertools import pairwise


def calibrated(probability: float, curve: Sequence[Sequence[float]]) -> float:
    """The share of records of that probability that were in the gold; the probability itself where there is no curve.

    `curve` is (probability, share) points in ascending order; between two of them the share is linear.
    """
    if not curve:
        return probability
    if probability <= curve[0][0]:
        return curve[0][1]
    for (low, low_share), (high, high_share) in pairwise(curve):
        if probability <= high:
            part = (probability - low) / (high - low) if high > low else 1.0
            return low_share + part * (high_share - low_share)
    return curve[-1][1]
