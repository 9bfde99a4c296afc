"""A shard is read into one file, whole or not at all; what goes wrong with a document stays with it."""

from pathlib import Path
from typing import Any

import pyarrow.parquet as pq
import pytest
from rule_reader import RuleReader

from dragoman.engines.job import Shard, Task
from dragoman.engines.shard import ordered, read_shard
from dragoman.errors import DocumentError
from dragoman.record import Document, Evidence, Record

READER = RuleReader("1", 0)


def shard(*texts: str) -> Shard:
    return Shard(tuple(Task(Document(f"d{i}", text), f"fingerprint of {text}") for i, text in enumerate(texts)))


def rows(reader: Any, folder: Path, *texts: str) -> list[dict[str, Any]]:
    outcome = read_shard(reader, shard(*texts), folder)
    found: list[dict[str, Any]] = pq.read_table(outcome.path).to_pylist()
    return found


class Says:
    """A reader that returns what it was given, or raises it."""

    fingerprint = "says"

    def __init__(self, *answer: Record | BaseException) -> None:
        self.answer = answer

    def read(self, document: Document) -> list[Record]:
        if document.text == "quiet":
            return []
        if isinstance(self.answer[0], BaseException):
            raise self.answer[0]
        return [a for a in self.answer if isinstance(a, Record)]


def record(quote: str, start: int = 0, doc: str = "d0", what: str = "") -> Record:
    return Record(doc, "force", "happened", Evidence(start, start + len(quote), quote), what=what)


def test_each_document_is_a_row_with_its_records(tmp_path: Path) -> None:
    first, second = rows(READER, tmp_path, "JPN met KOR. KOR met CHN.", "nothing")
    assert [r["quote"] for r in first["records"]] == ["JPN met KOR", "KOR met CHN"]
    assert (second["records"], second["problems"]) == ([], [])


def test_only_the_whole_file_is_left(tmp_path: Path) -> None:
    read_shard(READER, shard("JPN met KOR."), tmp_path)
    assert [p.name for p in tmp_path.iterdir()] == [shard("JPN met KOR.").name]


def test_the_same_input_gives_the_same_bytes(tmp_path: Path) -> None:
    outcomes = []
    for folder in (tmp_path / "a", tmp_path / "b"):
        folder.mkdir()
        outcomes.append(read_shard(READER, shard("JPN met KOR.", "RAISE"), folder).path.read_bytes())
    assert outcomes[0] == outcomes[1]


def test_a_file_that_is_there_is_not_made_again(tmp_path: Path) -> None:
    done = read_shard(READER, shard("JPN met KOR."), tmp_path)
    before = done.path.stat().st_mtime_ns
    assert read_shard(Says(ValueError()), shard("JPN met KOR."), tmp_path) == done
    assert done.path.stat().st_mtime_ns == before


@pytest.mark.parametrize(
    ("error", "reason", "retry"),
    [
        (ValueError("odd"), "ValueError: odd", False),
        (RecursionError(), "RecursionError", False),
        (DocumentError("it is too long", "split it"), "it is too long", False),
        (MemoryError(), "MemoryError", True),
        (OSError("disk"), "OSError: disk", True),
        (ValueError("\udc80"), "ValueError: ?", False),
    ],
)
def test_a_document_that_raises_is_a_problem(error: Exception, reason: str, retry: bool, tmp_path: Path) -> None:
    first, second = rows(Says(error), tmp_path, "loud", "quiet")
    assert [p["reason"] for p in first["problems"]] == [reason]
    assert first["problems"][0]["remedy"]
    assert (first["retry"], second["problems"]) == (retry, [])


@pytest.mark.parametrize("wrong", [record("loud", 1), record("quiet"), record("loud", doc="other"), record("", 0)])
def test_a_record_that_is_not_in_the_text_is_left_out_and_told(wrong: Record, tmp_path: Path) -> None:
    [row] = rows(Says(record("loud"), wrong), tmp_path, "loud")
    assert [r["quote"] for r in row["records"]] == ["loud"]
    assert row["problems"][0]["reason"] == "1 of 2 records do not stand in the text at their offsets"


def test_ctrl_c_keeps_the_documents_that_are_done(tmp_path: Path) -> None:
    with pytest.raises(KeyboardInterrupt):
        read_shard(READER, shard("JPN met KOR.", "KOR met CHN.", "STOP", "USA met KOR."), tmp_path)
    [left] = tmp_path.glob("*.parquet")
    assert pq.read_table(left)["id"].to_pylist() == ["d0", "d1"]


def test_records_are_in_the_order_of_the_text_whatever_the_readers_order() -> None:
    records = [record("b", 5), record("a", 0, what="two"), record("a", 0, what="one"), record("ab", 0)]
    expected = ordered(records)
    assert [(r.evidence.start, r.evidence.end) for r in expected] == [(0, 1), (0, 1), (0, 2), (5, 6)]
    assert {r.what for r in expected[:2]} == {"one", "two"}
    assert ordered(records[::-1]) == expected


def test_wholly_equal_records_are_one_and_others_are_all_kept() -> None:
    assert len(ordered([record("a"), record("a"), record("a", what="more")])) == 2
