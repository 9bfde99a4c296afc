"""What may fill a record's roles."""

import pytest

from dragoman.language.annotate import AnnotatedText
from dragoman.language.mention import Mention
from dragoman.reading.slots import (
    Anchor,
    Filler,
    actor_fillers,
    amount_fillers,
    date_fillers,
    named_before,
    place_fillers,
    speaker_of,
    tense,
)
from dragoman.record import Actor
from dragoman.world.world import load_world

from .given import SIGNED, annotated, mention, parsed

JPN, POL = mention("JPN", 0), mention("POL", 5)
PLEDGED = """
    Japan    japan    PROPN NNP nsubj  2 GPE
    will     will     AUX   MD  aux    2
    give     give     VERB  VB  ROOT   2
    $        $        SYM   $   nmod   5 MONEY
    10       10       NUM   CD  compound 5 MONEY
    million  million  NUM   CD  dobj   2 MONEY
    in       in       ADP   IN  prep   2
    Madrid   madrid   PROPN NNP pobj   6 GPE
    on       on       ADP   IN  prep   2
    June     june     PROPN NNP pobj   8 DATE
    30       30       NUM   CD  nummod 9 DATE
    ,        ,        PUNCT ,   punct  2
    2022     2022     NUM   CD  nummod 9 DATE
"""
SAID = """
    Duda     duda     PROPN NNP nsubj  1 PERSON
    said     say      VERB  VBD ROOT   1
    Japan    japan    PROPN NNP nsubj  3 GPE
    agreed   agree    VERB  VBD ccomp  1
"""


def anchor(token: int = 1, passage: int = 0, kind: str = "agreement", status: str = "happened") -> Anchor:
    return Anchor(passage, token, kind, status, None)


def sources(fillers: list[Filler]) -> list[tuple[str, str]]:
    return [(filler.source, " + ".join(map(str, filler.value))) for filler in fillers]


def acting(mentions: list[Mention], **given: object) -> list[tuple[str, str]]:
    text: AnnotatedText = annotated((SIGNED, mentions), **given)  # type: ignore[arg-type]
    return sources(actor_fillers(text, anchor()))


def test_the_mentions_of_the_sentence_may_act() -> None:
    assert acting([JPN, POL]) == [("name", "JPN"), ("name", "POL")]


def test_a_part_of_a_longer_mention_may_not() -> None:
    assert acting([mention("JPN", 0, apart=True), POL]) == [("name", "POL")]


def test_a_capital_that_something_happens_in_may_not() -> None:
    passage = (PLEDGED, [JPN, mention("ESP", 7, "metonym")])
    assert sources(actor_fillers(annotated(passage), anchor(2))) == [("name", "JPN")]


def test_the_issuer_of_an_official_text_may() -> None:
    assert ("issuer", "USA") in acting([JPN], issuer="USA")


def test_who_is_quoted_in_the_sentence_may() -> None:
    assert ("cue", "POL/Andrzej Duda") in acting([JPN], quoted_by={0: (Actor("POL", "Andrzej Duda"),)})


def test_the_first_two_topics_may() -> None:
    topics = (Actor("NATO"), Actor("EU"), Actor("UN"))
    assert acting([], topics=topics) == [("topic0", "NATO"), ("topic1", "EU")]


def test_the_subject_of_the_sentence_before_may() -> None:
    text = annotated((SIGNED, [JPN, POL]), (SIGNED, []))
    assert sources(actor_fillers(text, anchor(passage=1))) == [("before", "JPN")]


def test_an_actor_is_found_where_it_was_named_last_before_the_sentence() -> None:
    text = annotated((SIGNED, [JPN, mention("JPN", 5)]), (SAID, []))
    assert named_before(text, anchor(passage=1), [Actor("JPN"), Actor("POL")]) == {Actor("JPN"): (0, 5)}


def test_what_the_sentence_itself_names_was_not_named_before() -> None:
    assert named_before(annotated((SIGNED, [JPN])), anchor(), [Actor("JPN")]) == {}


def test_an_actor_named_far_back_is_not_looked_for() -> None:
    text = annotated((SIGNED, [JPN]), *[(SAID, [])] * 8)
    assert named_before(text, anchor(passage=8), [Actor("JPN")]) == {}
    assert named_before(text, anchor(passage=7), [Actor("JPN")]) == {Actor("JPN"): (0, 0)}


def test_a_date_of_the_sentence_and_the_day_of_publication_may_be_when() -> None:
    found = date_fillers(annotated((PLEDGED, [])), anchor(2))
    assert sources(found) == [("date:date", "2022-06-30"), ("published", "2022-06-29")]
    assert found[0].token == 12


def test_an_official_text_is_issued_on_its_day() -> None:
    assert sources(date_fillers(annotated((SIGNED, []), issuer="USA"), anchor())) == [("issued", "2022-06-29")]


def test_a_date_before_the_sentence_may_be_when() -> None:
    two = PLEDGED + "    It it PRON PRP nsubj 14\n    rained rain VERB VBD ROOT 14"
    assert ("before", "2022-06-30") in sources(date_fillers(annotated((two, [])), anchor(14)))


def test_an_undated_text_without_dates_offers_none() -> None:
    assert date_fillers(annotated((SIGNED, []), published=""), anchor()) == []


def test_a_weekday_goes_with_the_tense_of_its_verb() -> None:
    spoke = """
        They   they   PRON  PRP nsubj 1
        VERB   meet   VERB  TAG ROOT  1
        on     on     ADP   IN  prep  1
        Friday friday PROPN NNP pobj  2 DATE
    """
    past, coming = spoke.replace("VERB   meet", "met meet").replace("TAG", "VBD"), spoke.replace("TAG", "VB")
    assert sources(date_fillers(annotated((past, [])), anchor()))[0] == ("date:date", "2022-06-24")
    assert sources(date_fillers(annotated((coming, [])), anchor()))[0] == ("date:date", "2022-07-01")


def test_the_places_that_the_parser_names_may_be_where() -> None:
    text = annotated((PLEDGED, [JPN]))
    assert sources(place_fillers(text, anchor(2), load_world())) == [("place:GPE", "Japan"), ("place:known", "Madrid")]


def test_the_state_of_an_adjective_may_be_where() -> None:
    text = annotated((SIGNED, [mention("JPN", 3, "adjective")]))
    assert ("state:adjective", "Japan") in sources(place_fillers(text, anchor(), load_world()))


def test_a_place_is_named_without_article_and_genitive() -> None:
    table = """
        The      the      DET   DT  det    1 GPE
        Hague    hague    PROPN NNP poss   3 +GPE
        's       's       PART  POS case   1 +GPE
        court    court    NOUN  NN  nsubj  4
        ruled    rule     VERB  VBD ROOT   4
    """
    text = annotated((table, []))
    assert [value for _, value in sources(place_fillers(text, anchor(4), load_world()))] == ["Hague"]


def test_only_amounts_of_the_clause_may_be_the_amount() -> None:
    text = annotated((PLEDGED, []))
    (found,) = amount_fillers(text, anchor(2, kind="aid"))
    assert (found.value[0].value, found.value[0].unit, found.token) == (10_000_000, "USD", 5)  # type: ignore[attr-defined]
    assert amount_fillers(text, anchor(7)) == []


@pytest.mark.parametrize(
    ("table", "token", "expected"),
    [
        (SIGNED, 1, "past"),
        (SIGNED, 5, "past"),
        (PLEDGED, 2, "future"),
        (PLEDGED, 7, "future"),
        ("Japan japan PROPN NNP nsubj 1\nleads lead VERB VBZ ROOT 1", 1, "present"),
        ("Japan japan PROPN NNP nsubj 2\ndid do AUX VBD aux 2\nsign sign VERB VB ROOT 2", 2, "past"),
    ],
)
def test_tense_is_that_of_the_governing_verb(table: str, token: int, expected: str) -> None:
    assert tense(parsed(table), token) == expected


def test_reported_speech_is_attributed() -> None:
    duda = (Actor("POL", "Andrzej Duda"),)
    (here,) = annotated((SAID, []), quoted_by={0: duda}).passages
    assert speaker_of(here, 3) == duda
    assert speaker_of(here, 1) == ()


def test_what_nobody_is_quoted_for_is_not_attributed() -> None:
    (here,) = annotated((SAID, [])).passages
    assert speaker_of(here, 3) == ()
