"""A passage with its quoted stretches, and the words in it that may bring an attribution."""

from __future__ import annotations

from dataclasses import dataclass, field
from functools import cache
from typing import TYPE_CHECKING

from dragoman.language.quoted import quoted_stretches
from dragoman.language.words import word_lists

if TYPE_CHECKING:
    from dragoman.language.parsed import ParsedPassage
    from dragoman.language.quoted import Stretch

#: Tokens (first, behind the last).
type Piece = tuple[int, int]

#: What belongs to the words that bring an attribution, not to what is attributed.
CORE = frozenset(
    {
        "nsubj",
        "nsubjpass",
        "aux",
        "auxpass",
        "neg",
        "advmod",
        "npadvmod",
        "prt",
        "agent",
        "dative",
        "expl",
        "prep",
        "det",
    }
    | {"poss", "amod", "compound", "case", "quantmod", "nummod", "predet", "nmod"}
)
SUBJECTS = frozenset({"nsubj", "nsubjpass", "csubj", "csubjpass"})
PREPOSITIONS = frozenset({"prep", "agent", "dative"})
EDGES = frozenset({",", ".", ";", ":", "-", "--", "—", "–", "―", "(", ")", "[", "]", "…", "...", "?", "!", " ", "\n"})
OPENING, CLOSING = frozenset('“"„«'), frozenset('”"»')


@dataclass(frozen=True, slots=True)
class Option:
    """Stretches that may be told, or (with one piece) who may tell; `ahead` where they stand in the next passage."""

    name: str
    pieces: tuple[Piece, ...]
    #: The token that stands for it: the head of the first piece.
    head: int
    ahead: bool = False


@dataclass(slots=True)
class Quoting:
    """A passage with its quoted stretches."""

    passage: ParsedPassage
    following: ParsedPassage | None
    stretches: list[Stretch] = field(init=False)
    #: The stretch that each token stands in, or none (-1).
    stretch_of: list[int] = field(init=False)
    ahead: list[Stretch] = field(init=False)

    def __post_init__(self) -> None:
        self.stretches = quoted_stretches(self.passage)
        self.stretch_of = [-1] * len(self.passage)
        for number, stretch in enumerate(self.stretches):
            self.stretch_of[stretch.first : stretch.behind] = [number] * (stretch.behind - stretch.first)
        self.ahead = quoted_stretches(self.following) if self.following and leads_on(self.passage) else []

    def trimmed(self, first: int, behind: int) -> Piece | None:
        """A stretch without punctuation at its edges, but with the marks around it where it holds all between them."""
        words = self.passage.words
        while first < behind:
            word = words[first]
            if word in EDGES or not word.strip() or (word in CLOSING and self._lonely(first, first, behind)):
                first += 1
            else:
                break
        while first < behind:
            word = words[behind - 1]
            if word in EDGES or not word.strip() or (word in OPENING and self._lonely(behind - 1, first, behind)):
                behind -= 1
            else:
                break
        return self._with_marks(first, behind) if first < behind else None

    def _with_marks(self, first: int, behind: int) -> Piece:
        """The stretch with the quotation marks around it, where it holds all that stands between them."""
        number = self.stretch_of[first]
        if number >= 0:
            stretch = self.stretches[number]
            last = stretch.behind - stretch.closed
            while last > behind and self.passage.words[last - 1] in EDGES:
                last -= 1
            if stretch.opened and stretch.first == first - 1 and last <= behind:
                return first - 1, max(behind, stretch.behind)
        return first, behind

    def _lonely(self, mark: int, first: int, behind: int) -> bool:
        number = self.stretch_of[mark]
        if number < 0:
            return True
        stretch = self.stretches[number]
        return not (first <= stretch.first and stretch.behind <= behind)


def leads_on(passage: ParsedPassage) -> bool:
    """Whether a passage ends so that the next one may be what it tells."""
    return bool(len(passage)) and passage.words[-1] in (":", ",", "—", "--")


@cache
def _cue_words() -> tuple[frozenset[str], frozenset[str], frozenset[str]]:
    lists = word_lists("attribution_cues")
    return lists["nouns"], lists["adjectives"], lists["others"]


def candidates(passage: ParsedPassage) -> list[int]:
    """The tokens that may bring an attribution: every verb, and the other words of the list."""
    nouns, adjectives, others = _cue_words()
    found = []
    for token, pos in enumerate(passage.pos):
        if pos == "VERB":
            found.append(token)
        elif pos in ("NOUN", "PROPN"):
            if passage.lemmas[token] in nouns or passage.lowers[token] in nouns:
                found.append(token)
        elif pos == "ADJ":
            if passage.lowers[token] in adjectives:
                found.append(token)
        elif passage.lowers[token] in others:
            found.append(token)
    return found


def core(passage: ParsedPassage, cue: int) -> Piece:
    """The words around a cue that bring what it tells: its subject, auxiliaries and adverbials, up to the next mark."""
    first, behind = cue, cue + 1
    children = passage.children[cue]
    for child in reversed([c for c in children if c < cue]):
        if passage.deps[child] not in CORE or passage.rights[child] + 1 != first:
            break
        first = passage.lefts[child]
    for child in (c for c in children if c > cue):
        if passage.deps[child] not in CORE or passage.lefts[child] != behind:
            break
        behind = passage.rights[child] + 1
    return first, behind


def below(p: ParsedPassage, token: int) -> int:
    """What stands below a preposition, or the token itself where nothing does."""
    return next((c for c in p.children[token] if p.deps[c] in ("pobj", "pcomp")), token)


def top(p: ParsedPassage, first: int, behind: int) -> int:
    """The token of a stretch that governs the others."""
    for token in range(first, behind):
        head = p.heads[token]
        if (head == token or not first <= head < behind) and p.pos[token] not in ("PUNCT", "SPACE"):
            return token
    return first
