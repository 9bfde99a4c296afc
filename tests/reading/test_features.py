"""What a candidate shows, and the numbers that its features become."""

from dragoman.codebook.codebook import load_codebook
from dragoman.language.mention import Mention
from dragoman.reading.features import BITS, PassageFeatures, hashed, sort_of, sorts_by_head
from dragoman.record import Actor

from .given import SIGNED, annotated, mention

TALKS = """
    Talks   talk     NOUN NNS nsubj 1
    failed  fail     VERB VBD ROOT  1
"""


def shown(table: str, token: int, mentions: list[Mention] | None = None) -> list[str]:
    (here,) = annotated((table, mentions or [])).passages
    return PassageFeatures(here, load_codebook()).of(token)


def test_a_feature_has_the_same_number_on_every_machine() -> None:
    assert hashed(["L=sign", "S=conférence"]) == [88417, 19502]


def test_numbers_are_below_two_to_the_bits() -> None:
    numbers = hashed(f"L={i}" for i in range(1000))
    assert min(numbers) >= 0 and max(numbers) < 1 << BITS


def test_characters_that_utf_8_cannot_write_have_numbers() -> None:
    assert hashed(["L=\ud800"]) == hashed(["L=?"])


def test_a_verb_of_two_words_shows_itself_its_subject_and_the_sentence() -> None:
    features = shown(TALKS, 1)
    assert features[:8] == ["L=fail", "LP=failVERB", "T=VBD", "D=ROOT", "PD=VERBROOT", "E=", "inq=0", "dpt=0"]
    assert {"root", "C=nsubj", "CL=nsubjtalk", "LC=failnsubjtalk", "B=fail", "B=talk", "W-1=talk"} <= set(features)
    assert {"S=fail", "S=talk", "sl=0", "sent=0", "pos=2", "para=0", "np=0", "role=content"} <= set(features)


def test_a_noun_of_two_words_shows_its_head() -> None:
    features = shown(TALKS, 0)
    assert {"L=talk", "H=fail", "HD=nsubjfail", "HP=nsubjVERB", "LH=talk_fail", "GV=fail", "GVp=nsubj"} <= set(features)
    assert "root" not in features


def test_what_the_codebook_says_of_a_word_is_shown() -> None:
    assert "K=agreement" in shown(SIGNED, 1)


def test_actors_are_shown_by_their_sort() -> None:
    features = shown(SIGNED, 1, [mention("JPN", 0), mention("POL/Andrzej Duda", 5, "person")])
    assert {"CA=nsubjS", "LCA=signnsubjS", "BA=P", "BA=S"} <= set(features)
    assert "BA=none" in shown(SIGNED, 1)


def test_sorts_are_person_organ_state_body_and_group() -> None:
    assert sort_of(mention("JPN/Fumio Kishida", 0, "person")) == "P"
    assert sort_of(mention("JPN/Ministry of Defense", 0, "organ")) == "O"
    assert sort_of(mention("JPN", 0)) == "S"
    assert sort_of(mention("NATO", 0)) == "B"
    assert sort_of(Mention(0, 1, 0, (Actor("JPN"), Actor("POL")), "pronoun")) == "G"


def test_a_part_of_a_longer_mention_has_no_sort() -> None:
    assert sorts_by_head([mention("JPN", 0, apart=True), mention("POL", 1)]) == {1: "S"}


def test_numbers_are_those_of_the_features_in_their_order() -> None:
    (here,) = annotated((SIGNED, [mention("JPN", 0)])).passages
    shown = PassageFeatures(here, load_codebook())
    for token in range(len(here.parsed)):
        assert shown.numbers(token) == hashed(shown.of(token))
