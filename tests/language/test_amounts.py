"""What numbers in a text amount to."""

from __future__ import annotations

import time

import pytest
from hypothesis import given
from hypothesis import strategies as st

from dragoman.language.amounts import find_amounts
from dragoman.language.numerals import in_words, number_of, ordinal_of


def amounts(text: str) -> list[tuple[float, str]]:
    return [(a.value, a.unit) for a in find_amounts(text)]


@pytest.mark.parametrize(
    "text, value, unit",
    [
        ("It costs $1.2 billion.", 1.2e9, "USD"),
        ("It costs US$5 million.", 5e6, "USD"),
        ("It costs A$525 million.", 525e6, "AUD"),
        ("It costs £5m.", 5e6, "GBP"),
        ("It costs €100bn.", 100e9, "EUR"),
        ("It costs ¥43 trillion.", 43e12, "JPY"),
        ("It costs 43 trillion yen.", 43e12, "JPY"),
        ("It costs forty-three trillion yen.", 43e12, "JPY"),
        ("It costs ¥43 billion, said Beijing in yuan.", 43e9, "CNY"),
        ("It costs 100 million euros.", 100e6, "EUR"),
        ("It spends 2 percent of GDP.", 2, "percent"),
        ("It spends 3.5% more.", 3.5, "percent"),
        ("It is a loss of 96 per cent.", 96, "percent"),
        ("It killed 17 people.", 17, "people"),
        ("It fired three missiles.", 3, "missiles"),
        ("It sent 1,400 troops.", 1400, "troops"),
        ("It named 70 individuals and organizations.", 70, "individuals and organizations"),
        ("It sent 48 light combat aircraft.", 48, "light combat aircraft"),
        ("It moved half a million people.", 500_000, "people"),
        ("It moved more than a million and a half people.", 1_500_000, "people"),
        ("It sent a dozen ships.", 12, "ships"),
        ("It shipped 33 million tonnes of maize.", 33e6, "tonnes"),
        ("It lies 934 km away.", 934, "km"),
        ("It pumps 1.5 million barrels a day.", 1.5e6, "barrels"),
        ("It was their sixth meeting.", 6, "meeting"),
        ("It was the 12th package.", 12, "package"),
        ("A three-judge panel met.", 3, "judge"),
        ("It holds 52 of the seats.", 52, "seats"),
    ],
)
def test_values_and_units(text: str, value: float, unit: str) -> None:
    assert amounts(text) == [(value, unit)]


@pytest.mark.parametrize(
    "text",
    [
        "On June 29, 2022 and for three years since 2013",
        "Article 5 of Resolution 1973",
        "F-16 and COVID-19 and the G7",
        "dozens of protesters",
        "one of them",
        "at 10:30",
    ],
)
def test_dates_durations_and_labels_are_no_amounts(text: str) -> None:
    assert amounts(text) == []


def test_a_range_keeps_both_ends() -> None:
    (mention,) = find_amounts("It may lend $2 billion to $3 billion.")
    assert (mention.value, mention.low, mention.high, mention.unit) == (2e9, 2e9, 3e9, "USD")


def test_a_rise_is_two_amounts() -> None:
    assert [value for value, _ in amounts("It rose from 40,000 to 300,000 troops.")] == [40_000, 300_000]


@pytest.mark.parametrize(
    "word, near", [("about", True), ("nearly", True), ("more than", True), ("up to", True), ("the", False)]
)
def test_words_that_make_an_amount_approximate(word: str, near: bool) -> None:
    (mention,) = find_amounts(f"It sent {word} 70 ships.")
    assert mention.approximate is near


@given(st.integers(0, 10**15 - 1))
def test_number_words_round_trip(number: int) -> None:
    assert number_of(in_words(number).replace("-", " ").split()) == number


@pytest.mark.parametrize("word, number", [("sixth", 6), ("twenty-first", 21), ("12th", 12), ("month", None)])
def test_ordinals(word: str, number: int | None) -> None:
    assert ordinal_of(word) == number


@given(st.text(alphabet="$€1239,. millionbetwdozand-%troopsyen\n", max_size=80))
def test_amounts_lie_in_the_text_in_order_without_overlaps(text: str) -> None:
    end = 0
    for mention in find_amounts(text):
        assert end <= mention.start < mention.end <= len(text)
        end = mention.end


def test_speed_on_plain_and_hostile_text() -> None:
    plain = "Some 1,400 troops and three ships worth $1.2 billion left on Monday, two years late. " * 400
    hostile = "one million " * 2000 + "1," * 3000 + "half a " * 2000 + "twenty-" * 3000
    began = time.perf_counter()
    find_amounts(plain)
    find_amounts(hostile)
    assert time.perf_counter() - began < 2
