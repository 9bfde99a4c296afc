"""Sentences are packed into windows for the encoder."""

import pytest
from hypothesis import given
from hypothesis import strategies as st
from tokenizers import Tokenizer

from dragoman.language.parsed import ParsedPassage
from dragoman.reading.models import FOLDER
from dragoman.reading.windows import LENGTH, START, Window, windows

from .given import words_only

TOKENIZER = Tokenizer.from_file(str(FOLDER / "tokenizer.json"))
TOKENIZER.no_truncation()
TOKENIZER.no_padding()
#: Passages, each the lengths of its sentences in words of one or two pieces.
LENGTHS = st.lists(st.lists(st.integers(1, 70), min_size=1, max_size=5), min_size=1, max_size=4)


def passages(lengths: list[list[int]]) -> list[ParsedPassage]:
    return [
        words_only(*(" ".join("treaty" if i % 7 else "Kishida" for i in range(size)) for size in sizes), number=number)
        for number, sizes in enumerate(lengths)
    ]


def packed(lengths: list[list[int]]) -> list[Window]:
    return windows(passages(lengths), TOKENIZER)


@given(LENGTHS)
def test_each_word_is_in_one_window_once(lengths: list[list[int]]) -> None:
    found = [place for window in packed(lengths) for place in window.positions]
    assert found == [(number, token) for number, sizes in enumerate(lengths) for token in range(sum(sizes))]


@given(LENGTHS)
def test_windows_are_not_too_long(lengths: list[list[int]]) -> None:
    for window in packed(lengths):
        assert 1 < len(window.pieces) <= LENGTH
        assert window.pieces[0] == TOKENIZER.token_to_id(START)
        assert all(0 < position < len(window.pieces) for position in window.positions.values())


@given(LENGTHS, LENGTHS)
def test_what_follows_changes_no_window_but_the_last(lengths: list[list[int]], more: list[list[int]]) -> None:
    alone, followed = packed(lengths), packed(lengths + more)
    assert followed[: len(alone) - 1] == alone[:-1]
    assert followed[len(alone) - 1].pieces[: len(alone[-1].pieces)] == alone[-1].pieces


def test_a_word_stands_at_its_first_piece() -> None:
    (window,) = windows([words_only("Kishida met")], TOKENIZER)
    first, second = window.positions[0, 0], window.positions[0, 1]
    assert (first, second) == (1, len(window.pieces) - 1)
    assert second > first + 1, "the name has several pieces"


@pytest.mark.parametrize(("size", "seen"), [(159, 159), (400, 159)])
def test_an_overlong_sentence_is_cut(size: int, seen: int) -> None:
    (window,) = windows([words_only("treaty " * size)], TOKENIZER)
    assert list(window.positions) == [(0, token) for token in range(seen)]
    assert len(window.pieces) == LENGTH


def test_no_passages_no_windows() -> None:
    assert windows([], TOKENIZER) == []
