"""Which tellings are compared at all: those that share a cell of kind family, party and time, or a telling word.

No cell costs more than its size times a constant: a large one is cut by the words of its tellings, and what is still
large is put in order of time, each telling held against its neighbours only.
"""

from __future__ import annotations

from collections import defaultdict
from collections.abc import Iterable, Iterator, Sequence
from datetime import date
from itertools import combinations

from dragoman.merging.families import lists
from dragoman.merging.telling import Telling
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


def cells(tellings: Sequence[Telling], weights: Weights) -> dict[Cell, list[int]]:
    """The cells that hold two tellings or more: the places of these among all, ascending."""
    found: dict[Cell, list[int]] = defaultdict(list)
    for place, telling in enumerate(tellings):
        for key in _keys(telling, weights):
            found[key].append(place)
    return {key: list(dict.fromkeys(places)) for key, places in sorted(found.items()) if places[0] != places[-1]}


def candidates(tellings: Sequence[Telling], members: Sequence[int], weights: Weights) -> Iterator[tuple[int, int]]:
    """The pairs of a cell that are to be compared, the lower place first; some more than once.

    The tellings are in order (`telling.in_order`), so that those of one day are met as they were told.
    """
    if len(members) <= _SMALL:
        yield from combinations(members, 2)
        return
    by_word: dict[str, list[int]] = defaultdict(list)
    for place in members:
        for word in weights.telling_words(tellings[place], _WORDS):
            by_word[word].append(place)
    yield from _neighbours(tellings, members)
    for _, sharing in sorted(by_word.items()):
        yield from combinations(sharing, 2) if len(sharing) <= _SMALL else _neighbours(tellings, sharing)


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


def _neighbours(tellings: Sequence[Telling], members: Sequence[int]) -> Iterator[tuple[int, int]]:
    def by_time(place: int) -> tuple[date, str]:
        return tellings[place].position or date.max, tellings[place].record.kind

    placed = sorted(members, key=by_time)
    near = ((one, other) for i, one in enumerate(placed) for other in placed[i + 1 : i + 1 + _NEIGHBOURS])
    return ((one, other) if one < other else (other, one) for one, other in near)


def signature(members: Iterable[int], signatures: Sequence[str]) -> str:
    """Changes with whatever the links of a cell depend on; `signatures` are those of all tellings."""
    import hashlib

    joined = ",".join(signatures[place] for place in members)
    return hashlib.blake2b(joined.encode(), digest_size=8).hexdigest()
