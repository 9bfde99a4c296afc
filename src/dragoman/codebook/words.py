"""How the lexicons write a word with its conditions.

meet                     the lemma alone
shoot down               a verb with its particle
phone call               a noun with the word before it
travel (to|in)           with one of these words beside it, prepositions mostly
hold <gathering>         with an object of this class (`word_classes.yaml`)
enter?                   weak: alone it proves little
"""

from __future__ import annotations

import re
from dataclasses import dataclass, replace

_WORD = re.compile(r"(?P<lemmas>[\w’'. -]+?)(?: \((?P<beside>[\w|]+)\))?(?: <(?P<objects>\w+)>)?(?P<weak>\?)?")
_PARTICLES = frozenset({"aside", "back", "between", "down", "in", "off", "out", "over", "up"})


@dataclass(frozen=True, slots=True)
class Word:
    """A lemma and what must stand with it."""

    lemma: str
    near: tuple[str, ...]
    beside: tuple[str, ...]
    object_class: str
    weak: bool = False


def parse_word(text: str, pos: str) -> Word:
    """The word that `text` writes; raises ValueError where it does not follow the notation above."""
    if text.isalpha():
        return Word(text, (), (), "")
    match = _WORD.fullmatch(text)
    if not match:
        raise ValueError(f"{text!r} is not written as a lemma with its conditions")
    lemmas = match["lemmas"].split()
    lemma = lemmas.pop() if pos == "NOUN" else lemmas.pop(0)
    beside = tuple(match["beside"].split("|")) if match["beside"] else ()
    return Word(lemma, tuple(lemmas), beside, match["objects"] or "", bool(match["weak"]))


def split_hyphens(word: Word) -> Word | None:
    """The same word for a parser that parts words at hyphens (`cease-fire`: fire beside cease); None where it has none.

    Not where a particle would be left as the lemma (`sit-in`).
    """
    first, *rest = reversed(word.lemma.split("-"))
    if not rest or first in _PARTICLES or len(first) < 3:
        return None
    return replace(word, lemma=first, near=(*word.near, *reversed(rest)))
