"""Groups by average link: they come together where their members agree on the whole, so that no one link chains two."""

from __future__ import annotations

import heapq
from collections.abc import Callable, Collection, Iterator, Mapping, Sequence

from dragoman.dossier.components import components

Pair = tuple[str, str]
#: The score of two items, above 0 where they belong together; None where they must not.
Score = Callable[[str, str], float | None]

_NEVER = float("-inf")
#: Items that are grouped at once; beyond that the weakest links are left out until what hangs together is smaller.
LARGEST = 120
_STEP = 0.25


def grouped(
    links: Mapping[Pair, float],
    score: Score,
    *,
    must: Collection[Pair] = (),
    cannot: Collection[Pair] = (),
    largest: int = LARGEST,
) -> Iterator[list[str]]:
    """The groups of two and more, each sorted, in no order that depends on that of the links.

    `links` are the pairs (sorted within) whose score is above 0; `score` tells that of any other pair of what hangs
    together. Pairs in `must` come together, however they score; those in `cannot` never do.
    """
    edges = dict(links) | dict.fromkeys(map(_sorted, must), float("inf"))
    apart = frozenset(map(_sorted, cannot))
    for members in _pieces(edges, 0.0, largest):
        if len(members) == 2 and tuple(members) not in apart:
            yield members
        else:
            yield from _agglomerated(members, links, score, frozenset(map(_sorted, must)), apart)


def _pieces(edges: Mapping[Pair, float], floor: float, largest: int) -> Iterator[list[str]]:
    """What hangs together; where that is too large, what still does by its stronger links alone."""
    within = {item: members for members in components(edges) for item in [members[0]]}
    large: dict[str, dict[Pair, float]] = {}
    home = {item: first for first, members in within.items() if len(members) > largest for item in members}
    for pair, value in edges.items():
        if pair[0] in home:
            large.setdefault(home[pair[0]], {})[pair] = value
    for first in sorted(within):
        if first not in large:
            yield within[first]
            continue
        strong = {pair: value for pair, value in large[first].items() if value > floor + _STEP}
        if len(strong) == len(large[first]) and floor > 50:  # Only decisions hold it together.
            yield within[first]
        else:
            yield from _pieces(strong, floor + _STEP, largest)


def _agglomerated(
    members: Sequence[str], links: Mapping[Pair, float], score: Score, must: Collection[Pair], cannot: Collection[Pair]
) -> Iterator[list[str]]:
    clusters = _together(members, must)
    sums = _sums(clusters, lambda one, other: _value(one, other, links, score, cannot))
    heap = [(-value / (len(clusters[a]) * len(clusters[b])), a, b) for (a, b), value in sums.items() if value > 0]
    heapq.heapify(heap)
    while heap:
        mean, a, b = heapq.heappop(heap)
        if a not in clusters or b not in clusters or -mean != sums[a, b] / (len(clusters[a]) * len(clusters[b])):
            continue
        clusters[a] = sorted(clusters[a] + clusters.pop(b))
        for other in clusters:
            if other == a:
                continue
            into = (a, other) if a < other else (other, a)
            sums[into] += sums[(b, other) if b < other else (other, b)]
            if sums[into] > 0:
                size = len(clusters[a]) * len(clusters[other])
                heapq.heappush(heap, (-sums[into] / size, *into))
    yield from (cluster for _, cluster in sorted(clusters.items()) if len(cluster) > 1)


def _together(members: Sequence[str], must: Collection[Pair]) -> dict[str, list[str]]:
    """The clusters to begin with, by their first member: those that a decision joins, and the rest alone."""
    inside = set(members)
    joined = components(pair for pair in must if pair[0] in inside and pair[1] in inside)
    taken = {item for cluster in joined for item in cluster}
    return {cluster[0]: cluster for cluster in (*joined, *([item] for item in members if item not in taken))}


def _sums(clusters: Mapping[str, list[str]], value: Callable[[str, str], float]) -> dict[Pair, float]:
    names = sorted(clusters)
    return {
        (a, b): sum(value(x, y) for x in clusters[a] for y in clusters[b])
        for i, a in enumerate(names)
        for b in names[i + 1 :]
    }


def _value(one: str, other: str, links: Mapping[Pair, float], score: Score, cannot: Collection[Pair]) -> float:
    pair = (one, other) if one < other else (other, one)
    if pair in cannot:
        return _NEVER
    if pair in links:
        return links[pair]
    found = score(*pair)
    return _NEVER if found is None else found


def _sorted(pair: Pair) -> Pair:
    return pair if pair[0] <= pair[1] else (pair[1], pair[0])
