"""Learns who says what, from PolNeAR's attributions (their training part).

python training/quotations.py SHARED/bench/attribution/polnear_train.jsonl src/dragoman/reading/models

Writes `quotations.npz`. With `--parses FOLDER` the parsed documents are kept there for the next run.
"""

from __future__ import annotations

import argparse
import json
import pickle
import re
from dataclasses import dataclass, field
from pathlib import Path
from typing import Any

import numpy as np
from scipy import sparse
from scipy.optimize import minimize

from dragoman.language import parser as language_parser
from dragoman.language.parsed import ParsedPassage
from dragoman.reading.quotation_contents import contents
from dragoman.reading.quotation_features import BITS, content_features, cue_features, hashed, source_features
from dragoman.reading.quotation_sources import sources
from dragoman.reading.quotations import LEAST_TRUST, PARTS, Binary, QuotationModel, content_vectors, cue_vectors
from dragoman.reading.quoting import Option, Quoting, candidates
from dragoman.record import Document, Passage

FOLDS = 4
#: Penalties on the squared weights of each regression; the dense numbers' own.
PENALTY = {"cue": 0.3, "content": 0.3, "source": 0.3}
DENSE_PENALTY = 1.0
#: The spread that dense numbers are brought to, beside hashed features of rows of length one.
SPREAD = 0.1
#: How many weights are shipped, the largest.
KEPT = {"cue": 32_000, "content": 48_000, "source": 16_000}
STEPS = 250
#: How much of the attributed words and of a stretch's words must be the same.
HALF = 0.5


@dataclass(slots=True)
class Story:
    """A document with its attributions, as cue (passage, token) -> the tokens told and the tokens of who tells."""

    quotings: list[Quoting]
    places: list[tuple[int, int]]
    gold: dict[tuple[int, int], tuple[set[tuple[int, int]], set[tuple[int, int]]]] = field(default_factory=dict)


def main() -> None:
    """Writes the weights."""
    options = argparse.ArgumentParser(description=__doc__, formatter_class=argparse.RawDescriptionHelpFormatter)
    options.add_argument("gold", type=Path)
    options.add_argument("models", type=Path)
    options.add_argument("--parses", type=Path)
    told = options.parse_args()
    lines = [json.loads(line) for line in told.gold.read_text(encoding="utf-8").splitlines() if line.strip()]
    stories = [story(line, parsed(line, told.parses)) for line in lines]
    np.savez_compressed(told.models / "quotations.npz", **packed(learn(stories)))


def parsed(line: dict[str, Any], folder: Path | None) -> list[ParsedPassage]:
    """The parsed lines of a document, from the folder where they are kept."""
    kept = folder / f"{line['doc_id']}.pickle" if folder else None
    if kept and kept.exists():
        found: list[ParsedPassage] = pickle.loads(kept.read_bytes())
        return found
    stretches = tuple(Passage(*m.span(), "content") for m in re.finditer(r"[^\n]*\S[^\n]*", line["text"]))
    found = language_parser.parse(Document(line["doc_id"], line["text"], passages=stretches))
    for passage in found:
        passage.tensor = passage.tensor.astype(np.float16)
    if kept:
        kept.write_bytes(pickle.dumps(found))
    return found


def story(line: dict[str, Any], passages: list[ParsedPassage]) -> Story:
    """The document's attributions, each at the word of its cue that tells its content best."""
    quotings = [Quoting(p, passages[i + 1] if i + 1 < len(passages) else None) for i, p in enumerate(passages)]
    places = [(n, t) for n, passage in enumerate(passages) for t in candidates(passage)]
    told, known = Story(quotings, places), set(places)
    for attribution in line["attributions"]:
        cue, content, source = (_tokens(passages, attribution.get(r) or []) for r in ("cue", "content", "source"))
        if not content:
            continue
        best = max(
            (
                (max((share(at[0], o, content, passages) for o in contents(quotings[at[0]], at[1])), default=0.0), at)
                for at in sorted(cue & known, reverse=True)
            ),
            default=None,
        )
        if best is not None:
            told.gold[best[1]] = (content, source)
    return told


def _tokens(passages: list[ParsedPassage], spans: list[list[int]]) -> set[tuple[int, int]]:
    found = set()
    for number, passage in enumerate(passages):
        for start, end in spans:
            if start < passage.ends[-1] and end > passage.starts[0]:
                within = passage.tokens_between(start, end)
                found |= (
                    {(number, t) for t in range(*within) if passage.pos[t] not in ("PUNCT", "SPACE")}
                    if within
                    else set()
                )
    return found


def share(number: int, option: Option, content: set[tuple[int, int]], passages: list[ParsedPassage]) -> float:
    """How much a stretch and the attributed words share, of all that they hold."""
    words = option_tokens(number, option, passages)
    return len(words & content) / max(1, len(words | content))


def option_tokens(number: int, option: Option, passages: list[ParsedPassage]) -> set[tuple[int, int]]:
    """The words of an option."""
    at = number + option.ahead
    pos = passages[at].pos
    return {(at, t) for a, b in option.pieces for t in range(a, b) if pos[t] not in ("PUNCT", "SPACE")}


def learn(stories: list[Story]) -> QuotationModel:
    """The three regressions; what follows on the first learns from probabilities of documents that it has not seen."""
    rows, dense, labels = cue_examples(stories)
    where = np.repeat(np.arange(len(stories)), [len(s.places) for s in stories])
    trust = np.zeros(len(rows), np.float32)
    for fold in range(FOLDS):
        out = where % FOLDS == fold
        model = fit([rows[i] for i in np.flatnonzero(~out)], labels[~out], PENALTY["cue"], dense[~out])
        trust[out] = model.probabilities([rows[i] for i in np.flatnonzero(out)], dense[out])
    cue = fit(rows, labels, PENALTY["cue"], dense)
    at = 0
    told: tuple[list[Any], ...] = ([], [], [])
    tellers: tuple[list[Any], ...] = ([], [])
    for one in stories:
        _judgements(one, trust[at : at + len(one.places)], told, tellers)
        at += len(one.places)
    vectors = np.concatenate(told[2])
    content = fit(told[0], np.array(told[1], np.float32), PENALTY["content"], vectors)
    source = fit(
        tellers[0], np.array(tellers[1], np.float32), PENALTY["source"], np.zeros((len(tellers[0]), 0), np.float32)
    )
    return QuotationModel(cue, content, source)


def cue_examples(stories: list[Story]) -> tuple[list[Any], Any, Any]:
    """Features, dense numbers and labels of all words that may bring an attribution."""
    rows, dense, labels = [], [], []
    for one in stories:
        rows += [np.array(hashed(cue_features(one.quotings[n], t)), np.int32) for n, t in one.places]
        labels += [place in one.gold for place in one.places]
        if one.places:
            dense.append(cue_vectors([q.passage for q in one.quotings], one.places))
    return rows, np.concatenate(dense), np.array(labels, np.float32)


def _judgements(one: Story, trust: Any, told: Any, tellers: Any) -> None:
    passages = [q.passage for q in one.quotings]
    for (number, token), sure in zip(one.places, trust, strict=True):
        gold = one.gold.get((number, token))
        if sure < LEAST_TRUST and gold is None:
            continue
        q = one.quotings[number]
        options = contents(q, token)
        shares = [share(number, o, gold[0], passages) if gold else 0.0 for o in options]
        if options:
            told[2].append(content_vectors([(q, token, option) for option in options]))
        for option, part in zip(options, shares, strict=True):
            told[0].append(np.array(hashed(content_features(q, token, options, option, float(sure))), np.int32))
            told[1].append(part >= HALF)
        if gold and options and gold[1]:
            best = options[int(np.argmax(shares))]
            who = sources(q, token)
            for option in who:
                tellers[0].append(np.array(hashed(source_features(q, token, who, option, best)), np.int32))
                tellers[1].append(bool(option_tokens(number, option, passages) & gold[1]))


def fit(rows: list[Any], labels: Any, penalty: float, dense: Any) -> Binary:
    """The logistic regression of the labels on hashed features and dense numbers."""
    lengths = np.array([len(row) for row in rows])
    values = np.repeat(1 / np.sqrt(lengths), lengths).astype(np.float32)
    indptr = np.concatenate([[0], np.cumsum(lengths)])
    columns, indices = np.unique(np.concatenate(rows), return_inverse=True)
    x = sparse.csr_matrix((values, indices, indptr), shape=(len(rows), len(columns)))
    mean, spread = (dense.mean(0), dense.std(0) / SPREAD) if dense.size else (0.0, 1.0)
    dense = (dense - mean) / spread
    turned, width, labels = x.T.tocsr(), len(columns), labels.astype(np.float32)

    def loss(flat: Any) -> tuple[float, Any]:
        flat = flat.astype(np.float32)
        table, numbers, bias = flat[:width], flat[width:-1], flat[-1]
        scores = x @ table + dense @ numbers + bias
        value = float(np.logaddexp(0, scores).sum(dtype=np.float64) - (scores * labels).sum(dtype=np.float64))
        off = 1 / (1 + np.exp(-scores)) - labels
        slope = np.concatenate([turned @ off + penalty * table, dense.T @ off + DENSE_PENALTY * numbers, [off.sum()]])
        squares = penalty * float(table @ table) + DENSE_PENALTY * float(numbers @ numbers)
        return value + squares / 2, slope.astype(np.float64)

    start = np.zeros(width + dense.shape[1] + 1)
    found = minimize(loss, start, jac=True, method="L-BFGS-B", options={"maxiter": STEPS}).x.astype(np.float32)
    table = np.zeros((1 << BITS, 1), np.float32)
    table[columns, 0] = found[:width]
    numbers = found[width:-1] / spread
    return Binary(table, float(found[-1] - (mean * numbers).sum()), numbers)


def packed(model: QuotationModel) -> dict[str, Any]:
    """The arrays to ship: of each table the steps from one kept row to the next, and their weights."""
    arrays: dict[str, Any] = {}
    for name in PARTS:
        part: Binary = getattr(model, name)
        weights = part.table[:, 0]
        kept = np.sort(np.argsort(-np.abs(weights), kind="stable")[: KEPT[name]])
        arrays[f"{name}_steps"] = np.diff(kept, prepend=0).astype(np.uint16)
        arrays[f"{name}_values"] = weights[kept].astype(np.float16)
        arrays[f"{name}_dense"] = part.dense.astype(np.float16)
        arrays[f"{name}_bias"] = np.float32(part.bias)
    return arrays


if __name__ == "__main__":
    main()
