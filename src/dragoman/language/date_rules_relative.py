"""Rules of times told from the day of writing or from a date told before: `last month`, `two years ago`, `Tuesday`."""

from __future__ import annotations

import math

from dragoman.language.date_grammar import Context, Draft, Match, rule
from dragoman.language.date_tokens import MONTHS, SEASONS, WEEKDAYS
from dragoman.language.date_values import days_of, place, shift_days, shift_months, shifted, stretch_interval, week

_OFFSETS = {
    "last": -1,
    "past": -1,
    "previous": -1,
    "preceding": -1,
    "prior": -1,
    "this": 0,
    "current": 0,
    "next": 1,
    "coming": 1,
    "upcoming": 1,
}
_WHICH = "which:(?:LAST|THIS|NEXT|PAST|COMING|PREVIOUS)"


def _which(match: Match) -> int:
    return _OFFSETS.get(match.first("which"), 0)


@rule(
    "mod:(?:EARLIER|LATER|EARLY|LATE)? TODAY part:PART?",
    "mod:(?:EARLIER|LATER|EARLY|LATE)? YESTERDAY part:PART?",
    "mod:(?:EARLIER|LATER|EARLY|LATE)? TOMORROW part:PART?",
)
def near_day(match: Match, context: Context) -> Draft | None:
    words = match.tokens.words((match.start, match.end))
    offset = -1 if "yesterday" in words else int("tomorrow" in words)
    value = shifted(context.reference, offset, "D") + match.part()
    return Draft("time" if match.has("part") else "date", value, "relative")


@rule("THE DAYU BEFORE YESTERDAY", "THE DAYU AFTER TOMORROW")
def second_day(match: Match, context: Context) -> Draft | None:
    offset = -2 if match.tokens.word(match.start + 2) == "before" else 2
    return Draft("date", shifted(context.reference, offset, "D"), "relative")


@rule("mod:(?:EARLIER|LATER|LATE)? THIS part:PART", "LAST part:PART", "TONIGHT", "OVERNIGHT")
def day_part(match: Match, context: Context) -> Draft | None:
    words = match.tokens.words((match.start, match.end))
    if words[0] == "last" and words[1] != "night":
        return None
    value = shifted(context.reference, -1 if words[0] == "last" else 0, "D")
    return Draft("time", value + (match.part() or "TNI"), "relative")


@rule(
    f"mod:{{mod}}? THE? {_WHICH} unit:(?:UNIT|YEARU|QUARTER|CENTURY)",
    "mod:(?:EARLIER|LATER|EARLY|LATE) IN THE unit:(?:UNIT|YEARU|QUARTER)",
    "THE CURRENT FISCAL? unit:(?:UNIT|YEARU|QUARTER)",
    "THIS COMING unit:(?:UNIT|YEARU)",
    "mod:{mod} THE unit:(?:UNIT|YEARU)",
)
def unit_beside(match: Match, context: Context) -> Draft | None:
    unit, which = match.unit(), match.first("which")
    if unit.startswith("T") or (which in ("past", "coming") and unit not in ("Y", "M", "W")):
        return None
    offset = _which(match)
    if unit == "D":
        return Draft("date", shifted(context.reference, offset, "D"), "relative")
    if unit in ("10Y", "100Y") and context.reference:
        years = int(unit[:-1])
        return Draft("date", f"{context.reference.year // years + offset}", "relative")
    return Draft("date", shifted(context.reference, offset, unit), "relative", match.modifier())


@rule("(?<=[OVER IN DURING WITHIN FOR]) THE which:(?:LAST|PAST|NEXT|COMING) unit:(?:UNIT|YEARU|QUARTER|CENTURY|DAYU)")
def running_unit(match: Match, context: Context) -> Draft | None:
    """`over the past year`: the value is that of `last year`, the interval runs up to the day of writing."""
    unit, offset = match.unit(), _which(match)
    if unit.startswith("T"):
        return None
    return Draft(
        "date",
        shifted(context.reference, offset, unit),
        "relative",
        interval=stretch_interval(context.base, unit, 1, offset),
    )


@rule(
    f"mod:{{mod}}? THE? {_WHICH} month:MONTH DOT? (?!{{day}})",
    f"mod:{{mod}}? THE? {_WHICH} month:MONTHQ (?!{{day}})",
    "mod:{mod}? month:{month} (?:OF|COMMA)? which:(?:LAST|THIS|NEXT) YEARU",
)
def month_beside(match: Match, context: Context) -> Draft | None:
    form, reference = f"XXXX-{MONTHS[match.first('month')]:02d}", context.reference
    if reference is None:
        return Draft("date", form, "relative", match.modifier())
    which = _which(match)
    if match.tokens.word(match.end - 1) == "year":
        return Draft("date", f"{reference.year + which}{form[4:]}", "relative", match.modifier())
    if which == 0:
        return Draft("date", f"{reference.year}{form[4:]}", "relative", match.modifier())
    # `last June` said in June is the June before; `next June` likewise the one after.
    near = shift_months(reference, which)
    return Draft("date", place(form, near, "past" if which < 0 else "future"), "relative", match.modifier())


@rule(
    f"mod:{{mod}}? THE? {_WHICH} season:SEASON",
    "THIS PAST season:SEASON",
    "season:SEASON which:(?:LAST|THIS|NEXT) YEARU",
)
def season_beside(match: Match, context: Context) -> Draft | None:
    form, reference, which = f"XXXX-{SEASONS[match.first('season')]}", context.reference, _which(match)
    if reference is None:
        return Draft("date", form, "relative", match.modifier())
    if match.tokens.word(match.end - 1) == "year" or which == 0:
        return Draft("date", f"{reference.year + which}{form[4:]}", "relative", match.modifier())
    near = shift_days(reference, 90 * which)
    return Draft("date", place(form, near, "past" if which < 0 else "future"), "relative", match.modifier())


@rule(
    "mod:(?:EARLIER|LATER|EARLY|LATE)? wday:WDAY part:(?:PART)?",
    "mod:(?:EARLIER|LATER|EARLY|LATE)? ON wday:WDAY part:(?:PART)?",
)
def weekday(match: Match, context: Context) -> Draft | None:
    number = WEEKDAYS[match.first("wday")]
    return Draft("time" if match.has("part") else "date", f"XXXX-WXX-{number}{match.part()}", "weekday")


@rule(
    "which:(?:LAST|NEXT|THIS|PAST|COMING) COMING? wday:WDAY part:PART?",
    "THE which:(?:PREVIOUS|FOLLOWING) wday:WDAY",
    "wday:WDAY (?:OF)? which:(?:LAST|THIS|NEXT) unit:UNIT",
)
def weekday_beside(match: Match, context: Context) -> Draft | None:
    number, reference, which = WEEKDAYS[match.first("wday")], context.reference, match.first("which")
    form = f"XXXX-WXX-{number}"
    kind = "time" if match.has("part") else "date"
    if reference is None:
        return Draft(kind, form + match.part(), "relative")
    if match.has("unit"):
        if match.unit() != "W":
            return None
        monday = shift_days(reference, 1 - reference.isoweekday() + 7 * _which(match))
        return Draft(kind, shift_days(monday, number - 1).isoformat(), "relative")
    if which in ("last", "past", "previous"):
        value = place(form, shift_days(reference, -1), "past")
    elif which in ("next", "coming", "following"):
        value = place(form, shift_days(reference, 1), "future")
    else:
        value = shift_days(reference, number - reference.isoweekday()).isoformat()
    return Draft(kind, value + match.part(), "relative")


@rule("mod:{mod}? which:(?:THE|THIS|LAST|NEXT|PAST|COMING|EASTER|THIS PAST) WEEKEND")
def weekend(match: Match, context: Context) -> Draft | None:
    if context.reference is None:
        return Draft("date", "XXXX-WXX-WE", "relative")
    which = match.first("which")
    monday_or_tuesday = context.reference.isoweekday() < 6
    offset = {
        "next": 7,
        "coming": 0,
        "this": 0 if not monday_or_tuesday or context.reference.isoweekday() > 3 else -7,
    }.get(which)
    if offset is None:
        offset = -7 if monday_or_tuesday or which == "last" else 0
    return Draft("date", week(shift_days(context.reference, offset)) + "-WE", "relative")


@rule("which:(?:LAST|NEXT|THIS) month:{month} day:{day}")
def month_day_beside(match: Match, context: Context) -> Draft | None:
    day, which, reference = match.day(), match.first("which"), context.reference
    form = f"XXXX-{match.month():02d}-{day:02d}"
    if day is None or days_of(f"2000{form[4:]}") is None:
        return None
    if reference and which == "this":
        return Draft("date", f"{reference.year}{form[4:]}", "relative")
    return Draft("date", place(form, reference, "past" if which == "last" else "future"), "relative")


@rule("about:{about}? count:{count} DASH? unit:{units} (?:OR SO)? AGO", "about:{about}? unit:(?:UNITS) AGO")
def ago(match: Match, context: Context) -> Draft | None:
    unit, count = match.unit(), match.count()
    if unit.startswith("T"):
        return Draft(
            "time", "PAST_REF", "relative", interval=context.reference.isoformat() if context.reference else ""
        )
    if count is None:
        return Draft("date", "PAST_REF", "relative", interval="")
    if count == 0.5 and unit == "Y":
        count, unit = 6, "M"
    if unit == "W" and context.reference:
        return Draft("date", shift_days(context.reference, -7 * int(count)).isoformat(), "relative")
    value = shifted(context.reference, -math.floor(count), unit)
    if unit == "Y" and count == 1 and context.quarter and not match.has("about"):
        year_ago = f"{int(context.quarter[:4]) - 1}{context.quarter[4:]}"
        return Draft("date", year_ago, "relative", interval=value)
    return Draft("date", value, "relative")


@rule(
    "about:{about}? count:{count} DASH? unit:{units} which:(?:EARLIER|LATER)",
    "about:{about}? unit:UNITS which:(?:EARLIER|LATER)",
    "THE which:(?:FOLLOWING|SAME|PREVIOUS) unit:(?:UNIT|DAYU|YEARU)",
    "which:THAT unit:(?:DAYU|YEARU|UNIT)",
)
def beside_told(match: Match, context: Context) -> Draft | None:
    """Times told from another date: their value is reckoned from the last one told, their interval stays open."""
    unit, which = match.unit(), match.first("which")
    if unit.startswith("T"):
        return None
    if match.has("count") or which in ("earlier", "later"):
        count = match.count()
        if count is None:
            return Draft("date", "PAST_REF" if which == "earlier" else "FUTURE_REF", "told", interval="")
    else:
        count = 0 if which in ("same", "that") else 1
    sign = -1 if which in ("earlier", "previous") else 1
    if unit == "Y" and count == 1 and sign < 0 and context.quarter:
        return Draft("date", f"{int(context.quarter[:4]) - 1}{context.quarter[4:]}", "told", interval="")
    base = context.reference if unit == "Y" and sign < 0 else context.told or context.reference
    return Draft("date", shifted(base, sign * count, unit), "told", interval="")
