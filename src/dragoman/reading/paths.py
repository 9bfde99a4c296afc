"""The way through the parse from a word to the predicate that a record hangs on, as a short string."""

from __future__ import annotations

from functools import lru_cache
from typing import TYPE_CHECKING

if TYPE_CHECKING:
    from dragoman.language.parsed import ParsedPassage

LONGEST = 6
NOMINAL = frozenset({"NOUN", "PROPN", "PRON", "ADJ", "NUM"})


def up(passage: ParsedPassage, token: int) -> list[int]:
    """The token and its heads up to the root."""
    return [token, *passage.ancestors(token)]


# Every role of a record asks for the same ways, and the next record of the sentence for some of them.
@lru_cache(maxsize=1000)
def path(passage: ParsedPassage, token: int, anchor: int) -> str:
    """Dependencies up from the token to where its way meets the anchor's, then down: `pobj^prep^`, `nsubj^conj_`.

    Coordination of nouns leaves no step: each member of `A, B and C` stands where the first does.
    """
    above = up(passage, anchor)
    place = {t: i for i, t in enumerate(above)}
    steps: list[str] = []
    current = token
    while current not in place:
        dep, head = passage.deps[current], passage.heads[current]
        if head == current:
            return "apart"
        nominal = passage.pos[current] in NOMINAL and passage.pos[head] in NOMINAL
        if not (dep in ("conj", "appos") and nominal):
            steps.append(dep + ":" + passage.lowers[current] + "^" if dep in ("prep", "agent") else dep + "^")
        current = head
    steps += [passage.deps[t] + "_" for t in reversed(above[: place[current]])]
    if len(steps) > LONGEST:
        return "far"
    return "".join(steps) or "self"
