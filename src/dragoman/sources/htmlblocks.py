"""HTML becomes blocks: paragraphs, headings, captions and rows in order, each with the role its markup tells."""

from __future__ import annotations

import re
from dataclasses import dataclass, field

from lxml import etree, html  # type: ignore[import-untyped, unused-ignore]

from dragoman.sources.clean import folded, plain
from dragoman.sources.passages import Block
from dragoman.sources.patterns import Patterns, patterns, word_list

_SKIPPED = word_list("skipped_elements")
_BLOCKS = word_list("block_elements")
_TAG_ROLES = dict.fromkeys(("h1", "h2", "h3", "h4", "h5", "h6"), "headline") | {
    "figcaption": "caption",
    "caption": "caption",
    "nav": "boilerplate",
    "footer": "boilerplate",
    "aside": "boilerplate",
    "form": "boilerplate",
    "menu": "boilerplate",
}
_HIDDEN = re.compile(r"display\s*:\s*none|visibility\s*:\s*hidden", re.IGNORECASE)
#: Rows whose cells hold paragraphs are layout; a row of data is short.
_LONGEST_ROW = 400
_STARTS_LOWER = re.compile(r"\s*[a-zà-þ]")
_ENDS_OPEN = re.compile(r"[^.!?:;\s]\s*\Z")


@dataclass(frozen=True, slots=True)
class MarkedBlock(Block):
    """A block with what tells menus from prose: the share of its characters that are links, and where it stands."""

    links: float = 0.0
    #: Whether it stands in an element for navigation, forms, comments, advertising and the like.
    outside: bool = False


@dataclass(slots=True)
class _Walk:
    """The state of the walk through the tree."""

    look: Patterns
    blocks: list[MarkedBlock] = field(default_factory=list)
    parts: list[str] = field(default_factory=list)
    #: The roles told by the open elements, innermost last.
    roles: list[str] = field(default_factory=list)
    linked: int = 0
    link_depth: int = 0

    def add(self, text: str | None) -> None:
        if text:
            self.parts.append(text)
            if self.link_depth:
                self.linked += len(text.strip())

    def close(self) -> None:
        """The open line becomes a block, or several where line breaks divide it."""
        if not self.parts:
            return
        raw, linked = "".join(self.parts), self.linked
        self.parts, self.linked = [], 0
        for line in _split_breaks(raw):
            text = folded(line)
            if text:
                share = min(1.0, linked / max(1, len(raw.strip())))
                role = self.roles[-1] if self.roles else ""
                self.blocks.append(MarkedBlock(text, role, share, "boilerplate" in self.roles))


def parse(source: str, fragment: bool = False) -> html.HtmlElement | None:
    """The tree of an HTML page or fragment, None where nothing is in it. Broken markup is mended."""
    # Through bytes: lxml refuses text that declares an encoding of its own.
    data = plain(source).replace("\x00", " ").encode("utf-8", "replace")
    parser = html.HTMLParser(encoding="utf-8", remove_comments=True, remove_pis=True, huge_tree=False)
    try:
        if fragment:
            return html.document_fromstring(b"<html><body>" + data + b"</body></html>", parser=parser)
        return html.document_fromstring(data, parser=parser)
    except (etree.ParserError, etree.XMLSyntaxError, ValueError):
        return None


def blocks_of(tree: html.HtmlElement) -> list[MarkedBlock]:
    """The blocks of `tree` in reading order; scripts, styles, hidden elements and form controls are left out."""
    walk = _Walk(patterns())
    skipped: etree._Element | None = None
    opened: list[tuple[etree._Element, bool, bool]] = []
    for event, element in etree.iterwalk(tree, events=("start", "end")):
        tag = element.tag if isinstance(element.tag, str) else ""
        if event == "start":
            if skipped is not None:
                continue
            if not tag or tag in _SKIPPED or _is_hidden(element):
                skipped = element
                continue
            opened.append((element, *_open(walk, tag, element)))
        else:
            if skipped is not None:
                if element is skipped:
                    skipped = None
                    walk.add(element.tail)
                continue
            _, is_block, has_role = opened.pop()
            _close(walk, tag, is_block, has_role)
            if element is not tree:
                walk.add(element.tail)
    walk.close()
    return walk.blocks


def _open(walk: _Walk, tag: str, element: etree._Element) -> tuple[bool, bool]:
    is_block = tag in _BLOCKS and not _is_data_cell(tag, element)
    if is_block:
        walk.close()
    elif tag in ("td", "th"):
        walk.add(" | " if walk.parts else "")
    role = _role(tag, element, walk.look)
    # A caption within an aside stays a caption; a paragraph within it is no prose of the story.
    if is_block or role:
        if role and not is_block:
            is_block = tag not in ("a", "span", "time", "em", "strong", "b", "i")
            if is_block:
                walk.close()
        walk.roles.append(role if is_block and role else (walk.roles[-1] if walk.roles else ""))
    walk.link_depth += tag == "a"
    if tag == "br":
        walk.add("\n\x1f")
    walk.add(element.text)
    return is_block, is_block or bool(role)


def _close(walk: _Walk, tag: str, is_block: bool, has_role: bool) -> None:
    walk.link_depth -= tag == "a"
    if is_block:
        walk.close()
    if has_role:
        walk.roles.pop()


def _role(tag: str, element: etree._Element, look: Patterns) -> str:
    told = _TAG_ROLES.get(tag, "")
    if tag in ("html", "body", "main", "article") or (told and tag != "aside"):
        return told
    marks = f"{element.get('class') or ''} {element.get('id') or ''}".strip()
    # Pull quotes are often set as asides: the class knows better than the element.
    return (look.class_role(marks[:500]) if marks else "") or told


def _is_hidden(element: etree._Element) -> bool:
    return element.get("hidden") is not None or bool(_HIDDEN.search((element.get("style") or "")[:500]))


def _is_data_cell(tag: str, element: etree._Element) -> bool:
    """Whether a cell belongs to a row of data, which is read as one line, and not to a layout table."""
    if tag not in ("td", "th"):
        return False
    row = element.getparent()
    if row is None or row.tag != "tr" or len(row) < 2 or len(row) > 50:
        return False
    if any(child.tag in _BLOCKS for cell in row for child in cell):
        return False
    return sum(len(text) for text in row.itertext()) <= _LONGEST_ROW


def _split_breaks(raw: str) -> list[str]:
    """The lines that `<br>` divides; a sentence that is only wrapped by it stays whole."""
    lines: list[str] = []
    for piece in raw.split("\n\x1f"):
        wrapped = lines and _STARTS_LOWER.match(piece) and _ENDS_OPEN.search(lines[-1][-20:])
        if wrapped:
            lines[-1] += " " + piece
        else:
            lines.append(piece)
    return lines
