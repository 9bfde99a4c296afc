"""How much a word tells: the rarer in the dossier, the more, in whole steps of doubling."""

from __future__ import annotations

import hashlib
from collections import Counter
from collections.abc import Iterable, Mapping

from dragoman.merging.families import lists
from dragoman.merging.telling import Telling

#: In a small dossier every word is rare; it is weighed as if it held this many records.
_SMALLEST = 256
_COMMONPLACE = 2


class Weights:
    """The weight of each word of a dossier: a whole number, the doublings between its count and that of all records.

    Whole steps, so that a new document changes few weights: only what holds such a word must be compared again.
    """

    def __init__(self, counts: Mapping[str, int], records: int) -> None:
        self._counts = counts
        self._all = max(records, _SMALLEST).bit_length()
        self._telling: dict[str, list[str]] = {}
        self._weights = {word: self._weighed(word, count) for word, count in counts.items()}

    @classmethod
    def of(cls, tellings: Iterable[Telling]) -> Weights:
        """The weights of the words of these tellings. What one document repeats counts once."""
        seen = {(word, telling.source) for telling in tellings for word in telling.surfaces}
        counts = Counter(word for word, _ in seen)
        return cls(counts, len({source for _, source in seen}))

    def __getitem__(self, word: str) -> int:
        return self._weights[word] if word in self._weights else self._weighed(word, 1)

    def _weighed(self, word: str, count: int) -> int:
        weight = max(1, self._all - count.bit_length())
        return min(weight, _COMMONPLACE) if word in lists().commonplace else weight

    def is_shared(self, word: str) -> bool:
        """Whether more than one document has the word."""
        return self._counts.get(word, 0) > 1

    def vector(self, telling: Telling) -> dict[str, int]:
        """The weights of a telling's words."""
        return {word: self[word] for word in telling.surfaces}

    def telling_words(self, telling: Telling, most: int) -> list[str]:
        """The rarest of its words that other documents have too, at most so many."""
        ordered = self._telling.get(telling.id)
        if ordered is None:
            shared = [word for word in telling.surfaces if self.is_shared(word) and self[word] > _COMMONPLACE]
            ordered = self._telling[telling.id] = sorted(shared, key=lambda word: (-self[word], word))
        return ordered[:most]

    def signature(self, telling: Telling) -> str:
        """Changes with whatever the comparisons of a telling depend on: its record, its day, its words' weights."""
        weights = ",".join(f"{word}:{self[word]}{'+' if self.is_shared(word) else ''}" for word in telling.surfaces)
        place = telling.record.where
        parts = (
            telling.id,
            telling.key,
            telling.source,
            str(telling.published),
            place,
            str(telling.record.whom),
            weights,
        )
        return hashlib.blake2b("\x1f".join(parts).encode("utf-8", "replace"), digest_size=8).hexdigest()
