"""Literal reports for the tests of web."""

from dataclasses import dataclass, replace

from lxml import html

from analysis.given import DOCUMENTS, MADRID, RECORDS
from dragoman.record import Address, Document, Passage, Problem
from dragoman.web.report import ReportData, render_report

NAMES = {"JPN": "Japan", "JPN/Fumio Kishida": "Fumio Kishida", "RUS": "Russia"}


@dataclass(frozen=True)
class Copy(Document):
    """A document that the dossier knows to be a copy."""

    copy_of: str = ""


def name_of(code: str) -> str:
    return NAMES.get(code, code)


def passages_of(text: str) -> tuple[Passage, ...]:
    """A passage a line; lines that invite to subscribe are boilerplate."""
    found, start = [], 0
    for line in text.split("\n"):
        role = "boilerplate" if line.startswith("Subscribe") else "content"
        found.append(Passage(start, start + len(line), role))
        start += len(line) + 1
    return tuple(found)


SHEETS = (
    replace(
        DOCUMENTS[0], passages=passages_of(MADRID), addresses=(Address("in/a.html", "", "https://example.org/a?b=1&c"),)
    ),
    DOCUMENTS[1],
    Copy("echo", "Leaders meet in Madrid", "An echo", copy_of="madrid"),
)
REPORT = ReportData(
    title="Japan and NATO",
    documents=SHEETS,
    records=RECORDS,
    problems=(Problem("in/broken.pdf", "the file is cut short", "fetch it again"),),
    name_of=name_of,
    generated_from={"Dragoman": "0.1.0"},
)


def page(data: ReportData = REPORT) -> html.HtmlElement:
    """The rendered report, parsed."""
    return html.document_fromstring(render_report(data))
