"""Answers about documents: which were read, what could not be, where words stand."""

from __future__ import annotations

import textwrap
from collections.abc import Mapping
from typing import TYPE_CHECKING, Any, ClassVar

from dragoman.analysis.table import one_line
from dragoman.api.answers import Listed
from dragoman.record import Problem

if TYPE_CHECKING:
    from dragoman.dossier.search import Hit


class Documents(Listed[dict[str, Any]]):
    """The documents that were read, a dict each, by day of publication and id."""

    columns = (
        *("id", "title", "publisher", "published", "published_by", "author", "format", "n_words", "n_records"),
        *("copy_of", "content_hash"),
    )
    types: ClassVar[Mapping[str, str]] = {"n_words": "int", "n_records": "int", "published": "date"}
    read_columns = ("published", "title", "publisher", "n_words", "n_records", "copy_of", "id")

    def row(self, item: dict[str, Any]) -> dict[str, Any]:
        """The document's own columns; `published` is a date, `copy_of` the id of the document it nearly repeats."""
        return {column: item[column] for column in self.columns}


class Problems(Listed[Problem]):
    """What could not be read, or only in part: where, why, and what can be done."""

    columns = ("path", "item", "reason", "remedy")

    def row(self, item: Problem) -> dict[str, Any]:
        """The problem's fields."""
        return {column: getattr(item, column) for column in self.columns}

    def text(self, width: int = 100) -> str:
        """One paragraph a problem: the file (and item within it), the reason, the remedy."""
        if not self:
            return "No problems.\n"
        lines: list[str] = []
        for problem in self:
            place = " ".join(filter(None, (problem.path, problem.item and f"({problem.item})")))
            told = ". ".join(part.rstrip(".") for part in (problem.reason, problem.remedy) if part)
            lines += [one_line(place), *_indented(f"{told}.", width)]
        return "\n".join(lines) + "\n"


class Hits(Listed["Hit"]):
    """The documents or records that hold the words, best first, each with the stretch of text that shows them."""

    columns = ("doc", "title", "published", "score", "start", "end", "quote", "record")
    types: ClassVar[Mapping[str, str]] = {"score": "float", "start": "int", "end": "int"}

    def row(self, item: Hit) -> dict[str, Any]:
        """The hit's fields; `record` is empty where documents were searched."""
        return {column: getattr(item, column) for column in self.columns}

    def text(self, width: int = 100) -> str:
        """One paragraph a hit: the document, its day and id, and the words in their context."""
        if not self:
            return "Nothing found.\n"
        lines: list[str] = []
        for hit in self:
            name = ", ".join(filter(None, (hit.title or hit.doc, hit.published, hit.record or hit.doc)))
            lines += [*textwrap.wrap(one_line(name), max(20, width)), *_indented(f"… {hit.quote} …", width), ""]
        return "\n".join(lines)


def _indented(text: str, width: int) -> list[str]:
    margin = "    "
    return [margin + line for line in textwrap.wrap(one_line(text), max(20, width - len(margin)))]
