"""Words of a text as the time grammar sees them: each with a class, and the classes as one string to match rules on.

A rule is a regular expression over classes, not letters: one pass over the text finds the words, and rules are tried
only where a word of time begins. That is what makes the grammar fast and free of catastrophic patterns.
"""

from __future__ import annotations

import re
from dataclasses import dataclass, field
from functools import lru_cache
from typing import Any

from dragoman.language.numerals import ORDINALS, SCALES, TENS, UNITS, load

_DATA = load("time_words")
MONTHS: dict[str, int] = _DATA["months"]
WEEKDAYS: dict[str, int] = _DATA["weekdays"] | _DATA["weekday_abbreviations"]
SEASONS: dict[str, str] = _DATA["seasons"]
DAY_PARTS: dict[str, str] = _DATA["day_parts"]
TIME_UNITS: dict[str, str] = _DATA["units"]
SETS: dict[str, str] = _DATA["sets"]
SET_ADJECTIVES: dict[str, str] = _DATA["set_adjectives"]
PAST_CUES = frozenset(_DATA["past_cues"])
DECADE_WORDS: dict[str, int] = _DATA["decade_words"]
HOLIDAYS: dict[str, str] = _DATA["holidays"]

#: A blank before a token goes with it: without that, every alternative would be tried in vain at each blank.
_TOKEN = re.compile(
    r"""[ ]?+(?:(?P<AMPM>(?<=[\d ])[ap]\.?m\b\.?)
      | (?P<WORD>[^\W\d_]+)
      | (?P<BREAK>\n[ \t]*\n\s*)
      | (?P<ISO>(?<![\d-])\d{4}-(?:[01]\d(?:-[0-3]\d)?|W[0-5]\d)(?![\d-]|\w))
      | (?P<SLASHED>(?<![\d/])\d{1,2}/\d{1,2}/(?:\d{4}|\d{2})(?![\d/]))
      | (?P<CLOCK>(?<![\d:])[012]?\d:[0-5]\d(?::[0-5]\d)?(?![\d:]))
      | (?P<DECADE>(?<!\d)[12]\d\d0(?:'|’)?s\b|['’‘]\d0s\b)
      | (?P<BIG>\d{1,3}(?:,\d{3})+(?:\.\d+)?|\d+\.\d+)
      | (?P<ORDD>\d{1,3}(?:st|nd|rd|th)\b)
      | (?P<FIG>\d+)
      | (?P<POSS>['’]s\b)
      | (?P<COMMA>,)
      | (?P<DOT>\.)
      | (?P<DASH>[-–—‐‑])
      | (?P<SLASH>/)
      | (?P<MONEY>[$€£¥₹₩%])
      | (?P<APOS>['’])
      | (?P<OPEN>\()
      | (?P<MARK>[^\w\s]))
    """,
    re.VERBOSE,
)
_NAMES = {number: name for name, number in _TOKEN.groupindex.items()}
_WORD, _FIGURE = _TOKEN.groupindex["WORD"], _TOKEN.groupindex["FIG"]

_FIRST_CODE = 0x4E00  # class characters come from one block, so that none is special in a pattern
CODES: dict[str, str] = {}


def code(name: str) -> str:
    """The character that stands for class `name` in class strings."""
    return CODES.setdefault(name, chr(_FIRST_CODE + len(CODES)))


OTHER = code("OTHER")


def _word_classes() -> dict[str, str]:
    """The class of every word of the lexicon, lower-case."""
    classes = {word: name for name, words in _DATA["classes"].items() for word in words}
    tables = [
        ("NW", UNITS | TENS),
        ("SCALE", SCALES),
        ("ORDW", ORDINALS),
        ("SEASON", SEASONS),
        ("PART", DAY_PARTS),
        ("SET", SETS),
        ("SETADJ", SET_ADJECTIVES),
        ("DECW", DECADE_WORDS),
        ("NOW", _DATA["now"]),
        ("RECENTLY", _DATA["recently"]),
        ("FORMERLY", _DATA["formerly"]),
        ("SOON", _DATA["soon"]),
        ("FUTCUE", _DATA["future_cues"]),
    ]
    for name, words in tables:
        classes |= dict.fromkeys(words, name)
    classes |= {unit: "UNITS" if unit in ("centuries",) or unit.endswith("s") else "UNIT" for unit in TIME_UNITS}
    classes |= {
        "second": "SECOND",
        "one": "ONE",
        "quarter": "QUARTER",
        "year": "YEARU",
        "day": "DAYU",
        "century": "CENTURY",
    }
    classes |= {"mins": "UNITS", "current": "CURRENT"}
    return {word: code(name) for word, name in classes.items()}


#: Words that count only with a capital letter: `march` and `sun` are no dates.
_CAPITALISED = {word: code("MONTH") for word in MONTHS}
_CAPITALISED |= {word: code("MONTHQ") for word in _DATA["doubtful_months"]}
_CAPITALISED |= {word: code("WDAY") for word in _DATA["weekdays"]}
_CAPITALISED |= {word: code("WABB") for word in _DATA["weekday_abbreviations"]}
_CAPITALISED |= {word + "s": code("WDAYS") for word in _DATA["weekdays"]}
_CAPITALISED |= {"new": code("NEW"), "christmas": code("XMAS"), "eve": code("EVE"), "easter": code("EASTER")}
_CAPITALISED |= {
    "independence": code("HOLI"),
    "veterans": code("HOLI"),
    "boxing": code("HOLI"),
    "valentine": code("HOLI"),
}
_CAPITALISED |= {"halloween": code("HALLOWEEN"), "thanksgiving": code("HALLOWEEN"), "day": code("DAYU")}
_CLASSES = _word_classes()
_FIXED = {"MARK": OTHER, "MONEY": code("MONEY")}


@dataclass(frozen=True, slots=True)
class Tokens:
    """The tokens of a text: `codes[i]` is the class of the one at `starts[i]:ends[i]`."""

    text: str
    codes: str
    starts: list[int]
    ends: list[int]
    #: What fits at a token, as far as it has been asked (see `date_grammar.matches`).
    fitting: dict[int, list[Any]] = field(default_factory=dict, repr=False, compare=False)

    def word(self, index: int) -> str:
        """Token `index`, lower-case; empty outside the text."""
        return self.text[self.starts[index] : self.ends[index]].lower() if 0 <= index < len(self.starts) else ""

    def words(self, span: tuple[int, int]) -> list[str]:
        """The tokens of `span`, lower-case."""
        return [self.word(i) for i in range(*span)]


def _figure_class(figure: str) -> str:
    """Day numbers, years and other whole numbers."""
    if len(figure) <= 2:
        return code("DD") if 1 <= int(figure) <= 31 else code("NUM")
    if len(figure) == 4 and 1000 <= int(figure) < 2200:
        return code("YYYY")
    return code("NUM")


# The last text is kept: dates and amounts are found in one after the other.
@lru_cache(maxsize=1)
def tokenize(text: str) -> Tokens:
    """The tokens of `text` with their classes. White space is no token, but an empty line is (class BREAK)."""
    codes, starts, ends = [], [], []
    classes, capitalised = _CLASSES, _CAPITALISED
    for match in _TOKEN.finditer(text):
        group = match.lastindex or 0
        if group == _WORD:
            word = match[group]
            lower = word.lower()
            char = capitalised.get(lower) if word[0] != lower[0] else None
            codes.append(char or classes.get(lower, OTHER))
        elif group == _FIGURE:
            codes.append(_figure_class(match[group]))
        else:
            codes.append(_FIXED.get(_NAMES[group]) or code(_NAMES[group]))
        start, end = match.span(group)
        starts.append(start)
        ends.append(end)
    return Tokens(text, "".join(codes), starts, ends)
