"""`when` becomes the first and last day it covers."""

from datetime import date

import pytest
from hypothesis import given
from hypothesis import strategies as st

from dragoman.dossier.when import days


@pytest.mark.parametrize(
    ("when", "first", "last"),
    [
        ("2022", date(2022, 1, 1), date(2022, 12, 31)),
        ("2024-02", date(2024, 2, 1), date(2024, 2, 29)),
        ("2022-06-29", date(2022, 6, 29), date(2022, 6, 29)),
        ("2022-06-29/2022-06-30", date(2022, 6, 29), date(2022, 6, 30)),
        ("1974/1976", date(1974, 1, 1), date(1976, 12, 31)),
        ("/2022-12", None, date(2022, 12, 31)),
        ("2013/", date(2013, 1, 1), None),
        (" 2013 ", date(2013, 1, 1), date(2013, 12, 31)),
    ],
)
def test_dates_and_intervals(when: str, first: date | None, last: date | None) -> None:
    assert days(when) == (first, last)


@pytest.mark.parametrize("when", ["", "/", "soon", "2022-13", "2022-02-30", "2023/2022", "2022/soon", "0000", "٢٠٢٢"])
def test_what_is_no_date_covers_nothing(when: str) -> None:
    assert days(when) == (None, None)


@given(st.dates())
def test_a_day_covers_itself(day: date) -> None:
    assert days(day.isoformat()) == (day, day)


@given(st.dates())
def test_a_day_lies_in_its_month_and_its_month_in_its_year(day: date) -> None:
    month, year = days(day.isoformat()[:7]), days(day.isoformat()[:4])
    assert month[0] and month[1] and year[0] and year[1]
    assert year[0] <= month[0] <= day <= month[1] <= year[1]


@given(st.dates(), st.dates())
def test_an_interval_runs_from_its_first_to_its_last(one: date, other: date) -> None:
    first, last = sorted((one, other))
    assert days(f"{first}/{last}") == (first, last)
    assert days(f"{first}/") == (first, None)
    assert days(f"/{last}") == (None, last)


@given(st.text())
def test_any_text_is_taken_without_complaint(when: str) -> None:
    first, last = days(when)
    assert first is None or last is None or first <= last
