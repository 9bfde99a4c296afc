"""Rows on their way into the user's world, and our own CSV form of them: any table, known by its header."""

from __future__ import annotations

import csv
from collections.abc import Collection, Iterator, Mapping
from dataclasses import dataclass
from io import StringIO
from pathlib import PurePath

from dragoman.errors import TableError
from dragoman.world.tables import TABLES, Table


@dataclass(frozen=True, slots=True)
class Incoming:
    """A row for a table (`cells` by column), with the file and line that it comes from."""

    table: str
    cells: Mapping[str, str]
    file: str
    line: int

    @property
    def key(self) -> tuple[str, ...]:
        """What makes the row the same as another of its table."""
        table = TABLES[self.table]
        return tuple(self.cells[column] for column in table.key or table.columns)


def row(table: str, file: str, line: int, **cells: str) -> Incoming:
    """A row of which only the filled cells are given."""
    return Incoming(table, {column: cells.get(column, "") for column in TABLES[table].columns}, file, line)


def decoded(data: bytes, file: str) -> str:
    """The text of a file; raises TableError where it is not UTF-8."""
    try:
        return data.decode("utf-8-sig")
    except UnicodeDecodeError as error:
        raise TableError(f"{file}: not UTF-8 at byte {error.start}; save the file as UTF-8") from error


def csv_lines(data: bytes, file: str) -> Iterator[tuple[int, dict[str, str]]]:
    """The rows of a CSV file as cells by column, each with its line; raises TableError with file and line."""
    reader = csv.reader(StringIO(decoded(data, file), newline=""), strict=True)
    try:
        header = [column.strip().lstrip("?") for column in next(reader, [])]
        for cells in reader:
            if not cells:
                continue
            if len(cells) != len(header):
                raise TableError(
                    f"{file}, line {reader.line_num}: {len(cells)} cells, but the header has {len(header)} columns; "
                    'quote cells that hold a comma: "Washington, D.C."'
                )
            yield reader.line_num, {c: cell.strip() for c, cell in zip(header, cells, strict=True)}
    except csv.Error as error:
        raise TableError(f"{file}, line {reader.line_num}: {error}; check the quotation marks") from error


def header_of(data: bytes, file: str) -> tuple[str, ...]:
    """The column names of a CSV file."""
    first = decoded(data, file).partition("\n")[0]
    return tuple(column.strip().lstrip("?") for column in next(csv.reader([first]), []))


def own_rows(data: bytes, file: str, bodies: Collection[str] = ()) -> list[Incoming]:
    """The rows of a CSV file in our own form: the columns of one of the tables, in any order, the optional ones or not.

    `bodies` tells the two tables of names apart. Raises TableError where the header fits no table, or several.
    """
    header = header_of(data, file)
    fitting = [table for table in TABLES.values() if set(table.required) <= set(header) <= set(table.columns)]
    tables = _likeliest(fitting, header, PurePath(file).stem)
    if not tables:
        known = "; ".join(f"{table.name}: {','.join(table.columns)}" for table in TABLES.values())
        raise TableError(f"{file}, line 1: the columns {','.join(header)} are of no table. Known are {known}")
    names = {table.name for table in tables}
    if len(names) > 1 and names != {"state_names", "body_names"}:
        raise TableError(
            f"{file}, line 1: the columns fit {' and '.join(sorted(names))}; name the file after its table"
        )
    rows = []
    for line, cells in csv_lines(data, file):
        of_body = cells.get("actor") in bodies and "body_names" in names
        rows.append(row("body_names" if of_body else sorted(names)[-1], file, line, **cells))
    return rows


def _likeliest(fitting: list[Table], header: tuple[str, ...], stem: str) -> list[Table]:
    """The table that the file is named after, else those with exactly these columns, else all that fit."""
    named = [table for table in fitting if table.name == stem]
    exact = [table for table in fitting if set(table.columns) == set(header)]
    return named or exact or fitting
