"""The nouns of `merging/data/nouns.yaml`: synonyms, and those that only count or gather."""

from __future__ import annotations

from dataclasses import dataclass
from functools import cache
from pathlib import Path

import yaml

from dragoman.errors import TableError

DATA = Path(__file__).parent / "data" / "nouns.yaml"


@dataclass(frozen=True, slots=True)
class CommonNouns:
    """Words by their use. `synonyms` has for every word of a sense the one that stands for it."""

    synonyms: dict[str, str]
    transparent: frozenset[str]
    collective: frozenset[str]
    persons: frozenset[str]
    own_state: frozenset[str]
    several_states: frozenset[str]

    def sense(self, noun: str) -> str:
        """The word that stands for a noun and its synonyms; the noun itself where it has none."""
        return self.synonyms.get(noun, noun)


@cache
def common_nouns() -> CommonNouns:
    """The shipped nouns; raises TableError where a word has two senses."""
    lists = yaml.safe_load(DATA.read_text(encoding="utf-8"))
    synonyms: dict[str, str] = {}
    for sense in lists.pop("synonyms"):
        for word in sense:
            if word in synonyms:
                raise TableError(f"{DATA.name}: {word} stands in two lists of synonyms; keep one")
            synonyms[word] = sense[0]
    return CommonNouns(synonyms=synonyms, **{key: frozenset(words) for key, words in lists.items()})
