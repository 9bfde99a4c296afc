"""What a word should be judged: as its gold records say, and as a larger network does."""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import dataclass
from typing import Any

import numpy as np
import torch

from dragoman.record import KINDS, STANCES, STATUSES

#: How much of a target the gold has where a larger network has judged the word too.
GOLD = 0.5
STATUS_WEIGHT, STANCE_WEIGHT = 0.15, 0.08


@dataclass(slots=True)
class Targets:
    """One row a word: probabilities of kinds (the last column: no record), of statuses, of stances.

    A row of statuses sums up to the probability that any record hangs on the word, one of stances to that of a
    statement: so much does it count.
    """

    kinds: np.ndarray
    statuses: np.ndarray
    stances: np.ndarray

    def __getitem__(self, rows: Any) -> Targets:
        return Targets(self.kinds[rows], self.statuses[rows], self.stances[rows])

    def __len__(self) -> int:
        return len(self.kinds)


def together(parts: Sequence[Targets]) -> Targets:
    """The rows of all, one after another."""
    return Targets(
        np.concatenate([p.kinds for p in parts]),
        np.concatenate([p.statuses for p in parts]),
        np.concatenate([p.stances for p in parts]),
    )


def of_gold(gold: Sequence[Sequence[dict[str, Any]]]) -> Targets:
    """What the gold records on each word say."""
    kinds = np.zeros((len(gold), len(KINDS) + 1), np.float32)
    statuses = np.zeros((len(gold), len(STATUSES)), np.float32)
    stances = np.zeros((len(gold), len(STANCES)), np.float32)
    for row, records in enumerate(gold):
        for record in records:
            kinds[row, KINDS.index(record["kind"])] += 1 / len(records)
            statuses[row, STATUSES.index(record["status"])] += 1 / len(records)
        told = [r["stance"] for r in records if r["kind"] == "statement" and r.get("stance") in STANCES]
        for stance in told:
            stances[row, STANCES.index(stance)] += 1 / len(told)
        if not records:
            kinds[row, -1] = 1
    return Targets(kinds, statuses, stances)


def of_judgement(kinds: np.ndarray, statuses: np.ndarray, stances: np.ndarray) -> Targets:
    """What a network says, by its probabilities."""
    some, statement = 1 - kinds[:, -1:], kinds[:, [KINDS.index("statement")]]
    return Targets(kinds, some * statuses, statement * stances)


def blended(gold: Targets, judged: Targets) -> Targets:
    """Both together; where the gold says nothing of status or stance the judgement alone does."""
    kinds = GOLD * gold.kinds + (1 - GOLD) * judged.kinds
    some, statement = 1 - kinds[:, -1:], kinds[:, [KINDS.index("statement")]]
    return Targets(
        kinds,
        some * _blended(gold.statuses, judged.statuses),
        statement * _blended(gold.stances, judged.stances),
    )


def _blended(gold: np.ndarray, judged: np.ndarray) -> np.ndarray:
    """Rows that sum up to 1."""
    judged = judged / np.maximum(judged.sum(1, keepdims=True), 1e-6)
    return np.where(gold.sum(1, keepdims=True) > 0, GOLD * gold + (1 - GOLD) * judged, judged)


def loss(scores: tuple[Any, Any, Any], targets: Targets) -> Any:
    """Cross entropy of the scores of kinds, statuses and stances, weighed against each other."""
    kinds, statuses, stances = scores
    return (
        _cross_entropy(kinds, targets.kinds)
        + STATUS_WEIGHT * _cross_entropy(statuses, targets.statuses)
        + STANCE_WEIGHT * _cross_entropy(stances, targets.stances)
    )


def _cross_entropy(scores: Any, targets: np.ndarray) -> Any:
    wanted = torch.from_numpy(targets.astype(np.float32, copy=False))
    return -(wanted * torch.log_softmax(scores.float(), 1)).sum() / wanted.sum().clamp(min=1.0)
