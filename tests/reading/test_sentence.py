"""A sentence read by itself, and where its parts stand."""

import pytest

from dragoman.errors import UsageError
from dragoman.reading.sentence import read_sentence, span_of

TEXT = "France will not send its troops to Niger."


@pytest.mark.slow
def test_a_part_is_headed_by_the_word_that_governs_it() -> None:
    sentence = read_sentence(TEXT)
    head = sentence.head(span_of(TEXT, "its troops to Niger", "part"))
    assert head is not None
    assert sentence.parsed.words[head] == "troops"
    assert sentence.parsed.words[sentence.predicate(head)] == "send"
    assert sentence.parsed.words[sentence.top()] == "send"


@pytest.mark.slow
def test_a_sentence_reads_the_same_every_time() -> None:
    first, second = read_sentence(TEXT), read_sentence(TEXT)
    assert first.encoded.words.tobytes() == second.encoded.words.tobytes()
    assert first.mean([]).any() == second.word_mean([]).any() == False  # noqa: E712


def test_parts_are_words_or_offsets() -> None:
    assert span_of(TEXT, "Niger", "target") == span_of(TEXT, (35, 40), "target") == (35, 40)


@pytest.mark.parametrize(
    ("part", "told"),
    [
        ("Mali", "the target 'Mali' does not stand in the sentence"),
        ("", "the target '' does not stand"),
        ((38, 45), r"the target \(38, 45\) lies outside the sentence of 41 characters"),
        ((5, 5), "lies outside"),
    ],
)
def test_a_part_that_is_not_there_is_refused(part: str | tuple[int, int], told: str) -> None:
    with pytest.raises(UsageError, match=told):
        span_of(TEXT, part, "target")


def test_an_empty_sentence_is_refused() -> None:
    with pytest.raises(UsageError, match="the text is empty"):
        read_sentence(" \n")
