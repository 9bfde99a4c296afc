"""What a number counts: currency, percent, or the noun phrase behind it, found without a parser."""

from __future__ import annotations

import re
from dataclasses import dataclass

from dragoman.language.numerals import load

_DATA = load("amount_units")
SIGNS: dict[str, str] = _DATA["currency_signs"] | {code: code for code in _DATA["currency_codes"]}
_CURRENCIES: dict[str, str] = _DATA["currency_words"]
_PLURALS = frozenset(_DATA["irregular_plurals"])
_FATES = frozenset(_DATA["fates"])
_MEASURES: dict[str, str] = _DATA["measures"]
_SINGULARS = frozenset(_DATA["singulars"])
_ORDINAL_NOUNS = frozenset(_DATA["ordinal_nouns"])
_DROPPED = frozenset(_DATA["dropped"])
_STOPS = frozenset(_DATA["stops"])
_LABELS = frozenset(_DATA["labels"])

#: A currency sign or code before a figure.
CURRENCY_BEFORE = (
    "(?-i:"
    + "|".join(re.escape(s) + (r"\b[ ]?" if s.isalpha() else "[ ]?") for s in sorted(SIGNS, key=len, reverse=True))
    + ")"
)
_CURRENCY = re.compile(
    r"[ -](?P<name>"
    + "|".join(re.escape(n) for n in sorted(_CURRENCIES, key=len, reverse=True))
    + r")(?P<s>s)?\b(?P<of>\ of\b)?"
    r"|[ ](?P<code>(?-i:" + "|".join(_DATA["currency_codes"]) + r"))\b",
    re.IGNORECASE,
)
_PERCENT = re.compile(r"[ -]?%|[ -](?:percent|per\ cent)(?:age\ points?)?\b|\ percentage\ points?\b", re.IGNORECASE)
_WORD = re.compile(r"[ \n\u00a0]?([^\W\d_][\w.'’-]*|\d[\w-]*)")
_NOT_PLURAL = ("ss", "us", "is", "'s", "’s", "ous")


@dataclass(frozen=True, slots=True)
class Unit:
    """A unit and where its words end in the text."""

    name: str
    end: int


def yen_or_yuan(sign: str, text: str) -> str:
    """The code of a sign; `¥` is yen unless the text speaks of yuan or renminbi and not of yen."""
    code = SIGNS[sign.strip()]
    if code == "JPY" and re.search(r"\b(?:yuan|RMB|renminbi)\b", text) and not re.search(r"\byen\b|\bJapan", text):
        return "CNY"
    return code


def is_label(text: str, start: int) -> bool:
    """Whether the figure at `start` is part of a name or label: `F-16`, `Article 5`, `Leopard 2`, `No. 7`, `10:30`."""
    before = text[max(0, start - 24) : start]
    if re.search(r"[\w/:.,#@=+&(\[][-–]?$|[A-Za-z][-–]$|\d[-–]$", before) and not before.endswith(("(", "—")):
        return True
    word = re.search(r"([A-Za-z/.]+)\.?\s$", before)
    if not word:
        return False
    name = word[1].rstrip(".")
    if name.lower() in _LABELS:
        return True
    # A capitalised word inside a sentence and a small figure make a name: `Leopard 2`, `Windows 95`.
    figure = re.match(r"\d+(?!,\d)", text[start:])
    inside = re.search(r"[a-z,]\s+[A-Z][\w.]*\s$", before)
    return bool(figure and len(figure[0]) <= 3 and inside and name[0].isupper() and not _is_time_word(name))


def _is_time_word(name: str) -> bool:
    times = load("time_words")
    return name.lower() in times["weekdays"] or name.lower() in times["months"]


def unit_after(text: str, end: int, value: float, scaled: bool) -> Unit | None:
    """The unit behind a number that ends at `end`: nameless where none is found, None for what is no amount."""
    if match := _PERCENT.match(text, end):
        return Unit("percent", match.end())
    if match := _CURRENCY.match(text, end):
        unit = _currency(match, value, scaled)
        if unit:
            return unit
    if text[end : end + 1] == "-":
        return _hyphened(text, end)
    return _counted(text, end, value)


def _currency(match: re.Match[str], value: float, scaled: bool) -> Unit | None:
    if match["code"]:
        return Unit(match["code"], match.end())
    name = match["name"].lower()
    if name == "won" and not scaled and value < 100:
        return None
    if name in ("pound", "real") and match["of"]:
        return None
    return Unit(_CURRENCIES[name], match.end() - len(match["of"] or ""))


def _hyphened(text: str, end: int) -> Unit | None:
    """`three-judge panel`: what stands behind the hyphen, where it can be counted."""
    match = re.compile(r"-([a-z]+)\b").match(text, end)
    if not match:
        return None
    word = match[1]
    if word == "odd":
        return _counted(text, match.end(), 2)
    if word in _MEASURES:
        return Unit(_MEASURES[word], match.end())
    return Unit(word, match.end()) if word in _SINGULARS else None


def _counted(text: str, end: int, value: float) -> Unit:
    """The noun phrase behind a number, as far as its plural, with one coordinated plural."""
    words = _words_after(text, end)
    if not words or words[0][0][0].isdigit():
        return Unit("", end)
    first = words[0][0].lower()
    if first in _MEASURES or first in _FATES:
        return Unit(_MEASURES.get(first, first), words[0][1])
    if first == "of":  # `23 of Nigeria's 36 states`: the words of the whole are no part of the amount
        return Unit(_phrase(words[1:], value, end).name, end)
    return _phrase(words, value, end)


def _phrase(words: list[tuple[str, int]], value: float, end: int) -> Unit:
    phrase: list[str] = []
    for index, (word, stop) in enumerate(words):
        lower = word.lower()
        if lower in _STOPS and not (lower == "and" and phrase):  # `22 bank and tax fraud charges`
            break
        if value == 1:
            if lower in _SINGULARS:
                return Unit(lower, stop)
        elif is_plural(word):
            return _coordinated([*phrase, word], words[index + 1 :], stop)
        if lower in _MEASURES:
            return Unit(_MEASURES[lower], stop)
        if lower not in _DROPPED and word[0].isalpha() and (word[0].islower() or phrase):
            phrase.append(word)
    return Unit("", end)


def _coordinated(phrase: list[str], rest: list[tuple[str, int]], stop: int) -> Unit:
    """The phrase, with what a further plural behind it (`arms exporters`) or behind `and` adds."""
    if rest and is_plural(rest[0][0]) and rest[0][0].lower() not in _STOPS:
        return Unit(" ".join([*phrase[-2:], rest[0][0]]), rest[0][1])
    name = " ".join(phrase[-3:])
    if len(rest) >= 2 and rest[0][0] == "and":
        second = next((i for i, (word, _) in enumerate(rest[1:3], 1) if is_plural(word)), 0)
        between = [word for word, _ in rest[1:second]]
        if second and all(word.lower() not in _STOPS and word[0].islower() for word in between):
            return Unit(" ".join([name, "and", *between, rest[second][0]]), rest[second][1])
    return Unit(name, stop)


def _words_after(text: str, end: int) -> list[tuple[str, int]]:
    """Up to eight words behind `end` with nothing but blanks between them, and where each ends."""
    words: list[tuple[str, int]] = []
    position = end
    while len(words) < 8:
        match = _WORD.match(text, position)
        if not match or match.start(1) == position:
            break
        word = match[1].rstrip(".'’-")
        position = match.start(1) + len(word)
        words.append((word, position))
    return words


def is_plural(word: str) -> bool:
    """Whether a word looks like a plural noun."""
    lower = word.lower()
    if lower in _PLURALS:
        return True
    return (
        len(lower) > 2
        and lower.endswith("s")
        and "." not in lower
        and not lower.endswith(_NOT_PLURAL)
        and lower not in _STOPS
    )


def ordinal_unit(text: str, end: int) -> Unit | None:
    """The noun that an ordinal ending at `end` numbers, if it is one whose number is told."""
    for word, stop in _words_after(text, end)[:5]:
        lower = word.lower()
        if lower in _ORDINAL_NOUNS and lower not in ("year", "consecutive"):
            return Unit(lower, stop)
        if lower in _STOPS:
            break
    return None
