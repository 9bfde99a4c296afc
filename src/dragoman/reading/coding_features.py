"""What a sentence shows of the act between two parties in it: words, syntax, codebook, and the encoder's numbers."""

from __future__ import annotations

from dataclasses import dataclass
from itertools import pairwise
from typing import TYPE_CHECKING
from zlib import crc32

import numpy as np

if TYPE_CHECKING:
    from collections.abc import Iterator

    from numpy.typing import NDArray

    from dragoman.codebook.codebook import Codebook
    from dragoman.reading.sentence import Sentence

    Array = NDArray[np.float32]

#: Hashed features are numbers below 2 ** BITS.
BITS = 15
MARKS = frozenset({"aux", "auxpass", "neg", "prt", "mark"})
SILENT = frozenset({"PUNCT", "SPACE"})
#: Names tell who, not what.
NAMES = frozenset({"GPE", "PERSON", "ORG", "NORP", "DATE", "LOC", "FAC"})
LONGEST_PATH = 5
SOURCE, TARGET = "<source>", "<target>"


@dataclass(frozen=True, slots=True)
class Act:
    """Two parties and what stands between them, all as token numbers of one sentence."""

    source: int | None
    target: int | None
    #: The verb that governs the source (without one: the target), and the token where their ways to the top meet.
    predicate: int
    meeting: int
    #: The tokens above the source up to the meeting and down to the target.
    path: list[int]
    #: Token -> SOURCE or TARGET.
    parties: dict[int, str]

    def outside(self, sentence: Sentence) -> list[int]:
        """The tokens that belong to neither party, without punctuation."""
        return [t for t, pos in enumerate(sentence.parsed.pos) if t not in self.parties and pos not in SILENT]

    def between(self, sentence: Sentence) -> list[int]:
        """Those of them between the parties; all where a party is missing."""
        tokens = self.outside(sentence)
        if self.source is None or self.target is None:
            return tokens
        low, high = sorted((self.source, self.target))
        return [t for t in tokens if low < t < high] or tokens


def act_of(sentence: Sentence, source: tuple[int, int] | None, target: tuple[int, int] | None) -> Act:
    """The act between the parties at these stretches of the sentence; either may be missing."""
    p = sentence.parsed
    parties = {}
    for span, name in ((target, TARGET), (source, SOURCE)):
        within = p.tokens_between(*span) if span else None
        parties.update(dict.fromkeys(range(*within), name) if within else {})
    first, other = sentence.head(source), sentence.head(target)
    known = first if first is not None else other
    predicate = sentence.predicate(known) if known is not None else sentence.top()
    if first is None or other is None:
        return Act(first, other, predicate, predicate, [predicate], parties)
    up, down = [first, *p.ancestors(first)], [other, *p.ancestors(other)]
    meeting = next((t for t in up if t in down), None)
    if meeting is None:
        return Act(first, other, predicate, predicate, up[1:] or [predicate], parties)
    path = up[1 : up.index(meeting) + 1] + down[1 : down.index(meeting)][::-1]
    return Act(first, other, predicate, meeting, path or [predicate], parties)


def dense(sentence: Sentence, act: Act) -> Array:
    """The act as numbers, side by side; their order is fixed (`BLOCKS` names the parts in training)."""
    return np.concatenate(list(blocks(sentence, act).values())).astype(np.float32)


def blocks(sentence: Sentence, act: Act) -> dict[str, Array]:
    """The parts of `dense` by name."""
    return {
        "predicate": sentence.mean([act.predicate]),
        "meeting": sentence.mean([act.meeting]),
        "path": sentence.mean(act.path),
        "between": sentence.mean(act.between(sentence)),
    }


def hashed(sentence: Sentence, act: Act, codebook: Codebook) -> list[int]:
    """The act's features as numbers below 2 ** BITS, each once, in order."""
    mask = (1 << BITS) - 1
    return sorted({crc32(f.encode("utf-8", "replace")) & mask for f in _features(sentence, act, codebook)})


def _features(sentence: Sentence, act: Act, codebook: Codebook) -> Iterator[str]:
    p = sentence.parsed
    yield from _words(sentence, act)
    for name, token in (("P", act.predicate), ("L", act.meeting)):
        yield from _around(sentence, act, codebook, name, token)
    for name, party in ((SOURCE, act.source), (TARGET, act.target)):
        if party is None:
            yield "no" + name
        else:
            yield from (f"{name}d={p.deps[party]}", f"{name}h={p.lemmas[p.heads[party]]}")
            yield from (f"{name}e={p.entities[party]}", f"{name}w={p.lemmas[party]}")
    yield from ("path=" + p.lemmas[token] for token in act.path)
    yield "deps=" + ">".join(p.deps[token] for token in act.path[:LONGEST_PATH])
    for token in act.outside(sentence):
        for predicate in codebook.predicates(p.lemmas[token], p.pos[token]):
            if not predicate.weak:
                yield f"K={predicate.kind}{predicate.stance}"
                yield from ("C=" + name for name in predicate.classes)


def _words(sentence: Sentence, act: Act) -> Iterator[str]:
    """The sentence's lemmas, alone and in pairs, with one mark for each party."""
    row: list[str] = []
    for token, lemma in enumerate(sentence.parsed.lemmas):
        party = act.parties.get(token)
        if party:
            row += [] if row and row[-1] == party else [party]
        elif sentence.parsed.pos[token] not in SILENT:
            plain = sentence.parsed.pos[token] != "NUM" and sentence.parsed.entities[token] not in NAMES
            row.append(lemma if plain else "_")
    yield from ("U=" + word for word in row)
    yield from (f"B={a}_{b}" for a, b in pairwise(row))
    if SOURCE in row and TARGET in row:
        low, high = sorted((row.index(SOURCE), row.index(TARGET)))
        yield f"order={row[low]}"
        yield from ("M=" + word for word in row[low + 1 : high])
    for party in (SOURCE, TARGET):
        if party in row:
            place = row.index(party)
            near = [d for d in (-2, -1, 1, 2) if 0 <= place + d < len(row)]
            yield from (f"{party}{d}={row[place + d]}" for d in near)


def _around(sentence: Sentence, act: Act, codebook: Codebook, name: str, token: int) -> Iterator[str]:
    p, lemma = sentence.parsed, sentence.parsed.lemmas[token]
    yield from (f"{name}={lemma}", f"{name}t={p.tags[token]}")
    for child in p.children[token]:
        dep, below = p.deps[child], p.lemmas[child]
        if dep in MARKS:
            yield f"{name}{dep}={below}"
        elif child not in act.parties:
            yield from (f"{name}c{dep}={below}", f"{name}{lemma}|{dep}={below}")
            yield from (f"{name}g={p.lemmas[inner]}" for inner in p.children[child])
    for predicate in codebook.predicates(lemma, p.pos[token]):
        yield f"{name}K={predicate.kind}{predicate.stance}"
        yield from (f"{name}C={one}" for one in predicate.classes)
