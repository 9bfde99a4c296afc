"""Coding of sentences with given parties."""

import numpy as np
import pytest

import dragoman
from dragoman.codebook.codebook import load_codebook
from dragoman.errors import UsageError
from dragoman.reading.coding import RootModel, load_coder
from dragoman.reading.coding_features import act_of
from dragoman.reading.mixed import Mixed
from dragoman.reading.sentence import read_sentence, span_of

EMPTY = Mixed(*(np.zeros(0, np.float32) for _ in range(3)))


def test_the_root_is_the_likeliest_of_the_likeliest_quad_class() -> None:
    model = RootModel(("ACCUSE", "AID", "REJECT"), np.array([3, 2, 3]), EMPTY)
    assert model.choose(np.array([0.28, 0.4, 0.32], np.float32)) == "REJECT"


@pytest.mark.slow
def test_the_act_is_what_stands_between_the_parties() -> None:
    text = "Norway, which borders Russia, sent medicine to Malawi."
    sentence = read_sentence(text)
    act = act_of(sentence, span_of(text, "Norway", "source"), span_of(text, "Malawi", "target"))
    words = sentence.parsed.words
    assert words[act.predicate] == words[act.meeting] == "sent"
    assert [words[t] for t in act.path] == ["sent", "to"]
    assert "medicine" in [words[t] for t in act.between(sentence)]


@pytest.mark.slow
@pytest.mark.parametrize(
    ("text", "source", "target", "root", "quad"),
    [
        ("Norway sent medicine and food to Malawi.", "Norway", "Malawi", "AID", "material cooperation"),
        ("Chile strongly condemned the decision of Peru.", "Chile", "Peru", "ACCUSE", "verbal conflict"),
        ("Ghana rejected a proposal by Togo.", "Ghana", "Togo", "REJECT", "verbal conflict"),
        ("Jets of Aland bombed a depot of Bealand.", "Jets of Aland", "Bealand", "ASSAULT", "material conflict"),
        ("Kenya praised the reforms of Uganda.", "Kenya", "Uganda", "SUPPORT", "verbal cooperation"),
    ],
)
def test_sentences_are_coded(text: str, source: str, target: str, root: str, quad: str) -> None:
    coding = dragoman.code(text, source, target)
    assert (coding.root, coding.quad) == (root, quad)


@pytest.mark.slow
def test_what_yields_is_a_word_or_a_deed() -> None:
    done = dragoman.code("Aland released forty prisoners of Bealand.", "Aland", "Bealand")
    assert (done.root, done.mode, done.quad) == ("RETREAT", "release", "material cooperation")
    said = dragoman.code("The rebels declared a ceasefire with the government.", "The rebels", "the government")
    assert (said.root, said.quad) == ("CONCEDE", "verbal cooperation")


@pytest.mark.slow
def test_every_coding_is_one_of_the_codebook() -> None:
    roots = load_codebook().roots
    for text in ("Rain.", "Peru and Chile met in Lima on Monday.", "?", "<b>Peru</b> won, 3-1."):
        coding = dragoman.code(text)
        root = roots[coding.root]
        assert coding.quad == root.quad
        assert coding.score == (root.modes[coding.mode] if coding.mode else root.score)


@pytest.mark.slow
def test_a_missing_party_is_no_error() -> None:
    text = "Teachers in Lima went on strike."
    assert dragoman.code(text, "Teachers in Lima").root == dragoman.code(text, (0, 16)).root == "PROTEST"


def test_a_party_that_is_not_in_the_sentence_is_refused() -> None:
    with pytest.raises(UsageError, match="the source 'Peru' does not stand in the sentence"):
        dragoman.code("Chile thanked Bolivia.", "Peru", "Bolivia")


@pytest.mark.slow
def test_probabilities_are_of_all_roots() -> None:
    coder = load_coder()
    text = "Chile thanked Bolivia."
    sentence = read_sentence(text)
    found = coder.probabilities(sentence, act_of(sentence, (0, 5), (14, 21)))
    assert len(found) == len(coder.model.roots) == 15
    assert found.sum() == pytest.approx(1, abs=1e-5)
