"""Rules of the calendar: days, months, years, quarters, seasons, decades and centuries by their names."""

from __future__ import annotations

import re
from datetime import date

from dragoman.language.date_grammar import Context, Draft, Match, rule
from dragoman.language.date_tokens import DECADE_WORDS, HOLIDAYS, SEASONS
from dragoman.language.date_values import days_of, easter, shift_months, shifted, thanksgiving
from dragoman.language.numerals import load, ordinal_of

_PREPOSITIONS = "IN BY SINCE UNTIL FROM OF DURING BEFORE AFTER BETWEEN AND TO"
_BEFORE_MONTH = f"(?<=[{_PREPOSITIONS} LAST NEXT THIS EARLY LATE MID DASH EVERY COMMA OPEN])"


def _head(year: int | None) -> str:
    return f"{year:04d}" if year else "XXXX"


def _valid(value: str) -> bool:
    """Whether a day exists; without a year it is asked of a leap year."""
    return days_of(value.replace("XXXX", "2000")) is not None


@rule("ISO")
def iso(match: Match, context: Context) -> Draft | None:
    value = match.tokens.word(match.start).upper()
    return Draft("date", value) if days_of(value) else None


@rule("SLASHED")
def slashed(match: Match, context: Context) -> Draft | None:
    month, day, year = (int(part) for part in match.tokens.word(match.start).split("/"))
    if year < 100:
        year += 2000 if year < 50 else 1900
    if month > 12:
        month, day = day, month
    value = f"{year:04d}-{month:02d}-{day:02d}"
    return Draft("date", value) if days_of(value) else None


@rule(
    "(?:WDAY COMMA?|WABB DOT? COMMA?)? month:{month} THE? day:{day} (?:COMMA? year:{year})? (?!SCALE)",
    "(?:WDAY COMMA?|WABB DOT? COMMA?)? THE? day:{day} (?:DAYU)? OF? month:{month} (?:COMMA? year:{year})?",
    "(?:WDAY COMMA?)? month:{month} day:{day} (?:DASH|TO|AND|OR) until:{day} (?:COMMA? year:{year})? (?!{month})",
    "(?:WDAY COMMA?)? THE? day:{day} (?:DASH|TO|AND|OR) THE? until:{day} OF? month:{month} (?:COMMA? year:{year})?",
)
def month_day(match: Match, context: Context) -> Draft | None:
    day, until = match.day(), match.day("until")
    if day is None or (match.has("until") and (until is None or until <= day)):
        return None
    month = f"{_head(match.year())}-{match.month():02d}"
    value, end = f"{month}-{day:02d}", f"{month}-{until:02d}" if until else ""
    if not _valid(value) or (end and not _valid(end)):
        return None
    return Draft("date", value, "absolute" if match.has("year") else "day", until=end)


@rule("mod:{mod}? month:{month} (?:COMMA|OF)? year:{year}")
def month_year(match: Match, context: Context) -> Draft | None:
    return Draft("date", f"{_head(match.year())}-{match.month():02d}", modifier=match.modifier())


@rule("mod:{mod}? month:MONTH", "mod:{mod} month:MONTHQ", f"{_BEFORE_MONTH} month:MONTHQ")
def month(match: Match, context: Context) -> Draft | None:
    if match.first("month") in ("mar", "jan", "jun"):
        return None
    return Draft("date", f"XXXX-{match.month():02d}", "month", modifier=match.modifier())


@rule(
    "year:YYYY (?:DASH|SLASH) (?:until:YYYY|short:(?:DD|NUM)) (?![DASH SLASH MONEY])",
)
def years(match: Match, context: Context) -> Draft | None:
    first = match.year()
    if match.has("until"):
        last: int | None = int(match.first("until"))
    else:
        short = match.first("short")
        last = int(f"{first}"[:2] + short) if len(short) == 2 else None
    if first is None or last is None or not first < last <= first + 150 or not 1000 <= first < 2200:
        return None
    return Draft("date", f"{first:04d}", until=f"{last:04d}")


_NOT_YEAR_BEFORE = "(?<![MONEY DASH SLASH])"
_NOT_YEAR_AFTER = "(?![MONEY SLASH SCALE UNITS])"


@rule(
    f"mod:{{mod}} year:{{year}} {_NOT_YEAR_AFTER}",
    f"half:{{half}} THE? FISCAL? YEARU? year:{{year}} {_NOT_YEAR_AFTER}",
    f"{_NOT_YEAR_BEFORE} year:YYYY {_NOT_YEAR_AFTER}",
    f"(?<=IN) year:{{wordyear}} {_NOT_YEAR_AFTER}",
    f"year:(?:NW NW DASH? (?:NW|ONE)?) {_NOT_YEAR_AFTER}",
    "THE? (?:FISCAL|FY) YEARU? year:{year}",
    "THE YEARU year:{year}",
    "FY year:YYYY",
)
def year(match: Match, context: Context) -> Draft | None:
    number = match.year()
    if number is None:
        return None
    if match.end - match.start == 1 and not _plausible_year(match, number):
        return None
    if (
        match.tokens.word(match.start) in ("sixteen", "seventeen", "eighteen", "twenty")
        and match.start == match.spans["year"][0]
        and number < 1900
    ):
        return None
    value = f"{number:04d}"
    if match.has("half"):
        return Draft("date", f"{value}-H{1 if match.modifier() == 'half1' else 2}")
    return Draft("date", value, modifier=match.modifier())


_WORDS = load("time_words")
_YEAR_NEIGHBOURS = frozenset(_WORDS["before_years"])
_NUMBERED = frozenset(_WORDS["numbered"])
_COUNTED = frozenset(_WORDS["counted"])
_PLURALS_OF_YEARS = frozenset(_WORDS["plurals_of_years"])


def _plausible_year(match: Match, number: int) -> bool:
    """Whether four bare figures are a year, by the words beside them: `2022 troops` and `Resolution 1973` are none."""
    before, after = match.tokens.word(match.start - 1), match.tokens.word(match.end)
    if before in _NUMBERED or after in _COUNTED:
        return False
    if not 1900 <= number < 2100:
        return before in _YEAR_NEIGHBOURS and not _counts(match, after) and number >= 1400
    return before in _YEAR_NEIGHBOURS or not _counts(match, after)


def _counts(match: Match, after: str) -> bool:
    """Whether the next word is a plural that the figures could count."""
    if not after.endswith("s") or after in _PLURALS_OF_YEARS or len(after) < 4 or after.endswith(("ss", "us", "is")):
        return False
    start = match.tokens.starts[match.end]
    return after not in ("'s", "this", "was", "has") and match.tokens.text[start].islower()


@rule(
    "mod:{mod}? THE? (?:EARLY|LATE|MID)? DASH? DECADE",
    "THE? DECADE",
    "half:{half} THE? DECADE",
    "THE (?:EARLY|LATE|MID DASH?)? DECW",
    "(?:EARLY|LATE|MID) DASH? DECW",
)
def decade(match: Match, context: Context) -> Draft | None:
    words = match.tokens.words((match.start, match.end))
    digits = re.sub(r"\D", "", words[-1])
    if words[-1] in DECADE_WORDS:
        digits = f"19{DECADE_WORDS[words[-1]]}0"
    elif len(digits) == 2:
        digits = ("20" if int(digits) < 20 else "19") + digits
    modifier = next((m for m in ("early", "late", "mid") if m in words), "") or match.modifier()
    return Draft("date", digits[:3], modifier=modifier)


@rule("mod:{mod}? THE? (?:EARLY|LATE|MID)? DASH? ordinal:{ordinal} DASH? (?:CENTURY|UNITS)")
def century(match: Match, context: Context) -> Draft | None:
    words = match.tokens.words((match.start, match.end))
    number = ordinal_of("".join(match.words("ordinal")))
    if words[-1] not in ("century", "centuries") or not number or not 10 <= number <= 22:
        return None
    return Draft("date", f"{number - 1:02d}", modifier=next((m for m in ("early", "late", "mid") if m in words), ""))


@rule(
    "mod:{mod}? THE? season:SEASON (?:OF|COMMA)? year:{year}",
    "(?<=[IN DURING BY UNTIL SINCE]) mod:{mod}? THE? season:SEASON (?!OF)",
    "mod:{mod} THE? season:SEASON (?!OF)",
)
def season(match: Match, context: Context) -> Draft | None:
    name = SEASONS[match.first("season")]
    year = match.year()
    return Draft("date", f"{_head(year)}-{name}", "absolute" if year else "season", modifier=match.modifier())


@rule(
    "NEW YEARU POSS (?:DAYU|EVE)",
    "XMAS (?:DAYU|EVE)?",
    "HOLI (?:POSS)? DAYU",
    "HALLOWEEN DAYU?",
    "EASTER (?!WEEKEND) WDAY?",
    "MONTHQ DAYU",
)
def holiday(match: Match, context: Context) -> Draft | None:
    name = " ".join(match.tokens.words((match.start, match.end))).replace(" '", "'").replace(" ’", "'")
    day = HOLIDAYS.get(name)
    if day in ("easter", "thanksgiving"):
        return Draft("date", _movable(day, context.reference), "relative")
    return Draft("date", f"XXXX-{day}", "day") if day else None


def _movable(name: str, reference: date | None) -> str:
    """The day of a movable feast nearest to the reference."""
    if reference is None:
        return "XXXX-XX-XX"
    day_in = easter if name == "easter" else thanksgiving
    days = [day_in(year) for year in (reference.year - 1, reference.year, reference.year + 1) if 1 <= year <= 9999]
    return min(days, key=lambda day: abs((day - reference).days)).isoformat()


@rule("year:YEARU (?:DASH|POSS)? END", "YEARU POSS END")
def year_end(match: Match, context: Context) -> Draft | None:
    return Draft("date", shifted(context.reference, 0, "Y"), "relative", "end")


@rule("(?<=[FOR IN OF DURING]) THE (?:FULL|FISCAL|CURRENT FISCAL)? YEARU")
def the_year(match: Match, context: Context) -> Draft | None:
    if match.tokens.word(match.start - 1) == "for":
        return Draft("duration", "P1Y", "duration", interval="")
    return Draft("date", shifted(context.reference, 0, "Y"), "relative")


@rule(
    "THE? FISCAL? DASH? ordinal:{ordinal} FISCAL? QUARTER (?:(?:OF|COMMA)? (?:FISCAL YEARU?)? year:{year})?",
    "FISCAL? ordinal:{ordinal} DASH QUARTER",
    "THE year:YYYY ordinal:{ordinal} QUARTER",
    "THE? which:(?:LAST|THIS|NEXT) YEARU POSS ordinal:{ordinal} QUARTER",
    "THE? ordinal:{ordinal} QUARTER (?:OF)? which:(?:LAST|THIS|NEXT) YEARU",
    "THE? back:(?:YEARU DASH (?:AGO|EARLIER)) ordinal:{ordinal} QUARTER",
)
def quarter(match: Match, context: Context) -> Draft | None:
    number = ordinal_of("".join(match.words("ordinal")))
    if number is None or not 1 <= number <= 4:
        return None
    year = match.year()
    if match.has("which") or match.has("back"):
        offset = {"last": -1, "next": 1, "this": 0}.get(match.first("which"), -1)
        return Draft("date", f"{shifted(context.reference, offset, 'Y')}-Q{number}", "relative")
    return Draft("date", f"{_head(year)}-Q{number}", "absolute" if year else "quarter")


@rule(
    "THE COMPARABLE? back:(?:YEARU DASH (?:AGO|EARLIER)) (?:QUARTER|PERIOD)",
    "back:(?:YEARU DASH (?:AGO|EARLIER)) (?:QUARTER|PERIOD)?",
    "THE (?:LATEST|CURRENT) (?:QUARTER|PERIOD)",
    "THE QUARTER",
    "THE year:YYYY (?:QUARTER|PERIOD)",
)
def period(match: Match, context: Context) -> Draft | None:
    """Quarters of company reports, told by the last quarter named."""
    told = context.quarter or shifted(shift_months(context.reference, -3) if context.reference else None, 0, "Q")
    if match.tokens.word(match.start + 1) == "current":
        return Draft("date", shifted(context.reference, 0, "Q"), "relative")
    year = match.year()
    if not told[:4].isdigit() or (year and not context.quarter):
        return Draft("date", f"{year}" if year else "PAST_REF", "relative", interval="")
    number = year or int(told[:4]) - match.has("back")
    return Draft("date", f"{number}{told[4:]}", "relative")


@rule("half:{half} (?:THIS|LAST|NEXT|THE) YEARU")
def half_year(match: Match, context: Context) -> Draft | None:
    words = match.tokens.words((match.start, match.end))
    offset = -1 if words[-2] == "last" else int(words[-2] == "next")
    return Draft("date", shifted(context.reference, offset, "Y") + f"-H{match.modifier()[-1]}", "relative")
