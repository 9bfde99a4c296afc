"""Calendar arithmetic on TIMEX3 values (`2022-06-29`, `2022-06`, `2022-W26`, `2022-Q2`, `2022-SU`, `195`, `20`)."""

from __future__ import annotations

import calendar
import re
from datetime import date, timedelta

#: First and last month of each part of a year. Winter is taken as January to February, the part that its year names.
_MONTHS_OF = {
    "SP": (3, 5),
    "SU": (6, 8),
    "FA": (9, 11),
    "WI": (1, 2),
    "Q1": (1, 3),
    "Q2": (4, 6),
    "Q3": (7, 9),
    "Q4": (10, 12),
    "H1": (1, 6),
    "H2": (7, 12),
}


def parse_day(text: str | None) -> date | None:
    """The day of an ISO date or date-time, None where there is none."""
    match = re.match(r"(\d{4})-(\d\d)-(\d\d)", text or "")
    try:
        return date(*map(int, match.groups())) if match else None
    except ValueError:
        return None


def shift_months(day: date, months: int) -> date:
    """The day `months` later (negative: earlier), the month's last day where it has no such day."""
    year, month = divmod(day.year * 12 + day.month - 1 + months, 12)
    if not 1 <= year <= 9999:
        return day
    return date(year, month + 1, min(day.day, calendar.monthrange(year, month + 1)[1]))


def shift_days(day: date, days: int) -> date:
    """The day `days` later; the day itself where the calendar ends."""
    try:
        return day + timedelta(days=days)
    except OverflowError:
        return day


def week(day: date) -> str:
    """The ISO week of a day: `2022-W26`."""
    year, number, _ = day.isocalendar()
    return f"{year}-W{number:02d}"


def shifted(day: date | None, count: float, unit: str) -> str:
    """The value of `day` moved by `count` units, as precise as the unit: `2022-06-29` and -2, `M` is `2022-04`.

    `unit` is a letter of TIMEX3 (`D`, `W`, `M`, `Q`, `Y`, `TH`), with a factor before it: `2W`, `10Y`.
    """
    letter = "T" if unit.startswith("T") else unit[-1]
    if day is None:
        return _UNKNOWN.get(letter, "XXXX")
    whole = int(count * (int(unit[:-1]) if unit[:-1].isdigit() else 1))
    if letter in "DW":
        moved = shift_days(day, whole * (7 if letter == "W" else 1))
    elif letter == "T":
        moved = day
    else:
        moved = shift_months(day, whole * {"M": 1, "Q": 3, "Y": 12}[letter])
    iso = moved.isoformat()
    return {"Y": iso[:4], "Q": f"{iso[:4]}-Q{(moved.month + 2) // 3}", "M": iso[:7], "W": week(moved)}.get(letter, iso)


_UNKNOWN = {"D": "XXXX-XX-XX", "T": "XXXX-XX-XX", "W": "XXXX-WXX", "M": "XXXX-XX", "Q": "XXXX-QX"}


def easter(year: int) -> date:
    """Easter Sunday of the Gregorian calendar."""
    golden, century = year % 19, year // 100
    moon = (century - century // 4 - (8 * century + 13) // 25 + 19 * golden + 15) % 30
    moon -= (moon // 28) * (1 - (29 // (moon + 1)) * ((21 - golden) // 11))
    weekday = (year + year // 4 + moon + 2 - century + century // 4) % 7
    offset = moon - weekday
    month = 3 + (offset + 40) // 44
    return date(year, month, offset + 28 - 31 * (month // 4))


def thanksgiving(year: int) -> date:
    """The fourth Thursday of November."""
    first = date(year, 11, 1)
    return first + timedelta((4 - first.isoweekday()) % 7 + 21)


def days_of(value: str) -> tuple[date, date] | None:
    """First and last day of a value, None where it is not fixed (durations, `PAST_REF`, `XXXX-06`)."""
    try:
        return _days_of(value)
    except ValueError:
        return None


def _days_of(value: str) -> tuple[date, date] | None:
    if match := re.match(r"(\d{4})-(\d\d)-(\d\d)", value):
        day = date(*map(int, match.groups()))
        return day, day
    if match := re.match(r"(\d{4})-W(\d\d)(-WE)?$", value):
        monday = date.fromisocalendar(int(match[1]), int(match[2]), 1)
        return (monday + timedelta(5) if match[3] else monday), monday + timedelta(6)
    if match := re.match(r"(\d{4})-(\w\w)$", value):
        year, part = int(match[1]), match[2]
        first, last = _MONTHS_OF.get(part) or (int(part), int(part))
        return date(year, first, 1), date(year, last, calendar.monthrange(year, last)[1])
    if match := re.match(r"(\d{2,4})$", value):
        years = 10 ** (4 - len(value))
        first_year = int(value) * years
        return date(first_year, 1, 1), date(first_year + years - 1, 12, 31)
    return None


def place(form: str, reference: date | None, tense: str = "past") -> str:
    """The value of a form without a year (`XXXX-06-29`, `XXXX-06`, `XXXX-WXX-2`, `XXXX-SU`) beside `reference`.

    In the past the latest one that has begun by the reference day, in the future the first that has not ended before
    it, in the present the nearest.
    """
    if reference is None or not form.startswith("XXXX"):
        return form
    if match := re.match(r"XXXX-WXX-([1-7])(.*)", form):
        return _place_weekday(int(match[1]), reference, tense) + match[2]
    match = re.match(r"(XXXX(?:-\w\w)?(?:-\d\d)?)(.*)", form)
    head, tail = (match[1], match[2]) if match else (form, "")
    spans = [(year, days_of(f"{year}{head[4:]}")) for year in range(max(1, reference.year - 4), reference.year + 5)]
    known = [(year, span) for year, span in spans if span]
    past = [year for year, span in known if span[0] <= reference]
    future = [year for year, span in known if span[1] >= reference]
    if not past or not future:
        return form
    year = {"past": past[-1], "future": future[0]}.get(tense)
    if year is None:
        year = min((past[-1], future[0]), key=lambda y: _distance(f"{y}{head[4:]}", reference))
    return f"{year}{head[4:]}{tail}"


def _place_weekday(number: int, reference: date, tense: str) -> str:
    back = (reference.isoweekday() - number) % 7
    ahead = (number - reference.isoweekday()) % 7
    if tense == "future" or (tense == "present" and ahead < back):
        return shift_days(reference, ahead).isoformat()
    return shift_days(reference, -back).isoformat()


def _distance(value: str, reference: date) -> int:
    first, last = days_of(value) or (date.max, date.max)
    if first <= reference <= last:
        return 0
    return min(abs((first - reference).days), abs((last - reference).days))


def stretch_interval(base: date | None, unit: str, count: float, sign: int) -> str:
    """From `base` to `count` units later (sign 1) or earlier (-1), as precise as the unit: `2022/2025`."""
    if base is None:
        return ""
    days = {"D": 1, "W": 7, "2W": 14}.get(unit)
    if days:
        far, width = shift_days(base, sign * round(count * days)), 10
    elif unit in ("M", "Q"):
        far, width = shift_months(base, sign * round(count * (3 if unit == "Q" else 1))), 7
    else:
        years = int(unit[:-1]) if len(unit) > 1 else 1
        far, width = shift_months(base, sign * round(count * years * 12)), 7 if count * years == 1 else 4
    return "/".join(sorted((base.isoformat()[:width], far.isoformat()[:width])))
