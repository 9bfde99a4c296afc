"""Learning the scale of confidence: from what was judged to how it turned out."""

from collections.abc import Callable
from types import ModuleType
from typing import Any

import pytest

from dragoman.reading.confidence import logit
from dragoman.record import KINDS


@pytest.fixture(scope="module")
def scale(training: Callable[[str], ModuleType]) -> ModuleType:
    return training("scale")


#: Kind, probability, hits, and of how many.
type Told = tuple[str, float, int, int]


def learned(
    scale: ModuleType, *told: Told, listed: bool = False, length: int = 60, other: list[Any] | None = None
) -> Any:
    return scale.learned(points(scale, *FAIR) + points(scale, *told, listed=listed, length=length) + (other or []))


def points(scale: ModuleType, *told: Told, listed: bool = False, length: int = 60) -> list[Any]:
    return [
        scale.Point(kind, probability, listed, length, number < hits)
        for kind, probability, hits, of in told
        for number in range(of)
    ]


#: Judged as it should be.
FAIR: list[Told] = [(kind, p, round(100 * p), 100) for kind in KINDS for p in (0.1, 0.5, 0.9)]


def test_a_fair_judgement_stays_as_it_is(scale: ModuleType) -> None:
    found = learned(scale)
    assert found.slope == pytest.approx(1.0, abs=0.05)
    assert found.start == pytest.approx(0.0, abs=0.05)
    assert all(abs(value) < 0.05 for value in found.kinds.values())


def test_too_bold_a_judgement_is_toned_down(scale: ModuleType) -> None:
    bold = [(kind, p, hits, 100) for kind in KINDS for p, hits in ((0.02, 10), (0.5, 50), (0.98, 90))]
    assert scale.learned(points(scale, *bold)).slope == pytest.approx(logit(0.9) / logit(0.98), abs=0.05)


def test_a_kind_that_is_judged_too_boldly_is_lowered_alone(scale: ModuleType) -> None:
    kinds = learned(scale, ("aid", 0.5, 100, 1000)).kinds
    assert kinds["aid"] < -0.5
    assert all(abs(value) < 0.2 for kind, value in kinds.items() if kind != "aid")


def test_of_few_records_a_kind_learns_little(scale: ModuleType) -> None:
    few, many = (learned(scale, ("aid", 0.5, 0, count)).kinds["aid"] for count in (10, 300))
    assert many < few < 0


def test_a_listed_word_counts_as_it_turned_out(scale: ModuleType) -> None:
    other = points(scale, ("aid", 0.5, 20, 100))
    assert learned(scale, ("aid", 0.5, 80, 100), listed=True, other=other).listed > 0.5


def test_a_longer_clause_counts_as_it_turned_out(scale: ModuleType) -> None:
    other = points(scale, ("aid", 0.5, 20, 100), length=15)
    assert learned(scale, ("aid", 0.5, 80, 100), length=240, other=other).length > 0.5
