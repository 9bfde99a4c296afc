"""Themes: a coarser grain of events within one story."""

from __future__ import annotations

from typing import Any

import numpy as np

from dragoman.merging.event_mentions import Corpus, EventDocument, EventMention
from dragoman.merging.themes import themes

MEANINGS = {"talks": 0, "summit": 0, "meeting": 0, "missile": 1, "launch": 1, "parade": 2}


def vector_of(word: str) -> Any:
    found = np.zeros(3)
    if word in MEANINGS:
        found[MEANINGS[word]] = 1.0
    return found


def corpus(*words: str) -> Corpus:
    mentions = tuple(EventMention(word, place, (0,), word) for place, word in enumerate(words))
    return Corpus([EventDocument("a", {place: [word] for place, word in enumerate(words)}, mentions)])


def test_mentions_of_one_subject_come_together_in_whatever_words() -> None:
    assert themes(corpus("summit", "missile", "talks", "launch"), [], vector_of) == [
        ["summit", "talks"],
        ["missile", "launch"],
    ]


def test_what_is_one_event_stays_together_whatever_its_words() -> None:
    assert themes(corpus("summit", "parade"), [["summit", "parade"]], vector_of) == [["summit", "parade"]]


def test_a_mention_without_known_words_stands_alone() -> None:
    assert themes(corpus("summit", "xyzzy", "talks"), [], vector_of) == [["summit", "talks"], ["xyzzy"]]


def test_no_mentions_have_no_themes() -> None:
    assert themes(corpus(), [], vector_of) == []
