"""What may be an attribution: words that can bring one, and for each the stretches that may be told and who may tell.

All come from the parse and the quotation marks; learned weights choose (`quotations`).
"""

from __future__ import annotations

from dataclasses import dataclass, field
from functools import cache
from itertools import islice
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
    {"nsubj", "nsubjpass", "aux", "auxpass", "neg", "advmod", "npadvmod", "prt", "agent", "dative", "expl", "prep", "det"}
    | {"poss", "amod", "compound", "case", "quantmod", "nummod", "predet", "nmod"}
)
SUBJECTS = frozenset({"nsubj", "nsubjpass", "csubj", "csubjpass"})
PREPOSITIONS = frozenset({"prep", "agent", "dative"})
#: Children that are never what is told.
EMPTY = frozenset({"aux", "auxpass", "neg", "punct", "det", "prt", "cc", "expl", "case", "mark", "poss", "nsubj", "predet"})
#: Words that modify what they are told of, or the clause that they are put into.
OF_NOUN = frozenset({"relcl", "acl", "amod", "compound", "nmod"})
OF_CLAUSE = frozenset({"advcl", "parataxis", "advmod", "prep", "ccomp", "dep", "intj", "npadvmod", "meta"})
TOLD_OF_SUBJECT = frozenset({"ccomp", "attr", "xcomp", "acomp", "dobj", "advcl"})
EDGES = frozenset({",", ".", ";", ":", "-", "--", "—", "–", "―", "(", ")", "[", "]", "…", "...", "?", "!", " ", "\n"})
OPENING, CLOSING = frozenset("“\"„«"), frozenset("”\"»")
RELATIVES = frozenset({"who", "which", "that", "whom"})
CUTS = frozenset({",", "--", "—", "–", ";", "-"})
LATER = frozenset({"advcl", "conj", "relcl", "acl", "parataxis", "appos", "prep", "npadvmod", "ccomp", "xcomp"})
#: A colon so near the beginning of a passage may follow a speaker's name.
NAME_LENGTH = 8
CLIMB = 5


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
        self.ahead = quoted_stretches(self.following) if self.following and _leads_on(self.passage) else []

    def trimmed(self, first: int, behind: int) -> Piece | None:
        """A stretch without punctuation at its edges, nor quotation marks whose partner lies outside."""
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
        return (first, behind) if first < behind else None

    def _lonely(self, mark: int, first: int, behind: int) -> bool:
        number = self.stretch_of[mark]
        if number < 0:
            return True
        stretch = self.stretches[number]
        return not (first <= stretch.first and stretch.behind <= behind)


def _leads_on(passage: ParsedPassage) -> bool:
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


def contents(q: Quoting, cue: int) -> list[Option]:
    """The stretches that a cue may tell, without repetition."""
    p = q.passage
    found: list[Option] = []
    seen: set[tuple[Piece, ...]] = set()

    def add(name: str, head: int, *spans: Piece) -> None:
        pieces = tuple(piece for span in spans if span[0] < span[1] and (piece := q.trimmed(*span)))
        if pieces and pieces not in seen:
            seen.add(pieces)
            found.append(Option(name, pieces, head))

    first, behind = core(p, cue)
    start, end = p.sentences[p.sentence_of[cue]]
    end_of_cue = p.rights[cue] + 1
    for child in p.children[cue]:
        dep = p.deps[child]
        if dep in EMPTY and not (dep == "nsubj" and p.pos[cue] != "VERB"):
            continue
        left, right = p.lefts[child], p.rights[child] + 1
        if dep in PREPOSITIONS:
            if child + 1 < right:
                add(f"of:{p.lowers[child]}", _below(p, child), (child + 1, right))
                _shorter(p, f"of:{p.lowers[child]}", _below(p, child), (child + 1, right), add)
                if right < end_of_cue and child > cue:
                    add(f"on:{p.lowers[child]}", _below(p, child), (child + 1, end_of_cue))
            if dep == "prep" and child > cue and p.lowers[child] in ("as", "with"):
                add("prep", child, (left, right))
        else:
            add(dep, child, (left, right))
            _shorter(p, dep, child, (left, right), add)
        if child > cue and right < end_of_cue and dep not in PREPOSITIONS:
            add("+" + dep, child, (left, end_of_cue))
    _of_head(p, cue, add)
    if cue + 1 < end_of_cue:
        add("rest", cue + 1, (cue + 1, end_of_cue))
    add("left", _top(p, start, first), (start, first))
    add("right", _top(p, behind, end), (behind, end))
    if start < first and behind < end:
        add("both", _top(p, start, first), (start, first), (behind, end))
    if p.words[cue] == ":" and cue < NAME_LENGTH:
        add("turn", _top(p, behind, end), (behind, len(p)))
    _quoted(q, cue, (first, behind), add)
    for number in range(min(2, len(q.ahead))):
        pieces = tuple((s.first, s.behind) for s in q.ahead[: number + 1])
        found.append(Option(f"ahead{number}", pieces, pieces[0][0], ahead=True))
    if _leads_on(p) and q.following and not q.ahead and p.words[-1] == ":" and cue >= p.sentences[-1][0]:
        found.append(Option("ahead:", ((0, len(q.following)),), 0, ahead=True))
    return found


def _shorter(p: ParsedPassage, name: str, head: int, span: Piece, add) -> None:  # type: ignore[no-untyped-def]
    """A stretch without what follows a comma and reaches to its end, and a noun without the clause behind it."""
    first, behind = span
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
        add(f"{name}-{cuts[0][1]}", head, (first, cuts[0][0]))
    if len(cuts) > 1:
        add(f"{name}--{cuts[-1][1]}", head, (first, cuts[-1][0]))
    later = [c for c in p.children[head] if c > head and p.deps[c] in LATER and p.lefts[c] > first]
    if later:
        add(f"{name}|{p.deps[later[-1]]}", head, (first, p.lefts[later[-1]]))
        if len(later) > 1:
            add(f"{name}||{p.deps[later[0]]}", head, (first, p.lefts[later[0]]))


def _of_head(p: ParsedPassage, cue: int, add) -> None:  # type: ignore[no-untyped-def]
    """What a cue tells of the word that governs it: `the wall that he promised`, `a reported plan`, `, sources said`."""
    head, dep = p.heads[cue], p.deps[cue]
    if head == cue:
        return
    left, right = p.lefts[head], p.rights[head] + 1
    own_left, own_right = p.lefts[cue], p.rights[cue] + 1
    if dep in OF_NOUN:
        add(f"noun:{dep}", head, (left, own_left), (own_right, right) if own_right <= head else (0, 0))
        if own_right < right and head < own_left:
            add(f"nouns:{dep}", head, (left, own_left), (own_right, right))
    elif dep in OF_CLAUSE:
        add(f"clause:{dep}", head, (left, own_left), (own_right, right))
        add(f"before:{dep}", head, (left, own_left))
        add(f"behind:{dep}", head, (own_right, right))
    elif dep in SUBJECTS:
        for sibling in p.children[head]:
            if p.deps[sibling] in TOLD_OF_SUBJECT and sibling > cue:
                add(f"said:{p.deps[sibling]}", sibling, (p.lefts[sibling], p.rights[sibling] + 1))
        add("said:rest", head, (own_right, right))
    elif dep in ("xcomp", "acomp", "attr", "dobj", "pobj", "conj", "oprd"):
        verb = head
        for above in islice(p.ancestors(cue), 3):
            verb = above
            if p.pos[above] in ("VERB", "AUX"):
                break
        for sibling in p.children[verb]:
            if sibling != cue and p.deps[sibling] in ("ccomp", "xcomp", "advcl", "dobj", "nsubjpass", "prep", "nsubj"):
                name = p.deps[sibling] + (p.lowers[sibling] if p.deps[sibling] == "prep" else "")
                skipped = sibling + 1 if p.deps[sibling] == "prep" else p.lefts[sibling]
                add(f"by:{dep}:{name}", sibling, (skipped, p.rights[sibling] + 1))


def _quoted(q: Quoting, cue: int, around: Piece, add) -> None:  # type: ignore[no-untyped-def]
    """Quoted stretches around a cue that stands outside them, in its sentence and the next ones."""
    p, number = q.passage, q.stretch_of[cue]
    if not q.stretches:
        return
    if number >= 0:
        return
    here = p.sentence_of[cue]
    start, end = p.sentences[here]
    before = [s for s in q.stretches if s.behind <= cue and p.sentence_of[s.behind - 1] >= here - 1]
    after = [s for s in q.stretches if s.first > cue]
    left = before[-1] if before else None
    right = after[0] if after and p.sentence_of[after[0].first] <= here + 1 else None
    if left and left.behind < around[0] - 1 and p.sentence_of[left.behind - 1] < here:
        left = None
    if left:
        add("q<", left.first, (left.first, left.behind))
        if len(before) > 1 and before[0].first >= start:
            add("q<<", left.first, (min(start, before[0].first), left.behind))
        if p.sentence_of[left.first] == here and left.first > start:
            add("q<s", left.first, (start, left.behind))
    if right:
        add("q>", right.first, (right.first, right.behind))
        if right.first < end < right.behind or right.behind < end:
            add("q>s", right.first, (around[1], max(end, right.behind)))
        chain = _run_on(q, right)
        if chain > right.behind:
            add("q>>", right.first, (right.first, chain))
    if left and right:
        add("q<>", left.first, (left.first, left.behind), (right.first, right.behind))
        chain = _run_on(q, right)
        if chain > right.behind:
            add("q<>>", left.first, (left.first, left.behind), (right.first, chain))
    elif left and around[1] < end:
        add("q<r", left.first, (left.first, left.behind), (around[1], end))
    elif right and start < around[0]:
        add("lq>", right.first, (start, around[0]), (right.first, right.behind))


def _run_on(q: Quoting, stretch: Stretch) -> int:
    """The end of the quoted stretches that follow one another with nothing between them."""
    behind = stretch.behind
    for other in q.stretches:
        if other.first == behind:
            behind = other.behind
    return behind


def _below(p: ParsedPassage, token: int) -> int:
    return next((c for c in p.children[token] if p.deps[c] in ("pobj", "pcomp")), token)


def _top(p: ParsedPassage, first: int, behind: int) -> int:
    """The token of a stretch that governs the others."""
    for token in range(first, behind):
        head = p.heads[token]
        if (head == token or not first <= head < behind) and p.pos[token] not in ("PUNCT", "SPACE"):
            return token
    return first


def sources(q: Quoting, cue: int) -> list[Option]:
    """Who may tell what a cue brings, without repetition; the nearest first."""
    p = q.passage
    found: list[Option] = []
    seen: set[int] = set()

    def add(name: str, head: int) -> None:
        if head in seen:
            return
        seen.add(head)
        piece = q.trimmed(*noun_phrase(p, head))
        if piece:
            found.append(Option(name, (piece,), head))

    _of_cue(p, cue, add)
    below, steps = cue, []
    for above in islice(p.ancestors(cue), CLIMB):
        steps.append(p.deps[below])
        if p.deps[below] in ("relcl", "acl"):
            add("antecedent:" + steps[-1] + str(len(steps)), above)
        way = ">".join(steps[-2:])
        for child in p.children[above]:
            if p.deps[child] in SUBJECTS and child != below:
                add(f"above:{way}:{p.deps[child]}", child)
            elif p.deps[child] in ("dobj", "dative", "poss") and child != below and len(steps) == 1:
                add(f"above:{way}:{p.deps[child]}", child)
            elif p.deps[child] in PREPOSITIONS and child != below and p.lowers[child] in ("by", "from", "in") and len(steps) < 3:
                add(f"above:{way}:{p.lowers[child]}", _below(p, child))
        below = above
    if p.pos[cue] == "PUNCT":
        start, end = p.sentences[p.sentence_of[cue]]
        if start < cue:
            add("before:" + p.words[cue], _top(p, start, cue))
        if cue + 1 < end:
            add("behind:" + p.words[cue], _top(p, cue + 1, end))
    number = p.sentence_of[cue]
    if number:
        first, behind = p.sentences[number - 1]
        subject = next((t for t in range(first, behind) if p.deps[t] in SUBJECTS and p.heads[p.heads[t]] == p.heads[t]), None)
        if subject is not None:
            add("last", subject)
    return found


def _of_cue(p: ParsedPassage, cue: int, add) -> None:  # type: ignore[no-untyped-def]
    for child in p.children[cue]:
        dep = p.deps[child]
        if dep in SUBJECTS:
            if p.lowers[child] in RELATIVES and p.deps[cue] == "relcl":
                add("antecedent", p.heads[cue])
            add(dep, child)
        elif dep in PREPOSITIONS:
            for inner in p.children[child]:
                if p.deps[inner] in ("pobj", "prep", "pcomp"):
                    if p.deps[inner] == "pobj":
                        add(f"of:{p.lowers[child]}", inner)
                    else:
                        add(f"of:{p.lowers[child]}:{p.lowers[inner]}", _below(p, inner))
        elif dep in ("poss", "compound", "amod", "nmod", "dobj", "attr", "npadvmod", "dative", "appos", "pobj"):
            add(dep, child)


def noun_phrase(p: ParsedPassage, head: int) -> Piece:
    """A noun with what belongs to it, without the clauses that follow it and the words that a possessor owns."""
    first, behind = p.lefts[head], p.rights[head] + 1
    for child in p.children[head]:
        if child > head and p.deps[child] in ("relcl", "acl", "advcl", "ccomp", "parataxis"):
            behind = min(behind, p.lefts[child])
    if p.pos[head] in ("VERB", "AUX"):
        first, behind = head, head + 1
    return first, max(behind, head + 1)
