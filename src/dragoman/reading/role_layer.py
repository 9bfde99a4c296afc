"""The role layer: one layer of attention over a record's sentence and all that is offered for its roles.

Each option is weighed beside the predicate, the words of the sentence and the other options, so that what one of them
takes tells of the rest. A line is a word or an option; an option's line is the mean of its words as the encoder sees
them, and its hashed features. NumPy; trained by `make train`.
"""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import dataclass
from pathlib import Path
from typing import TYPE_CHECKING

import numpy as np

from dragoman.reading import packing
from dragoman.reading.encoder import gelu
from dragoman.reading.linear import softmax, sums
from dragoman.reading.mixed import load_arrays
from dragoman.record import KINDS, STATUSES

if TYPE_CHECKING:
    from numpy.typing import NDArray

    from dragoman.language.parsed import ParsedPassage
    from dragoman.reading.encoder import Encoded
    from dragoman.reading.options import Option
    from dragoman.reading.slots import Anchor

    Array = NDArray[np.float32]
    Whole = NDArray[np.int64]

FILE = "role_layer.npz"
#: What is answered of an actor (neither, who, whom), of a date and of a place (no, yes): columns of the scores.
ANSWERS = (slice(0, 3), slice(3, 5), slice(5, 7))
#: Hashed features are told apart by so many bits of their numbers.
BITS = 14
HEADS = 4
#: Of a sentence without end the words nearest to the predicate are seen; distances beyond `FAR` count as that.
MOST_WORDS, FAR = 64, 20
#: Sorts of lines: a word; behind it for actors, dates and places: named in the sentence, before it, only around it.
WORD, SORTS = 0, 10
_LEAST = np.float32(1e-5)


@dataclass(frozen=True, slots=True)
class Lines:
    """A record's sentence and options as the layer takes them: first the words, then actors, dates and places."""

    #: Of each line the rows of the encoder's words that it is the mean of; none for what stands nowhere near.
    rows: list[list[int]]
    sorts: Whole
    #: Words from the predicate to the line, plus `FAR`; the last number for what stands outside the sentence.
    distances: Whole
    #: The line of the predicate, and how many lines are words.
    anchor: int
    words: int
    #: Of each option its hashed features.
    features: list[list[int]]
    #: How many actors, dates and places.
    counts: tuple[int, int, int]
    kind: int
    status: int

    def vectors(self, words: Array) -> Array:
        """What the encoder sees of each line; zeros where it sees nothing."""
        found = np.zeros((len(self.rows), words.shape[1]), np.float32)
        found[: self.words] = words[[own[0] for own in self.rows[: self.words]]]
        for line in range(self.words, len(self.rows)):
            if self.rows[line]:
                found[line] = words[self.rows[line]].mean(0)
        return found


def lines(
    passage: ParsedPassage, anchor: Anchor, encoded: Encoded, offered: Sequence[Sequence[Option]]
) -> Lines | None:
    """The lines of a record; None where the encoder has not seen its predicate. `offered`: actors, dates, places."""
    if (anchor.passage, anchor.token) not in encoded:
        return None
    first, behind = passage.sentences[passage.sentence_of[anchor.token]]
    seen = [t for t in range(first, behind) if (anchor.passage, t) in encoded]
    middle = seen.index(anchor.token)
    low = max(0, min(middle - MOST_WORDS // 2, len(seen) - MOST_WORDS))
    seen = seen[low : low + MOST_WORDS]
    rows = [[encoded.row_of[anchor.passage, t]] for t in seen]
    sorts, distances = [WORD] * len(seen), [_distance(t, anchor.token) for t in seen]
    features = []
    for role, options in enumerate(offered):
        for option in options:
            places = [(anchor.passage, t) for t in option.tokens]
            own = [encoded.row_of[place] for place in places if place in encoded]
            before = [encoded.row_of[option.before]] if option.before and option.before in encoded else []
            sorts.append(1 + 3 * role + (0 if own else 1 if before else 2))
            distances.append(_distance(option.tokens[0], anchor.token) if own else 2 * FAR + 1)
            rows.append(own or before)
            features.append([number & ((1 << BITS) - 1) for number in option.features])
    actors, dates, places_ = map(len, offered)
    return Lines(
        rows,
        np.array(sorts, np.int64),
        np.array(distances, np.int64),
        seen.index(anchor.token),
        len(seen),
        features,
        (actors, dates, places_),
        KINDS.index(anchor.kind),
        STATUSES.index(anchor.status),
    )


def _distance(token: int, anchor: int) -> int:
    return max(-FAR, min(FAR, token - anchor)) + FAR


class RoleLayer:
    """The layer that a folder of models holds. Raises TableError where its file is missing."""

    def __init__(self, folder: Path) -> None:
        arrays = load_arrays(folder / FILE)
        self._weights: dict[str, Array] = {
            name: packing.unpacked(array.astype(np.int8), arrays[f"{name}_scale"].astype(np.float32))
            if f"{name}_scale" in arrays
            else array.astype(np.float32)
            for name, array in arrays.items()
            if not name.endswith("_scale")
        }

    def judge(
        self, passage: ParsedPassage, anchor: Anchor, encoded: Encoded, offered: Sequence[Sequence[Option]]
    ) -> tuple[Array, Array, Array] | None:
        """Probabilities of actors (columns neither, who, whom), dates and places (no, yes), a row an option.

        None where the encoder has not seen the predicate.
        """
        told = lines(passage, anchor, encoded, offered)
        if told is None:
            return None
        scores = self._scores(told, encoded.words)
        actors, dates, places = np.split(scores, np.cumsum(told.counts)[:2])
        a, d, p = (softmax(part[:, own]) for part, own in zip((actors, dates, places), ANSWERS, strict=True))
        return a, d, p

    def _scores(self, told: Lines, words: Array) -> Array:
        w = self._weights
        if not told.features:
            return np.zeros((0, ANSWERS[-1].stop), np.float32)
        x = told.vectors(words) @ w["words_weight"] + w["words_bias"]
        x += w["sort"][told.sorts] + w["distance"][told.distances] + (w["kind"][told.kind] + w["status"][told.status])
        x[told.anchor] += w["mark"]
        lengths = np.array([[len(own)] for own in told.features], np.float32)
        shown = sums(w["features"], told.features) / np.sqrt(lengths)
        x[told.words :] += shown @ w["shown_weight"] + w["shown_bias"]
        x = self._normed(x, "norm_in")
        asked = [told.anchor, *range(told.words, len(x))]
        h = x[asked] + self._attention(x, asked)
        inner = gelu(self._normed(h, "norm_inner") @ w["up_weight"] + w["up_bias"])
        h = self._normed(h + inner @ w["down_weight"] + w["down_bias"], "norm_out")
        predicate, options = np.broadcast_to(h[0], h[1:].shape), h[1:]
        pairs = np.concatenate([predicate, options, predicate * options], 1)
        result: Array = gelu(pairs @ w["hidden_weight"] + w["hidden_bias"]) @ w["out_weight"] + w["out_bias"]
        return result

    def _attention(self, x: Array, asked: list[int]) -> Array:
        w = self._weights
        normed = self._normed(x, "norm_attention")
        query = _heads(normed[asked] @ w["query_weight"] + w["query_bias"])
        key, value = (_heads(normed @ w[f"{name}_weight"] + w[f"{name}_bias"]) for name in ("key", "value"))
        scores = query @ key.transpose(0, 2, 1) / np.sqrt(np.float32(query.shape[2]))
        raised = np.exp(scores - scores.max(2, keepdims=True))
        mixed = (raised / raised.sum(2, keepdims=True)) @ value
        together: Array = mixed.transpose(1, 0, 2).reshape(len(asked), -1)
        return together @ w["mix_weight"] + w["mix_bias"]

    def _normed(self, x: Array, name: str) -> Array:
        centred = x - x.mean(1, keepdims=True)
        spread: Array = np.sqrt((centred * centred).mean(1, keepdims=True) + _LEAST)
        result: Array = centred / spread * self._weights[f"{name}_weight"] + self._weights[f"{name}_bias"]
        return result


def _heads(x: Array) -> Array:
    """Heads x lines x width of a head."""
    return x.reshape(len(x), HEADS, -1).transpose(1, 0, 2)
