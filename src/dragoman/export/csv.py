"""CSV: one record a row, for spreadsheets."""

from __future__ import annotations

import csv
from collections.abc import Iterable
from typing import Any

from dragoman.export.flat import COLUMNS, flat
from dragoman.export.target import Target, text_file
from dragoman.record import Record

#: A spreadsheet takes a cell that begins so for a formula, or may after trimming it.
_FORMULA = ("=", "+", "-", "@", "\t", "\r", "\n")


def cell(value: Any) -> Any:
    """The value as a cell: lists joined by `; `, text that would be a formula behind an apostrophe, numbers as such."""
    text = "; ".join(value) if isinstance(value, list) else value
    return f"'{text}" if isinstance(text, str) and text.startswith(_FORMULA) else text


def write(records: Iterable[Record], target: Target) -> int:
    """Writes a header and the records in the order they come, in UTF-8; returns how many records."""
    count = 0
    with text_file(target) as file:
        # With these line ends, as RFC 4180 has them, a lone carriage return within a cell is quoted too; else what
        # follows it would begin a row.
        writer = csv.writer(file, lineterminator="\r\n")
        writer.writerow(COLUMNS)
        for count, record in enumerate(records, 1):  # noqa: B007
            writer.writerow([cell(value) for value in flat(record).values()])
    return count
