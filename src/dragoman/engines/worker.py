"""What runs inside a worker process of the pool."""

from __future__ import annotations

import multiprocessing
import os
import signal
import threading
from pathlib import Path

from dragoman.engines.job import Identity, Outcome, Reader, ReaderSpec, Shard
from dragoman.engines.shard import read_shard
from dragoman.engines.threads import one_thread
from dragoman.errors import DragomanError

_spec: ReaderSpec | None = None
_reader: Reader | None = None


def begin(spec: ReaderSpec) -> None:
    """Prepares this process. The reader itself is made with the first task, so that its errors reach the caller."""
    global _spec, _reader
    # Ctrl-C reaches the whole process group; the parent decides what is still finished.
    signal.signal(signal.SIGINT, signal.SIG_IGN)
    _spec, _reader = spec, None
    threading.Thread(target=_end_with_parent, daemon=True).start()


def identity() -> Identity:
    """The identity of this process's reader."""
    return Identity.of(_own_reader())


def read(shard: Shard, folder: Path, fingerprint: str) -> Outcome:
    """Reads the shard with this process's reader, which must be the one that the plan was made for."""
    reader = _own_reader()
    if reader.fingerprint != fingerprint:
        raise DragomanError(
            "the reader of a worker process differs from the plan's: the package changed while it ran; read again"
        )
    return read_shard(reader, shard, folder)


def _own_reader() -> Reader:
    global _reader  # noqa: PLW0603
    if _reader is None:
        assert _spec is not None
        _reader = _spec.load()
        # Only now: what is not loaded yet cannot be limited.
        one_thread()
    return _reader


def _end_with_parent() -> None:
    """Ends this process when the one that started it is gone; it would wait for work for ever."""
    parent = multiprocessing.parent_process()
    if parent is not None:
        parent.join()
        os._exit(1)
