"""What the shipped encoder and the pipeline's word vectors add to mentions: how alike words are as they stand."""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import dataclass, replace
from functools import lru_cache
from pathlib import Path
from typing import TYPE_CHECKING, Any, cast

import numpy as np

from dragoman.merging.event_mentions import Corpus, EventDocument, Told

if TYPE_CHECKING:
    from collections.abc import Callable

    from dragoman.language.parsed import ParsedPassage
    from dragoman.reading.encoder import Encoder


@dataclass(frozen=True, slots=True)
class _Sentences:
    """As much of a parsed passage as the encoder asks for."""

    words: tuple[str, ...]
    sentences: tuple[tuple[int, int], ...]


def with_vectors(documents: Sequence[EventDocument], encoder: Encoder | None) -> Corpus:
    """The corpus, its mentions with the vectors of their words, their main words and their sentences, each centred."""
    corpus = Corpus(documents)
    if encoder is None or not corpus.told:
        return corpus
    told = corpus.by_document()
    read: list[tuple[Any, Any, Any]] = [(None, None, None)] * len(corpus.told)
    for document in corpus.documents:
        for place, vectors in zip(told[document.id], _read(document, encoder), strict=True):
            read[place] = vectors
    centred = [_centred(np.array([vectors[part] for vectors in read])) for part in range(3)]
    corpus.told = [_with(one, tuple(part[place] for part in centred)) for place, one in enumerate(corpus.told)]
    return corpus


def shipped_encoder() -> Encoder:
    """The encoder of the shipped reader."""
    import dragoman.reading
    from dragoman.reading.encoder import Encoder

    return Encoder(Path(dragoman.reading.__file__).parent / "models")


def word_vectors(pipeline: str) -> Callable[[str], Any]:
    """The pipeline's vector of a word, of length 1; zeros where it has none."""
    from dragoman.language.parser import load_pipeline

    vocabulary = load_pipeline(pipeline).vocab

    @lru_cache(maxsize=65536)
    def vector(word: str) -> Any:
        found = vocabulary[word].vector
        return found / (float(np.linalg.norm(found)) or 1.0)

    return vector


def word_likeness(pipeline: str) -> Callable[[str, str], float]:
    """How alike two words are by the pipeline's word vectors, from -1 to 1; 0 where it has none for one of them."""
    vector = word_vectors(pipeline)

    @lru_cache(maxsize=1 << 20)
    def similar(one: str, other: str) -> float:
        return 1.0 if one == other else float(vector(one) @ vector(other))

    return similar


def _read(document: EventDocument, encoder: Encoder) -> list[tuple[Any, Any, Any]]:
    """The vectors of each mention of a document. Only sentences with mentions are read."""
    numbers = sorted({mention.sentence for mention in document.mentions})
    words: list[str] = []
    spans: dict[int, tuple[int, int]] = {}
    for number in numbers:
        spans[number] = len(words), len(words) + len(document.sentences[number])
        words += document.sentences[number]
    passage = cast("ParsedPassage", _Sentences(tuple(words), tuple(spans.values())))
    encoded = encoder.encode([passage])
    found = []
    for mention in document.mentions:
        first, behind = spans[mention.sentence]
        sentence = [encoded.row_of[0, place] for place in range(first, behind) if (0, place) in encoded.row_of]
        own = [encoded.row_of[0, first + place] for place in mention.places if (0, first + place) in encoded.row_of]
        around = encoded.words[sentence].mean(0)
        main = [row for place, row in zip(mention.places, own, strict=False) if _is_main(document, mention, place)]
        of_words = encoded.words[own].mean(0) if own else around
        found.append((of_words, encoded.words[main[0]] if main else of_words, around))
    return found


def _is_main(document: EventDocument, mention: Any, place: int) -> bool:
    word = document.sentences[mention.sentence][place].lower()
    return bool(word[:3] == mention.lemma[:3])


def _centred(vectors: Any) -> Any:
    vectors = vectors - vectors.mean(0)
    return vectors / (np.linalg.norm(vectors, axis=1, keepdims=True) + 1e-9)


def _with(told: Told, read: tuple[Any, ...]) -> Told:
    return replace(told, read=cast("tuple[Any, Any, Any]", read))
