"""The public benchmarks, one after another: each figure beside its peer's and the project's goal (about ten minutes).

    python bench/peers.py SHARED BUILD [NAME ...]

Predictions go to BUILD. Figures are the scorer's on the parts at hand; where a peer's was taken on another part,
`peers.csv` says so.
"""

from __future__ import annotations

import argparse
import csv
import json
import subprocess
import sys
from functools import reduce
from pathlib import Path
from typing import Any

HERE = Path(__file__).parent
MODELS = HERE.parent / "src" / "dragoman" / "reading" / "models"
#: What the scorer calls a benchmark, where it is another name.
SCORED_AS = {"themes": "coreference"}


def commands(name: str, shared: Path, out: Path) -> tuple[list[str], list[str]]:
    """What writes a benchmark's predictions to `out` (`>` where it prints them), and the arguments of the scorer."""
    if name == "themes":
        scored = [str(shared / "bench" / "coreference" / "newswcl50_dev.jsonl"), str(out)]
        return [f"{HERE}/coreference.py", *scored, "--themes"], [*scored, "--kinds", "EVENT", "ACTION", "MISC"]
    folder = shared / "bench" / name
    gold = {
        "events": folder / "plv_train.jsonl",
        "attribution": folder / "polnear_dev.jsonl",
        "time": folder / "aquaint_dev.jsonl",
        "coreference": folder / "ecbplus_dev.jsonl",
        "factuality": folder / "uw_dev.jsonl",
        "pledges": folder / "mimac_en_dev.jsonl",
    }
    if name == "timelines":
        folders = [str(f) for f in sorted(folder.iterdir()) if f.is_dir()]
        return [f"{HERE}/timelines.py", *folders, ">"], [*folders, "--system", str(out)]
    scored = [str(gold[name]), str(out)]
    if name == "events":
        return [f"{HERE.parent}/training/coding.py", scored[0], str(MODELS), "--check", scored[1]], scored
    if name == "time":
        return [f"{HERE}/dates.py", gold[name].stem, ">"], scored
    return [f"{HERE}/{name}.py", *scored], [*scored, *(["--kinds", "ACT", "NEG"] if name == "coreference" else [])]


def figures(name: str, shared: Path, out: Path) -> dict[str, Any]:
    """The scorer's figures on one benchmark; raises CalledProcessError where a step fails."""
    predict, scored = commands(name, shared, out)
    if predict[-1] == ">":
        with out.open("w", encoding="utf-8") as file:
            subprocess.run([sys.executable, *predict[:-1]], stdout=file, check=True)
    else:
        subprocess.run([sys.executable, *predict], stdout=subprocess.DEVNULL, check=True)
    scorer = [sys.executable, str(shared / "bench" / "score.py"), SCORED_AS.get(name, name), *scored]
    told = subprocess.run(scorer, capture_output=True, text=True, check=True).stdout
    result: dict[str, Any] = json.loads(told)
    return result


def main() -> None:
    rows = list(csv.DictReader((HERE / "peers.csv").open(encoding="utf-8")))
    names = list(dict.fromkeys(row["benchmark"] for row in rows))
    parser = argparse.ArgumentParser(description=__doc__, formatter_class=argparse.RawDescriptionHelpFormatter)
    parser.add_argument("shared", type=Path)
    parser.add_argument("build", type=Path)
    parser.add_argument("names", nargs="*", metavar="NAME", help=f"of {', '.join(names)}; all where none is given")
    args = parser.parse_args()
    if unknown := set(args.names) - set(names):
        parser.error(f"no benchmark {', '.join(sorted(unknown))}")
    args.build.mkdir(parents=True, exist_ok=True)
    print(f"{'benchmark':<13}{'figure':<44}{'reached':>8}{'peer':>8}{'goal':>7}  peer")
    for name in args.names or names:
        told = figures(name, args.shared, args.build / f"{name}.jsonl")
        for row in rows:
            if row["benchmark"] == name:
                value = reduce(lambda part, key: part[key], row["path"].split("."), told)
                print(f"{name:<13}{row['figure']:<44}{value:>8}{row['peer_figure']:>8}{row['goal']:>7}  {row['peer']}")
        sys.stdout.flush()


if __name__ == "__main__":
    main()
