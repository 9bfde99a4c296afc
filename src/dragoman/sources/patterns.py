"""The general look of boilerplate, captions, bylines and datelines, read from `patterns.yaml`."""

from __future__ import annotations

import re
from dataclasses import dataclass
from functools import cache
from pathlib import Path
from typing import Any

from dragoman.sources.dates import FULL_DATE

_PLACE_WORD = r"(?-i:[A-ZÀ-Þ])[\w.'’-]*"
#: `Brussels, Belgium`, `NEW YORK`, `Washington, D.C.`: one to four capitalised words, and again behind a comma.
_PLACE = (
    rf"(?:{_PLACE_WORD}(?: (?:of|and|de|the|al|for|in|{_PLACE_WORD})){{0,4}}"
    rf"(?:, {_PLACE_WORD}(?: {_PLACE_WORD}){{0,3}})?)"
)


@dataclass(frozen=True, slots=True)
class LinePattern:
    """Regular expressions for one role; `matches` answers for one line with its white space folded."""

    longest: int
    expressions: tuple[re.Pattern[str], ...]

    def matches(self, line: str) -> bool:
        """Whether `line` is short enough and one of the expressions finds it."""
        return len(line) <= self.longest and any(e.search(line) for e in self.expressions)


@dataclass(frozen=True, slots=True)
class Patterns:
    """All of `patterns.yaml`, compiled."""

    boilerplate: LinePattern
    tail_sections: LinePattern
    author_notes: LinePattern
    captions: LinePattern
    bylines: LinePattern
    datelines: LinePattern
    offices: re.Pattern[str]
    place: re.Pattern[str]
    speaker: re.Pattern[str]
    classes: tuple[tuple[str, re.Pattern[str]], ...]

    def class_role(self, marks: str) -> str:
        """The role that an element's class and id words name, empty where they name none."""
        return next((role for role, expression in self.classes if expression.search(marks)), "")


@cache
def patterns() -> Patterns:
    """The compiled patterns of the package, read once."""
    data = _data()
    lines = ("boilerplate", "tail_sections", "author_notes", "captions", "bylines", "datelines")
    return Patterns(
        **{name: _line_pattern(data[name]) for name in lines},
        offices=re.compile(rf"\b(?:{data['bylines']['offices']})\b", re.IGNORECASE),
        place=re.compile(rf"{_PLACE}\Z", re.IGNORECASE),
        speaker=re.compile(data["speaker"]),
        classes=tuple((role, _class_pattern(words)) for role, words in data["classes"].items()),
    )


@cache
def word_list(name: str) -> frozenset[str]:
    """The plain list of that name under `words`."""
    return frozenset(str(_data()["words"][name]).split())


@cache
def _data() -> dict[str, Any]:
    import yaml

    data: dict[str, Any] = yaml.safe_load(Path(__file__).with_name("patterns.yaml").read_text("utf-8"))
    return data


def _class_pattern(words: str) -> re.Pattern[str]:
    return re.compile(rf"(?:\A|\s)(?:{words})(?:\s|\Z)", re.IGNORECASE)


def _line_pattern(data: dict[str, Any]) -> LinePattern:
    sources = [
        *(rf"\A(?:{_filled(source)})\W*\Z" for source in data.get("whole", ())),
        *(rf"\A(?:{_filled(source)})" for source in data.get("start", ())),
        *(_filled(source) for source in data.get("any", ())),
    ]
    return LinePattern(data.get("longest", 100), tuple(re.compile(source, re.IGNORECASE) for source in sources))


def _filled(source: str) -> str:
    return source.replace("PLACE", _PLACE).replace("DATE", FULL_DATE)
