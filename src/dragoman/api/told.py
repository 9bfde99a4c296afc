"""Answers made of records: the records themselves, a timeline, a ledger."""

from __future__ import annotations

from collections.abc import Callable, Iterator, Mapping, Sequence
from functools import cached_property
from itertools import islice
from typing import Any, overload

from dragoman.analysis import ledger, table, timeline
from dragoman.analysis.interval import interval
from dragoman.analysis.table import Table
from dragoman.analysis.timeline import TimelineEntry
from dragoman.api.answers import SHOWN, Answer, Listed, NameOf
from dragoman.export.flat import COLUMNS, flat
from dragoman.record import Record
from dragoman.web import notebook

RECORD_TYPES: Mapping[str, str] = {
    **dict.fromkeys(("who", "whom", "others"), "list"),
    **dict.fromkeys(("amount_value", "score", "confidence", "weight"), "float"),
    **dict.fromkeys(("start", "end", "documents"), "int"),
    **dict.fromkeys(("first", "last"), "date"),
}


class Records(Answer[Record]):
    """Records, asked of the dossier each time they are gone through: they need not fit in memory."""

    columns = COLUMNS
    types = RECORD_TYPES

    def __init__(self, ask: Callable[[], Any], name_of: NameOf = str) -> None:
        self._ask = ask
        self._name_of = name_of

    def __iter__(self) -> Iterator[Record]:
        return iter(self._ask())

    def __len__(self) -> int:
        return int(self._ask().count())

    def row(self, item: Record) -> dict[str, Any]:
        """The interchange form with the amount in two columns."""
        return flat(item)

    def to_jsonl(self, target: Any) -> int:
        """Writes the interchange form, a record a line, to a path or an open file; returns how many."""
        from dragoman.export import jsonl

        return jsonl.write(self, target)

    def to_csv(self, target: Any) -> int:
        """Writes CSV, a record a row, to a path or an open file; returns how many."""
        from dragoman.export import csv

        return csv.write(self, target)

    def to_parquet(self, target: Any) -> int:
        """Writes Parquet to a path or an open binary file; returns how many records."""
        from dragoman.export import parquet

        return parquet.write(self, target)

    def text(self, width: int = 100) -> str:
        """One paragraph a record."""
        entries = [TimelineEntry(record, interval(record.when), record.doc) for record in self]
        return timeline.as_text(entries, width, name_of=self._name_of)

    def _repr_html_(self) -> str:
        return notebook.html_of_records(_First(list(islice(self, SHOWN)), len(self)), self._name_of, SHOWN)


class _First(Sequence[Record]):
    """The first of many records, which knows how many there are: a notebook shows no more."""

    def __init__(self, first: list[Record], length: int) -> None:
        self._first = first
        self._length = length

    def __len__(self) -> int:
        return self._length

    @overload
    def __getitem__(self, index: int) -> Record: ...
    @overload
    def __getitem__(self, index: slice) -> list[Record]: ...
    def __getitem__(self, index: int | slice) -> Record | list[Record]:
        return self._first[index]


class Timeline(Listed[TimelineEntry]):
    """Entries in order of date, each with the document that tells it and the other documents that tell the same."""

    columns = (
        *COLUMNS,
        "first",
        "last",
        "precision",
        "title",
        "publisher",
        "published",
        "documents",
        "others",
        "fact",
        "weight",
    )
    types = RECORD_TYPES

    def __init__(self, entries: Sequence[TimelineEntry], name_of: NameOf = str) -> None:
        super().__init__(entries)
        self._name_of = name_of

    def row(self, item: TimelineEntry) -> dict[str, Any]:
        """The record's own columns, the days it covers, its document, and the ids of the other tellings."""
        days = item.interval
        return {
            **flat(item.record),
            "first": days.first if days else None,
            "last": days.last if days else None,
            "precision": days.precision if days else None,
            "title": item.title,
            "publisher": item.publisher,
            "published": item.published,
            "documents": item.documents,
            "others": [record.id for record in item.others],
            "fact": item.fact,
            "weight": round(item.weight, 4) if item.weight is not None else None,
        }

    def text(self, width: int = 100) -> str:
        """One paragraph an entry: date, kind and status, who, what, and the document that tells it."""
        return timeline.as_text(self._items, width, name_of=self._name_of)

    def markdown(self) -> str:
        """A Markdown table: date, what, kind and status, who, source."""
        return timeline.as_markdown(self._items, name_of=self._name_of)

    def html(self, title: str = "Timeline") -> str:
        """One HTML page with an entry a line, and the words that prove it."""
        from dragoman.web.over_time import render_timeline

        return render_timeline(self._items, title, self._name_of)

    def json(self) -> str:
        """A JSON list: each record's interchange form, the days it covers, its document, and who else tells it."""
        return timeline.as_json(self._items)

    def _repr_html_(self) -> str:
        return notebook.html_of_timeline(self._items, self._name_of, SHOWN)


class Ledger(Listed[Record]):
    """The records of one ledger in order of date, undated ones last; its columns are those that suit the kind."""

    def __init__(self, records: Sequence[Record], kind: str, name_of: NameOf = str) -> None:
        #: Codes for programs; names, in `_table`, for readers.
        self._coded = ledger.ledger(records, kind)
        self._name_of = name_of
        self.name = self._coded.name
        self.columns = (*(column.key for column in self._coded.columns), "id", "doc", "quote")
        super().__init__(self._coded.records)

    @cached_property
    def _cells(self) -> dict[int, tuple[str, ...]]:
        return {id(record): row for record, row in zip(self._coded.records, self._coded.rows, strict=True)}

    def row(self, item: Record) -> dict[str, Any]:
        """The cells of the ledger, actors as codes, with the record's id, document and quote behind."""
        keys = (column.key for column in self._coded.columns)
        cells = dict(zip(keys, self._cells[id(item)], strict=True))
        return {**cells, "id": item.id, "doc": item.doc, "quote": item.evidence.quote}

    def json(self) -> str:
        """A JSON object: the ledger's name and columns, and its rows with the whole records beside them."""
        return table.as_json(self._coded)

    def _table(self, limit: int | None = None) -> Table:
        return ledger.ledger(self._items[:limit], self.name, name_of=self._name_of)
