"""The day of publication from the text alone: its dateline, else an estimate from the dates it mentions."""

from __future__ import annotations

import calendar
import re
from collections.abc import Sequence

from dragoman.record import Passage
from dragoman.sources.dates import (
    FULL_DATE,
    Mention,
    mentions,
    month_mentions,
    parse_day,
    valid_day,
    year_mentions,
)

#: Date lines stand in the first passages or, in letters and some releases, in the last.
_FIRST, _LAST = 12, 3
#: Running text is searched for a dateline only so far into a passage; wire pages run captions and dateline together.
_REACH = 300
_IN_TEXT = tuple(
    re.compile(source.replace("DATE", f"(?P<date>{FULL_DATE})"), re.IGNORECASE)
    for source in (
        # MADRID, June 29, 2022 (AP) --
        r"(?:^|[.\n] ?|\s)(?-i:[A-ZÀ-Þ][\w.'’/\\-]+)(?: [\w.'’-]+){0,4},? ?[|,(–—-]? ?"
        r"DATE\)?[^.\n]{0,40}?(?:--|[—–:]| - )",
        # BENGHAZI, Libya | Thu Aug 4, 2011 3:51 pm EDT
        r"\| ?DATE",
        # Page last updated at 15:03 GMT, Friday, 10 August 2012
        r"\b(?:(?:last |first )?(?:published|updated|posted|modified|revised|released|issued)"
        r"|date(?:d| of publication)?"
        r"|(?:for )?release)(?: on| at| in)?\s*:?\s*"
        r"(?:\d{1,2}[:.]\d\d(?: ?[ap]\.?m\.?)?,?(?: [A-Z]{2,5})?,?\s+)?DATE",
    )
)
#: Before a date within its sentence, these tell that it lies ahead.
_AHEAD = re.compile(
    r"\b(?:by|until|till|before|ahead of|due|no later than|will|would|shall|'ll|plan(?:s|ned)?|scheduled"
    r"|expect(?:s|ed)?|expir(?:es?|y)|deadline|target(?:s|ed)?|aims?|upcoming|next|towards?|to take place|beyond"
    r"|through|between|within|fiscal year|agenda)\b[^.;!?]{0,70}\Z",
    re.IGNORECASE,
)
#: A bare year is told as past behind these; elsewhere it may be a goal, a budget or a number.
_YEAR_PAST = re.compile(
    r"\b(?:in|since|of|during|from|early|late|mid|spring|summer|autumn|fall|winter|last)[ -]\Z", re.IGNORECASE
)
_YEAR_CURRENT = re.compile(r"\b(?:end of|later in|rest of|before the end of)(?: the year)? \Z", re.IGNORECASE)
_AHEAD_BEHIND = re.compile(
    r"\A (?:target|deadline|goal|agenda|election|elections|vision|summit|horizon|budget)s?\b", re.IGNORECASE
)


def told_day(text: str, passages: Sequence[Passage]) -> str:
    """The ISO day that a dateline or date line of `text` gives, empty where none does. Captions do not count."""
    near = [*passages[:_FIRST], *passages[_FIRST:][-_LAST:]]
    lines = [(text[p.start : p.end], p.role) for p in near]
    for (before, _), (line, role) in zip([("", ""), *lines], lines, strict=False):
        # Below an attribution that ends in a comma stands the date of what is quoted.
        if role in ("dateline", "byline") and not before.endswith(",") and (day := parse_day(line)):
            return day
    for line, role in lines:
        # Speeches and essays tell of other days in their text: only what stands like a dateline counts there.
        if role in ("content", "headline", "boilerplate") and (day := _dateline_day(line[:_REACH])):
            return day
    return ""


def estimated_day(text: str) -> str:
    """The latest day (else last day of the month or year) that `text` tells as past: it was published then or later.

    Empty where it mentions no year. Days without a year are taken to lie in the year that the text was written in.
    """
    past = [m for m in (*mentions(text), *month_mentions(text), *year_mentions(text)) if not _is_ahead(text, m)]
    days = [valid_day(m.year, m.month, m.day) for m in past if m.year and m.day]
    # A year alone says less than a month or day in it, and a month less than a day in it.
    told = {(m.year, m.month) for m in past if m.day} | {(m.year, 0) for m in past if m.month}
    days += [_last_day(m.year, m.month or 12) for m in past if m.year and not m.day and (m.year, m.month) not in told]
    if yearless := [m for m in past if not m.year]:
        year = _year_of_writing(text, days)
        days += [valid_day(year, m.month, m.day) for m in yearless if year]
        if any(day[:4] == str(year) and not day.endswith("-12-31") for day in days):
            days = [day for day in days if day != f"{year}-12-31"]
    return max(days, default="")


def _dateline_day(line: str) -> str:
    found = (match["date"] for pattern in _IN_TEXT for match in pattern.finditer(line))
    return next((day for date in found if (day := parse_day(date))), "")


def _is_ahead(text: str, mention: Mention) -> bool:
    before = text[max(0, mention.start - 80) : mention.start]
    if not mention.month and not _YEAR_PAST.search(before):
        return True
    return bool(_AHEAD.search(before) or _AHEAD_BEHIND.match(text[mention.end : mention.end + 20]))


def _last_day(year: int, month: int) -> str:
    return f"{year:04d}-{month:02d}-{calendar.monthrange(year, month)[1]:02d}"


def _year_of_writing(text: str, days: Sequence[str]) -> int:
    """The latest year told as past, or the one whose end lies ahead (`by the end of 2022`); 0 where no year is told."""
    past = max((int(day[:4]) for day in days if day), default=0)
    current = [m.year for m in year_mentions(text) if _YEAR_CURRENT.search(text[max(0, m.start - 40) : m.start])]
    # The nearest one: a plan may run to the end of a later year, but seldom from an earlier one.
    ahead = min((year for year in current if year > past), default=0)
    return ahead if ahead - past < 30 and ahead else past
