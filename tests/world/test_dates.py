"""Dates of mixed precision compare by what they may mean."""

import pytest

from dragoman.world.dates import first_day, in_force, is_date, last_day, overlap


@pytest.mark.parametrize("text", ["2022", "2022-06", "2022-06-29", "2024-02-29", "0476-09-04"])
def test_years_months_and_days_are_dates(text: str) -> None:
    assert is_date(text)


@pytest.mark.parametrize(
    "text", ["", "22", "2022-6", "2022-13", "2023-02-29", "2022-06-29T10:00", "29 June 2022", "２０２２"]
)
def test_anything_else_is_none(text: str) -> None:
    assert not is_date(text)


def test_a_year_reaches_from_its_first_to_its_last_day() -> None:
    assert (first_day("2022"), last_day("2022")) == ("2022-01-01", "2022-12-31")
    assert (first_day("2022-06-29"), last_day("2022-06-29")) == ("2022-06-29", "2022-06-29")


def test_the_last_day_of_a_short_month_is_not_before_any_of_its_days() -> None:
    assert last_day("2022-02") >= "2022-02-28"


@pytest.mark.parametrize(
    ("start", "end", "on", "holds"),
    [
        ("2021-10-04", "2024-10-01", "2022-06-29", True),
        ("2021-10-04", "2024-10-01", "2024-10-01", True),
        ("2021-10-04", "2024-10-01", "2024-10-02", False),
        ("2021-10-04", "2024-10-01", "2021", True),
        ("2021-10-04", "", "2030", True),
        ("", "1991-12-25", "1985-03", True),
        ("", "1991-12-25", "1992", False),
        ("2022", "2022", "2022-12-31", True),
        ("2022", "", "", True),
    ],
)
def test_in_force(start: str, end: str, on: str, holds: bool) -> None:
    assert in_force(start, end, on) is holds


def test_a_handover_is_no_overlap_but_two_years_together_are() -> None:
    assert not overlap(("2017-01-20", "2021-01-20"), ("2021-01-20", ""))
    assert not overlap(("2000", "2004"), ("2004", "2008"))
    assert overlap(("2000", "2006"), ("2004", "2008"))
    assert overlap(("2000", ""), ("2004", "2008"))
