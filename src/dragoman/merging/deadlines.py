"""Deadlines told by a gathering: `at the next summit` is the day of the next summit of those who promised."""

from __future__ import annotations

import re
from bisect import bisect_right
from collections import defaultdict
from collections.abc import Iterable, Sequence
from datetime import date
from functools import lru_cache

from dragoman.engines.terms import stem, words
from dragoman.merging.families import lists
from dragoman.merging.telling import OFF, Telling

_NEXT = re.compile(
    r"\b(?:at|by|before|until|during|for)\s+\w+\s+(?:next|coming|upcoming|forthcoming)\s+((?:\w+\s+){0,4}\w+)"
)
#: Days of a summit; what lasts longer is no date of one.
_LONGEST = 14


class Gatherings:
    """The days of summits, conferences and the like, by who takes part and by the word for them."""

    def __init__(self, tellings: Iterable[Telling]) -> None:
        found: dict[tuple[str, str], set[date]] = defaultdict(set)
        for telling in tellings:
            first, last = telling.days
            if telling.record.kind != "meeting" or telling.record.status in OFF or not first or not last:
                continue
            if (last - first).days > _LONGEST:
                continue
            for word in lists().gatherings & telling.surfaces.keys():
                for body in telling.bodies:
                    found[body, word].add(last)
        self._days = {key: sorted(days) for key, days in found.items()}

    def due(self, promises: Sequence[Telling]) -> date | None:
        """The last day of the gathering by which the promise, as told last, is to be kept; None where none is told."""
        for promise in reversed(promises):
            word = _gathering(promise.record.evidence.quote)
            if word and promise.published:
                return self._next(word, promise, promise.published)
        return None

    def _next(self, word: str, promise: Telling, told: date) -> date | None:
        """The first that comes after, of any of the promise's parties."""
        after = []
        for body in promise.bodies:
            days = self._days.get((body, word), [])
            after += days[bisect_right(days, told) :][:1]
        return min(after, default=None)


@lru_cache(maxsize=1 << 12)
def _gathering(quote: str) -> str:
    """The word for the next gathering that the quote names as the time due; empty where it names none."""
    match = _NEXT.search(quote.casefold())
    named = [stem(word) for word in words(match.group(1))] if match else []
    return next((word for word in named if word in lists().gatherings), "")
