"""Learns which PLOVER root a sentence tells between two parties, from PLV's training part.

    python training/coding.py SHARED/bench/events/plv_train.jsonl src/dragoman/reading/models [--check SYSTEM.jsonl]

Needs the encoder in the models' folder and writes `coding.npz` there. With `--check`, writes the answers of five-fold
cross-validation instead, for `score.py events`, and ships nothing.
"""

from __future__ import annotations

import argparse
import json
import sys
from pathlib import Path
from typing import Any

import numpy as np
from sklearn.model_selection import StratifiedKFold
from softmax import Data, Member, fit, held_out, pruned

from dragoman.codebook.codebook import load_codebook
from dragoman.reading.coding import YIELD, RootModel
from dragoman.reading.coding_features import BITS, act_of, blocks, hashed
from dragoman.reading.mixed import Mixed
from dragoman.reading.sentence import read_sentence

sys.path.insert(0, str(Path(__file__).parents[1] / "bench"))
from events import labels, parties

FOLDS = 5
#: Penalties and shares were chosen by cross-validation.
MEMBERS = (
    Member((), 0.005, 3.0),
    Member(("predicate",), 0.05, 1.0),
    Member(("meeting",), 0.05, 1.0),
    Member(("path",), 0.03, 1.0),
    Member(("between",), 0.05, 1.0),
)
SHARPNESS = 1.2
#: How much of a root's rarity is made up for (1: as if all roots were as frequent).
RAISED = 0.2
LEAST = 0.01


def main() -> None:
    """Writes the weights, or the answers of cross-validation."""
    parser = argparse.ArgumentParser(description=__doc__, formatter_class=argparse.RawDescriptionHelpFormatter)
    parser.add_argument("gold", type=Path)
    parser.add_argument("models", type=Path)
    parser.add_argument("--check", type=Path)
    parser.add_argument("--seed", type=int, default=0, help="of the division into folds")
    options = parser.parse_args()
    gold = [json.loads(line) for line in options.gold.read_text(encoding="utf-8").splitlines() if line.strip()]
    roots = sorted({sentence["label_root"] for sentence in gold})
    data = read(gold, roots, options.models)
    if options.check:
        answers = checked(gold, data, roots, options.seed)
        options.check.write_text("".join(json.dumps(answer) + "\n" for answer in answers), encoding="utf-8")
    else:
        model = learn(data)
        arrays = model.packed() | {"roots": np.array(roots), "quad_of": np.array(quads(roots), np.int8)}
        np.savez_compressed(options.models / "coding.npz", **arrays)  # type: ignore[arg-type]


def read(gold: list[dict[str, Any]], roots: list[str], models: Path) -> Data:
    """The sentences' features and roots."""
    codebook, found, features = load_codebook(), [], []
    for line in gold:
        text, source, target = parties(line["marked"])
        sentence = read_sentence(text, models)
        act = act_of(sentence, source, target)
        found.append(blocks(sentence, act))
        features.append(hashed(sentence, act, codebook))
    stacked = {name: np.array([one[name] for one in found], np.float32) for name in found[0]}
    target_of = np.eye(len(roots), dtype=np.float32)
    return Data(stacked, features, target_of[[roots.index(line["label_root"]) for line in gold]])


def learn(data: Data) -> Mixed:
    """The weights of all members together; rare roots, which regressions slight, are raised a little."""
    model = pruned(fit(data, MEMBERS, BITS, SHARPNESS), LEAST)
    common = np.log(data.target.mean(0))
    return Mixed(model.dense, model.table, (model.bias - RAISED * common).astype(np.float32))


def quads(roots: list[str]) -> list[int]:
    """The number of each root's quad class in the benchmark's scheme."""
    codebook = load_codebook()
    return [2 if root == YIELD else codebook.quads[codebook.roots[root].quad] for root in roots]


def checked(gold: list[dict[str, Any]], data: Data, roots: list[str], seed: int) -> list[dict[str, Any]]:
    """The answers to each fold of weights learned from the others."""
    folds = StratifiedKFold(FOLDS, shuffle=True, random_state=seed)
    parts = [rows for _, rows in folds.split(data.target, data.target.argmax(1))]
    found = held_out(data, parts, learn)
    codebook = load_codebook()
    chooser = RootModel(tuple(roots), np.array(quads(roots)), Mixed(*(np.zeros(0, np.float32) for _ in range(3))))
    chosen = [chooser.choose(row) for row in found]
    quad = {root: labels(root, codebook.roots[root].quad if root in codebook.roots else "") for root in roots}
    return [{"id": line["id"], **quad[root]} for line, root in zip(gold, chosen, strict=True)]


if __name__ == "__main__":
    main()
