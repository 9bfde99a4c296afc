"""The dossier: one DuckDB file of documents and records, opened, asked and closed."""

from __future__ import annotations

from collections.abc import Iterator, Sequence
from datetime import date
from os import PathLike
from pathlib import Path
from types import TracebackType
from typing import Any, Self

import duckdb

from dragoman.dossier import removal, schema, search
from dragoman.dossier.result import Records, Result, record_of
from dragoman.dossier.search import Hit
from dragoman.dossier.selection import COLUMNS, Order, Selection
from dragoman.engines.plan import document_of
from dragoman.errors import DossierError, UsageError
from dragoman.record import Address, Document, Problem, Record

_DOCUMENTS = """
SELECT id, title, publisher, published, published_by, author, format, n_words, copy_of, content_hash,
       (SELECT count(*) FROM records r WHERE r.doc = d.id) AS n_records
FROM documents d ORDER BY published NULLS LAST, id
"""


class Dossier:
    """An open dossier. Close it, or use it in a `with`: while it is open for writing nobody else can open it."""

    def __init__(self, path: Path, connection: duckdb.DuckDBPyConnection, read_only: bool) -> None:
        self.path = path
        self.connection = connection
        self.read_only = read_only

    @classmethod
    def open(cls, path: str | PathLike[str], *, read_only: bool = True, create: bool = False) -> Self:
        """The dossier at `path`; raises DossierError where it is missing, in use, or no dossier of this version.

        `create` makes a new one where there is none, and opens for writing.
        """
        read_only = read_only and not create
        file = Path(path)
        return cls(file, schema.connect(file, read_only=read_only, create=create), read_only)

    def close(self) -> None:
        """Closes the file. Calling it twice does no harm."""
        self.connection.close()

    def __enter__(self) -> Self:
        return self

    def __exit__(
        self, kind: type[BaseException] | None, error: BaseException | None, trace: TracebackType | None
    ) -> None:
        self.close()

    def documents(self) -> Result:
        """The documents without their texts, by day of publication and id, with the number of their records."""
        return Result(self.connection, _DOCUMENTS)

    def document(self, id: str) -> Document:
        """One document, whole; raises UsageError where there is none of that id."""
        found = self._one("SELECT text, content_hash FROM documents WHERE id = ?", id)
        if not found:
            raise UsageError(f"{self.path}: there is no document {id!r}")
        rows = self.connection.cursor().execute(
            "SELECT path, item, url, described FROM addresses WHERE doc = ? ORDER BY path, item", [id]
        )
        addresses = rows.fetchall()
        first = addresses[0]
        document = document_of(id, found[0], first[3])
        return _with_addresses(document, [Address(path, item, url) for path, item, url, _ in addresses])

    def records(
        self,
        *,
        about: Sequence[str] = (),
        kind: Sequence[str] = (),
        status: Sequence[str] = (),
        since: str | date | None = None,
        until: str | date | None = None,
        doc: Sequence[str] = (),
        min_confidence: float = 0.0,
        speaker: str = "",
        order: Order = "time",
    ) -> Records:
        """The records that meet every filter (see `Selection`), in order of `time`, or of the `text`.

        The order of the text (document, start, end, kind, id) is that of the interchange form.
        """
        selection = Selection(about, kind, status, since, until, doc, min_confidence, speaker)
        return Records(self.connection, *selection.sql(order))

    def record(self, id: str) -> Record:
        """The record whose id is or begins with `id`; raises UsageError where none or several do."""
        query = f"SELECT {', '.join(COLUMNS)} FROM records WHERE starts_with(id, ?) ORDER BY id, doc, n LIMIT 2"
        found = list(Result(self.connection, query, [id]))
        if not id or not found:
            raise UsageError(f"{self.path}: there is no record {id!r}")
        ids = [row["id"] for row in found]
        if id not in ids and len(set(ids)) > 1:
            raise UsageError(f"{self.path}: {id!r} begins several records ({', '.join(ids)}); write more of it")
        return record_of(found[0])

    def problems(self) -> list[Problem]:
        """What could not be read, or only in part, by path and item."""
        query = "SELECT path, reason, remedy, item FROM problems ORDER BY path, item, reason, remedy"
        return [Problem(*row) for row in self.connection.cursor().execute(query).fetchall()]

    def runs(self) -> Result:
        """The log of readings, oldest first."""
        return Result(self.connection, "SELECT * FROM runs ORDER BY id")

    def search(self, query: str, k: int = 20, *, among: search.Among = "documents") -> list[Hit]:
        """The `k` best documents (or `records`) for the words and "phrases" of `query`, best first. See `search`."""
        return search.search(self.connection, query, k, among)

    def sql(self, query: str) -> Result:
        """The result of one SELECT; raises UsageError where `query` is wrong or would change something."""
        try:
            statements = self.connection.extract_statements(query)
            if len(statements) != 1 or statements[0].type != duckdb.StatementType.SELECT:
                raise UsageError("only one SELECT can be asked of a dossier")
            result = Result(self.connection, statements[0].query.rstrip().rstrip(";"))
            result.columns  # noqa: B018  Runs it once, so that what is wrong with it is said here.
        except duckdb.Error as error:
            raise UsageError(f"the query cannot be run: {error}\n{query}") from error
        return result

    def remove(self, id: str) -> None:
        """Takes a document out with its passages, records, problems and addresses.

        It comes back when a file that holds it is read again. Raises UsageError where there is none of that id.
        """
        if self.read_only:
            raise DossierError(f"{self.path}: the dossier is open for reading only; open it with read_only=False")
        if not self._one("SELECT id FROM documents WHERE id = ?", id):
            raise UsageError(f"{self.path}: there is no document {id!r}")
        removal.remove(self.connection, id)

    def __iter__(self) -> Iterator[Record]:
        return iter(self.records(order="text"))

    def _one(self, query: str, *parameters: Any) -> tuple[Any, ...] | None:
        row: tuple[Any, ...] | None = self.connection.cursor().execute(query, list(parameters)).fetchone()
        return row


def _with_addresses(document: Document, addresses: list[Address]) -> Document:
    from dataclasses import replace

    return replace(document, addresses=tuple(addresses))
