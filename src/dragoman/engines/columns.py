"""The columns of a shard: one row a document, with its passages, records, terms and signature inside."""

from __future__ import annotations

from typing import Any

import pyarrow as pa

_TEXT = pa.string()
_TERMS = pa.list_(pa.struct([("term", _TEXT), ("n", pa.int32())]))

RECORD = pa.struct(
    [
        ("id", _TEXT),
        ("kind", _TEXT),
        ("status", _TEXT),
        ("who", pa.list_(_TEXT)),
        ("whom", pa.list_(_TEXT)),
        ("what", _TEXT),
        ("when", _TEXT),
        ("where", _TEXT),
        ("amount_value", pa.float64()),
        ("amount_unit", _TEXT),
        ("stance", _TEXT),
        ("plover", _TEXT),
        ("mode", _TEXT),
        ("score", pa.float64()),
        ("said_by", _TEXT),
        ("confidence", pa.float64()),
        ("start", pa.int32()),
        ("end", pa.int32()),
        ("quote", _TEXT),
        ("n", pa.int32()),
        ("n_terms", pa.int32()),
        ("terms", _TERMS),
    ]
)

SHARD: Any = pa.schema(
    [
        ("id", _TEXT),
        ("fingerprint", _TEXT),
        ("retry", pa.bool_()),
        ("content_hash", _TEXT),
        ("text", _TEXT),
        ("title", _TEXT),
        ("publisher", _TEXT),
        ("published", _TEXT),
        ("published_by", _TEXT),
        ("author", _TEXT),
        ("format", _TEXT),
        ("n_words", pa.int32()),
        ("n_terms", pa.int32()),
        (
            "passages",
            pa.list_(pa.struct([("n", pa.int32()), ("start", pa.int32()), ("end", pa.int32()), ("role", _TEXT)])),
        ),
        ("records", pa.list_(RECORD)),
        ("problems", pa.list_(pa.struct([("reason", _TEXT), ("remedy", _TEXT)]))),
        ("terms", _TERMS),
        ("signature", pa.list_(pa.int32())),
        ("bands", pa.list_(pa.uint64())),
    ]
)
