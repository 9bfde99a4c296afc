"""What the codebook and the parse say of a candidate: the kinds that list its word, and whether it is denied."""

from __future__ import annotations

from dataclasses import replace
from typing import TYPE_CHECKING

from dragoman.reading.candidates import parted_from

if TYPE_CHECKING:
    from dragoman.codebook.codebook import Codebook
    from dragoman.language.parsed import ParsedPassage
    from dragoman.reading.decode import Place

BEFORE = frozenset({"prt", "compound", "amod", "nmod"})
#: Verbs whose complement is said not to be so: `denied that it had supplied weapons`, `denied negotiating`.
DENIALS = frozenset({"deny", "disavow", "refute"})
COMPLEMENTS = frozenset({"ccomp", "xcomp"})
OBJECTS = frozenset({"dobj", "attr", "nsubjpass", "acomp"})


def looked_up(passage: ParsedPassage, place: Place, codebook: Codebook) -> Place:
    """The place with all that its choice needs to know of the words there."""
    return replace(
        place,
        listed=listed_kinds(passage, place.token, codebook),
        parted=parted_from(passage, place.token),
        denied=is_denied(passage, place.token),
    )


def listed_kinds(passage: ParsedPassage, anchor: int, codebook: Codebook) -> frozenset[str]:
    """The kinds that list the candidate's lemma and whose conditions hold; weak words count only with a condition."""
    predicates = codebook.predicates(passage.lemmas[anchor], passage.pos[anchor])
    if not predicates:
        return frozenset()
    near, beside, objects = [], [], []
    for child in passage.children[anchor]:
        dep, lemma = passage.deps[child], passage.lemmas[child]
        if dep in BEFORE:
            near.append(lemma)
        elif dep in ("prep", "agent", "dative"):
            beside.append(lemma)
            objects += [passage.lemmas[t] for t in passage.children[child] if passage.pos[anchor] == "NOUN"]
        if dep in OBJECTS:
            objects.append(lemma)
    return frozenset(p.kind for p in predicates if (not p.weak or p.conditions) and p.fits(near, beside, objects))


def is_denied(passage: ParsedPassage, anchor: int) -> bool:
    """Whether the candidate is what somebody denies, or is coordinated with it; `did not deny` denies nothing."""
    token = anchor
    while passage.deps[token] == "conj" and passage.pos[passage.heads[token]] in ("VERB", "AUX"):
        token = passage.heads[token]
    above = passage.heads[token]
    if passage.deps[token] not in COMPLEMENTS or passage.lemmas[above] not in DENIALS:
        return False
    return all(passage.deps[child] != "neg" for child in passage.children[above])
