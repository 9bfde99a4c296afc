"""Words are found in their commonest endings."""

import pytest
from hypothesis import given
from hypothesis import strategies as st

from dragoman.engines.terms import counted, stem, terms, words


@pytest.mark.parametrize(
    "forms",
    [
        "sanction sanctions sanctioned sanctioning",
        "policy policies",
        "ally allies",
        "plan plans planned planning",
        "promise promises promised promising",
        "pass passes passed",
        "make makes making",
        "tax taxes taxed",
        "speech speeches",
        "agree agrees agreed",
        "missile missiles",
        "tie ties",
    ],
)
def test_forms_of_a_word_meet(forms: str) -> None:
    assert len({stem(form) for form in forms.split()}) == 1


@pytest.mark.parametrize("word", ["crisis", "bus", "red", "bring", "us", "class", "café", "f16s", "и"])
def test_what_only_looks_like_an_ending_stays(word: str) -> None:
    assert stem(word) == word


def test_words_are_casefolded_and_lose_the_possessive() -> None:
    assert words("Japan’s NATO’s\nStraße, it's U.S. 2022-06-29") == [
        *("japan", "nato", "strasse", "it", "u", "s", "2022", "06", "29")
    ]


def test_terms_are_counted_in_alphabetical_order() -> None:
    assert counted("Trade talks, trade talk") == [("talk", 2), ("trad", 2)]


@given(st.text())
def test_case_and_composition_make_no_difference(text: str) -> None:
    assert terms(text.upper().lower()) == terms(text.upper().lower().casefold())
    assert all(terms(text))
