"""The encoder: a small transformer reads each sentence with its neighbours; a head judges words.

The body runs in ONNX Runtime with eight-bit weights, one window at a time, so that what is computed for a document
never depends on another one; the head is NumPy. Trained by `make train`.
"""

from __future__ import annotations

from collections.abc import Mapping, Sequence
from dataclasses import dataclass
from pathlib import Path
from typing import TYPE_CHECKING, Any

import numpy as np

from dragoman.reading.linear import softmax
from dragoman.reading.network import Judgement
from dragoman.reading.windows import windows
from dragoman.record import KINDS

if TYPE_CHECKING:
    from numpy.typing import NDArray

    from dragoman.language.parsed import ParsedPassage
    from dragoman.reading.windows import Window

    Array = NDArray[np.float32]

#: Threads of one window's matrix products. The parser uses one; a second one here halves the wait on two cores.
THREADS = 1


@dataclass(frozen=True, slots=True)
class Encoded:
    """A document as the encoder sees it: a vector for each word, and for each the vector of its window."""

    row_of: Mapping[tuple[int, int], int]
    words: Array
    window: Array
    #: The running sums of all windows' pieces, and for each word the place of its first piece among them.
    sums: Array
    piece: NDArray[np.int64]

    def __contains__(self, place: tuple[int, int]) -> bool:
        return place in self.row_of

    def clause(self, passage: int, first: int, behind: int) -> Array:
        """The mean over the pieces of a clause's tokens; what the encoder has not seen of it is left out."""
        # Blanks have no pieces, so the outermost tokens may be unknown; the candidate itself never is.
        low = next(self.piece[row] for t in range(first, behind) if (row := self.row_of.get((passage, t))) is not None)
        last = range(behind - 1, first - 1, -1)
        high = 1 + next(self.piece[row] for t in last if (row := self.row_of.get((passage, t))) is not None)
        mean: Array = (self.sums[high] - self.sums[low]) / np.float32(high - low)
        return mean


class Encoder:
    """The shipped encoder with its head."""

    def __init__(self, folder: Path, threads: int = THREADS) -> None:
        import onnxruntime
        from tokenizers import Tokenizer

        options = onnxruntime.SessionOptions()
        options.intra_op_num_threads = threads
        options.inter_op_num_threads = 1
        self._session: Any = onnxruntime.InferenceSession(
            str(folder / "encoder.onnx"), options, providers=["CPUExecutionProvider"]
        )
        self.tokenizer: Any = Tokenizer.from_file(str(folder / "tokenizer.json"))
        self.tokenizer.no_truncation()
        self.tokenizer.no_padding()
        with np.load(folder / "heads.npz") as heads:
            self._heads: dict[str, Array] = {name: heads[name].astype(np.float32) for name in heads.files}

    def encode(self, passages: Sequence[ParsedPassage]) -> Encoded:
        """The document's words as vectors. Words behind the end of an overlong sentence have none."""
        return self.encode_windows(windows(passages, self.tokenizer))

    def encode_windows(self, found: Sequence[Window]) -> Encoded:
        """The words of a document's windows as vectors."""
        row_of: dict[tuple[int, int], int] = {}
        words, window_vectors, sums, pieces, before = [], [], [], [], 0
        for window in found:
            ids = np.array([window.pieces], np.int64)
            states = self._session.run(None, {"ids": ids, "mask": np.ones_like(ids)})[0][0]
            positions = np.array(list(window.positions.values()))
            base = len(row_of)
            row_of.update({place: base + i for i, place in enumerate(window.positions)})
            words.append(states[positions])
            window_vectors.append(np.broadcast_to(states[0], words[-1].shape))
            # Each window's sums begin anew, with a row of zeros: a clause never reaches over a window's end.
            sums.append(np.concatenate([np.zeros_like(states[:1]), np.cumsum(states, axis=0)]))
            pieces.append(before + positions)
            before += len(states) + 1
        if not words:
            nothing = np.zeros((0, 0), np.float32)
            return Encoded({}, nothing, nothing, nothing, np.zeros(0, np.int64))
        parts = map(np.concatenate, (words, window_vectors, sums, pieces))
        return Encoded(row_of, *parts)

    def judge(
        self, encoded: Encoded, places: Sequence[tuple[int, int]], clauses: Sequence[tuple[int, int]]
    ) -> Judgement:
        """The judgement on each place (passage, token) with its clause (tokens: first, behind last).

        One that the encoder has not seen is no record.
        """
        h = self._heads
        kinds = np.zeros((len(places), len(KINDS) + 1), np.float32)
        kinds[:, -1] = 1
        statuses = np.zeros((len(places), h["status_bias"].size), np.float32)
        stances = np.zeros((len(places), h["stance_bias"].size), np.float32)
        seen = [i for i, place in enumerate(places) if place in encoded]
        if seen:
            rows = [encoded.row_of[places[i]] for i in seen]
            told = np.stack([encoded.clause(places[i][0], *clauses[i]) for i in seen])
            x = np.concatenate([encoded.words[rows], encoded.window[rows], told], 1)
            hidden = gelu(x @ h["hidden_weight"] + h["hidden_bias"])
            for target, name in ((kinds, "kind"), (statuses, "status"), (stances, "stance")):
                target[seen] = softmax(hidden @ h[f"{name}_weight"] + h[f"{name}_bias"])
        return Judgement(kinds, statuses, stances)


def gelu(x: Array) -> Array:
    """The Gaussian error linear unit, by the error function's approximation of Abramowitz and Stegun (7.1.26)."""
    z = np.abs(x) / np.float32(np.sqrt(2))
    t = 1 / (1 + np.float32(0.3275911) * z)
    series = t * (0.254829592 + t * (-0.284496736 + t * (1.421413741 + t * (-1.453152027 + t * 1.061405429))))
    erf = np.sign(x) * (1 - series * np.exp(-z * z))
    return (0.5 * x * (1 + erf)).astype(np.float32)
