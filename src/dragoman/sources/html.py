"""HTML: whole pages, whose main text trafilatura finds, and fragments, which are kept whole."""

from __future__ import annotations

import re
from collections.abc import Iterator, Sequence
from pathlib import Path

from dragoman.errors import DocumentError
from dragoman.record import Passage
from dragoman.sources.clean import folded
from dragoman.sources.encoding import declared_charset, decode
from dragoman.sources.htmlblocks import MarkedBlock, blocks_of, parse
from dragoman.sources.htmlmeta import facts_of
from dragoman.sources.passages import Block, compose
from dragoman.sources.sheet import LONGEST_TEXT, Sheet, read_bytes

_WHOLE_PAGE = re.compile(r"<(?:!doctype\s+html|html|head|body)\b", re.IGNORECASE)
_MARKUP = re.compile(r"</?(?:p|div|br|span|a|ul|ol|li|h[1-6]|strong|em|b|i|table|blockquote)\b[^<>]*>", re.IGNORECASE)
#: More than half of a menu or list of links is links; prose with many references stays below.
_MENU_LINKS = 0.6
#: Blocks of fewer characters are kept between kept ones without being looked for in the main text.
_SHORT = 40
#: Trafilatura's search is not worth its time below this many characters of markup, nor safe above the upper number.
_SMALLEST_PAGE, _LARGEST_PAGE = 1_500, 5_000_000


def read(path: Path) -> Iterator[Sheet]:
    """The one sheet of an HTML file; raises DocumentError where it is empty, binary or without text."""
    data = read_bytes(path)
    yield sheet_of_page(decode(data, declared_charset(data)))


def sheet_of_page(source: str) -> Sheet:
    """The sheet of a page with its metadata; a fragment is kept whole. Raises DocumentError where it has no text."""
    if not is_whole_page(source):
        text, passages = clean_fragment(source)
        title = text[passages[0].start : passages[0].end] if passages and passages[0].role == "headline" else ""
        return Sheet(text=_with_text(text), passages=passages, format="html", title=title)
    tree = parse(source)
    if tree is None:
        raise DocumentError("it holds no HTML element", "Check that the page was saved whole.")
    facts = facts_of(tree, source)
    text, passages = compose(_main_blocks(source, blocks_of(tree)), facts.title)
    return Sheet(
        text=_with_text(text if text != facts.title else ""),
        passages=passages,
        format="html",
        title=facts.title,
        publisher=facts.publisher,
        author=facts.author,
        url=facts.url,
        published=facts.published,
    )


def clean_fragment(source: str, title: str = "") -> tuple[str, tuple[Passage, ...]]:
    """The clean text of an HTML fragment, all of its paragraphs, below `title`; and its passages."""
    tree = parse(source, fragment=True)
    return compose(blocks_of(tree) if tree is not None else [], title)


def is_whole_page(source: str) -> bool:
    """Whether `source` is a page with head and body and not only a stretch of markup."""
    return bool(_WHOLE_PAGE.search(source[:5000]))


def looks_like_html(source: str) -> bool:
    """Whether `source` holds paired tags such as `<p>`, and not only a sign for `less than`."""
    return len(_MARKUP.findall(source[:20_000])) >= 2


def _with_text(text: str) -> str:
    if not text.strip():
        raise DocumentError(
            "it has no text, only markup", "If a script fills the page, save it from a browser or print it to PDF."
        )
    if len(text) > LONGEST_TEXT:
        raise DocumentError(f"its text is longer than {LONGEST_TEXT:,} characters", "Split it.")
    return text


def _main_blocks(source: str, blocks: Sequence[MarkedBlock]) -> list[Block]:
    """The blocks of the story: those that trafilatura keeps, with headings and captions between them."""
    main = _main_text(source)
    kept = {i for i, block in enumerate(blocks) if _is_in(block.text, main)}
    # Where trafilatura finds next to nothing of a page full of prose, prose is what stands outside menus.
    if sum(len(blocks[i].text) for i in kept) < 0.3 * sum(len(b.text) for b in blocks if _is_prose(b)):
        kept = {i for i, block in enumerate(blocks) if _is_prose(block)}
    if not kept:
        return [block for block in blocks if not block.outside] or list(blocks)
    first, last = min(kept), max(kept)
    return [
        block
        for i, block in enumerate(blocks)
        if i in kept
        or (first < i < last and not block.outside and block.links < _MENU_LINKS)
        or _is_heading_of(blocks, i, first)
    ]


def _is_prose(block: MarkedBlock) -> bool:
    return len(block.text) >= 80 and not block.outside and block.links < _MENU_LINKS


def _is_heading_of(blocks: Sequence[MarkedBlock], index: int, first: int) -> bool:
    """Whether a block just above the first kept one is the title, byline, date or caption of the story."""
    block = blocks[index]
    return (
        first - 8 <= index < first and not block.outside and block.role in ("headline", "byline", "dateline", "caption")
    )


def _main_text(source: str) -> str:
    if not _SMALLEST_PAGE <= len(source) <= _LARGEST_PAGE:
        return ""
    from trafilatura import extract

    try:
        return _letters(extract(source, include_comments=False, include_tables=True, fast=True) or "")
    except Exception:  # trafilatura raises what lxml and re raise on broken pages; the walk above has read this one
        return ""


def _is_in(text: str, main: str) -> bool:
    wanted = _letters(text)
    return len(wanted) >= _SHORT and wanted in main


def _letters(text: str) -> str:
    return re.sub(r"\W+", "", folded(text))
