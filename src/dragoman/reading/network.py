"""The anchor network: from a candidate's features to its kind, status and stance.

An embedding for each hashed feature, summed; beside it the parser's own numbers through one layer; one hidden layer;
three softmax outputs. Trained by `make train` with PyTorch, computed here with NumPy.
"""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import dataclass
from typing import TYPE_CHECKING

import numpy as np

from dragoman.reading.linear import softmax, sums

if TYPE_CHECKING:
    from collections.abc import Mapping

    from numpy.typing import NDArray


@dataclass(frozen=True, slots=True)
class Judgement:
    """Probabilities for candidates, one row each: of kinds (the last column: no record), statuses and stances."""

    kinds: NDArray[np.float32]
    statuses: NDArray[np.float32]
    stances: NDArray[np.float32]


@dataclass(frozen=True, slots=True)
class Network:
    """The weights of one or several networks trained from different seeds; their probabilities are averaged."""

    members: tuple[Mapping[str, NDArray[np.float32]], ...]

    def judge(self, features: Sequence[Sequence[int]], dense: NDArray[np.float32]) -> Judgement:
        """The judgement on each candidate from its hashed features and its dense numbers."""
        judged = [_forward(member, features, dense) for member in self.members]
        return Judgement(*(sum(part) / len(judged) for part in zip(*judged, strict=True)))


def _forward(
    w: Mapping[str, NDArray[np.float32]], features: Sequence[Sequence[int]], dense: NDArray[np.float32]
) -> tuple[NDArray[np.float32], ...]:
    embedded = np.maximum(sums(w["embedding"], features), 0)
    parser = np.maximum(dense @ w["dense_weight"] + w["dense_bias"], 0)
    hidden = np.maximum(np.concatenate([embedded, parser], 1) @ w["hidden_weight"] + w["hidden_bias"], 0)
    return tuple(softmax(hidden @ w[f"{head}_weight"] + w[f"{head}_bias"]) for head in ("kind", "status", "stance"))
