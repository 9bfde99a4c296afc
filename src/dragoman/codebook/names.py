"""What the files of a codebook may refer to in each other."""

from __future__ import annotations

from collections.abc import Collection
from typing import Any, NamedTuple

from dragoman.codebook.entries import Kind, Root, Stance, Status
from dragoman.errors import TableError


class Names(NamedTuple):
    """Kinds, statuses, stances and PLOVER roots by their name."""

    kinds: dict[str, Kind]
    statuses: dict[str, Status]
    stances: dict[str, Stance]
    roots: dict[str, Root]


def check_known(file: str, key: str, names: Collection[Any], known: Collection[Any]) -> None:
    """Raises TableError, with file and key, for the first of `names` that is not among the `known`."""
    for name in names:
        if name not in known:
            raise TableError(f"{file}: {key}: {name!r} is not known: use one of {', '.join(map(str, known))}")
