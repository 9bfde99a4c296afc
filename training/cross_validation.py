"""Cross-validation of what can be learned five times in minutes: `make cross-validation`.

    python cross_validation.py SHARED MODELS [--cache FILE]

For each fold of the gold's training documents the network over features and the choice of roles are learned from all
other material (without a teacher, which would have to be learned five times too), thresholds are chosen on dev, and
the fold is measured. It shows how far the folds differ; what the default reader reaches is measured on the first one
(`choose.py`). MODELS is the folder of the shipped models, of which nothing learned is used.
"""

from __future__ import annotations

import argparse
import shutil
import tempfile
from dataclasses import replace
from pathlib import Path

import choose
import material
import targets
import train
from folds import FOLDS
from gold import GoldText, read_gold
from roles import START

from dragoman.reading.models import Models, load_models

#: The network alone judges.
SHARE = 1.0


def learned(texts: dict[str, GoldText], shipped: Path, out: Path) -> Models:
    """A network and a choice of roles learned from some documents, in a folder of their own."""
    shutil.copytree(shipped, out)
    train.export_network(texts, targets.of_gold([e.gold for t in texts.values() for e in t.examples]), out, 1)
    train.export_roles(texts, out)
    return load_models(out)


def reached(models: Models, chosen_on: list[GoldText], measured_on: list[GoldText]) -> tuple[float, float]:
    """`found` and `right` F1 on some documents, with thresholds chosen on others."""
    first, second = ([choose.judged(text, None, models) for text in texts] for texts in (chosen_on, measured_on))
    _, thresholds, relief = choose.thresholds_for(first, SHARE)
    roles = replace(models.roles, thresholds=START)
    choices = choose.system_of(first, SHARE, thresholds, relief)
    _, of_roles = choose.role_thresholds(first, choices, choose.offers_for(choices, roles, None), roles)
    roles, choices = replace(roles, thresholds=of_roles), choose.system_of(second, SHARE, thresholds, relief)
    right = choose.right_f1(second, choices, choose.offers_for(choices, roles, None), roles)
    return choose.found_f1(second, SHARE, thresholds, relief), right


def main() -> None:
    parser = argparse.ArgumentParser(description=__doc__, formatter_class=argparse.RawDescriptionHelpFormatter)
    parser.add_argument("shared", type=Path, help="folder with gold/ and corpus/")
    parser.add_argument("models", type=Path)
    parser.add_argument("--cache", type=Path, help="a file that keeps the documents as read")
    args = parser.parse_args()
    dev, figures = list(read_gold(args.shared / "gold" / "dev").values()), []
    for fold in range(FOLDS):
        used, held = material.split(args.shared, fold, args.cache)
        with tempfile.TemporaryDirectory() as folder:
            models = learned(used, args.models, Path(folder) / f"fold{fold}")
            figures.append(reached(models, dev, list(held.values())))
        print(f"fold {fold}: found {figures[-1][0]:.3f}, right {figures[-1][1]:.3f}", flush=True)
    found, right = (sum(column) / FOLDS for column in zip(*figures, strict=True))
    print(f"mean: found {found:.3f}, right {right:.3f}")


if __name__ == "__main__":
    main()
