"""A telling: a record with what its document adds to it, made ready to be compared."""

from __future__ import annotations

import hashlib
from collections.abc import Iterable, Mapping
from dataclasses import dataclass
from datetime import date, timedelta
from functools import cached_property
from typing import Protocol

from dragoman.dossier.when import days
from dragoman.engines.terms import stem, words
from dragoman.merging.families import lists
from dragoman.merging.persons import is_person
from dragoman.record import Record

DONE = frozenset({"happened", "ongoing"})
AHEAD = frozenset({"pledged", "planned", "proposed", "possible"})
OFF = frozenset({"denied", "cancelled"})


class Published(Protocol):
    """What merging needs to know of a document: its id, its ISO day or nothing, and of which it is a near copy."""

    @property
    def id(self) -> str: ...
    @property
    def published(self) -> str: ...
    @property
    def copy_of(self) -> str: ...


@dataclass(frozen=True)
class Telling:
    """A record, the day on which its document told it (None where unknown), and the document that it is a copy of."""

    record: Record
    published: date | None = None
    #: The first of several near-identical documents: they count as one source.
    source: str = ""

    @cached_property
    def id(self) -> str:
        """The record's id."""
        return self.record.id

    @cached_property
    def key(self) -> str:
        """Names the evidence, whatever a later reading makes of it: the document, the kind and the quote's words."""
        quote = " ".join(words(self.record.evidence.quote))
        parts = (self.record.doc, self.record.kind, quote)
        return hashlib.sha256("\x1f".join(parts).encode("utf-8", "replace")).hexdigest()[:16]

    @cached_property
    def days(self) -> tuple[date | None, date | None]:
        """First and last day that the record's own `when` covers."""
        return days(self.record.when)

    @cached_property
    def span(self) -> tuple[date, date] | None:
        """The days of the thing itself where both ends can be said: a deadline begins where it was told."""
        first, last = self.days
        if last and not first:
            begin = self.published if self.published and self.published <= last else last - timedelta(days=365)
            return begin, last
        if first and not last:
            return first, max(first, self.published or first)
        return (first, last) if first and last else None

    @cached_property
    def planned_for(self) -> tuple[date, date] | None:
        """The days for which something is still to come: None where the days told are those of the promise itself."""
        if self.span is None or self.published is None or self.is_deadline:
            return self.span
        last = self.span[1]
        ahead = last > self.published or (last == self.published and self.record.status == "planned")
        return self.span if ahead else None

    @cached_property
    def is_deadline(self) -> bool:
        """Whether only the end is told: `/2022-12-31`."""
        return self.days[0] is None and self.days[1] is not None

    @cached_property
    def is_open(self) -> bool:
        """Whether only the beginning is told: `2013/`."""
        return self.days[1] is None and self.days[0] is not None

    @cached_property
    def position(self) -> date | None:
        """The day by which it is ordered: its own, or its document's."""
        return self.days[0] or self.days[1] or self.published

    @cached_property
    def bodies(self) -> frozenset[str]:
        """The states and organisations of all parties."""
        record = self.record
        return frozenset(a.body if a.body != "?" else str(a) for a in (*record.who, *record.whom))

    @cached_property
    def names(self) -> Mapping[str, frozenset[str]]:
        """The persons and organs that are named, by their state or organisation."""
        record = self.record
        found: dict[str, set[str]] = {}
        for actor in (*record.who, *record.whom):
            if actor.name:
                found.setdefault(actor.body, set()).add(actor.name)
        return {body: frozenset(names) for body, names in found.items()}

    @cached_property
    def persons(self) -> Mapping[str, frozenset[str]]:
        """Of those that are named, the persons; a body of which none is named is not there."""
        found = {body: frozenset(filter(is_person, names)) for body, names in self.names.items()}
        return {body: names for body, names in found.items() if names}

    @cached_property
    def surfaces(self) -> Mapping[str, str]:
        """The stems of the content's and the quote's telling words, each with the word as it stands there.

        The names of its parties are not among them: these are compared as parties.
        """
        empty = lists().empty | {word for names in self.names.values() for name in names for word in words(name)}
        found = words(self.record.what) + words(self.record.evidence.quote)
        pairs = {stem(word): word for word in reversed(found) if word not in empty and len(word) > 1}
        return {key: pairs[key] for key in sorted(pairs)}


def tellings(records: Iterable[Record], documents: Iterable[Published]) -> list[Telling]:
    """The records as tellings, in order of day, document and place in the text. Equal records count once."""
    known = {document.id: (_day(document.published), document.copy_of or document.id) for document in documents}
    found = {record.id: Telling(record, *known.get(record.doc, (None, record.doc))) for record in records}
    return sorted(found.values(), key=in_order)


def in_order(telling: Telling) -> tuple[object, ...]:
    """The order in which tellings are listed: by day of publication, undated ones last, then as they stand."""
    record = telling.record
    return (telling.published or date.max, record.doc, record.evidence.start, record.evidence.end, telling.id)


def _day(text: str | date | None) -> date | None:
    if isinstance(text, date):
        return text
    return days(text)[0] if text else None
