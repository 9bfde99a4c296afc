"""A document's text cut into blocks and segments, so that every record's words can be marked, overlapping or not."""

from __future__ import annotations

import re
from collections import defaultdict
from collections.abc import Iterator, Sequence
from dataclasses import dataclass
from itertools import pairwise

from dragoman.record import Passage

#: Start, end and role of what becomes a block.
_Piece = tuple[int, int, str]
_LINE = re.compile(r"[^\n]+")


@dataclass(frozen=True, slots=True)
class Span:
    """The words that prove one record: where they stand, and how the page names the record."""

    start: int
    end: int
    number: int
    anchor: str
    family: str


@dataclass(frozen=True, slots=True)
class Segment:
    """A stretch of text inside one block over which the same records hold."""

    text: str
    #: All records whose words these are.
    spans: tuple[Span, ...] = ()
    #: Those whose words begin here, the longest first: each is given its own mark.
    begins: tuple[Span, ...] = ()
    #: Those whose words end here: the way back to the record stands behind them.
    ends: tuple[Span, ...] = ()

    @property
    def family(self) -> str:
        """The family of the narrowest span, which is the most telling one."""
        return min(self.spans, key=lambda span: span.end - span.start).family


@dataclass(frozen=True, slots=True)
class Block:
    """A passage (or a stretch between passages) as a paragraph of the page."""

    role: str
    segments: tuple[Segment, ...]


def blocks(text: str, passages: Sequence[Passage], spans: Sequence[Span]) -> list[Block]:
    """All of `text` as blocks in order, with every span marked; blank stretches between passages are left out.

    The segments' texts of a block joined give the block's text. Spans must not be empty.
    """
    pieces = _pieces(text, passages)
    ordered = sorted(spans, key=lambda span: (span.start, -span.end, span.number))
    made, waiting, running, begun = [], 0, list[Span](), set[int]()
    for index, piece in enumerate(pieces):
        start, end, role = piece
        while waiting < len(ordered) and ordered[waiting].start < end:
            running.append(ordered[waiting])
            waiting += 1
        following = pieces[index + 1][0] if index + 1 < len(pieces) else len(text)
        here = [span for span in running if span.end > start]
        made.append(Block(role, tuple(_segments(text, piece, following, here, begun))))
        running = [span for span in here if span.end > following]
    return made


def continuation_rules(made: Sequence[Block]) -> list[str]:
    """Style rules by which a link to a record lights up all its segments, where its words are cut into several."""
    home: dict[int, tuple[int, bool]] = {}
    pieces: dict[int, list[int]] = defaultdict(list)
    spans: dict[int, Span] = {}
    for place, block in enumerate(made):
        for segment in block.segments:
            for rank, span in enumerate(segment.begins):
                home[span.number] = (place, rank == 0)
                spans[span.number] = span
            for span in segment.spans:
                pieces[span.number].append(place)
    rules = []
    for number, span in spans.items():
        place, outermost = home[number]
        if len(pieces[number]) == 1:
            continue
        # The sibling rule is cheap and old; it reaches only the same paragraph, and only from an outermost mark.
        near = outermost and set(pieces[number]) == {place}
        lead = f"#e-{span.anchor}:target~" if near else f".text:has(#e-{span.anchor}:target) "
        rules.append(f'{lead}[data-r~="{number}"]')
    return rules


def _pieces(text: str, passages: Sequence[Passage]) -> list[_Piece]:
    """Passages and the non-blank lines between them, in order, as start, end and role."""
    found: list[_Piece] = []
    reached = 0
    for passage in sorted(passages, key=lambda p: p.start):
        start, end = max(reached, passage.start), min(len(text), passage.end)
        if start < end:
            found += [*_lines(text, reached, start), (start, end, passage.role)]
            reached = end
    return found + list(_lines(text, reached, len(text)))


def _lines(text: str, start: int, end: int) -> Iterator[_Piece]:
    for match in _LINE.finditer(text, start, end):
        if match.group().strip():
            yield match.start(), match.end(), "content"


def _segments(text: str, piece: _Piece, following: int, spans: Sequence[Span], begun: set[int]) -> Iterator[Segment]:
    """The segments of one block; `begun` holds the numbers of spans that already have a mark, and grows."""
    start, end, _ = piece
    opening, closing = defaultdict[int, list[Span]](list), defaultdict[int, list[Span]](list)
    for span in spans:
        opening[max(start, span.start)].append(span)
        closing[min(end, span.end)].append(span)
    active: dict[int, Span] = {}
    cuts = sorted({start, end, *opening, *closing})
    for left, right in pairwise(cuts):
        for span in closing[left]:
            del active[span.number]
        active.update((span.number, span) for span in opening[left])
        begins = sorted((s for s in opening[left] if s.number not in begun), key=lambda s: (-s.end, s.number))
        begun.update(span.number for span in begins)
        ends = [span for span in closing[right] if span.end <= following or following == len(text)]
        yield Segment(text[left:right], tuple(active.values()), tuple(begins), tuple(ends))
