"""Parquet: one record a row, with lists and numbers as such, for data frames and databases."""

from __future__ import annotations

from collections.abc import Iterable, Iterator
from itertools import batched
from os import PathLike
from pathlib import Path
from typing import IO, Any

import pyarrow as pa
import pyarrow.parquet as pq

from dragoman.export.flat import COLUMNS, flat
from dragoman.export.target import Target, aside
from dragoman.record import Record

_LISTS = ("who", "whom")
_NUMBERS = ("amount_value", "score", "confidence")
_PLACES = ("start", "end")
#: Rows in memory at a time, and in a row group.
_GROUP = 10_000


def schema() -> Any:
    """The columns: text but for lists of actors, numbers, and the places of the evidence in the document's text."""
    return pa.schema([(column, _type(column)) for column in COLUMNS])


def write(records: Iterable[Record], target: Target) -> int:
    """Writes the records in the order they come to a path or a binary file; returns how many."""
    if isinstance(target, str | PathLike):
        with aside(Path(target)) as path:
            return _write(records, path)
    return _write(records, target)


def _write(records: Iterable[Record], target: Path | IO[Any]) -> int:
    count = 0
    with pq.ParquetWriter(target, schema(), compression="zstd") as writer:
        for rows in _groups(records):
            writer.write_table(pa.Table.from_pylist(rows, schema=schema()))
            count += len(rows)
    return count


def _groups(records: Iterable[Record]) -> Iterator[list[dict[str, Any]]]:
    for batch in batched(records, _GROUP):
        yield [_typed(flat(record)) for record in batch]


def _typed(row: dict[str, Any]) -> dict[str, Any]:
    """The row with its amount as a float: Arrow takes no whole number above 2**53 for one."""
    value = row["amount_value"]
    return row | {"amount_value": None if value is None else float(value)}


def _type(column: str) -> Any:
    if column in _LISTS:
        return pa.list_(pa.string())
    if column in _NUMBERS:
        return pa.float64()
    return pa.int32() if column in _PLACES else pa.string()
