"""Takes documents out of the dossier, with all that hangs on them."""

from __future__ import annotations

import duckdb

from dragoman.dossier.copies import mark_copies

_HANGING = ("passages", "records", "problems", "document_terms", "record_terms", "signatures")


def remove(connection: duckdb.DuckDBPyConnection, id: str) -> None:
    """Removes one document and its addresses, in a transaction of its own."""
    connection.execute("BEGIN")
    try:
        connection.execute("CREATE OR REPLACE TEMP TABLE doomed AS SELECT ? AS id", [id])
        connection.execute("DELETE FROM addresses WHERE doc = ?", [id])
        drop_doomed(connection)
        mark_copies(connection)
    except BaseException:
        connection.execute("ROLLBACK")
        raise
    connection.execute("COMMIT")


def drop_doomed(connection: duckdb.DuckDBPyConnection) -> None:
    """Deletes the documents of the temporary table `doomed (id)` and what hangs on them, but not their addresses."""
    for table in _HANGING:
        connection.execute(f"DELETE FROM {table} WHERE doc IN (SELECT id FROM doomed)")
    connection.execute("DELETE FROM documents WHERE id IN (SELECT id FROM doomed)")
    connection.execute("DROP TABLE doomed")
