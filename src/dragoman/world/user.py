"""The user's own knowledge: files of facts, read in several forms and kept as tables in the user's folder."""

from __future__ import annotations

import csv
import os
from collections import Counter
from collections.abc import Collection, Iterable
from io import StringIO
from pathlib import Path

from dragoman.errors import TableError, UsageError
from dragoman.world.folders import TABLES_FOLDER, user_folder
from dragoman.world.followthemoney import followthemoney_rows
from dragoman.world.incoming import Incoming, header_of, own_rows
from dragoman.world.tables import TABLES, Table, cells, table_files, verify_row
from dragoman.world.wikidata import is_wikidata, wikidata_rows
from dragoman.world.world import World, load_tables

JSON_LINES = (".jsonl", ".ndjson", ".json", ".ftm", ".ijson")

#: How many faults an error tells at once.
_TOLD = 20


def add(path: Path, into: Path | None = None) -> dict[str, int]:
    """Adds a file's facts to the user's world and says how many rows each table got. All of them, or none.

    A row with the key of one that is there already takes its place. Raises TableError with file and line.
    """
    folder = into or user_folder()
    world = world_with(folder)
    rows = read(path, world)
    if faults := faults_of(rows, world):
        raise TableError(_told(faults))
    counts = Counter(row.table for row in rows)
    for table in counts:
        _store(TABLES[table], [row for row in rows if row.table == table], folder)
    return {name: counts[name] for name in TABLES if counts[name]}


def world_with(folder: Path) -> World:
    """The shipped world with one folder of the user's, if that holds a table."""
    return load_tables.__wrapped__((TABLES_FOLDER, folder) if table_files(folder) else (TABLES_FOLDER,))


def read(path: Path, world: World) -> list[Incoming]:
    """The rows of a file in our CSV form, of FollowTheMoney entities, or of a Wikidata CSV export."""
    try:
        data = path.read_bytes()
    except OSError as error:
        raise UsageError(f"{path}: {error.strerror}; give a CSV file or FollowTheMoney JSON Lines") from error
    if path.suffix.casefold() in JSON_LINES:
        return followthemoney_rows(data, str(path), world)
    if is_wikidata(header_of(data, str(path))):
        return wikidata_rows(data, str(path), world)
    return own_rows(data, str(path), world.bodies)


def faults_of(rows: Iterable[Incoming], world: World) -> list[TableError]:
    """All that is wrong with the rows, among themselves and with the world."""
    rows = list(rows)
    known = _keys(rows, world)
    found: list[TableError] = []
    seen: dict[tuple[str, ...], int] = {}
    for row in rows:
        found += verify_row(TABLES[row.table], row.cells, (row.file, row.line), known)
        found += _misread_numbers(TABLES[row.table], row)
        if (first := seen.setdefault((row.table, *row.key), row.line)) != row.line:
            found.append(TableError(f"{row.file}, line {row.line}: says the same as line {first}; leave one out"))
    return found


def _misread_numbers(table: Table, row: Incoming) -> Iterable[TableError]:
    for index, reader in table.readers:
        column = table.columns[index]
        try:
            reader(row.cells[column])
        except ValueError:
            yield TableError(f"{row.file}, line {row.line}, column {column}: {row.cells[column]!r} is no number")


def _keys(rows: Iterable[Incoming], world: World) -> dict[str, Collection[str]]:
    """What the rows may refer to: the world, and one another."""
    keys = {name: set(codes) for name, codes in world.keys().items()}
    for row in rows:
        if row.table == "organs":
            keys["organs"].add(f"{row.cells['body']}/{row.cells['name']}")
        elif row.table in keys:
            keys[row.table].add(row.key[0])
    return dict(keys)


def _store(table: Table, rows: list[Incoming], folder: Path) -> None:
    """Writes a table's rows beside those that are there, aside and then in one step."""
    folder.mkdir(parents=True, exist_ok=True)
    path = folder / f"{table.name}.csv"
    kept: dict[tuple[str, ...], list[str]] = {}
    if path.is_file():
        for _, row in cells(table, path.read_bytes(), str(path)):
            there = dict(zip(table.columns, row, strict=True))
            kept[tuple(there[column] for column in table.key or table.columns)] = row
    kept |= {row.key: [row.cells[column] for column in table.columns] for row in rows}
    text = StringIO(newline="")
    writer = csv.writer(text, lineterminator="\n")
    writer.writerows([table.columns, *kept.values()])
    aside = path.with_suffix(f".{os.getpid()}.new")
    aside.write_text(text.getvalue(), encoding="utf-8", newline="")
    aside.replace(path)


def _told(faults: list[TableError]) -> str:
    told = [str(fault) for fault in faults[:_TOLD]]
    return "\n".join([*told, f"... and {len(faults) - _TOLD} more"] if len(faults) > _TOLD else told)
