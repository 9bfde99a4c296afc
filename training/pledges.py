"""Learns which sentences are pledges, from MiMaC's manifestos (their training part).

python training/pledges.py SHARED/bench/pledges/mimac_en_train.jsonl src/dragoman/reading/models

Needs the encoder in the models' folder and writes `pledges.npz` there.
"""

from __future__ import annotations

import argparse
import json
from pathlib import Path
from typing import Any

import numpy as np
from sklearn.metrics import f1_score
from softmax import Data, Member, fit, held_out, pruned

from dragoman.codebook.codebook import load_codebook
from dragoman.reading.mixed import Mixed
from dragoman.reading.pledges import BITS, blocks, hashed
from dragoman.reading.sentence import read_sentence

FOLDS, SEED = 5, 0
MEMBERS = (Member((), 0.1, 1.0), Member(("top", "mean", "window", "words", "judged"), 0.3, 1.0))
SHARPNESS, LEAST = 1.2, 0.01


def main() -> None:
    """Writes the weights and the threshold."""
    parser = argparse.ArgumentParser(description=__doc__, formatter_class=argparse.RawDescriptionHelpFormatter)
    parser.add_argument("gold", type=Path)
    parser.add_argument("models", type=Path)
    options = parser.parse_args()
    gold = [json.loads(line) for line in options.gold.read_text(encoding="utf-8").splitlines() if line.strip()]
    data = read([line for line in gold if line["text"].strip()], options.models)
    arrays = learn(data).packed() | {"threshold": np.array(threshold(data))}
    np.savez_compressed(options.models / "pledges.npz", **arrays)  # type: ignore[arg-type]


def read(gold: list[dict[str, Any]], models: Path) -> Data:
    """The sentences' features, and whether each is a pledge."""
    codebook, found, features = load_codebook(), [], []
    for line in gold:
        sentence = read_sentence(line["text"], models)
        found.append(blocks(sentence))
        features.append(hashed(sentence, codebook))
    stacked = {name: np.array([one[name] for one in found], np.float32) for name in found[0]}
    return Data(stacked, features, np.eye(2, dtype=np.float32)[[line["label"] for line in gold]])


def learn(data: Data) -> Mixed:
    """The weights of all members together."""
    return pruned(fit(data, MEMBERS, BITS, SHARPNESS), LEAST)


def threshold(data: Data) -> float:
    """The probability from which on a sentence is best taken for a pledge, by cross-validation."""
    order = np.random.default_rng(SEED).permutation(len(data.hashed))
    found = held_out(data, [order[fold::FOLDS] for fold in range(FOLDS)], learn)[:, 1]
    gold = data.target[:, 1].astype(int)
    tried = np.arange(0.1, 0.9, 0.01)
    return round(float(tried[int(np.argmax([f1_score(gold, found >= at) for at in tried]))]), 2)


if __name__ == "__main__":
    main()
