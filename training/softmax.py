"""Softmax regressions over dense numbers and hashed features, several of them joined into one `Mixed`.

Members learn from different parts of what is known. Their probabilities are joined by the geometric mean, so what is
joined is linear again: one table of weights.
"""

from __future__ import annotations

from collections.abc import Callable, Sequence
from dataclasses import dataclass
from typing import Any

import numpy as np
from scipy import sparse
from scipy.optimize import minimize

from dragoman.reading.mixed import Mixed

STEPS = 80


@dataclass(frozen=True, slots=True)
class Member:
    """What one regression learns from: names of dense blocks (none: the hashed features), with which penalty."""

    blocks: tuple[str, ...]
    penalty: float
    share: float


@dataclass(frozen=True, slots=True)
class Data:
    """Examples: dense blocks by name (a row each), hashed features, and the probability of each class."""

    blocks: dict[str, Any]
    hashed: list[list[int]]
    target: Any

    def part(self, rows: Any) -> Data:
        """Some of the examples."""
        chosen = {name: block[rows] for name, block in self.blocks.items()}
        return Data(chosen, [self.hashed[i] for i in rows], self.target[rows])


def fit(data: Data, members: Sequence[Member], bits: int, sharpness: float = 1.0) -> Mixed:
    """The members' regressions joined. `sharpness` multiplies all scores (the inverse of a temperature)."""
    names, sizes = list(data.blocks), [block.shape[1] for block in data.blocks.values()]
    starts = dict(zip(names, np.cumsum([0, *sizes[:-1]]), strict=True))
    classes = data.target.shape[1]
    dense = np.zeros((sum(sizes), classes), np.float32)
    table = np.zeros((1 << bits, classes), np.float32)
    bias = np.zeros(classes, np.float32)
    whole = sum(m.share for m in members)
    for member in members:
        factor = np.float32(sharpness * member.share / whole)
        if member.blocks:
            x = np.hstack([data.blocks[name] for name in member.blocks])
            mean, spread = x.mean(0), (x.std(0) + 1e-5) * np.sqrt(np.float32(x.shape[1]))
            weights, own = regression((x - mean) / spread, data.target, member.penalty)
            weights = weights / spread[:, None]
            own = own - mean @ weights
            at = 0
            for name in member.blocks:
                size = data.blocks[name].shape[1]
                dense[starts[name] : starts[name] + size] += factor * weights[at : at + size]
                at += size
        else:
            weights, own = regression(rows_of(data.hashed, bits), data.target, member.penalty)
            table += factor * weights
        bias += factor * own
    return Mixed(dense, table, bias)


def rows_of(hashed: list[list[int]], bits: int) -> Any:
    """The hashed features as a sparse matrix, each row of length one."""
    lengths = [len(row) for row in hashed]
    indptr = np.concatenate([[0], np.cumsum(lengths)])
    values = np.repeat([1 / np.sqrt(max(1, n)) for n in lengths], lengths).astype(np.float32)
    indices = np.concatenate([np.asarray(row, np.int64) for row in hashed])
    return sparse.csr_matrix((values, indices, indptr), shape=(len(hashed), 1 << bits))


def regression(x: Any, target: Any, penalty: float) -> tuple[Any, Any]:
    """Weights and biases of the softmax regression with a squared penalty on the weights."""
    width, classes = x.shape[1], target.shape[1]
    turned = x.T.tocsr() if sparse.issparse(x) else np.ascontiguousarray(x.T)

    def loss(flat: Any) -> tuple[float, Any]:
        weights = flat[:-classes].reshape(width, classes).astype(np.float32)
        scores = x @ weights + flat[-classes:].astype(np.float32)
        scores -= scores.max(1, keepdims=True)
        raised = np.exp(scores)
        total = raised.sum(1, keepdims=True)
        value = float((target * (np.log(total) - scores)).sum()) + penalty / 2 * float((weights * weights).sum())
        off = raised / total * target.sum(1, keepdims=True) - target
        slope = np.concatenate([(turned @ off + penalty * weights).ravel(), off.sum(0)])
        return value, slope.astype(np.float64)

    start = np.zeros((width + 1) * classes)
    found = minimize(loss, start, jac=True, method="L-BFGS-B", options={"maxiter": STEPS}).x.astype(np.float32)
    return found[:-classes].reshape(width, classes), found[-classes:]


def all_probabilities(model: Mixed, data: Data) -> Any:
    """A row of probabilities for each example."""
    scores = np.hstack(list(data.blocks.values())) @ model.dense + model.bias
    scores += rows_of(data.hashed, int(model.table.shape[0]).bit_length() - 1) @ model.table
    raised = np.exp(scores - scores.max(1, keepdims=True))
    return raised / raised.sum(1, keepdims=True)


def held_out(data: Data, folds: Sequence[Any], learn: Callable[[Data], Mixed]) -> Any:
    """The probabilities of each example by a model that has not seen its fold (the rows of one fold each)."""
    found = np.zeros(data.target.shape, np.float32)
    everything = np.arange(len(data.hashed))
    for rows in folds:
        found[rows] = all_probabilities(learn(data.part(np.setdiff1d(everything, rows))), data.part(rows))
    return found


def pruned(model: Mixed, least: float) -> Mixed:
    """The model with the table's weights below a share of their column's largest set to zero: it packs better."""
    kept = np.abs(model.table) >= least * np.abs(model.table).max(0)
    return Mixed(model.dense, model.table * kept, model.bias)
