"""CSV opens in a spreadsheet as it was written, and runs nothing there."""

import csv as standard
import io
from pathlib import Path
from typing import Any

import pytest
from syrupy.assertion import SnapshotAssertion

from dragoman.export import csv
from dragoman.export.flat import COLUMNS

from .records import HOSTILE, RECORDS


def test_the_form(tmp_path: Path, snapshot: SnapshotAssertion) -> None:
    assert csv.write(RECORDS, tmp_path / "out.csv") == 3
    assert (tmp_path / "out.csv").read_bytes() == snapshot


@pytest.mark.parametrize(
    ("value", "cell"),
    [
        ("=1+1", "'=1+1"),
        ("+1", "'+1"),
        ("-1", "'-1"),
        ("@SUM(A1)", "'@SUM(A1)"),
        ("\tx", "'\tx"),
        ("\rx", "'\rx"),
        ("a=1", "a=1"),
        ("", ""),
        (None, None),
        (-1, -1),
        (-2.5, -2.5),
        (["JPN", "KOR/Moon Jae-in"], "JPN; KOR/Moon Jae-in"),
        (["-1", "JPN"], "'-1; JPN"),
        ([], ""),
    ],
)
def test_a_cell_is_text_or_number_and_never_a_formula(value: Any, cell: Any) -> None:
    assert csv.cell(value) == cell


def test_no_cell_of_text_from_a_document_begins_a_formula() -> None:
    file = io.StringIO()
    csv.write([HOSTILE], file)
    [row] = standard.DictReader(io.StringIO(file.getvalue(), newline=""))
    assert list(row) == list(COLUMNS)
    numbers = {"amount_value", "score", "confidence", "start", "end"}
    assert not [name for name, cell in row.items() if name not in numbers and cell[:1] in "=+-@\t\r" and cell]
    assert row["amount_value"] == "-0.5"
