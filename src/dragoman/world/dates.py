"""Dates as the tables write them: ISO 8601 of mixed precision (`2022`, `2022-06`, `2022-06-29`), empty where open."""

from __future__ import annotations

import re
from datetime import date

_DATE = re.compile(r"\d{4}(-\d\d(-\d\d)?)?", re.ASCII)


def is_date(text: str) -> bool:
    """Whether `text` is a year, month or day that exists."""
    if not _DATE.fullmatch(text):
        return False
    year, month, day = (*text.split("-"), "01", "01")[:3]
    try:
        date(int(year), int(month), int(day))
    except ValueError:
        return False
    return True


def first_day(text: str) -> str:
    """The first day that `text` may mean, as a string that compares; before all others where empty."""
    return text + "-01-01"[len(text) - 4 :] if text else ""


def last_day(text: str) -> str:
    """The last day that `text` may mean, as a string that compares; after all others where empty."""
    return text + "-12-31"[len(text) - 4 :] if text else "9999"


def in_force(start: str, end: str, on: str) -> bool:
    """Whether the span from `start` to `end` (both inclusive, empty = open) may hold on `on`; true where `on` is empty.

    What is only known to the month or year is given the benefit of the doubt: a term ended in `2022` holds all 2022.
    """
    return not on or (first_day(start) <= last_day(on) and first_day(on) <= last_day(end))


def overlap(one: tuple[str, str], other: tuple[str, str]) -> bool:
    """Whether two spans share a whole day for certain: a handover within one day, month or year is none."""
    return last_day(one[0]) < _surely_until(other[1]) and last_day(other[0]) < _surely_until(one[1])


def _surely_until(end: str) -> str:
    return first_day(end) if end else "9999"
