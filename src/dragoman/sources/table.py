"""JSON Lines, JSON and CSV: each row is a sheet, by columns named text, html, body or content, title, published, ..."""

from __future__ import annotations

import codecs
import csv
import gzip
import io
import json
import zlib
from collections.abc import Iterable, Iterator, Mapping
from contextlib import contextmanager
from dataclasses import replace
from pathlib import Path
from typing import IO, Any

from dragoman.errors import DocumentError
from dragoman.record import Problem
from dragoman.sources.clean import folded, plain
from dragoman.sources.encoding import decode, reject_binary
from dragoman.sources.html import clean_fragment, is_whole_page, looks_like_html, sheet_of_page
from dragoman.sources.passages import passages_of_text
from dragoman.sources.sheet import Sheet, read_bytes, web_address

_BODIES = ("text", "html", "body", "content")
_COLUMNS = {
    "title": ("title", "headline"),
    "publisher": ("publisher", "source"),
    "author": ("author", "authors", "byline"),
    "published": ("published", "date", "published_at", "publication_date"),
    "url": ("url", "link"),
    "given_id": ("id", "doc"),
}
#: A row is one document; a longer line is a file without line ends, or hostile.
_LONGEST_ROW = 20_000_000

_Row = tuple[int, Mapping[str, Any] | str]


def read_json_lines(path: Path) -> Iterator[Sheet | Problem]:
    """A sheet for each line of a `.jsonl` or `.jsonl.gz` file; a Problem with its number for a broken one."""
    with _opened(path) as stream:
        yield from _sheets(path, _json_rows(stream), "jsonl")


def read_json(path: Path) -> Iterator[Sheet | Problem]:
    """A sheet for each object of a `.json` file that holds one object or a list of them."""
    with _opened(path) as stream:
        data = stream.read(_LONGEST_ROW + 1)
    if len(data) > _LONGEST_ROW:
        raise DocumentError("it is larger than 20 MB", "Save it as JSON Lines, one object a line.")
    try:
        value = json.loads(decode(data))
    except (ValueError, RecursionError) as error:
        raise DocumentError(
            f"it is no JSON: {_short(error)}", "Correct it; `python -m json.tool` shows where."
        ) from error
    rows = value if isinstance(value, list) else [value]
    numbered = ((n, row if isinstance(row, dict) else "it is no JSON object") for n, row in enumerate(rows, 1))
    yield from _sheets(path, numbered, "json")


def read_csv(path: Path) -> Iterator[Sheet | Problem]:
    """A sheet for each row of a CSV or TSV file with a header line. Raises DocumentError where no column holds text."""
    with _opened(path) as stream:
        lines = (decode(line) for _, line in _lines(stream, keep_long=True) if line is not None)
        # The first line decides; a file in another encoding than UTF-8 is decoded line by line.
        header = next(lines, "")
        delimiter = max(",;\t|", key=header.count)
        names = [folded(name).lower() for name in next(csv.reader([header], delimiter=delimiter), [])]
        if not set(names) & set(_BODIES):
            raise DocumentError(
                "it has no column named text, html, body or content",
                "Name the column that holds the text in the first line.",
            )
        yield from _sheets(path, _csv_rows(lines, names, delimiter), "csv")


def _csv_rows(lines: Iterator[str], names: list[str], delimiter: str) -> Iterator[_Row]:
    csv.field_size_limit(_LONGEST_ROW)
    reader = csv.reader((line.replace("\x00", " ") for line in lines), delimiter=delimiter)
    while True:
        # The header is line 1; a row is known by the line on which it begins.
        number = reader.line_num + 2
        try:
            cells = next(reader)
        except StopIteration:
            return
        except csv.Error as error:
            yield number, f"the row cannot be read: {_short(error)}"
            continue
        if any(cell.strip() for cell in cells):
            yield number, dict(zip(names, cells, strict=False))


def _json_rows(stream: IO[bytes]) -> Iterator[_Row]:
    for number, line in _lines(stream):
        if line is None:
            yield number, f"the line is longer than {_LONGEST_ROW // 1_000_000} MB"
        elif line.strip():
            yield number, _json_row(line)


def _json_row(line: bytes) -> Mapping[str, Any] | str:
    try:
        value = json.loads(decode(line), strict=False)
    except (ValueError, RecursionError) as error:
        return f"the line is no JSON: {_short(error)}"
    except DocumentError as error:
        return f"the line is no JSON: {error.reason}"
    return (
        {str(k).strip().lower(): v for k, v in value.items()}
        if isinstance(value, dict)
        else "the line is no JSON object"
    )


def _sheets(path: Path, rows: Iterable[_Row], format: str) -> Iterator[Sheet | Problem]:
    """The sheets of rows that are read one by one, so that memory stays flat."""
    number = 0
    try:
        for number, row in rows:
            if isinstance(row, str):
                yield Problem(str(path), row, "Correct this line; the others have been read.", str(number))
                continue
            try:
                yield _sheet(row, format, str(number))
            except DocumentError as error:
                yield Problem(str(path), error.reason, error.remedy, str(number))
    except (OSError, EOFError, zlib.error, DocumentError) as error:
        reason = f"it breaks off after line {number}: {_short(error)}"
        if not number:
            raise (
                error if isinstance(error, DocumentError) else DocumentError(_short(error), "Fetch it again.")
            ) from error
        yield Problem(str(path), reason, "Fetch it again; what stands before has been read.", str(number))
    if not number:
        raise DocumentError("it holds no rows", "Remove it, or fetch it again.")


def _sheet(row: Mapping[str, Any], format: str, number: str) -> Sheet:
    told = {name: _cell(row, columns) for name, columns in _COLUMNS.items()}
    told["url"] = web_address(told["url"])
    column, body = next(((c, v) for c in _BODIES if (v := _text(row.get(c))).strip()), ("", ""))
    if not body:
        raise DocumentError("the row has no text", "Fill one of the columns text, html, body or content.")
    if column == "html" and is_whole_page(body):
        page = sheet_of_page(body)
        own: dict[str, Any] = {name: value for name, value in told.items() if value}
        by = "column" if told["published"] else page.published_by
        return replace(page, format=format, item=number, published_by=by, **own)
    if column == "html" or (column != "text" and looks_like_html(body)):
        text, passages = clean_fragment(body, told["title"])
    else:
        text = plain(body)
        passages = passages_of_text(text, told["title"])
    if not text.strip():
        raise DocumentError("the row has no text, only markup", "Fill one of the columns text, html, body or content.")
    return Sheet(
        text=text,
        passages=passages,
        format=format,
        title=told["title"],
        publisher=told["publisher"],
        author=told["author"],
        url=told["url"],
        published=told["published"],
        published_by="column",
        given_id=told["given_id"],
        item=number,
    )


def _cell(row: Mapping[str, Any], columns: tuple[str, ...]) -> str:
    return next((folded(text)[:2000] for name in columns if (text := _text(row.get(name))).strip()), "")


def _text(value: object) -> str:
    """A cell as text: lists of authors are joined, objects are known by their `name`."""
    if isinstance(value, list):
        return (
            ", ".join(filter(None, map(_text, value[:50]))) if not any(isinstance(v, list) for v in value[:50]) else ""
        )
    if isinstance(value, dict):
        return _text(value.get("name")) if isinstance(value.get("name"), str) else ""
    return "" if value is None or isinstance(value, bool) else str(value)


def _lines(stream: IO[bytes], keep_long: bool = False) -> Iterator[tuple[int, bytes | None]]:
    """The numbered lines of a stream; None for one that is too long, whose rest is passed over."""
    number = 0
    while line := stream.readline(_LONGEST_ROW):
        number += 1
        if number == 1:
            reject_binary(line)
        whole = line.endswith(b"\n") or len(line) < _LONGEST_ROW
        while not whole and (more := stream.readline(_LONGEST_ROW)):
            whole = more.endswith(b"\n")
            line = b""
        yield number, line if line or keep_long else None


@contextmanager
def _opened(path: Path) -> Iterator[IO[bytes]]:
    try:
        raw = path.open("rb")
    except OSError as error:
        raise DocumentError(f"it cannot be opened: {error.strerror}", "Check the path and the permissions.") from error
    with raw:
        start = raw.read(2)
        is_zipped = start == b"\x1f\x8b"
        raw.seek(0)
        if start in (codecs.BOM_UTF16_LE, codecs.BOM_UTF16_BE):
            # As spreadsheets export `Unicode text`: lines can be told apart only when all of it is decoded.
            yield io.BytesIO(decode(read_bytes(path)).encode("utf-8", "replace"))
            return
        if is_zipped:
            with gzip.GzipFile(fileobj=raw) as unzipped:
                yield io.BufferedReader(unzipped)
        else:
            yield raw


def _short(error: Exception) -> str:
    return " ".join(str(error).split())[:200] or type(error).__name__
