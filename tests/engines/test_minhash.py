"""Signatures tell how much of their five-word shingles two texts share."""

import random

import pytest

from dragoman.engines.minhash import BANDS, PERMUTATIONS, bands, signature
from dragoman.engines.terms import words


def text(n: int, seed: int) -> list[str]:
    draw = random.Random(seed)
    return ["".join(draw.choices("abcdefghij", k=6)) for _ in range(n)]


def jaccard(one: str, other: str) -> float:
    """The share of common shingles, counted one by one."""
    sets = [{tuple(w[i : i + 5]) for i in range(len(w) - 4)} for w in (words(one), words(other))]
    return len(sets[0] & sets[1]) / len(sets[0] | sets[1])


def estimate(one: str, other: str) -> float:
    pairs = zip(signature(one), signature(other), strict=True)
    return sum(a == b for a, b in pairs) / PERMUTATIONS


@pytest.mark.parametrize("kept", [1.0, 0.95, 0.9, 0.8, 0.5, 0.2, 0.0])
def test_the_estimate_is_near_the_truth(kept: float) -> None:
    whole, other = text(400, 1), text(400, 2)
    share = int(400 * kept)
    one, two = " ".join(whole), " ".join(whole[:share] + other[share:])
    # Four standard errors of 64 draws.
    assert estimate(one, two) == pytest.approx(jaccard(one, two), abs=4 * 0.5 / 8)


def test_the_signature_is_that_of_the_words() -> None:
    assert signature("One two, three four five SIX!") == signature("one two three four five six")


def test_the_signature_is_pinned() -> None:
    # It is stored: another one would need another SHARD_VERSION.
    assert signature("one two three four five six")[:3] == [1366665305, 696931636, 254657705]


@pytest.mark.parametrize("short", ["", "?!"])
def test_no_words_no_signature(short: str) -> None:
    assert signature(short) == bands(signature(short)) == []


def test_bands_are_keys_of_pieces() -> None:
    one = signature(" ".join(text(100, 3)))
    other = [0, *one[1:]]
    keys = list(zip(bands(one), bands(other), strict=True))
    assert len(keys) == BANDS
    assert [a == b for a, b in keys] == [False] + [True] * (BANDS - 1)


def test_a_long_text_is_hashed_in_parts() -> None:
    assert len(signature(" ".join(text(9000, 4)))) == PERMUTATIONS
