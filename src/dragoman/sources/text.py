"""Plain text: kept to the letter; lines or hard-wrapped paragraphs become passages."""

from __future__ import annotations

from collections.abc import Iterator
from pathlib import Path

from dragoman.sources.clean import plain
from dragoman.sources.encoding import decode
from dragoman.sources.frontmatter import split_front_matter
from dragoman.sources.passages import passages_of_text
from dragoman.sources.roles import title_of
from dragoman.sources.sheet import Sheet, read_bytes, web_address


def read(path: Path) -> Iterator[Sheet]:
    """The one sheet of a text file; raises DocumentError where it is empty or binary."""
    front, text = split_front_matter(plain(decode(read_bytes(path))))
    yield sheet_of_text(text, front, "text")


def sheet_of_text(text: str, told: dict[str, str], format: str) -> Sheet:
    """The sheet of a plain text with what its front matter tells."""
    passages = passages_of_text(text, told.get("title", ""))
    return Sheet(
        text=text,
        passages=passages,
        format=format,
        title=told.get("title") or title_of(text, passages),
        publisher=told.get("publisher", ""),
        author=told.get("author", ""),
        url=web_address(told.get("url", "")),
        published=told.get("published", ""),
        published_by="front matter",
    )
