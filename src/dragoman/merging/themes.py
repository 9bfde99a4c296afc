"""A coarser grain of events: what is told of one subject within a story, however often and in whatever words.

So counts NewsWCL50, whose `denuclearization` holds the demand, the offer and the doubt. What `event_pairs` holds for
one event stays together; the rest comes together by average link, as all else here, over the vectors of the words.
"""

from __future__ import annotations

from collections.abc import Callable, Sequence
from itertools import combinations, pairwise
from typing import TYPE_CHECKING, Any

import numpy as np

from dragoman.engines.terms import stem
from dragoman.merging.families import lists
from dragoman.merging.grouping import grouped

if TYPE_CHECKING:
    from dragoman.merging.event_mentions import Corpus, Told

#: From which mean cosine on two groups of mentions tell of one subject. Themes are vague: .2 to .35 differ little.
ALIKE = 0.3

#: The vector of a word, of length 1; zeros where there is none.
VectorOf = Callable[[str], Any]


def themes(corpus: Corpus, events: Sequence[Sequence[str]], vector_of: VectorOf) -> list[list[str]]:
    """The ids of mentions theme by theme, in the order of their first mentions; `corpus` holds one story's documents.

    `events` are groups of ids that stay together; mentions in none of them stand for themselves.
    """
    ids = [told.mention.id for told in corpus.told]
    place = {id: f"{number:09}" for number, id in enumerate(ids)}
    vectors = np.array([_vector(corpus, told, vector_of) for told in corpus.told])
    cosines = vectors @ vectors.T if ids else vectors
    scores = {(f"{a:09}", f"{b:09}"): float(cosines[a, b]) - ALIKE for a, b in combinations(range(len(ids)), 2)}
    must = [(place[one], place[other]) for event in events for one, other in pairwise(event)]
    links = {pair: score for pair, score in scores.items() if score > 0}
    found = list(grouped(links, lambda one, other: scores[one, other], must=must, largest=len(ids)))
    together = {name for group in found for name in group}
    found += [[name] for name in place.values() if name not in together]
    return [[ids[int(name)] for name in group] for group in sorted(found)]


def _vector(corpus: Corpus, told: Told, vector_of: VectorOf) -> Any:
    """The vectors of a mention's telling words together, the rarer the heavier, of length 1; zeros for none."""
    empty = lists().empty
    words = [word for word in told.text.split() if word not in empty]
    found = np.sum([corpus.rarity(stem(word)) * vector_of(word) for word in words or [told.mention.lemma]], axis=0)
    return found / (np.linalg.norm(found) or 1.0)
