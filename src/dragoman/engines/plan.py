"""Cuts a stream of documents into shards, and tells by fingerprints what need not be read again."""

from __future__ import annotations

import hashlib
import json
from collections.abc import Container, Iterable, Iterator

from dragoman.engines.job import Shard, Task
from dragoman.record import Address, Document, Passage

#: A shard is what a killed run loses for each process, and what a process is sent at once: some seconds of work.
DOCUMENTS_PER_SHARD = 16
CHARACTERS_PER_SHARD = 120_000
#: Raised when what a shard holds for a document changes though the reader does not: terms, signatures, columns.
SHARD_VERSION = "1"


def described(document: Document) -> str:
    """All that a reader may use of a document besides its id and its text, as canonical JSON.

    The path is not part of it: a file that moves is not read again.
    """
    return json.dumps(
        {
            "title": document.title,
            "publisher": document.publisher,
            "published": document.published,
            "published_by": document.published_by,
            "author": document.author,
            "format": document.format,
            "url": document.addresses[0].url if document.addresses else "",
            "passages": [[p.start, p.end, p.role] for p in document.passages],
        },
        ensure_ascii=False,
        separators=(",", ":"),
    )


def document_of(id: str, text: str, description: str, path: str = "", item: str = "") -> Document:
    """The document that `described` described."""
    data = json.loads(description)
    return Document(
        id=id,
        text=text,
        title=data["title"],
        publisher=data["publisher"],
        published=data["published"],
        published_by=data["published_by"],
        author=data["author"],
        format=data["format"],
        addresses=(Address(path, item, data["url"]),),
        passages=tuple(Passage(start, end, role) for start, end, role in data["passages"]),
    )


def document_fingerprint(id: str, content_hash: str, description: str, reader: str) -> str:
    """Sixty-four hex digits that change with whatever the reading of a document depends on."""
    return hashlib.sha256("\x1f".join((SHARD_VERSION, reader, id, content_hash, description)).encode()).hexdigest()


def plan(
    tasks: Iterable[Task],
    done: Container[str] = frozenset(),
    *,
    documents: int = DOCUMENTS_PER_SHARD,
    characters: int = CHARACTERS_PER_SHARD,
) -> Iterator[Shard]:
    """The tasks whose fingerprint is not `done`, in order, in shards of at most so many documents and characters.

    A document longer than a shard is a shard of its own. Holds no more than one shard.
    """
    batch: list[Task] = []
    length = 0
    for task in tasks:
        if task.fingerprint in done:
            continue
        if batch and (len(batch) >= documents or length + len(task.document.text) > characters):
            yield Shard(tuple(batch))
            batch, length = [], 0
        batch.append(task)
        length += len(task.document.text)
    if batch:
        yield Shard(tuple(batch))
