"""Texts with words replaced, which the larger network judges (training/variants.py)."""

from collections.abc import Callable
from types import ModuleType

import numpy as np
import pytest
from hypothesis import given
from hypothesis import strategies as st
from tokenizers import Tokenizer, models

PIECES = ["[UNK]", "[CLS]", "signed", "ratified", "treaty", "mini", "##lateral", "of", "17", "."]
NUMBER = {piece: number for number, piece in enumerate(PIECES)}
TOKENIZER = Tokenizer(models.WordPiece(NUMBER, unk_token="[UNK]"))


@pytest.fixture(scope="module")
def variants(training: Callable[[str], ModuleType]) -> ModuleType:
    return training("variants")


def vectors() -> np.ndarray:
    """At right angles to each other, but for two that have one and another that is near it."""
    found = np.eye(len(PIECES), dtype=np.float32)
    found[NUMBER["ratified"]] = found[NUMBER["signed"]]
    found[NUMBER["treaty"]] += 0.5 * found[NUMBER["signed"]]
    return found


def test_a_word_is_like_those_with_near_vectors_the_nearest_first(variants: ModuleType) -> None:
    like = variants.neighbours(TOKENIZER, vectors())

    assert like[NUMBER["signed"]] == [NUMBER["ratified"], NUMBER["treaty"]]


def test_a_word_without_near_ones_is_like_none(variants: ModuleType) -> None:
    assert variants.neighbours(TOKENIZER, vectors())[NUMBER["mini"]] == []


@pytest.mark.parametrize("piece", ["[CLS]", "##lateral", ".", "17", "of"])
def test_marks_ends_figures_and_short_words_are_not_asked_for(variants: ModuleType, piece: str) -> None:
    assert NUMBER[piece] not in variants.neighbours(TOKENIZER, vectors())


@given(
    words=st.lists(st.sampled_from(["signed", "treaty", "of", "minilateral", "mini", "17", "."])), seed=st.integers(0)
)
def test_only_whole_words_change_and_nothing_moves(variants: ModuleType, words: list[str], seed: int) -> None:
    like = {NUMBER[piece]: [NUMBER["ratified"]] for piece in ("signed", "mini")}
    pieces = [number for word in words for number in TOKENIZER.encode(word).ids]

    found = variants.varied(pieces, like, TOKENIZER, np.random.default_rng(seed))

    assert len(found) == len(pieces)
    behind = [*pieces, NUMBER["."]][1:]
    changed = [(old, after) for old, new, after in zip(pieces, found, behind, strict=True) if old != new]
    assert all(old in like and after != NUMBER["##lateral"] for old, after in changed)


def test_about_a_quarter_of_the_words_is_replaced(variants: ModuleType) -> None:
    signed, ratified = NUMBER["signed"], NUMBER["ratified"]

    found = variants.varied([signed] * 2000, {signed: [ratified]}, TOKENIZER, np.random.default_rng(0))

    assert 0.2 < found.count(ratified) / 2000 < 0.3
