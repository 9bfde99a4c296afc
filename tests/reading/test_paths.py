"""The way through the parse from a word to a predicate."""

import pytest

from dragoman.reading.paths import path

from .given import SIGNED, parsed

THREE = """
    Japan    japan    PROPN NNP nsubj 3 GPE
    and      and      CCONJ CC  cc    0
    Poland   poland   PROPN NNP conj  0 GPE
    met      meet     VERB  VBD ROOT  3
    and      and      CCONJ CC  cc    3
    agreed   agree    VERB  VBD conj  3
"""
#: Two sentences.
TWO = """
    Japan    japan    PROPN NNP nsubj 1 GPE
    spoke    speak    VERB  VBD ROOT  1
    .        .        PUNCT .   punct 1
    Poland   poland   PROPN NNP nsubj 4 GPE
    listened listen   VERB  VBD ROOT  4
"""


@pytest.mark.parametrize(
    ("word", "way"),
    [
        ("Japan", "nsubj^"),
        ("treaty", "dobj^"),
        ("Poland", "pobj^prep:with^dobj^"),
        ("signed", "self"),
    ],
)
def test_from_a_word_up_to_the_verb(word: str, way: str) -> None:
    passage = parsed(SIGNED)
    assert path(passage, passage.words.index(word), 1) == way


def test_down_to_a_noun() -> None:
    assert path(parsed(SIGNED), 0, 3) == "nsubj^dobj_"


def test_each_of_coordinated_nouns_stands_where_the_first_does() -> None:
    passage = parsed(THREE)
    assert path(passage, 0, 3) == path(passage, 2, 3) == "nsubj^"


def test_coordination_of_verbs_is_a_step() -> None:
    assert path(parsed(THREE), 0, 5) == "nsubj^conj_"


def test_another_sentence_is_apart() -> None:
    passage = parsed(TWO)
    assert len(passage.sentences) == 2
    assert path(passage, 0, 4) == "apart"


def test_a_long_way_is_only_far() -> None:
    chain = "\n".join(["go go VERB VB ROOT 0", *(f"w{i} w{i} VERB VB xcomp {i - 1}" for i in range(1, 9))])
    assert path(parsed(chain), 6, 0) == "xcomp^" * 6
    assert path(parsed(chain), 7, 0) == "far"
