"""The days that a record's `when` covers."""

from __future__ import annotations

import calendar
import re
from datetime import date

_POINT = re.compile(r"(\d{4})(?:-(\d\d)(?:-(\d\d))?)?", re.ASCII)

Days = tuple[date | None, date | None]


def days(when: str) -> Days:
    """First and last day of an ISO 8601 day, month, year or interval: `2022-06` is (1 June, 30 June 2022).

    The first is None where only a deadline is told (`/2022`), the last where it goes on (`2013/`), both where
    `when` is empty, no date, or ends before it begins.
    """
    before, slash, after = when.strip().partition("/")
    first = _point(before)
    if not slash:
        return first
    last = _point(after)
    if (before and first == (None, None)) or (after and last == (None, None)):
        return None, None
    if first[0] and last[1] and first[0] > last[1]:
        return None, None
    return first[0], last[1]


def _point(text: str) -> Days:
    match = _POINT.fullmatch(text)
    if not match:
        return None, None
    year, month, day = (int(group) if group else 0 for group in match.groups())
    try:
        if not month:
            return date(year, 1, 1), date(year, 12, 31)
        if not day:
            return date(year, month, 1), date(year, month, calendar.monthrange(year, month)[1])
        return date(year, month, day), date(year, month, day)
    except (ValueError, calendar.IllegalMonthError):
        return None, None
