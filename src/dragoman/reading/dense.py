"""The parser's own numbers about a candidate: context vectors of its words and word vectors, side by side."""

from __future__ import annotations

from collections.abc import Sequence
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
SUBJECTS = frozenset({"nsubj", "nsubjpass"})
OBJECTS = frozenset({"dobj", "attr", "xcomp", "ccomp"})


@cache
def _vectors() -> Any:
    return load_pipeline().vocab.vectors.data


def dense_features(passage: ParsedPassage, anchors: Sequence[int]) -> NDArray[np.float32]:
    """`SIZE` numbers for each candidate of a passage, a row each."""
    context, words = passage.tensor, _word_vectors(passage)
    clauses = np.array([clause(passage, anchor) for anchor in anchors])
    sentences = np.array([passage.sentences[passage.sentence_of[anchor]] for anchor in anchors])
    at, heads = np.array(anchors), np.array([passage.heads[anchor] for anchor in anchors])
    before, words_before = _running(context), _running(words)
    # A row of zeros behind the last token stands for an argument that is not there.
    padded = np.concatenate([context, np.zeros((1, CONTEXT), np.float32)])
    return np.concatenate(
        [
            context[at],
            context[heads],
            _means(before, clauses),
            _means(before, sentences),
            padded[[_child(passage, anchor, SUBJECTS) for anchor in anchors]],
            padded[[_child(passage, anchor, OBJECTS) for anchor in anchors]],
            words[at],
            _means(words_before, clauses),
            words[heads],
        ],
        axis=1,
        dtype=np.float32,
    )


def _running(rows: NDArray[np.float32]) -> NDArray[np.float64]:
    """The sums of the rows before each row, and of all."""
    sums = np.zeros((len(rows) + 1, rows.shape[1]))
    np.cumsum(rows, axis=0, dtype=np.float64, out=sums[1:])
    return sums


def _means(before: NDArray[np.float64], spans: NDArray[np.int64]) -> NDArray[np.float64]:
    """The mean of each span of rows, from the running sums."""
    firsts, behinds = spans[:, 0], spans[:, 1]
    result: NDArray[np.float64] = (before[behinds] - before[firsts]) / (behinds - firsts)[:, None]
    return result


def _child(passage: ParsedPassage, anchor: int, deps: frozenset[str]) -> int:
    for child in passage.children[anchor]:
        if passage.deps[child] in deps:
            return child
    return len(passage)


def _word_vectors(passage: ParsedPassage) -> NDArray[np.float32]:
    """A row a token; zeros for a word without a vector."""
    rows = np.array(passage.vector_rows)
    vectors: NDArray[np.float32] = _vectors()[np.maximum(rows, 0)]
    vectors[rows < 0] = 0
    return vectors
