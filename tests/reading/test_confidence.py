"""Confidence: a probability as it turned out on documents not learned from."""

import numpy as np
import pytest
from hypothesis import given
from hypothesis import strategies as st

from dragoman.reading.confidence import Scale, logit
from dragoman.reading.decode import Place
from dragoman.reading.models import load_models
from dragoman.record import KINDS


def confidence(scale: Scale, probability: float, *, kind: str = "aid", listed: str = "", length: int = 50) -> float:
    judged = np.full((1, len(KINDS) + 1), 0.01, np.float32)
    judged[0, KINDS.index(kind)] = probability
    place = Place(0, 0, 100, 100 + length, listed=frozenset(listed.split()))
    return float(scale.confidences(judged, [place])[0, KINDS.index(kind)])


@pytest.mark.parametrize("probability", [0.01, 0.37, 0.5, 0.99])
def test_a_scale_that_nothing_was_learned_for_leaves_probabilities_as_they_are(probability: float) -> None:
    assert confidence(Scale(), probability) == pytest.approx(probability, abs=1e-6)


@pytest.mark.parametrize(("probability", "expected"), [(0.0, 1e-4), (1.0, 1 - 1e-4)])
def test_nothing_is_certain(probability: float, expected: float) -> None:
    assert confidence(Scale(), probability) == pytest.approx(expected, abs=1e-6)


def test_slope_and_start_change_the_log_odds() -> None:
    assert logit(confidence(Scale(slope=2.0, start=-0.5), 0.7)) == pytest.approx(2 * logit(0.7) - 0.5, abs=1e-4)


def test_a_kind_that_is_judged_too_boldly_is_lowered_alone() -> None:
    scale = Scale(kinds={"aid": -1.0})
    assert confidence(scale, 0.5) == pytest.approx(1 / (1 + np.e), abs=1e-6)
    assert confidence(scale, 0.5, kind="policy") == pytest.approx(0.5)


def test_a_listed_word_counts_for_its_own_kind_alone() -> None:
    scale = Scale(listed=1.0)
    assert logit(confidence(scale, 0.5, listed="aid meeting")) == pytest.approx(1.0, abs=1e-4)
    assert confidence(scale, 0.5, listed="meeting") == pytest.approx(0.5)


def test_a_clause_counts_by_the_logarithm_of_its_length() -> None:
    scale = Scale(start=-np.log(50.0), length=1.0)
    assert confidence(scale, 0.5, length=50) == pytest.approx(0.5)
    assert logit(confidence(scale, 0.5, length=100)) == pytest.approx(np.log(2), abs=1e-4)


@given(st.floats(0, 1), st.floats(0, 1))
def test_what_is_likelier_is_never_less_sure(one: float, other: float) -> None:
    low, high = sorted((one, other))
    scale = Scale(slope=0.8, start=-0.4, length=0.1)
    assert confidence(scale, low) <= confidence(scale, high)


@pytest.mark.parametrize("listed", [0.5, -0.5])
def test_no_confidence_exceeds_what_it_may_come_to(listed: float) -> None:
    scale, judged = Scale(listed=listed), np.full((1, len(KINDS) + 1), 0.3, np.float32)
    bare, looked_up = Place(0, 0, 0, 9), Place(0, 0, 0, 9, listed=frozenset({"aid"}))
    assert (scale.confidences(judged, [looked_up]) <= scale.at_most(judged, [bare])).all()


@pytest.mark.parametrize("mode", ["default", "fast"])
def test_the_shipped_scales_rise_and_know_every_kind(mode: str) -> None:
    scale = Scale(**load_models().settings[mode]["confidence"])
    assert scale.slope > 0
    assert set(scale.kinds) == set(KINDS)
