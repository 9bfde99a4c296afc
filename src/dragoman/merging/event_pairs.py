"""Whether two mentions tell one event: what can be compared, and the learned trees that judge it.

Judged twice: first each pair for itself, then again with what the first judgement says of its surroundings.
"""

from __future__ import annotations

from collections import defaultdict
from collections.abc import Callable, Iterator, Sequence
from functools import cache
from pathlib import Path
from typing import TYPE_CHECKING

import numpy as np

from dragoman.merging.boosted import Trees
from dragoman.merging.event_mentions import Corpus, Told, cosine, similar_documents
from dragoman.merging.grouping import grouped

if TYPE_CHECKING:
    from numpy.typing import NDArray

    Array = NDArray[np.float64]
    Places = NDArray[np.int64]

#: Alike enough to be of one story: 99 in 100 pairs of mentions of one event stand in documents more alike than this.
SAME_STORY = 0.1
#: Above which logit two mentions come together. Chosen on held-out topics of the training part.
ENOUGH = -1.0
#: What a pair counts that was never compared, since its documents tell other stories.
_OTHER_STORY = -3.0
#: Groups of one event are looked for among so many mentions at once.
_LARGEST = 5000
#: Verbs and pronouns that tell nothing of what happened.
_LIGHT = frozenset(
    {
        *("have", "be", "do", "make", "take", "give", "get", "go", "come", "happen"),
        *("say", "tell", "report", "announce", "it", "this", "that", "what"),
    }
)
_LINKED, _SEEN = 0.15, 0.02

Similar = Callable[[str, str], float]


def event_groups(corpus: Corpus, similar: Similar, trees: tuple[Trees, Trees] | None = None) -> list[list[str]]:
    """The ids of mentions that tell one event, group by group; mentions that nobody else tells are groups of one.

    `similar` tells how alike two words are, from -1 to 1; see `event_vectors` for it and for the corpus.
    """
    places, rows = compared(corpus, similar)
    if not len(places):
        return [[told.mention.id] for told in corpus.told]
    first, second = trees or shipped()
    judged = first.scores(rows)
    judged = second.scores(np.hstack([rows, surroundings(corpus.told, places, judged)])) - ENOUGH
    return groups(corpus, places, judged)


def groups(corpus: Corpus, places: Places, judged: Array) -> list[list[str]]:
    """The groups that the judged pairs make: by average link, as records are grouped."""
    names = [f"{place:09}" for place in range(len(corpus.told))]
    scores = {(names[a], names[b]): float(score) for (a, b), score in zip(places.tolist(), judged, strict=True)}
    links = {pair: score for pair, score in scores.items() if score > 0}
    found = list(grouped(links, lambda one, other: scores.get((one, other), _OTHER_STORY), largest=_LARGEST))
    together = {name for group in found for name in group}
    found += [[name] for name in names if name not in together]
    return [[corpus.told[int(name)].mention.id for name in group] for group in sorted(found)]


def compared(corpus: Corpus, similar: Similar) -> tuple[Places, Array]:
    """The pairs of mentions that are compared (the smaller place first), and a row of features for each."""
    held = corpus.by_document()
    places: list[tuple[int, int]] = []
    rows: list[list[float]] = []
    for one, other, share in similar_documents(corpus, SAME_STORY):
        for a in held[one]:
            for b in held[other]:
                if a < b:
                    places.append((a, b))
                    rows.append(_features(corpus, corpus.told[a], corpus.told[b], share, similar))
    return np.array(places, np.int64).reshape(-1, 2), np.array(rows, np.float64).reshape(len(rows), -1)


def _features(corpus: Corpus, a: Told, b: Told, share: float, similar: Similar) -> list[float]:
    one, other = a.mention, b.mention
    same = one.lemma == other.lemma
    alike = similar(one.lemma, other.lemma)
    rarity = min(corpus.rarity(a.stem), corpus.rarity(b.stem))
    in_both = a.words & b.words
    words = _weight(corpus, in_both) / (_weight(corpus, a.words | b.words) or 1.0)
    names, fewest = len(a.names & b.names), min(len(a.names), len(b.names))
    first, last = sorted((one.sentence, other.sentence))
    sentences = cosine(a.sentence, b.sentence)
    read = [float(mine @ theirs) for mine, theirs in zip(a.read, b.read, strict=True) if mine is not None]
    return [
        *(same, a.stem[:4] == b.stem[:4] and len(a.stem) > 3, alike, max(_closest(a, b, similar), alike)),
        *(words, a.text == b.text, rarity, share, sentences, cosine(a.near, b.near)),
        *(names, names / fewest if fewest else -0.1, len(a.numbers & b.numbers)),
        *(a.doc == b.doc, a.doc == b.doc and first == last, one.pos == other.pos),
        *((one.lemma in _LIGHT) + (other.lemma in _LIGHT), rarity * same, abs(min(first, 8) - min(last, 8))),
        *(max(len(a.words), len(b.words)), min(first, 6), min(last, 10), alike * share, same * share),
        *read,
    ]


def surroundings(told: Sequence[Told], places: Places, judged: Array) -> Array:
    """For each pair its judgement, and what that of others says of it.

    Whether either has a likelier partner in the other's document, whether other mentions of their sentences go
    together, and how far both go together with the same third ones.
    """
    sure = 1 / (1 + np.exp(-judged))
    pairs = {(a, b): p for (a, b), p in zip(places.tolist(), sure.tolist(), strict=True)}
    best: dict[tuple[int, str], list[float]] = defaultdict(list)
    near: list[dict[int, float]] = [{} for _ in told]
    for (a, b), p in pairs.items():
        for mine, theirs in ((a, b), (b, a)):
            best[mine, told[theirs].doc].append(p)
            if p > _LINKED:
                near[mine][theirs] = p
    for values in best.values():
        values.sort(reverse=True)
    beside = _beside(told)
    rows = []
    for (a, b), p in pairs.items():
        rivals = [_rival(best[a, told[b].doc], p), _rival(best[b, told[a].doc], p)]
        support = max(_among(pairs, beside(a), beside(b)), default=0.0) if p > _SEEN else 0.0
        rows.append([p - rivals[0], p - rivals[1], support, *_third(near[a], near[b], a, b)])
    return np.hstack([judged[:, None], np.array(rows, np.float64).reshape(-1, 5)])


def _beside(told: Sequence[Told]) -> Callable[[int], list[int]]:
    held: dict[tuple[str, int], list[int]] = defaultdict(list)
    for place, one in enumerate(told):
        held[one.doc, one.mention.sentence].append(place)
    return lambda place: [other for other in held[told[place].doc, told[place].mention.sentence] if other != place]


def _among(pairs: dict[tuple[int, int], float], ones: Sequence[int], others: Sequence[int]) -> Iterator[float]:
    return (pairs.get((min(x, y), max(x, y)), 0.0) for x in ones for y in others if x != y)


def _rival(values: Sequence[float], own: float) -> float:
    """The best of the others: `values` hold the pair's own."""
    if values[0] > own + 1e-12:
        return values[0]
    return values[1] if len(values) > 1 else 0.0


def _third(mine: dict[int, float], theirs: dict[int, float], a: int, b: int) -> tuple[float, float]:
    shared = sorted((p * theirs[other] for other, p in mine.items() if other in theirs), reverse=True)[:5]
    others = (mine.keys() | theirs.keys()) - {a, b}
    apart = sum(abs(mine.get(other, 0.0) - theirs.get(other, 0.0)) for other in others)
    whole = sum(max(mine.get(other, 0.0), theirs.get(other, 0.0)) for other in others)
    return sum(shared), 1 - apart / whole if whole else 0.0


def _closest(a: Told, b: Told, similar: Similar) -> float:
    mine, theirs = a.text.split()[:4], b.text.split()[:4]
    return max((similar(one, other) for one in mine for other in theirs), default=-1.0)


def _weight(corpus: Corpus, words: frozenset[str]) -> float:
    return sum(corpus.rarity(word) for word in words)


@cache
def shipped() -> tuple[Trees, Trees]:
    """The trees as shipped, for the first judgement and the second."""
    path = Path(__file__).parent / "data" / "event_pairs.npz"
    return Trees.load(path, "first"), Trees.load(path, "second")
