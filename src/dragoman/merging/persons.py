"""Whether names are of persons, and of one: `Hayashi Yoshimasa` and `Yoshimasa Hayashi`, `Antony J. Blinken`."""

from __future__ import annotations

import re
from collections.abc import Iterable
from functools import lru_cache

from dragoman.engines.terms import stem
from dragoman.merging.families import lists

_PARTS = re.compile(r"[^\W\d_]{2,}")


@lru_cache(maxsize=1 << 16)
def is_person(name: str) -> bool:
    """Whether a name is a person's and no organ's: two names or more, with capitals, none of them a noun for an organ.

    Particles between and before them may be small: `Abdel Fattah el-Sissi`, `Mohammed bin Zayed`.
    """
    parts = name.split()
    told = {stem(part.casefold()) for part in _PARTS.findall(name)}
    capital = len(parts) > 1 and parts[0][:1].isupper() and any(letter.isupper() for letter in parts[-1])
    return capital and not told & lists().organs


def one_person(one: str, other: str) -> bool:
    """Whether two names can be one person's: all parts of the shorter are parts of the longer, in whatever order."""
    mine, theirs = _parts(one), _parts(other)
    return bool(mine and theirs) and (mine <= theirs or theirs <= mine)


def share_a_person(some: Iterable[str], others: Iterable[str]) -> bool:
    """Whether a name among the first can be that of one among the others."""
    some, others = set(some), set(others)
    return any(map(_parts, some & others)) or any(one_person(one, other) for one in some for other in others)


@lru_cache(maxsize=1 << 16)
def _parts(name: str) -> frozenset[str]:
    return frozenset(part.casefold() for part in _PARTS.findall(name))
