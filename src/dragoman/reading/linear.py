"""A linear model over hashed features: one row of weights a feature, one column a class."""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import dataclass
from itertools import chain
from typing import TYPE_CHECKING

import numpy as np

if TYPE_CHECKING:
    from numpy.typing import NDArray


@dataclass(frozen=True, slots=True)
class Linear:
    """Weights (features x classes) and intercepts of a multinomial logistic regression."""

    weights: NDArray[np.float32]
    intercepts: NDArray[np.float32]

    def grouped(self, groups: Sequence[Sequence[Sequence[int]]]) -> list[NDArray[np.float32]]:
        """For each group the probabilities of its rows, computed together."""
        together = self.probabilities([row for group in groups for row in group])
        found, start = [], 0
        for group in groups:
            found.append(together[start : start + len(group)])
            start += len(group)
        return found

    def probabilities(self, rows: Sequence[Sequence[int]]) -> NDArray[np.float32]:
        """One row of class probabilities for each row of hashed features."""
        if not rows:
            return np.zeros((0, len(self.intercepts)), np.float32)
        return softmax(sums(self.weights, rows) + self.intercepts)


def sums(table: NDArray[np.float32], rows: Sequence[Sequence[int]]) -> NDArray[np.float32]:
    """The sum of the table's rows that each list names. Lists must not be empty."""
    lengths = np.fromiter(map(len, rows), np.int64, len(rows))
    flat = np.fromiter(chain.from_iterable(rows), np.int64, int(lengths.sum()))
    starts = np.concatenate([[0], np.cumsum(lengths)[:-1]])
    result: NDArray[np.float32] = np.add.reduceat(table.take(flat, axis=0), starts, axis=0)
    return result


def softmax(scores: NDArray[np.float32]) -> NDArray[np.float32]:
    """Probabilities from scores, row by row."""
    raised = np.exp(scores - scores.max(axis=1, keepdims=True))
    result: NDArray[np.float32] = np.divide(raised, raised.sum(axis=1, keepdims=True))
    return result
