"""What pairs connect: the groups of near-copies, and of records that may tell one thing."""

from __future__ import annotations

from collections import defaultdict
from collections.abc import Iterable


def components(pairs: Iterable[tuple[str, str]]) -> list[list[str]]:
    """What the pairs connect, directly or by others: each group sorted, the groups in order of their first."""
    parent: dict[str, str] = {}

    def root(item: str) -> str:
        while parent.setdefault(item, item) != item:
            parent[item] = parent[parent[item]]
            item = parent[item]
        return item

    for one, other in pairs:
        parent[root(other)] = root(one)
    found: dict[str, list[str]] = defaultdict(list)
    for item in list(parent):
        found[root(item)].append(item)
    return sorted(sorted(members) for members in found.values())
