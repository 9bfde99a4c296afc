"""The dossier as its users meet it: read into it, ask it, show and report what it holds."""

from __future__ import annotations

import os
from collections.abc import Sequence
from dataclasses import dataclass
from datetime import date
from functools import cached_property
from pathlib import Path
from types import TracebackType
from typing import TYPE_CHECKING, Any, Literal, Self
from weakref import WeakSet

from dragoman.analysis.ledger import form
from dragoman.analysis.timeline import timeline
from dragoman.api.listings import Documents, Hits, Problems
from dragoman.api.names import actor_codes
from dragoman.api.reading import Paths, read_into
from dragoman.api.shown import Shown
from dragoman.api.told import Ledger, Records, Timeline
from dragoman.config import Settings
from dragoman.dossier.dossier import Dossier as Store
from dragoman.errors import UsageError
from dragoman.record import KINDS, Document, Record
from dragoman.world import World, load_world

if TYPE_CHECKING:
    from dragoman.dossier.reading_run import Progress, Summary
    from dragoman.dossier.result import Result
    from dragoman.engines.job import ReaderSpec

type Words = str | Sequence[str]
type Day = str | date | None

#: The open ones of this process. DuckDB lets a process write a file only when nobody in it reads that file.
_OPEN: WeakSet[Dossier] = WeakSet()


@dataclass(frozen=True, slots=True)
class _Head:
    """What a timeline needs to know of a document."""

    id: str
    title: str
    publisher: str
    published: str
    copy_of: str


class Dossier:
    """A dossier on disk. It opens its file when first asked and lets go of it with `close()` or at the end of a `with`.

    While it is open nobody else can write the file; others can read it.
    """

    def __init__(self, path: Path, settings: Settings) -> None:
        self.path = path
        self.settings = settings
        #: What the last reading by this object did; None where it has not read.
        self.summary: Summary | None = None
        self._store: Store | None = None

    def connect(self) -> Store:
        """The open file, for reading only; raises DossierError where it is missing, in use, or no dossier."""
        if self._store is None:
            self._store = Store.open(self.path)
            _OPEN.add(self)
        return self._store

    def close(self) -> None:
        """Lets go of the file. The next question opens it again."""
        if self._store is not None:
            self._store.close()
            self._store = None
        _OPEN.discard(self)

    def __enter__(self) -> Self:
        return self

    def __exit__(
        self, kind: type[BaseException] | None, error: BaseException | None, trace: TracebackType | None
    ) -> None:
        self.close()

    @cached_property
    def world(self) -> World:
        """The reference knowledge: the shipped one and the folders of the settings."""
        return load_world(self.settings.world)

    def read(
        self,
        paths: Paths,
        *,
        date: str | None = None,
        prune: bool = False,
        progress: Progress | None = None,
        reader_spec: ReaderSpec | None = None,
    ) -> Summary:
        """Reads more into the dossier, see `dragoman.read`; returns what was done, in documents."""
        _let_go(self.path)
        self.summary = read_into(
            self.path, paths, self.settings, date=date, prune=prune, progress=progress, reader_spec=reader_spec
        )
        return self.summary

    def records(
        self,
        *,
        about: Words = (),
        kind: Words = (),
        status: Words = (),
        since: Day = None,
        until: Day = None,
        doc: Words = (),
        min_confidence: float | None = None,
        order: Literal["time", "text"] = "text",
    ) -> Records:
        """The records that meet every filter, in the order of the documents' text, or of `time`.

        `about`: codes or names of actors who all take part, a state by any of its people. `since` and `until`: a day,
        month or year, both included; a record without a date has its document's. Raises UsageError for an unknown actor
        (with suggestions), kind, status or date.
        """
        filters: dict[str, Any] = {
            "about": self._codes(about),
            "kind": _kinds(kind),
            "status": _listed(status),
            "since": since,
            "until": until,
            "doc": _listed(doc),
            "min_confidence": self._surest(min_confidence),
            "order": order,
        }
        self.connect().records(**filters)
        return Records(lambda: self.connect().records(**filters), self.world.name_of)

    def timeline(
        self,
        about: Words = (),
        since: Day = None,
        until: Day = None,
        kind: Words = (),
        status: Words = (),
        *,
        top: int | None = None,
        undated: bool = False,
        min_confidence: float | None = None,
    ) -> Timeline:
        """The dated records that meet every filter, in order; what several documents tell is one entry.

        Filters as for `records`. `top` keeps so many, those told by most documents. Undated records come last, and only
        with `undated`.
        """
        chosen = self.records(about=about, kind=kind, status=status, min_confidence=min_confidence)
        entries = timeline(chosen, self._heads(), since=since, until=until, top=top, undated=undated)
        return Timeline(entries, self.world.name_of)

    def ledger(
        self,
        kind: str,
        *,
        about: Words = (),
        since: Day = None,
        until: Day = None,
        status: Words = (),
        min_confidence: float | None = None,
    ) -> Ledger:
        """The ledger `kind`: `meetings`, `sanctions`, ... any kind, or `commitments`: what is pledged or planned.

        Filters as for `records`. Raises UsageError, which names them, where there is no such ledger.
        """
        shape = form(kind)
        chosen = self.records(
            about=about,
            kind=shape.kind,
            status=status,
            since=since,
            until=until,
            min_confidence=min_confidence,
        )
        return Ledger([record for record in chosen if shape.holds(record)], shape.name, self.world.name_of)

    def documents(self) -> Documents:
        """What was read: the documents without their texts, by day of publication."""
        return Documents(list(self.connect().documents()))

    def problems(self) -> Problems:
        """What was left out, or read only in part, and why."""
        return Problems(self.connect().problems())

    def search(self, words: str, k: int = 20, *, among: Literal["documents", "records"] = "documents") -> Hits:
        """The `k` best documents (or records) for the words and "phrases", best first."""
        return Hits(self.connect().search(words, k, among=among))

    def record(self, id: str) -> Record:
        """The record whose id is or begins with `id`; raises UsageError where none or several do."""
        return self.connect().record(id)

    def document(self, id: str) -> Document:
        """One document with its text; raises UsageError where there is none of that id."""
        return self.connect().document(id)

    def show(self, record: str) -> Shown:
        """One record with its quote in context and the document's details; `record` is its id or how that begins."""
        found = self.record(record)
        return Shown(found, self.document(found.doc), self.world.name_of)

    def sql(self, query: str) -> Result:
        """The result of one SELECT over the dossier's tables; raises UsageError where it is wrong."""
        return self.connect().sql(query)

    def report(
        self, path: str | os.PathLike[str], *, title: str | None = None, min_confidence: float | None = None
    ) -> Path:
        """Writes one self-contained HTML file with records, sources and problems; gives its path back."""
        from dragoman.api.report import write

        target = Path(path)
        if target.exists() and target.samefile(self.path):
            raise UsageError(f"{target}: this is the dossier itself; name another file for the report")
        return write(self, target, title or self.path.stem, self._surest(min_confidence))

    def remove(self, *documents: str) -> None:
        """Takes documents out with all that hangs on them; raises UsageError, and takes none, where one is not there.

        They come back when a file that holds them is read again.
        """
        for id in documents:
            self.document(id)
        _let_go(self.path)
        with Store.open(self.path, read_only=False) as store:
            for id in dict.fromkeys(documents):
                store.remove(id)

    def __repr__(self) -> str:
        return f"<Dossier {self.path}>"

    def _repr_html_(self) -> str:
        from dragoman.api.report import card

        return card(self)

    def _codes(self, about: Words) -> list[str]:
        return actor_codes(_listed(about), self.world, self._actors) if about else []

    def _actors(self) -> list[str]:
        return [row[0] for row in self.connect().sql("SELECT actor FROM actors ORDER BY actor").rows()]

    def _heads(self) -> list[_Head]:
        told = "coalesce(CAST(published AS VARCHAR), ''), coalesce(copy_of, '')"
        query = f"SELECT id, title, publisher, {told} FROM documents ORDER BY id"
        return [_Head(*row) for row in self.connect().sql(query).rows()]

    def _surest(self, min_confidence: float | None) -> float:
        chosen = self.settings.min_confidence if min_confidence is None else min_confidence
        if not 0 <= chosen <= 1:
            raise UsageError(f"{chosen} is no confidence: write a number from 0 to 1")
        return chosen


def _let_go(path: Path) -> None:
    """Closes the file wherever this process has it open: a notebook keeps the dossier of the last run of its cell."""
    for opened in [one for one in _OPEN if one.path.resolve() == path.resolve()]:
        opened.close()


def _listed(words: Words) -> list[str]:
    return [words] if isinstance(words, str) else list(words)


def _kinds(words: Words) -> list[str]:
    """Kinds as the codebook writes them: the name of a ledger (`meetings`) means its kind."""
    return [word if word in KINDS else _kind_of(word) for word in _listed(words) if word]


def _kind_of(word: str) -> str:
    try:
        return form(word).kind or word
    except UsageError:
        return word
