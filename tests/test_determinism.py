"""The same documents give the same records, byte for byte, however they are read."""

from __future__ import annotations

from pathlib import Path

import pytest

import dragoman

EXAMPLES = Path(__file__).parent.parent / "examples"

pytestmark = pytest.mark.slow


def read(folder: Path, name: str, processes: int) -> bytes:
    """The records of the examples in the interchange form, read by the default reader into a dossier of their own."""
    with dragoman.read(EXAMPLES, folder / f"{name}.dossier", processes=processes) as dossier:
        assert list(dossier.problems()) == []
        dossier.records().to_jsonl(folder / f"{name}.jsonl")
    return (folder / f"{name}.jsonl").read_bytes()


@pytest.fixture
def once(tmp_path: Path) -> bytes:
    return read(tmp_path, "once", 1)


def test_twice_and_in_two_processes_give_the_same_bytes(once: bytes, tmp_path: Path) -> None:
    assert once.count(b"\n") > 500
    assert read(tmp_path, "twice", 1) == once
    assert read(tmp_path, "in two", 2) == once
