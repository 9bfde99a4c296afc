"""Which days matter: what many documents come back to."""

from __future__ import annotations

from datetime import date

import pytest

from dragoman.analysis.days import Mention, mentions, weighed

DAY, OTHER = date(2011, 3, 17), date(2011, 3, 20)
VOTE = frozenset({"vot", "council", "zone"})


def spoken(day: date, source: str, published: str, words: frozenset[str] = VOTE, written: bool = False) -> Mention:
    return Mention(day, source, date.fromisoformat(published), words, written)


def heavier(one: list[Mention], other: list[Mention]) -> bool:
    weights = weighed([*one, *other], [])
    return weights[one[0].day] > weights[other[0].day]


def test_the_days_of_a_text_with_the_words_of_their_sentences() -> None:
    found = list(mentions("The council voted on March 17. Rebels fled on Sunday.", date(2011, 3, 22), "a"))
    assert [(m.day, m.is_written) for m in found] == [(DAY, True), (OTHER, False)]
    assert "council" in found[0].words
    assert "council" not in found[1].words


@pytest.mark.parametrize("text", ["It met in March 2011.", "It was 2011.", "It took two days.", ""])
def test_what_names_no_one_day_is_no_day(text: str) -> None:
    assert not list(mentions(text, date(2011, 3, 22), "a"))


def test_a_day_of_which_more_documents_speak_weighs_more() -> None:
    three = [spoken(DAY, name, "2011-04-01") for name in "abc"]
    assert heavier(three, [spoken(OTHER, name, "2011-04-04") for name in "ab"])


def test_one_document_speaks_of_a_day_once_and_so_do_its_copies() -> None:
    often = [spoken(DAY, "a", "2011-04-01") for _ in range(9)]
    assert heavier([spoken(OTHER, name, "2011-04-04") for name in "bc"], often)


def test_who_comes_back_to_a_day_later_or_writes_its_date_counts_more() -> None:
    later = [spoken(DAY, name, "2011-05-17") for name in "ab"]
    assert heavier(later, [spoken(OTHER, name, "2011-03-21") for name in "ab"])
    written = [spoken(DAY, name, "2011-03-24", written=True) for name in "ab"]
    assert heavier(written, [spoken(OTHER, name, "2011-03-27") for name in "ab"])


def test_documents_that_speak_of_one_thing_count_more_than_those_of_several() -> None:
    apart = [spoken(OTHER, name, "2011-04-04", frozenset({f"{name}{i}" for i in range(3)})) for name in "ab"]
    assert heavier([spoken(DAY, name, "2011-04-01") for name in "ab"], apart)


def test_a_day_is_weighed_beside_what_was_printed_after_it() -> None:
    found = [spoken(day, name, "2011-06-01") for day in (DAY, date(2011, 5, 20)) for name in "ab"]
    alone, flooded = weighed(found, []), weighed(found, [date(2011, 3, 18)] * 200)
    assert flooded[DAY] < alone[DAY] / 2
    assert flooded[date(2011, 5, 20)] == alone[date(2011, 5, 20)]
