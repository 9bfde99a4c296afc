from datetime import date

import pytest

from dragoman.analysis.interval import Interval, bound, in_words, interval
from dragoman.errors import UsageError


@pytest.mark.parametrize(
    ("when", "first", "last", "precision"),
    [
        ("2022-06-29", date(2022, 6, 29), date(2022, 6, 29), "day"),
        ("2024-02", date(2024, 2, 1), date(2024, 2, 29), "month"),
        ("2022", date(2022, 1, 1), date(2022, 12, 31), "year"),
        ("2022-06-29/2022-06-30", date(2022, 6, 29), date(2022, 6, 30), "range"),
        ("2021/2022-03", date(2021, 1, 1), date(2022, 3, 31), "range"),
        ("2013/", date(2013, 1, 1), None, "year"),
        ("/2022-12-31", None, date(2022, 12, 31), "day"),
    ],
)
def test_an_iso_date_covers_days(when: str, first: date | None, last: date | None, precision: str) -> None:
    assert interval(when) == Interval(first, last, precision)


@pytest.mark.parametrize("when", ["", "/", "June", "2022-13", "2022-02-30", "2022-06-29/June", "2023/2022", "0000"])
def test_what_is_no_date_has_no_interval(when: str) -> None:
    assert interval(when) is None


@pytest.mark.parametrize(
    ("when", "words"),
    [
        ("2022-06-29", "29 June 2022"),
        ("2022-06", "June 2022"),
        ("2022-06-29/2022-06-30", "29–30 June 2022"),
        ("2022-06-29/2022-07-01", "29 June – 1 July 2022"),
        ("1939/1945", "1939–1945"),
        ("2021-12/2022-01", "December 2021 – January 2022"),
        ("2013/", "since 2013"),
        ("/2022-12-31", "by 31 December 2022"),
        ("soon", "soon"),
    ],
)
def test_dates_are_worded_for_readers(when: str, words: str) -> None:
    assert in_words(when) == words


def test_an_open_interval_reaches_into_every_later_period_and_a_deadline_only_into_its_own() -> None:
    since_2013, by_2030 = interval("2013/"), interval("/2030")
    assert since_2013 and by_2030
    assert since_2013.overlaps(date(2022, 1, 1), date(2022, 12, 31))
    assert not by_2030.overlaps(date(2022, 1, 1), date(2022, 12, 31))
    assert by_2030.overlaps(date(2030, 1, 1), None)


def test_a_bound_is_the_first_or_last_day_of_what_was_written() -> None:
    assert bound("2022-06", last=False) == date(2022, 6, 1)
    assert bound("2022-06", last=True) == date(2022, 6, 30)
    with pytest.raises(UsageError, match="not a date"):
        bound("yesterday", last=True)
