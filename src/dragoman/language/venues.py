"""Where a document's meeting is: the place it opens with, and the one it tells meetings at."""

from __future__ import annotations

from collections import Counter
from collections.abc import Sequence
from typing import TYPE_CHECKING

from dragoman.language.words import word_lists

if TYPE_CHECKING:
    from dragoman.language.parsed import ParsedPassage

PLACES = frozenset({"GPE", "LOC", "FAC"})
AT = frozenset({"in", "at"})
GENITIVE = frozenset({"'s", "’s"})
#: How far above a place the meeting may stand: `summit held in Madrid`.
REACH = 3


def place_name(passage: ParsedPassage, first: int, behind: int) -> str:
    """The name of a place as written, without its article and the mark of its genitive."""
    while first < behind - 1 and passage.lowers[first] in ("the", "a"):
        first += 1
    if behind - 1 > first and passage.lowers[behind - 1] in GENITIVE:
        behind -= 1
    name = ""
    for token in range(first, behind):
        gap = " " if token > first and passage.starts[token] > passage.ends[token - 1] else ""
        name += gap + passage.words[token]
    return name


def opening_place(passages: Sequence[ParsedPassage]) -> str:
    """The first place that something is said to be in or at; empty where there is none."""
    for passage in passages:
        for first, behind, label in passage.named:
            if label in PLACES and first and passage.lowers[first - 1] in AT:
                return place_name(passage, first, behind)
    return ""


def venue(passages: Sequence[ParsedPassage]) -> str:
    """The place that the document most often tells meetings at (`the Madrid summit`, `met in Madrid`); else empty."""
    nouns = word_lists("actor_words")["meetings"]
    told: Counter[str] = Counter()
    for passage in passages:
        for first, behind, label in passage.named:
            if label in PLACES and _is_venue(passage, first, behind, nouns):
                told[place_name(passage, first, behind)] += 1
    # Of places told equally often the first.
    return max(told, key=lambda name: told[name], default="")


def _is_venue(passage: ParsedPassage, first: int, behind: int, nouns: frozenset[str]) -> bool:
    head = passage.heads[behind - 1]
    if passage.deps[behind - 1] in ("compound", "nmod", "amod"):
        return passage.lemmas[head] in nouns
    if not first or passage.lowers[first - 1] not in AT:
        return False
    for _ in range(REACH):
        if passage.lemmas[head] in nouns:
            return True
        head = passage.heads[head]
    return False
