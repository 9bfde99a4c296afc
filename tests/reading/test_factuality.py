"""How real a sentence tells something."""

import numpy as np
import pytest

import dragoman
from dragoman.errors import UsageError
from dragoman.reading.factuality import Scale
from dragoman.reading.mixed import Mixed

EMPTY = Mixed(*(np.zeros(0, np.float32) for _ in range(3)))
STEPS = np.array([-3, 0, 3], np.float32)


def test_a_sure_step_is_its_value() -> None:
    for share in (0.0, 0.5, 1.0):
        assert Scale(EMPTY, STEPS, share).value(np.array([0, 0, 1], np.float32)) == pytest.approx(3)


def test_the_number_lies_between_mean_and_median() -> None:
    spread = np.array([0.3, 0.1, 0.6], np.float32)
    mean, mixed, median = (Scale(EMPTY, STEPS, share).value(spread) for share in (0.0, 0.5, 1.0))
    assert mean == pytest.approx(0.9)
    assert mean < mixed < median <= 3


@pytest.mark.slow
@pytest.mark.parametrize(
    ("real", "unreal", "word"),
    [
        ("Egypt signed the treaty.", "Egypt did not sign the treaty.", "sign"),
        ("Egypt signed the treaty.", "Egypt may sign the treaty.", "sign"),
        ("Egypt has attacked the port.", "Egypt denied that it attacked the port.", "attacked"),
        ("Egypt managed to sign the treaty.", "Egypt refused to sign the treaty.", "sign"),
        ("Egypt will sign because Sudan agreed.", "Egypt will sign if Sudan agrees.", "agree"),
    ],
)
def test_what_is_told_as_fact_is_more_real(real: str, unreal: str, word: str) -> None:
    assert dragoman.factuality(real, word) > dragoman.factuality(unreal, word) + 0.5


@pytest.mark.slow
def test_facts_are_near_the_top_of_the_scale_and_refusals_below_the_middle() -> None:
    assert 2.5 < dragoman.factuality("The ministers met on Monday in Cairo.", "met") <= 3
    assert -3 <= dragoman.factuality("The ministers did not meet on Monday.", (22, 26)) < 0


def test_a_word_that_is_not_there_is_refused() -> None:
    with pytest.raises(UsageError, match="the predicate 'left' does not stand in the sentence"):
        dragoman.factuality("The ministers met.", "left")
