"""A quotation as it is handed out: who speaks, the words that tell so, what is told and how."""

from __future__ import annotations

from dataclasses import dataclass
from typing import TYPE_CHECKING

from dragoman.language.parsed import QUOTE_CLOSE, QUOTE_OPEN, QUOTE_PLAIN
from dragoman.reading.quotations import load_quotations

if TYPE_CHECKING:
    from collections.abc import Sequence

    from dragoman.language.annotate import AnnotatedText
    from dragoman.language.mention import Mention
    from dragoman.language.parsed import ParsedPassage
    from dragoman.reading.quotations import Found
    from dragoman.record import Actor

_MARKS = QUOTE_OPEN | QUOTE_CLOSE | QUOTE_PLAIN
_OPENING = QUOTE_OPEN | QUOTE_PLAIN
#: What belongs to the word that brings a quotation: `has not said`, `pointed out`.
_OF_CUE = frozenset({"aux", "auxpass", "neg", "prt"})


@dataclass(frozen=True, slots=True)
class Stretch:
    """Words of a text: `text[start:end]` is `words`."""

    start: int
    end: int
    words: str


@dataclass(frozen=True, slots=True)
class Quotation:
    """What a text says that somebody says, thinks or wants.

    `kind` is `direct` (it begins in quotation marks), `mixed` (some of it stands in them) or `indirect`. `source` is
    None where the text does not say whose words they are; `speakers` are the actors whom the source means, empty where
    none is known. `score` is the probability that content and source are right.
    """

    source: Stretch | None
    cue: Stretch
    content: tuple[Stretch, ...]
    kind: str
    score: float
    speakers: tuple[Actor, ...] = ()

    @property
    def speaker(self) -> Actor | None:
        """Who speaks, the first of several; None where no actor is known."""
        return self.speakers[0] if self.speakers else None


def quotations_of(
    text: str, passages: Sequence[ParsedPassage], annotated: AnnotatedText | None = None
) -> list[Quotation]:
    """The quotations of a text from its parsed passages, in the order of their cues.

    Speakers are linked where the annotated text (of the same passages) is given.
    """
    mentions = [here.mentions for here in annotated.passages] if annotated else []
    found = load_quotations().find(passages)
    return [_quotation(text, passages, one, mentions[one.passage] if mentions else []) for one in found]


def _quotation(text: str, passages: Sequence[ParsedPassage], found: Found, mentions: list[Mention]) -> Quotation:
    passage = passages[found.passage]
    content = tuple(_stretch(text, passages[number], first, behind) for number, first, behind in found.content)
    source = _stretch(text, passage, *found.source.pieces[0]) if found.source else None
    cue = _stretch(text, passage, *_cue(passage, found.cue))
    return Quotation(source, cue, content, _kind(content), round(found.score, 3), _speakers(found, mentions))


def _stretch(text: str, passage: ParsedPassage, first: int, behind: int) -> Stretch:
    start, end = passage.starts[first], passage.ends[behind - 1]
    return Stretch(start, end, text[start:end])


def _cue(passage: ParsedPassage, cue: int) -> tuple[int, int]:
    first, behind = cue, cue + 1
    own = {c for c in passage.children[cue] if passage.deps[c] in _OF_CUE}
    if passage.lowers[cue] == "according" and behind < len(passage) and passage.lowers[behind] == "to":
        own.add(behind)
    while first - 1 in own:
        first -= 1
    while behind in own:
        behind += 1
    return first, behind


def _kind(content: tuple[Stretch, ...]) -> str:
    if content[0].words.startswith(tuple(_OPENING)):
        return "direct"
    return "mixed" if any(mark in part.words for part in content for mark in _MARKS) else "indirect"


def _speakers(found: Found, mentions: list[Mention]) -> tuple[Actor, ...]:
    """The actors of the mention that the source's noun heads, and of those joined to it."""
    if found.source is None:
        return ()
    first, behind = found.source.pieces[0]
    inside = [m for m in mentions if first <= m.head < behind and not m.apart and m.actors]
    at_head = [m for m in inside if m.start <= found.source.head < m.end]
    joined = [m for m in inside if m.head in found.joined]
    chosen = [*at_head, *(m for m in joined if m not in at_head)]
    return tuple(dict.fromkeys(actor for m in chosen for actor in m.actors))
