"""The world tables as CSV: what columns each has, how they are read, and what must hold of them.

Reading checks the header, the number of cells and the numbers. `verify` checks the rest (dates, choices, keys,
references): of a user's own tables at every load, of the shipped ones in the tests.
"""

from __future__ import annotations

import csv
from collections.abc import Callable, Collection, Iterable, Iterator, Mapping
from dataclasses import dataclass, field, fields
from functools import cached_property
from io import StringIO
from pathlib import Path
from typing import Any

from dragoman.errors import TableError
from dragoman.world import rows
from dragoman.world.dates import is_date

NAME_TYPES = ("name", "short", "formal", "former", "abbreviation", "adjective", "demonym", "metonym", "alias")

PLACE_KINDS = ("capital", "city", "sea", "strait", "island", "region", "base", "mountain", "river", "site")


def _split(cell: str) -> tuple[str, ...]:
    return tuple(cell.split("|")) if cell else ()


def _flag(cell: str) -> bool:
    return bool(int(cell or "0"))


_READERS: dict[str, Callable[[str], Any]] = {"float": float, "bool": _flag, "tuple[str, ...]": _split}


@dataclass(frozen=True)
class Table:
    """One table: its row class, and what must hold of its columns."""

    name: str
    row: type[Any]
    required: tuple[str, ...]
    #: The columns that together are unique.
    key: tuple[str, ...] = ()
    #: What a row is about, by default its key: the user's rows about the same thing at the same time replace ours.
    subject: tuple[str, ...] = ()
    dates: tuple[str, ...] = ("start", "end")
    choices: Mapping[str, tuple[str, ...]] = field(default_factory=dict)
    #: Column -> the tables of which one must have this key.
    refers: Mapping[str, tuple[str, ...]] = field(default_factory=dict)

    @cached_property
    def columns(self) -> tuple[str, ...]:
        return tuple(f.name for f in fields(self.row))

    @property
    def about(self) -> tuple[str, ...]:
        return self.subject or self.key or self.columns

    @cached_property
    def readers(self) -> tuple[tuple[int, Callable[[str], Any]], ...]:
        """The cells that are not plain text: index and reader."""
        types = [str(f.type) for f in fields(self.row)]
        return tuple((i, _READERS[t]) for i, t in enumerate(types) if t != "str")


_BODY = ("states", "bodies")
#: Organs (armed groups, councils) are written as in records: `YEM/Houthis`, `UN/Security Council`.
_ACTOR = (*_BODY, "organs")
TABLES = {
    table.name: table
    for table in (
        Table(
            "states",
            rows.State,
            required=("code", "name", "kind"),
            key=("code",),
            choices={"kind": ("state", "territory", "disputed", "former")},
            refers={"parent": ("states",)},
        ),
        Table(
            "state_names",
            rows.Name,
            required=("actor", "name", "type"),
            key=("actor", "name", "lang", "type", "start"),
            subject=("actor", "name"),
            choices={"type": NAME_TYPES},
            refers={"actor": ("states",)},
        ),
        Table("bodies", rows.Body, required=("code", "name", "kind"), key=("code",), refers={"parent": _BODY}),
        Table(
            "body_names",
            rows.Name,
            required=("actor", "name", "type"),
            subject=("actor", "name"),
            choices={"type": NAME_TYPES},
            refers={"actor": ("bodies",)},
        ),
        Table(
            "memberships",
            rows.Membership,
            required=("body", "member", "role"),
            key=("body", "member", "role", "start"),
            subject=("body", "member", "role"),
            choices={"role": ("member", "candidate", "observer", "partner", "associate", "suspended")},
            refers={"body": ("bodies", "organs"), "member": _ACTOR},
        ),
        Table("organs", rows.Organ, required=("body", "name", "kind"), key=("body", "name"), refers={"body": _BODY}),
        Table("generic_organs", rows.GenericOrgan, required=("name", "kind"), key=("name",), dates=()),
        Table(
            "offices",
            rows.Office,
            required=("office", "body", "role", "title"),
            key=("office",),
            dates=(),
            refers={"body": _BODY},
        ),
        Table(
            "persons",
            rows.Person,
            required=("person", "body"),
            key=("person",),
            dates=(),
            choices={"order": ("western", "eastern", "")},
            refers={"body": _BODY},
        ),
        Table(
            "holders",
            rows.Holder,
            required=("office", "person"),
            key=("office", "person", "start"),
            subject=("office", "person"),
            refers={"office": ("offices",), "person": ("persons",)},
        ),
        Table(
            "agreements",
            rows.Agreement,
            required=("code", "name"),
            key=("code",),
            dates=("signed", "in_force", "ended"),
        ),
        Table(
            "parties",
            rows.Party,
            required=("agreement", "party"),
            key=("agreement", "party", "start"),
            subject=("agreement", "party"),
            refers={"agreement": ("agreements",), "party": _ACTOR},
        ),
        Table(
            "places",
            rows.Place,
            required=("name", "kind"),
            key=("name", "kind", "state"),
            dates=(),
            choices={"kind": PLACE_KINDS},
            refers={"state": ("states",)},
        ),
        Table(
            "ambiguous",
            rows.Ambiguity,
            required=("text", "sense"),
            subject=("text", "actor"),
            dates=(),
            choices={"sense": ("word", "place", "person", "state", "thing")},
        ),
        Table("roles", rows.RoleTitle, required=("title", "roles"), key=("title",), dates=()),
        Table("common_words", rows.Word, required=("word",), key=("word",), dates=()),
    )
}


def cells(table: Table, data: bytes, file: str) -> Iterator[tuple[int, list[str]]]:
    """The rows of a table as text, each with its line; raises TableError where header or number of cells is wrong."""
    try:
        lines = StringIO(data.decode("utf-8-sig"), newline="")
    except UnicodeDecodeError as error:
        raise TableError(f"{file}: not UTF-8 at byte {error.start}; save the table as UTF-8") from error
    reader = csv.reader(lines, strict=True)
    columns = table.columns
    try:
        if (header := next(reader, [])) != list(columns):
            raise TableError(f"{file}, line 1: the columns are {','.join(header)}; expected {','.join(columns)}")
        width = len(columns)
        for row in reader:
            if len(row) == width:
                yield reader.line_num, row
            elif row:
                raise TableError(f"{file}, line {reader.line_num}: {len(row)} cells, expected {width}")
    except csv.Error as error:
        raise TableError(f"{file}, line {reader.line_num}: {error}") from error


def read(table: Table, data: bytes, file: str) -> list[Any]:
    """The table's rows as its row class; raises TableError with file, line and column."""
    make: Callable[..., Any] = table.row
    found = []
    for line, row in cells(table, data, file):
        values: list[Any] = list(row)
        for index, reader in table.readers:
            try:
                values[index] = reader(row[index])
            except ValueError:
                raise _wrong(file, line, table.columns[index], f"{row[index]!r} is no number") from None
        found.append(make(*values))
    return found


def verify(table: Table, data: bytes, file: str, known: Mapping[str, Collection[str]]) -> list[TableError]:
    """All that is wrong with a table's cells. `known` gives the keys of every table, for the references."""
    found: list[TableError] = []
    seen: dict[tuple[str, ...], int] = {}
    for line, row in cells(table, data, file):
        cell = dict(zip(table.columns, row, strict=True))
        found += verify_row(table, cell, (file, line), known)
        if table.key:
            key = tuple(cell[column] for column in table.key)
            if key in seen:
                found.append(_wrong(file, line, "+".join(table.key), f"the same as line {seen[key]}"))
            seen.setdefault(key, line)
    return found


def verify_row(
    table: Table, cell: Mapping[str, str], place: tuple[str, int], known: Mapping[str, Collection[str]]
) -> list[TableError]:
    """All that is wrong with one row by itself; `place` is the file and line that the errors name."""
    return [_wrong(*place, column, fault) for column, fault in _faults(table, cell, known)]


def _faults(table: Table, cell: Mapping[str, str], known: Mapping[str, Collection[str]]) -> Iterator[tuple[str, str]]:
    for column, text in cell.items():
        if text != text.strip() or "||" in text:
            yield column, f"{text!r} has blanks around it or an empty item; take them out"
        if text.startswith(("=", "@")):
            yield column, f"{text!r} begins as a formula does; a spreadsheet would run it. Write it without the sign"
    for column in table.required:
        if not cell[column]:
            yield column, "is empty; fill it in or leave the row out"
    for column in table.dates:
        if cell[column] and not is_date(cell[column]):
            yield column, f"{cell[column]!r} is no ISO date; write 2022-06-29, 2022-06 or 2022"
    if {"start", "end"} <= set(table.dates) and cell["end"] and cell["start"][: len(cell["end"])] > cell["end"]:
        yield "end", f"{cell['end']} is before the start {cell['start']}"
    for column, choices in table.choices.items():
        if cell[column] not in choices:
            yield column, f"{cell[column]!r} is none of {', '.join(filter(None, choices))}"
    for column, targets in table.refers.items():
        if cell[column] and not any(cell[column] in known.get(target, ()) for target in targets):
            yield column, f"{cell[column]!r} is not in {' or '.join(targets)}{_remedy(cell[column], targets, known)}"


def _remedy(text: str, targets: Iterable[str], known: Mapping[str, Collection[str]]) -> str:
    """The key that was probably meant, or where to add it."""
    from difflib import get_close_matches

    keys = {key.casefold(): key for target in targets for key in known.get(target, ())}
    near = get_close_matches(text.casefold(), keys, n=1, cutoff=0.75)
    return f"; did you mean {keys[near[0]]!r}?" if near else "; add a row for it there first"


def _wrong(file: str, line: int, column: str, fault: str) -> TableError:
    return TableError(f"{file}, line {line}, column {column}: {fault}")


def table_files(folder: Path) -> dict[str, Path]:
    """The tables that a folder holds, by name; a table that is missing is empty."""
    return {name: path for name in TABLES if (path := folder / f"{name}.csv").is_file()}
