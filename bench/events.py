"""PLOVER codes of sentences whose source and target are marked, for the team's scorer.

    python bench/events.py SHARED/bench/events/plv_test.jsonl SYSTEM.jsonl
    python SHARED/bench/score.py events SHARED/bench/events/plv_test.jsonl SYSTEM.jsonl

The shipped weights were learned from `plv_train`: for figures on that part use `training/coding.py --check`.
"""

from __future__ import annotations

import argparse
import json
import re
import time
from pathlib import Path
from typing import Any

import dragoman

#: The scheme of the benchmark: what gives way is one class, and material cooperation.
YIELD = {"CONCEDE": "YIELD", "RETREAT": "YIELD"}
QUAD_OF_YIELD = "MATERIAL_COOPERATION"


def main() -> None:
    """Codes every sentence and writes its root and quad class."""
    parser = argparse.ArgumentParser(description=__doc__, formatter_class=argparse.RawDescriptionHelpFormatter)
    parser.add_argument("gold", type=Path)
    parser.add_argument("system", type=Path)
    options = parser.parse_args()
    sentences = [json.loads(line) for line in options.gold.read_text(encoding="utf-8").splitlines() if line.strip()]
    dragoman.code("France thanked Japan.")
    began = time.monotonic()
    with options.system.open("w", encoding="utf-8") as out:
        for sentence in sentences:
            coding = dragoman.code(*parties(sentence["marked"]))
            out.write(json.dumps({"id": sentence["id"], **labels(coding.root, coding.quad)}) + "\n")
    print(f"{len(sentences)} sentences, {len(sentences) / (time.monotonic() - began):.0f} a second")


def parties(marked: str) -> tuple[str, tuple[int, int] | None, tuple[int, int] | None]:
    """The sentence without its marks, and the first stretch marked as source (`<s>`) and as target (`<t>`)."""
    text, open_at, found = "", {}, dict[str, tuple[int, int]]()
    for piece in re.split(r"(</?[st]>)", marked):
        mark = re.fullmatch(r"<(/?)([st])>", piece)
        if mark is None:
            text += piece
        elif mark[1]:
            found.setdefault(mark[2], (open_at.get(mark[2], len(text)), len(text)))
        else:
            open_at[mark[2]] = len(text)
    return text, found.get("s"), found.get("t")


def labels(root: str, quad: str) -> dict[str, Any]:
    """A root and quad class as the benchmark writes them."""
    if root in YIELD or root == "YIELD":
        return {"label_root": "YIELD", "label_quad": QUAD_OF_YIELD}
    return {"label_root": root, "label_quad": quad.upper().replace(" ", "_")}


if __name__ == "__main__":
    main()
