"""Amounts in a text: money, shares, counts with what they count, and ordinals that matter.

>>> [(a.value, a.unit) for a in find_amounts("Tokyo will spend ¥43 trillion and buy about 400 missiles.")]
[(43000000000000.0, 'JPY'), (400.0, 'missiles')]
"""

from __future__ import annotations

import re
from dataclasses import dataclass
from functools import cached_property

from dragoman.language.amount_units import (
    CURRENCY_BEFORE,
    SIGNS,
    Unit,
    is_label,
    ordinal_unit,
    unit_after,
    yen_or_yuan,
)
from dragoman.language.dates import find_dates
from dragoman.language.numerals import SCALE_LETTERS, SCALES, TENS, UNITS, load, number_of, ordinal_of

_APPROXIMATE = frozenset(load("amount_units")["approximate"])
_SIGN = CURRENCY_BEFORE
_SMALL = "|".join(sorted([*UNITS, *TENS], key=len, reverse=True))
_SCALE = "|".join([*SCALES, "dozen"])
_AND_A_HALF = rf"(?:{_SMALL})\ and\ a\ half(?:\ (?:{_SCALE}))?"
_HALF_A = rf"half\ an?\ (?:{_SCALE})"
_A_SCALE = rf"an?\ (?:{_SCALE})(?:\ and\ a\ half)?"
_JOIN = r"(?:[ -]|(?<=d)\ and\ |(?<=n)\ and\ )"  # `and` only behind hundred, thousand, million
_WORDS = rf"(?:{_AND_A_HALF}|{_HALF_A}|{_A_SCALE}|(?:{_SMALL}|{_SCALE}))\b(?:{_JOIN}(?:{_SMALL}|{_SCALE})\b)*"
_FIGURE = r"\d{1,3}(?:,\d{3})+(?:\.\d+)?|\d+(?:\.\d+)?"
_LETTERS = "|".join(sorted(SCALE_LETTERS, key=len, reverse=True))


def _scale(number: str) -> str:
    """The pattern of a scale behind a figure: ` billion`, `bn`, `m`."""
    word = rf"(?P<scale{number}>(?:{'|'.join(SCALES)})\b(?:[ ](?:million|billion|trillion)\b)?)"
    return rf"(?:[ -]?{word}|(?P<letter{number}>(?:{_LETTERS})\b))?"


_UPPER = rf"(?P<joint>\s?[-–—]\s?|\ to\ |\ or\ |\ and\ )(?:{_SIGN})?(?P<num2>{_FIGURE}){_scale('2')}(?![\w.]*\w)"
_WORD_UPPER = rf"\ (?:to|or)\ (?P<words2>(?:{_SMALL}|{_SCALE})\b(?:[ -](?:{_SMALL}|{_SCALE})\b)*)"
#: Looked at before the many signs are tried.
_BEGINS_NUMBER = r"(?=(?-i:[\d" + "".join(sorted({re.escape(sign[0]) for sign in SIGNS})) + "]))"
_NUMBER = re.compile(
    rf"{_BEGINS_NUMBER}(?P<sign>{_SIGN})?(?P<num>{_FIGURE}){_scale('')}(?:{_UPPER})?"
    rf"|\b(?P<words>(?=[abefhnostz]){_WORDS})(?:{_WORD_UPPER})?",
    re.IGNORECASE,
)
_PART = "half|third|quarter|fifth|sixth|tenth|thirds|quarters|fifths|sixths|tenths"
_FRACTION = re.compile(rf"\b(?:(?P<count>an?|one|two|three|four)[ -](?P<part>{_PART})|half)(?=\ of\ )", re.IGNORECASE)
_PARTS = {"half": 2, "third": 3, "quarter": 4, "fifth": 5, "sixth": 6, "tenth": 10}
_ORDINAL = re.compile(
    r"\b(?P<ordinal>\d{1,3}(?:st|nd|rd|th)|(?:(?:twen|thir|for|fif|six|seven|eigh|nine)ty-)?[A-Za-z]{1,7}(?:st|nd|rd|th))\b"
)


@dataclass(frozen=True, slots=True)
class AmountMention:
    """An amount at `text[start:end]`: sign, number and unit, without words such as `about`."""

    start: int
    end: int
    #: In units of one (`¥43 trillion` is 43e12); the lower end of a range.
    value: float
    #: ISO code of a currency, `percent`, the counted noun as the text has it, or empty.
    unit: str
    #: Whether the text says `about`, `nearly`, `more than` and the like.
    approximate: bool = False
    low: float | None = None
    high: float | None = None


def find_amounts(text: str) -> list[AmountMention]:
    """The amounts in `text`, in order, without overlaps; dates, durations and labels (`Article 5`) are none."""
    found: list[AmountMention] = []
    taken = _Taken(text)
    match = _NUMBER.search(text)
    while match:
        end, mention = _mention(text, match, taken)
        if mention is not None:
            found.append(mention)
        match = _NUMBER.search(text, end)
    found += map(_fraction, _FRACTION.finditer(text))
    for match in _ORDINAL.finditer(text):
        ordinal = _ordinal(text, match, taken)
        if ordinal is not None:
            found.append(ordinal)
    return _without_overlaps(found)


class _Taken:
    """The stretches of a text that are times, for asking in order of position."""

    def __init__(self, text: str) -> None:
        self._text = text
        self._next = 0
        self._last = 0

    @cached_property
    def _spans(self) -> list[tuple[int, int]]:
        """Looked for when first asked: most passages hold no number."""
        return [(e.start, e.end) for e in find_dates(self._text, None) if e.anchor != "vague"]

    def __contains__(self, position: int) -> bool:
        if position < self._last:
            self._next = 0
        self._last = position
        while self._next < len(self._spans) and self._spans[self._next][1] <= position:
            self._next += 1
        return self._next < len(self._spans) and self._spans[self._next][0] <= position


def _mention(text: str, match: re.Match[str], taken: _Taken) -> tuple[int, AmountMention | None]:
    """Where to go on reading, and the amount that `match` tells, if any."""
    group = "num" if match["num"] else "words"
    first = match.start(group)
    if first in taken or (group == "num" and not match["sign"] and is_label(text, first)):
        return match.end(group), None
    value, high, end = _values(text, match, taken)
    if value is None:
        return end, None
    scaled = bool(match["scale"] or match["letter"]) or (group == "words" and not match[group].lower().isalpha())
    unit = Unit(yen_or_yuan(match["sign"], text), end) if match["sign"] else unit_after(text, end, value, scaled)
    if unit is None or _alone(match, unit, value, scaled):
        return end, None
    near = _approximate(text, match.start()) or text[end : end + 4] == "-odd"
    low = value if high else None
    return end, AmountMention(match.start(), unit.end, value, unit.name, near, low, high)


def _alone(match: re.Match[str], unit: Unit, value: float, scaled: bool) -> bool:
    """Whether a number tells nothing: no unit and not large, or `one` as a pronoun."""
    if not unit.name:
        return not (scaled or value >= 1000) or (match["words"] or "").lower() in (
            "hundred",
            "thousand",
            "million",
            "billion",
            "dozen",
        )
    return (match["words"] or "").lower() in SCALES


def _values(text: str, match: re.Match[str], taken: _Taken) -> tuple[float | None, float | None, int]:
    """(value or lower end, upper end of a range, where the number ends)."""
    if match["words"]:
        low = number_of(re.split(r"[\s-]+", match["words"].lower()))
        high = number_of(re.split(r"[\s-]+", match["words2"].lower())) if match["words2"] else None
        if low is not None and high is not None and high <= low:
            return low, None, match.end("words")
        return low, high, match.end()
    low = _scaled(match["num"], match["scale"], match["letter"])
    end = max(match.end(name) for name in ("num", "scale", "letter"))
    if text[end : end + 1].isalpha():
        return (
            (low, None, end)
            if re.match(r"(?:km|kg|mm|cm|gw|mw|kt|mt)\b", text[end : end + 3].lower())
            else (None, None, end)
        )
    if low is None or not match["num2"] or match.start("num2") in taken or not _is_range(text, match):
        return low, None, end
    high = _scaled(match["num2"], match["scale2"], match["letter2"])
    if not (match["scale"] or match["letter"]):
        low = _scaled(match["num"], match["scale2"], match["letter2"])
    if low is None or high is None or high <= low:
        return _scaled(match["num"], match["scale"], match["letter"]), None, end
    return low, high, match.end()


def _is_range(text: str, match: re.Match[str]) -> bool:
    """Whether two numbers are the ends of one: `2 to 3`, `between 2 and 3`, not `from 2 to 3` nor `2 and 3`."""
    before = text[max(0, match.start() - 14) : match.start()].lower().split()
    joint = match["joint"].strip()
    if joint == "and":
        return before[-1:] == ["between"]
    return not (joint == "to" and "from" in before[-2:])


def _scaled(figure: str, scale: str | None, letter: str | None) -> float | None:
    number = number_of([figure])
    if number is None:
        return None
    for word in (scale or "").lower().split():
        number *= SCALES[word]
    # Rounded, so that 1.2 billion is exactly 1_200_000_000.
    return round(number * SCALE_LETTERS.get((letter or "").lower(), 1), 6)


def _approximate(text: str, start: int) -> bool:
    before = re.findall(r"[a-z]+", text[max(0, start - 20) : start].lower())
    if not before or re.search(r"[.;:]\s*$", text[max(0, start - 3) : start]):
        return False
    return before[-1] in _APPROXIMATE - {"to", "most"} or before[-2:] in (
        ["up", "to"],
        ["at", "most"],
        ["close", "to"],
        ["many", "as"],
        ["much", "as"],
    )


def _fraction(match: re.Match[str]) -> AmountMention:
    """`a fifth of`, `two-thirds of` as percent."""
    part = (match["part"] or "half").lower()
    count = {"a": 1, "an": 1}.get((match["count"] or "a").lower()) or number_of([match["count"].lower()]) or 1
    return AmountMention(
        match.start(), match.end(), round(100 * count / _PARTS[part.rstrip("s")], 1), "percent", approximate=True
    )


def _ordinal(text: str, match: re.Match[str], taken: _Taken) -> AmountMention | None:
    number = ordinal_of(match["ordinal"])
    if number is None or match.start() in taken:
        return None
    unit = ordinal_unit(text, match.end())
    return AmountMention(match.start(), unit.end, float(number), unit.name) if unit else None


def _without_overlaps(found: list[AmountMention]) -> list[AmountMention]:
    """In order; of two that overlap the longer stays."""
    out: list[AmountMention] = []
    for mention in sorted(found, key=lambda m: (m.start, -m.end)):
        if not out or mention.start >= out[-1].end:
            out.append(mention)
    return out
