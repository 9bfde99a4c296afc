"""Two documents side by side: which paragraphs were kept, changed, added, dropped; which words; what was strengthened.

Paragraphs are aligned by their words (`alignment`), words within them one by one, and a change between expressions of
one scale of diplomatic language (`strength`) is marked as strengthened or weakened. Every part is evidence.
"""

from __future__ import annotations

import re
from collections import Counter
from collections.abc import Iterable, Iterator, Mapping, Sequence
from dataclasses import dataclass
from difflib import SequenceMatcher
from typing import Literal

from dragoman.analysis.alignment import Link, aligned
from dragoman.analysis.lemmas import Word, is_content, words_of
from dragoman.analysis.strength import Direction, Expression, direction, expressions
from dragoman.record import Document, Evidence

Change = Literal["kept", "changed", "added", "dropped"]

#: `12.`, `(iv)`, `•` before a paragraph: numbers shift when paragraphs are added, and tell nothing.
_NUMBERING = re.compile(r"\s*(?:\(?(?:\d{1,3}|[ivxl]{1,6}|[a-z])[.)](?:\d{1,3}\.?)*|[•*–—-])\s+")
#: Kept words between two changes that are too few to be read by themselves: they count as changed.
_ISLAND = 1
#: A change of at most so many words leaves the sentence what it was; of so many, it only qualifies it.
_SAME_SENTENCE, _SAME_PHRASE = 20, 8
#: Paragraphs of more words than this are compared as sequences only where their product stays below its square.
_LONG = 4000


@dataclass(frozen=True, slots=True)
class Segment:
    """A stretch that was kept (as the later document has it), dropped (of the earlier one) or added (of the later)."""

    change: Literal["kept", "dropped", "added"]
    evidence: Evidence


@dataclass(frozen=True, slots=True)
class Shift:
    """Words of one scale that took the place of others, or a qualifier that came or went."""

    direction: Direction
    scale: str
    before: Evidence | None
    after: Evidence | None


@dataclass(frozen=True, slots=True)
class Aligned:
    """A paragraph (or a split one's parts) of the earlier document and what became of it in the later one."""

    change: Change
    before: Evidence | None
    after: Evidence | None
    moved: bool = False
    #: From 0 to 1, by words weighed by rarity; 1 for what was kept.
    likeness: float = 0.0
    segments: tuple[Segment, ...] = ()
    shifts: tuple[Shift, ...] = ()

    @property
    def direction(self) -> str:
        """`strengthened`, `weakened`, `reversed`, `mixed`, or empty where nothing tells."""
        told = {shift.direction for shift in self.shifts}
        return told.pop() if len(told) == 1 else "mixed" if told else ""


def compare(before: Document, after: Document) -> list[Aligned]:
    """What became of each paragraph of the earlier document, in the order of the later one."""
    one, other = _paragraphs(before), _paragraphs(after)
    links = aligned(*([_lemmas(words) for words in side] for side in (one, other)))
    return [_aligned(link, before, after, one, other) for link in links]


def summary(found: Sequence[Aligned]) -> dict[str, int]:
    """How many paragraphs were kept, changed, added, dropped, moved, and how many shifts strengthen or weaken."""
    changes = Counter(item.change for item in found)
    shifts = Counter(shift.direction for item in found for shift in item.shifts)
    told = {change: changes[change] for change in ("kept", "changed", "added", "dropped")}
    told["moved"] = sum(item.moved for item in found)
    return told | {name: shifts[name] for name in ("strengthened", "weakened", "reversed")}


def _paragraphs(document: Document) -> list[list[Word]]:
    """The words of each paragraph that says something, without the number before it."""
    found = []
    for passage in document.passages:
        if passage.role in ("content", "headline"):
            number = _NUMBERING.match(document.text, passage.start, passage.end)
            words = words_of(document.text, number.end() if number else passage.start, passage.end)
            if words:
                found.append(words)
    return found


def _lemmas(words: Sequence[Word]) -> list[str]:
    return [word.lemma for word in words if is_content(word)] or [word.lemma for word in words]


def _aligned(
    link: Link, before: Document, after: Document, one: Sequence[list[Word]], other: Sequence[list[Word]]
) -> Aligned:
    old = [word for i in link.before for word in one[i]]
    new = [word for j in link.after for word in other[j]]
    was, now = _whole(before.text, old), _whole(after.text, new)
    if not old or not new:
        return Aligned("added" if new else "dropped", was, now)
    blocks = list(_blocks(old, new))
    if len(blocks) == 1 and blocks[0][0]:
        return Aligned("kept", was, now, link.moved, 1.0, tuple(_segments(blocks, before, after, old, new)))
    return Aligned(
        "changed",
        was,
        now,
        link.moved,
        round(link.likeness, 3),
        tuple(_segments(blocks, before, after, old, new)),
        tuple(_shifts(blocks, before, after, old, new)),
    )


#: Whether the words are the same, and from where to where they stand in the earlier and the later paragraph.
type _Block = tuple[bool, int, int, int, int]


def _blocks(old: Sequence[Word], new: Sequence[Word]) -> Iterator[_Block]:
    """The stretches that are the same and those that are not, in turn; an island of one word is no stretch."""
    was, now = ([word.text.casefold() for word in side] for side in (old, new))
    long = len(old) * len(new) > _LONG * _LONG
    codes = SequenceMatcher(None, was, now, autojunk=long).get_opcodes()
    changed: _Block | None = None
    for n, (tag, i, i_end, j, j_end) in enumerate(codes):
        island = i_end - i <= _ISLAND and changed is not None and n + 1 < len(codes)
        if tag == "equal" and not (island and not is_content(old[i])):
            if changed:
                yield changed
            changed = None
            yield True, i, i_end, j, j_end
        else:
            changed = (False, changed[1], i_end, changed[3], j_end) if changed else (False, i, i_end, j, j_end)
    if changed:
        yield changed


def _segments(
    blocks: Sequence[_Block], before: Document, after: Document, old: Sequence[Word], new: Sequence[Word]
) -> Iterator[Segment]:
    for same, i, i_end, j, j_end in blocks:
        if same:
            yield from (Segment("kept", part) for part in _parts(after.text, new, j, j_end))
            continue
        yield from (Segment("dropped", part) for part in _parts(before.text, old, i, i_end))
        yield from (Segment("added", part) for part in _parts(after.text, new, j, j_end))


def _shifts(
    blocks: Sequence[_Block], before: Document, after: Document, old: Sequence[Word], new: Sequence[Word]
) -> Iterator[Shift]:
    """For each change, the expressions of one scale that took each other's place, and the qualifiers."""
    was, now = expressions(old), expressions(new)
    kept = {i + n: j + n for same, i, i_end, j, _ in blocks if same for n in range(i_end - i)}
    grown = list(_grown(was, now, kept))
    yield from _meant(grown, before, after, old, new)
    done_before, done_after = {one for one, _ in grown}, {other for _, other in grown}
    for same, i, i_end, j, j_end in blocks:
        if not same:
            gone = [e for e in was if e.first < i_end and e.last > i and e not in done_before]
            come = [e for e in now if e.first < j_end and e.last > j and e not in done_after]
            yield from _meant(_matched(gone, come, max(i_end - i, j_end - j)), before, after, old, new)


def _meant(
    pairs: Iterable[tuple[Expression | None, Expression | None]],
    before: Document,
    after: Document,
    old: Sequence[Word],
    new: Sequence[Word],
) -> Iterator[Shift]:
    """The pairs that mean something, as shifts."""
    for one, other in pairs:
        meaning = direction(one, other)
        told = one or other
        if meaning and told:
            yield Shift(meaning, told.scale, _words(before, old, one), _words(after, new, other))


def _grown(
    was: Sequence[Expression], now: Sequence[Expression], kept: Mapping[int, int]
) -> Iterator[tuple[Expression, Expression]]:
    """Expressions that share a kept word and are not the same: `concerned` that became `deeply concerned`."""
    by_word = {(e.scale, i): e for e in now for i in range(e.first, e.last)}
    for one in was:
        others = (by_word.get((one.scale, kept[i])) for i in range(one.first, one.last) if i in kept)
        other = next((e for e in others if e), None)
        if other and (one.level, one.negated) != (other.level, other.negated):
            yield one, other


def _matched(
    gone: Sequence[Expression], come: Sequence[Expression], length: int
) -> Iterator[tuple[Expression | None, Expression | None]]:
    """The expressions of a change of `length` words: two of one scale where each is the only one, and single ones.

    A longer change is another sentence: what stands in it took the place of nothing.
    """
    for scale in dict.fromkeys(e.scale for e in (*gone, *come)):
        one = [e for e in gone if e.scale == scale]
        other = [e for e in come if e.scale == scale]
        if len(one) == len(other) == 1 and length <= _SAME_SENTENCE:
            yield one[0], other[0]
        elif not (one and other) and length <= _SAME_PHRASE:
            yield from ((e, None) for e in one)
            yield from ((None, e) for e in other)


def _words(document: Document, words: Sequence[Word], told: Expression | None) -> Evidence | None:
    return Evidence.of(document.text, words[told.first].start, words[told.last - 1].end) if told else None


def _whole(text: str, words: Sequence[Word]) -> Evidence | None:
    """The paragraphs of `words`, up to their last stop."""
    return _stretch(text, words, 0, len(words)) if words else None


def _parts(text: str, words: Sequence[Word], first: int, last: int) -> Iterator[Evidence]:
    """The words from `first` up to `last`, those of each paragraph by themselves: a number between is none of them."""
    begun = first
    for n in range(first + 1, last + 1):
        if n == last or "\n" in text[words[n - 1].end : words[n].start]:
            yield _stretch(text, words, begun, n)
            begun = n


def _stretch(text: str, words: Sequence[Word], first: int, last: int) -> Evidence:
    """The words from `first` up to `last`, with what stands behind them up to the next word or the end of the line."""
    end = words[last].start if last < len(words) else len(text)
    line = text.find("\n", words[last - 1].end, end)
    return Evidence.of(text, words[first].start, end if line < 0 else line)
