"""What the dossier shall hold: a function of its addresses, those known and those met, and of nothing else.

The first address of a text, by path and item, gives the document its id and its description. Of several texts that
would share an id, the one with the first address has it, and the others have eight digits of their hash behind.
No run before this one, no order of loading, no engine plays a part.
"""

from __future__ import annotations

from collections.abc import Iterable
from pathlib import Path

import duckdb

from dragoman.dossier.spool import Key
from dragoman.engines.plan import SHARD_VERSION

_ADDRESS = "path, item, url, source_id, content_hash, described"

_TARGETS = f"""
CREATE OR REPLACE TEMP TABLE target_addresses AS
    SELECT {_ADDRESS} FROM met
    UNION ALL
    SELECT {_ADDRESS} FROM addresses ANTI JOIN met USING (path, item) ANTI JOIN gone USING (path, item);

CREATE OR REPLACE TEMP TABLE target AS
WITH first AS (
    FROM target_addresses QUALIFY row_number() OVER (PARTITION BY content_hash ORDER BY path, item) = 1
), named AS (
    SELECT *, CASE WHEN row_number() OVER (PARTITION BY source_id ORDER BY path, item) = 1
                   THEN source_id ELSE source_id || '-' || content_hash[:8] END AS short
    FROM first
), distinguished AS (
    SELECT *, CASE WHEN short <> source_id AND count(*) OVER (PARTITION BY short) > 1
                   THEN source_id || '-' || content_hash ELSE short END AS id
    FROM named
), marked AS (
    SELECT id, content_hash, described, path, item,
           sha256(concat_ws(chr(31), $version, $reader, id, content_hash, described)) AS fingerprint
    FROM distinguished
)
SELECT *, EXISTS (SELECT 1 FROM documents d WHERE d.id = t.id AND d.fingerprint = t.fingerprint) AS current
FROM marked t;
"""


def known_texts(connection: duckdb.DuckDBPyConnection, reader: str) -> frozenset[str]:
    """The hashes of the texts that the reader of this fingerprint has read into the dossier."""
    rows = connection.execute("SELECT content_hash FROM documents WHERE reader = ?", [reader]).fetchall()
    return frozenset(row[0] for row in rows)


def make_targets(connection: duckdb.DuckDBPyConnection, spool: Path, reader: str, gone: Iterable[Key] = ()) -> None:
    """Makes the temporary tables `met` (the addresses of this run), `target_addresses` and `target` (the documents).

    `target.current` tells that a document is in the dossier as it shall be.
    """
    connection.execute(f"CREATE OR REPLACE TEMP TABLE met AS SELECT {_ADDRESS} FROM read_parquet(?)", [str(spool)])
    connection.execute("CREATE OR REPLACE TEMP TABLE gone (path VARCHAR, item VARCHAR)")
    for key in gone:
        connection.execute("INSERT INTO gone VALUES (?, ?)", list(key))
    first, second = _TARGETS.split(";\n\n")
    connection.execute(first)
    connection.execute(second, {"version": SHARD_VERSION, "reader": reader})


def needed(connection: duckdb.DuckDBPyConnection) -> dict[Key, tuple[str, str]]:
    """Id and fingerprint of each document that is to be read, by its first address."""
    rows = connection.execute("SELECT path, item, id, fingerprint FROM target WHERE NOT current").fetchall()
    return {(path, item): (id, fingerprint) for path, item, id, fingerprint in rows}


def lay_down_known(connection: duckdb.DuckDBPyConnection, spool: Path, known: Path) -> None:
    """Writes to `known`, in the form of the spool, the documents to be read whose texts only the dossier holds."""
    folder = str(known).replace("'", "''")
    connection.execute(
        f"""
        COPY (SELECT t.path, t.item, '' AS url, '' AS source_id, t.content_hash, t.described, d.text
              FROM target t JOIN documents d USING (content_hash)
              ANTI JOIN (SELECT path, item FROM read_parquet(?) WHERE text IS NOT NULL) s
                     ON s.path = t.path AND s.item = t.item
              WHERE NOT t.current)
        TO '{folder}' (FORMAT parquet, ROW_GROUP_SIZE 2048)
        """,
        [str(spool)],
    )


def gone_addresses(connection: duckdb.DuckDBPyConnection, spool: Path) -> list[Key]:
    """The dossier's addresses that are no more: their file is gone, or this run has read it without the item.

    A file that exists and was not met (another folder's, or one that could not be read this time) is not gone.
    """
    unmet = connection.execute(
        """
        WITH met AS MATERIALIZED (SELECT path, item FROM read_parquet(?)),
             told AS (SELECT path, item FROM addresses UNION SELECT path, item FROM problems)
        SELECT path, item, path IN (SELECT path FROM met) AS read
        FROM told ANTI JOIN met USING (path, item) ORDER BY ALL
        """,
        [str(spool)],
    ).fetchall()
    return [(path, item) for path, item, read in unmet if read or not Path(path).exists()]
