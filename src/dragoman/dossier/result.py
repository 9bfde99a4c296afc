"""What a query of the dossier gives: rows, a data frame, an Arrow table, or records."""

from __future__ import annotations

from collections.abc import Iterator, Mapping, Sequence
from typing import Any

import duckdb

from dragoman.record import Actor, Amount, Evidence, Record

_BATCH = 1024


class Result:
    """A query, run anew each time it is read. Iterating gives a dict a row, in the query's order."""

    def __init__(self, connection: duckdb.DuckDBPyConnection, sql: str, parameters: Sequence[Any] = ()) -> None:
        self._connection = connection
        self._sql = sql
        self._parameters = list(parameters)

    @property
    def columns(self) -> list[str]:
        """The names of the columns, in order."""
        return [column[0] for column in self._executed().description or ()]

    def rows(self) -> Iterator[tuple[Any, ...]]:
        """The rows as tuples, a batch in memory at a time."""
        cursor = self._executed()
        while batch := cursor.fetchmany(_BATCH):
            yield from batch

    def df(self) -> Any:
        """The rows as a pandas data frame."""
        return self.arrow().to_pandas()

    def arrow(self) -> Any:
        """The rows as an Arrow table."""
        return self._connection.cursor().sql(self._sql, params=self._parameters).to_arrow_table()

    def batches(self, rows: int = 8192) -> Any:
        """The rows as an Arrow reader of record batches: streams."""
        return self._connection.cursor().sql(self._sql, params=self._parameters).to_arrow_reader(rows)

    def __iter__(self) -> Iterator[Any]:
        cursor = self._executed()
        names = [column[0] for column in cursor.description or ()]
        while batch := cursor.fetchmany(_BATCH):
            yield from (dict(zip(names, row, strict=True)) for row in batch)

    def count(self) -> int:
        """How many rows there are. Not `len`, which `list` would call each time, and the query run twice."""
        return sum(batch.num_rows for batch in self.batches())

    def _executed(self) -> duckdb.DuckDBPyConnection:
        return self._connection.cursor().execute(self._sql, self._parameters)


class Records(Result):
    """Rows of the table `records`. Iterating gives the records themselves."""

    def __iter__(self) -> Iterator[Record]:
        return map(record_of, super().__iter__())


def record_of(row: Mapping[str, Any]) -> Record:
    """The record that a row of the table `records` holds."""
    value = row["amount_value"]
    return Record(
        doc=row["doc"],
        kind=row["kind"],
        status=row["status"],
        evidence=Evidence(row["start"], row["end"], row["quote"]),
        who=tuple(map(Actor.parse, row["who"])),
        whom=tuple(map(Actor.parse, row["whom"])),
        what=row["what"],
        when=row["when_text"],
        where=row["where_text"],
        amount=None if value is None else Amount(value, row["amount_unit"] or ""),
        stance=row["stance"],
        plover=row["plover"],
        mode=row["mode"],
        score=row["score"],
        said_by=row["said_by"],
        confidence=row["confidence"],
    )
