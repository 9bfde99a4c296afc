"""The report: one HTML file with the record, the sources, and a way from every entry to the words that prove it."""

from __future__ import annotations

import os
from collections import Counter
from collections.abc import Callable, Iterator, Mapping, Sequence
from dataclasses import dataclass, field
from pathlib import Path
from typing import Any, Protocol

from dragoman.analysis.timeline import TimelineEntry, Titled, timeline
from dragoman.record import Address, Passage, Problem, Record
from dragoman.web.ledger_rows import Entry, entries_of, sections
from dragoman.web.overview import Overview, overview
from dragoman.web.source_text import Block, Span, blocks, continuation_rules
from dragoman.web.templating import clean, environment
from dragoman.web.timeline_svg import chart, label


class Source(Titled, Protocol):
    """What a report needs to know of a document; a `copy_of` beside, where there is one, names the original's id."""

    @property
    def published_by(self) -> str: ...
    @property
    def author(self) -> str: ...
    @property
    def addresses(self) -> Sequence[Address]: ...
    @property
    def text(self) -> str: ...
    @property
    def passages(self) -> Sequence[Passage]: ...


@dataclass(frozen=True, slots=True)
class ReportData:
    """Everything a report shows. `generated_from` is told at its foot: version, configuration, dossier."""

    title: str
    documents: Sequence[Source]
    records: Sequence[Record]
    problems: Sequence[Problem] = ()
    name_of: Callable[[str], str] = str
    generated_from: Mapping[str, Any] = field(default_factory=dict)


@dataclass(frozen=True, slots=True)
class Sheet:
    """One document as the report shows it: its number, its head, its marked text."""

    number: int
    source: Source
    #: Title, or the id where it has none.
    title: str
    copy_of: str
    #: The number of the original, 0 where it is not in this report.
    original: int
    entries: int
    blocks: Sequence[Block]


def render_report(data: ReportData) -> str:
    """The report as one HTML page that refers to nothing outside itself."""
    return clean(environment().get_template("report.html").render(_values(data)))


def write_report(data: ReportData, path: str | os.PathLike[str]) -> Path:
    """Writes the report to `path`, piece by piece, and gives the path back."""
    target = Path(path)
    stream = environment().get_template("report.html").stream(_values(data))
    stream.enable_buffering(200)
    with target.open("w", encoding="utf-8", newline="\n") as file:
        file.writelines(clean(piece) for piece in stream)
    return target


def _values(data: ReportData) -> dict[str, Any]:
    """What the template is given."""
    numbers = {source.id: number for number, source in enumerate(data.documents, 1)}
    entries = entries_of(data.records, data.documents, data.name_of)
    sheets = list(_sheets(data.documents, numbers, entries))
    dated = timeline([entry.record for entry in entries.values()], data.documents)
    return {
        "title": data.title,
        "overview": _overview(data, entries),
        "sheets": sheets,
        "sections": sections(entries),
        "timeline": [(entries[e.record.id], e, label(e, data.name_of)) for e in dated],
        "chart": chart(dated, lambda e: _place(entries, e), data.name_of),
        "rules": [rule for sheet in sheets for rule in continuation_rules(sheet.blocks)],
        "problems": data.problems,
        "generated_from": data.generated_from,
    }


def _overview(data: ReportData, entries: Mapping[str, Entry]) -> Overview:
    shown = [entry.record for entry in entries.values()]
    return overview(shown, [source.published for source in data.documents], data.name_of)


def _place(entries: Mapping[str, Entry], entry: TimelineEntry) -> tuple[str, int]:
    at = entries[entry.record.id]
    return f"#r-{at.anchor}", at.number


def _sheets(documents: Sequence[Source], numbers: Mapping[str, int], entries: Mapping[str, Entry]) -> Iterator[Sheet]:
    spans: dict[str, list[Span]] = {source.id: [] for source in documents}
    for entry in entries.values():
        if entry.document:
            spans[entry.record.doc].append(entry.span)
    counts = Counter(entry.record.doc for entry in entries.values())
    for source in documents:
        copy_of = getattr(source, "copy_of", None) or ""
        yield Sheet(
            number=numbers[source.id],
            source=source,
            title=source.title or source.id,
            copy_of=copy_of,
            original=numbers.get(copy_of, 0),
            entries=counts[source.id],
            blocks=blocks(source.text, source.passages, spans[source.id]),
        )
