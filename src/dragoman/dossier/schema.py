"""Opens the file of a dossier: makes it, migrates it, or says why it cannot be used."""

from __future__ import annotations

import re
from collections.abc import Callable, Mapping
from importlib.resources import files
from pathlib import Path
from typing import Any

import duckdb

from dragoman.errors import DossierError

VERSION = 2

Migration = Callable[[duckdb.DuckDBPyConnection], None]


def _add_facts(connection: duckdb.DuckDBPyConnection) -> None:
    """Version 2: what merging writes, and what people decide about it."""
    schema = files("dragoman.dossier").joinpath("schema.sql").read_text("utf-8")
    connection.execute(schema[schema.index("-- Since version 2.") :])


#: What turns a dossier of version `n` into one of version `n + 1`, by `n`.
MIGRATIONS: Mapping[int, Migration] = {1: _add_facts}


def connect(path: Path, *, read_only: bool, create: bool, migrations: Mapping[int, Migration] = MIGRATIONS) -> Any:
    """A connection to the dossier at `path`, of the current version.

    Raises DossierError where the file is missing (without `create`), no dossier, in use, or of another version that
    cannot be migrated. A connection that only reads can reach no other file.
    """
    if not path.exists() and (read_only or not create):
        raise DossierError(f"{path}: there is no such dossier; read documents into it first")
    if not path.exists():
        _make(path)
    connection = _connected(path, read_only)
    try:
        _bring_up(connection, path, read_only, migrations)
    except BaseException:
        connection.close()
        raise
    return connection


def _connected(path: Path, read_only: bool) -> duckdb.DuckDBPyConnection:
    closed: dict[str, Any] = {"enable_external_access": "false", "lock_configuration": "true"} if read_only else {}
    try:
        return duckdb.connect(str(path), read_only=read_only, config=closed)
    except duckdb.Error as error:
        raise DossierError(_told(path, str(error))) from error


def _told(path: Path, message: str) -> str:
    """What DuckDB's message means for the user."""
    if "lock" in message.lower():
        holder = re.search(r"PID (\d+)", message)
        who = f"process {holder[1]}" if holder else "another process"
        return f"{path}: {who} has this dossier open; close it there (a page, a notebook, a reading), then try again"
    if "not a valid DuckDB" in message:
        return f"{path}: this is not a dossier; name another file, or move this one away"
    if "different configuration" in message:
        return f"{path}: this process has the dossier open already; close it first (use `with Dossier.open(...)`)"
    return f"{path}: the dossier cannot be opened: {message.splitlines()[0]}"


def _make(path: Path) -> None:
    """Makes an empty dossier: aside first, so that one who is killed here leaves no half of a file at `path`."""
    aside = path.with_name(f"{path.name}.new")
    for stale in (aside, aside.with_name(f"{aside.name}.wal")):
        stale.unlink(missing_ok=True)
    with _connected(aside, read_only=False) as connection:
        connection.execute(files("dragoman.dossier").joinpath("schema.sql").read_text("utf-8"))
        connection.execute("INSERT INTO meta VALUES ('dragoman dossier', ?)", [str(VERSION)])
    aside.replace(path)


def _bring_up(
    connection: duckdb.DuckDBPyConnection, path: Path, read_only: bool, migrations: Mapping[int, Migration]
) -> None:
    version = _version(connection, path)
    if version > VERSION:
        raise DossierError(
            f"{path}: version {version} of the dossier is newer than this Dragoman, which knows {VERSION}; "
            "update it with `pip install -U dragoman`"
        )
    if version < VERSION and read_only:
        raise DossierError(f"{path}: version {version} of the dossier is old; read into it once to bring it up to date")
    for step in range(version, VERSION):
        if step not in migrations:
            raise DossierError(
                f"{path}: version {version} of the dossier is too old; read its documents into a new one"
            )
        _migrate(connection, step, migrations[step])


def _version(connection: duckdb.DuckDBPyConnection, path: Path) -> int:
    try:
        row = connection.execute("SELECT value FROM meta WHERE key = 'dragoman dossier'").fetchone()
        return int(row[0]) if row else int("none")
    except (duckdb.Error, ValueError) as error:
        raise DossierError(f"{path}: this DuckDB file is not a dossier; name another file") from error


def _migrate(connection: duckdb.DuckDBPyConnection, step: int, migration: Migration) -> None:
    """One step of a migration, whole or not at all."""
    connection.execute("BEGIN")
    try:
        migration(connection)
        connection.execute("UPDATE meta SET value = ? WHERE key = 'dragoman dossier'", [str(step + 1)])
    except BaseException:
        connection.execute("ROLLBACK")
        raise
    connection.execute("COMMIT")
