"""What an engine runs: a reader, made from a spec that can travel to another process, over shards of documents."""

from __future__ import annotations

import hashlib
import importlib
import json
from collections.abc import Iterator, Mapping
from dataclasses import dataclass, field
from pathlib import Path
from typing import Any, Protocol

from dragoman.errors import UsageError
from dragoman.record import Document, Record


class Reader(Protocol):
    """Turns a document into records: a pure function of the document and of what the fingerprint names."""

    @property
    def fingerprint(self) -> str:
        """A hash of configuration, codebook, world, models and version: the same fingerprint reads the same records."""

    def read(self, document: Document) -> list[Record]:
        """The records of `document`; raises where it cannot be read, which becomes a problem of that document."""


@dataclass(frozen=True, slots=True)
class ReaderSpec:
    """How a process makes its own reader: `factory` is `package.module:function`, called with `settings` by keyword."""

    factory: str
    settings: Mapping[str, Any] = field(default_factory=dict)

    def load(self) -> Reader:
        """The reader; raises UsageError where the factory does not exist."""
        module, _, function = self.factory.partition(":")
        try:
            factory = getattr(importlib.import_module(module), function)
        except (ImportError, AttributeError, ValueError) as error:
            raise UsageError(
                f"there is no reader {self.factory!r} ({error}); write it as package.module:function"
            ) from error
        reader: Reader = factory(**self.settings)
        return reader

    def as_json(self) -> str:
        """The spec as JSON, for the log of runs."""
        return json.dumps(
            {"factory": self.factory, "settings": dict(self.settings)}, ensure_ascii=False, sort_keys=True, default=str
        )


@dataclass(frozen=True, slots=True)
class Identity:
    """What a reader is: its fingerprint, and what it tells of its parts (`codebook`, `world`, ...: their hashes)."""

    fingerprint: str
    provenance: Mapping[str, str] = field(default_factory=dict)

    @classmethod
    def of(cls, reader: Reader) -> Identity:
        """The identity that a loaded reader shows."""
        return cls(reader.fingerprint, dict(getattr(reader, "provenance", {})))


@dataclass(frozen=True, slots=True)
class Task:
    """One document to read, and the fingerprint of what it will be read to."""

    document: Document
    fingerprint: str


@dataclass(frozen=True, slots=True)
class Shard:
    """Some documents that are read together into one Parquet file."""

    tasks: tuple[Task, ...]

    @property
    def name(self) -> str:
        """The file's name, from the hash of what goes in: the same input gives the same name."""
        digest = hashlib.sha256("\n".join(task.fingerprint for task in self.tasks).encode()).hexdigest()
        return f"shard-{digest[:32]}.parquet"

    def halves(self) -> tuple[Shard, Shard]:
        """The two halves of a shard of several documents."""
        middle = len(self.tasks) // 2
        return Shard(self.tasks[:middle]), Shard(self.tasks[middle:])


@dataclass(frozen=True, slots=True)
class Outcome:
    """A shard that is done: its file, and how many documents it holds."""

    path: Path
    documents: int


class Engine(Protocol):
    """Where the reading runs."""

    def identity(self) -> Identity:
        """The identity of the reader that will run."""

    def run(self, shards: Iterator[Shard], folder: Path) -> Iterator[Outcome]:
        """Reads every shard into a file in `folder`, in whatever order they get done. Holds a few shards at a time."""

    def close(self) -> None:
        """Lets go of processes and readers."""
