"""Confidence is read off a curve."""

import pytest
from hypothesis import given
from hypothesis import strategies as st

from dragoman.reading.confidence import calibrated
from dragoman.reading.models import load_models

CURVE = [[0.1, 0.2], [0.5, 0.4], [0.9, 0.8]]


@pytest.mark.parametrize(
    ("probability", "confidence"),
    [(0.0, 0.2), (0.1, 0.2), (0.3, 0.3), (0.5, 0.4), (0.7, 0.6), (0.9, 0.8), (1.0, 0.8)],
)
def test_between_two_points_it_is_linear_and_flat_beyond_the_ends(probability: float, confidence: float) -> None:
    assert calibrated(probability, CURVE) == pytest.approx(confidence)


def test_without_a_curve_it_is_the_probability() -> None:
    assert calibrated(0.37, []) == 0.37


def test_two_points_of_one_probability_are_a_step() -> None:
    assert calibrated(0.5, [[0.5, 0.2], [0.5, 0.6], [1.0, 0.8]]) == 0.2
    assert calibrated(0.5001, [[0.5, 0.2], [0.5, 0.6], [1.0, 0.8]]) >= 0.6


@given(st.floats(0, 1), st.floats(0, 1))
def test_what_is_likelier_is_never_less_sure(one: float, other: float) -> None:
    low, high = sorted((one, other))
    assert calibrated(low, CURVE) <= calibrated(high, CURVE) + 1e-12


@pytest.mark.parametrize("mode", ["default", "fast"])
def test_the_shipped_curves_rise_from_0_to_1(mode: str) -> None:
    curve = load_models().settings[mode]["calibration"]
    assert curve == sorted(curve)
    shares = [share for _, share in curve]
    assert shares == sorted(shares)
    assert 0 <= shares[0] <= shares[-1] <= 1
