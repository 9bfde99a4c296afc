"""Folds of documents for cross-validation: each genre spread evenly, near copies of a story on one side."""

from __future__ import annotations

import random
import re
from collections import defaultdict
from collections.abc import Mapping

FOLDS = 5
#: Words a shingle, and the share of the shorter text's shingles that makes two texts copies.
SHINGLE, COPY = 6, 0.15


def folds(texts: Mapping[str, str], seed: int = 3) -> list[list[str]]:
    """The names of the texts in five folds. The genre is the name without its last part (`t_news_012`)."""
    by_genre = defaultdict(list)
    for group in _copies(texts):
        by_genre[group[0].rpartition("_")[0]].append(group)
    rng, found, turn = random.Random(seed), [[] for _ in range(FOLDS)], 0
    for genre in sorted(by_genre):
        rng.shuffle(by_genre[genre])
        for group in by_genre[genre]:
            found[turn % FOLDS] += group
            turn += 1
    return [sorted(fold) for fold in found]


def _copies(texts: Mapping[str, str]) -> list[list[str]]:
    """The names in groups of near copies."""
    shingles_of = {name: shingles(text) for name, text in texts.items()}
    group_of = {name: name for name in texts}
    holders = defaultdict(list)
    for name in sorted(texts):
        shared = defaultdict(int)
        for shingle in shingles_of[name]:
            for other in holders[shingle]:
                shared[other] += 1
            holders[shingle].append(name)
        for other, count in shared.items():
            if count > COPY * min(len(shingles_of[name]), len(shingles_of[other])):
                old, new = group_of[name], group_of[other]
                group_of = {n: new if g == old else g for n, g in group_of.items()}
    groups = defaultdict(list)
    for name in sorted(texts):
        groups[group_of[name]].append(name)
    return sorted(groups.values())


def shingles(text: str) -> set[str]:
    """The runs of SHINGLE words of a text."""
    words = re.findall(r"\w+", text.casefold())
    return {" ".join(words[i : i + SHINGLE]) for i in range(len(words) - SHINGLE + 1)}
