"""Who says what in political news: predictions for the team's scorer, and its figures beside the peers'.

python bench/attribution.py SHARED/bench/attribution/polnear_dev.jsonl SYSTEM.jsonl
"""

from __future__ import annotations

import argparse
import json
import subprocess
import sys
import time
from pathlib import Path
from typing import Any

from dragoman.language.parser import parse
from dragoman.reading.quotation import Quotation, quotations_of
from dragoman.record import Document
from dragoman.sources.passages import passages_of_text

#: `with_source` F1 and recall of indirect quotations on the corpus's test part.
PEERS = {"Citron, retrained": (50.2, 36.5), "textacy": (19.6, 0.8), "a second human": (73.2, None)}


def main() -> None:
    """Writes every document's attributions, then prints time and figures."""
    parser = argparse.ArgumentParser(description=__doc__, formatter_class=argparse.RawDescriptionHelpFormatter)
    parser.add_argument("gold", type=Path)
    parser.add_argument("system", type=Path)
    options = parser.parse_args()
    lines = [json.loads(line) for line in options.gold.read_text(encoding="utf-8").splitlines() if line.strip()]
    words, spent = 0, {"parsing": 0.0, "quotations": 0.0}
    with options.system.open("w", encoding="utf-8") as out:
        for line in lines:
            text = line["text"]
            words += len(text.split())
            began = time.process_time()
            passages = parse(Document(line["doc_id"], text, passages=_all_content(text)))
            parsed = time.process_time()
            found = quotations_of(text, passages)
            spent["quotations"] += time.process_time() - parsed
            spent["parsing"] += parsed - began
            out.write(json.dumps({"doc_id": line["doc_id"], "attributions": [_as_told(q) for q in found]}) + "\n")
    for part, seconds in spent.items():
        print(f"{part}: {words / seconds:,.0f} words a CPU second")
    scorer = options.gold.parent.parent / "score.py"
    told = subprocess.run(
        [sys.executable, str(scorer), "attribution", str(options.gold), str(options.system)],
        capture_output=True,
        text=True,
        check=True,
    )
    figures = json.loads(told.stdout)
    print(json.dumps(figures, indent=1))
    print(f"{'':20} with_source F1   indirect recall")
    rows = {"dragoman": (figures["with_source"]["f1"], figures["recall_by_type"].get("indirect")), **PEERS}
    for name, (f1, recall) in rows.items():
        print(f"{name:20} {f1:14.1f}   {recall if recall is not None else '-':>15}")


def _all_content(text: str) -> Any:
    from dataclasses import replace

    return tuple(replace(p, role="content") for p in passages_of_text(text))


def _as_told(quotation: Quotation) -> dict[str, Any]:
    return {
        "source": [[quotation.source.start, quotation.source.end]] if quotation.source else [],
        "cue": [[quotation.cue.start, quotation.cue.end]],
        "content": [[part.start, part.end] for part in quotation.content],
    }


if __name__ == "__main__":
    main()
