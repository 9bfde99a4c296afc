"""Confidence: a probability that means how often such a record is found right, read off a curve of held-out documents."""

from __future__ import annotations

from collections.abc import Sequence


def calibrated(probability: float, curve: Sequence[Sequence[float]]) -> float:
    """The share of records of that probability that were in the gold; linear between the curve's (probability, share) points."""
    if not curve:
        return probability
    if probability <= curve[0][0]:
        return curve[0][1]
    for (low, low_share), (high, high_share) in zip(curve, curve[1:], strict=False):
        if probability <= high:
            part = (probability - low) / (high - low) if high > low else 1.0
            return low_share + part * (high_share - low_share)
    return curve[-1][1]
