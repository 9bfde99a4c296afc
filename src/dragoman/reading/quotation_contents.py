"""The stretches that a cue may tell: of the parse around it, and of the quoted words around it."""

from __future__ import annotations

from itertools import islice
from typing import TYPE_CHECKING

from dragoman.reading.quoting import PREPOSITIONS, SUBJECTS, Option, Quoting, below, core, leads_on, top

if TYPE_CHECKING:
    from dragoman.language.quoted import Stretch
    from dragoman.reading.quoting import Piece

#: Children that are never what is told.
EMPTY = frozenset(
    {"aux", "auxpass", "neg", "punct", "det", "prt", "cc", "expl", "case", "mark", "poss", "nsubj", "predet"}
)
#: Words that modify what they are told of, or the clause that they are put into, or that stand beside what is told.
OF_NOUN = frozenset({"relcl", "acl", "amod", "compound", "nmod"})
OF_CLAUSE = frozenset({"advcl", "parataxis", "advmod", "prep", "ccomp", "dep", "intj", "npadvmod", "meta"})
OF_VERB = frozenset({"xcomp", "acomp", "attr", "dobj", "pobj", "conj", "oprd"})
TOLD_OF_SUBJECT = frozenset({"ccomp", "attr", "xcomp", "acomp", "dobj", "advcl"})
TOLD_OF_VERB = frozenset({"ccomp", "xcomp", "advcl", "dobj", "nsubjpass", "prep", "nsubj"})
#: Where a stretch may end early: before what follows such a mark, if it is such a part.
CUTS = frozenset({",", "--", "—", "–", ";", "-"})
LATER = frozenset({"advcl", "conj", "relcl", "acl", "parataxis", "appos", "prep", "npadvmod", "ccomp", "xcomp"})
#: A colon so near the beginning of a passage may follow a speaker's name.
NAME_LENGTH = 8


def contents(q: Quoting, cue: int) -> list[Option]:
    """The stretches that a cue may tell, without repetition."""
    told = _Told(q, cue)
    for child in q.passage.children[cue]:
        dep = q.passage.deps[child]
        if dep not in EMPTY or (dep == "nsubj" and q.passage.pos[cue] != "VERB"):
            told.of_child(child, dep)
    told.of_head()
    told.of_sentence()
    if q.stretches and q.stretch_of[cue] < 0:
        told.quoted()
    return [*told.found, *_ahead(q, cue)]


def _ahead(q: Quoting, cue: int) -> list[Option]:
    """The quoted stretches of the next passage, or all of it, where this one leads on to it."""
    found = []
    for number in range(min(2, len(q.ahead))):
        pieces = tuple((s.first, s.behind) for s in q.ahead[: number + 1])
        found.append(Option(f"ahead{number}", pieces, pieces[0][0], ahead=True))
    p = q.passage
    if leads_on(p) and q.following and not q.ahead and p.words[-1] == ":" and cue >= p.sentences[-1][0]:
        found.append(Option("ahead:", ((0, len(q.following)),), 0, ahead=True))
    return found


class _Told:
    """Gathers the stretches of one cue."""

    def __init__(self, q: Quoting, cue: int) -> None:
        self.q, self.cue = q, cue
        self.around = core(q.passage, cue)
        self.sentence = q.passage.sentences[q.passage.sentence_of[cue]]
        self.end = q.passage.rights[cue] + 1
        self.found: list[Option] = []
        self.seen: set[tuple[Piece, ...]] = set()

    def add(self, name: str, head: int, *spans: Piece) -> None:
        """One more option, trimmed, where it holds words and is new."""
        pieces = tuple(piece for span in spans if span[0] < span[1] and (piece := self.q.trimmed(*span)))
        if pieces and pieces not in self.seen:
            self.seen.add(pieces)
            self.found.append(Option(name, pieces, head))

    def of_child(self, child: int, dep: str) -> None:
        """What hangs on the cue, by itself and with all that follows it."""
        p, cue, end = self.q.passage, self.cue, self.end
        left, right = p.lefts[child], p.rights[child] + 1
        if dep in PREPOSITIONS:
            word = p.lowers[child]
            if child + 1 < right:
                inner = below(p, child)
                self.add(f"of:{word}", inner, (child + 1, right))
                self.shorter(f"of:{word}", inner, (child + 1, right))
                if right < end and child > cue:
                    self.add(f"on:{word}", inner, (child + 1, end))
            if dep == "prep" and child > cue and word in ("as", "with"):
                self.add("prep", child, (left, right))
            return
        self.add(dep, child, (left, right))
        self.shorter(dep, child, (left, right))
        if child > cue and right < end:
            self.add("+" + dep, child, (left, end))

    def shorter(self, name: str, head: int, span: Piece) -> None:
        """A stretch without what follows a comma and reaches to its end, and a noun without the clause behind it."""
        p, (first, behind) = self.q.passage, span
        cuts = []
        for comma in range(first + 1, behind - 1):
            if p.words[comma] in CUTS:
                after = comma + 2 if p.deps[comma + 1] == "cc" and comma + 2 < behind else comma + 1
                token = after
                while p.lefts[p.heads[token]] >= after and p.heads[token] != token:
                    token = p.heads[token]
                if p.lefts[token] >= after - 1 and p.rights[token] >= behind - 2 and p.deps[token] in LATER:
                    cuts.append((comma, p.deps[token]))
        if cuts:
            self.add(f"{name}-{cuts[0][1]}", head, (first, cuts[0][0]))
        if len(cuts) > 1:
            self.add(f"{name}--{cuts[-1][1]}", head, (first, cuts[-1][0]))
        later = [c for c in p.children[head] if c > head and p.deps[c] in LATER and p.lefts[c] > first]
        if later:
            self.add(f"{name}|{p.deps[later[-1]]}", head, (first, p.lefts[later[-1]]))
            if len(later) > 1:
                self.add(f"{name}||{p.deps[later[0]]}", head, (first, p.lefts[later[0]]))

    def of_head(self) -> None:
        """What a cue tells of the word above it: `the wall that he promised`, `a reported plan`, `, sources said`."""
        p, cue = self.q.passage, self.cue
        head, dep = p.heads[cue], p.deps[cue]
        if head == cue:
            return
        left, right = p.lefts[head], p.rights[head] + 1
        own_left, own_right = p.lefts[cue], p.rights[cue] + 1
        if dep in OF_NOUN:
            self.add(f"noun:{dep}", head, (left, own_left), (own_right, right) if own_right <= head else (0, 0))
            if own_right < right and head < own_left:
                self.add(f"nouns:{dep}", head, (left, own_left), (own_right, right))
        elif dep in OF_CLAUSE:
            self.add(f"clause:{dep}", head, (left, own_left), (own_right, right))
            self.add(f"before:{dep}", head, (left, own_left))
            self.add(f"behind:{dep}", head, (own_right, right))
        elif dep in SUBJECTS:
            for sibling in p.children[head]:
                if p.deps[sibling] in TOLD_OF_SUBJECT and sibling > cue:
                    self.add(f"said:{p.deps[sibling]}", sibling, (p.lefts[sibling], p.rights[sibling] + 1))
            self.add("said:rest", head, (own_right, right))
        elif dep in OF_VERB:
            self.of_verb(dep)

    def of_verb(self, dep: str) -> None:
        """What stands beside a cue below the same verb: `was clear that ...`, `made the case ... to ...`."""
        p, cue = self.q.passage, self.cue
        verb = cue
        for above in islice(p.ancestors(cue), 3):
            verb = above
            if p.pos[above] in ("VERB", "AUX"):
                break
        for sibling in p.children[verb]:
            other = p.deps[sibling]
            if sibling != cue and other in TOLD_OF_VERB:
                name = other + (p.lowers[sibling] if other == "prep" else "")
                first = sibling + 1 if other == "prep" else p.lefts[sibling]
                self.add(f"by:{dep}:{name}", sibling, (first, p.rights[sibling] + 1))

    def of_sentence(self) -> None:
        """What stands in the sentence before and behind the words that bring it."""
        p, (start, end), (first, behind) = self.q.passage, self.sentence, self.around
        if self.cue + 1 < self.end:
            self.add("rest", self.cue + 1, (self.cue + 1, self.end))
        self.add("left", top(p, start, first), (start, first))
        self.add("right", top(p, behind, end), (behind, end))
        if start < first and behind < end:
            self.add("both", top(p, start, first), (start, first), (behind, end))
        if p.words[self.cue] == ":" and self.cue < NAME_LENGTH:
            self.add("turn", top(p, behind, end), (behind, len(p)))

    def quoted(self) -> None:
        """Quoted stretches around a cue that stands outside them, in its sentence and the next ones."""
        p, q, cue = self.q.passage, self.q, self.cue
        here, (start, end) = p.sentence_of[cue], self.sentence
        before = [s for s in q.stretches if s.behind <= cue and p.sentence_of[s.behind - 1] >= here - 1]
        after = next((s for s in q.stretches if s.first > cue), None)
        left = before[-1] if before else None
        right = after if after and p.sentence_of[after.first] <= here + 1 else None
        if left and left.behind < self.around[0] - 1 and p.sentence_of[left.behind - 1] < here:
            left = None
        if left:
            self.add("q<", left.first, left[:2])
            if len(before) > 1 and before[0].first >= start:
                self.add("q<<", left.first, (min(start, before[0].first), left.behind))
            if p.sentence_of[left.first] == here and left.first > start:
                self.add("q<s", left.first, (start, left.behind))
        if right:
            self.add("q>", right.first, right[:2])
            if right.behind < end or right.first < end < right.behind:
                self.add("q>s", right.first, (self.around[1], max(end, right.behind)))
            self.run_on(q, "q>>", right)
        if left and right:
            self.add("q<>", left.first, left[:2], right[:2])
            self.run_on(q, "q<>>", right, left)
        elif left and self.around[1] < end:
            self.add("q<r", left.first, left[:2], (self.around[1], end))
        elif right and start < self.around[0]:
            self.add("lq>", right.first, (start, self.around[0]), right[:2])

    def run_on(self, q: Quoting, name: str, stretch: Stretch, before: Stretch | None = None) -> None:
        """A quoted stretch with those that follow it with nothing between them."""
        behind = stretch.behind
        for other in q.stretches:
            if other.first == behind:
                behind = other.behind
        if behind > stretch.behind:
            spans = [(stretch.first, behind)] if before is None else [before[:2], (stretch.first, behind)]
            self.add(name, stretch.first, *spans)
