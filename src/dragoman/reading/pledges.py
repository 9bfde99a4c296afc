"""Pledges: whether a sentence of a programme or statement promises something that can be checked."""

from __future__ import annotations

from dataclasses import dataclass
from functools import cache
from pathlib import Path
from typing import TYPE_CHECKING
from zlib import crc32

import numpy as np

from dragoman.codebook.codebook import load_codebook
from dragoman.reading.mixed import Mixed, load_arrays, unpacked
from dragoman.reading.models import FOLDER
from dragoman.reading.sentence import read_sentence

if TYPE_CHECKING:
    from collections.abc import Iterator

    from numpy.typing import NDArray

    from dragoman.codebook.codebook import Codebook
    from dragoman.reading.sentence import Sentence

    Array = NDArray[np.float32]

#: Hashed features are numbers below 2 ** BITS.
BITS = 15
SILENT = frozenset({"PUNCT", "SPACE"})


@dataclass(frozen=True, slots=True)
class PledgeModel:
    """The shipped weights. A sentence is taken for a pledge where its probability reaches `threshold`."""

    weights: Mixed
    threshold: float
    folder: Path

    def of_text(self, text: str) -> float:
        """The probability that a sentence is a pledge; raises UsageError where it is empty."""
        return self.of(read_sentence(text, self.folder))

    def of(self, sentence: Sentence) -> float:
        """The probability that a sentence, read already, is a pledge."""
        numbers, features = dense(sentence), hashed(sentence, load_codebook())
        return float(self.weights.probabilities(numbers, features)[1])


@cache
def load_pledges(folder: Path = FOLDER) -> PledgeModel:
    """The model, loaded once a process."""
    arrays = load_arrays(folder / "pledges.npz")
    return PledgeModel(unpacked(arrays), float(arrays["threshold"].astype(np.float64)), folder)


def dense(sentence: Sentence) -> Array:
    """The sentence as numbers."""
    return np.concatenate(list(blocks(sentence).values())).astype(np.float32)


def blocks(sentence: Sentence) -> dict[str, Array]:
    """The parts of `dense` by name."""
    p, judged = sentence.parsed, sentence.judge([sentence.top()])
    told = [t for t, pos in enumerate(p.pos) if pos not in SILENT]
    return {
        "top": sentence.mean([sentence.top()]),
        "mean": sentence.mean(told),
        "window": sentence.window(),
        "words": sentence.word_mean(t for t in told if p.pos[t] in ("VERB", "NOUN", "ADJ")),
        "judged": np.concatenate([judged.kinds[0], judged.statuses[0]]),
    }


def hashed(sentence: Sentence, codebook: Codebook) -> list[int]:
    """The sentence's features as numbers below 2 ** BITS, each once, in order."""
    mask = (1 << BITS) - 1
    return sorted({crc32(f.encode("utf-8", "replace")) & mask for f in _features(sentence, codebook)})


def _features(sentence: Sentence, codebook: Codebook) -> Iterator[str]:
    p = sentence.parsed
    row = [
        "#" if pos == "NUM" else lower if pos == "AUX" else lemma
        for lemma, lower, pos in zip(p.lemmas, p.lowers, p.pos, strict=True)
        if pos not in SILENT
    ]
    for size, name in ((1, "U"), (2, "B"), (3, "T")):
        yield from (f"{name}={'_'.join(row[i : i + size])}" for i in range(len(row) - size + 1))
    yield from (f"first={word}" for word in row[:1])
    top = sentence.top()
    yield from (f"top={p.lemmas[top]}", f"tag={p.tags[top]}", f"long={min(8, len(row) // 5)}", "all")
    for child in p.children[top]:
        if p.deps[child] in ("nsubj", "nsubjpass", "aux", "neg", "dobj", "xcomp", "auxpass"):
            yield from (f"c={p.deps[child]}{p.lowers[child]}", f"ct={p.deps[child]}{p.tags[child]}")
    cues = {codebook.status_cue(lemma) for lemma in p.lemmas}
    yield from (f"cue={cue}" for cue in sorted(filter(None, cues)))
    yield from (f"e={entity}" for entity in sorted(set(p.entities) - {""}))
