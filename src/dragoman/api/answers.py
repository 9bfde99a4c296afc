"""What a dossier answers: items to go through, and the same as rows, a data frame, an Arrow table, text or HTML."""

from __future__ import annotations

import csv
import io
import json
from abc import ABC, abstractmethod
from collections.abc import Callable, Iterator, Mapping, Sequence
from html import escape
from itertools import islice
from typing import Any, ClassVar

from dragoman.analysis import table
from dragoman.analysis.table import Column, Table
from dragoman.export.csv import cell
from dragoman.web.templating import clean

NameOf = Callable[[str], str]
#: Rows that a notebook shows of an answer of any length.
SHOWN = 50


class Answer[T](ABC):
    """Items in a fixed order. Go through it, count it with `len`, or take it as `.df()`, `.arrow()`, `.json()`."""

    #: Columns of the rows, and the Arrow type of those that are no text.
    columns: Sequence[str]
    types: ClassVar[Mapping[str, str]] = {}
    #: The columns that a reader is shown; all where it is empty.
    read_columns: Sequence[str] = ()

    @abstractmethod
    def __iter__(self) -> Iterator[T]: ...

    @abstractmethod
    def __len__(self) -> int: ...

    @abstractmethod
    def row(self, item: T) -> dict[str, Any]:
        """One item as plain values by column."""

    def __repr__(self) -> str:
        return f"<{type(self).__name__}: {len(self)}>"

    def _repr_html_(self) -> str:
        shown = self._table(SHOWN)
        head = "".join(f'<th scope="col">{escape(column.heading)}</th>' for column in shown.columns)
        rows = "".join(f"<tr>{''.join(f'<td>{escape(text)}</td>' for text in row)}</tr>" for row in shown.rows)
        left = len(self) - len(shown.rows)
        more = f"<div><small>… and {left} more</small></div>" if left > 0 else ""
        return clean(f"<div><table><thead><tr>{head}</tr></thead><tbody>{rows}</tbody></table>{more}</div>\n")

    def rows(self) -> Iterator[dict[str, Any]]:
        """The items as plain values by column."""
        return map(self.row, self)

    def arrow(self) -> Any:
        """The rows as an Arrow table, with the same columns however many there are."""
        import pyarrow as pa

        kinds = {
            "": pa.string(),
            "list": pa.list_(pa.string()),
            "float": pa.float64(),
            "int": pa.int64(),
            "date": pa.date32(),
        }
        schema = pa.schema([(column, kinds[self.types.get(column, "")]) for column in self.columns])
        return pa.Table.from_pylist([self._typed(row) for row in self.rows()], schema=schema)

    def df(self) -> Any:
        """The rows as a pandas data frame."""
        return self.arrow().to_pandas()

    def json(self) -> str:
        """The rows as a JSON list."""
        return json.dumps(list(self.rows()), ensure_ascii=False, indent=2, default=str) + "\n"

    def csv(self) -> str:
        """The rows as CSV under a header; what a spreadsheet would run as a formula is neutralised."""
        out = io.StringIO()
        writer = csv.writer(out, lineterminator="\r\n")
        writer.writerow(self.columns)
        writer.writerows([cell(row[column]) for column in self.columns] for row in self.rows())
        return out.getvalue()

    def text(self, width: int = 100) -> str:
        """The answer to be read, in lines of at most `width` characters where that can be."""
        return table.as_text(self._table(), width)

    def markdown(self) -> str:
        """The answer as Markdown."""
        return table.as_markdown(self._table())

    def _table(self, limit: int | None = None) -> Table:
        """The rows, or the first of them, as text under headings."""
        shown = self.read_columns or self.columns
        headings = tuple(Column(column, column.removeprefix("n_").replace("_", " ").capitalize()) for column in shown)
        rows = tuple(tuple(_in_words(row[column]) for column in shown) for row in islice(self.rows(), limit))
        return Table(type(self).__name__.lower(), type(self).__name__, headings, rows)

    def _typed(self, row: Mapping[str, Any]) -> dict[str, Any]:
        """The row with floats where the column is of floats: Arrow takes no whole number above 2**53 for one."""
        return {
            column: float(value) if value is not None and self.types.get(column) == "float" else value
            for column, value in row.items()
        }


class Listed[T](Answer[T]):
    """An answer that is held in memory."""

    def __init__(self, items: Sequence[T]) -> None:
        self._items = items

    def __iter__(self) -> Iterator[T]:
        return iter(self._items)

    def __len__(self) -> int:
        return len(self._items)

    def __getitem__(self, index: int) -> T:
        return self._items[index]


def _in_words(value: Any) -> str:
    if isinstance(value, list):
        return ", ".join(map(str, value))
    return "" if value is None else str(value)
