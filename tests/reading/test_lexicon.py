"""What the codebook says of a candidate."""

import pytest

from dragoman.codebook.codebook import load_codebook
from dragoman.reading.lexicon import is_denied, listed_kinds

from .given import parsed

BOOK = load_codebook()
REACHED = """
    They     they     PRON PRP nsubj 1
    reached  reach    VERB VBD ROOT  1
    an       an       DET  DT  det   3
    OBJECT   object   NOUN NN  dobj  1
"""


def test_a_word_whose_conditions_hold_is_listed() -> None:
    assert "agreement" in listed_kinds(parsed(REACHED.replace("object", "agreement")), 1, BOOK)


def test_a_word_whose_conditions_do_not_hold_is_not_listed() -> None:
    assert "agreement" not in listed_kinds(parsed(REACHED.replace("object", "island")), 1, BOOK)


def test_a_weak_word_without_any_condition_is_not_listed() -> None:
    passage = parsed("They they PRON PRP nsubj 1\njoined join VERB VBD ROOT 1")
    assert "membership" not in listed_kinds(passage, 1, BOOK)


def test_a_word_of_no_kind_is_not_listed() -> None:
    assert listed_kinds(parsed("pencils pencil NOUN NNS ROOT 0"), 0, BOOK) == frozenset()


SAID = """
    They     they     PRON PRP nsubj 2
    NOT      not      PART RB  advmod 2
    VERB     verb     VERB VBD ROOT  2
    that     that     SCONJ IN mark  5
    it       it       PRON PRP nsubj 5
    met      meet     VERB VBD ccomp 2
    or       or       CCONJ CC cc    5
    called   call     VERB VBD conj  5
"""


@pytest.mark.parametrize("token", [5, 7])
def test_what_somebody_denies_is_denied(token: int) -> None:
    assert is_denied(parsed(SAID.replace("verb", "deny")), token)


def test_what_somebody_says_is_not_denied() -> None:
    assert not is_denied(parsed(SAID.replace("verb", "say")), 5)


def test_what_nobody_denies_is_not_denied() -> None:
    assert not is_denied(parsed(SAID.replace("verb", "deny").replace("advmod", "neg")), 5)


def test_the_denial_itself_is_not_denied() -> None:
    assert not is_denied(parsed(SAID.replace("verb", "deny")), 2)
