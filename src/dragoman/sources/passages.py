"""A clean text is split into passages: lines, paragraphs of hard-wrapped lines, or the blocks that markup told."""

from __future__ import annotations

import re
from collections.abc import Iterable, Sequence
from dataclasses import dataclass
from itertools import pairwise

from dragoman.record import Passage
from dragoman.sources.clean import folded
from dragoman.sources.roles import assign_roles

_LINE = re.compile(r"[^\n]+")
#: Lines of this many characters look hard-wrapped: mail, wire services and PDF exports wrap at 60 to 80.
_WRAP_SHORTEST, _WRAP_LONGEST = 45, 100
#: That many line ends in mid-sentence before a text counts as hard-wrapped: fewer may be a list or verse.
_WRAP_ENOUGH = 3


@dataclass(frozen=True, slots=True)
class Block:
    """A paragraph that markup told: its text on one line, and the role that the markup gives it, if any."""

    text: str
    role: str = ""


@dataclass(frozen=True, slots=True)
class _Line:
    start: int
    end: int
    indent: int
    #: Whether a blank line, or the beginning of the text, stands before it.
    after_blank: bool

    @property
    def length(self) -> int:
        return self.end - self.start


def passages_of_text(text: str, title: str = "") -> tuple[Passage, ...]:
    """The passages of plain text: each non-blank line, or each paragraph where the lines are hard-wrapped."""
    lines = _lines(text)
    spans = _wrapped_spans(text, lines) if _is_wrapped(text, lines) else [(line.start, line.end) for line in lines]
    return assign_roles(text, spans, title=title)


def compose(blocks: Iterable[Block], title: str = "") -> tuple[str, tuple[Passage, ...]]:
    """The clean text of `blocks`, with a blank line between them, and its passages.

    `title` becomes the first line where the blocks do not begin with it.
    """
    kept = [block for block in blocks if block.text.strip()]
    if title and not any(_same(title, block.text) for block in kept[:4]):
        kept.insert(0, Block(title, "headline"))
    text = "\n\n".join(block.text for block in kept)
    spans: list[tuple[int, int]] = []
    hints: list[str] = []
    at = 0
    for block in kept:
        spans.append((at, at + len(block.text)))
        hints.append(block.role)
        at += len(block.text) + 2
    return text, assign_roles(text, spans, hints, title)


def _same(title: str, text: str) -> bool:
    wanted, found = (re.sub(r"\W+", "", folded(part)).lower() for part in (title, text[: 2 * len(title) + 20]))
    return wanted == found


def _lines(text: str) -> list[_Line]:
    lines = []
    last_end = -1
    for match in _LINE.finditer(text):
        raw = match.group()
        stripped = raw.strip()
        if not stripped:
            continue
        indent = len(raw) - len(raw.lstrip())
        start = match.start() + indent
        lines.append(_Line(start, start + len(stripped), indent, last_end < 0 or text.count("\n", last_end, start) > 1))
        last_end = start + len(stripped)
    return lines


def _is_wrapped(text: str, lines: Sequence[_Line]) -> bool:
    """Whether most line ends within paragraphs fall in mid-sentence, at about the same column."""
    pairs = [(one, two) for one, two in pairwise(lines) if not two.after_blank]
    full = [(one, two) for one, two in pairs if _WRAP_SHORTEST <= one.length <= _WRAP_LONGEST]
    broken = sum(text[two.start].islower() and text[one.end - 1] not in ".!?" for one, two in full)
    # In running English three lines in four begin with a small letter; lists of names and places hardly ever do.
    return (
        broken >= _WRAP_ENOUGH
        and broken >= 0.4 * len(full)
        and len(full) >= 0.6 * len(pairs)
        and sum(line.length > _WRAP_LONGEST for line in lines) <= 0.1 * len(lines)
    )


def _wrapped_spans(text: str, lines: Sequence[_Line]) -> list[tuple[int, int]]:
    widths = sorted(line.length for line in lines)
    usual = widths[int(0.75 * (len(widths) - 1))]
    spans = [(lines[0].start, lines[0].end)]
    for before, line in pairwise(lines):
        if _continues(text, before, line, usual):
            spans[-1] = (spans[-1][0], line.end)
        else:
            spans.append((line.start, line.end))
    return spans


def _continues(text: str, before: _Line, line: _Line, usual: int) -> bool:
    """Whether `line` goes on with the paragraph that `before` belongs to."""
    if line.after_blank:
        return False
    if text[line.start].islower():
        return True
    new_indent = line.indent > before.indent + 1
    return not new_indent and before.length >= 0.7 * usual
