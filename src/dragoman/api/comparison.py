"""Two documents side by side, from a dossier or from files."""

from __future__ import annotations

import json
import os
import textwrap
from collections.abc import Iterator, Mapping, Sequence
from pathlib import Path
from typing import TYPE_CHECKING, Any, ClassVar

from dragoman.analysis.comparison import Aligned, Shift, compare, summary
from dragoman.analysis.table import markdown_escaped, one_line
from dragoman.api.answers import Listed
from dragoman.errors import DocumentError, UsageError
from dragoman.record import Document, Evidence, Problem
from dragoman.web.comparison import html_of_comparison, page_of_comparison

if TYPE_CHECKING:
    from dragoman.api.dossier import Dossier

_MARGIN = " " * 4
_SIGNS = {"kept": "=", "changed": "~", "added": "+", "dropped": "−"}


def compare_documents(dossier: Dossier, before: str, after: str) -> Comparison:
    """Two documents of a dossier, by their ids; raises UsageError where there is none of that id."""
    return compared(dossier.document(before), dossier.document(after))


def compare_files(before: str | os.PathLike[str], after: str | os.PathLike[str]) -> Comparison:
    """Two files of one document each, of any format that is read.

    Raises UsageError where there is no such file or it holds several documents, DocumentError where it cannot be read.
    """
    return compared(_only_document(Path(before)), _only_document(Path(after)))


def compared(before: Document, after: Document) -> Comparison:
    """Two documents that are at hand."""
    return Comparison(before, after, compare(before, after))


class Comparison(Listed[Aligned]):
    """The paragraphs of two documents in the order of the later one, and what became of each."""

    columns = (
        *("change", "moved", "direction", "likeness", "before", "after", "dropped", "added", "shifts"),
        *("before_start", "before_end", "after_start", "after_end"),
    )
    types: ClassVar[Mapping[str, str]] = {
        **dict.fromkeys(("dropped", "added", "shifts"), "list"),
        **dict.fromkeys(("before_start", "before_end", "after_start", "after_end"), "int"),
        "likeness": "float",
    }

    def __init__(self, before: Document, after: Document, found: Sequence[Aligned]) -> None:
        super().__init__(found)
        self.before = before
        self.after = after

    @property
    def summary(self) -> dict[str, int]:
        """How many paragraphs were kept, changed, added, dropped, moved; how much was strengthened, weakened."""
        return summary(self._items)

    def row(self, item: Aligned) -> dict[str, Any]:
        """One paragraph: both texts with their places, the words dropped and added, what was strengthened."""
        return {
            "change": item.change,
            "moved": "yes" if item.moved else "",
            "direction": item.direction,
            "likeness": item.likeness,
            "before": item.before.quote if item.before else None,
            "after": item.after.quote if item.after else None,
            "dropped": [s.evidence.quote.strip() for s in item.segments if s.change == "dropped"],
            "added": [s.evidence.quote.strip() for s in item.segments if s.change == "added"],
            "shifts": [_told(shift) for shift in item.shifts],
            "before_start": item.before.start if item.before else None,
            "before_end": item.before.end if item.before else None,
            "after_start": item.after.start if item.after else None,
            "after_end": item.after.end if item.after else None,
        }

    def json(self) -> str:
        """A JSON object: the two documents, the summary, and the paragraphs with their segments and shifts."""
        paragraphs = [
            {
                "change": item.change,
                "moved": item.moved,
                "direction": item.direction or None,
                "likeness": item.likeness,
                "before": _evidence(item.before),
                "after": _evidence(item.after),
                "segments": [{"change": s.change, **(_evidence(s.evidence) or {})} for s in item.segments],
                "shifts": [
                    {
                        "direction": shift.direction,
                        "scale": shift.scale,
                        "before": _evidence(shift.before),
                        "after": _evidence(shift.after),
                    }
                    for shift in item.shifts
                ],
            }
            for item in self
        ]
        value = {"before": _head(self.before), "after": _head(self.after), "summary": self.summary}
        return json.dumps({**value, "paragraphs": paragraphs}, ensure_ascii=False, indent=2) + "\n"

    def text(self, width: int = 100) -> str:
        """What is not the same, a paragraph a block: `[-dropped-]` and `{+added+}` words, and what they mean."""
        lines = [_named("−", self.before), _named("+", self.after), self._counts(), ""]
        kept = 0
        for item in (*self, None):
            if item is not None and item.change == "kept" and not item.moved:
                kept += 1
                continue
            if kept:
                lines += [f"= {kept} {'paragraph' if kept == 1 else 'paragraphs'} kept", ""]
                kept = 0
            if item is not None:
                lines += [line for part in _lines(item) for line in _wrapped(part, width)] + [""]
        return "\n".join(lines)

    def markdown(self) -> str:
        """A Markdown table: what became of each paragraph, ~~dropped~~ and **added** words, and what they mean."""
        lines = [f"## {markdown_escaped(_title(self.before))} – {markdown_escaped(_title(self.after))}", ""]
        lines += [f"{self._counts()}.", "", "| | Paragraph | |", "| --- | --- | --- |"]
        for item in self:
            shifts = "; ".join(markdown_escaped(_told(shift)) for shift in item.shifts)
            lines.append(f"| {item.change}{', moved' if item.moved else ''} | {_in_markdown(item)} | {shifts} |")
        return "\n".join(lines) + "\n"

    def html(self) -> str:
        """One HTML page that needs no network: both texts side by side, a paragraph a row."""
        return page_of_comparison(self.before, self.after, self._items)

    def _repr_html_(self) -> str:
        return html_of_comparison(self.before, self.after, self._items)

    def _counts(self) -> str:
        told = ", ".join(f"{count} {name}" for name, count in self.summary.items() if count)
        return f"Paragraphs: {told}" if told else "No paragraphs"


def _only_document(path: Path) -> Document:
    from dragoman.sources import read_file

    if not path.is_file():
        raise UsageError(f"there is no file {str(path)!r}")
    found: list[Document] = []
    problems: list[Problem] = []
    for result in read_file(path):
        if isinstance(result, Document):
            found.append(result)
        else:
            problems.append(result)
        if len(found) > 1:
            raise UsageError(f"{path}: it holds several documents; read it into a dossier and compare two of those")
    if not found:
        reason, remedy = (problems[0].reason, problems[0].remedy) if problems else ("it has no text", "")
        raise DocumentError(f"{path}: {reason}", remedy)
    return found[0]


def _lines(item: Aligned) -> Iterator[str]:
    yield f"{_SIGNS[item.change]} {item.change}{', moved' if item.moved else ''}" + (
        f", {item.direction}" if item.direction else ""
    )
    whole = item.after or item.before
    assert whole is not None
    yield _MARGIN + (_in_text(item) if item.change == "changed" else one_line(whole.quote))
    for shift in item.shifts:
        yield f"{_MARGIN}· {_told(shift)}"


def _in_text(item: Aligned) -> str:
    marks = {"kept": ("", ""), "dropped": ("[-", "-]"), "added": ("{+", "+}")}
    return " ".join(_marked(item, marks, one_line))


def _in_markdown(item: Aligned) -> str:
    if item.change in ("kept", "changed"):
        marks = {"kept": ("", ""), "dropped": ("~~", "~~"), "added": ("**", "**")}
        return " ".join(_marked(item, marks, markdown_escaped))
    mark = "**" if item.change == "added" else "~~"
    whole = item.after or item.before
    assert whole is not None
    return f"{mark}{markdown_escaped(whole.quote)}{mark}"


def _marked(item: Aligned, marks: Mapping[str, tuple[str, str]], safe: Any) -> Iterator[str]:
    for segment in item.segments:
        opening, closing = marks[segment.change]
        if told := safe(segment.evidence.quote):
            yield f"{opening}{told}{closing}"


def _told(shift: Shift) -> str:
    words = [f"“{one_line(e.quote)}”" if e else "–" for e in (shift.before, shift.after)]
    return f"{shift.direction}: {words[0]} → {words[1]}"


def _evidence(evidence: Evidence | None) -> dict[str, Any] | None:
    return {"start": evidence.start, "end": evidence.end, "quote": evidence.quote} if evidence else None


def _head(document: Document) -> dict[str, str]:
    return {
        "doc": document.id,
        "title": document.title,
        "publisher": document.publisher,
        "published": document.published,
    }


def _title(document: Document) -> str:
    return document.title or document.id


def _named(sign: str, document: Document) -> str:
    return one_line(f"{sign} {', '.join(filter(None, (document.published, document.publisher, _title(document))))}")


def _wrapped(line: str, width: int) -> list[str]:
    return textwrap.wrap(line, max(30, width), subsequent_indent=_MARGIN if line.startswith(_MARGIN) else "")
