"""Factuality: how real a sentence tells what one of its words names, from -3 (certainly not) to 3 (certainly so).

A linear model over the word's surroundings gives probabilities of steps on that scale: tense, modals, negation, what
governs the word and how real that is, conditions, the codebook's cues, the encoder's judgement.
"""

from __future__ import annotations

from dataclasses import dataclass
from functools import cache
from itertools import islice
from pathlib import Path
from typing import TYPE_CHECKING
from zlib import crc32

import numpy as np

from dragoman.codebook.codebook import load_codebook
from dragoman.errors import UsageError
from dragoman.reading.mixed import Mixed, load_arrays, unpacked
from dragoman.reading.models import FOLDER
from dragoman.reading.sentence import read_sentence, span_of

if TYPE_CHECKING:
    from collections.abc import Iterator

    from numpy.typing import NDArray

    from dragoman.codebook.codebook import Codebook
    from dragoman.language.parsed import ParsedPassage
    from dragoman.reading.mixed import Arrays
    from dragoman.reading.sentence import Part, Sentence

    Array = NDArray[np.float32]

#: Hashed features are numbers below 2 ** BITS.
BITS = 15
LEAST, MOST = -3.0, 3.0
#: Words below a predicate that say how real it is.
CUES = frozenset({"aux", "auxpass", "neg", "mark", "advmod", "prt", "det", "amod", "poss", "expl", "predet", "case"})
#: How many words above are looked at.
REACH = 4
QUESTION = "?"
#: Words anywhere in the sentence that leave something open.
OPEN_WORDS = ("if", "whether", "would", "could", "may", "might", "not", "n't")
#: Words of a subject or object that take back what the verb says.
NONE = frozenset({"no", "nobody", "none", "nothing", "few", "little", "any", "neither"})


@dataclass(frozen=True, slots=True)
class Scale:
    """The steps of the scale, and how the probabilities of its steps become one number."""

    weights: Mixed
    #: The value of each step, rising.
    steps: Array
    #: The share of the median in the number; the mean has the rest.
    median_share: float

    def value(self, probabilities: Array) -> float:
        """One number from the probability of each step."""
        mean = float(probabilities @ self.steps)
        reached = np.cumsum(probabilities)
        median = float(np.interp(0.5, reached - probabilities / 2, self.steps))
        return float(np.clip(self.median_share * median + (1 - self.median_share) * mean, LEAST, MOST))


class FactualityModel:
    """The shipped weights with the codebook's cues."""

    def __init__(self, folder: Path = FOLDER) -> None:
        self.folder = folder
        self.codebook = load_codebook()
        self.scale = scale_of(load_arrays(folder / "factuality.npz"))

    def of_text(self, text: str, part: Part) -> float:
        """How real what the part names is told to be; raises UsageError where it does not stand in the text."""
        span = span_of(text, part, "predicate")
        sentence = read_sentence(text, self.folder)
        token = sentence.head(span)
        if token is None:
            raise UsageError(f"the predicate {part!r} holds no word")
        return self.of(sentence, token)

    def of(self, sentence: Sentence, token: int) -> float:
        """How real what a token of a parsed sentence names is told to be, from -3 to 3."""
        numbers, features = dense(sentence, token), hashed(sentence, token, self.codebook)
        return self.scale.value(self.scale.weights.probabilities(numbers, features))


@cache
def load_factuality(folder: Path = FOLDER) -> FactualityModel:
    """The model, loaded once a process."""
    return FactualityModel(folder)


def scale_of(arrays: Arrays) -> Scale:
    """The scale from its arrays as shipped."""
    return Scale(unpacked(arrays), arrays["steps"].astype(np.float32), float(arrays["median_share"]))


def dense(sentence: Sentence, token: int) -> Array:
    """The word and what governs it as numbers."""
    return np.concatenate(list(blocks(sentence, token).values())).astype(np.float32)


def blocks(sentence: Sentence, token: int) -> dict[str, Array]:
    """The parts of `dense` by name."""
    above = sentence.predicate(token)
    judged = sentence.judge([token, above])
    each = np.concatenate([judged.kinds, judged.statuses, judged.stances], 1)
    return {
        "word": sentence.mean([token]),
        "above": sentence.mean([above]),
        "judged": np.concatenate([*each, [float(above == token)]]),
    }


def hashed(sentence: Sentence, token: int, codebook: Codebook) -> list[int]:
    """The word's features as numbers below 2 ** BITS, each once, in order."""
    mask = (1 << BITS) - 1
    return sorted({crc32(f.encode("utf-8", "replace")) & mask for f in _features(sentence.parsed, token, codebook)})


def _features(p: ParsedPassage, token: int, codebook: Codebook) -> Iterator[str]:
    yield from _own(p, token, codebook)
    deps = p.deps[token]
    below = token
    for step, above in enumerate(islice(p.ancestors(token), REACH), start=1):
        yield from _above(p, below, above, step, codebook)
        if step == 1:
            yield f"h={p.deps[token]}>{p.lemmas[above]}"
            yield f"hl={p.lemmas[token]}<{p.lemmas[above]}"
        if p.pos[above] in ("VERB", "AUX", "NOUN"):
            deps += ">" + p.deps[above]
        below = above
    yield "deps=" + deps
    first, behind = p.sentences[p.sentence_of[token]]
    for place in range(max(first, token - 3), min(behind, token + 4)):
        if place != token:
            yield f"w{place - token}={p.lemmas[place]}"
            yield f"n{'<' if place < token else '>'}={p.lemmas[place]}"
    lowers = p.lowers[first:behind]
    yield from (f"s={word}" for word in OPEN_WORDS if word in lowers)
    if p.quoted[token]:
        yield "quoted"
    if QUESTION in lowers:
        yield "question"


def _own(p: ParsedPassage, token: int, codebook: Codebook) -> Iterator[str]:
    lemma, tag, dep = p.lemmas[token], p.tags[token], p.deps[token]
    yield from ("l=" + lemma, "t=" + tag, "d=" + dep, f"td={tag}{dep}", f"lt={lemma}{tag}", "all")
    marks = []
    for child in p.children[token]:
        if p.deps[child] in CUES:
            yield from (f"c={p.deps[child]}", f"c={p.deps[child]}{p.lemmas[child]}", f"tc={tag}{p.lemmas[child]}")
        if p.deps[child] in ("aux", "auxpass", "neg", "mark"):
            marks.append(p.lowers[child])
        elif p.deps[child] in ("nsubj", "dobj", "prep", "ccomp", "xcomp", "advcl"):
            yield from (f"k={p.deps[child]}", f"kt={p.deps[child]}{p.tags[child]}")
            if p.deps[child] == "advcl":
                yield from (f"ka={p.lemmas[inner]}" for inner in p.children[child] if p.deps[inner] == "mark")
            if p.deps[child] in ("nsubj", "dobj"):
                yield from (
                    f"kn={p.deps[child]}{p.lowers[i]}" for i in (child, *p.children[child]) if p.lowers[i] in NONE
                )
    yield f"m={tag}:{'_'.join(marks)}"
    cue = codebook.status_cue(lemma)
    if cue:
        yield "cue=" + cue


def _above(p: ParsedPassage, below: int, above: int, step: int, codebook: Codebook) -> Iterator[str]:
    """What one of the words above says: itself, how it is marked, which cue it is."""
    dep, lemma = p.deps[below], p.lemmas[above]
    near = min(step, 3)
    yield from (f"a{near}={lemma}", f"ad{near}={dep}{lemma}", f"a={lemma}", f"at{near}={dep}{p.tags[above]}")
    for child in p.children[above]:
        if p.deps[child] in ("aux", "neg", "mark", "advmod", "auxpass"):
            yield from (
                f"ac{near}={p.deps[child]}{p.lemmas[child]}",
                f"ac={p.lemmas[child]}",
                f"ad={dep}{p.lemmas[child]}",
            )
    cue = codebook.status_cue(lemma)
    if cue:
        yield from (f"acue{near}={cue}", f"acue={dep}{cue}")
