"""The encoder: what it computes for a document depends on that document alone."""

import math

import numpy as np
import pytest
from hypothesis import given
from hypothesis import strategies as st

from dragoman.reading.encoder import Encoded, Encoder, gelu
from dragoman.reading.models import FOLDER
from dragoman.reading.windows import LENGTH
from dragoman.record import KINDS

from .given import words_only

MADRID = [words_only("Japan and Poland met in Madrid .", "They signed a treaty .")]
TOKYO = [words_only("The minister denied the report . " * 9, number=n) for n in range(5)]


@pytest.fixture(scope="module")
def encoder() -> Encoder:
    return Encoder(FOLDER)


@given(st.floats(-4, 4, width=32))
def test_gelu_is_that_of_the_error_function(x: float) -> None:
    (found,) = gelu(np.array([x], np.float32))
    assert found == pytest.approx(0.5 * x * (1 + math.erf(x / math.sqrt(2))), abs=1e-6)


def test_gelu_is_nothing_far_below_zero_and_the_number_far_above() -> None:
    assert gelu(np.array([-30, 0, 30], np.float32)).tolist() == [0, 0, 30]


@pytest.mark.slow
def test_every_word_has_a_vector_and_its_windows(encoder: Encoder) -> None:
    encoded = encoder.encode(MADRID)
    assert list(encoded.row_of) == [(0, token) for token in range(12)]
    assert encoded.words.shape == encoded.window.shape == (12, encoded.words.shape[1])
    assert (0, 11) in encoded
    assert (0, 12) not in encoded


@pytest.mark.slow
def test_a_document_has_the_same_vectors_alone_and_among_others(encoder: Encoder) -> None:
    alone = encoder.encode(MADRID)
    encoder.encode(TOKYO)
    among = encoder.encode(MADRID)
    fresh = Encoder(FOLDER).encode(MADRID)
    for other in (among, fresh):
        assert other.row_of == alone.row_of
        assert np.array_equal(other.words, alone.words)
        assert np.array_equal(other.window, alone.window)


@pytest.mark.slow
def test_judgements_are_probabilities(encoder: Encoder) -> None:
    judged = encoder.judge(encoder.encode(MADRID), [(0, 3), (0, 8)], [(0, 6), (7, 11)])
    for part in (judged.kinds, judged.statuses, judged.stances):
        assert part.sum(1).tolist() == pytest.approx([1, 1], abs=1e-5)


@pytest.mark.slow
def test_it_tells_a_meeting_from_an_agreement(encoder: Encoder) -> None:
    judged = encoder.judge(encoder.encode(MADRID), [(0, 3), (0, 8)], [(0, 6), (7, 11)])
    assert [KINDS[i] for i in judged.kinds[:, :-1].argmax(1)] == ["meeting", "agreement"]


@pytest.mark.slow
def test_a_word_behind_the_end_of_an_overlong_sentence_is_no_record(encoder: Encoder) -> None:
    encoded = encoder.encode([words_only("treaty " * (LENGTH + 50))])
    place = (0, LENGTH + 10)
    assert place not in encoded
    judged = encoder.judge(encoded, [place], [(0, 20)])
    assert judged.kinds[0].tolist() == [0.0] * len(KINDS) + [1.0]


@pytest.mark.slow
def test_without_passages_there_is_nothing(encoder: Encoder) -> None:
    encoded = encoder.encode([])
    assert isinstance(encoded, Encoded)
    assert not encoded.row_of
