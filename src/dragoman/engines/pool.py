"""Reads in several processes, and goes on when one of them dies."""

from __future__ import annotations

import multiprocessing
from collections import Counter, deque
from collections.abc import Generator, Iterator
from concurrent.futures import FIRST_COMPLETED, Future, ProcessPoolExecutor, wait
from concurrent.futures.process import BrokenProcessPool
from pathlib import Path

from dragoman.engines import worker
from dragoman.engines.job import Identity, Outcome, ReaderSpec, Shard
from dragoman.engines.shard import row_of, write_rows
from dragoman.errors import DragomanError

#: Shards that wait or run for each process: one to read, one at hand.
_AHEAD = 2
#: Deaths of a worker alone with one document after which the document is taken to be the cause.
_KILLS = 2


class Pool:
    """The engine of `processes` spawned processes.

    When a worker dies, the pool is made anew and what was under way is read again, shard by shard; a shard that
    kills its worker again is halved until the document is found, which then becomes a problem.
    """

    def __init__(self, spec: ReaderSpec, processes: int) -> None:
        self.spec = spec
        self.processes = processes
        self._executor: ProcessPoolExecutor | None = None
        self._identity: Identity | None = None

    def identity(self) -> Identity:
        """The reader's identity, asked of a worker, so that this process need not load the reader."""
        for _ in range(2):
            if self._identity is None:
                try:
                    self._identity = self._running().submit(worker.identity).result()
                except BrokenProcessPool:
                    self._discard()
        if self._identity is None:
            remedy = 'read with processes=1, or put the call under `if __name__ == "__main__":`'
            raise DragomanError(f"no worker process could start; {remedy}")
        return self._identity

    def run(self, shards: Iterator[Shard], folder: Path) -> Iterator[Outcome]:
        """Reads the shards as processes get free; yields in the order in which they are done."""
        fingerprint = self.identity().fingerprint
        while unfinished := (yield from self._together(shards, folder, fingerprint)):
            for shard in unfinished:
                yield from self._alone(shard, folder, fingerprint)

    def close(self) -> None:
        """Waits for what runs, drops what waits, and ends the processes."""
        if self._executor is not None:
            self._executor.shutdown(wait=True, cancel_futures=True)
            self._executor = None

    def _together(
        self, shards: Iterator[Shard], folder: Path, fingerprint: str
    ) -> Generator[Outcome, None, list[Shard]]:
        """Reads until the shards end (and returns none) or a worker dies (and returns what was not finished)."""
        pending: dict[Future[Outcome], Shard] = {}
        taken: Shard | None = None
        try:
            while True:
                while len(pending) < _AHEAD * self.processes and (taken := taken or next(shards, None)):
                    pending[self._running().submit(worker.read, taken, folder, fingerprint)] = taken
                    taken = None
                if not pending:
                    return []
                for future in wait(pending, return_when=FIRST_COMPLETED).done:
                    outcome = future.result()
                    del pending[future]
                    yield outcome
        except BrokenProcessPool:
            self._discard()
            return [*pending.values(), *([taken] if taken else [])]

    def _alone(self, shard: Shard, folder: Path, fingerprint: str) -> Iterator[Outcome]:
        """Reads one shard with nothing beside it, in ever smaller pieces where it kills the worker."""
        waiting = deque([shard])
        kills: Counter[str] = Counter()
        while waiting:
            piece = waiting.popleft()
            try:
                yield self._running().submit(worker.read, piece, folder, fingerprint).result()
            except BrokenProcessPool:
                self._discard()
                kills[piece.name] += 1
                if len(piece.tasks) > 1:
                    waiting.extendleft(reversed(piece.halves()))
                elif kills[piece.name] < _KILLS:
                    waiting.appendleft(piece)
                else:
                    yield _given_up(piece, folder)

    def _running(self) -> ProcessPoolExecutor:
        if self._executor is None:
            self._executor = ProcessPoolExecutor(
                self.processes, multiprocessing.get_context("spawn"), worker.begin, (self.spec,)
            )
        return self._executor

    def _discard(self) -> None:
        if self._executor is not None:
            self._executor.shutdown(wait=True, cancel_futures=True)
            self._executor = None


def _given_up(shard: Shard, folder: Path) -> Outcome:
    """The shard of a document that cannot be read without killing the process that reads it."""
    reason = f"the process that read it died, {_KILLS} times"
    remedy = (
        "It may need more memory than there is: split it, or read with fewer processes. It is tried again next time."
    )
    return write_rows([row_of(task, [], [(reason, remedy)], retry=True) for task in shard.tasks], folder / shard.name)
