"""Loads shards into the dossier, in one transaction: all of it happens, or nothing does."""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import dataclass
from importlib.resources import files
from pathlib import Path
from typing import Any

import duckdb
import pyarrow as pa

from dragoman.dossier.copies import mark_copies
from dragoman.dossier.removal import drop_doomed
from dragoman.dossier.spool import Key
from dragoman.dossier.targets import make_targets
from dragoman.dossier.when import days
from dragoman.record import Problem

_CHOSEN = """
CREATE OR REPLACE TEMP TABLE chosen AS
SELECT t.id, t.content_hash, t.path, t.item, s.fingerprint, s.filename
FROM shards s JOIN target t USING (fingerprint) WHERE NOT t.current
QUALIFY row_number() OVER (PARTITION BY s.fingerprint ORDER BY s.filename) = 1
"""
_NONE_CHOSEN = """
CREATE OR REPLACE TEMP TABLE chosen
    (id VARCHAR, content_hash VARCHAR, path VARCHAR, item VARCHAR, fingerprint VARCHAR, filename VARCHAR)
"""
#: A document waits where its id is still another's that shall have a new one and is not among the chosen.
_WAITING = """
DELETE FROM chosen WHERE id IN (
    SELECT d.id FROM documents d JOIN target t ON t.content_hash = d.content_hash
    WHERE NOT t.current AND t.id <> d.id AND t.fingerprint NOT IN (SELECT fingerprint FROM chosen)
)
"""
#: The addresses as they will be. In a run that was stopped, only those whose documents are there are changed.
_ADDRESSES = """
CREATE OR REPLACE TEMP TABLE told AS
SELECT m.* FROM met m ANTI JOIN addresses USING (path, item, url, source_id, content_hash, described)
WHERE m.content_hash IN (SELECT content_hash FROM chosen UNION ALL SELECT content_hash FROM target WHERE current);

CREATE OR REPLACE TEMP TABLE superseded AS
SELECT DISTINCT a.doc FROM addresses a JOIN told t USING (path, item) WHERE a.content_hash <> t.content_hash;

DELETE FROM addresses WHERE (path, item) IN (SELECT (path, item) FROM told UNION ALL SELECT (path, item) FROM gone);

INSERT INTO addresses
SELECT NULL, path, item, url, source_id, content_hash, described FROM told ORDER BY path, item;

CREATE OR REPLACE TEMP TABLE doomed AS
SELECT id FROM documents d
WHERE id IN (SELECT id FROM chosen) OR content_hash IN (SELECT content_hash FROM chosen)
   OR content_hash NOT IN (SELECT content_hash FROM addresses);
"""
#: A document that went is replaced where its id or text came back, or another text came to its address.
_REPLACED = """
id IN (SELECT id FROM chosen) OR content_hash IN (SELECT content_hash FROM chosen) OR id IN (SELECT doc FROM superseded)
"""
_NAMED = """
UPDATE addresses SET doc = d.id FROM documents d
WHERE d.content_hash = addresses.content_hash AND addresses.doc IS DISTINCT FROM d.id
"""


@dataclass(frozen=True, slots=True)
class Loaded:
    """What a loading did, in documents: see `Summary`. `waiting` are in the shards and could not yet come in."""

    read: int
    replaced: int
    removed: int
    unchanged: int
    copies: int
    problems: int
    records: int
    documents: int
    waiting: int


def load(
    connection: duckdb.DuckDBPyConnection,
    spool: Path,
    shards: Sequence[Path],
    *,
    problems: Sequence[Problem],
    reader: str,
    gone: Sequence[Key] = (),
) -> Loaded:
    """Brings the dossier to what its addresses and the spool's say, as far as the shards hold what that needs."""
    connection.execute("BEGIN")
    try:
        make_targets(connection, spool, reader, gone)
        loaded = _load(connection, shards, problems, reader)
    except BaseException:
        connection.execute("ROLLBACK")
        raise
    connection.execute("COMMIT")
    return loaded


def _load(
    connection: duckdb.DuckDBPyConnection, shards: Sequence[Path], problems: Sequence[Problem], reader: str
) -> Loaded:
    waiting = _choose(connection, shards)
    _run(connection, _ADDRESSES)
    went = _count(connection, "doomed")
    replaced = _count(connection, f"doomed JOIN documents d USING (id) WHERE {_REPLACED}")
    drop_doomed(connection)
    if shards:
        _make_whens(connection)
        connection.execute("SET VARIABLE reader = ?", [reader])
        _run(connection, files("dragoman.dossier").joinpath("load.sql").read_text("utf-8"))
    connection.execute(_NAMED)
    _tell_problems(connection, problems)
    mark_copies(connection)
    read = _count(connection, "chosen")
    return Loaded(
        read=read,
        replaced=replaced,
        removed=went - replaced,
        unchanged=_count(connection, "target WHERE current AND content_hash IN (SELECT content_hash FROM met)"),
        copies=_count(connection, "met ANTI JOIN target USING (path, item)"),
        problems=_count(connection, "problems"),
        records=_count(connection, "records WHERE doc IN (SELECT id FROM chosen)"),
        documents=_count(connection, "documents"),
        waiting=waiting,
    )


def _choose(connection: duckdb.DuckDBPyConnection, shards: Sequence[Path]) -> int:
    """Makes the view `shards` and the table `chosen`, the documents to load. Returns how many must wait."""
    if not shards:
        connection.execute(_NONE_CHOSEN)
        return 0
    names = ", ".join("'" + str(path).replace("'", "''") + "'" for path in shards)
    connection.execute(f"CREATE OR REPLACE TEMP VIEW shards AS FROM read_parquet([{names}], filename = true)")
    connection.execute(_CHOSEN)
    whole = left = _count(connection, "chosen")
    connection.execute(_WAITING)
    while left != (left := _count(connection, "chosen")):
        connection.execute(_WAITING)
    return whole - left


def _make_whens(connection: duckdb.DuckDBPyConnection) -> None:
    """Makes the table `whens`: the first and last day of each `when` in the shards."""
    found = connection.execute('SELECT DISTINCT r."when" FROM (SELECT unnest(records) AS r FROM shards)').fetchall()
    covered = {text: days(text) for (text,) in found}
    table = pa.table(
        {
            "text": pa.array(covered, pa.string()),
            "first": pa.array([first for first, _ in covered.values()], pa.date32()),
            "last": pa.array([last for _, last in covered.values()], pa.date32()),
        }
    )
    connection.register("whens_arrow", table)
    connection.execute("CREATE OR REPLACE TEMP TABLE whens AS FROM whens_arrow")
    connection.unregister("whens_arrow")


def _tell_problems(connection: duckdb.DuckDBPyConnection, problems: Sequence[Problem]) -> None:
    """Puts this run's problems in place of those that earlier runs had with the same files, or with files now gone."""
    connection.execute("CREATE OR REPLACE TEMP TABLE touched AS SELECT path FROM met UNION SELECT path FROM gone")
    for problem in problems:
        connection.execute("INSERT INTO touched VALUES (?)", [problem.path])
    connection.execute("DELETE FROM problems WHERE doc IS NULL AND path IN (SELECT path FROM touched)")
    rows = sorted({(p.path, p.item, p.reason, p.remedy) for p in problems})
    for row in rows:
        connection.execute("INSERT INTO problems VALUES (?, ?, NULL, ?, ?)", list(row))


def _run(connection: duckdb.DuckDBPyConnection, script: str) -> None:
    for statement in connection.extract_statements(script):
        connection.execute(statement)


def _count(connection: duckdb.DuckDBPyConnection, source: str) -> int:
    row: Any = connection.execute(f"SELECT count(*) FROM {source}").fetchone()
    return int(row[0])
