"""Who says what: attributions of a document's words to those who say, think or want them, with the cue that tells so.

Three logistic regressions decide: whether a word brings an attribution, which stretch it tells, and who tells it.
"""

from __future__ import annotations

from dataclasses import dataclass, replace
from functools import cache
from pathlib import Path
from typing import TYPE_CHECKING

import numpy as np

from dragoman.reading.linear import sums
from dragoman.reading.mixed import load_arrays
from dragoman.reading.models import FOLDER
from dragoman.reading.quotation_contents import contents
from dragoman.reading.quotation_features import BITS, content_features, cue_features, hashed, source_features
from dragoman.reading.quotation_sources import sources
from dragoman.reading.quoting import SUBJECTS, Quoting, candidates

if TYPE_CHECKING:
    from collections.abc import Sequence

    from numpy.typing import NDArray

    from dragoman.language.parsed import ParsedPassage
    from dragoman.reading.mixed import Arrays
    from dragoman.reading.quoting import Option

#: A word is looked at further from this probability on that it brings an attribution.
LEAST_TRUST = 0.06
#: An attribution counts from this probability on. On a held-out fifth of the training documents F1 is flat around it.
THRESHOLD = 0.28
#: A source is named from this probability on.
SOURCE_THRESHOLD = 0.2
#: The least that an attribution's score is lowered to for want of a source.
NO_SOURCE = 0.3
#: Of two attributions that share this much of their words (of all that they tell), the likelier one counts.
SAME = 0.5
#: Attributions so many passages apart never tell the same words.
NEAR = 3
#: Passage, first token, behind the last.
type Place = tuple[int, int, int]
PARTS = ("cue", "content", "source")


@dataclass(frozen=True, slots=True)
class Found:
    """One attribution as chosen: the passage's number in the list, tokens, and the probability of its being right."""

    passage: int
    cue: int
    told: Option
    source: Option | None
    score: float
    #: What is told: passage, first token, behind the last.
    content: tuple[Place, ...]
    #: The nouns that are coordinated with the source's own: `Japan and Korea said`.
    joined: frozenset[int] = frozenset()


@dataclass(frozen=True, slots=True)
class Binary:
    """A logistic regression over hashed features and, where it has any, dense numbers."""

    table: NDArray[np.float32]
    bias: float
    dense: NDArray[np.float32]

    def probabilities(
        self, rows: Sequence[Sequence[int]], dense: NDArray[np.float32] | None = None
    ) -> NDArray[np.float32]:
        """The probability of each row of hashed features (none empty)."""
        if not rows:
            return np.zeros(0, np.float32)
        lengths = np.sqrt(np.array([len(row) for row in rows], np.float32))
        scores = sums(self.table, rows)[:, 0] / lengths + self.bias
        if dense is not None:
            scores = scores + dense @ self.dense
        result: NDArray[np.float32] = (1 / (1 + np.exp(-scores))).astype(np.float32)
        return result


class QuotationModel:
    """Finds attributions with given weights."""

    def __init__(self, cue: Binary, content: Binary, source: Binary) -> None:
        self.cue, self.content, self.source = cue, content, source

    def find(self, passages: Sequence[ParsedPassage], threshold: float = THRESHOLD) -> list[Found]:
        """The attributions of a document, in the order of their cues."""
        quotings = [Quoting(p, passages[i + 1] if i + 1 < len(passages) else None) for i, p in enumerate(passages)]
        places = [(number, token) for number, passage in enumerate(passages) for token in candidates(passage)]
        trust = self.trust(quotings, places)
        chosen = [(*place, float(t)) for place, t in zip(places, trust, strict=True) if t >= LEAST_TRUST]
        return _apart([f for f in self.judged(quotings, chosen) if f.score >= threshold])

    def trust(self, quotings: Sequence[Quoting], places: Sequence[tuple[int, int]]) -> NDArray[np.float32]:
        """The probability of each word (passage, token) that it brings an attribution."""
        rows = [hashed(cue_features(quotings[n], token)) for n, token in places]
        return self.cue.probabilities(rows, cue_vectors([q.passage for q in quotings], places))

    def judged(self, quotings: Sequence[Quoting], places: Sequence[tuple[int, int, float]]) -> list[Found]:
        """For each cue (passage, token, trust) the likeliest stretch and source, with the probability of both."""
        kept: list[tuple[int, int]] = []
        options: list[list[Option]] = []
        rows: list[list[int]] = []
        starts: list[int] = []
        for number, token, trust in places:
            told = contents(quotings[number], token)
            if told:
                starts.append(len(rows))
                kept.append((number, token))
                options.append(told)
                rows += [hashed(content_features(quotings[number], token, told, o, trust)) for o in told]
        tellings = [(quotings[n], t, o) for (n, t), told in zip(kept, options, strict=True) for o in told]
        likely = self.content.probabilities(rows, content_vectors(tellings))
        best = [s + int(likely[s : s + len(o)].argmax()) for s, o in zip(starts, options, strict=True)]
        chosen = [o[b - s] for s, b, o in zip(starts, best, options, strict=True)]
        tellers: list[list[Option]] = []
        rows, source_starts = [], []
        for (number, token), told_option in zip(kept, chosen, strict=True):
            who = sources(quotings[number], token)
            source_starts.append(len(rows))
            tellers.append(who)
            rows += [hashed(source_features(quotings[number], token, who, o, told_option)) for o in who]
        named = self.source.probabilities(rows)
        found = []
        for place, told_option, b, s, who in zip(kept, chosen, best, source_starts, tellers, strict=True):
            top = int(named[s : s + len(who)].argmax()) if who else -1
            sure = float(named[s + top]) if who else 0.0
            source = who[top] if who and sure >= SOURCE_THRESHOLD else None
            score = float(likely[b]) * max(sure, NO_SOURCE)
            content = _content(quotings, place[0], told_option)
            joined = _joined(quotings[place[0]].passage, source.head) if source else frozenset[int]()
            found.append(Found(*place, told_option, source, score, content, joined))
        return found


def _content(quotings: Sequence[Quoting], number: int, told: Option) -> tuple[Place, ...]:
    """What is told, with the passages that a quotation without a closing mark goes on in, or comes from."""
    at = number + told.ahead
    content = [(at, first, behind) for first, behind in told.pieces]
    while (place := content[0])[1] == 0 and _goes_on(quotings, place[0] - 1):
        content.insert(0, (place[0] - 1, *quotings[place[0] - 1].stretches[-1][:2]))
    while (place := content[-1])[2] == len(quotings[place[0]].passage) and _goes_on(quotings, place[0]):
        content.append((place[0] + 1, *quotings[place[0] + 1].stretches[0][:2]))
    return tuple(content)


def _goes_on(quotings: Sequence[Quoting], number: int) -> bool:
    """Whether a passage ends in quoted words that are not closed, and the next one opens with a mark again."""
    if not 0 <= number < len(quotings) - 1:
        return False
    here, following = quotings[number], quotings[number + 1].stretches
    last = here.stretches[-1] if here.stretches else None
    unclosed = last is not None and not last.closed and last.behind == len(here.passage)
    return unclosed and bool(following) and following[0].first == 0 and following[0].opened


def _joined(passage: ParsedPassage, head: int) -> frozenset[int]:
    found: set[int] = set()
    waiting = [head]
    while waiting:
        new = [c for c in passage.children[waiting.pop()] if passage.deps[c] == "conj"]
        found.update(new)
        waiting += new
    return frozenset(found)


def cue_vectors(passages: Sequence[ParsedPassage], places: Sequence[tuple[int, int]]) -> NDArray[np.float32]:
    """The parser's own vectors of words, of the words that they hang on, and of their subjects (or nothing)."""
    return _vectors([(passages[n], (t, passages[n].heads[t], _subject(passages[n], t))) for n, t in places], 3)


def content_vectors(tellings: Sequence[tuple[Quoting, int, Option]]) -> NDArray[np.float32]:
    """The parser's own vectors of the cue, of the word that governs what is told, and of its first word."""
    rows = []
    for q, cue, option in tellings:
        there = q.following if option.ahead and q.following else q.passage
        rows.append((there, (-1 if option.ahead else cue, option.head, option.pieces[0][0])))
    return _vectors(rows, 3)


def _vectors(rows: Sequence[tuple[ParsedPassage, tuple[int, ...]]], count: int) -> NDArray[np.float32]:
    if not rows:
        return np.zeros((0, 0), np.float32)
    result = np.zeros((len(rows), count, rows[0][0].tensor.shape[1]), np.float32)
    for row, (passage, tokens) in enumerate(rows):
        for column, token in enumerate(tokens):
            if token >= 0:
                result[row, column] = passage.tensor[token]
    return result.reshape(len(rows), -1)


def _subject(passage: ParsedPassage, token: int) -> int:
    return next((c for c in passage.children[token] if passage.deps[c] in SUBJECTS), -1)


def _apart(found: list[Found]) -> list[Found]:
    """Of attributions that tell the same words the likeliest; of the others what no likelier one tells."""
    kept: list[tuple[Found, frozenset[tuple[int, int]]]] = []
    for one in sorted(found, key=lambda f: (-f.score, f.passage, f.cue)):
        near = [w for o, w in kept if abs(o.passage - one.passage) < NEAR]
        content = one.content
        if len(content) > 1:
            content = tuple(place for place in content if not any(tokens([place]) <= w for w in near))
        words = tokens(content)
        if content and not any(len(words & w) > SAME * len(words | w) for w in near):
            kept.append((replace(one, content=content), words))
    return sorted((f for f, _ in kept), key=lambda f: (f.passage, f.cue))


def tokens(places: Sequence[Place]) -> frozenset[tuple[int, int]]:
    """The tokens of some places, as (passage, token)."""
    return frozenset((number, token) for number, first, behind in places for token in range(first, behind))


def from_arrays(arrays: Arrays) -> QuotationModel:
    """The model from its arrays as they are shipped: the rows of the tables that are not zero."""
    parts = []
    for name in PARTS:
        table = np.zeros((1 << BITS, 1), np.float32)
        rows = np.cumsum(arrays[f"{name}_steps"].astype(np.int64))
        table[rows, 0] = arrays[f"{name}_values"].astype(np.float32)
        dense = arrays[f"{name}_dense"].astype(np.float32)
        parts.append(Binary(table, float(arrays[f"{name}_bias"]), dense))
    return QuotationModel(*parts)


@cache
def load_quotations(folder: Path = FOLDER) -> QuotationModel:
    """The shipped model; raises TableError where its file is missing."""
    return from_arrays(load_arrays(folder / "quotations.npz"))
