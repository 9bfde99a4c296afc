"""The anchor network against a computation by hand."""

import math
from collections.abc import Mapping

import numpy as np
import pytest
from numpy.typing import NDArray

from dragoman.reading.network import Network

#: Two features of one number each, one dense number, two hidden ones; heads of two classes.
WEIGHTS = {
    "embedding": [[1.0], [2.0], [-9.0]],
    "dense_weight": [[3.0]],
    "dense_bias": [-1.0],
    "hidden_weight": [[1.0, -1.0], [0.5, 2.0]],
    "hidden_bias": [0.0, -1.0],
    "kind_weight": [[0.1, 0.0], [0.0, 0.2]],
    "kind_bias": [0.0, 0.5],
    "status_weight": [[0.0, 0.3], [0.1, 0.0]],
    "status_bias": [0.25, 0.0],
    "stance_weight": [[0.0, 0.0], [0.0, 0.0]],
    "stance_bias": [0.0, 0.0],
}


def arrays(**changed: list[float]) -> Mapping[str, NDArray[np.float32]]:
    return {name: np.array(value, np.float32) for name, value in (WEIGHTS | changed).items()}


def softmax(*scores: float) -> list[float]:
    return [math.exp(s) / sum(map(math.exp, scores)) for s in scores]


def test_one_candidate_by_hand() -> None:
    # Embedding 1 + 2 = 3; dense 3 * 1 - 1 = 2; hidden 3 + 0.5 * 2 = 4 and -3 + 2 * 2 - 1 = 0.
    judged = Network((arrays(),)).judge([[0, 1]], np.array([[1]], np.float32))
    assert judged.kinds[0].tolist() == pytest.approx(softmax(0.4, 0.5))
    assert judged.statuses[0].tolist() == pytest.approx(softmax(0.25, 1.2))
    assert judged.stances[0].tolist() == [0.5, 0.5]


def test_sums_below_zero_count_as_zero() -> None:
    # Embedding 1 - 9 and dense -3 - 1 are cut to 0; hidden 0 and -1 too: only the biases are left.
    judged = Network((arrays(),)).judge([[0, 2]], np.array([[-1]], np.float32))
    assert judged.kinds[0].tolist() == pytest.approx(softmax(0.0, 0.5))


def test_several_networks_are_averaged() -> None:
    sure = arrays(kind_bias=[100.0, 0.0])
    one, both = Network((arrays(),)), Network((arrays(), sure))
    features, dense = [[0, 1]], np.array([[1]], np.float32)
    share = one.judge(features, dense).kinds[0, 0]
    assert both.judge(features, dense).kinds[0].tolist() == pytest.approx([(share + 1) / 2, (1 - share) / 2])


def test_candidates_are_judged_each_by_itself() -> None:
    network, dense = Network((arrays(),)), np.array([[1], [-1]], np.float32)
    together = network.judge([[0, 1], [0, 2]], dense)
    alone = network.judge([[0, 2]], dense[1:])
    assert together.kinds[1].tolist() == alone.kinds[0].tolist()
