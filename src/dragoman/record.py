"""The record: one thing that one document tells, with the words that prove it; and the document it stands in.

These are plain frozen values. Their JSON form is the interchange form: one object a record, see `Record.to_json`.
"""

from __future__ import annotations

import hashlib
from collections.abc import Mapping
from dataclasses import dataclass, field
from typing import Any

from dragoman.errors import DragomanError

KINDS = (
    "meeting",
    "agreement",
    "cooperation",
    "aid",
    "sanction",
    "force",
    "incident",
    "policy",
    "statement",
    "office",
    "membership",
    "dispute",
    "election",
    "opinion",
    "assessment",
)
STATUSES = ("happened", "ongoing", "pledged", "planned", "proposed", "possible", "denied", "cancelled")
STANCES = ("support", "request", "accuse", "reject", "threaten", "neutral")
#: Kinds whose parties have no direction: `who` and `whom` are one set.
SYMMETRIC_KINDS = frozenset({"meeting", "agreement", "cooperation", "dispute", "membership"})

#: What a passage is. Records come only from the first three.
PASSAGE_ROLES = ("content", "headline", "caption", "pullquote", "dateline", "byline", "boilerplate")


@dataclass(frozen=True, slots=True, order=True)
class Actor:
    """A state or organisation (`body`), and perhaps a person, organ or force that belongs to it (`name`).

    Written `JPN`, `NATO`, `JPN/Fumio Kishida`, `?/Name` where the body is not known.
    """

    body: str
    name: str = ""

    @classmethod
    def parse(cls, text: str) -> Actor:
        """The actor that `text` (`BODY` or `BODY/Name`) writes."""
        body, _, name = text.partition("/")
        return cls(body.strip(), name.strip())

    def __str__(self) -> str:
        return f"{self.body}/{self.name}" if self.name else self.body


@dataclass(frozen=True, slots=True)
class Amount:
    """A number that is the point of a record, with its unit (`USD`, `percent`, `missiles`)."""

    value: float
    unit: str = ""

    def to_json(self) -> dict[str, Any]:
        value = int(self.value) if float(self.value).is_integer() else self.value
        return {"value": value, "unit": self.unit}


@dataclass(frozen=True, slots=True)
class Evidence:
    """The stretch of a document's clean text that proves a record: `text[start:end] == quote`, always."""

    start: int
    end: int
    quote: str

    @classmethod
    def of(cls, text: str, start: int, end: int) -> Evidence:
        """The evidence `text[start:end]`; raises DragomanError where that stretch is empty or outside the text."""
        if not 0 <= start < end <= len(text):
            raise DragomanError(f"evidence {start}:{end} is not within the text of {len(text)} characters")
        return cls(start, end, text[start:end])


@dataclass(frozen=True, slots=True)
class Record:
    """One thing that one document tells. `when` is an ISO 8601 date, month, year or interval; empty: none is told."""

    doc: str
    kind: str
    status: str
    evidence: Evidence
    who: tuple[Actor, ...] = ()
    whom: tuple[Actor, ...] = ()
    what: str = ""
    when: str = ""
    where: str = ""
    amount: Amount | None = None
    stance: str | None = None
    plover: str | None = None
    mode: str | None = None
    score: float | None = None
    said_by: str | None = None
    confidence: float = 1.0

    def __post_init__(self) -> None:
        if self.kind not in KINDS or self.status not in STATUSES:
            raise DragomanError(f"{self.doc}: {self.kind!r}/{self.status!r} is no kind and status of the codebook")
        if self.stance is not None and self.stance not in STANCES:
            raise DragomanError(f"{self.doc}: {self.stance!r} is no stance of the codebook")

    @property
    def id(self) -> str:
        """Sixteen hex digits, the same for the same content and evidence: reading again gives the same id."""
        parts = (
            self.doc,
            self.kind,
            self.status,
            self.what,
            str(self.amount),
            str(self.stance),
            str(self.evidence.start),
            self.evidence.quote,
            *map(str, self.who),
            "→",
            *map(str, self.whom),
            self.when,
        )
        return hashlib.sha256("\x1f".join(parts).encode()).hexdigest()[:16]

    def to_json(self) -> dict[str, Any]:
        """The interchange form: plain values in a fixed order of keys."""
        return {
            "id": self.id,
            "doc": self.doc,
            "kind": self.kind,
            "status": self.status,
            "who": [str(a) for a in self.who],
            "whom": [str(a) for a in self.whom],
            "what": self.what,
            "when": self.when,
            "where": self.where,
            "amount": self.amount.to_json() if self.amount else None,
            "stance": self.stance,
            "plover": self.plover,
            "mode": self.mode,
            "score": self.score,
            "said_by": self.said_by,
            "confidence": self.confidence,
            "start": self.evidence.start,
            "end": self.evidence.end,
            "quote": self.evidence.quote,
        }

    @classmethod
    def from_json(cls, data: Mapping[str, Any]) -> Record:
        """The record that `to_json` wrote; keys it does not know are ignored."""
        amount = data.get("amount")
        return cls(
            doc=data["doc"],
            kind=data["kind"],
            status=data["status"],
            evidence=Evidence(data["start"], data["end"], data["quote"]),
            who=tuple(map(Actor.parse, data.get("who") or ())),
            whom=tuple(map(Actor.parse, data.get("whom") or ())),
            what=data.get("what") or "",
            when=data.get("when") or "",
            where=data.get("where") or "",
            amount=Amount(float(amount["value"]), amount.get("unit") or "") if amount else None,
            stance=data.get("stance"),
            plover=data.get("plover"),
            mode=data.get("mode"),
            score=data.get("score"),
            said_by=data.get("said_by"),
            confidence=data.get("confidence", 1.0),
        )


@dataclass(frozen=True, slots=True)
class Passage:
    """A stretch of a document's clean text and what it is (one of PASSAGE_ROLES).

    Passages are in order and do not overlap.
    """

    start: int
    end: int
    role: str


@dataclass(frozen=True, slots=True)
class Address:
    """Where a document was met: the file (and item within it), and its web address if it has one."""

    path: str
    item: str = ""
    url: str = ""


@dataclass(frozen=True, slots=True)
class Document:
    """One source text. `text` is the clean text to which every offset refers; it never changes after cleaning."""

    id: str
    text: str
    title: str = ""
    publisher: str = ""
    #: ISO day of publication, empty where neither told nor to be estimated.
    published: str = ""
    #: How `published` is known: `manifest`, `front matter`, `metadata`, `feed`, `column`, `option`, `text` (dateline),
    #: `estimated`; empty where it is not.
    published_by: str = ""
    author: str = ""
    format: str = "text"
    addresses: tuple[Address, ...] = ()
    passages: tuple[Passage, ...] = field(default=())

    @property
    def content_hash(self) -> str:
        """Sixty-four hex digits of the clean text alone: the same text twice is one document."""
        return hashlib.sha256(self.text.encode("utf-8", "surrogatepass")).hexdigest()


@dataclass(frozen=True, slots=True)
class Problem:
    """What could not be read (or only in part): where, why, and what the user can do."""

    path: str
    reason: str
    remedy: str = ""
    item: str = ""
