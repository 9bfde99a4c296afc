"""Texts with some words put in the place of others: what a larger network judges of them is more to learn from.

A small network that learns only from the texts that the larger one has learned from takes over what that says of them,
not how it judges. So it is shown each text again with a share of its words replaced by words of like use, as in
TinyBERT's data augmentation (Jiao et al. 2020, doi:10.18653/v1/2020.findings-emnlp.372), and told the larger one's
judgement of the new text.
"""

from __future__ import annotations

from collections.abc import Mapping, Sequence

import numpy as np
from tokenizers import Tokenizer

#: So much of the words is replaced, each by one of so many of like use.
SHARE, NEAREST = 0.25, 10
#: A word has so many letters at least, and its vector is so near to that of what replaces it (cosine).
LENGTH, LIKENESS = 3, 0.3
_AT_ONCE = 1024


def neighbours(tokenizer: Tokenizer, vectors: np.ndarray) -> dict[int, list[int]]:
    """For each word piece that may be a whole word, those of like use, the likest first.

    `vectors` has a row a piece of the vocabulary.
    """
    vocabulary = tokenizer.get_vocab()
    words = sorted(n for piece, n in vocabulary.items() if piece.isascii() and piece.isalpha() and len(piece) >= LENGTH)
    units = vectors[words] / np.linalg.norm(vectors[words], axis=1, keepdims=True)
    found = {}
    for first in range(0, len(words), _AT_ONCE):
        likeness = units[first : first + _AT_ONCE] @ units.T
        # No word stands for itself.
        likeness[np.arange(len(likeness)), np.arange(first, first + len(likeness))] = -1
        nearest = np.argpartition(-likeness, min(NEAREST, len(words)) - 1, axis=1)[:, :NEAREST]
        for own, others, number in zip(likeness, nearest, words[first:], strict=False):
            best = sorted(others.tolist(), key=lambda i, own=own: (-own[i], i))
            found[number] = [words[i] for i in best if own[i] >= LIKENESS]
    return found


def varied(
    pieces: Sequence[int], like: Mapping[int, Sequence[int]], tokenizer: Tokenizer, rng: np.random.Generator
) -> list[int]:
    """The pieces with a share of the whole words among them replaced, as many as before and in their places."""
    found = list(pieces)
    for at in np.flatnonzero(rng.random(len(pieces)) < SHARE).tolist():
        others = like.get(pieces[at])
        if others and not _goes_on(pieces, at, tokenizer):
            found[at] = others[int(rng.integers(len(others)))]
    return found


def _goes_on(pieces: Sequence[int], at: int, tokenizer: Tokenizer) -> bool:
    """Whether the piece is only the beginning of a word."""
    return at + 1 < len(pieces) and str(tokenizer.id_to_token(pieces[at + 1])).startswith("##")
