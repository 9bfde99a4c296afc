"""Which mentions of several documents are one actor's, why, and what keeps them apart."""

from __future__ import annotations

import time
from collections.abc import Sequence

import pytest

from dragoman.language.annotate import annotate
from dragoman.merging.actors import HERE, LINKED, ROLE, SURNAME, MergedActor, merged
from dragoman.merging.divided import divided_lands
from dragoman.merging.grain import by_state
from dragoman.merging.mentions import ORGAN, PERSON, STATE, THING, ActorMention, MentionReader
from dragoman.merging.nouns import common_nouns
from dragoman.record import Actor, Document, Passage
from dragoman.world import load_world


def person(id: str, actor: str, *, known: bool = False) -> ActorMention:
    """A mention of a person, in the document that the first letter of its id names."""
    who = Actor.parse(actor)
    states = () if who.body == "?" else (who.body,)
    return ActorMention(id, id[0], who.name, PERSON, (who,), states=states, known=known)


def state(id: str, code: str) -> ActorMention:
    return ActorMention(id, id[0], code, STATE, (Actor(code),), states=(code,), known=True, stated=True)


def organ(id: str, actor: str, noun: str) -> ActorMention:
    who = Actor.parse(actor)
    return ActorMention(id, id[0], noun, ORGAN, (who,), noun, states=(who.body,), known=True)


def thing(id: str, text: str, noun: str = "", *, name: str = "", gathers: str = "") -> ActorMention:
    return ActorMention(id, id[0], text, THING, noun=noun, name=name, gathers=gathers)


def ids(actors: Sequence[MergedActor]) -> list[str]:
    """The ids of each actor's mentions, in one word."""
    return [" ".join(mention.id for mention in actor.mentions) for actor in actors]


def test_one_linked_actor_in_two_documents() -> None:
    (actor,) = merged([state("a1", "JPN"), state("b1", "JPN")])
    assert [(join.kind, join.reason) for join in actor.joins] == [(LINKED, "both are linked to JPN")]
    assert (actor.label, actor.sort, actor.state) == ("JPN", "state", "JPN")


def test_a_person_of_the_tables_whatever_the_office_of_the_day() -> None:
    one, other = "NLD/Mark Rutte", "NATO/Mark Rutte"
    assert ids(merged([person("a1", one, known=True), person("b1", other, known=True)])) == ["a1 b1"]


def test_a_full_name_that_no_table_holds_whatever_its_initials_and_state() -> None:
    names = ["RUR/Jane Q. Doe", "?/Jane Doe", "RUR/Jane Doe Jr."]
    assert ids(merged([person(f"{d}1", name) for d, name in zip("abc", names, strict=True)])) == ["a1 b1 c1"]


def test_a_surname_joins_the_only_full_name_that_ends_so() -> None:
    (actor,) = merged([person("a1", "RUR/Jane Doe"), person("b1", "?/Doe")])
    assert [join.kind for join in actor.joins] == [SURNAME]


@pytest.mark.parametrize(
    "mentions",
    [
        [person("a1", "RUR/Doe"), person("b1", "RUR/Doe")],
        [person("a1", "RUR/Jane Doe"), person("b1", "RUR/John Doe"), person("c1", "?/Doe")],
        [thing("a1", "Doe", "doe", name="Doe"), thing("b1", "Doe", "doe", name="Doe")],
    ],
    ids=["no full name", "two full names", "not known to be a person"],
)
def test_a_surname_alone_joins_nobody(mentions: list[ActorMention]) -> None:
    assert len(merged(mentions)) == len(mentions)


def test_a_surname_twice_in_one_document_is_one_person() -> None:
    (actor,) = merged([person("a1", "?/Doe"), person("a2", "?/Doe")])
    assert [join.kind for join in actor.joins] == [HERE]


def test_an_abbreviation_and_the_name_with_its_initials() -> None:
    mentions = [
        thing("a1", "the Ruritanian Grain Board", "board", name="Ruritanian Grain Board"),
        thing("b1", "RGB", "rgb", name="RGB"),
    ]
    assert ids(merged(mentions)) == ["a1 b1"]
    rival = thing("c1", "Royal Guard Brigade", "brigade", name="Royal Guard Brigade")
    assert ids(merged([*mentions, rival])) == ["a1", "b1", "c1"]


def test_one_role_of_one_state() -> None:
    envoys = [organ("a1", "KOR/envoys", "diplomat"), organ("b1", "KOR/ambassador", "diplomat")]
    found = merged([*envoys, organ("c1", "PRK/envoys", "diplomat")])
    assert ids(found) == ["a1 b1", "c1"]
    assert found[0].joins[0].reason == "one role or organ: diplomat of KOR"


def test_a_headline_writes_a_noun_with_a_capital() -> None:
    assert ids(merged([thing("a1", "Coach", "coach", name="Coach"), thing("b1", "the coach", "coach")])) == ["a1 b1"]


def test_a_convoy_is_told_by_those_it_consists_of() -> None:
    mentions = [
        thing("a1", "a convoy of soldiers", "convoy", gathers="soldier"),
        thing("b1", "the convoy", "convoy"),
        thing("c1", "the soldiers", "soldier"),
    ]
    assert ids(merged(mentions)) == ["a1 b1 c1"]


def test_any_join_may_be_refused() -> None:
    mentions = [organ("a1", "KOR/envoys", "diplomat"), organ("b1", "KOR/ambassador", "diplomat")]
    assert ids(merged(mentions, lambda join: join.kind != ROLE)) == ["a1", "b1"]


def test_who_is_refused_by_one_may_join_the_next() -> None:
    mentions = [state(f"{d}1", "JPN") for d in "abc"]
    apart = merged(mentions, lambda join: join.one.document != "a")
    assert ids(apart) == ["a1", "b1 c1"]


def test_every_mention_is_in_one_actor_and_every_actor_has_a_join_less_than_mentions() -> None:
    mentions = [state("a1", "JPN"), state("b1", "JPN"), person("c1", "?/Doe"), thing("d1", "it")]
    found = merged(mentions)
    assert sorted(m.id for a in found for m in a.mentions) == ["a1", "b1", "c1", "d1"]
    assert [len(a.joins) for a in found] == [len(a.mentions) - 1 for a in found]


@pytest.mark.slow
def test_twenty_thousand_mentions_take_seconds_even_if_all_is_refused() -> None:
    mentions = [state(f"{n}", "JPN") for n in range(20_000)]
    began = time.perf_counter()
    assert len(merged(mentions, lambda join: False)) == len(mentions)
    assert len(merged(mentions)) == 1
    assert time.perf_counter() - began < 10


def test_by_state_counts_organs_and_rare_persons_together() -> None:
    mentions = [
        state("a1", "RUS"),
        organ("b1", "RUS/Duma", "parliament"),
        person("a2", "RUS/Ivan Petrov"),
        person("b2", "RUS/Anna Smirnova"),
        *(person(f"{d}{n}", "RUS/Vladimir Putin", known=True) for d in "abc" for n in (3, 4)),
    ]
    assert ids(by_state(merged(mentions))) == ["a1 b1", "a2 b2", "a3 a4 b3 b4 c3 c4"]
    assert len(by_state(merged(mentions), lambda join: False)) == len(merged(mentions))


def test_no_word_stands_for_two_senses() -> None:
    nouns = common_nouns()
    assert nouns.sense("accord") == nouns.sense("treaty")
    assert nouns.sense("word of no list") == "word of no list"


@pytest.mark.parametrize(
    ("words", "states"),
    [
        ("the North", ("PRK",)),
        ("North and South Korea", ("PRK", "KOR")),
        ("South and North Korea", ("KOR", "PRK")),
        ("the two Koreas", ("PRK", "KOR")),
        ("the Korean peninsula", ("PRK", "KOR")),
        ("South Korea", ()),
        ("the north of the country", ()),
        ("the Korean War", ()),
    ],
)
def test_halves_of_a_divided_land(words: str, states: tuple[str, ...]) -> None:
    found = divided_lands(load_world()).states(words.split(), {"PRK", "KOR", "JPN"})
    assert sorted(found) == sorted(states)


def read(text: str, words: str) -> ActorMention:
    """What a stretch of a text of one paragraph is read as, on 1 June 2022."""
    document = Document("d", text, published="2022-06-01", passages=(Passage(0, len(text), "content"),))
    start = text.index(words)
    return MentionReader(annotate(document, load_world()), load_world()).read("m", start, start + len(words))


@pytest.mark.slow
@pytest.mark.parametrize(
    ("text", "words", "sort", "actor"),
    [
        ("Japan signed the treaty.", "Japan", STATE, "JPN"),
        ("The White House declined to comment.", "The White House", STATE, "USA"),
        ("The Biden administration declined to comment.", "The Biden administration", STATE, "USA"),
        ("Fumio Kishida flew to Madrid.", "Fumio Kishida", PERSON, "JPN/Fumio Kishida"),
        ("Foreign Minister Yoshimasa Hayashi of Japan spoke.", "Foreign Minister", PERSON, "JPN/Yoshimasa Hayashi"),
        ("Japan sent aid. Jane Doe, a farmer, praised her host.", "her", PERSON, "?/Jane Doe"),
    ],
)
def test_who_a_stretch_tells(text: str, words: str, sort: str, actor: str) -> None:
    mention = read(text, words)
    assert (mention.sort, [str(a) for a in mention.actors]) == (sort, [actor])


@pytest.mark.slow
def test_members_of_a_group_are_told_by_the_group() -> None:
    assert read("Japan welcomed dozens of the questions.", "dozens of the questions").noun == "question"


@pytest.mark.slow
def test_two_countries_are_those_told_last() -> None:
    assert set(read("Japan met Poland. The two countries agreed.", "The two countries").states) == {"JPN", "POL"}


@pytest.mark.slow
def test_a_stretch_outside_all_passages_tells_nothing() -> None:
    document = Document("d", "Japan signed. Poland left.", passages=(Passage(0, 13, "content"),))
    mention = MentionReader(annotate(document, load_world()), load_world()).read("m", 14, 20)
    assert (mention.sort, mention.actors, mention.states) == (THING, (), ())
