"""A record from a chosen anchor and its roles: evidence, wording, code, and to whom the document attributes it."""

from __future__ import annotations

from typing import TYPE_CHECKING

from dragoman.reading.candidates import clause
from dragoman.reading.slots import speaker_of
from dragoman.record import Evidence, Record

if TYPE_CHECKING:
    from dragoman.codebook.codebook import Codebook
    from dragoman.language.annotate import AnnotatedText
    from dragoman.language.parsed import ParsedPassage
    from dragoman.reading.decode import Choice
    from dragoman.reading.roles import Roles

#: A quote of fewer words proves little: the clause around it is quoted too.
SHORTEST = 3
#: A wording has at most so many words.
LONGEST_WHAT = 15
#: Dependents before a predicate that belong to its wording: `will not`, `third joint`.
TOLD_BEFORE = frozenset({"aux", "auxpass", "neg", "advmod", "amod", "compound", "nummod", "poss"})


def compose(text: AnnotatedText, choice: Choice, roles: Roles, codebook: Codebook) -> Record:
    """The record of a choice."""
    anchor = choice.anchor
    here = text.passages[anchor.passage]
    first, behind = quote_span(here.parsed, anchor.token)
    coding = codebook.plover(
        anchor.kind, anchor.status, anchor.stance, _telling(here.parsed, anchor.token, first, behind)
    )
    said = speaker_of(here, anchor.token)
    return Record(
        doc=text.document.id,
        kind=anchor.kind,
        status=anchor.status,
        evidence=Evidence.of(text.document.text, here.parsed.starts[first], here.parsed.ends[behind - 1]),
        who=roles.who,
        whom=roles.whom,
        what=wording(here.parsed, anchor.token),
        when=roles.when,
        where=roles.where,
        amount=roles.amount,
        stance=anchor.stance,
        plover=coding.root if coding else None,
        mode=coding.mode if coding else None,
        score=coding.score if coding else None,
        said_by="; ".join(map(str, said)) if said and said != roles.who else None,
        confidence=round(choice.confidence, 3),
    )


def quote_span(passage: ParsedPassage, anchor: int) -> tuple[int, int]:
    """Tokens (first, behind last) of the evidence: the anchor's clause, widened to its head's while very short."""
    first, behind = clause(passage, anchor)
    token = anchor
    while behind - first < SHORTEST and passage.heads[token] != token:
        token = passage.heads[token]
        wider = clause(passage, token)
        first, behind = min(first, wider[0]), max(behind, wider[1])
    return first, behind


def wording(passage: ParsedPassage, anchor: int) -> str:
    """What the record is, in at most fifteen of the document's words: the predicate and what follows, no subject."""
    first, behind = clause(passage, anchor)
    start = anchor
    for child in passage.children[anchor]:
        if child < anchor and passage.deps[child] in TOLD_BEFORE:
            start = min(start, max(first, passage.lefts[child]))
    words: list[str] = []
    for token in range(start, behind):
        if len(words) == LONGEST_WHAT:
            break
        if words and passage.starts[token] == passage.ends[token - 1]:
            words[-1] += passage.words[token]
        elif passage.pos[token] != "SPACE":
            words.append(passage.words[token])
    return " ".join(words).strip(" ,;:.-–—\"'“”‘’")


def _telling(passage: ParsedPassage, anchor: int, first: int, behind: int) -> list[str]:
    """The lemmas that tell the record, its predicate first."""
    return [passage.lemmas[anchor], *(passage.lemmas[t] for t in range(first, behind) if t != anchor)]
