"""A table of plain cells, and its forms: aligned text, Markdown, CSV, JSON."""

from __future__ import annotations

import csv
import io
import json
import re
import textwrap
from collections.abc import Sequence
from dataclasses import dataclass, replace

from dragoman.record import Record

#: A spreadsheet would run a cell that begins so.
_FORMULA = ("=", "+", "-", "@", "\t", "\r")
_CONTROL = re.compile(r"[\x00-\x1f\x7f-\x9f\u2028\u2029\ud800-\udfff]+")
_MARKDOWN = re.compile(r"([\\`*_\[\]|<>#~&])")
_NARROWEST = 8
#: Columns that keep more of their width when a table must be made narrower: sentences need it, dates must not break.
_WEIGHTS = {"what": 2.5, "when": 1.6, "due": 1.6, "status": 1.5}


@dataclass(frozen=True, slots=True)
class Column:
    """One column: its key in JSON and CSV, and its heading for readers."""

    key: str
    heading: str


@dataclass(frozen=True, slots=True)
class Table:
    """Rows of text under named columns; `records[i]` is the record that row `i` shows."""

    name: str
    title: str
    columns: tuple[Column, ...]
    rows: tuple[tuple[str, ...], ...]
    records: tuple[Record, ...] = ()


def one_line(text: str) -> str:
    """`text` without line breaks and control characters, so that it cannot steer a terminal or break a row."""
    return " ".join(_CONTROL.sub(" ", text).split())


def markdown_escaped(text: str) -> str:
    """`text` on one line, with every character that Markdown or HTML would act on escaped."""
    return _MARKDOWN.sub(r"\\\1", one_line(text))


def as_text(table: Table, width: int = 100) -> str:
    """The table in aligned columns that together take at most `width` characters where that can be; cells wrap."""
    if not table.rows:
        return f"{table.title}: none\n"
    table = _without_empty_columns(table)
    headings = [column.heading for column in table.columns]
    rows = [[one_line(cell) for cell in row] for row in table.rows]
    natural = [max(map(len, column)) for column in zip(headings, *rows, strict=True)]
    widths = _fitted(natural, [_WEIGHTS.get(column.key, 1) for column in table.columns], width)
    lines = [table.title, "", *_wrapped(headings, widths), "  ".join("─" * w for w in widths)]
    for row in rows:
        lines += _wrapped(row, widths)
    return "\n".join(line.rstrip() for line in lines) + "\n"


def as_markdown(table: Table) -> str:
    """The table under a heading, in Markdown."""
    table = _without_empty_columns(table)
    head = [markdown_escaped(column.heading) for column in table.columns]
    lines = [f"## {markdown_escaped(table.title)}", ""]
    if not table.rows:
        return "\n".join([*lines, "None.", ""])
    lines += [_piped(head), _piped(["---"] * len(head))]
    lines += [_piped([markdown_escaped(cell) for cell in row]) for row in table.rows]
    return "\n".join(lines) + "\n"


def as_csv(table: Table) -> str:
    """The table as CSV under its keys, with `id`, `doc` and `quote` of each record behind; formulas are neutralised."""
    out = io.StringIO()
    writer = csv.writer(out, lineterminator="\n")
    writer.writerow([*(column.key for column in table.columns), *(["id", "doc", "quote"] if table.records else [])])
    for index, row in enumerate(table.rows):
        record = table.records[index] if table.records else None
        behind = [record.id, record.doc, record.evidence.quote] if record else []
        writer.writerow([spreadsheet_safe(cell) for cell in (*row, *behind)])
    return out.getvalue()


def as_json(table: Table) -> str:
    """The table as a JSON object: `ledger`, `columns`, and `rows` of key and cell with the whole record beside them."""
    keys = [column.key for column in table.columns]
    rows = []
    for index, row in enumerate(table.rows):
        beside = {"record": table.records[index].to_json()} if table.records else {}
        rows.append({**dict(zip(keys, row, strict=True)), **beside})
    columns = {column.key: column.heading for column in table.columns}
    value = {"ledger": table.name, "title": table.title, "columns": columns, "rows": rows}
    return json.dumps(value, ensure_ascii=False, indent=2) + "\n"


def spreadsheet_safe(cell: str) -> str:
    """`cell`, with an apostrophe before it where a spreadsheet would read it as a formula."""
    return f"'{cell}" if cell.startswith(_FORMULA) else cell


def _fitted(natural: Sequence[int], weights: Sequence[float], width: int) -> list[int]:
    """Column widths that sum to `width` with two blanks between: what is widest for its weight gives way first."""
    widths = [min(max(1, n), width) for n in natural]
    surplus = sum(widths) - (width - 2 * (len(widths) - 1))
    while surplus > 0 and max(widths) > _NARROWEST:
        widest = max((i for i, w in enumerate(widths) if w > _NARROWEST), key=lambda i: widths[i] / weights[i])
        widths[widest] -= 1
        surplus -= 1
    return widths


def _without_empty_columns(table: Table) -> Table:
    """The table without columns that say nothing, for readers; data keep every column."""
    kept = [i for i in range(len(table.columns)) if not table.rows or any(row[i] for row in table.rows)]
    rows = tuple(tuple(row[i] for i in kept) for row in table.rows)
    return replace(table, columns=tuple(table.columns[i] for i in kept), rows=rows)


def _wrapped(cells: Sequence[str], widths: Sequence[int]) -> list[str]:
    """The lines of one row, each cell wrapped within its column."""
    columns = [textwrap.wrap(cell, width) or [""] for cell, width in zip(cells, widths, strict=True)]
    height = max(map(len, columns))
    padded = [column + [""] * (height - len(column)) for column in columns]
    return [
        "  ".join(part.ljust(w) for part, w in zip(line, widths, strict=True)) for line in zip(*padded, strict=True)
    ]


def _piped(cells: Sequence[str]) -> str:
    return f"| {' | '.join(cells)} |"
