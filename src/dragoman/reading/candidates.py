"""Candidates: the words of a passage on which a record may hang, and the stretch of text that each would be proved by.

A record hangs on the predicate that tells it: a verb, a noun for an event (`sanctions`, `visit`), an adjective or a
copula. 99 in 100 gold records of the training set have such a head of their own.
"""

from __future__ import annotations

from typing import TYPE_CHECKING

if TYPE_CHECKING:
    from dragoman.language.parsed import ParsedPassage

NOUN_FILLERS = frozenset({"compound", "npadvmod", "nmod", "poss"})
ADJECTIVE_HEADS = frozenset({"ROOT", "conj", "ccomp", "advcl"})
AUXILIARIES = frozenset({"aux", "auxpass"})
#: Entities that are never themselves events.
MEASURES = frozenset({"DATE", "TIME", "PERCENT", "MONEY", "CARDINAL", "ORDINAL", "QUANTITY"})
PREDICATES = frozenset({"VERB", "AUX", "ADJ"})
#: Dependents that tell something else than their head.
CLAUSE_APART = frozenset({"conj", "cc", "punct", "parataxis", "preconj", "advcl", "meta", "intj", "mark"})
PHRASE_APART = frozenset({"conj", "cc", "punct", "relcl", "appos"})
#: What tells of a word of saying what is said.
COMPLEMENTS = frozenset({"ccomp", "xcomp"})


def candidates(passage: ParsedPassage) -> list[int]:
    """The tokens of a passage on which a record may hang, in order."""
    found = []
    for token, pos in enumerate(passage.pos):
        dep = passage.deps[token]
        if pos in ("VERB", "AUX"):
            fits = dep not in AUXILIARIES
        elif pos in ("NOUN", "PROPN"):
            fits = dep not in NOUN_FILLERS and passage.entities[token] not in MEASURES
        else:
            fits = pos == "ADJ" and dep in ADJECTIVE_HEADS
        if fits:
            found.append(token)
    return found


def clause(passage: ParsedPassage, anchor: int) -> tuple[int, int]:
    """Tokens (first, behind last) of what the anchor says: its clause or phrase without what is coordinated with it."""
    known = passage.clauses.get(anchor)
    if known is not None:
        return known
    first = last = anchor
    lefts, rights, deps = passage.lefts, passage.rights, passage.deps
    is_clause = passage.pos[anchor] in PREDICATES
    apart = CLAUSE_APART if is_clause else PHRASE_APART
    for child in passage.children[anchor]:
        dep = deps[child]
        if dep in apart or (is_clause and child < anchor and dep == "relcl"):
            continue
        if is_clause and child < anchor and dep == "ccomp" and not _says_what_precedes(passage, anchor):
            continue
        first = min(first, lefts[child])
        last = max(last, rights[child])
    while first < anchor and passage.pos[first] in ("PUNCT", "SPACE"):
        first += 1
    while last > anchor and passage.pos[last] in ("PUNCT", "SPACE"):
        last -= 1
    passage.clauses[anchor] = first, last + 1
    return first, last + 1


def _says_what_precedes(passage: ParsedPassage, anchor: int) -> bool:
    """Whether all that a word says stands before it, as in `"...", she said`: without it `she said` proves nothing."""
    return all(child < anchor for child in passage.children[anchor] if passage.deps[child] in COMPLEMENTS)


def parted_from(passage: ParsedPassage, anchor: int) -> frozenset[int]:
    """The words above a candidate that a coordination parts it from: in `asked both to meet and to sign`, of `sign`
    both others.
    """
    found, token, parted = [], anchor, False
    for above in passage.ancestors(anchor):
        parted = parted or passage.deps[token] == "conj"
        token = above
        if parted:
            found.append(above)
    return frozenset(found)


def best_anchor(passage: ParsedPassage, first: int, behind: int) -> int | None:
    """The candidate that a stretch of tokens hangs on: how a gold quote is read as a record of that candidate."""
    roots = [t for t in range(first, behind) if not first <= passage.heads[t] < behind or passage.heads[t] == t]
    allowed = set(candidates(passage))

    def rank(token: int) -> tuple[int, int]:
        order = {"VERB": 0, "AUX": 0, "NOUN": 1, "PROPN": 2, "ADJ": 3}.get(passage.pos[token], 4)
        return order, passage.lefts[token] - passage.rights[token]

    for root in sorted(roots, key=rank)[:1]:
        if root in allowed:
            return root
    inside = [t for t in range(first, behind) if t in allowed]
    if inside:
        return min(inside, key=lambda t: (depth(passage, t), rank(t)))
    return next((t for r in roots for t in passage.ancestors(r) if t in allowed), None)


def depth(passage: ParsedPassage, token: int) -> int:
    """How many heads above a token, at most six."""
    count = 0
    while count < 6 and passage.heads[token] != token:
        token = passage.heads[token]
        count += 1
    return count
