"""The parser's own numbers about a candidate: context vectors of its words and word vectors, side by side."""

from __future__ import annotations

from functools import cache
from typing import TYPE_CHECKING, Any

import numpy as np

from dragoman.language.parser import load_pipeline
from dragoman.reading.candidates import clause

if TYPE_CHECKING:
    from numpy.typing import NDArray

    from dragoman.language.parsed import ParsedPassage

#: Context vectors (96 each): the word, its head, its clause, its sentence, its subject, its object; word vectors (300
#: each): the word, its clause, its head.
CONTEXT, WORD = 96, 300
SIZE = 6 * CONTEXT + 3 * WORD
OBJECTS = frozenset({"dobj", "attr", "xcomp", "ccomp"})


@cache
def _vectors() -> Any:
    return load_pipeline().vocab.vectors.data


def dense_features(passage: ParsedPassage, anchor: int) -> NDArray[np.float16]:
    """`SIZE` half-precision numbers for a candidate."""
    first, behind = clause(passage, anchor)
    start, end = passage.sentences[passage.sentence_of[anchor]]
    head = passage.heads[anchor]
    context = passage.tensor
    subject = next((c for c in passage.children[anchor] if passage.deps[c] in ("nsubj", "nsubjpass")), None)
    object_ = next((c for c in passage.children[anchor] if passage.deps[c] in OBJECTS), None)
    nothing = np.zeros(CONTEXT, np.float32)
    return np.concatenate(
        [
            context[anchor],
            context[head],
            context[first:behind].mean(0),
            context[start:end].mean(0),
            nothing if subject is None else context[subject],
            nothing if object_ is None else context[object_],
            _word(passage, anchor),
            _words(passage, first, behind),
            _word(passage, head),
        ]
    ).astype(np.float16)


def _word(passage: ParsedPassage, token: int) -> NDArray[np.float32]:
    row = passage.vector_rows[token]
    vector: NDArray[np.float32] = _vectors()[row] if row >= 0 else np.zeros(WORD, np.float32)
    return vector


def _words(passage: ParsedPassage, first: int, behind: int) -> NDArray[np.float32]:
    rows = [row for row in passage.vector_rows[first:behind] if row >= 0]
    mean: NDArray[np.float32] = _vectors()[rows].sum(0) / (behind - first) if rows else np.zeros(WORD, np.float32)
    return mean
