"""Mentions of events in the text of many documents, grouped by the event they tell.

Where there are no records yet (or another's annotation is measured), the words alone must tell: documents of one story
are found by their rare words, and within a story two mentions are compared by their words, their sentences and what
else their sentences tell. The groups come together as those of records do, see `grouping`.
"""

from __future__ import annotations

from collections import Counter, defaultdict
from collections.abc import Iterable, Mapping, Sequence
from dataclasses import dataclass
from math import log, sqrt
from typing import TYPE_CHECKING, Any

import numpy as np

from dragoman.engines.terms import stem
from dragoman.merging.families import lists

if TYPE_CHECKING:
    from numpy.typing import NDArray

    Array = NDArray[np.float64]

Vector = dict[str, float]
#: Words on either side of a mention that stand near it.
_NEAR = 6


@dataclass(frozen=True, slots=True)
class EventMention:
    """Some words of a sentence that tell an event: their places in it, and lemma and part of speech of the main one."""

    id: str
    sentence: int
    places: tuple[int, ...]
    lemma: str
    pos: str = ""


@dataclass(frozen=True, slots=True)
class EventDocument:
    """A document as sentences of words, with the mentions in it."""

    id: str
    sentences: Mapping[int, Sequence[str]]
    mentions: tuple[EventMention, ...]


@dataclass(frozen=True, eq=False)
class Told:
    """A mention with all that it is compared by."""

    mention: EventMention
    doc: str
    stem: str
    text: str
    words: frozenset[str]
    names: frozenset[str]
    numbers: frozenset[str]
    sentence: Vector
    near: Vector
    #: The vectors of its words, of its main word, and of its sentence, as the encoder reads them.
    read: tuple[Any, Any, Any] = (None, None, None)


class Corpus:
    """The mentions of some documents, and how rare their words are."""

    def __init__(self, documents: Iterable[EventDocument]) -> None:
        self.documents = sorted(documents, key=lambda document: document.id)
        texts = {
            d.id: [w for number in sorted(d.sentences) for w in _words(d.sentences[number])] for d in self.documents
        }
        held = Counter(word for words in texts.values() for word in set(words))
        self._all = len(self.documents)
        self._rare = {word: log((self._all + 1) / (count + 0.5)) for word, count in held.items()}
        self.vectors = {id: self.vector(words) for id, words in texts.items()}
        self.told = [self._told(document, mention) for document in self.documents for mention in document.mentions]

    def rarity(self, word: str) -> float:
        """How rare a word is among the documents, from 0 up."""
        return self._rare.get(word, 7.0)

    def vector(self, words: Iterable[str]) -> Vector:
        """Words by rarity and number, of length 1."""
        unknown = log(self._all + 1)
        found = {word: (1 + log(n)) * self._rare.get(word, unknown) for word, n in Counter(words).items()}
        length = sqrt(sum(value * value for value in found.values())) or 1.0
        return {word: value / length for word, value in found.items()}

    def by_document(self) -> dict[str, list[int]]:
        """The places of each document's mentions in `told`."""
        found: dict[str, list[int]] = defaultdict(list)
        for place, told in enumerate(self.told):
            found[told.doc].append(place)
        return found

    def _told(self, document: EventDocument, mention: EventMention) -> Told:
        words = document.sentences[mention.sentence]
        inside = set(mention.places)
        rest = [word for place, word in enumerate(words) if place not in inside]
        first, last = min(inside) - _NEAR, max(inside) + _NEAR
        near = [word for place, word in enumerate(words) if first <= place <= last and place not in inside]
        own = [words[place] for place in sorted(inside) if place < len(words)]
        return Told(
            mention=mention,
            doc=document.id,
            stem=stem(mention.lemma),
            text=" ".join(own).lower(),
            words=frozenset(_words(own)) or frozenset({stem(mention.lemma)}),
            names=frozenset(w.lower() for i, w in enumerate(rest) if i and w[:1].isupper() and w[1:2].islower()),
            numbers=frozenset(word for word in rest if any(c.isdigit() for c in word)),
            sentence=self.vector(_words(rest)),
            near=self.vector(_words(near)),
        )


def cosine(one: Vector, other: Vector) -> float:
    """The cosine of two vectors of length 1."""
    if len(other) < len(one):
        one, other = other, one
    return sum(value * other[word] for word, value in one.items() if word in other)


def similar_documents(corpus: Corpus, least: float) -> list[tuple[str, str, float]]:
    """The pairs of documents whose words are alike, each document with itself among them, found by shared words."""
    ids = [document.id for document in corpus.documents]
    holding: dict[str, list[tuple[int, float]]] = defaultdict(list)
    found: list[tuple[str, str, float]] = []
    for number, id in enumerate(ids):
        sums: dict[int, float] = defaultdict(float)
        for word, value in corpus.vectors[id].items():
            for other, theirs in holding[word]:
                sums[other] += value * theirs
            holding[word].append((number, value))
        found += [(ids[other], id, share) for other, share in sorted(sums.items()) if share >= least]
        found.append((id, id, 1.0))
    return found


def _words(words: Iterable[str]) -> list[str]:
    empty = lists().empty
    return [stem(word.lower()) for word in words if any(c.isalnum() for c in word) and word.lower() not in empty]
