"""Lays the documents of a reading down on disk as they come, so that memory holds few, and takes them up again."""

from __future__ import annotations

from collections.abc import Callable, Iterable, Iterator, Mapping, Set
from pathlib import Path
from typing import Any

import pyarrow as pa
import pyarrow.parquet as pq

from dragoman.dossier.work import WorkFolder
from dragoman.engines.job import Task
from dragoman.engines.plan import described, document_of
from dragoman.record import Address, Document, Problem

#: What is held in memory between two writes.
_DOCUMENTS = 64
_CHARACTERS = 1_000_000
_SCHEMA: Any = pa.schema(
    [(name, pa.string()) for name in ("path", "item", "url", "source_id", "content_hash", "described", "text")]
)

Key = tuple[str, str]


def lay_down(
    items: Iterable[Document | Problem], work: WorkFolder, known: Set[str], met: Callable[[int], None]
) -> list[Problem]:
    """Writes every document to the spool, one row an address, and returns the problems met on the way.

    Texts whose hash is `known` are not written again. `met` is told how many documents there are so far.
    """
    problems: list[Problem] = []
    seen: dict[Key, str] = {}
    with _Writer(work.spool) as writer:
        for item in items:
            problem = item if isinstance(item, Problem) else _unstorable(item)
            if problem is not None:
                problems.append(problem)
            elif isinstance(item, Document):
                for row in _rows(item, known, seen):
                    writer.add(row)
                met(len(seen))
    return problems


def take_up(path: Path, needed: Mapping[Key, tuple[str, str]]) -> Iterator[Task]:
    """The tasks among the spool's rows: `needed` gives id and fingerprint by path and item. Streams."""
    if not path.exists():
        return
    with pq.ParquetFile(path) as file:
        for batch in file.iter_batches(batch_size=_DOCUMENTS):
            for row in batch.to_pylist():
                found = needed.get((row["path"], row["item"]))
                if found and row["text"] is not None:
                    id, fingerprint = found
                    yield Task(document_of(id, row["text"], row["described"], row["path"], row["item"]), fingerprint)


class _Writer:
    """Writes rows in groups. The file is there, with no rows, even where nothing came."""

    def __init__(self, path: Path) -> None:
        self._file = pq.ParquetWriter(path, _SCHEMA, compression="zstd")
        self._rows: list[dict[str, Any]] = []
        self._characters = 0

    def add(self, row: dict[str, Any]) -> None:
        self._rows.append(row)
        self._characters += len(row["text"] or "")
        if len(self._rows) >= _DOCUMENTS or self._characters >= _CHARACTERS:
            self._flush()

    def _flush(self) -> None:
        self._file.write_table(pa.Table.from_pylist(self._rows, schema=_SCHEMA))
        self._rows, self._characters = [], 0

    def __enter__(self) -> _Writer:
        return self

    def __exit__(self, *_: object) -> None:
        self._flush()
        self._file.close()


def _rows(document: Document, known: Set[str], seen: dict[Key, str]) -> Iterator[dict[str, Any]]:
    content_hash = document.content_hash
    description = described(document)
    for address in document.addresses or (Address(document.id),):
        item = address.item
        before = seen.get((address.path, item))
        if before == content_hash:
            continue
        if before is not None:
            # Two texts at one address: an item's key that is used twice in a file. Neither is lost.
            item = f"{item}~{content_hash[:8]}"
            if seen.get((address.path, item)) == content_hash:
                continue
        seen[address.path, item] = content_hash
        yield {
            "path": address.path,
            "item": item,
            "url": address.url,
            "source_id": document.id,
            "content_hash": content_hash,
            "described": description,
            "text": None if content_hash in known else document.text,
        }


def _unstorable(document: Document) -> Problem | None:
    """The problem of a document that UTF-8 cannot hold; None for all others."""
    try:
        f"{document.id}{document.text}{described(document)}".encode()
    except UnicodeEncodeError as error:
        address = document.addresses[0] if document.addresses else Address(document.id)
        reason = f"it holds what is no character ({error.reason}, character {error.start})"
        return Problem(address.path, reason, "Save it again as UTF-8.", address.item)
    return None
