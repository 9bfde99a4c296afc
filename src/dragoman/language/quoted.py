"""Quoted stretches of a passage, as runs of tokens, whatever marks are missing.

A mark opens or closes by its shape or, where it is the same both ways, by the white space around it. An opening mark
that no other closes reaches to the words that tell who speaks (`..., she said`), else to the end of the passage where
it begins a sentence, else to the end of its sentence; a closing mark that nothing opened reaches back to the beginning
of its sentence.
"""

from __future__ import annotations

from typing import TYPE_CHECKING, NamedTuple

from dragoman.language.parsed import QUOTE_CLOSE, QUOTE_OPEN, QUOTE_PLAIN
from dragoman.language.words import word_lists

if TYPE_CHECKING:
    from dragoman.language.parsed import ParsedPassage


class Stretch(NamedTuple):
    """Quoted tokens with their marks: first, behind the last, and whether the two marks are there."""

    first: int
    behind: int
    opened: bool
    closed: bool


def quoted_stretches(passage: ParsedPassage) -> list[Stretch]:
    """The quoted stretches of a passage, in order; they do not overlap."""
    stretches: list[Stretch] = []
    opened: int | None = None
    for token, word in enumerate(passage.lowers):
        mark = _mark(passage, token, word, opened is not None)
        if mark == "open":
            if opened is not None:
                _without_end(passage, stretches, opened, token)
            opened = token
        elif mark == "close":
            if opened is not None:
                stretches.append(Stretch(opened, token + 1, True, True))
            else:
                first = max(passage.sentences[passage.sentence_of[token]][0], stretches[-1].behind if stretches else 0)
                if first < token:
                    stretches.append(Stretch(first, token + 1, False, True))
            opened = None
    if opened is not None:
        _without_end(passage, stretches, opened, len(passage))
    return stretches


def _mark(passage: ParsedPassage, token: int, word: str, inside: bool) -> str:
    if word in QUOTE_OPEN:
        return "open"
    if word in QUOTE_CLOSE:
        return "close"
    if word not in QUOTE_PLAIN:
        return ""
    before = (
        token == 0 or passage.ends[token - 1] < passage.starts[token] or passage.lowers[token - 1] in ("(", "[", "—")
    )
    after = token + 1 == len(passage) or passage.starts[token + 1] > passage.ends[token]
    if before != after:
        return "open" if before else "close"
    return "close" if inside else "open"


def _without_end(passage: ParsedPassage, stretches: list[Stretch], opened: int, limit: int) -> None:
    first, behind = passage.sentences[passage.sentence_of[opened]]
    reach = _before_speaker(passage, opened, limit if opened == first else min(limit, behind))
    if opened + 1 < reach:
        stretches.append(Stretch(opened, reach, True, False))


def _before_speaker(passage: ParsedPassage, first: int, behind: int) -> int:
    """Where `, she said` begins behind what it tells; the given end where nothing such stands there."""
    verbs = word_lists("speech_cues")["verbs"]
    for token in range(first + 2, behind):
        if passage.pos[token] == "VERB" and passage.lemmas[token] in verbs:
            children = passage.children[token]
            cut = min([token, *(passage.lefts[c] for c in children if passage.deps[c] == "nsubj")])
            told = any(passage.deps[c] == "ccomp" and first <= c < cut for c in children)
            if told and passage.words[cut - 1] == ",":
                return cut
    return behind
