"""The record of a choice: its evidence, its wording, its code."""

import pytest

from dragoman.codebook.codebook import load_codebook
from dragoman.reading.candidates import candidates
from dragoman.reading.compose import LONGEST_WHAT, SHORTEST, compose, quote_span, wording
from dragoman.reading.decode import Choice, Place
from dragoman.reading.reader import Reader
from dragoman.reading.roles import Roles
from dragoman.reading.slots import Anchor
from dragoman.record import Actor, Record

from .given import SIGNED, annotated, document, parsed

DENIED = """
    He       he       PRON  PRP nsubj  3
    did      do       AUX   VBD aux    3
    not      not      PART  RB  neg    3
    resign   resign   VERB  VB  ROOT   3
    .        .        PUNCT .   punct  3
"""
SAID = """
    Duda     duda     PROPN NNP nsubj  1
    said     say      VERB  VBD ROOT   1
    Japan    japan    PROPN NNP nsubj  3
    agreed   agree    VERB  VBD ccomp  1
"""
#: Told in small literal texts of each sort; the last has no end.
TEXTS = (
    "Japan and Poland signed a defence agreement in Madrid on 29 June 2022.",
    "Prime Minister Fumio Kishida said that Tokyo would give $100 million to Ukraine, and NATO welcomed the pledge.",
    "“We will never accept it,” the minister told reporters. Talks broke down.\nRussia expelled five diplomats",
    "The European Union imposed new sanctions on Belarus, Iran and North Korea over arms, drones, missiles, oil, gas, "
    "gold, steel, timber, banks, ships, ports, airlines, television channels and many other things as well.",
)


def record(table: str, token: int, roles: Roles | None = None, *, kind: str = "agreement", **given: object) -> Record:
    """The record of a choice at a token of a passage."""
    choice = Choice(Anchor(0, token, kind, "happened", None), Place(0, token, 0, 1), 0.71239)
    text = annotated((table, []), **given)  # type: ignore[arg-type]
    return compose(text, choice, roles or Roles((Actor("JPN"),), (), "", "", None), load_codebook())


def test_the_evidence_is_the_clause() -> None:
    assert record(SIGNED, 1).evidence.quote == "Japan signed a treaty with Poland"


def test_the_wording_begins_with_the_predicate() -> None:
    assert record(SIGNED, 1).what == "signed a treaty with Poland"


def test_auxiliaries_and_negation_belong_to_the_wording() -> None:
    assert wording(parsed(DENIED), 3) == "did not resign"


def test_a_wording_has_at_most_fifteen_words() -> None:
    table = "go go VERB VB ROOT 0\n" + "\n".join(f"w{i} w{i} NOUN NN dobj 0" for i in range(40))
    assert wording(parsed(table), 0) == " ".join(["go", *(f"w{i}" for i in range(LONGEST_WHAT - 1))])


def test_a_very_short_clause_is_quoted_with_its_heads() -> None:
    assert quote_span(parsed(SAID), 3) == (0, 4)
    assert quote_span(parsed(SIGNED), 5) == (2, 6)


def test_a_signed_agreement_has_its_plover_code() -> None:
    found = record(SIGNED, 1)
    assert (found.plover, found.mode, found.score) == ("SUPPORT", None, 5.0)


def test_who_is_quoted_is_named_where_somebody_else_acts() -> None:
    duda = (Actor("POL", "Andrzej Duda"),)
    assert record(SAID, 3, quoted_by={0: duda}).said_by == "POL/Andrzej Duda"
    assert record(SAID, 3, Roles(duda, (), "", "", None), quoted_by={0: duda}).said_by is None


def test_confidence_has_three_decimals() -> None:
    assert record(SIGNED, 1).confidence == 0.712


@pytest.mark.slow
@pytest.mark.parametrize("text", TEXTS, ids=range(len(TEXTS)))
def test_every_record_of_a_text_keeps_to_it(reader: Reader, text: str) -> None:
    found = reader.read(document(text))
    assert found
    for one in found:
        assert text[one.evidence.start : one.evidence.end] == one.evidence.quote
        assert 1 <= len(one.what.split()) <= LONGEST_WHAT
        assert 0 <= one.confidence <= 1


@pytest.mark.slow
@pytest.mark.parametrize("text", TEXTS, ids=range(len(TEXTS)))
def test_every_quote_is_wide_enough_or_a_whole_sentence(reader: Reader, text: str) -> None:
    from dragoman.language.parser import parse

    for passage in parse(document(text), reader.pipeline):
        for token in candidates(passage):
            first, behind = quote_span(passage, token)
            root = passage.heads[token] == token or passage.sentence_of[first] != passage.sentence_of[behind - 1]
            assert first <= token < behind
            assert behind - first >= SHORTEST or root or _reaches_root(passage.heads, token)


def _reaches_root(heads: list[int], token: int) -> bool:
    """Whether all above a token has been taken in: its sentence is short."""
    while heads[token] != token:
        token = heads[token]
    return heads.count(token) <= SHORTEST
