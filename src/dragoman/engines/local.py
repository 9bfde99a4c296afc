"""Reads in this process, one shard after the other."""

from __future__ import annotations

from collections.abc import Iterator
from functools import cached_property
from pathlib import Path

from dragoman.engines.job import Identity, Outcome, Reader, ReaderSpec, Shard
from dragoman.engines.shard import read_shard
from dragoman.engines.threads import one_thread


class Local:
    """The engine without other processes: least memory, and no survivor where a reader kills its process."""

    def __init__(self, spec: ReaderSpec) -> None:
        self.spec = spec

    @cached_property
    def reader(self) -> Reader:
        """The reader, made at first use."""
        return self.spec.load()

    def identity(self) -> Identity:
        """The identity of the reader."""
        return Identity.of(self.reader)

    def run(self, shards: Iterator[Shard], folder: Path) -> Iterator[Outcome]:
        """Reads the shards in order."""
        reader = self.reader
        with one_thread():
            for shard in shards:
                yield read_shard(reader, shard, folder)

    def close(self) -> None:
        """Forgets the reader."""
        self.__dict__.pop("reader", None)
