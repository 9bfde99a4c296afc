"""Which sentences are pledges, for the team's scorer.

python bench/pledges.py SHARED/bench/pledges/mimac_en_dev.jsonl SYSTEM.jsonl
python SHARED/bench/score.py pledges SHARED/bench/pledges/mimac_en_dev.jsonl SYSTEM.jsonl
"""

from __future__ import annotations

import argparse
import json
import time
from pathlib import Path

import dragoman
from dragoman.reading.pledges import load_pledges


def main() -> None:
    """Judges every sentence; one whose probability reaches the shipped threshold is a pledge."""
    parser = argparse.ArgumentParser(description=__doc__, formatter_class=argparse.RawDescriptionHelpFormatter)
    parser.add_argument("gold", type=Path)
    parser.add_argument("system", type=Path)
    options = parser.parse_args()
    threshold, sentences, began = load_pledges().threshold, 0, time.monotonic()
    with options.system.open("w", encoding="utf-8") as out:
        for line in filter(str.strip, options.gold.read_text(encoding="utf-8").splitlines()):
            told = json.loads(line)
            found = bool(told["text"].strip()) and dragoman.pledge(told["text"]) >= threshold
            out.write(json.dumps({"id": told["id"], "label": int(found)}) + "\n")
            sentences += 1
    print(f"{sentences} sentences, {sentences / (time.monotonic() - began):.0f} a second")


if __name__ == "__main__":
    main()
