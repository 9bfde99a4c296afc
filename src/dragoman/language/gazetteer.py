"""The gazetteer: finds every name of the world's tables in a passage, longest first, by one walk over its words.

Names are compared by their alphanumeric parts (`al-Assad` is `al`, `Assad`; `U.S.` is `U`, `S`), accents folded, in
exactly their own case, so that `us` is never the United States. Words all in capitals (headlines)
are tried in title case.
"""

from __future__ import annotations

import re
import unicodedata
from collections.abc import Iterable, Sequence
from dataclasses import dataclass
from functools import cache, lru_cache
from typing import TYPE_CHECKING, Any

if TYPE_CHECKING:
    from dragoman.world.rows import SurfaceForm
    from dragoman.world.world import World

_PARTS = re.compile(r"[^\W_]+")
#: Where one stretch names several things, the plainer use wins.
TYPE_ORDER = (
    "name",
    "short",
    "abbreviation",
    "formal",
    "adjective",
    "demonym",
    "person",
    "alias",
    "former",
    "organ",
    "metonym",
)
_RANK = {type_: rank for rank, type_ in enumerate(TYPE_ORDER)}
_LEAF = ""


@dataclass(frozen=True, slots=True)
class Hit:
    """Tokens (first, behind last) that a gazetteer entry covers, and the forms that they may be, the plainest first."""

    start: int
    end: int
    forms: tuple[SurfaceForm, ...]


def parts(text: str) -> list[str]:
    """The alphanumeric parts of a name, without accents."""
    if not text.isascii():
        text = "".join(c for c in unicodedata.normalize("NFKD", text) if not unicodedata.combining(c))
    return _PARTS.findall(text)


class Gazetteer:
    """A trie over the parts of names."""

    def __init__(self, forms: Iterable[SurfaceForm], common: frozenset[str] = frozenset()) -> None:
        self._root: dict[str, Any] = {}
        for form in forms:
            if form.type == "family":
                continue
            sequence = parts(form.text)
            # Lower-case words for an organ (`upper house`) need their state beside them: `Linker` looks for those.
            if not sequence or (form.text.islower() and (form.type == "organ" or form.text in common)):
                continue
            node = self._root
            for part in sequence:
                node = node.setdefault(part, {})
            node.setdefault(_LEAF, []).append(form)
        _sort_leaves(self._root)

    def find(self, words: Sequence[str]) -> list[Hit]:
        """The longest names in a list of tokens, from left to right, not overlapping."""
        flat, owners = _flatten(words)
        hits, position = [], 0
        while position < len(flat):
            if flat[position] not in self._root:
                position += 1
                continue
            length, forms = self._longest(flat, position)
            if forms:
                hits.append(Hit(owners[position], owners[position + length - 1] + 1, forms))
                position += length
            else:
                position += 1
        return hits

    def _longest(self, flat: list[str], position: int) -> tuple[int, tuple[SurfaceForm, ...]]:
        node = self._root[flat[position]]
        length, found, depth = 0, (), 1
        while True:
            if _LEAF in node:
                length, found = depth, node[_LEAF]
            if position + depth >= len(flat):
                break
            node = node.get(flat[position + depth])
            if node is None:
                break
            depth += 1
        return length, found


def _sort_leaves(root: dict[str, Any]) -> None:
    stack = [root]
    while stack:
        node = stack.pop()
        for key, value in node.items():
            if key == _LEAF:
                value.sort(key=lambda form: _RANK.get(form.type, len(_RANK)))
                node[key] = tuple(value)
            else:
                stack.append(value)


def _flatten(words: Sequence[str]) -> tuple[list[str], list[int]]:
    flat: list[str] = []
    owners: list[int] = []
    for token, word in enumerate(words):
        for part in _compared(word):
            flat.append(part)
            owners.append(token)
    return flat, owners


@lru_cache(maxsize=20_000)
def _compared(word: str) -> tuple[str, ...]:
    """The parts of a word as names are compared: without accents, a word all in capitals in title case."""
    found = [word] if word.isascii() and word.isalnum() else parts(word)
    return tuple(part.capitalize() if len(part) > 4 and part.isupper() else part for part in found)


@cache
def gazetteer_of(world: World) -> Gazetteer:
    """The gazetteer over the English names of a world, built once."""
    return Gazetteer(world.surface_forms(), world.common_words)
