"""Measures the readers on the dev gold and raises the floors to what they reach; lowers none unless --allow-lower."""

from __future__ import annotations

import argparse
import json
import math
import os
import sys
from pathlib import Path

HERE = Path(__file__).parent
sys.path.append(str(HERE.parent.parent / "training"))


def main() -> None:
    from score_gold import figures

    parser = argparse.ArgumentParser(description=__doc__)
    parser.add_argument("--allow-lower", action="store_true")
    args = parser.parse_args()
    shared = Path(os.environ.get("DRAGOMAN_SHARED", HERE.parent.parent.parent / "shared"))
    path = HERE / "floors.json"
    floors = json.loads(path.read_text()) if path.exists() else {}
    for name in ("default", "fast"):
        table = figures(shared, fast=name == "fast")
        if table["gold"] != floors.get("gold", table["gold"]) and not args.allow_lower:
            sys.exit("the gold has changed: measure on purpose with --allow-lower")
        floors["gold"] = table["gold"]
        for figure in ("found", "right"):
            value = math.floor(table["all"][figure]["f1"] * 1000) / 1000
            floor = floors.setdefault(name, {}).get(figure, 0.0)
            floors[name][figure] = value if args.allow_lower else max(floor, value)
            print(f"{name} {figure}: floor {floor}, reached {value}")
        if name == "default":
            kinds = {k: row for k, row in table.items() if k not in ("all", "gold") and row["gold"]}
            floors["kinds_not_found"] = sorted(k for k, row in kinds.items() if row["found"]["f1"] == 0)
    path.write_text(json.dumps(floors, indent=1, sort_keys=True) + "\n")


if __name__ == "__main__":
    main()
