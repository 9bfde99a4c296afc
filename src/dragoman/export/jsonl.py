"""JSON Lines: the interchange form, one record a line."""

from __future__ import annotations

import json
from collections.abc import Iterable

from dragoman.export.target import Target, text_file
from dragoman.record import Record


def line(record: Record) -> str:
    """The record as one line with its end: the keys in the order of `Record.to_json`, letters as they are."""
    return json.dumps(record.to_json(), ensure_ascii=False) + "\n"


def write(records: Iterable[Record], target: Target) -> int:
    """Writes the records in the order they come, byte for byte the same each time; returns how many."""
    count = 0
    with text_file(target) as file:
        for count, record in enumerate(records, 1):  # noqa: B007
            file.write(line(record))
    return count
