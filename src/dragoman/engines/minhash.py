"""The MinHash signature of a text: how much two texts share can be told from their signatures alone."""

from __future__ import annotations

import hashlib
from functools import cache
from typing import Any

import numpy as np
from numpy.typing import NDArray

from dragoman.engines.terms import words

#: 64 values give an estimate of the share of common shingles with a standard error of 0.06 at most.
PERMUTATIONS = 64
#: 16 bands of 4: a pair at 0.8 meets in some band with a chance of 0.9998, at 0.7 of 0.99, at 0.3 of 0.12.
BANDS = 16
#: Five words in a row are seldom met twice by chance.
SHINGLE = 5
_PRIME = (1 << 31) - 1


def signature(text: str) -> list[int]:
    """The text's signature: PERMUTATIONS numbers below 2**31; empty where it has no word."""
    hashes = _shingle_hashes(text)
    if not hashes.size:
        return []
    factors, offsets = _permutations()
    best = np.full(PERMUTATIONS, _PRIME, dtype=np.uint64)
    for part in np.array_split(hashes, len(hashes) // 4096 + 1):
        best = np.minimum(best, ((part[:, None] * factors + offsets) % np.uint64(_PRIME)).min(axis=0))
    return [int(value) for value in best]


def bands(values: list[int]) -> list[int]:
    """BANDS keys of a signature: two texts that share one, at the same place, are worth comparing."""
    rows = PERMUTATIONS // BANDS
    pieces = (values[i : i + rows] for i in range(0, len(values), rows))
    return [_hash(",".join(map(str, piece)), 8) for piece in pieces]


def _shingle_hashes(text: str) -> NDArray[np.uint64]:
    """A number below _PRIME for each distinct shingle, in order of size; a text shorter than a shingle is one."""
    found = words(text)
    if not found:
        return np.array([], dtype=np.uint64)
    known = {word: _hash(word, 8) for word in set(found)}
    hashes = np.array([known[word] for word in found], dtype=np.uint64)
    count = max(len(found) - SHINGLE + 1, 1)
    # A polynomial of the words' hashes, modulo 2**64; odd factors lose nothing, the upper half is the better mixed.
    mixed = np.zeros(count, dtype=np.uint64)
    for place in range(min(SHINGLE, len(found))):
        mixed = mixed * np.uint64(0x9E3779B97F4A7C15) + hashes[place : place + count]
    mixed *= np.uint64(0xD6E8FEB86659FD93)
    return np.unique((mixed >> np.uint64(32)) % np.uint64(_PRIME))


def _hash(text: str, size: int) -> int:
    # Not `hash`, which differs from process to process.
    return int.from_bytes(hashlib.blake2b(text.encode("utf-8", "surrogatepass"), digest_size=size).digest(), "big")


@cache
def _permutations() -> tuple[NDArray[Any], NDArray[Any]]:
    """Factors and offsets of `(a·x + b) mod p`. Both below 2**31, so that no product leaves 64 bits."""
    drawn = [_hash(f"dragoman minhash {i}", 8) for i in range(2 * PERMUTATIONS)]
    factors = np.array([1 + value % (_PRIME - 1) for value in drawn[:PERMUTATIONS]], dtype=np.uint64)
    offsets = np.array([value % _PRIME for value in drawn[PERMUTATIONS:]], dtype=np.uint64)
    return factors, offsets
