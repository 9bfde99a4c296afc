"""What is learned from beside the gold: every record is one that the annotation guide allows."""

import json
import re
from pathlib import Path
from typing import Any

import pytest

from dragoman.record import KINDS, STANCES, STATUSES

FOLDER = Path(__file__).parents[2] / "training" / "material"
DAY = r"\d{4}(-\d\d(-\d\d)?)?"
WHEN = re.compile(rf"({DAY})?(/({DAY})?)?\Z")


def records(name: str) -> list[dict[str, Any]]:
    return [json.loads(line) for line in (FOLDER / name).read_text(encoding="utf-8").splitlines()]


@pytest.mark.parametrize("name", ["own/gold.jsonl", "releases.jsonl", "news.jsonl", "crises.jsonl"])
def test_records_have_the_kinds_statuses_stances_and_dates_of_the_guide(name: str) -> None:
    for record in records(name):
        assert record["kind"] in KINDS, record
        assert record["status"] in STATUSES, record
        assert (record.get("stance") or "neutral") in STANCES, record
        assert WHEN.match(record.get("when") or ""), record
        assert all(actor.strip() and "|" not in actor for actor in [*record["who"], *record["whom"]]), record


@pytest.mark.parametrize("name", ["releases.jsonl", "news.jsonl", "crises.jsonl"])
def test_readings_of_others_texts_hold_offsets_instead_of_words(name: str) -> None:
    for record in records(name):
        assert "quote" not in record, record
        assert 0 <= record["start"] < record["end"], record


def test_our_own_records_quote_their_documents() -> None:
    texts = {p.stem: p.read_text(encoding="utf-8") for p in (FOLDER / "own" / "texts").glob("*.txt")}
    for record in records("own/gold.jsonl"):
        pattern = r"\s+".join(map(re.escape, record["quote"].split()))
        assert re.search(pattern, texts[record["doc"]]), record
