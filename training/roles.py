"""Learning which option takes which role: logistic regressions over hashed features of (record, option) pairs."""

from __future__ import annotations

from collections.abc import Callable, Iterable
from dataclasses import dataclass
from typing import Any

import numpy as np
from gold import GoldText
from scipy import sparse
from score import actor_similarity, amount_similarity, when_similarity, words
from sklearn.linear_model import LogisticRegression

from dragoman.reading import options
from dragoman.reading.features import BITS
from dragoman.reading.options import Option
from dragoman.reading.roles import NONE, WHO, WHOM
from dragoman.reading.slots import Anchor
from dragoman.record import SYMMETRIC_KINDS, Actor
from dragoman.world.world import load_world

#: Inverse of the L2 penalty; .03 was best of .01, .03, .1, .3 on a held-out fifth of the training documents.
STRENGTH = 0.03
#: Thresholds and shares to start the choice from (`choose.py`).
START = {
    "who": 0.4,
    "who_alone": 0.15,
    "who_kin": 0.7,
    "whom": 0.3,
    "whom_kin": 0.5,
    "whom_near": 0.6,
    "date": 0.35,
    "place": 0.25,
    "amount": 0.35,
    "here_share": 0.5,
    "before_share": 0.5,
    "date_share": 0.5,
    "place_share": 0.5,
}


@dataclass(slots=True)
class Pair:
    """An option for a role of a gold record: its features, and what it is in the gold."""

    features: list[int]
    label: int


def gold_anchors(texts: Iterable[GoldText]) -> Iterable[tuple[GoldText, Anchor, dict[str, Any]]]:
    """Every aligned gold record with the anchor it makes."""
    for text in texts:
        for example in text.examples:
            for record in example.gold:
                anchor = Anchor(example.passage, example.token, record["kind"], record["status"], record.get("stance"))
                yield text, anchor, record


def actor_labels(actors: list[Actor], record: dict[str, Any]) -> list[int]:
    """NONE, WHO or WHOM for each actor: of those that fit a gold actor (as the scorer counts it) the best fitting."""
    written = [(WHO, i, g) for i, g in enumerate(record.get("who") or [])]
    written += [(WHOM, i, g) for i, g in enumerate(record.get("whom") or [])]
    best: dict[tuple[int, int], float] = {}
    found = []
    for actor in actors:
        fits = [(actor_similarity(str(actor), g), -role, -i) for role, i, g in written]
        fit, role, index = max(fits, default=(0.0, 0, 0))
        found.append((fit, -role, -index))
        best[-role, -index] = max(best.get((-role, -index), 0.0), fit)
    labels = []
    for fit, role, index in found:
        fits_best = fit > 0 and fit >= best[role, index]
        label = role if fits_best else NONE
        labels.append(WHO if label and record["kind"] in SYMMETRIC_KINDS else label)
    return labels


def actor_pairs(texts: Iterable[GoldText]) -> list[Pair]:
    pairs = []
    for text, anchor, record in gold_anchors(texts):
        offered = options.actors(text.annotated, anchor)
        labels = actor_labels([o.value for o in offered], record)
        pairs += [Pair(o.features, label) for o, label in zip(offered, labels, strict=True)]
    return pairs


def value_pairs(
    texts: Iterable[GoldText], offer: Callable[..., list[Option]], fits: Callable[[Any, dict[str, Any]], float]
) -> list[Pair]:
    """Pairs for the roles that take at most one value: date, place, amount."""
    pairs = []
    for text, anchor, record in gold_anchors(texts):
        offered = offer(text.annotated, anchor)
        labels = value_labels([fits(o.value, record) for o in offered])
        pairs += [Pair(o.features, label) for o, label in zip(offered, labels, strict=True)]
    return pairs


def value_labels(fits: list[float]) -> list[int]:
    """Of the values that may fill a role, by how far each fits the gold's: 1 for the best fitting, 0 for the others."""
    best = max(fits, default=0.0)
    return [int(fit >= 0.5 and fit == best) for fit in fits]


def date_fit(value: str, record: dict[str, Any]) -> float:
    return float(when_similarity(value, record.get("when") or ""))


def place_fit(value: str, record: dict[str, Any]) -> float:
    return float(bool(words(value) & words(record.get("where"))))


def amount_fit(value: Any, record: dict[str, Any]) -> float:
    gold = record.get("amount")
    return float(amount_similarity({"value": value.value}, gold)) if gold else 0.0


def pairs_of(role: str, texts: Iterable[GoldText]) -> list[Pair]:
    """The pairs of one of the four models."""
    if role == "actor":
        return actor_pairs(texts)
    if role == "date":
        return value_pairs(texts, options.dates, date_fit)
    if role == "place":
        world = load_world()
        return value_pairs(texts, lambda t, a: options.places(t, a, world), place_fit)
    return value_pairs(texts, options.amounts, amount_fit)


def matrix(rows: list[list[int]]) -> Any:
    """One row a pair, one column a hashed feature."""
    lengths = np.fromiter(map(len, rows), int, len(rows))
    columns = np.fromiter((f for row in rows for f in row), int, lengths.sum())
    starts = np.concatenate([[0], np.cumsum(lengths)])
    return sparse.csr_matrix((np.ones(len(columns), np.float32), columns, starts), shape=(len(rows), 1 << BITS))


def fit(pairs: list[Pair], strength: float = STRENGTH) -> tuple[Any, Any]:
    """Weights (features x classes) and intercepts of the regression over the pairs."""
    model = LogisticRegression(C=strength, max_iter=200, tol=1e-3)
    model.fit(matrix([p.features for p in pairs]), np.array([p.label for p in pairs]))
    weights, intercepts = model.coef_.T, model.intercept_
    if weights.shape[1] == 1:
        weights, intercepts = np.hstack([np.zeros_like(weights), weights]), np.array([0.0, intercepts[0]])
    return weights.astype(np.float32), intercepts.astype(np.float32)
