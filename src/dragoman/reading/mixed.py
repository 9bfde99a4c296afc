"""A linear model over dense numbers and hashed features together, shipped with eight-bit weights, a scale a column."""

from __future__ import annotations

from collections.abc import Mapping, Sequence
from dataclasses import dataclass
from pathlib import Path
from typing import TYPE_CHECKING

import numpy as np

from dragoman.errors import TableError
from dragoman.reading import packing
from dragoman.reading.linear import softmax

if TYPE_CHECKING:
    from numpy.typing import NDArray

    Array = NDArray[np.float32]
    Arrays = Mapping[str, NDArray[np.generic]]


@dataclass(frozen=True, slots=True)
class Mixed:
    """Weights of a softmax over dense numbers and hashed features; a column a class."""

    dense: Array
    table: Array
    bias: Array

    def probabilities(self, numbers: Array, features: Sequence[int]) -> Array:
        """The probability of each class. Features count together as one vector of length one."""
        length = np.sqrt(np.float32(max(1, len(features))))
        scores = numbers @ self.dense + self.table[list(features)].sum(0) / length + self.bias
        result: Array = softmax(scores[None])[0]
        return result

    def packed(self) -> dict[str, NDArray[np.generic]]:
        """The arrays to ship."""
        arrays: dict[str, NDArray[np.generic]] = {"bias": self.bias.astype(np.float32)}
        for name, weights in (("dense", self.dense), ("table", self.table)):
            arrays[name], arrays[f"{name}_scale"] = packing.packed(weights)
        return arrays


def unpacked(arrays: Arrays) -> Mixed:
    """The model from its arrays as `packed` gives them."""
    dense, table = (
        packing.unpacked(arrays[name].astype(np.int8), arrays[f"{name}_scale"].astype(np.float32))
        for name in ("dense", "table")
    )
    return Mixed(dense, table, arrays["bias"].astype(np.float32))


def load_arrays(path: Path) -> dict[str, NDArray[np.generic]]:
    """The arrays of a shipped file; raises TableError where it is missing."""
    try:
        with np.load(path) as arrays:
            return {name: arrays[name] for name in arrays.files}
    except OSError as error:
        raise TableError(f"the model {path.name} is missing ({error}): run `make train`") from error
