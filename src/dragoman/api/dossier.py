"""The dossier as its users meet it: read into it, ask it, show and report what it holds."""

from __future__ import annotations

import os
from collections.abc import Sequence
from datetime import date
from functools import cached_property
from pathlib import Path
from types import TracebackType
from typing import TYPE_CHECKING, Any, Literal, Self
from weakref import WeakSet

from dragoman.analysis.ledger import form
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
    from dragoman.api.comparison import Comparison
    from dragoman.api.over_time import Brief, Difference
    from dragoman.api.wording import Wording
    from dragoman.dossier.reading_run import Progress, Summary
    from dragoman.dossier.result import Result
    from dragoman.engines.job import ReaderSpec

type Words = str | Sequence[str]
type Day = str | date | None

#: The open ones of this process. DuckDB lets a process write a file only when nobody in it reads that file.
_OPEN: WeakSet[Dossier] = WeakSet()


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
        per: Literal["day", "week", "month", "year"] | None = None,
        undated: bool = False,
        as_of: Day = None,
        min_confidence: float | None = None,
    ) -> Timeline:
        """The dated facts that meet every filter, in order; what several documents tell is one entry.

        Filters as for `records`. `top` keeps the so many that matter most; with `per` it keeps so many days, weeks,
        months or years, each with its weightiest fact. `as_of` shows what the documents of that day and before tell.
        Undated facts come last, and only with `undated`.
        """
        from dragoman.api.over_time import timeline

        filters: dict[str, Any] = {"since": since, "until": until, "kind": _kinds(kind), "status": status}
        sure = self._surest(min_confidence)
        return timeline(self, about=about, top=top, per=per, undated=undated, as_of=as_of, sure=sure, **filters)

    def diff(self, other: Dossier | None = None, *, since: Day = None, until: Day = None) -> Difference:
        """What is new in `other` beside this dossier; or, without it, in this one on `until` beside `since`.

        New facts, changed statuses, promises kept and broken, new disagreements, new actors. Without `until` it is the
        last day of which the documents tell. Raises UsageError where neither another dossier nor `since` is given.
        """
        from dragoman.api.over_time import difference

        return difference(self, other, since=since, until=until)

    def brief(self, about: Words = (), *, as_of: Day = None, title: str | None = None) -> Brief:
        """Two pages on the actors who all take part: where things stand, the chronology, what is in force and open.

        Everything is from the facts, each line with its sources in their own words. Filters as for `records`.
        """
        from dragoman.api.over_time import brief

        return brief(self, about, as_of=as_of, title=title)

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

    def wording(self, phrase: str, *, by: Words = (), since: Day = None, until: Day = None) -> Wording:
        """Every place whose words are a variant of `phrase`, by day, with who says them; its variants beside.

        `by`: actors of whom one says it, a state by any of its people. Raises UsageError for a phrase without words.
        """
        from dragoman.api.wording import wording

        return wording(self, phrase, by=by, since=since, until=until)

    def compare(self, before: str, after: str) -> Comparison:
        """Two documents, by id, paragraph by paragraph: kept, changed, added, dropped; strengthened or weakened."""
        from dragoman.api.comparison import compare_documents

        return compare_documents(self, before, after)

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
