"""Markdown: the words without their marks, a paragraph a line; front matter told apart."""

from __future__ import annotations

import re
from collections.abc import Iterator
from dataclasses import replace
from pathlib import Path

from dragoman.sources.clean import folded, plain
from dragoman.sources.encoding import decode
from dragoman.sources.frontmatter import split_front_matter
from dragoman.sources.passages import Block, compose
from dragoman.sources.sheet import Sheet, read_bytes
from dragoman.sources.text import sheet_of_text

#: Longer lines are no rule and no heading, however they begin.
_LONGEST_MARK = 500
_HEADING = re.compile(r"\A {0,3}#{1,6}\s+(?P<text>.*?)(?:\s+#+)?\s*\Z")
_UNDERLINE = re.compile(r"\A {0,3}(?:=+|-{2,})\s*\Z")
_RULE = re.compile(r"\A {0,3}(?:(?:[-*_] ?){3,}|\|?[ :|-]+\|[ :|-]*)\s*\Z")
_FENCE = re.compile(r"\A {0,3}(?:```|~~~)")
_ITEM = re.compile(r"\A\s*(?:[-*+]|\d{1,3}[.)])\s+(?=\S)")
_QUOTE = re.compile(r"\A\s{0,3}(?:>\s?)+")
_TAG = re.compile(r"</?(?:br|p|div|span|em|strong|b|i|u|sup|sub|a|img|hr|center|small)\b[^<>]{0,300}/?>", re.IGNORECASE)
_IMAGE_LINE = re.compile(r"\A\s*!\[(?P<text>[^\]]*)\]\([^)]*\)\s*\Z")
#: Each is one pair of marks around words, which stay; in the order in which they are taken away.
_INLINE = tuple(
    (re.compile(source), kept)
    for source, kept in (
        (r"!\[([^\[\]\n]{0,1000})\]\([^()\n]*\)", r"\1"),
        (r"\[\^[^\]\s]{1,20}\]:?", ""),
        (r"(?<!!)\[([^\[\]\n]+)\]\((?:[^()\n]|\([^()\n]*\))*\)", r"\1"),
        (r"(?<!!)\[([^\[\]\n]+)\]\[[^\[\]\n]*\]", r"\1"),
        (r"<(https?://[^<>\s]+)>", r"\1"),
        (r"(?<![\w*\\])\*{1,3}(?=\S)([^*\n]+?)(?<=\S)\*{1,3}(?!\w)", r"\1"),
        (r"(?<![\w\\])_{1,3}(?=\S)([^_\n]+?)(?<=\S)_{1,3}(?!\w)", r"\1"),
        (r"~~(?=\S)([^~\n]+?)~~", r"\1"),
        (r"`{1,3}([^`\n]+)`{1,3}", r"\1"),
        (r"\\([\\`*_{}\[\]()#+\-.!>~|])", r"\1"),
    )
)


def read(path: Path) -> Iterator[Sheet]:
    """The one sheet of a Markdown file; raises DocumentError where it is empty or binary."""
    front, body = split_front_matter(plain(decode(read_bytes(path))))
    text, passages = compose(blocks_of_markdown(body))
    yield replace(sheet_of_text(text, front, "markdown"), text=text, passages=passages)


def blocks_of_markdown(source: str) -> list[Block]:
    """Headings, paragraphs, items and captions of a Markdown text, each on one line; fenced code is boilerplate."""
    blocks: list[Block] = []
    open_lines: list[str] = []

    def close() -> None:
        _add(blocks, " ".join(open_lines))
        open_lines.clear()

    fenced = False
    for line in _without_comments(source).split("\n"):
        if _FENCE.match(line):
            close()
            fenced = not fenced
        elif fenced:
            _add(blocks, line, "boilerplate")
        elif _UNDERLINE.match(line) and open_lines:
            _add(blocks, " ".join(open_lines), "headline")
            open_lines.clear()
        elif not line.strip() or _RULE.match(line[:_LONGEST_MARK]):
            close()
        elif len(line) <= _LONGEST_MARK and ((heading := _HEADING.match(line)) or (heading := _IMAGE_LINE.match(line))):
            close()
            _add(blocks, heading["text"], "caption" if heading.re is _IMAGE_LINE else "headline")
        else:
            if _ITEM.match(_QUOTE.sub("", line)) or line.lstrip().startswith("|"):
                close()
            open_lines.append(_ITEM.sub("", _QUOTE.sub("", line)))
            # Two spaces or a backslash at the end of a line, and the rows of tables, end it.
            if line.endswith(("  ", "\\")) or line.rstrip().endswith("|"):
                close()
    close()
    return blocks


def _without_comments(source: str) -> str:
    parts = source.split("<!--")
    return parts[0] + "".join(part.partition("-->")[2] if "-->" in part else "<!--" + part for part in parts[1:])


def _add(blocks: list[Block], text: str, role: str = "") -> None:
    words = _inline(text).strip(" |\\")
    if words:
        blocks.append(Block(words, role))


def _inline(text: str) -> str:
    text = _TAG.sub(" ", text) if "<" in text else text
    for pattern, kept in _INLINE:
        text = pattern.sub(kept, text)
    return folded(text)
