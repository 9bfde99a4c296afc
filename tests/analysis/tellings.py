"""Facts in few words, for the tests of the record over time."""

from __future__ import annotations

from datetime import date
from typing import Any

from dragoman.merging.facts import Fact
from dragoman.merging.telling import Telling
from dragoman.record import Actor, Document, Evidence, Record


def telling(doc: str, told: str, what: str, **more: Any) -> Telling:
    """What `doc`, published on the day `told`, tells: `who="JPN, NATO"`; `source` where it is a near copy."""
    quote, source = more.pop("quote", what), more.pop("source", doc)
    fields: dict[str, Any] = {"kind": "meeting", "status": "happened"} | more
    for role in ("who", "whom"):
        fields[role] = tuple(Actor.parse(name) for name in fields.get(role, "").split(",") if name.strip())
    record = Record(doc=doc, evidence=Evidence(0, len(quote), quote), what=what, **fields)
    return Telling(record, date.fromisoformat(told) if told else None, source)


def fact(*tellings: Telling) -> Fact:
    """The fact of these tellings."""
    return Fact(tellings)


def documents(*ids: str, hostile: str = "") -> dict[str, Document]:
    """Documents of these ids by id."""
    return {id: Document(id, "", f"Title of {id}{hostile}", "The Observer", "2022-07-05", "manifest") for id in ids}
