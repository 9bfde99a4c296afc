"""The ledgers as the report shows them: every record numbered, named and worded, each kind under its own headings."""

from __future__ import annotations

from collections.abc import Callable, Iterable, Mapping, Sequence
from dataclasses import dataclass

from dragoman.analysis.interval import in_words, interval
from dragoman.analysis.ledger import amount_in_words, form, parties
from dragoman.analysis.timeline import Titled
from dragoman.record import KINDS, SYMMETRIC_KINDS, Actor, Record
from dragoman.web.families import family_of
from dragoman.web.source_text import Span

NameOf = Callable[[str], str]
#: Digits of a record's id that stand in links: enough for them to differ, and to stay the same in the next report.
_ANCHOR_DIGITS = 8
#: The columns of every ledger in the report; a kind's own headings come from its ledger.
_HEADINGS = {
    "when": "Date",
    "status": "Status",
    "who": "Who",
    "whom": "Whom",
    "stance": "Stance",
    "what": "What",
    "where": "Place",
    "amount": "Amount",
    "said_by": "Said by",
    "confidence": "Sure",
    "source": "Source",
}


@dataclass(frozen=True, slots=True)
class Entry:
    """One record in the report: its number, its name in links, its document's number (0 where that is not shown)."""

    record: Record
    number: int
    anchor: str
    document: int
    #: Whose it is, for the filter: codes of bodies and of their people, between bars.
    actors: str
    cells: Mapping[str, str]

    @property
    def span(self) -> Span:
        """Where its words stand."""
        evidence = self.record.evidence
        return Span(evidence.start, evidence.end, self.number, self.anchor, family_of(self.record.kind))


@dataclass(frozen=True, slots=True)
class Section:
    """One ledger: its kind, title, the columns that say something, and its entries in order of date."""

    kind: str
    title: str
    family: str
    columns: tuple[tuple[str, str], ...]
    entries: tuple[Entry, ...]


def entries_of(records: Iterable[Record], documents: Sequence[Titled], name_of: NameOf) -> dict[str, Entry]:
    """An entry for each record by its id, numbered as their words follow one another in the documents.

    The same record given twice is one entry.
    """
    places = {document.id: place for place, document in enumerate(documents, 1)}
    texts = {document.id: len(getattr(document, "text", "")) for document in documents}
    distinct = {record.id: record for record in records}
    ordered = sorted(distinct.items(), key=lambda item: _reading_order(item[1], places, item[0]))
    anchors = _anchors(list(distinct))
    return {
        name: Entry(
            record=record,
            number=number,
            anchor=anchors[name],
            document=places.get(record.doc, 0) if 0 <= record.evidence.start < _reach(record, texts) else 0,
            actors=_codes(parties(record)),
            cells=_cells(record, name_of),
        )
        for number, (name, record) in enumerate(ordered, 1)
    }


def sections(entries: Mapping[str, Entry]) -> list[Section]:
    """A section for each kind that has records, in the codebook's order of kinds."""
    by_kind: dict[str, list[Entry]] = {kind: [] for kind in KINDS}
    for entry in entries.values():
        by_kind[entry.record.kind].append(entry)
    return [_section(kind, held) for kind, held in by_kind.items() if held]


def _section(kind: str, held: Sequence[Entry]) -> Section:
    shape = form(kind)
    own = {column.key: column.heading for column in shape.columns}
    headings = {**_HEADINGS, **{key: heading for key, heading in own.items() if key in _HEADINGS}}
    if "parties" in own:
        headings["who"] = own["parties"]
    filled = {key for entry in held for key, cell in entry.cells.items() if cell} | {"what", "source"}
    columns = tuple((key, heading) for key, heading in headings.items() if key in filled)
    return Section(kind, shape.title, family_of(kind), columns, tuple(sorted(held, key=_date_order)))


def _cells(record: Record, name_of: NameOf) -> dict[str, str]:
    """The words of each cell but those of `what` and `source`, which the template links."""
    symmetric = record.kind in SYMMETRIC_KINDS
    return {
        "when": in_words(record.when),
        "status": record.status,
        "who": _names(parties(record) if symmetric else record.who, name_of),
        "whom": "" if symmetric else _names(record.whom, name_of),
        "stance": record.stance or "",
        "where": record.where,
        "amount": amount_in_words(record.amount),
        "said_by": name_of(record.said_by) if record.said_by else "",
        "confidence": f"{round(100 * record.confidence)} %",
    }


def _names(actors: Iterable[Actor], name_of: NameOf) -> str:
    return "; ".join(name_of(str(actor)) for actor in actors)


def _codes(actors: Iterable[Actor]) -> str:
    """`|JPN|JPN/Fumio Kishida|NATO|`: what the filter looks for between bars."""
    codes = dict.fromkeys(code.replace("|", "/") for actor in actors for code in (actor.body, str(actor)))
    return f"|{'|'.join(codes)}|" if codes else ""


def _anchors(ids: Sequence[str]) -> dict[str, str]:
    """Each id cut to the fewest digits, eight or more, by which all differ."""
    longest = max(map(len, ids), default=0)
    for digits in range(_ANCHOR_DIGITS, longest + 1):
        if len({name[:digits] for name in ids}) == len(ids):
            return {name: name[:digits] for name in ids}
    return {name: name for name in ids}


def _reach(record: Record, texts: Mapping[str, int]) -> int:
    """The length of the record's text, or 0 where its words cannot be in it."""
    length = texts.get(record.doc, 0)
    return length if record.evidence.start < record.evidence.end <= length else 0


def _reading_order(record: Record, places: Mapping[str, int], name: str) -> tuple[int, str, int, int, str]:
    return places.get(record.doc, len(places) + 1), record.doc, record.evidence.start, record.evidence.end, name


def _date_order(entry: Entry) -> tuple[bool, str, int]:
    days = interval(entry.record.when)
    return days is None, days.position.isoformat() if days else "", entry.number
