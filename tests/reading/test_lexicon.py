"""What the codebook says of a candidate."""

from dragoman.codebook.codebook import load_codebook
from dragoman.reading.lexicon import hinted_kinds, listed_kinds

from .given import SIGNED, parsed

BOOK = load_codebook()
SIGNED_IN = SIGNED.replace("treaty    treaty ", "guest     guest  ")


def test_a_word_whose_conditions_hold_is_listed() -> None:
    assert "agreement" in listed_kinds(parsed(SIGNED), 1, BOOK)


def test_a_word_whose_conditions_do_not_hold_is_hinted_only() -> None:
    assert "agreement" not in listed_kinds(parsed(SIGNED_IN), 1, BOOK)
    assert "agreement" in hinted_kinds(parsed(SIGNED_IN), 1, BOOK)


def test_a_word_of_no_kind_is_neither() -> None:
    passage = parsed("pencils pencil NOUN NNS ROOT 0")
    assert hinted_kinds(passage, 0, BOOK) == listed_kinds(passage, 0, BOOK) == frozenset()
