"""A record as one flat row: its interchange form with the amount in two columns."""

from __future__ import annotations

from typing import Any

from dragoman.record import Record

COLUMNS = (
    *("id", "doc", "kind", "status", "who", "whom", "what", "when", "where", "amount_value", "amount_unit"),
    *("stance", "plover", "mode", "score", "said_by", "confidence", "start", "end", "quote"),
)


def flat(record: Record) -> dict[str, Any]:
    """The record's values by COLUMNS, in their order; `who` and `whom` are lists of text."""
    data = record.to_json()
    amount = data.pop("amount") or {}
    data |= {"amount_value": amount.get("value"), "amount_unit": amount.get("unit")}
    return {column: data[column] for column in COLUMNS}
