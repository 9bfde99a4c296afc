"""Reads a gold folder and prints what the team's scorer says, and what people reach: `make score`.

From the command line:

    python score_gold.py SHARED_FOLDER [--fast] [--split dev] [--by kind] [--json]
"""

from __future__ import annotations

import argparse
import hashlib
import json
import subprocess
import sys
import tempfile
from pathlib import Path
from typing import Any

from dragoman.reading.reader import load_reader
from dragoman.record import Document
from dragoman.sources.read import read_paths

#: Two careful readers of the same documents (annotation guide).
PEOPLE = {"found": (0.85, 0.88), "right": (0.72, 0.77)}


def figures(shared: Path, *, fast: bool = False, split: str = "dev", by: str = "kind") -> dict[str, Any]:
    """The scorer's table (`--json`) for one split: `all` and a row for each kind (document, status: `by`).

    Under `gold` is the SHA-256 of the gold file.
    """
    folder = shared / "gold" / split
    reader = load_reader(fast=fast)
    with tempfile.TemporaryDirectory() as temporary:
        system = Path(temporary) / "system.jsonl"
        with system.open("w", encoding="utf-8") as file:
            for document in read_paths([folder / "texts"]):
                if isinstance(document, Document):
                    for record in reader.read(document):
                        file.write(json.dumps(record.to_json(), ensure_ascii=False) + "\n")
        scorer = [sys.executable, str(shared / "gold" / "score.py"), str(folder / "gold.jsonl"), str(system)]
        done = subprocess.run(
            [*scorer, "--texts", str(folder / "texts"), "--by", by, "--json"],
            capture_output=True,
            text=True,
            check=True,
        )
    table: dict[str, Any] = json.loads(done.stdout)
    table["gold"] = hashlib.sha256((folder / "gold.jsonl").read_bytes()).hexdigest()
    return table


def main() -> None:
    parser = argparse.ArgumentParser(description=__doc__, formatter_class=argparse.RawDescriptionHelpFormatter)
    parser.add_argument("shared", type=Path)
    parser.add_argument("--fast", action="store_true")
    parser.add_argument("--split", default="dev")
    parser.add_argument("--by", default="kind", choices=["kind", "doc", "status"])
    parser.add_argument("--json", action="store_true")
    args = parser.parse_args()
    table = figures(args.shared, fast=args.fast, split=args.split, by=args.by)
    if args.json:
        print(json.dumps(table, indent=1))
        return
    print(f"{args.split}, {'fast' if args.fast else 'default'} reader; people: {PEOPLE}")
    print(f"{'':<14}{'gold':>6}{'system':>8}   found  P     R     F1    right  P     R     F1")
    for name, row in table.items():
        if name != "gold":
            found, right = ("  ".join(f"{row[f][k]:.2f}" for k in ("p", "r", "f1")) for f in ("found", "right"))
            print(f"{name:<14}{row['gold']:>6}{row['system']:>8}         {found}         {right}")


if __name__ == "__main__":
    main()
