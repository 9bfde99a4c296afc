"""Gradient-boosted trees as they are shipped: plain arrays, read and summed with NumPy alone."""

from __future__ import annotations

from dataclasses import dataclass
from pathlib import Path
from typing import TYPE_CHECKING

import numpy as np

if TYPE_CHECKING:
    from numpy.typing import NDArray

    Array = NDArray[np.float64]

_FIELDS = ("feature", "threshold", "left", "right", "value", "roots", "base")


@dataclass(frozen=True)
class Trees:
    """Nodes of all trees in one row of arrays; a leaf leads to itself."""

    feature: NDArray[np.int64]
    threshold: Array
    left: NDArray[np.int64]
    right: NDArray[np.int64]
    value: Array
    #: Where each tree begins.
    roots: NDArray[np.int64]
    base: Array

    @classmethod
    def load(cls, path: Path, name: str) -> Trees:
        """The trees called `name` in an .npz file."""
        with np.load(path) as arrays:
            return cls(*(arrays[f"{name}_{field}"] for field in _FIELDS))

    def arrays(self, name: str) -> dict[str, NDArray[np.generic]]:
        """The arrays as `load` reads them."""
        return {f"{name}_{field}": getattr(self, field) for field in _FIELDS}

    def scores(self, rows: Array) -> Array:
        """The sum of all trees for each row of features: a logit."""
        total = np.full(len(rows), float(self.base))
        numbers = np.arange(len(rows))
        for root in self.roots:
            nodes = np.full(len(rows), root)
            while True:
                goes_left = rows[numbers, self.feature[nodes]] <= self.threshold[nodes]
                below = np.where(goes_left, self.left[nodes], self.right[nodes])
                if np.array_equal(below, nodes):
                    break
                nodes = below
            total += self.value[nodes]
        return total
