"""The days of a timeline, picked from a folder of articles, as JSON Lines for the team's scorer.

    python bench/timelines.py $DRAGOMAN_SHARED/bench/timelines/* > build/timelines.jsonl
    python $DRAGOMAN_SHARED/bench/score.py timelines $DRAGOMAN_SHARED/bench/timelines/* --system build/timelines.jsonl

A folder holds `articles.jsonl`, an article a line with `id`, `published` and `text`. Days are weighed by the code that
weighs those of `dragoman timeline` (`dragoman.analysis.days`), from the dates in the text alone: nothing is read into
records. Standard error gets the speed in words a second.
"""

from __future__ import annotations

import json
import sys
import time
from datetime import date
from pathlib import Path

from dragoman.analysis.days import mentions, weighed


def ranked_days(articles: list[dict[str, str]]) -> list[str]:
    """The days that the articles speak of, those that matter most first; of equal ones the earlier."""
    published = [date.fromisoformat(article["published"][:10]) for article in articles]
    found = (
        mention
        for article, day in zip(articles, published, strict=True)
        for mention in mentions(article["text"], day, article["id"])
    )
    weights = weighed(found, published)
    return [day.isoformat() for day in sorted(weights, key=lambda day: (-weights[day], day))]


def main() -> None:
    """Write one line a folder: its name, and its days, best first."""
    words, began = 0, time.perf_counter()
    for folder in map(Path, sys.argv[1:]):
        lines = (folder / "articles.jsonl").read_text(encoding="utf-8").splitlines()
        articles = [json.loads(line) for line in lines if line.strip()]
        words += sum(len(article["text"].split()) for article in articles)
        sys.stdout.write(json.dumps({"folder": folder.name, "dates": ranked_days(articles)}) + "\n")
    print(f"{words / (time.perf_counter() - began):,.0f} words a second", file=sys.stderr)


if __name__ == "__main__":
    main()
