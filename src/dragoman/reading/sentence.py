"""A sentence by itself: parsed, and read by the encoder, for the questions that are asked of one sentence alone."""

from __future__ import annotations

from dataclasses import dataclass
from functools import cache
from pathlib import Path
from typing import TYPE_CHECKING

import numpy as np

from dragoman.errors import UsageError
from dragoman.language.parsed import from_spacy
from dragoman.language.parser import DEFAULT_PIPELINE, load_pipeline
from dragoman.reading.candidates import clause
from dragoman.reading.encoder import Encoded, Encoder
from dragoman.reading.models import FOLDER

if TYPE_CHECKING:
    from collections.abc import Iterable, Sequence

    from numpy.typing import NDArray

    from dragoman.language.parsed import ParsedPassage
    from dragoman.reading.network import Judgement

    Array = NDArray[np.float32]

#: A part of a sentence: the words as they stand in it (their first place counts), or (start, end) of its characters.
type Part = str | tuple[int, int]

WORD = 300
NOMINAL = frozenset({"NOUN", "PROPN", "PRON"})
PREDICATES = frozenset({"VERB", "AUX"})


@dataclass(frozen=True, slots=True)
class Sentence:
    """A parsed sentence with the encoder's vectors and the pipeline's word vectors, a row a token."""

    text: str
    parsed: ParsedPassage
    encoded: Encoded
    word_vectors: Array
    encoder: Encoder

    def judge(self, tokens: Sequence[int]) -> Judgement:
        """The encoder's judgement on some tokens, as if a record hung there."""
        clauses = [clause(self.parsed, token) for token in tokens]
        return self.encoder.judge(self.encoded, [(0, token) for token in tokens], clauses)

    def mean(self, tokens: Iterable[int]) -> Array:
        """The mean of the encoder's vectors of some tokens; zeros where it has seen none of them."""
        rows = [self.encoded.row_of[0, token] for token in tokens if (0, token) in self.encoded]
        size = self.encoded.words.shape[1]
        return self.encoded.words[rows].mean(0) if rows else np.zeros(size, np.float32)

    def word_mean(self, tokens: Iterable[int]) -> Array:
        """The mean of the pipeline's word vectors of some tokens that have one."""
        known = [token for token in tokens if self.parsed.vector_rows[token] >= 0]
        return self.word_vectors[known].mean(0) if known else np.zeros(WORD, np.float32)

    def window(self) -> Array:
        """The vector of the sentence as a whole."""
        result: Array = self.encoded.window[0]
        return result

    def head(self, span: tuple[int, int] | None) -> int | None:
        """The token that heads a stretch of the text; None where it touches no token."""
        within = self.parsed.tokens_between(*span) if span else None
        if within is None:
            return None
        first, behind = within
        tops = [
            token
            for token in range(first, behind)
            if self.parsed.heads[token] == token or not first <= self.parsed.heads[token] < behind
        ]
        return next((token for token in tops if self.parsed.pos[token] not in ("PUNCT", "SPACE")), first)

    def predicate(self, token: int) -> int:
        """The nearest verb above a token, or the token at the top."""
        above = token
        for above in self.parsed.ancestors(token):
            if self.parsed.pos[above] in PREDICATES:
                break
        return above

    def top(self) -> int:
        """The token that nothing governs, the first of several."""
        return next(token for token, head in enumerate(self.parsed.heads) if token == head)


def read_sentence(text: str, folder: Path = FOLDER) -> Sentence:
    """The sentence, parsed and encoded; raises UsageError where it has no word."""
    nlp = load_pipeline(DEFAULT_PIPELINE)
    if not text.strip():
        raise UsageError("there is no sentence: the text is empty")
    with nlp.memory_zone():
        doc = nlp(text)
        parsed = from_spacy(doc, offset=0, role="content", number=0)
    encoder = _encoder(folder)
    encoded = encoder.encode([parsed])
    rows = np.array(parsed.vector_rows)
    vectors = nlp.vocab.vectors.data[np.maximum(rows, 0)] * (rows >= 0)[:, None]
    return Sentence(text, parsed, encoded, vectors.astype(np.float32), encoder)


def span_of(text: str, part: Part, name: str) -> tuple[int, int]:
    """Where a part stands in the text; raises UsageError, with the part's name, where it does not."""
    if isinstance(part, str):
        start = text.find(part) if part else -1
        if start < 0:
            raise UsageError(f"the {name} {part!r} does not stand in the sentence: write it as it stands there")
        return start, start + len(part)
    start, end = part
    if not 0 <= start < end <= len(text):
        raise UsageError(f"the {name} {part!r} lies outside the sentence of {len(text)} characters")
    return start, end


@cache
def _encoder(folder: Path) -> Encoder:
    return Encoder(folder)
