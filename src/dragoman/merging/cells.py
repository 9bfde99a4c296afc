"""Which tellings are compared at all: those that share a cell of kind family, party and time, or a telling word.

No cell costs more than its size times a constant: a large one is cut by the words of its tellings, and what is still
large is put in order of time, each telling held against its neighbours only.
"""

from __future__ import annotations

from collections import defaultdict
from collections.abc import Iterable, Iterator, Mapping, Sequence
from datetime import date

from dragoman.merging.families import lists
from dragoman.merging.telling import Telling, in_order
from dragoman.merging.weights import Weights

type Cell = tuple[str, ...]

#: Up to this size all pairs of a cell are compared.
_SMALL = 24
_NEIGHBOURS = 8
#: Days of a cell of time; two grids, half a cell apart, so that near days share one of them.
_DAYS = 32
_WORDS = 5
#: A telling with more parties than this is met by the first of them, and by all as a set.
_PARTIES = 4


def cells(tellings: Iterable[Telling], weights: Weights) -> dict[Cell, list[Telling]]:
    """The cells that hold two tellings or more, each in order."""
    found: dict[Cell, list[Telling]] = defaultdict(list)
    for telling in tellings:
        for key in _keys(telling, weights):
            found[key].append(telling)
    return {key: sorted(members, key=in_order) for key, members in sorted(found.items()) if len(members) > 1}


def candidates(members: Sequence[Telling], weights: Weights) -> Iterator[tuple[Telling, Telling]]:
    """The pairs of one cell that are to be compared; some more than once."""
    if len(members) <= _SMALL:
        yield from _all(members)
        return
    by_word: dict[str, list[Telling]] = defaultdict(list)
    for telling in members:
        for word in weights.telling_words(telling, _WORDS):
            by_word[word].append(telling)
    yield from _neighbours(members)
    for _, sharing in sorted(by_word.items()):
        yield from _all(sharing) if len(sharing) <= _SMALL else _neighbours(sharing)


def _keys(telling: Telling, weights: Weights) -> Iterator[Cell]:
    families = lists().of_kind(telling.record.kind)
    parties = _parties(telling)
    days = _days(telling)
    words = weights.telling_words(telling, _WORDS)
    for family in families:
        for party in parties:
            for grid in (0, 1):
                for day in days:
                    yield ("day", family, party, str(grid), str((day.toordinal() + grid * _DAYS // 2) // _DAYS))
            for word in words:
                yield ("word", family, party, word)


def _parties(telling: Telling) -> list[str]:
    bodies = sorted(telling.bodies)
    return [*bodies[:_PARTIES], *(["+".join(bodies)] if len(bodies) > _PARTIES else [])] or ["-"]


def _days(telling: Telling) -> tuple[date, ...]:
    """The days by which a telling is met: what covers more than a cell of time is met by its words alone."""
    if telling.span:
        first, last = telling.span
        if (last - first).days >= _DAYS:
            return (first,) if telling.is_open else (last,) if telling.is_deadline else ()
        # Both ends, so that a span is met at either.
        return (first,) if (last - first).days < _DAYS // 2 else (first, last)
    return (telling.published,) if telling.published else ()


def _all(members: Sequence[Telling]) -> Iterator[tuple[Telling, Telling]]:
    return ((one, other) for i, one in enumerate(members) for other in members[i + 1 :])


def _neighbours(members: Sequence[Telling]) -> Iterator[tuple[Telling, Telling]]:
    placed = sorted(members, key=lambda t: (t.position or date.max, t.record.kind, in_order(t)))
    return ((one, other) for i, one in enumerate(placed) for other in placed[i + 1 : i + 1 + _NEIGHBOURS])


def signature(members: Iterable[Telling], signatures: Mapping[str, str]) -> str:
    """Changes with whatever the links of a cell depend on."""
    import hashlib

    joined = ",".join(signatures[telling.id] for telling in members)
    return hashlib.blake2b(joined.encode(), digest_size=8).hexdigest()
