"""One record, shown with its quote in the paragraph where it stands and the document's details."""

from __future__ import annotations

import textwrap
from collections.abc import Iterator
from html import escape
from typing import Any

from dragoman.analysis.interval import in_words
from dragoman.analysis.ledger import amount_in_words
from dragoman.analysis.table import one_line
from dragoman.analysis.timeline import actors_in_words
from dragoman.api.answers import Listed, NameOf
from dragoman.api.told import RECORD_TYPES
from dragoman.export.flat import COLUMNS, flat
from dragoman.record import Document, Record
from dragoman.web.templating import clean, web_address

#: Characters of context before and behind the quote, where the paragraph is longer.
_CONTEXT = 600
#: What stands around the quote in plain text.
_MARKS = ("»", "«")


class Shown(Listed[Record]):
    """A record and its document. `before`, `quote` and `after` together are the stretch of text that it stands in."""

    columns = (*COLUMNS, "before", "after", "title", "publisher", "published", "path", "url")
    types = RECORD_TYPES

    def __init__(self, record: Record, document: Document, name_of: NameOf = str) -> None:
        super().__init__([record])
        self.record = record
        self.document = document
        self._name_of = name_of
        evidence = record.evidence
        start, end = _around(document, evidence.start, evidence.end)
        self.before = document.text[start : evidence.start]
        self.quote = document.text[evidence.start : evidence.end]
        self.after = document.text[evidence.end : end]

    def row(self, item: Record) -> dict[str, Any]:
        """The record's columns, the text around its quote, and its document."""
        document, address = self.document, next(iter(self.document.addresses), None)
        return {
            **flat(item),
            "before": self.before,
            "after": self.after,
            "title": document.title,
            "publisher": document.publisher,
            "published": document.published,
            "path": address.path if address else "",
            "url": address.url if address else "",
        }

    def text(self, width: int = 100) -> str:
        """The record's fields, its quote in context between marks, and the document's details."""
        margin = " " * 12
        lines = [one_line(self._head()), one_line(self.record.what or self.quote), ""]
        lines += [line for name, value in self._fields() for line in _field(name, value, width)]
        context = self.before + _MARKS[0] + self.quote + _MARKS[1] + self.after
        lines += ["", *(margin + line for line in textwrap.wrap(one_line(context), max(20, width - 12))), ""]
        lines += [line for name, value in self._source() for line in _field(name, value, width)]
        return "\n".join(lines) + "\n"

    def _repr_html_(self) -> str:
        fields = "".join(f"<div><small>{name}</small> {escape(value)}</div>" for name, value in self._fields())
        source = "".join(f"<div><small>{name}</small> {_linked(value)}</div>" for name, value in self._source())
        context = f"{escape(self.before)}<mark>{escape(self.quote)}</mark>{escape(self.after)}"
        head = f"<b>{escape(self._head())}</b><div>{escape(self.record.what)}</div>"
        return clean(f"<div>{head}{fields}<blockquote>{context}</blockquote>{source}</div>\n")

    def _head(self) -> str:
        actors = actors_in_words(self.record, self._name_of)
        return f"{self.record.kind}, {self.record.status}" + (f": {actors}" if actors else "")

    def _fields(self) -> Iterator[tuple[str, str]]:
        record = self.record
        said_by = self._name_of(record.said_by) if record.said_by else ""
        yield from _told(
            ("When", in_words(record.when)),
            ("Where", record.where),
            ("Amount", amount_in_words(record.amount)),
            ("Stance", record.stance or ""),
            ("Said by", said_by),
            ("Sure", f"{round(100 * record.confidence)} %"),
            ("Record", record.id),
        )

    def _source(self) -> Iterator[tuple[str, str]]:
        document = self.document
        dated = f"{document.published} ({document.published_by})" if document.published_by else document.published
        yield from _told(
            ("Document", document.id),
            ("Title", document.title),
            ("Publisher", document.publisher),
            ("Author", document.author),
            ("Published", dated),
            *(("Address", web_address(a.url)) for a in document.addresses),
            *(("File", f"{a.path} ({a.item})" if a.item else a.path) for a in document.addresses),
            ("Place", f"characters {self.record.evidence.start} to {self.record.evidence.end}"),
        )


def _around(document: Document, start: int, end: int) -> tuple[int, int]:
    """The stretch of text to show around `start` and `end`: the passages they lie in, cut where these are long."""
    touched = [p for p in document.passages if p.start < end and p.end > start]
    first = min([start, *(p.start for p in touched)])
    last = max([end, *(p.end for p in touched)])
    if not touched:
        first, last = 0, len(document.text)
    return max(first, start - _CONTEXT), min(last, end + _CONTEXT)


def _told(*fields: tuple[str, str]) -> Iterator[tuple[str, str]]:
    return ((name, value) for name, value in fields if value)


def _field(name: str, value: str, width: int) -> list[str]:
    lines = textwrap.wrap(one_line(value), max(20, width - 12)) or [""]
    return [f"{name:<12}{lines[0]}", *(" " * 12 + line for line in lines[1:])]


def _linked(value: str) -> str:
    address = web_address(value)
    return f'<a href="{escape(address)}" rel="noopener noreferrer">{escape(value)}</a>' if address else escape(value)
