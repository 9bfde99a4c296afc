"""JSON Lines is the interchange form, byte for byte."""

import io
import json
from pathlib import Path

import pytest
from hypothesis import given
from hypothesis import strategies as st
from syrupy.assertion import SnapshotAssertion

from dragoman.export import jsonl
from dragoman.record import Actor, Amount, Evidence, Record

from .records import FULL, RECORDS

TEXT = st.text(st.characters(exclude_categories=["Cs"]))


def test_the_form(tmp_path: Path, snapshot: SnapshotAssertion) -> None:
    assert jsonl.write(RECORDS, tmp_path / "out.jsonl") == 3
    assert (tmp_path / "out.jsonl").read_bytes() == snapshot


def test_keys_stand_in_the_order_of_the_record() -> None:
    assert list(json.loads(jsonl.line(FULL))) == list(FULL.to_json())


@given(TEXT, TEXT, TEXT, st.floats(allow_nan=False, allow_infinity=False))
def test_what_is_written_comes_back(quote: str, what: str, name: str, value: float) -> None:
    record = Record(
        "d",
        "aid",
        "planned",
        Evidence(0, len(quote), quote),
        (Actor("JPN", name.strip()),),
        (),
        what,
        amount=Amount(value),
    )
    line = jsonl.line(record)
    assert line.count("\n") == 1
    assert Record.from_json(json.loads(line)) == record


def test_an_open_file_is_written_to_and_left_open() -> None:
    file = io.StringIO()
    jsonl.write(RECORDS, file)
    assert file.getvalue() == "".join(map(jsonl.line, RECORDS))


def test_a_file_appears_only_when_it_is_whole(tmp_path: Path) -> None:
    def broken() -> object:
        yield FULL
        raise RuntimeError("power cut")

    target = tmp_path / "out.jsonl"
    target.write_text("the one before")
    with pytest.raises(RuntimeError):
        jsonl.write(broken(), target)  # type: ignore[arg-type]
    assert [(p.name, p.read_text()) for p in tmp_path.iterdir()] == [("out.jsonl", "the one before")]
