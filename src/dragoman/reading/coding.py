"""Coding: what one party of a sentence does to another, as a PLOVER root with its quad class, mode and score.

A linear model over the act's features chooses the root; its weights were learned from sentences in which CONCEDE and
RETREAT are one class, which the codebook's rules then tell apart, as they tell the mode.
"""

from __future__ import annotations

from dataclasses import dataclass
from functools import cache
from pathlib import Path
from typing import TYPE_CHECKING

import numpy as np

from dragoman.codebook.codebook import load_codebook
from dragoman.codebook.entries import Coding
from dragoman.reading.candidates import clause
from dragoman.reading.coding_features import act_of, dense, hashed
from dragoman.reading.mixed import Mixed, load_arrays, unpacked
from dragoman.reading.models import FOLDER
from dragoman.reading.sentence import read_sentence, span_of
from dragoman.record import KINDS, STANCES, STATUSES

if TYPE_CHECKING:
    from numpy.typing import NDArray

    from dragoman.codebook.codebook import Codebook
    from dragoman.reading.coding_features import Act
    from dragoman.reading.mixed import Arrays
    from dragoman.reading.sentence import Part, Sentence

#: The class of what gives way, in word (CONCEDE) or deed (RETREAT).
YIELD = "YIELD"
YIELDING = frozenset({"CONCEDE", "RETREAT"})
#: How many kinds and statuses are tried, the likeliest first, for one that the codebook gives the chosen root.
KINDS_TRIED, STATUSES_TRIED = 4, 2


@dataclass(frozen=True, slots=True)
class RootModel:
    """The choice among the roots."""

    roots: tuple[str, ...]
    #: The number of each root's quad class.
    quad_of: NDArray[np.int64]
    weights: Mixed

    def choose(self, probabilities: NDArray[np.float32]) -> str:
        """The likeliest root of the likeliest quad class."""
        quads = np.bincount(self.quad_of, probabilities)
        within = np.where(self.quad_of == quads.argmax(), probabilities, 0)
        return self.roots[int(within.argmax())]


class Coder:
    """Codes sentences with the shipped weights and the codebook's rules."""

    def __init__(self, folder: Path = FOLDER) -> None:
        self.folder = folder
        self.codebook: Codebook = load_codebook()
        self.model = root_model(load_arrays(folder / "coding.npz"))

    def code(self, text: str, source: Part | None = None, target: Part | None = None) -> Coding:
        """What the source does to the target in the sentence; either may be missing.

        Raises UsageError where the text is empty or a party does not stand in it.
        """
        spans = [
            None if part is None else span_of(text, part, name)
            for part, name in ((source, "source"), (target, "target"))
        ]
        sentence = read_sentence(text, self.folder)
        act = act_of(sentence, *spans)
        return self.coding(sentence, act, self.model.choose(self.probabilities(sentence, act)))

    def probabilities(self, sentence: Sentence, act: Act) -> NDArray[np.float32]:
        """The probability of each root of the model, in their order."""
        return self.model.weights.probabilities(dense(sentence, act), hashed(sentence, act, self.codebook))

    def coding(self, sentence: Sentence, act: Act, root: str) -> Coding:
        """The root with what the codebook's rules add to it: the mode, and whether what yields is a word or a deed."""
        wanted = YIELDING if root == YIELD else {root}
        told = self._told(sentence, act, wanted)
        if told is not None:
            return told
        plain = self.codebook.roots["CONCEDE" if root == YIELD else root]
        return Coding(plain.name, plain.quad, None, plain.score)

    def _told(self, sentence: Sentence, act: Act, wanted: frozenset[str] | set[str]) -> Coding | None:
        """The first coding with a root that is wanted, of the kinds and statuses that the encoder finds likely."""
        p, tokens = sentence.parsed, list(dict.fromkeys((act.predicate, act.meeting, *act.path)))
        judged = sentence.judge(tokens)
        for row, token in enumerate(tokens):
            first, behind = clause(p, token)
            lemmas = [p.lemmas[token], *(p.lemmas[t] for t in range(first, behind))]
            stance = STANCES[int(judged.stances[row].argmax())]
            for kind in (KINDS[i] for i in _best(judged.kinds[row, :-1], KINDS_TRIED)):
                for status in (STATUSES[i] for i in _best(judged.statuses[row], STATUSES_TRIED)):
                    coding = self.codebook.plover(kind, status, stance if kind == "statement" else None, lemmas)
                    if coding and coding.root in wanted:
                        return coding
        return None


@cache
def load_coder(folder: Path = FOLDER) -> Coder:
    """The coder, loaded once a process."""
    return Coder(folder)


def root_model(arrays: Arrays) -> RootModel:
    """The model from its arrays as shipped."""
    return RootModel(tuple(map(str, arrays["roots"])), arrays["quad_of"].astype(np.int64), unpacked(arrays))


def _best(probabilities: NDArray[np.float32], count: int) -> list[int]:
    return [int(i) for i in np.argsort(-probabilities, kind="stable")[:count]]
