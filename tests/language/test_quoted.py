"""Quoted stretches, with and without their marks."""

from __future__ import annotations

import pytest

from dragoman.language.parsed import ParsedPassage, from_spacy
from dragoman.language.parser import load_pipeline
from dragoman.language.quoted import quoted_stretches

pytestmark = pytest.mark.slow


def passage(text: str) -> ParsedPassage:
    return from_spacy(load_pipeline()(text), offset=0, role="content", number=0)


def quoted(text: str) -> list[str]:
    p = passage(text)
    return [text[p.starts[s.first] : p.ends[s.behind - 1]] for s in quoted_stretches(p)]


def test_each_pair_of_marks_is_a_stretch() -> None:
    assert quoted("“Yes,” he said. “No.”") == ["“Yes,”", "“No.”"]


def test_marks_that_are_the_same_both_ways() -> None:
    assert quoted('"Yes," he said. "No."') == ['"Yes,"', '"No."']


def test_a_mark_that_is_never_closed_reaches_to_the_end() -> None:
    assert quoted("“We are ready. We will begin tomorrow.") == ["“We are ready. We will begin tomorrow."]


def test_an_unclosed_mark_within_a_sentence_ends_with_it() -> None:
    assert quoted("He called it “a mess of papers. The road was long and dusty.") == ["“a mess of papers."]


def test_a_lone_closing_mark_reaches_back_to_its_sentence() -> None:
    assert quoted("The road was long. We are ready,” he said.") == ["We are ready,”"]


def test_an_unclosed_mark_ends_before_who_speaks() -> None:
    assert quoted("“We are ready, the mayor said.") == ["“We are ready,"]
