"""Cross-validation: `make cross-validation`.

    python cross_validation.py SHARED MODELS [--cache FILE] [--default-only]

MODELS is the folder of the shipped models, learned without the first fold of the gold's training documents. On that
fold the default reader is measured: each part of it with what is chosen on its other parts and on dev, so that neither
weights nor thresholds have seen what they are measured on.

The encoder and its teacher take hours and are not learned five times. How far the folds differ shows in what can be:
for each fold the network over features and the choice of roles are learned anew from all other material, without a
teacher, thresholds are chosen on dev, and the network alone is measured on the fold.
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
#: Of the first fold, for the default reader.
PARTS = 4


def learned(texts: dict[str, GoldText], shipped: Path, out: Path) -> Models:
    """A network and a choice of roles learned from some documents, in a folder of their own."""
    shutil.copytree(shipped, out)
    train.export_network(texts, targets.of_gold([e.gold for t in texts.values() for e in t.examples]), out, 1)
    train.export_roles(texts, out)
    return load_models(out)


def reached(models: Models, chosen_on: list[GoldText], measured_on: list[GoldText]) -> tuple[float, float]:
    """`found` and `right` F1 on some documents, with thresholds chosen on others."""
    first, second = ([choose.judged(text, None, models) for text in texts] for texts in (chosen_on, measured_on))
    _, scale, thresholds = choose.thresholds_for(first, SHARE)
    roles = replace(models.roles, thresholds=START)
    choices = choose.system_of(first, SHARE, scale, thresholds)
    _, of_roles = choose.role_thresholds(first, choices, choose.offers_for(choices, roles, None), roles)
    roles, choices = replace(roles, thresholds=of_roles), choose.system_of(second, SHARE, scale, thresholds)
    right = choose.right_f1(second, choices, choose.offers_for(choices, roles, None), roles)
    return choose.found_f1(second, SHARE, scale, thresholds), right


def of_default(unseen: choose.Unseen) -> tuple[float, float]:
    """`found` and `right` F1 of the default reader on the fold, its parts measured together."""
    names = sorted(unseen.fold)
    system = []
    for part in range(PARTS):
        # Names tell the genre: each part has some of every genre.
        measured = [unseen.fold[name] for name in names[part::PARTS]]
        others = [unseen.fold[name] for number, name in enumerate(names) if number % PARTS != part]
        settings = unseen.settings(others + unseen.dev)
        system += choose.read("default", settings, unseen.models, unseen.layer, measured)
    numbered = [record | {"_line": line} for line, record in enumerate(system)]
    return choose.figures(numbered, list(unseen.fold.values()))


def main() -> None:
    parser = argparse.ArgumentParser(description=__doc__, formatter_class=argparse.RawDescriptionHelpFormatter)
    choose.add_arguments(parser)
    parser.add_argument("--default-only", action="store_true", help="measure the default reader, learn nothing anew")
    args = parser.parse_args()
    unseen = choose.Unseen.of(args)
    found, right = of_default(unseen)
    print(f"default reader, fold {args.fold}: found {found:.3f}, right {right:.3f}", flush=True)
    del unseen
    if not args.default_only:
        network_alone(args)


def network_alone(args: argparse.Namespace) -> None:
    """Prints what the network alone reaches on each fold and in the mean."""
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
