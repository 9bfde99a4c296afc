"""Reads documents into a dossier: meets them, plans, lets an engine read what is new, and loads it."""

from __future__ import annotations

import json
import time
from collections.abc import Callable, Iterable, Iterator
from dataclasses import asdict, dataclass
from datetime import UTC, datetime
from itertools import chain
from os import PathLike
from pathlib import Path
from typing import Any

import pyarrow as pa
import pyarrow.parquet as pq

from dragoman import __version__
from dragoman.dossier.dossier import Dossier
from dragoman.dossier.load import Loaded, load
from dragoman.dossier.spool import Key, lay_down, take_up
from dragoman.dossier.targets import gone_addresses, known_texts, lay_down_known, make_targets, needed
from dragoman.dossier.work import WorkFolder
from dragoman.engines import Engine, ReaderSpec, engine_for
from dragoman.engines.job import Identity
from dragoman.engines.plan import plan
from dragoman.errors import DossierError
from dragoman.record import Document, Problem

#: Told how many documents are done, of how many (None while they are being counted), and what is going on.
Progress = Callable[[int, int | None, str], None]


@dataclass(frozen=True, slots=True)
class Summary:
    """What a reading did, in documents: `copies` are addresses whose text stands at an earlier address already."""

    read: int
    unchanged: int
    replaced: int
    removed: int
    copies: int
    #: What the dossier lists now, of this and earlier readings.
    problems: int
    #: Records of the documents read.
    records: int
    #: Documents that the dossier holds now.
    documents: int
    seconds: float
    #: Whether it was interrupted from the keyboard; reading again goes on where it stopped.
    stopped: bool = False


def read_into(
    dossier: str | PathLike[str],
    paths: Iterable[str | PathLike[str]],
    *,
    reader_spec: ReaderSpec,
    processes: int = 1,
    date: str | None = None,
    prune: bool = False,
    progress: Progress | None = None,
) -> Summary:
    """Reads the files and folders at `paths` into the dossier, which is made where there is none.

    What has not changed is not read again, what has is replaced; with `prune` documents whose file is gone go too.
    `date` is the day of publication of those that tell none. Raises DossierError where the dossier cannot be used.
    """
    from dragoman.sources import read_paths

    items = read_paths([p if isinstance(p, str) else Path(p) for p in paths], date=date)
    return read_documents_into(
        dossier, items, reader_spec=reader_spec, processes=processes, prune=prune, progress=progress
    )


def read_documents_into(
    dossier: str | PathLike[str],
    items: Iterable[Document | Problem],
    *,
    reader_spec: ReaderSpec,
    processes: int = 1,
    prune: bool = False,
    progress: Progress | None = None,
) -> Summary:
    """As `read_into`, of documents from wherever they come. They are taken one at a time and need not fit in memory."""
    path = Path(dossier)
    run = _Run(path, progress or (lambda done, total, note: None))
    with run.work.held():
        engine = engine_for(reader_spec, processes)
        try:
            return run.run(engine, items, reader_spec, prune)
        finally:
            engine.close()


class _Run:
    """One reading, from the first document met to the last one loaded. The dossier is open only to plan and to load."""

    def __init__(self, path: Path, progress: Progress) -> None:
        self.path = path
        self.progress = progress
        self.work = WorkFolder(path)
        self.began = time.monotonic()
        self.started = datetime.now(UTC).replace(tzinfo=None)

    def run(self, engine: Engine, items: Iterable[Document | Problem], spec: ReaderSpec, prune: bool) -> Summary:
        if self.path.exists():  # A dossier that cannot be written to is told of before the work, not after it.
            Dossier.open(self.path, read_only=False).close()
        identity = engine.identity()
        problems = self._meet(items, identity)
        tasks, gone = self._plan(identity, prune)
        stopped = self._read(engine, tasks)
        return self._load(problems, identity, spec, gone, stopped)

    def _meet(self, items: Iterable[Document | Problem], identity: Identity) -> list[Problem]:
        known: frozenset[str] = frozenset()
        if self.path.exists():
            with Dossier.open(self.path, read_only=False) as dossier:
                known = known_texts(dossier.connection, identity.fingerprint)
        return lay_down(items, self.work, known, lambda done: self.progress(done, None, "finding documents"))

    def _plan(self, identity: Identity, prune: bool) -> tuple[dict[Key, tuple[str, str]], list[Key]]:
        """What is to be read, and which addresses are gone. The texts that only the dossier has are laid down."""
        with Dossier.open(self.path, read_only=False, create=True) as dossier:
            gone = gone_addresses(dossier.connection, self.work.spool) if prune else []
            make_targets(dossier.connection, self.work.spool, identity.fingerprint, gone)
            lay_down_known(dossier.connection, self.work.spool, self.work.known)
            return needed(dossier.connection), gone

    def _read(self, engine: Engine, tasks: dict[Key, tuple[str, str]]) -> bool:
        """Reads what no shard of an earlier run holds; returns whether it was stopped from the keyboard."""
        wanted = {fingerprint for _, fingerprint in tasks.values()}
        done = _salvaged(self.work.shards, wanted)
        count, total = len(done), len(wanted)
        stream: Iterator[Any] = chain(take_up(self.work.spool, tasks), take_up(self.work.known, tasks))
        self.progress(count, total, "reading")
        try:
            for outcome in engine.run(plan(stream, done), self.work.path):
                count += outcome.documents
                self.progress(count, total, "reading")
        except KeyboardInterrupt:
            self.progress(count, total, "stopping: keeping what is read")
            engine.close()
            return True
        return False

    def _load(
        self, problems: list[Problem], identity: Identity, spec: ReaderSpec, gone: list[Key], stopped: bool
    ) -> Summary:
        shards = self.work.shards
        self.progress(0, None, "writing the dossier")
        with self._opened_again() as dossier:
            loaded = load(
                dossier.connection,
                self.work.spool,
                shards,
                problems=problems,
                reader=identity.fingerprint,
                gone=gone,
            )
            summary = self._summary(loaded, stopped)
            _log(dossier, self.started, identity, spec, summary)
        if not loaded.waiting:
            for shard in shards:
                shard.unlink()
        return summary

    def _opened_again(self) -> Dossier:
        try:
            return Dossier.open(self.path, read_only=False)
        except DossierError as error:
            raise DossierError(
                f"{error}. What is read is kept in {self.work.path}: the next reading loads it"
            ) from error

    def _summary(self, loaded: Loaded, stopped: bool) -> Summary:
        counts = asdict(loaded)
        del counts["waiting"]
        return Summary(**counts, seconds=round(time.monotonic() - self.began, 3), stopped=stopped)


def _salvaged(shards: Iterable[Path], wanted: set[str]) -> set[str]:
    """Which of the wanted fingerprints the shards of earlier runs hold. Those that hold none, or are damaged, go."""
    found: set[str] = set()
    for shard in shards:
        try:
            useful = wanted.intersection(pq.read_table(shard, columns=["fingerprint"])["fingerprint"].to_pylist())
        except pa.ArrowInvalid:
            useful = set()
        if not useful:
            shard.unlink()
        found |= useful
    return found


def _log(dossier: Dossier, started: datetime, identity: Identity, spec: ReaderSpec, summary: Summary) -> None:
    """Adds this reading to the table `runs`."""
    provenance = identity.provenance
    dossier.connection.execute(
        "INSERT INTO runs SELECT coalesce(max(id), 0) + 1, ?, ?, ?, ?, ?, ?, ?, ? FROM runs",
        [
            started,
            datetime.now(UTC).replace(tzinfo=None),
            __version__,
            spec.as_json(),
            provenance.get("codebook", ""),
            provenance.get("world", ""),
            identity.fingerprint,
            json.dumps(asdict(summary)),
        ],
    )
