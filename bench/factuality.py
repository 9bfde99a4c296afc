"""How real events are told to be, for the team's scorer.

python bench/factuality.py SHARED/bench/factuality/uw_dev.jsonl SYSTEM.jsonl
python SHARED/bench/score.py factuality SHARED/bench/factuality/uw_dev.jsonl SYSTEM.jsonl
"""

from __future__ import annotations

import argparse
import json
import time
from pathlib import Path

from dragoman.reading.factuality import load_factuality
from dragoman.reading.sentence import read_sentence


def main() -> None:
    """Reads every sentence once and writes a number for each of its marked events."""
    parser = argparse.ArgumentParser(description=__doc__, formatter_class=argparse.RawDescriptionHelpFormatter)
    parser.add_argument("gold", type=Path)
    parser.add_argument("system", type=Path)
    options = parser.parse_args()
    model, events, began = load_factuality(), 0, time.monotonic()
    with options.system.open("w", encoding="utf-8") as out:
        for line in filter(str.strip, options.gold.read_text(encoding="utf-8").splitlines()):
            told = json.loads(line)
            sentence = read_sentence(told["text"])
            for number, event in enumerate(told["events"]):
                token = sentence.head((event["start"], event["end"]))
                if token is not None:
                    value = round(model.of(sentence, token), 3)
                    out.write(json.dumps({"id": told["id"], "event": number, "factuality": value}) + "\n")
                    events += 1
    print(f"{events} events, {events / (time.monotonic() - began):.0f} a second")


if __name__ == "__main__":
    main()
