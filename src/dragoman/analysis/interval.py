"""When a thing was or will be: the days that a record's `when` covers, and the words for them."""

from __future__ import annotations

import calendar
import re
from dataclasses import dataclass
from datetime import date
from functools import lru_cache

from dragoman.errors import UsageError

_POINT = re.compile(r"(\d{4})(?:-(\d{2})(?:-(\d{2}))?)?")
#: Coarse dates stand before the days they contain.
PRECISIONS = ("year", "month", "range", "day")


@dataclass(frozen=True, slots=True)
class Interval:
    """The first and last day that an ISO 8601 date, month, year or interval covers.

    `first` is None where only a deadline is told (`/2022-12`), `last` is None where it goes on (`2013/`); never both.
    """

    first: date | None
    last: date | None
    precision: str

    @property
    def position(self) -> date:
        """The day that gives it its place in an order: its beginning, or the deadline."""
        return self.first or self.last or date.min

    def overlaps(self, since: date | None, until: date | None) -> bool:
        """Whether any of its days lies between `since` and `until`, both included. A deadline counts as its day."""
        begins, ends = self.position, self.last or date.max
        return (since is None or ends >= since) and (until is None or begins <= until)


@lru_cache(maxsize=65536)
def interval(when: str) -> Interval | None:
    """The interval that ISO 8601 `when` writes; None where it is empty or not a date."""
    before, slash, after = when.strip().partition("/")
    if not slash:
        days = _days(before)
        return Interval(*days) if days else None
    start, end = _days(before), _days(after)
    if (before and not start) or (after and not end) or not (start or end):
        return None
    if start and end:
        return Interval(start[0], end[1], "range") if start[0] <= end[1] else None
    if start:
        return Interval(start[0], None, start[2])
    return Interval(None, end[1], end[2]) if end else None


def bound(value: str | date | None, *, last: bool) -> date | None:
    """The first (or with `last` the last) day of a bound that a user wrote; raises UsageError where it is no date."""
    if value is None or isinstance(value, date):
        return value
    days = _days(value.strip())
    if days is None:
        raise UsageError(f"{value!r} is not a date: write 2022, 2022-06 or 2022-06-29")
    return days[1] if last else days[0]


def in_words(when: str) -> str:
    """`when` for a reader: `29 June 2022`, `June 2022`, `29-30 June 2022` with a dash, `since 2013`, `by 2030`."""
    if interval(when) is None:
        return when.strip()
    before, slash, after = when.strip().partition("/")
    if not slash:
        return _point_in_words(before)
    if not before:
        return f"by {_point_in_words(after)}"
    if not after:
        return f"since {_point_in_words(before)}"
    return _range_in_words(before, after)


def _range_in_words(before: str, after: str) -> str:
    if before == after:
        return _point_in_words(before)
    same_length = len(before) == len(after)
    if same_length and len(before) == 10 and before[:7] == after[:7]:
        return f"{int(before[8:])}–{_point_in_words(after)}"
    if same_length and len(before) > 4 and before[:4] == after[:4]:
        return f"{_point_in_words(before)[:-5]} – {_point_in_words(after)}"
    dash = "–" if len(before) == len(after) == 4 else " – "
    return f"{_point_in_words(before)}{dash}{_point_in_words(after)}"


def _point_in_words(point: str) -> str:
    year, *rest = point.split("-")
    month = f"{calendar.month_name[int(rest[0])]} " if rest else ""
    day = f"{int(rest[1])} " if len(rest) > 1 else ""
    return f"{day}{month}{year}"


def _days(point: str) -> tuple[date, date, str] | None:
    """First day, last day and precision of one ISO date, month or year; None where it is none."""
    match = _POINT.fullmatch(point)
    if not match:
        return None
    year, month, day = (int(part) if part else None for part in match.groups())
    try:
        if month is None:
            return date(year or 0, 1, 1), date(year or 0, 12, 31), "year"
        if day is None:
            length = calendar.monthrange(year or 0, month)[1]
            return date(year or 0, month, 1), date(year or 0, month, length), "month"
        return date(year or 0, month, day), date(year or 0, month, day), "day"
    except (ValueError, calendar.IllegalMonthError):
        return None
