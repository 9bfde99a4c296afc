"""PDF by pdfium: the text of its pages, without their margins, joined to paragraphs."""

from __future__ import annotations

import re
from collections.abc import Iterator
from pathlib import Path
from typing import TYPE_CHECKING, Any

from dragoman.errors import DocumentError
from dragoman.sources.clean import folded
from dragoman.sources.pages import PageLine, paragraphs, without_margins
from dragoman.sources.passages import Block, compose
from dragoman.sources.roles import title_of
from dragoman.sources.sheet import LONGEST_TEXT, Sheet, read_bytes

if TYPE_CHECKING:
    import pypdfium2

#: More pages than any report; a hostile file can claim millions.
_MOST_PAGES = 5_000
#: What programs write as title when nobody gave one.
_NO_TITLE = re.compile(
    r"\A(?:untitled|microsoft word\b.*|document\d*|.*\.(?:docx?|pdf|indd|qxd|rtf|odt))\Z", re.IGNORECASE
)


def read(path: Path) -> Iterator[Sheet]:
    """The one sheet of a PDF file; raises DocumentError where it is encrypted, broken or has no text."""
    import pypdfium2 as pdfium

    try:
        document = pdfium.PdfDocument(read_bytes(path))
    except pdfium.PdfiumError as error:
        if "password" in str(error).lower():
            raise DocumentError(
                "the PDF is encrypted", "Save a copy without password: `qpdf --decrypt IN OUT`."
            ) from error
        raise DocumentError("it is no PDF that can be opened", "Fetch it again, or print it to PDF anew.") from error
    try:
        sheet = _sheet(document)
    finally:
        document.close()
    yield sheet


def _sheet(document: pypdfium2.PdfDocument) -> Sheet:
    pages = [_page_lines(document, number) for number in range(min(len(document), _MOST_PAGES))]
    text, passages = compose(Block(paragraph) for paragraph in paragraphs(without_margins(pages)))
    if not text.strip():
        remedy = "Run text recognition on it: `ocrmypdf IN OUT`."
        raise DocumentError("the PDF has no text: its pages are pictures", remedy)
    if len(text) > LONGEST_TEXT:
        raise DocumentError(f"its text is longer than {LONGEST_TEXT:,} characters", "Split it.")
    facts = {key: folded(value) for key, value in document.get_metadata_dict(skip_empty=True).items()}
    title = "" if _NO_TITLE.match(facts.get("Title", "")) else facts.get("Title", "")
    return Sheet(
        text=text,
        passages=passages,
        format="pdf",
        title=title or title_of(text, passages),
        author=facts.get("Author", ""),
        published=facts.get("CreationDate", "") or facts.get("ModDate", ""),
        is_file_date=True,
    )


def _page_lines(document: pypdfium2.PdfDocument, number: int) -> list[PageLine]:
    import pypdfium2 as pdfium

    try:
        page = document[number]
        text_page = page.get_textpage()
    except pdfium.PdfiumError:  # one broken page does not lose the others
        return []
    try:
        lines, at = [], 0
        for piece in re.split(r"(\r?\n)", text_page.get_text_range()):
            if piece.strip():
                lines.append(_placed(text_page, piece, at))
            at += len(piece)
        return lines
    except pdfium.PdfiumError:
        return []
    finally:
        text_page.close()
        page.close()


def _placed(text_page: Any, piece: str, at: int) -> PageLine:
    """The line with its place, told by the boxes of its first and last character."""
    import pypdfium2 as pdfium

    first = at + len(piece) - len(piece.lstrip())
    last = at + len(piece.rstrip()) - 1
    try:
        left, bottom, _, top = text_page.get_charbox(first, loose=True)
        right = text_page.get_charbox(last, loose=True)[2]
    except (pdfium.PdfiumError, IndexError, ValueError):
        return PageLine(piece.strip())
    return PageLine(piece.strip(), left, right, bottom, top - bottom)
