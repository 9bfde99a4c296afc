"""What a candidate shows: words, syntax, actors and codebook classes around it, as strings hashed to numbers."""

from __future__ import annotations

from collections.abc import Iterable, Mapping
from typing import TYPE_CHECKING
from zlib import crc32

from dragoman.reading.candidates import clause, depth

if TYPE_CHECKING:
    from dragoman.codebook.codebook import Codebook
    from dragoman.language.annotate import AnnotatedPassage
    from dragoman.language.mention import Mention
    from dragoman.language.parsed import ParsedPassage

#: Hashed features are numbers below 2 ** BITS.
BITS = 17
_MASK = (1 << BITS) - 1
#: Words that tell nothing as members of a bag.
PLAIN_WORDS = frozenset(
    [
        "the",
        "a",
        "an",
        "of",
        "and",
        ",",
        ".",
        "-",
        "to",
        "in",
        "for",
        "on",
        "at",
        "by",
        "with",
        "as",
        "that",
        "this",
        "its",
        "it",
        "be",
        "have",
        "do",
        "not",
        "will",
        "'",
        '"',
        "’s",
        "'s",
        "”",
        "“",
        "(",
        ")",
        ":",
        ";",
    ]
)
ARGUMENTS = frozenset(
    {
        "dobj",
        "nsubj",
        "nsubjpass",
        "attr",
        "acomp",
        "xcomp",
        "ccomp",
        "prt",
        "amod",
        "compound",
        "poss",
        "agent",
        "neg",
        "aux",
    }
)
INNER_ARGUMENTS = frozenset({"dobj", "attr", "nsubj", "nsubjpass", "xcomp", "ccomp"})
INNER_DEPS = frozenset({"amod", "compound", "poss", "prep", "nmod", "dobj", "aux", "mark"})
#: Neighbours of a word that count, and what their features begin with.
WINDOW = tuple((step, f"W{step}=") for step in (-3, -2, -1, 1, 2, 3))


class _Numbers(dict[str, int]):
    """Feature -> its number; forgets everything when full, so that it stays small however much is read."""

    FULL = 200_000

    def __missing__(self, feature: str) -> int:
        if len(self) >= self.FULL:
            self.clear()
        number = self[feature] = crc32(feature.encode("utf-8", "replace")) & _MASK
        return number


_numbers = _Numbers()


def hashed(features: Iterable[str]) -> list[int]:
    """Each feature's number below 2 ** BITS (CRC-32: the same on every machine)."""
    return list(map(_numbers.__getitem__, features))


def sort_of(mention: Mention) -> str:
    """One letter for what a mention stands for: Person, Organ, State, Body, or Group of several."""
    if len(mention.actors) > 1:
        return "G"
    actor = mention.actors[0]
    if mention.is_person:
        return "P"
    if actor.name:
        return "O"
    return "S" if len(actor.body) == 3 and actor.body.isupper() else "B"


def sorts_by_head(mentions: Iterable[Mention]) -> dict[int, str]:
    """Token -> sort of the mention whose head it is."""
    return {m.head: sort_of(m) for m in mentions if not m.apart}


class PassageFeatures:
    """Features of the candidates of one passage; what all candidates of a sentence share is computed once."""

    def __init__(
        self, annotated: AnnotatedPassage, codebook: Codebook, *, context: tuple[str, ...] = (), of_passages: int = 1
    ) -> None:
        self.passage: ParsedPassage = annotated.parsed
        self.codebook = codebook
        self.sorts: Mapping[int, str] = sorts_by_head(annotated.mentions)
        number = self.passage.number
        self.context = [
            *context,
            f"para={min(3, number)}",
            f"np={min(3, of_passages // 8)}",
            f"role={self.passage.role}",
            f"voice={bool(annotated.speaker)}",
        ]
        self._context_numbers = hashed(self.context)
        self._sentences: dict[int, list[str]] = {}
        self._sentence_numbers: dict[int, list[int]] = {}
        self._sort_of = [self.sorts.get(token, "") for token in range(len(self.passage))]
        #: The passage as a bag of words, and how many of them stand before each token.
        self._bag, self._before = self._bag_of_words()
        self._bag_numbers = hashed(self._bag)

    def of(self, anchor: int) -> list[str]:
        """The features of one candidate."""
        first, behind = clause(self.passage, anchor)
        return [
            *self._word(anchor),
            *self._bag[self._before[first] : self._before[behind]],
            *self._inside(anchor, first, behind),
            *self._sentence(self.passage.sentence_of[anchor]),
            self._position(anchor),
            *self.context,
        ]

    def numbers(self, anchor: int) -> list[int]:
        """The numbers of the same features; those that candidates share are looked up once."""
        first, behind = clause(self.passage, anchor)
        return [
            *hashed(self._word(anchor)),
            *self._bag_numbers[self._before[first] : self._before[behind]],
            *hashed(self._inside(anchor, first, behind)),
            *self._numbers_of_sentence(self.passage.sentence_of[anchor]),
            _numbers[self._position(anchor)],
            *self._context_numbers,
        ]

    def _word(self, anchor: int) -> list[str]:
        """What the word itself shows, and what stands above and below it in the parse."""
        features = self._own(anchor) + self._above(anchor)
        for child in self.passage.children[anchor]:
            features += self._below(anchor, child)
        return features

    def _position(self, anchor: int) -> str:
        start, end = self.passage.sentences[self.passage.sentence_of[anchor]]
        return f"pos={min(4, 5 * (anchor - start) // max(1, end - start))}"

    def _own(self, anchor: int) -> list[str]:
        p = self.passage
        lemma, pos = p.lemmas[anchor], p.pos[anchor]
        features = [
            "L=" + lemma,
            "LP=" + lemma + pos,
            "T=" + p.tags[anchor],
            "D=" + p.deps[anchor],
            "PD=" + pos + p.deps[anchor],
            "E=" + p.entities[anchor],
            "inq=1" if p.quoted[anchor] else "inq=0",
            f"dpt={min(5, depth(p, anchor))}",
        ]
        features += [f"K={predicate.kind}" for predicate in self.codebook.predicates(lemma, pos)]
        if anchor in self.sorts:
            features.append("actor=" + self.sorts[anchor])
        return features

    def _above(self, anchor: int) -> list[str]:
        p = self.passage
        head = p.heads[anchor]
        if head == anchor:
            return ["root"]
        dep, lemma = p.deps[anchor], p.lemmas[head]
        features = [
            "H=" + lemma,
            "HD=" + dep + lemma,
            "HP=" + dep + p.pos[head],
            "LH=" + p.lemmas[anchor] + "_" + lemma,
        ]
        above = p.heads[head]
        if above != head:
            features += ["G=" + p.lemmas[above], "GD=" + dep + p.deps[head] + p.lemmas[above]]
        path: list[str] = []
        token = anchor
        while p.heads[token] != token and len(path) < 5:
            path.append(p.deps[token])
            token = p.heads[token]
            if p.pos[token] == "VERB":
                break
        features += ["GV=" + p.lemmas[token], "GVp=" + ">".join(path)]
        features += [f"GK={predicate.kind}" for predicate in self.codebook.predicates(p.lemmas[token], p.pos[token])]
        cue = self.codebook.status_cue(lemma)
        if cue:
            features.append("HS=" + dep + cue)
        return features

    def _below(self, anchor: int, child: int) -> list[str]:
        p = self.passage
        dep, lemma = p.deps[child], p.lemmas[child]
        features = ["C=" + dep, "CL=" + dep + lemma]
        if p.entities[child]:
            features.append("CE=" + dep + p.entities[child])
        if child in self.sorts:
            features += ["CA=" + dep + self.sorts[child], "LCA=" + p.lemmas[anchor] + dep + self.sorts[child]]
        if dep in ARGUMENTS:
            features.append("LC=" + p.lemmas[anchor] + dep + lemma)
        if dep in ("prep", "agent", "dative"):
            features.append("LPr=" + p.lemmas[anchor] + "_" + lemma)
            for inner in p.children[child]:
                features.append("PO=" + lemma + p.lemmas[inner])
                if p.entities[inner]:
                    features.append("PE=" + lemma + p.entities[inner])
                if inner in self.sorts:
                    features.append("PA=" + lemma + self.sorts[inner])
        elif dep in INNER_ARGUMENTS:
            features += self._two_below(dep, child)
        return features

    def _two_below(self, dep: str, child: int) -> list[str]:
        p = self.passage
        features = [f"CK={dep}{x.kind}" for x in self.codebook.predicates(p.lemmas[child], p.pos[child])]
        for inner in p.children[child]:
            if p.deps[inner] in INNER_DEPS:
                features.append("C2=" + dep + p.deps[inner] + p.lemmas[inner])
                if inner in self.sorts:
                    features.append("C2A=" + dep + p.deps[inner] + self.sorts[inner])
                if p.deps[inner] == "prep":
                    features += ["C3=" + dep + p.lemmas[inner] + p.lemmas[t] for t in p.children[inner]]
        return features

    def _inside(self, anchor: int, first: int, behind: int) -> list[str]:
        p = self.passage
        features = ["BE=" + e for e in sorted(set(p.entities[first:behind])) if e]
        features += ["BA=" + s for s in sorted(set(self._sort_of[first:behind])) if s] or ["BA=none"]
        start, end = p.sentences[p.sentence_of[anchor]]
        features += [name + p.lemmas[anchor + step] for step, name in WINDOW if start <= anchor + step < end]
        features.append(f"cl={min(6, (behind - first) // 4)}")
        return features

    def _bag_of_words(self) -> tuple[list[str], list[int]]:
        p = self.passage
        bag: list[str] = []
        before = [0]
        for lemma, pos in zip(p.lemmas, p.pos, strict=True):
            if lemma not in PLAIN_WORDS and pos not in ("PUNCT", "SPACE"):
                bag.append("B=" + lemma)
            before.append(len(bag))
        return bag, before

    def _sentence(self, number: int) -> list[str]:
        known = self._sentences.get(number)
        if known is None:
            p = self.passage
            start, end = p.sentences[number]
            lemmas = set(p.lemmas[start:end])
            known = ["S=" + lemma for lemma in sorted(lemmas - PLAIN_WORDS)]
            if lemmas & {"i", "we", "our"}:
                known.append("first")
            known += [f"sl={min(6, (end - start) // 8)}", f"sent={min(2, number)}"]
            self._sentences[number] = known
        return known

    def _numbers_of_sentence(self, number: int) -> list[int]:
        known = self._sentence_numbers.get(number)
        if known is None:
            known = self._sentence_numbers[number] = hashed(self._sentence(number))
        return known
