"""Words to kinds, frames and statuses."""

import pytest

from dragoman.codebook import Predicate, load_codebook
from dragoman.codebook.words import Word, parse_word, split_hyphens


def senses(lemma: str, pos: str, kind: str) -> list[Predicate]:
    return [p for p in load_codebook().predicates(lemma, pos) if p.kind == kind]


@pytest.mark.parametrize(
    ("lemma", "pos", "kind"),
    [
        ("meet", "VERB", "meeting"),
        ("summit", "NOUN", "meeting"),
        ("ratify", "VERB", "agreement"),
        ("cooperation", "NOUN", "cooperation"),
        ("donate", "VERB", "aid"),
        ("embargo", "NOUN", "sanction"),
        ("deploy", "VERB", "force"),
        ("invasion", "NOUN", "incident"),
        ("enact", "VERB", "policy"),
        ("resign", "VERB", "office"),
        ("accession", "NOUN", "membership"),
        ("rivalry", "NOUN", "dispute"),
        ("referendum", "NOUN", "election"),
        ("survey", "NOUN", "opinion"),
        ("seem", "VERB", "assessment"),
    ],
)
def test_a_plain_word_tells_its_kind(lemma: str, pos: str, kind: str) -> None:
    assert senses(lemma, pos, kind)


@pytest.mark.parametrize(
    ("lemma", "stance"),
    [
        ("praise", "support"),
        ("urge", "request"),
        ("condemn", "accuse"),
        ("reject", "reject"),
        ("warn", "threaten"),
        ("say", "neutral"),
    ],
)
def test_a_verb_of_speaking_tells_its_stance(lemma: str, stance: str) -> None:
    assert stance in {p.stance for p in senses(lemma, "VERB", "statement")}


def test_a_word_may_tell_several_kinds() -> None:
    assert {p.kind for p in load_codebook().predicates("withdraw", "VERB")} >= {"agreement", "force", "membership"}


def test_an_unknown_word_tells_nothing() -> None:
    assert load_codebook().predicates("banana", "NOUN") == ()


def test_proper_nouns_and_auxiliaries_are_looked_up_as_nouns_and_verbs() -> None:
    book = load_codebook()
    assert book.predicates("summit", "PROPN") == book.predicates("summit", "NOUN") != ()


def test_the_frame_says_which_argument_fills_what() -> None:
    (attack,) = [p for p in senses("attack", "VERB", "incident") if not p.conditions]
    assert attack.frame.who == ("subject",)
    assert attack.frame.whom[:2] == ("object", "prep:against")
    assert not attack.frame.joint
    assert all(p.frame.joint for p in senses("negotiate", "VERB", "meeting"))


def test_conditions_must_hold() -> None:
    (shoot_down,) = [p for p in senses("shoot", "VERB", "incident") if p.near]
    assert shoot_down.fits(near=["down"], beside=[], objects=[])
    assert not shoot_down.fits(near=[], beside=[], objects=[])
    (hold_talks,) = senses("hold", "VERB", "meeting")
    assert hold_talks.fits(near=[], beside=[], objects=["talk"])
    assert not hold_talks.fits(near=[], beside=[], objects=["grudge"])
    (travel,) = senses("travel", "VERB", "meeting")
    assert travel.fits(near=[], beside=["to"], objects=[])
    assert not travel.fits(near=[], beside=["by"], objects=[])


@pytest.mark.parametrize(
    ("text", "pos", "word"),
    [
        ("meet", "VERB", Word("meet", (), (), "")),
        ("shoot down", "VERB", Word("shoot", ("down",), (), "")),
        ("phone call", "NOUN", Word("call", ("phone",), (), "")),
        ("travel (to|in)", "VERB", Word("travel", (), ("to", "in"), "")),
        ("agree (to) <pause>", "VERB", Word("agree", (), ("to",), "pause")),
    ],
)
def test_the_notation_of_words(text: str, pos: str, word: Word) -> None:
    assert parse_word(text, pos) == word


def test_a_hyphenated_word_is_also_known_in_its_parts() -> None:
    assert split_hyphens(parse_word("cease-fire", "NOUN")) == Word("fire", ("cease",), (), "")
    assert split_hyphens(parse_word("sit-in", "NOUN")) is None
    assert split_hyphens(parse_word("truce", "NOUN")) is None


@pytest.mark.parametrize(
    ("word", "status"),
    [
        ("plan", "planned"),
        ("upcoming", "planned"),
        ("ahead of", "planned"),
        ("vow", "pledged"),
        ("call for", "proposed"),
        ("urge", "proposed"),
        ("should", "proposed"),
        ("might", "possible"),
        ("likely", "possible"),
        ("refuse", "denied"),
        ("without", "denied"),
        ("call off", "cancelled"),
        ("suspend", "cancelled"),
        ("ongoing", "ongoing"),
        ("continue", "ongoing"),
        ("banana", None),
    ],
)
def test_status_cues(word: str, status: str | None) -> None:
    assert load_codebook().status_cue(word) == status


def test_a_status_cue_may_be_asked_by_part_of_speech() -> None:
    book = load_codebook()
    assert book.status_cue("fear", "VERB") == "possible"
    assert book.status_cue("fear", "ADV") is None
