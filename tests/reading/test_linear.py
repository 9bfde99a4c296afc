"""Sums over hashed features and softmax, against plain Python."""

import math

import numpy as np
import pytest
from hypothesis import given
from hypothesis import strategies as st

from dragoman.reading.linear import Linear, softmax, sums

TABLE = np.array([[1, 2], [3, 5], [-4, 0.5], [0.25, -8]], np.float32)
SCORE = st.floats(-50, 50, width=32)


def test_a_row_is_the_sum_of_the_rows_it_names() -> None:
    assert sums(TABLE, [[0, 2], [1]]).tolist() == [[-3, 2.5], [3, 5]]


def test_a_feature_named_twice_counts_twice() -> None:
    assert sums(TABLE, [[1, 1]]).tolist() == [[6, 10]]


@given(st.lists(st.lists(st.integers(0, 3), min_size=1, max_size=6), min_size=1, max_size=6))
def test_sums_are_those_of_plain_python(rows: list[list[int]]) -> None:
    plain = [[sum(float(TABLE[i, column]) for i in row) for column in (0, 1)] for row in rows]
    assert sums(TABLE, rows).tolist() == plain


@given(st.lists(st.tuples(SCORE, SCORE, SCORE), min_size=1, max_size=4))
def test_softmax_is_that_of_plain_python(rows: list[tuple[float, float, float]]) -> None:
    for row, found in zip(rows, softmax(np.array(rows, np.float32)).tolist(), strict=True):
        raised = [math.exp(score - max(row)) for score in row]
        assert found == pytest.approx([r / sum(raised) for r in raised], abs=1e-5)


def test_softmax_bears_large_scores() -> None:
    assert softmax(np.array([[1e4, 0], [-1e4, -1e4]], np.float32)).tolist() == [[1, 0], [0.5, 0.5]]


def test_a_linear_model_is_the_softmax_of_weights_and_intercepts() -> None:
    model = Linear(TABLE, np.array([0.5, -0.5], np.float32))
    odds = math.exp((-3 + 0.5) - (2.5 - 0.5))
    assert model.probabilities([[0, 2]])[0].tolist() == pytest.approx([odds / (1 + odds), 1 / (1 + odds)])


def test_nothing_to_judge_gives_no_rows() -> None:
    assert Linear(TABLE, np.zeros(2, np.float32)).probabilities([]).shape == (0, 2)


def test_groups_are_judged_as_each_by_itself() -> None:
    model = Linear(TABLE, np.array([0.5, -0.5], np.float32))
    groups = [[[0, 2], [1]], [], [[3]]]
    assert [found.tolist() for found in model.grouped(groups)] == [
        model.probabilities(group).tolist() for group in groups
    ]
