"""What a person decided about a merge. It names evidence, not records, so that it outlives every re-reading."""

from __future__ import annotations

from collections.abc import Iterable
from dataclasses import dataclass
from typing import Literal

from dragoman.merging.grouping import Pair
from dragoman.merging.telling import Telling


@dataclass(frozen=True, slots=True, order=True)
class Decision:
    """Two pieces of evidence (see `Telling.key`) that tell one thing (`merge`) or two (`split`)."""

    one: str
    other: str
    verdict: Literal["merge", "split"]

    @classmethod
    def of(cls, one: str, other: str, verdict: Literal["merge", "split"]) -> Decision:
        """The decision about two keys, in whatever order they come."""
        first, second = sorted((one, other))
        return cls(first, second, verdict)


def applied(decisions: Iterable[Decision], tellings: Iterable[Telling]) -> tuple[set[Pair], set[Pair]]:
    """The pairs of record ids that must come together and that cannot, as the decisions on their evidence say.

    Decisions about evidence that is not there (any more, or yet) wait.
    """
    held: dict[str, list[str]] = {}
    decisions = list(decisions)
    wanted = {key for decision in decisions for key in (decision.one, decision.other)}
    for telling in tellings:
        if wanted and telling.key in wanted:
            held.setdefault(telling.key, []).append(telling.id)
    must: set[Pair] = set()
    cannot: set[Pair] = set()
    for decision in decisions:
        for one in held.get(decision.one, ()):
            for other in held.get(decision.other, ()):
                if one != other:
                    (must if decision.verdict == "merge" else cannot).add((min(one, other), max(one, other)))
    return must, cannot
