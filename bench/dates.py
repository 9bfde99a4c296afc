"""TempEval predictions of `find_dates` as JSON Lines, for the team's scorer.

    python bench/dates.py aquaint_dev > predictions.jsonl
    python $DRAGOMAN_SHARED/bench/score.py time $DRAGOMAN_SHARED/bench/time/aquaint_dev.jsonl predictions.jsonl

Standard error gets the speed in words a second.
"""

from __future__ import annotations

import json
import os
import sys
import time
from pathlib import Path

from dragoman.language.dates import find_dates


def main() -> None:
    """Write one line a document of the named part (`timebank_train`, `aquaint_dev`)."""
    shared = Path(os.environ.get("DRAGOMAN_SHARED", "../shared"))
    lines = (shared / "bench/time" / f"{sys.argv[1]}.jsonl").read_text("utf-8").splitlines()
    documents = [json.loads(line) for line in lines]
    words = sum(len(document["text"].split()) for document in documents)
    began = time.perf_counter()
    for document in documents:
        found = find_dates(document["text"], document["dct"])
        timexes = [
            {"start": e.start, "end": e.end, "type": e.kind.upper(), "value": e.value}
            for e in found
            if e.anchor != "adjective"
        ]
        sys.stdout.write(json.dumps({"doc_id": document["doc_id"], "timexes": timexes}) + "\n")
    print(f"{words / (time.perf_counter() - began):,.0f} words a second", file=sys.stderr)


if __name__ == "__main__":
    main()
