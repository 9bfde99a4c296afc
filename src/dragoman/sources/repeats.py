"""Pull quotes: passages whose words stand, nearly to the letter, in another passage of the same text."""

from __future__ import annotations

import re
from collections import defaultdict
from collections.abc import Sequence

_WORD = re.compile(r"\w+(?:['-]\w+)*")
_NAME = re.compile(r"\b(?:[A-Z]\w+|\d[\d.,]*\d|\d)")
_GRAM = 4
#: Fewer words are a set phrase (`Thank you very much indeed`), more than the upper number a paragraph told again.
_FEWEST_WORDS, _MOST_WORDS = 7, 70
#: Pull quotes are often trimmed: one word left out of a sentence of thirty costs a seventh of its four-word runs.
_ENOUGH = 0.75
#: A run of words that so many passages share tells nothing, and would make the search slow.
_COMMON = 30


def repeated(lines: Sequence[str]) -> list[int]:
    """The indices of those `lines` that another, longer line holds; of two equal ones the quoted, else the later."""
    words = [_WORD.findall(line.lower()) for line in lines]
    holders: dict[tuple[str, ...], list[int]] = defaultdict(list)
    for index, line_words in enumerate(words):
        for gram in set(_grams(line_words)):
            holders[gram].append(index)
    return [
        i
        for i in range(len(lines))
        if _FEWEST_WORDS <= len(words[i]) <= _MOST_WORDS and _held(i, lines, words, holders)
    ]


def _held(
    index: int, lines: Sequence[str], words: Sequence[list[str]], holders: dict[tuple[str, ...], list[int]]
) -> bool:
    grams = _grams(words[index])
    shared: dict[int, int] = defaultdict(int)
    for gram in grams:
        if len(holders[gram]) <= _COMMON:
            for other in holders[gram]:
                shared[other] += 1
    return any(
        count >= _ENOUGH * len(grams)
        and _is_original(other, index, lines, words)
        and _names_within(index, other, lines)
        for other, count in shared.items()
        if other != index
    )


def _names_within(index: int, other: int, lines: Sequence[str]) -> bool:
    """Whether `other` has every name and number of the line: the same formula about somebody else is no repetition."""
    return set(_NAME.findall(lines[index])[1:]) <= set(_NAME.findall(lines[other]))


def _is_original(other: int, index: int, lines: Sequence[str], words: Sequence[list[str]]) -> bool:
    if words[other] != words[index]:
        return len(words[other]) > len(words[index])
    quoted = lines[index][:1] in "\"“'‘«", lines[other][:1] in "\"“'‘«"
    return quoted[0] > quoted[1] or (quoted[0] == quoted[1] and other < index)


def _grams(words: Sequence[str]) -> list[tuple[str, ...]]:
    return [tuple(words[i : i + _GRAM]) for i in range(len(words) - _GRAM + 1)]
