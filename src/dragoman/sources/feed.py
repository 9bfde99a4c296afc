"""RSS and Atom: each item is a sheet; its own HTML is cleaned whole."""

from __future__ import annotations

import io
import re
from collections.abc import Iterator, Mapping
from pathlib import Path
from typing import Any

from dragoman.errors import DocumentError
from dragoman.record import Problem
from dragoman.sources.clean import folded
from dragoman.sources.encoding import reject_binary
from dragoman.sources.html import clean_fragment, looks_like_html
from dragoman.sources.sheet import Sheet, read_bytes, web_address

_FEED = re.compile(rb"<(?:\w+:)?(?:rss|feed|RDF)\b")
_ENTITY = re.compile(rb"<!ENTITY", re.IGNORECASE)


def read(path: Path) -> Iterator[Sheet | Problem]:
    """A sheet for each item of the feed; a Problem for each item without text, and one where the feed is broken off.

    Raises DocumentError where the file is no feed.
    """
    import feedparser

    data = read_bytes(path)
    reject_binary(data)
    if not _FEED.search(data[:5000]):
        raise DocumentError("it is XML of another kind than RSS or Atom", "Give the texts as HTML, text or JSON Lines.")
    if _ENTITY.search(data[:20_000]):
        raise DocumentError("it declares XML entities, which no feed needs", "Fetch the feed again from its publisher.")
    # As a stream: feedparser would take a short text for an address and fetch it.
    parsed = feedparser.parse(io.BytesIO(data), sanitize_html=False, resolve_relative_uris=False)
    publisher = folded(parsed.feed.get("title") or "")
    for number, entry in enumerate(parsed.entries, 1):
        yield _sheet(path, entry, publisher, str(number))
    harmless = (feedparser.CharacterEncodingOverride, feedparser.NonXMLContentType)
    if parsed.bozo and not isinstance(parsed.get("bozo_exception"), harmless):
        yield Problem(
            str(path),
            f"the feed is not well-formed XML: {folded(str(parsed.get('bozo_exception')))[:200]}; "
            f"{len(parsed.entries)} items were read",
            "Fetch it again; items after the fault may be missing.",
        )
    elif not parsed.entries:
        raise DocumentError("the feed has no items", "Remove it, or fetch it again.")


def _sheet(path: Path, entry: Mapping[str, Any], publisher: str, number: str) -> Sheet | Problem:
    title = _line(entry.get("title"))
    guid = folded(str(entry.get("id") or entry.get("link") or ""))[:500] or number
    text, passages = clean_fragment(_body(entry), title)
    if not text.strip():
        return Problem(str(path), "the item has neither title nor text", "Remove it, or fetch the feed again.", guid)
    return Sheet(
        text=text,
        passages=passages,
        format="feed",
        title=title,
        publisher=publisher,
        author=_line(entry.get("author")),
        url=web_address(entry.get("link")),
        published=str(entry.get("published") or entry.get("updated") or entry.get("created") or ""),
        published_by="feed",
        item=guid,
    )


def _line(value: object) -> str:
    """A title or name on one line; feeds put mark-up and doubly escaped signs into them."""
    text = value if isinstance(value, str) else ""
    if "<" in text or "&" in text:
        # The title is one line whatever its markup.
        text = " ".join(clean_fragment(text)[0].split("\n"))
    return folded(text)[:1000]


def _body(entry: Mapping[str, Any]) -> str:
    """The fullest telling: the longest of content and summary, as HTML."""
    bodies = [content.get("value") or "" for content in entry.get("content") or ()]
    body = max([*bodies, entry.get("summary") or ""], key=len)
    return body if looks_like_html(body) or "<" in body else body.replace("\n\n", "<p>")
