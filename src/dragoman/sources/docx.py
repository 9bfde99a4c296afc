"""Word documents by python-docx: paragraphs, headings, captions and the rows of tables."""

from __future__ import annotations

import io
import zipfile
from collections.abc import Iterator
from pathlib import Path
from typing import Any

from dragoman.errors import DocumentError
from dragoman.sources.clean import folded
from dragoman.sources.passages import Block, compose
from dragoman.sources.sheet import LONGEST_TEXT, Sheet, read_bytes

#: Unpacked, the parts of an honest report stay far below: what is more is a zip bomb.
_LARGEST_UNPACKED = 150_000_000
_MOST_PARTS = 20_000
#: python-docx's own template names itself here, with the day of its making: neither says anything of the document.
_TEMPLATE_AUTHOR = "python-docx"
_OLE = b"\xd0\xcf\x11\xe0"


def read(path: Path) -> Iterator[Sheet]:
    """The one sheet of a Word file; raises DocumentError where it is encrypted, broken, a zip bomb or without text."""
    data = read_bytes(path)
    _check(data)
    import docx

    try:
        document = docx.Document(io.BytesIO(data))
        blocks = list(_blocks(document))
        facts = document.core_properties
        told = {name: _property(facts, name) for name in ("title", "author", "modified", "created")}
    except Exception as error:  # python-docx raises KeyError, ValueError, lxml and zip errors for broken files alike
        reason = " ".join(str(error).split())[:200]
        raise DocumentError(
            f"it is no Word document that can be opened: {reason}", "Save it again from Word."
        ) from error
    if told["author"] == _TEMPLATE_AUTHOR:
        told = dict.fromkeys(told, "")
    if not blocks:
        raise DocumentError("the Word document has no text", "If its pages are pictures, run text recognition on them.")
    headings = [block.text for block in blocks if block.role == "headline"]
    text, passages = compose(blocks, told["title"])
    if len(text) > LONGEST_TEXT:
        raise DocumentError(f"its text is longer than {LONGEST_TEXT:,} characters", "Split it.")
    yield Sheet(
        text=text,
        passages=passages,
        format="docx",
        title=told["title"] or (headings[0] if headings else ""),
        author=told["author"],
        published=told["modified"] or told["created"],
        is_file_date=True,
    )


def _check(data: bytes) -> None:
    if data.startswith(_OLE):
        raise DocumentError("it is encrypted or an old `.doc`", "Save it as `.docx` without password.")
    try:
        with zipfile.ZipFile(io.BytesIO(data)) as archive:
            parts = archive.infolist()
    except (zipfile.BadZipFile, ValueError, NotImplementedError, EOFError, OSError) as error:
        raise DocumentError("it is no Word document: its archive is broken", "Fetch it again.") from error
    size = sum(part.file_size for part in parts)
    if size > _LARGEST_UNPACKED or len(parts) > _MOST_PARTS:
        reason = f"unpacked it would have {size // 1_000_000} MB in {len(parts)} parts"
        raise DocumentError(reason, "Save it without pictures, or as text.")


def _blocks(document: Any) -> Iterator[Block]:
    from docx.table import Table

    for part in document.iter_inner_content():
        if isinstance(part, Table):
            yield from _rows(part)
        elif text := folded(part.text):
            yield Block(text, _role(part.style.name if part.style is not None else ""))


def _rows(table: Any) -> Iterator[Block]:
    for row in table.rows:
        # A merged cell is told once for each column that it spans.
        cells = list(dict.fromkeys(text for cell in row.cells if (text := folded(cell.text))))
        if cells:
            yield Block(" | ".join(cells))


def _role(style: str | None) -> str:
    name = (style or "").lower()
    if name.startswith(("heading", "title")):
        return "headline"
    return "caption" if name.startswith("caption") else ""


def _property(facts: Any, name: str) -> str:
    try:
        value = getattr(facts, name)
    except (ValueError, KeyError, AttributeError):
        return ""
    return folded(str(value or ""))
