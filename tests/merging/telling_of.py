"""Tellings for the tests, in few words."""

from __future__ import annotations

from datetime import date
from typing import Any

from dragoman.merging.telling import Telling
from dragoman.record import Actor, Amount, Evidence, Record


def telling(doc: str, told: str, what: str, **more: Any) -> Telling:
    """What `doc`, published on the day `told`, tells: `who="JPN, NATO"`, `amount="6 missiles"`, `source` of a copy."""
    quote = more.pop("quote", what)
    start = more.pop("start", 0)
    source = more.pop("source", doc)
    value, _, unit = more.pop("amount", "").partition(" ")
    fields: dict[str, Any] = {"kind": "meeting", "status": "happened"} | more
    for role in ("who", "whom"):
        fields[role] = tuple(Actor.parse(name) for name in fields.get(role, "").split(",") if name.strip())
    record = Record(
        doc=doc,
        evidence=Evidence(start, start + len(quote), quote),
        what=what,
        amount=Amount(float(value), unit) if value else None,
        **fields,
    )
    return Telling(record, date.fromisoformat(told) if told else None, source)
