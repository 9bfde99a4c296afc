"""Numbers written in words and figures, and back: `forty-three trillion` is 43e12."""

from __future__ import annotations

from collections.abc import Iterable
from functools import cache
from importlib.resources import files
from typing import Any

import yaml


@cache
def load(name: str) -> dict[str, Any]:
    """The data file `data/<name>.yaml` of this folder."""
    text = files("dragoman.language").joinpath("data", f"{name}.yaml").read_text(encoding="utf-8")
    return dict(yaml.safe_load(text))


_WORDS = load("number_words")
UNITS: dict[str, int] = _WORDS["units"]
TENS: dict[str, int] = _WORDS["tens"]
SCALES: dict[str, int] = _WORDS["scales"]
ORDINALS: dict[str, int] = _WORDS["ordinals"]
SCALE_LETTERS: dict[str, int] = _WORDS["scale_letters"]
#: Every word that can be part of a cardinal, besides `a`, `and`, `half`, `dozen`.
NUMBER_WORDS = frozenset(UNITS) | frozenset(TENS) | frozenset(SCALES)


def figure(text: str) -> float | None:
    """The number that figures write (`1,400`, `3.5`), None where they write none."""
    try:
        return float(text.replace(",", ""))
    except ValueError:
        return None


def number_of(words: Iterable[str]) -> float | None:
    """The number that lower-case words and figures write together, None where they write none.

    `["forty", "three", "trillion"]`, `["1.2", "billion"]`, `["a", "hundred", "and", "five"]`, `["a", "dozen"]`,
    `["half", "a", "million"]`, `["nineteen", "ninety", "six"]` (a year) are all understood.
    """
    sum_ = _Sum()
    for word in words:
        if word not in ("and", "-") and not sum_.take(word):
            return None
    return sum_.total + sum_.current + (0.5 if sum_.half else 0) if sum_.seen else None


class _Sum:
    """A number in the making: what is complete (`total`), what a scale may still multiply (`current`)."""

    def __init__(self) -> None:
        self.total = self.current = 0.0
        self.last_scale = 1
        self.half = self.seen = False

    def take(self, word: str) -> bool:
        """Add `word`; False where it is no part of a number."""
        if word in ("a", "an"):
            self.current = self.current if self.half or self.seen else 1.0
            return True
        if word == "half":
            self._take_half()
            return True
        value = figure(word) if word[:1].isdigit() else UNITS.get(word, TENS.get(word))
        scale = 12 if word == "dozen" else SCALES.get(word)
        if value is not None:
            self.current, self.seen = _append(self.current, float(value)), True
        elif scale is not None:
            self._take_scale(scale)
        return value is not None or scale is not None

    def _take_half(self) -> None:
        if not self.seen:
            self.half = self.seen = True
        elif self.current:
            self.current += 0.5
        else:
            self.total += self.last_scale / 2

    def _take_scale(self, scale: int) -> None:
        self.seen, self.last_scale = True, scale
        if self.half:
            self.current, self.half = 0.5, False
        self.current = (self.current or 1) * scale
        if scale not in (12, 100):
            self.total, self.current = self.total + self.current, 0.0


def _append(current: float, value: float) -> float:
    """The next small number after `current`: added within a hundred, else read as in years (`nineteen ninety`)."""
    return current * 100 + value if 10 <= current < 100 and value >= 10 else current + value


def ordinal_of(word: str) -> int | None:
    """The number of an ordinal (`sixth`, `twenty-first`, `6th`), None for other words."""
    word = word.lower()
    if word[:1].isdigit() and word[-2:] in ("st", "nd", "rd", "th") and word[:-2].isdigit():
        return int(word[:-2])
    if "-" in word:
        tens, _, rest = word.partition("-")
        low = ORDINALS.get(rest)
        return TENS[tens] + low if tens in TENS and low is not None and low < 10 else None
    return ORDINALS.get(word)


def in_words(number: int) -> str:
    """`number` (0 to below 10**15) in English words: 1_400 is `one thousand four hundred`."""
    for name, scale in sorted(SCALES.items(), key=lambda item: -item[1]):
        if number >= scale:
            rest = number % scale
            return f"{in_words(number // scale)} {name}" + (f" {in_words(rest)}" if rest else "")
    small = {value: word for word, value in (UNITS | TENS).items()}
    if number in small:
        return small[number]
    return f"{small[number // 10 * 10]}-{small[number % 10]}"
