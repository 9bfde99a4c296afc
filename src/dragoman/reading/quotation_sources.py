"""Who may tell what a cue brings: nouns on it, on what it hangs on, and the subject of the sentence before."""

from __future__ import annotations

from itertools import islice
from typing import TYPE_CHECKING

from dragoman.reading.quoting import PREPOSITIONS, SUBJECTS, Option, Quoting, below, top

if TYPE_CHECKING:
    from dragoman.language.parsed import ParsedPassage
    from dragoman.reading.quoting import Piece

#: What a noun may hang by on a cue whose words it tells, or on the word that the cue hangs on.
NOUNS = frozenset({"poss", "compound", "amod", "nmod", "dobj", "attr", "npadvmod", "dative", "appos", "pobj"})
BESIDE = frozenset({"dobj", "dative", "poss"})
RELATIVES = frozenset({"who", "which", "that", "whom"})
CLIMB = 5


def sources(q: Quoting, cue: int) -> list[Option]:
    """Who may tell what a cue brings, without repetition; the nearest first."""
    told = _Tellers(q, cue)
    for child in q.passage.children[cue]:
        told.of_child(child, q.passage.deps[child])
    told.above()
    told.around_mark()
    told.before()
    return told.found


class _Tellers:
    """Gathers the nouns of one cue."""

    def __init__(self, q: Quoting, cue: int) -> None:
        self.q, self.cue = q, cue
        self.found: list[Option] = []
        self.seen: set[int] = set()

    def add(self, name: str, head: int) -> None:
        """One more noun, with what belongs to it, where it is new."""
        if head in self.seen:
            return
        self.seen.add(head)
        piece = self.q.trimmed(*noun_phrase(self.q.passage, head))
        if piece:
            self.found.append(Option(name, (piece,), head))

    def of_child(self, child: int, dep: str) -> None:
        """What hangs on the cue."""
        p, cue = self.q.passage, self.cue
        if dep in SUBJECTS:
            if p.lowers[child] in RELATIVES and p.deps[cue] == "relcl":
                self.add("antecedent", p.heads[cue])
            self.add(dep, child)
        elif dep in PREPOSITIONS:
            for inner in p.children[child]:
                if p.deps[inner] == "pobj":
                    self.add(f"of:{p.lowers[child]}", inner)
                elif p.deps[inner] in ("prep", "pcomp"):
                    self.add(f"of:{p.lowers[child]}:{p.lowers[inner]}", below(p, inner))
        elif dep in NOUNS:
            self.add(dep, child)

    def above(self) -> None:
        """What hangs on the words above the cue, and the nouns that its clause is about."""
        p, lower, steps = self.q.passage, self.cue, list[str]()
        for head in islice(p.ancestors(self.cue), CLIMB):
            steps.append(p.deps[lower])
            if steps[-1] in ("relcl", "acl"):
                self.add(f"antecedent:{steps[-1]}{len(steps)}", head)
            way = "above:" + ">".join(steps[-2:])
            for child in p.children[head]:
                dep, word = p.deps[child], p.lowers[child]
                if child == lower:
                    continue
                if dep in SUBJECTS or (dep in BESIDE and len(steps) == 1):
                    self.add(f"{way}:{dep}", child)
                elif dep in PREPOSITIONS and dep not in BESIDE and word in ("by", "from", "in") and len(steps) < 3:
                    self.add(f"{way}:{word}", below(p, child))
            lower = head

    def around_mark(self) -> None:
        """What stands before and behind a colon or dash."""
        p, cue = self.q.passage, self.cue
        start, end = p.sentences[p.sentence_of[cue]]
        if p.pos[cue] == "PUNCT":
            if start < cue:
                self.add("before:" + p.words[cue], top(p, start, cue))
            if cue + 1 < end:
                self.add("behind:" + p.words[cue], top(p, cue + 1, end))

    def before(self) -> None:
        """The subject of the sentence before."""
        p, number = self.q.passage, self.q.passage.sentence_of[self.cue]
        if number:
            for token in range(*p.sentences[number - 1]):
                if p.deps[token] in SUBJECTS and p.heads[p.heads[token]] == p.heads[token]:
                    self.add("last", token)
                    return


def noun_phrase(p: ParsedPassage, head: int) -> Piece:
    """A noun with what belongs to it, without the clauses that follow it and the words that a possessor owns."""
    first, behind = p.lefts[head], p.rights[head] + 1
    for child in p.children[head]:
        if child > head and p.deps[child] in ("relcl", "acl", "advcl", "ccomp", "parataxis"):
            behind = min(behind, p.lefts[child])
    if p.pos[head] in ("VERB", "AUX"):
        first, behind = head, head + 1
    return first, max(behind, head + 1)
