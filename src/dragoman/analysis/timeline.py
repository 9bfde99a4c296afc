"""A timeline: dated records or facts in order, each with the document that tells it, and how many tell the same."""

from __future__ import annotations

import json
import textwrap
from collections.abc import Callable, Iterable, Sequence
from dataclasses import dataclass
from datetime import date
from typing import Any, Protocol

from dragoman.analysis.folding import folded
from dragoman.analysis.interval import PRECISIONS, Interval, bound, in_words, interval
from dragoman.analysis.ledger import amount_in_words, parties
from dragoman.analysis.ranking import Period, best_of_periods, chosen, ranked
from dragoman.analysis.table import markdown_escaped, one_line
from dragoman.errors import UsageError
from dragoman.merging.facts import Fact
from dragoman.record import KINDS, STATUSES, SYMMETRIC_KINDS, Actor, Record

Day = str | date | None
NameOf = Callable[[str], str]
#: Wide enough for `2022-06-29/2022-06-30`, and for `undated`.
_DATE_WIDTH = 21


class Titled(Protocol):
    """What a timeline needs to know of a document."""

    @property
    def id(self) -> str: ...
    @property
    def title(self) -> str: ...
    @property
    def publisher(self) -> str: ...
    @property
    def published(self) -> str: ...


@dataclass(frozen=True, slots=True)
class TimelineEntry:
    """One place on a timeline: the fullest telling, and the other documents' tellings of the same."""

    record: Record
    #: The days of the thing itself; None for an undated record.
    interval: Interval | None
    document: str
    title: str = ""
    publisher: str = ""
    published: str = ""
    others: tuple[Record, ...] = ()
    #: How many documents tell it; copies of one text count once.
    documents: int = 1
    #: The id of the fact that the tellings make; empty where records were only laid side by side.
    fact: str = ""
    #: How much the fact matters, see `ranking`; None where nothing was weighed.
    weight: float | None = None


def timeline(
    records: Iterable[Record],
    documents: Iterable[Titled],
    *,
    about: Sequence[str] = (),
    since: Day = None,
    until: Day = None,
    kinds: Sequence[str] = (),
    statuses: Sequence[str] = (),
    top: int | None = None,
    undated: bool = False,
) -> list[TimelineEntry]:
    """The records that pass every filter, in order of date; coarse dates stand before the days they contain.

    `about`: actors who all take part (`JPN` stands for everybody of Japan). `since` and `until` are ISO dates, months
    or years, both included. `top` keeps that many entries: those told by most documents, then the surest. Undated
    records come last, and only with `undated`. Raises UsageError for an unknown kind or status, or a bad date.
    """
    known = {document.id: document for document in documents}
    chosen = _chosen(records, about, _known_words("kind", kinds, KINDS), _known_words("status", statuses, STATUSES))
    first, last = bound(since, last=False), bound(until, last=True)
    placed = [record for record in chosen if _lies_within(record.when, first, last, undated)]
    entries = [_entry(tellings, known) for tellings in folded(placed)]
    if top is not None:
        entries = sorted(entries, key=lambda e: (-e.documents, -e.record.confidence, _order(e)))[: max(0, top)]
    return sorted(entries, key=_order)


def timeline_of_facts(
    facts: Iterable[Fact],
    documents: Iterable[Titled],
    *,
    since: Day = None,
    until: Day = None,
    top: int | None = None,
    per: Period | None = None,
    undated: bool = False,
) -> list[TimelineEntry]:
    """The facts in order of date, each as its fullest telling has it.

    `since`, `until` and `undated` as for `timeline`. `top` keeps that many facts, those that matter most (see
    `ranking`); with `per` it keeps that many days, weeks, months or years, each with its weightiest fact.
    """
    known = {document.id: document for document in documents}
    first, last = bound(since, last=False), bound(until, last=True)
    placed = [fact for fact in facts if _lies_within(fact.when, first, last, undated)]
    weighty = ranked(placed)
    if per is not None:
        weighty = best_of_periods(weighty, per, top)
    elif top is not None:
        weighty = chosen(weighty, max(0, top))
    return sorted((_fact_entry(one.fact, one.weight, known) for one in weighty), key=_order)


def telling_shown(fact: Fact) -> Record:
    """The record that stands for a fact on a timeline: one that tells its day and status as the fact has them."""
    records = [r for r in fact.records if r.when == fact.when]
    records = [r for r in records if r.status == fact.status] or records
    if not records or fact.record in records:
        return fact.record
    return max(records, key=lambda r: (r.kind == fact.kind, r.confidence, len(r.what), r.id))


def takes_part(record: Record, actor: str) -> bool:
    """Whether `actor` (`JPN`, `JPN/Fumio Kishida`, a bare name) is a party; a body stands for all that are its."""
    wanted = Actor.parse(actor.casefold())
    for party in parties(record):
        body, name = party.body.casefold(), party.name.casefold()
        if wanted.name:
            if (body, name) == (wanted.body, wanted.name):
                return True
        elif wanted.body in (body, name):
            return True
    return False


def as_text(entries: Sequence[TimelineEntry], width: int = 100, *, name_of: NameOf = str) -> str:
    """One paragraph an entry: date, kind and status, who, what, and the document that tells it; lines of `width`."""
    if not entries:
        return "Nothing on this timeline.\n"
    margin = " " * (_DATE_WIDTH + 2)
    lines: list[str] = []
    for entry in entries:
        date = _short_date(entry.record.when)
        wrapped = [
            part for told in _lines(entry, name_of) for part in textwrap.wrap(told, max(20, width - len(margin)))
        ]
        lines += [date.ljust(len(margin)) + wrapped[0], *(margin + part for part in wrapped[1:]), ""]
    return "\n".join(lines)


def as_markdown(entries: Sequence[TimelineEntry], *, name_of: NameOf = str) -> str:
    """A Markdown table: date, what, kind and status, who, source, and for facts the words that prove them."""
    if not entries:
        return "Nothing on this timeline.\n"
    # Facts were picked for the reader, who is shown the words they rest on.
    proven = any(entry.fact for entry in entries)
    head = ["Date", "What", "Kind", "Who", "Source", *(["Words"] if proven else [])]
    lines = [f"| {' | '.join(head)} |", f"| {' | '.join(['---'] * len(head))} |"]
    for entry in entries:
        record = entry.record
        told = f"{record.kind}, {record.status}"
        cells = (
            in_words(record.when) or "undated",
            _what(record),
            told,
            actors_in_words(record, name_of),
            source_of(entry),
            *([f"“{record.evidence.quote}”"] if proven else []),
        )
        lines.append(f"| {' | '.join(map(markdown_escaped, cells))} |")
    return "\n".join(lines) + "\n"


def as_json(entries: Sequence[TimelineEntry]) -> str:
    """A JSON list: each record's own form, with the days it covers, its document's title, and who else tells it."""
    return json.dumps([_object(entry) for entry in entries], ensure_ascii=False, indent=2) + "\n"


def actors_in_words(record: Record, name_of: NameOf = str) -> str:
    """`Japan, NATO` for kinds whose parties are equal, `United States → Russia` for those with a direction."""
    who, whom = _names(record.who, name_of), _names(record.whom, name_of)
    if record.kind in SYMMETRIC_KINDS:
        return ", ".join(filter(None, (who, whom)))
    return f"{who} → {whom}".strip() if whom else who


def _entry(tellings: Sequence[Record], known: dict[str, Titled]) -> TimelineEntry:
    fullest, *others = sorted(tellings, key=lambda r: (-r.confidence, -len(r.what), r.doc, r.evidence.start, r.id))
    document = known.get(fullest.doc)
    return TimelineEntry(
        record=fullest,
        interval=interval(fullest.when),
        document=fullest.doc,
        title=document.title if document else "",
        publisher=document.publisher if document else "",
        published=document.published if document else "",
        others=tuple(others),
        documents=len({_original(record.doc, known) for record in tellings}),
    )


def _fact_entry(fact: Fact, weight: float, known: dict[str, Titled]) -> TimelineEntry:
    record = telling_shown(fact)
    document = known.get(record.doc)
    return TimelineEntry(
        record=record,
        interval=interval(record.when),
        document=record.doc,
        title=document.title if document else "",
        publisher=document.publisher if document else "",
        published=document.published if document else "",
        others=tuple(other for other in fact.records if other.id != record.id),
        documents=fact.sources,
        fact=fact.id,
        weight=weight,
    )


def _original(doc: str, known: dict[str, Titled]) -> str:
    return getattr(known.get(doc), "copy_of", None) or doc


def _chosen(
    records: Iterable[Record], about: Sequence[str], kinds: frozenset[str], statuses: frozenset[str]
) -> list[Record]:
    return [
        record
        for record in records
        if (not kinds or record.kind in kinds)
        and (not statuses or record.status in statuses)
        and all(takes_part(record, actor) for actor in about)
    ]


def _lies_within(when: str, since: date | None, until: date | None, undated: bool) -> bool:
    days = interval(when)
    return days.overlaps(since, until) if days else undated


def _known_words(what: str, words: Sequence[str], allowed: Sequence[str]) -> frozenset[str]:
    for word in words:
        if word not in allowed:
            raise UsageError(f"there is no {what} {word!r}: choose from {', '.join(allowed)}")
    return frozenset(words)


def _order(entry: TimelineEntry) -> tuple[object, ...]:
    days, record = entry.interval, entry.record
    behind = (record.doc, record.evidence.start, record.evidence.end, record.id)
    if days is None:
        return True, entry.published or "9999", 0, *behind
    return False, days.position.isoformat(), PRECISIONS.index(days.precision), *behind


def _lines(entry: TimelineEntry, name_of: NameOf) -> Iterable[str]:
    record = entry.record
    yield f"{record.kind}, {record.status}" + _after(": ", actors_in_words(record, name_of))
    yield _what(record) + _after(", ", amount_in_words(record.amount)) + _bracketed(one_line(record.where))
    said_by = f"according to {name_of(record.said_by)}; " if record.said_by else ""
    yield one_line(said_by + source_of(entry))


def _short_date(when: str) -> str:
    """`when` as ISO, its open ends in words."""
    if when.startswith("/"):
        return f"by {when[1:]}"
    return f"since {when[:-1]}" if when.endswith("/") else one_line(when) or "undated"


def _what(record: Record) -> str:
    return one_line(record.what or record.evidence.quote)


def source_of(entry: TimelineEntry) -> str:
    """The document that tells an entry: publisher, title, day, and how many more tell it."""
    source = ", ".join(filter(None, (entry.publisher, entry.title or entry.document, entry.published)))
    more = entry.documents - 1
    return f"{source} (and {more} more)" if more else source


def _names(actors: Iterable[object], name_of: NameOf) -> str:
    return ", ".join(one_line(name_of(str(actor))) for actor in actors)


def _after(mark: str, text: str) -> str:
    return f"{mark}{text}" if text else ""


def _bracketed(text: str) -> str:
    return f" ({text})" if text else ""


def _object(entry: TimelineEntry) -> dict[str, Any]:
    days = entry.interval
    return {
        **entry.record.to_json(),
        "first": days.first.isoformat() if days and days.first else None,
        "last": days.last.isoformat() if days and days.last else None,
        "precision": days.precision if days else None,
        "title": entry.title,
        "publisher": entry.publisher,
        "published": entry.published,
        "documents": entry.documents,
        "others": [{"id": record.id, "doc": record.doc} for record in entry.others],
        **({"fact": entry.fact, "weight": round(entry.weight or 0.0, 4)} if entry.fact else {}),
    }
