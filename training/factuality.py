"""Learns how real events are told to be, from the UW annotation (its training part).

python training/factuality.py SHARED/bench/factuality/uw_train.jsonl src/dragoman/reading/models

Needs the encoder in the models' folder and writes `factuality.npz` there.
"""

from __future__ import annotations

import argparse
import json
from pathlib import Path
from typing import Any

import numpy as np
from softmax import Data, Member, fit, pruned

from dragoman.codebook.codebook import load_codebook
from dragoman.reading.factuality import BITS, blocks, hashed
from dragoman.reading.sentence import read_sentence

#: Where one step of the scale ends and the next begins.
EDGES = (-1.7, -0.3, 0.7, 1.3, 1.9, 2.3, 2.7, 2.9)
MEMBERS = (
    Member((), 0.1, 1.0),
    Member(("word",), 0.1, 1.0),
    Member(("word", "above", "judged"), 0.2, 1.0),
)
SHARPNESS, MEDIAN_SHARE, LEAST = 1.3, 0.3, 0.01


def main() -> None:
    """Writes the weights."""
    parser = argparse.ArgumentParser(description=__doc__, formatter_class=argparse.RawDescriptionHelpFormatter)
    parser.add_argument("gold", type=Path)
    parser.add_argument("models", type=Path)
    options = parser.parse_args()
    gold = [json.loads(line) for line in options.gold.read_text(encoding="utf-8").splitlines() if line.strip()]
    data, values = read(gold, options.models)
    model = pruned(fit(data, MEMBERS, BITS, SHARPNESS), LEAST)
    arrays = model.packed() | {"steps": steps(data, values), "median_share": np.array(MEDIAN_SHARE)}
    np.savez_compressed(options.models / "factuality.npz", **arrays)  # type: ignore[arg-type]


def read(gold: list[dict[str, Any]], models: Path) -> tuple[Data, Any]:
    """The events' features and steps, and their exact values."""
    codebook, found, features, values = load_codebook(), [], [], []
    for line in gold:
        sentence = read_sentence(line["text"], models)
        for event in line["events"]:
            token = sentence.head((event["start"], event["end"]))
            if token is not None:
                found.append(blocks(sentence, token))
                features.append(hashed(sentence, token, codebook))
                values.append(event["factuality"])
    stacked = {name: np.array([one[name] for one in found], np.float32) for name in found[0]}
    step = np.digitize(values, EDGES)
    return Data(stacked, features, np.eye(len(EDGES) + 1, dtype=np.float32)[step]), np.array(values, np.float32)


def steps(data: Data, values: Any) -> Any:
    """The mean value of each step."""
    return ((values @ data.target) / data.target.sum(0)).astype(np.float32)


if __name__ == "__main__":
    main()
