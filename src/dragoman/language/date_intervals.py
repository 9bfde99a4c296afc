"""From a TIMEX3 value and its preposition to a record's interval: `by the end of 2022` is `/2022-12-31`."""

from __future__ import annotations

import re
from dataclasses import replace
from datetime import date

from dragoman.language.date_tokens import Tokens, code
from dragoman.language.date_values import days_of, place, shift_days, shift_months
from dragoman.language.time_expression import TimeExpression

_RELATIONS = {
    "BY": "by",
    "BEFORE": "by",
    "UNTIL": "until",
    "SINCE": "since",
    "FROM": "from",
    "AFTER": "after",
    "WITHIN": "within",
}
_BY_CODE = {code(name): relation for name, relation in _RELATIONS.items()}
#: Words between a preposition and its time: `by about the year 2030`.
_SKIPPED = {code(name) for name in ("THE", "ABOUT", "MID", "EARLY", "LATE", "AT", "LEAST", "FISCAL")}
_LIMITS = {"by", "until"}
_STARTS = {"since", "from", "after"}
#: First and last digit of the years that a part of a decade covers, as GUIDE counts them (`mid-1970s` is 1974 to 1976).
_DECADE_PARTS = {
    "early": (0, 3),
    "mid": (4, 6),
    "late": (7, 9),
    "start": (0, 0),
    "end": (9, 9),
    "half1": (0, 4),
    "half2": (5, 9),
}
_CENTURY_PARTS = {
    "early": (0, 33),
    "mid": (34, 66),
    "late": (67, 99),
    "start": (0, 9),
    "end": (90, 99),
    "half1": (0, 49),
    "half2": (50, 99),
}


def relation_before(tokens: Tokens, start: int) -> str:
    """What the preposition before token `start` says of the time there, empty where nothing."""
    index = start - 1
    while index >= 0 and tokens.codes[index] in _SKIPPED and index > start - 3:
        index -= 1
    if index < 0:
        return ""
    if index < start - 1 and tokens.word(start - 1) == "the" and tokens.codes[index] != code("SINCE"):
        return ""  # `through the Sept. 11 attacks` tells no limit
    if tokens.word(index) in ("in", "on", "from", "as") and tokens.word(index - 1) in (
        "beginning",
        "starting",
        "effective",
    ):
        return "since"
    if tokens.word(index) == "than" and tokens.word(index - 1) == "later":
        return "by"
    if tokens.word(index) == "through" or (tokens.word(index) == "to" and tokens.word(index - 1) == "up"):
        return "until"
    return _BY_CODE.get(tokens.codes[index], "")


def interval_of(expression: TimeExpression, reference: date | None) -> str:
    """The interval of an expression whose value is placed; empty where it has none."""
    if expression.kind == "duration" and expression.relation == "within":
        return _deadline(expression.value, reference)
    extent = extent_of(expression, reference) if expression.kind in ("date", "time") else ""
    return _limited(extent, expression.relation, reference) if extent and not expression.until else extent


def _limited(extent: str, relation: str, reference: date | None) -> str:
    """`extent` with an end left open by its preposition: `/2027`, `2013/`."""
    low, _, high = extent.partition("/")
    high = high or low
    if relation == "by" and reference and _last_day(high) < reference.isoformat():
        return extent  # by a day that is gone: told as the time of what had then come about
    if relation in _LIMITS:
        return f"/{high}"
    if relation in _STARTS and not (relation == "after" and len(low) == 10):
        return f"{low}/"
    return extent


def extent_of(expression: TimeExpression, reference: date | None) -> str:
    """The time itself without its preposition: `2022-06`, `1974/1976`, `2022-06-27/2022-07-03`."""
    value = expression.value.partition("T")[0] if re.match(r"[\dX]{2,4}-", expression.value) else expression.value
    days = days_of(value)
    if days is None:
        return ""
    if expression.until:
        return f"{value}/{expression.until}"
    if len(value) in (2, 3):
        return _of_years(value, expression.modifier)
    if re.match(r"\d{4}(-\d\d){0,2}$", value):
        return _part(value, expression, days[1])
    return _of_days(value, days, expression, reference)


def _of_days(value: str, days: tuple[date, date], expression: TimeExpression, reference: date | None) -> str:
    """A week, season, quarter or half year by its first and last day or month."""
    first, last = days
    if value[5] == "W" and value[6].isdigit():
        if expression.modifier == "so_far" and reference and first <= reference <= last:
            last = reference
        return f"{first}/{last}"
    if expression.anchor == "absolute" and not expression.relation and value[-2:] in ("SP", "SU", "FA", "WI"):
        return value[:4]  # the gold's readers take `in the summer of 1977` as the year
    return f"{first.isoformat()[:7]}/{last.isoformat()[:7]}"


def _part(value: str, expression: TimeExpression, last: date) -> str:
    """A year, month or day, narrowed by `the end of`, `the start of`."""
    modifier = expression.modifier if len(value) < 10 else ""
    if modifier == "end" and expression.relation in _LIMITS:
        return last.isoformat()
    if len(value) == 4 and modifier in ("start", "end"):
        return f"{value}-{'01' if modifier == 'start' else '12'}"
    return value


def _of_years(value: str, modifier: str) -> str:
    """A decade (`197`) or century (`19`), or its early, middle or late years."""
    if len(value) == 3:
        first, last = _DECADE_PARTS.get(modifier, (0, 9))
        return f"{value}{first}" if first == last else f"{value}{first}/{value}{last}"
    first, last = _CENTURY_PARTS.get(modifier, (0, 99))
    return f"{value}{first:02d}/{value}{last:02d}"


def _deadline(value: str, reference: date | None) -> str:
    """`within five years` of the reference: `/2027`, as precise as the unit."""
    match = re.match(r"P(T?)(\d+)([A-Z])$", value)
    if not match or reference is None:
        return ""
    count, unit = int(match[2]), match[3]
    if match[1]:
        return f"/{shift_days(reference, round(count / 24)).isoformat()}" if unit == "H" else ""
    if unit in ("D", "W"):
        return f"/{shift_days(reference, count * (7 if unit == 'W' else 1)).isoformat()}"
    if unit in ("M", "Q"):
        return f"/{shift_months(reference, count * (3 if unit == 'Q' else 1)).isoformat()[:7]}"
    return f"/{reference.year + count}"


def _last_day(value: str) -> str:
    """The last day of a date, month or year, as text that sorts."""
    days = days_of(value)
    return days[1].isoformat() if days else value


_AND, _BETWEEN, _FROM = code("AND"), code("BETWEEN"), code("FROM")
_JOINTS = {code("TO"), code("UNTIL"), code("DASH")}


def joined(
    found: list[TimeExpression], spans: list[tuple[int, int]], tokens: Tokens, reference: date | None
) -> list[TimeExpression]:
    """The expressions; the two ends of a range (`from June 29 to July 1`) both get the interval of the range."""
    out = list(found)
    for i in range(len(out) - 1):
        joint = _joint(tokens, spans[i], spans[i + 1])
        if not joint or out[i].kind != "date" or out[i + 1].kind != "date":
            continue
        first, second = _same_year(out[i], out[i + 1])
        out[i], out[i + 1] = first, second
        if joint == "range" or _neighbours(first, second):
            low, high = extent_of(first, reference).partition("/")[0], extent_of(second, reference).rpartition("/")[2]
            if low and high and (days_of(low) or (date.max,))[0] <= (days_of(high) or (date.min, date.min))[1]:
                both = f"{low}/{high}"
                out[i], out[i + 1] = replace(first, interval=both), replace(second, interval=both, relation="")
        elif first is not found[i]:
            out[i] = replace(first, interval=interval_of(first, reference))
    return out


def _joint(tokens: Tokens, left: tuple[int, int], right: tuple[int, int]) -> str:
    """`range` where the words between two expressions join them, `and` where they only stand together, else empty."""
    between = tokens.codes[left[1] : right[0]].replace(code("THE"), "").replace(code("COMMA"), "")
    before = {tokens.codes[i] for i in range(max(0, left[0] - 4), left[0])}
    if between and set(between) <= _JOINTS and len(between) == 1:
        return "range"
    if between in (_AND, code("OR")):
        return "range" if _BETWEEN in before and between == _AND else "and"
    return ""


def _neighbours(first: TimeExpression, second: TimeExpression) -> bool:
    """Whether two times are consecutive years or decades: `late 1947 and early 1948`, `the 1960s and 1970s`."""
    a, b = first.value, second.value
    return len(a) == len(b) <= 4 and a.isdigit() and b.isdigit() and int(b) == int(a) + 1


def _same_year(first: TimeExpression, second: TimeExpression) -> tuple[TimeExpression, TimeExpression]:
    """`June 29 to July 1, 2022`: the end without a year takes that of the other."""
    if first.form.startswith("XXXX-") and second.anchor == "absolute" and first.anchor in ("day", "month", "season"):
        year = int(second.value[:4]) if second.value[:4].isdigit() else None
        if year:
            value = f"{year}{first.form[4:]}"
            return replace(first, value=value, anchor="absolute", ambiguous_direction=False), second
    if second.form.startswith("XXXX-") and first.anchor == "absolute" and second.anchor in ("day", "month"):
        start = days_of(first.value)
        if start:
            return first, replace(second, value=place(second.form, start[0], "future"), ambiguous_direction=False)
    return first, second
