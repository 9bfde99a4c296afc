"""A formulation's family: what counts as a variant of a phrase, what belongs to it, and how variants are told apart."""

from __future__ import annotations

import time

import pytest
from hypothesis import given
from hypothesis import strategies as st

from dragoman.analysis.lemmas import index_terms, words_of
from dragoman.analysis.wording import Formulation, Place, Variant, difference, found_in, places, variants
from dragoman.engines.terms import terms
from dragoman.errors import UsageError
from dragoman.record import Document, Passage
from dragoman.sources.passages import passages_of_text


def document(text: str, id: str = "paper", published: str = "2022-06-29") -> Document:
    return Document(id, text, published=published, passages=passages_of_text(text))


def found(phrase: str, *texts: str) -> list[Place]:
    """The places of a phrase in documents of consecutive years."""
    documents = [document(text, f"paper-{n}", f"{2020 + n}-01-01") for n, text in enumerate(texts)]
    formulation = Formulation.of(phrase)
    return places([raw for one in documents for raw in found_in(formulation, one)], {})


def quotes(phrase: str, *texts: str) -> list[str]:
    return [place.evidence.quote for place in found(phrase, *texts)]


@pytest.mark.parametrize(
    ("phrase", "text", "quote"),
    [
        ("status quo", "The ministers want to keep the Status Quo in the bay.", "Status Quo"),
        (
            "change the status quo",
            "The status quo was being changed from one day to the next.",
            "status quo was being changed",
        ),
        ("change the status quo", "They altered the old status quo.", "altered the old status quo"),
        ("by force or coercion", "It was taken by force in the end.", "by force"),
        ("by force or coercion", "It was taken through military coercion in the end.", "through military coercion"),
        ("partners across the globe", "The alliance and its Indo-Pacific partners met.", "Indo-Pacific partners"),
        ("partners across the globe", "The alliance and partners in its region met.", "partners in its region"),
        ("rules-based order", "They defend an order based on rules.", "order based on rules"),
        ("recognise the organisation", "They recognized that organization.", "recognized that organization"),
        ("deep concern", "They were deeply worried.", ""),
        ("status quo", "The status of the treaty was discussed.", ""),
        ("by force or coercion", "The armed forces with their ships were there.", ""),
        ("by force or coercion", "It was taken by Japanese forces.", ""),
        ("partners across the globe", "Firms across the globe were hit.", ""),
        ("partners across the globe", "Trading partners were hit.", ""),
    ],
)
def test_what_is_a_variant_and_what_is_not(phrase: str, text: str, quote: str) -> None:
    assert quotes(phrase, text) == ([quote] if quote else [])


@pytest.mark.parametrize(
    ("text", "met"),
    [
        ("They oppose attempts to change the status quo by coercion.", True),
        ("They oppose any change of the status quo in the waters of the bay by force.", True),
        ("They spoke of attempts to change the weather.", False),
        ("The status quo is good.", False),
    ],
)
def test_a_long_phrase_needs_most_of_its_words(text: str, met: bool) -> None:
    assert bool(quotes("attempts to change the status quo by force or coercion", text)) is met


def test_words_far_apart_are_no_variant() -> None:
    assert quotes("partners across the globe", "Partners came. " + "They sat down. " * 5 + "The globe turned.") == []


def test_what_recurs_beside_a_phrase_belongs_to_the_wording() -> None:
    assert quotes(
        "status quo",
        "We oppose unilateral attempts to change the status quo by force.",
        "We strongly oppose unilateral attempts to change the status quo by force or coercion.",
        "The committee ate lunch while the status quo went on.",
    ) == [
        "oppose unilateral attempts to change the status quo by force",
        "oppose unilateral attempts to change the status quo by force or coercion",
        "status quo",
    ]


def test_names_numbers_and_verbs_of_telling_belong_to_no_wording() -> None:
    [one, other] = quotes(
        "status quo", "Ruritania stressed the status quo of 1815.", "Ruritania stressed the status quo of 1815."
    )
    assert one == other == "status quo"


def test_a_comma_ends_a_wording_but_not_a_list_in_it() -> None:
    assert (
        quotes(
            "status quo",
            "Any coercive, provocative actions to change the status quo, by force of habit, were named.",
            "Any coercive, provocative actions to change the status quo, by force of habit, were named.",
        )
        == ["coercive, provocative actions to change the status quo"] * 2
    )


def test_inflection_and_order_make_no_new_variant() -> None:
    told = found("rules-based order", "An order based on rules.", "The rules-based order.", "The rules-based orders.")
    [variant] = variants(told)
    assert (variant.number, variant.first, variant.last, len(variant.places)) == (1, "2020-01-01", "2022-01-01", 3)
    assert variant.wording == "rules-based order"


def test_variants_are_numbered_by_their_first_day_and_told_apart_by_their_words() -> None:
    told = found(
        "partners across the globe",
        "Our partners across the globe.",
        "Our Indo-Pacific partners.",
        "Partners across the globe.",
    )
    assert [(v.number, v.wording, len(v.places)) for v in variants(told)] == [
        (1, "Partners across the globe", 2),
        (2, "Indo-Pacific partners", 1),
    ]
    assert difference(told[0], told[1]) == (("Indo-Pacific",), ("globe",))


def test_a_near_copy_is_noted_at_its_original() -> None:
    text = "They want to keep the status quo."
    raw = [raw for id in ("a-copy", "original") for raw in found_in(Formulation.of("status quo"), document(text, id))]
    [place] = places(raw, {"a-copy": "original"})
    assert (place.doc, place.copies) == ("original", ("a-copy",))


@pytest.mark.parametrize(
    ("text", "quoted"),
    [
        ("They spoke of “the status quo” there.", True),
        ('They spoke of "the status quo" there.', True),
        ("“No,” they said of the status quo, “never.”", False),
        ("They spoke of the status quo.", False),
    ],
)
def test_whether_the_words_are_the_speakers_own(text: str, quoted: bool) -> None:
    assert [place.quoted for place in found("status quo", text)] == [quoted]


def test_pull_quotes_and_boilerplate_have_no_places() -> None:
    text = "The status quo.\nThe status quo."
    passages = (Passage(0, 15, "content"), Passage(16, 31, "pullquote"))
    raw = list(found_in(Formulation.of("status quo"), Document("paper", text, passages=passages)))
    assert [place.evidence.start for place in places(raw, {})] == [4]


@pytest.mark.parametrize("phrase", ["", "of the", "...", "by"])
def test_a_phrase_without_content_is_refused(phrase: str) -> None:
    with pytest.raises(UsageError, match="no word to look for"):
        Formulation.of(phrase)


def test_every_form_of_a_word_is_found_through_the_search_index() -> None:
    for one, other in (("coercion", "coercive"), ("recognise", "recognized"), ("seek", "sought"), ("world", "worlds")):
        [lemma] = [word.lemma for word in words_of(one)]
        assert set(terms(other)) <= index_terms(lemma)


@given(
    st.lists(st.sampled_from(["status", "quo", "Status quo", "change", "force", ".", ",", "“", "\n", "x"]), max_size=60)
)
def test_the_words_are_always_those_of_the_document(parts: list[str]) -> None:
    text = " ".join(parts)
    passage = (Passage(0, len(text), "content"),) if text else ()
    one = Document("paper", text, passages=passage)
    for place in places(list(found_in(Formulation.of("change the status quo"), one)), {}):
        assert text[place.evidence.start : place.evidence.end] == place.evidence.quote
        assert place.before + place.evidence.quote + place.after in text


def test_a_document_made_to_be_slow_is_not() -> None:
    text = "status quo change force " * 20_000
    began = time.process_time()
    raw = list(
        found_in(
            Formulation.of("change the status quo by force"),
            Document("p", text, passages=(Passage(0, len(text), "content"),)),
        )
    )
    assert raw
    assert time.process_time() - began < 20


def test_a_variant_names_its_speakers_once() -> None:
    [place] = found("status quo", "The status quo.")
    assert Variant(1, "status quo", (place, place)).speakers == ()
