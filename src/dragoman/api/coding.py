"""Questions about one sentence, without a dossier: who does what to whom, how real it is, whether it is a pledge."""

from __future__ import annotations

from typing import TYPE_CHECKING

if TYPE_CHECKING:
    from dragoman.codebook.entries import Coding
    from dragoman.reading.sentence import Part


def code(sentence: str, source: Part | None = None, target: Part | None = None) -> Coding:
    """The PLOVER code of what the source does to the target in an English sentence: root, quad class, mode and score.

    The parties are given as the words that stand in the sentence (their first place counts) or as (start, end) of their
    characters; either may be missing. There is always a code: the sentence is taken to tell an act of the sixteen.
    Raises UsageError where the sentence is empty or a party does not stand in it.
    """
    from dragoman.reading.coding import load_coder

    return load_coder().code(sentence, source, target)


def factuality(sentence: str, span: Part) -> float:
    """How real the sentence tells what the word at `span` names: from -3 (surely not) over 0 (open) to 3 (surely).

    `span` is the word as it stands in the sentence (its first place counts) or (start, end) of its characters; of
    several words the one that governs the others counts. Raises UsageError where it does not stand in the sentence.
    """
    from dragoman.reading.factuality import load_factuality

    return load_factuality().of_text(sentence, span)


def pledge(sentence: str) -> float:
    """The probability that a sentence of a programme or statement is a pledge: a promise of a deed that can be checked.

    Raises UsageError where the sentence is empty.
    """
    from dragoman.reading.pledges import load_pledges

    return load_pledges().of_text(sentence)
