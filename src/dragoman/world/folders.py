"""Which folders of tables make the world, and their rows put together: what comes later shadows what came before."""

from __future__ import annotations

import hashlib
import os
import sys
from collections import defaultdict
from collections.abc import Callable, Iterable, Sequence
from dataclasses import dataclass, field
from operator import attrgetter
from pathlib import Path
from typing import Any

from dragoman.errors import TableError
from dragoman.world.dates import overlap
from dragoman.world.tables import TABLES, Table, read, table_files

#: The tables that come with Dragoman.
TABLES_FOLDER = Path(__file__).parent / "tables"


def user_folder() -> Path:
    """Where the user's own tables are kept: the first folder of `DRAGOMAN_WORLD`, else the platform's data folder."""
    if named := _named():
        return named[0]
    if sys.platform == "win32":
        data = Path(os.environ.get("LOCALAPPDATA", Path.home() / "AppData" / "Local"))
    elif sys.platform == "darwin":
        data = Path.home() / "Library" / "Application Support"
    else:
        data = Path(os.environ.get("XDG_DATA_HOME") or Path.home() / ".local" / "share")
    return data / "dragoman" / "world"


def world_folders(extra: Iterable[Path] = ()) -> tuple[Path, ...]:
    """The shipped tables, the user's if there are any yet, and the folders `extra`; each folder once."""
    own = _named() or [user_folder()]
    others = [folder.resolve() for folder in extra if folder.resolve() not in own]
    return (TABLES_FOLDER, *(folder for folder in own if table_files(folder)), *dict.fromkeys(others))


def _named() -> list[Path]:
    """The folders in `DRAGOMAN_WORLD`, separated as in `PATH`."""
    return [Path(name).resolve() for name in os.environ.get("DRAGOMAN_WORLD", "").split(os.pathsep) if name]


@dataclass
class TableSet:
    """The rows of several folders by table, the hash of all their bytes, and the files besides the first folder's."""

    rows: dict[str, list[Any]] = field(default_factory=lambda: {name: [] for name in TABLES})
    hash: str = ""
    added: list[tuple[Table, Path, bytes]] = field(default_factory=list)


def read_folders(folders: Sequence[Path]) -> TableSet:
    """The tables of the folders, later ones shadowing; raises TableError with file, line and column."""
    found = TableSet()
    digest = hashlib.sha256()
    for number, folder in enumerate(folders):
        files = table_files(folder)
        if not files:
            raise TableError(f"{folder}: no table in it; a folder of tables holds some of {', '.join(TABLES)} as .csv")
        for name, path in files.items():
            table, data = TABLES[name], path.read_bytes()
            digest.update(f"{name}\0{len(data)}\0".encode() + data)
            rows = read(table, data, str(path))
            found.rows[name] = shadowed(table, found.rows[name], rows) if number else rows
            if number:
                found.added.append((table, path, data))
    found.hash = digest.hexdigest()[:16]
    return found


def shadowed(table: Table, ours: Iterable[Any], theirs: Sequence[Any]) -> list[Any]:
    """The rows `ours` without those about the same thing, at the same time, as one of `theirs`; and then `theirs`."""
    about: Callable[[Any], Any] = attrgetter(*table.about)
    new = defaultdict(list)
    for row in theirs:
        new[about(row)].append(row)
    kept = [row for row in ours if not any(_same_time(table, row, other) for other in new.get(about(row), ()))]
    return [*kept, *theirs]


def _same_time(table: Table, one: Any, other: Any) -> bool:
    """Whether two rows about the same thing compete: a second term in an office does not replace the first."""
    if not table.subject or "start" not in table.dates:
        return True
    return one.start == other.start or overlap((one.start, one.end), (other.start, other.end))
