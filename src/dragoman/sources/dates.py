"""Days as documents and metadata write them: `2022-06-29T10:00Z`, `Wed, 29 Jun 2022`, `June 29, 2022`, `D:20220629`."""

from __future__ import annotations

import calendar
import re
from collections.abc import Iterator
from dataclasses import dataclass
from datetime import UTC, date, datetime

_MONTHS = {name.lower(): number for number, name in enumerate(calendar.month_name) if name}
_MONTHS |= {name.lower(): number for number, name in enumerate(calendar.month_abbr) if name} | {"sept": 9}
#: Months, the long names before their abbreviations; `May` needs no point and the day beside it tells it from the verb.
MONTH = r"(?:" + "|".join(sorted(_MONTHS, key=len, reverse=True)) + r")\b\.?"
_WEEKDAY = r"(?:(?:mon|tues?|wed(?:nes)?|thu(?:rs?)?|fri|sat(?:ur)?|sun)(?:day)?\.?,? )?"
_DAY = r"(?:0?[1-9]|[12]\d|3[01])(?:st|nd|rd|th)?"
_YEAR = r"(?:1[5-9]|20)\d\d"
#: A full date in words or in ISO form, for use within other patterns; without groups of its own.
FULL_DATE = (
    rf"(?:{_WEEKDAY}{MONTH} {_DAY},? (?:\d\d:\d\d:\d\d )?{_YEAR}|{_WEEKDAY}{_DAY}(?: of)?[ -]{MONTH}[ ,-]? ?{_YEAR}"
    rf"|{_YEAR}-[01]\d-[0-3]\d|{_YEAR}/[01]\d/[0-3]\d|[0-3]?\d\.[01]?\d\.{_YEAR})"
)
_MONTH_FIRST = re.compile(
    rf"\b(?P<month>{MONTH}) (?P<day>{_DAY})\b(?!:)(?:,? (?:\d\d:\d\d:\d\d )?(?P<year>{_YEAR})\b)?", re.IGNORECASE
)
_DAY_FIRST = re.compile(
    rf"(?<![\d.:-])(?P<day>{_DAY})(?: of)?[ -](?P<month>{MONTH})(?:[ ,-] ?(?P<year>{_YEAR})\b)?", re.IGNORECASE
)
_ISO = re.compile(rf"(?<!\d)(?P<year>{_YEAR})(?P<sep>[-/.])(?P<month>[01]?\d)(?P=sep)(?P<day>[0-3]?\d)(?!\d)")
_COMPACT = re.compile(rf"\A(?:D:)?(?P<year>{_YEAR})(?P<month>[01]\d)(?P<day>[0-3]\d)(?:[T\d].*)?\Z")
_NUMBERS = re.compile(rf"(?<!\d)(?P<first>\d\d?)(?P<sep>[./-])(?P<second>\d\d?)(?P=sep)(?P<year>{_YEAR})(?!\d)")
_MONTH_YEAR = re.compile(rf"\b(?P<month>{MONTH}),? (?P<year>{_YEAR})\b", re.IGNORECASE)
_ONLY_MONTH = re.compile(rf"(?P<year>{_YEAR})-(?P<month>[01]\d)")
_YEAR_ALONE = re.compile(rf"(?<![\d.,$€£-])(?P<year>{_YEAR})(?![\d%]|,\d|\.\d)")


@dataclass(frozen=True, slots=True)
class Mention:
    """A date in a text: character start and end, and its parts; 0 where the text leaves a part out."""

    start: int
    end: int
    year: int
    month: int
    day: int


def parse_day(value: object) -> str:
    """The ISO day that `value` (text, seconds since 1970, date) tells, as written there; empty for none.

    Times and zones are left aside. `03/04/2022`, which is read in two ways, tells none; `13/04/2022` does.
    """
    if isinstance(value, datetime | date):
        return value.isoformat()[:10]
    if isinstance(value, int | float) and not isinstance(value, bool):
        return _from_seconds(value)
    text = " ".join(value.split())[:200] if isinstance(value, str) else ""
    if re.fullmatch(r"\d{10}|\d{13}", text):
        return _from_seconds(int(text))
    if compact := _COMPACT.match(text):
        return _iso(compact)
    return next((found for pattern in (_ISO, _MONTH_FIRST, _DAY_FIRST) if (found := _first(pattern, text))), "") or (
        _from_numbers(text)
    )


def parse_latest(value: str) -> str:
    """The last day of the month or year that `value` (`2022-06`, `June 2022`, `2022`) tells; empty for none."""
    text = " ".join(value.split())[:200]
    if found := _ONLY_MONTH.fullmatch(text) or _MONTH_YEAR.fullmatch(text):
        year, month = int(found["year"]), month_number(found["month"])
        return f"{year:04d}-{month:02d}-{calendar.monthrange(year, month)[1]:02d}" if 1 <= month <= 12 else ""
    return f"{text}-12-31" if re.fullmatch(_YEAR, text) else ""


def mentions(text: str) -> Iterator[Mention]:
    """The dates that `text` mentions with day and month, most with their year, in no certain order."""
    for pattern in (_MONTH_FIRST, _DAY_FIRST, _ISO):
        for found in pattern.finditer(text):
            year, month, day = int(found["year"] or 0), month_number(found["month"]), _day_number(found["day"])
            if valid_day(year or 2000, month, day):
                yield Mention(found.start(), found.end(), year, month, day)


def month_mentions(text: str) -> Iterator[Mention]:
    """The months with year (`June 2022`) that `text` mentions."""
    for found in _MONTH_YEAR.finditer(text):
        yield Mention(found.start(), found.end(), int(found["year"]), month_number(found["month"]), 0)


def year_mentions(text: str) -> Iterator[Mention]:
    """Every four-digit number from 1500 to 2099 in `text` that looks like a year."""
    for found in _YEAR_ALONE.finditer(text):
        yield Mention(found.start(), found.end(), int(found["year"]), 0, 0)


def month_number(text: str) -> int:
    """The number of the month that `text` (a name, an abbreviation or digits) writes; 0 for none."""
    return int(text) if text.isdecimal() else _MONTHS.get(text.lower().rstrip("."), 0)


def valid_day(year: int, month: int, day: int) -> str:
    """The ISO form of that day, empty where the calendar has no such day."""
    try:
        return date(year, month, day).isoformat()
    except ValueError:
        return ""


def _day_number(text: str) -> int:
    return int(re.sub(r"\D", "", text))


def _iso(found: re.Match[str]) -> str:
    return valid_day(int(found["year"]), month_number(found["month"]), _day_number(found["day"]))


def _first(pattern: re.Pattern[str], text: str) -> str:
    return next((_iso(found) for found in pattern.finditer(text) if found["year"] and _iso(found)), "")


def _from_numbers(text: str) -> str:
    found = _NUMBERS.search(text)
    if not found:
        return ""
    first, second, year = int(found["first"]), int(found["second"]), int(found["year"])
    # Points are written day first everywhere; with slashes only a number above twelve tells which is the day.
    if found["sep"] == "." or first > 12 or first == second:
        return valid_day(year, second, first)
    return valid_day(year, first, second) if second > 12 else ""


def _from_seconds(seconds: float) -> str:
    try:
        if seconds > 1e11:  # milliseconds: 1e11 seconds is the year 5138
            seconds /= 1000
        # Smaller numbers are days, years or serial numbers of something else.
        return datetime.fromtimestamp(seconds, UTC).date().isoformat() if seconds > 1e8 else ""
    except (ValueError, OverflowError, OSError):
        return ""
