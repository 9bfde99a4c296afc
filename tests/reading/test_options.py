"""The options for a role: each value once, with all that its fillers show."""

from dragoman.reading import options, slots
from dragoman.reading.features import hashed
from dragoman.reading.slots import Anchor
from dragoman.record import Actor
from dragoman.world.world import load_world

from .given import SIGNED, annotated, mention

ANCHOR = Anchor(0, 1, "agreement", "happened", None)
BOTH = mention("JPN+POL", 5, "pronoun")


def test_an_actor_is_one_option_with_all_its_places() -> None:
    text = annotated((SIGNED, [mention("JPN", 0), mention("JPN", 5)]))
    (option,) = options.actors(text, ANCHOR)
    assert (option.value, option.tokens) == (Actor("JPN"), (0, 5))


def test_it_has_the_features_of_all_its_mentions() -> None:
    text = annotated((SIGNED, [mention("JPN", 0), mention("JPN", 5)]))
    fillers = slots.actor_fillers(text, ANCHOR)
    (option,) = options.actors(text, ANCHOR)
    for shown in slots.actor_features(text, ANCHOR, fillers):
        assert set(hashed(shown)) <= set(option.features)


def test_a_feature_of_two_mentions_is_had_once() -> None:
    text = annotated((SIGNED, [mention("JPN", 0), mention("JPN", 5)]))
    (option,) = options.actors(text, ANCHOR)
    assert option.features.count(hashed(["src=name"])[0]) == 1
    assert hashed(["nm=2"])[0] in option.features


def test_a_mention_of_several_gives_an_option_each() -> None:
    text = annotated((SIGNED, [mention("USA", 0), BOTH]))
    found = options.actors(text, ANCHOR)
    assert [(o.value.body, o.tokens) for o in found] == [("USA", (0,)), ("JPN", (5,)), ("POL", (5,))]


def test_what_only_stands_around_the_sentence_has_no_place() -> None:
    (option,) = options.actors(annotated((SIGNED, []), issuer="USA"), ANCHOR)
    assert (option.value, option.tokens) == (Actor("USA"), ())


def test_an_actor_of_the_text_has_its_place_before_the_sentence() -> None:
    text = annotated((SIGNED, [mention("POL", 0)]), (SIGNED, []), topics=(Actor("POL"),))
    (option,) = (o for o in options.actors(text, Anchor(1, 1, "agreement", "happened", None)) if o.value.body == "POL")
    assert (option.tokens, option.before) == ((), (0, 0))


def test_a_day_told_and_published_is_one_option() -> None:
    text = annotated((SIGNED.replace("Poland    poland ", "today     today  "), []))
    (option,) = options.dates(text, ANCHOR)
    assert option.value == "2022-06-29"
    assert hashed(["srcs=date:date+published"])[0] in option.features


def test_places_are_options_by_name() -> None:
    found = options.places(annotated((SIGNED, [])), ANCHOR, load_world())
    assert [(o.value, o.tokens) for o in found] == [("Japan", (0,)), ("Poland", (5,))]


def test_a_sentence_without_amounts_offers_none() -> None:
    assert options.amounts(annotated((SIGNED, [])), ANCHOR) == []


def test_the_same_options_have_the_same_features_in_the_same_order() -> None:
    text = annotated((SIGNED, [mention("JPN", 0), BOTH]))
    assert options.actors(text, ANCHOR) == options.actors(text, ANCHOR)
