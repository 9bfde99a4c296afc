"""How rules of time are written and matched.

A rule's pattern is a regular expression over classes of words (`date_tokens`): `day:DAY month:MONTH COMMA? year:YYYY`.
Capitals name a class, `name:` catches what follows under a name, `{name}` stands for a part defined in PARTS. White
space has no meaning.
"""

from __future__ import annotations

import re
from collections.abc import Callable
from dataclasses import dataclass, field
from datetime import date
from functools import cache

from dragoman.language.date_tokens import DAY_PARTS, MONTHS, TIME_UNITS, Tokens, code
from dragoman.language.numerals import number_of, ordinal_of

PARTS = {
    "month": "(?:(?:MONTH|MONTHQ) DOT?)",
    "day": "(?:DD|ORDD|ORDW|SECOND|NW DASH ORDW)",
    "ordinal": "(?:ORDD|ORDW|SECOND|NW DASH ORDW)",
    "unit": "(?:UNIT|YEARU|DAYU|QUARTER|CENTURY|SECOND)",
    "units": "(?:UNITS|UNIT|YEARU|DAYU|QUARTER|CENTURY|SECOND)",
    "year": "(?:YYYY|{wordyear})",
    "wordyear": "(?:NW NW DASH? (?:NW|ONE)?|(?:NW) SCALE(?: AND? (?:NW|ONE))?)",
    "figure": "(?:DD|NUM|BIG|YYYY)",
    "number": "(?:{figure}(?:DASH? SCALE)? SCALE?|{numberwords}|{mixed})",
    "mixed": "(?:ART SCALE (?:AND? NW)?|DD DD SLASH DD|{figure} AND ART HALF)",
    "numberwords": "(?:(?:NW|ONE) {more}? {more}? {more}? {more}?)",
    # At most so many: no pattern may run over a whole text.
    "more": "(?:DASH? (?:NW|ONE|SCALE))",
    "vague": "(?:ART? FEW (?:MORE)?|ART? COUPLE OF?|DOZENS OF|SCALES OF)",
    "count": "(?:{number}|{vague}|HALF? ART)",
    "about": "(?:ABOUT|NO? MORE THAN|AT LEAST|UP TO|(?<=FOR) OVER)",
    "mod": "(?:EARLY|LATE|MID DASH?|EARLIER|LATER|(?:THE (?:BEGINNING|MIDDLE|END) OF)|THE EARLY|THE LATE|END DASH?)",
    "half": "(?:THE? (?:ORDW|LAST|SECOND|LATTER) HALF OF)",
}


@dataclass(frozen=True, slots=True)
class Draft:
    """What a rule makes of its words; `find_dates` places and completes it."""

    kind: str
    value: str
    anchor: str = "absolute"
    #: Which part of the value's time is meant: see `TimeExpression.modifier`.
    modifier: str = ""
    #: The other end of a range within the expression (`June 29-30`), a value or form like `value`.
    until: str = ""
    #: Set where the interval is not that of the value (`the past three years`).
    interval: str | None = None


@dataclass(frozen=True, slots=True)
class Context:
    """What a text has said before: the day it is read against and the last date told in it."""

    reference: date | None
    told: date | None = None
    #: How precise `told` is, as the length of its value: 4 for a year, 10 for a day.
    precision: int = 0
    #: Whether the text tells of times long before it was written: then bare months and days go with the last date told.
    narrative: bool = False
    #: The last quarter told: what `a year earlier` and `the latest period` of a company's report mean.
    quarter: str = ""

    @property
    def base(self) -> date | None:
        """The day that `the next two years` counts from: of writing, in a narrative the last one told."""
        return (self.told or self.reference) if self.narrative else self.reference


@dataclass(frozen=True, slots=True)
class Match:
    """A rule that fits tokens `start` to `end`, with the spans it caught."""

    tokens: Tokens
    start: int
    end: int
    spans: dict[str, tuple[int, int]] = field(default_factory=dict)

    def words(self, name: str) -> list[str]:
        """The words caught as `name`, none where nothing was."""
        return self.tokens.words(self.spans[name]) if name in self.spans else []

    def first(self, name: str) -> str:
        """The first word caught as `name`, or an empty string."""
        return (self.words(name) or [""])[0]

    def has(self, name: str) -> bool:
        """Whether anything was caught as `name`."""
        return name in self.spans

    def month(self) -> int:
        """The number of the month caught as `month`."""
        return MONTHS[self.first("month")]

    def day(self, name: str = "day") -> int | None:
        """The day of the month caught as `name`, None where it is none."""
        words = [w for w in self.words(name) if w != "the"]
        number = number_of(words) if words and words[0].isdigit() else ordinal_of("".join(words))
        return int(number) if number is not None and 1 <= number <= 31 else None

    def year(self) -> int | None:
        """The year caught as `year`, written in figures or words."""
        number = number_of([w for w in self.words("year") if w not in ("-", ",")])
        return int(number) if number and 1000 <= number < 2200 else None

    def count(self, name: str = "count") -> float | None:
        """The number caught as `name`; 1 for `a`, 2 for `a couple of`, None for `several`."""
        words = [w for w in self.words(name) if w not in ("-", "–", "more", "of")]
        if not words or words[-1] in ("few", "several", "many", "dozens", "hundreds"):
            return None
        if "couple" in words:
            return 2
        if len(words) == 4 and words[2] == "/":
            return float(words[0]) + float(words[1]) / max(1.0, float(words[3]))
        return {"a": 1.0, "an": 1.0, "half a": 0.5, "half an": 0.5}.get(" ".join(words)) or number_of(words)

    def unit(self, name: str = "unit") -> str:
        """The TIMEX3 letter of the unit caught as `name` (`D`, `W`, `M`, `Q`, `Y`, `10Y`, `TH`)."""
        return TIME_UNITS[self.first(name)]

    def part(self) -> str:
        """The time of day caught as `part`, as TIMEX3 writes it (`TNI`), or an empty string."""
        return "T" + DAY_PARTS[self.first("part")] if self.has("part") else ""

    def modifier(self) -> str:
        """The part of a time that the words caught as `mod` or `half` choose."""
        words = set(self.words("mod"))
        if self.has("half"):
            return "half1" if "first" in self.words("half") else "half2"
        for name, keys in _MODIFIERS.items():
            if words & keys:
                return name
        return ""


_MODIFIERS = {
    "early": {"early"},
    "late": {"late"},
    "mid": {"mid", "middle", "midpoint"},
    "start": {"beginning", "start", "onset", "outset"},
    "end": {"end", "close"},
    "so_far": {"earlier"},
    "rest": {"later"},
}

Builder = Callable[[Match, Context], Draft | None]


@dataclass(frozen=True, slots=True)
class Rule:
    """A compiled pattern and what makes a draft of its matches."""

    name: str
    pattern: re.Pattern[str]
    build: Builder


RULES: list[Rule] = []


def compile_pattern(text: str) -> re.Pattern[str]:
    """The regular expression over class characters that a rule's pattern writes."""
    while "{" in text:
        text = re.sub(r"\{(\w+)\}", lambda part: PARTS[part[1]], text)
    text = re.sub(r"\b([a-z]+):\(\?:", r"(?P<\1>", text)
    text = re.sub(r"\b([a-z]+):([A-Z]+)", r"(?P<\1>\2)", text)
    text = re.sub(r"(?<![<\w])([A-Z]{2,})", lambda name: code(name[1]), text)
    return re.compile(re.sub(r"\s+", "", text))


def rule(*patterns: str) -> Callable[[Builder], Builder]:
    """Register a builder for each pattern. Of the rules that fit the longest wins, then the first written."""

    def register(builder: Builder) -> Builder:
        RULES.extend(Rule(builder.__name__, compile_pattern(text), builder) for text in patterns)
        return builder

    return register


@cache
def starters() -> dict[str, tuple[Rule, ...]]:
    """For each class the rules that can begin with it, in the order in which they were written."""
    table: dict[str, list[Rule]] = {}
    for each in RULES:
        for char in _first_classes(each.pattern.pattern)[0]:
            table.setdefault(char, []).append(each)
    return {char: tuple(rules) for char, rules in table.items()}


@cache
def beginnings() -> re.Pattern[str]:
    """What finds the next class that a rule can begin with."""
    return re.compile(f"[{''.join(starters())}]")


@cache
def _any_rule(char: str) -> re.Pattern[str]:
    """What fits where any rule does that can begin with a class."""
    patterns = [re.sub(r"\(\?P<\w+>", "(?:", each.pattern.pattern) for each in starters().get(char, ())]
    return re.compile("|".join(f"(?:{pattern})" for pattern in patterns))


def _first_classes(text: str, at: int = 0) -> tuple[set[str], bool, int]:
    """The classes that alternatives from `at` can begin with, whether they may be empty, and where they end."""
    found: set[str] = set()
    may_be_empty = False
    while True:
        chars, empty, at = _first_of_sequence(text, at)
        found, may_be_empty = found | chars, may_be_empty or empty
        if text[at : at + 1] != "|":
            return found, may_be_empty, at
        at += 1


def _first_of_sequence(text: str, at: int) -> tuple[set[str], bool, int]:
    found: set[str] = set()
    empty = True
    while at < len(text) and text[at] not in "|)":
        chars, optional, at = _first_of_item(text, at)
        if text[at : at + 1] in ("?", "*", "+"):
            optional, at = optional or text[at] != "+", at + 1
        if empty:
            found |= chars
        empty = empty and optional
    return found, empty, at


def _first_of_item(text: str, at: int) -> tuple[set[str], bool, int]:
    if text[at] == "[":
        end = text.index("]", at)
        return set(text[at + 1 : end]), False, end + 1
    group = _GROUP.match(text, at)
    if not group:
        return {text[at]}, False, at + 1
    chars, empty, end = _first_classes(text, group.end())
    looks_around = group[0][-1] in "=!"
    return (set() if looks_around else chars), looks_around or empty, end + 1


_GROUP = re.compile(r"\((?:\?:|\?P<\w+>|\?<?[=!])")


def matches(tokens: Tokens, position: int) -> list[tuple[Rule, Match]]:
    """The rules that fit at token `position`, longest first."""
    known = tokens.fitting.get(position)
    if known is not None:
        return known
    found = []
    begun = tokens.codes[position]
    # Mostly none fits: one pattern tells that faster than some twenty.
    for each in starters().get(begun, ()) if _any_rule(begun).match(tokens.codes, position) else ():
        match = each.pattern.match(tokens.codes, position)
        if match and match.end() > position:
            spans = {name: match.span(name) for name in match.groupdict() if match.span(name)[1] > match.span(name)[0]}
            found.append((each, Match(tokens, position, match.end(), spans)))
    tokens.fitting[position] = sorted(found, key=lambda pair: -pair[1].end)
    return tokens.fitting[position]
