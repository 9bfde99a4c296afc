"""The linear model over dense numbers and hashed features, and its packing."""

from pathlib import Path

import numpy as np
import pytest

from dragoman.errors import TableError
from dragoman.reading.mixed import Mixed, load_arrays, unpacked


def model() -> Mixed:
    dense = np.array([[1.0, -1.0], [0.0, 0.5]], np.float32)
    table = np.array([[2.0, 0.0], [0.0, 2.0], [0.0, 0.0], [0.0, 0.0]], np.float32)
    return Mixed(dense, table, np.array([0.0, 0.1], np.float32))


def test_scores_add_up_to_probabilities() -> None:
    found = model().probabilities(np.array([1.0, 0.0], np.float32), [0])
    scores = np.array([1.0 + 2.0, -1.0 + 0.1])
    assert found == pytest.approx(np.exp(scores) / np.exp(scores).sum(), rel=1e-5)


def test_many_features_weigh_no_more_than_one() -> None:
    one = model().probabilities(np.zeros(2, np.float32), [0])
    four = model().probabilities(np.zeros(2, np.float32), [0, 1, 2, 3])
    assert one[0] > four[0]


def test_no_features_are_no_error() -> None:
    assert model().probabilities(np.zeros(2, np.float32), []).sum() == pytest.approx(1)


def test_packing_keeps_weights_to_a_part_in_a_hundred(tmp_path: Path) -> None:
    rng = np.random.default_rng(0)
    whole = Mixed(*(rng.normal(size=shape).astype(np.float32) for shape in ((5, 3), (8, 3), 3)))
    np.savez_compressed(tmp_path / "m.npz", **whole.packed())
    again = unpacked(load_arrays(tmp_path / "m.npz"))
    assert again.dense == pytest.approx(whole.dense, abs=float(np.abs(whole.dense).max()) / 100)
    assert again.table == pytest.approx(whole.table, abs=float(np.abs(whole.table).max()) / 100)
    assert again.bias == pytest.approx(whole.bias)


def test_a_missing_file_says_what_to_do(tmp_path: Path) -> None:
    with pytest.raises(TableError, match=r"coding\.npz is missing .*make train"):
        load_arrays(tmp_path / "coding.npz")
