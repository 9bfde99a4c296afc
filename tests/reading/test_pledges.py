"""Pledges in programmes."""

import pytest

import dragoman
from dragoman.errors import UsageError
from dragoman.reading.pledges import load_pledges


@pytest.mark.slow
@pytest.mark.parametrize(
    "text",
    ["We will build forty new schools by 2027.", "We will abolish the tax on bread and set up a board for wheat."],
)
def test_a_promise_of_a_deed_is_a_pledge(text: str) -> None:
    assert load_pledges().threshold <= dragoman.pledge(text) <= 1


@pytest.mark.slow
@pytest.mark.parametrize(
    "text", ["The last government failed our farmers.", "Bread is dear.", "This was the decade of broken roads."]
)
def test_a_view_of_the_past_is_none(text: str) -> None:
    assert 0 <= dragoman.pledge(text) < load_pledges().threshold


def test_an_empty_sentence_is_refused() -> None:
    with pytest.raises(UsageError, match="the text is empty"):
        dragoman.pledge("")
