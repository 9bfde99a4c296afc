"""What became of a promise, by rule, with the record that shows it."""

from __future__ import annotations

from datetime import date
from typing import Any

import pytest
from telling_of import telling

from dragoman.errors import UsageError
from dragoman.merging.commitments import Commitment, commitment, commitments
from dragoman.merging.facts import Fact
from dragoman.merging.telling import Telling

STRATEGY = {"kind": "policy", "who": "JPN"}
PROMISE = telling("a", "2022-06-10", "new security strategy", status="pledged", when="/2022-12-31", **STRATEGY)


def made(*tellings: Telling, on: str = "2023-01-01") -> Commitment:
    found = commitment(Fact(tellings), date.fromisoformat(on))
    assert found is not None
    return found


def told(doc: str, day: str, status: str, **more: Any) -> Telling:
    return telling(doc, day, more.pop("what", "new security strategy"), status=status, **STRATEGY, **more)


def test_a_promise_kept_names_the_record_that_shows_it() -> None:
    kept = made(PROMISE, told("b", "2022-12-17", "happened", when="2022-12-16"))
    assert (kept.state, kept.late, kept.evidence[0].record.doc) == ("done", None, "b")


def test_a_promise_kept_late_says_by_how_much() -> None:
    assert made(PROMISE, told("b", "2023-01-12", "happened", when="2023-01-10"), on="2023-02-01").late == 10


@pytest.mark.parametrize(
    ("day", "states"),
    [
        ("2022-07-01", ("open",)),
        ("2022-11-01", ("due soon", "open")),
        ("2023-01-01", ("overdue",)),
        ("2023-07-01", ("overdue", "unheard of")),
    ],
)
def test_a_promise_not_yet_kept(day: str, states: tuple[str, ...]) -> None:
    assert made(PROMISE, on=day).states == states


def test_a_promise_without_a_day_is_open_until_it_is_unheard_of() -> None:
    promise = told("a", "2022-06-10", "pledged")
    assert made(promise, on="2022-12-01").state == "open"
    assert made(promise, on="2023-12-01").state == "unheard of"


def test_the_day_on_which_it_was_promised_is_not_the_day_due() -> None:
    assert made(told("a", "2022-06-10", "pledged", when="2022-06-10")).due is None


def test_a_promise_called_off_is_dropped() -> None:
    assert made(PROMISE, told("b", "2022-09-01", "cancelled")).state == "dropped"


def test_a_promise_called_off_and_kept_after_all_is_done() -> None:
    both = (told("b", "2022-09-01", "cancelled"), told("c", "2022-12-17", "happened"))
    assert made(PROMISE, *both).state == "done"


def test_less_than_promised_is_partly_done() -> None:
    promise = telling("a", "2022-06-10", "give", kind="aid", status="pledged", who="JPN", amount="100 vehicles")
    given = telling("b", "2022-08-10", "gave", kind="aid", who="JPN", amount="30 vehicles")
    assert made(promise, given).state == "partly done"


def test_a_promise_told_again_is_repeated() -> None:
    again = made(PROMISE, told("b", "2022-06-29", "pledged", what="review of basic documents"), on="2022-07-01")
    assert (again.states, again.renewed, again.reworded) == (("open", "repeated"), 1, True)


def test_a_copy_does_not_repeat_a_promise() -> None:
    copy = told("a-copy", "2022-06-11", "pledged", source="a")
    assert made(PROMISE, copy, on="2022-07-01").renewed == 0


def test_the_last_day_told_is_the_day_due() -> None:
    moved = told("b", "2022-12-01", "planned", when="/2023-03-31")
    assert made(PROMISE, moved).due == date(2023, 3, 31)


def test_what_nobody_undertook_is_no_commitment() -> None:
    assert commitment(Fact((told("b", "2022-12-17", "happened"),)), date(2023, 1, 1)) is None


def test_commitments_are_chosen_by_who_and_state_as_of_a_day() -> None:
    fact = Fact((PROMISE, told("b", "2022-12-17", "happened", when="2022-12-16")))
    assert [c.state for c in commitments([fact], as_of=date(2022, 7, 1), by=["JPN"])] == ["open"]
    assert commitments([fact], as_of=date(2022, 7, 1), state=["done"]) == []
    assert [c.state for c in commitments([fact], state=["done"])] == ["done"]
    assert commitments([fact], by=["NATO"]) == []
    with pytest.raises(UsageError, match="no state 'kept'"):
        commitments([fact], state=["kept"])
