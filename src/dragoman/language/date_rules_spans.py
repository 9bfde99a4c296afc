"""Rules of durations, sets, times of day and vague times: `three years`, `every week`, `10 p.m.`, `recently`."""

from __future__ import annotations

from dragoman.language.date_grammar import Context, Draft, Match, rule
from dragoman.language.date_tokens import SEASONS, SET_ADJECTIVES, SETS, WEEKDAYS
from dragoman.language.date_values import shift_days, stretch_interval


def _period(count: float | None, unit: str) -> str:
    """The TIMEX3 duration of `count` units, `PXY` where the count is vague."""
    if count is None:
        letter = {"10Y": "E", "100Y": "C", "2W": "W"}.get(unit, unit[-1])
        return f"P{'T' if unit[0] == 'T' else ''}X{letter}"
    times, letter = (int(unit[:-1]), unit[-1]) if unit[:-1].isdigit() else (1, unit[-1])
    prefix = "PT" if unit.startswith("T") else "P"
    total = count * times
    if unit == "TH" and count == 24:
        return "P1D"
    smaller = {"Y": ("M", 12), "H": ("M", 60), "M": ("S", 60) if prefix == "PT" else ("W", 4)}
    whole, part = int(total), total - int(total)
    if part and letter in smaller:
        low, factor = smaller[letter]
        rest = round(part * factor)
        head = f"{whole}{letter}" if whole else ""
        return f"{prefix}{head}{rest}{low}"
    return f"{prefix}{total:g}{letter}" if part else f"{prefix}{whole}{letter}"


@rule(
    "about:{about}? count:{number} (?:MORE)? DASH? (?:TO|OR|DASH) upper:{number} DASH? unit:{units}",
    "about:{about}? count:{count} MORE? (?:TRADING|FULL)? DASH? unit:{units} (?!DASH? OLD)",
    "count:FEW DASH unit:UNIT",
    "about:{about}? count:{number} DASH? unit:{unit} AND ART half:HALF",
    "ART unit:{unit} AND ART half:HALF",
    "about:{about}? count:{numberwords} AND ART half:HALF unit:UNITS",
)
def duration(match: Match, context: Context) -> Draft | None:
    unit, count = match.unit(), match.count() if match.has("count") else 1.0
    singular = match.first("unit") not in ("centuries",) and not match.first("unit").endswith("s")
    if _is_share(match) or (singular and _is_rate(match)):
        return None
    if match.has("half") and count is not None:
        count += 0.5
    return Draft("duration", _period(count, unit), "duration", interval="")


def _is_share(match: Match) -> bool:
    """Whether `three-quarters` and `a quarter of` are fractions."""
    return match.unit() == "Q" and (match.tokens.word(match.end) == "of" or match.tokens.word(match.end - 2) in "-–")


def _is_rate(match: Match) -> bool:
    """Whether `a day` counts something per day, or `one second` is no time."""
    return match.words("count")[:1] in (["a"], ["an"]) and match.unit() == "TS"


_STRETCHES = "which:(?:LAST|PAST|NEXT|COMING|LATEST|PREVIOUS|FOLLOWING|ORDW|RECENT)"


@rule(
    f"THE? {_STRETCHES} about:ABOUT? count:(?:{{number}}|{{vague}}) MORE? DASH? unit:{{units}} (?:OR SO)?",
    "(?:THE|THESE) count:(?:{number}|{vague}) unit:UNITS",
    "unit:UNITS which:AHEAD",
    "THE unit:UNITS which:AHEAD",
    "about:{about}? THE which:(?:LAST|PAST|NEXT) count:{number} DASH? unit:{units}",
)
def stretch(match: Match, context: Context) -> Draft | None:
    """`the past three years`: a duration, but its interval is fixed by the day of writing."""
    unit, count, which = match.unit(), match.count() if match.has("count") else None, match.first("which")
    interval = ""
    if count and which in ("last", "past", "next", "coming") and not unit.startswith("T"):
        interval = stretch_interval(context.base, unit, count, 1 if which in ("next", "coming") else -1)
    return Draft("duration", _period(count, unit), "relative", interval=interval)


@rule("(?<=THE) unit:UNITS (?=BEFORE|AFTER|THAT|FOLLOWING|SINCE)")
def around(match: Match, context: Context) -> Draft | None:
    """`in the weeks before the vote`."""
    return Draft("duration", _period(None, match.unit()), "duration", interval="")


@rule("THE? RECENT unit:(?:UNITS)", "RECENT unit:UNITS AND UNITS")
def recent(match: Match, context: Context) -> Draft | None:
    return Draft("date", "PAST_REF", "relative", interval="")


@rule("THE? which:(?:COMING|NEXT|LAST|PAST|FUTURE) unit:UNITS", "THE? which:(?:COMING|NEXT) unit:UNITS AND UNITS")
def coming(match: Match, context: Context) -> Draft | None:
    ahead = match.first("which") in ("coming", "upcoming", "next", "future")
    return Draft("date", "FUTURE_REF" if ahead else "PAST_REF", "relative", interval="")


@rule(
    "EVERY unit:{unit}",
    "EVERY count:{number} unit:UNITS",
    "EVERY wday:WDAY part:PART?",
    "EVERY month:{month}",
    "EVERY season:SEASON",
)
def every(match: Match, context: Context) -> Draft | None:
    if match.has("wday"):
        return Draft("set", f"XXXX-WXX-{WEEKDAYS[match.first('wday')]}{match.part()}", "set", interval="")
    if match.has("month"):
        return Draft("set", f"XXXX-{match.month():02d}", "set", interval="")
    if match.has("season"):
        return Draft("set", f"XXXX-{SEASONS[match.first('season')]}", "set", interval="")
    return Draft("set", _period(match.count() if match.has("count") else 1, match.unit()), "set", interval="")


@rule("SETADJ")
def set_adjective(match: Match, context: Context) -> Draft | None:
    return Draft("set", SET_ADJECTIVES[match.tokens.word(match.start)], "adjective", interval="")


@rule("SET", "WDAYS")
def repeated(match: Match, context: Context) -> Draft | None:
    word = match.tokens.word(match.start)
    value = SETS.get(word) or f"XXXX-WXX-{WEEKDAYS[word[:-1]]}"
    return Draft("set", value, "set", interval="")


@rule("RIGHT? NOW", "THESE UNITS", "CURRENT")
def present(match: Match, context: Context) -> Draft | None:
    if match.tokens.word(match.end - 1) in ("weeks", "months", "years"):
        return None
    return Draft("date", "PRESENT_REF", "vague", interval="")


@rule("RECENTLY", "FORMERLY", "MORE RECENTLY", "THE PAST (?!{units}|PART|DASH)")
def past(match: Match, context: Context) -> Draft | None:
    return Draft("date", "PAST_REF", "vague", interval="")


@rule("(?<!AS) SOON (?!AS|BEFORE|AFTER)", "THE NEAR? FUTURE", "THE (?:NEAR|SHORT) TERM")
def future(match: Match, context: Context) -> Draft | None:
    return Draft("date", "FUTURE_REF", "vague", interval="")


_CLOCK = "clock:(?:CLOCK|DD|NOON|MIDNIGHT) ampm:AMPM? (?:LOCAL TIME|ZONE)?"
_WHEN = "(?:when:(?:TODAY|YESTERDAY|TOMORROW|WDAY|THIS PART))"


@rule(
    f"about:{{about}}? {_CLOCK}",
    f"about:{{about}}? {_CLOCK} (?:ON|COMMA)? wday:WDAY",
    f"wday:WDAY AT {_CLOCK}",
    f"about:{{about}}? {_CLOCK} (?:ON|COMMA)? month:{{month}} day:{{day}} (?:COMMA year:YYYY)?",
    "mid:MID DASH? part:PART YESTERDAY?",
)
def clock(match: Match, context: Context) -> Draft | None:
    if match.has("mid"):
        day = (
            shift_days(context.reference, -1)
            if context.reference and "yesterday" in match.tokens.word(match.end - 1)
            else context.reference
        )
        return Draft("time", (day.isoformat() if day else "XXXX-XX-XX") + match.part(), "relative")
    time = _time_of(match)
    if time is None:
        return None
    if match.has("wday"):
        return Draft("time", f"XXXX-WXX-{WEEKDAYS[match.first('wday')]}{time}", "weekday")
    if match.has("month"):
        year = match.year()
        day_number = match.day()
        if day_number is None:
            return None
        return Draft(
            "time", f"{year or 'XXXX'}-{match.month():02d}-{day_number:02d}{time}", "absolute" if year else "day"
        )
    head = context.reference.isoformat() if context.reference else "XXXX-XX-XX"
    return Draft("time", head + time, "relative")


def _time_of(match: Match) -> str | None:
    """`T22:00` for the time of day caught as `clock`, None for a bare number."""
    word = match.first("clock")
    if word in ("noon", "midday"):
        return "T12:00"
    if word == "midnight":
        return "T24:00"
    ampm = match.first("ampm")
    zone = match.tokens.word(match.end - 1) in _zones()
    if ":" not in word and not ampm and not zone:
        return None
    hour, _, minute = word.partition(":")
    number = int(hour)
    if number > 24 or (ampm and number > 12):
        return None
    if ampm:
        number = number % 12 + (12 if ampm.startswith("p") else 0)
    return f"T{number:02d}:{minute[:2] or '00'}"


def _zones() -> frozenset[str]:
    return frozenset({"gmt", "utc", "est", "edt", "pst", "pdt", "cet", "bst", "jst", "et"})
