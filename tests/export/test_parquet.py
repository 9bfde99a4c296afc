"""Parquet keeps lists as lists and numbers as numbers."""

import io
from pathlib import Path

import pyarrow.parquet as pq
from syrupy.assertion import SnapshotAssertion

from dragoman.export import parquet
from dragoman.export.flat import flat
from dragoman.record import Amount, Evidence, Record

from .records import RECORDS


def test_the_form(tmp_path: Path, snapshot: SnapshotAssertion) -> None:
    assert parquet.write(RECORDS, tmp_path / "out.parquet") == 3
    table = pq.read_table(tmp_path / "out.parquet")
    assert [f"{field.name}: {field.type}" for field in table.schema] == snapshot


def test_rows_are_the_records(tmp_path: Path) -> None:
    parquet.write(RECORDS, tmp_path / "out.parquet")
    assert pq.read_table(tmp_path / "out.parquet").to_pylist() == [flat(record) for record in RECORDS]


def test_no_records_give_an_empty_table(tmp_path: Path) -> None:
    assert parquet.write([], tmp_path / "out.parquet") == 0
    assert pq.read_table(tmp_path / "out.parquet").num_rows == 0


def test_great_amounts_are_written() -> None:
    file = io.BytesIO()
    record = Record("d", "aid", "planned", Evidence(0, 1, "x"), amount=Amount(float(2**60 + 1), "KRW"))
    parquet.write([record], file)
    assert pq.read_table(io.BytesIO(file.getvalue()))["amount_value"].to_pylist() == [float(2**60)]
