"""What was known of a fact, and when."""

from __future__ import annotations

from datetime import date

from telling_of import telling

from dragoman.merging.facts import Fact
from dragoman.merging.life import known, life, status_of

MADRID = {"who": "JPN, NATO", "when": "2022-06-29"}
STORY = (
    telling("a", "2022-06-01", "ought to attend", status="proposed", **MADRID),
    telling("b", "2022-06-27", "will attend", status="planned", **MADRID),
    telling("c", "2022-06-29", "attends", status="happened", **MADRID),
    telling("d", "2022-07-05", "had planned to attend", status="planned", **MADRID),
)


def test_a_life_is_the_changes_of_status_by_day() -> None:
    steps = [(step.status, str(step.day), step.doc) for step in life(Fact(STORY))]
    assert steps == [("proposed", "2022-06-01", "a"), ("planned", "2022-06-27", "b"), ("happened", "2022-06-29", "c")]


def test_as_of_a_day_only_what_was_published_is_known() -> None:
    [fact] = known([Fact(STORY)], date(2022, 6, 28))
    assert (fact.status, [t.record.doc for t in fact.tellings]) == ("planned", ["a", "b"])
    assert not list(known([Fact(STORY)], date(2022, 5, 31)))


def test_what_stands_in_an_undated_document_is_known_on_no_day() -> None:
    assert not list(known([Fact((telling("x", "", "met", **MADRID),))], date(2030, 1, 1)))


def test_what_is_called_off_last_is_off() -> None:
    plan, off = telling("a", "2022-06-01", "x", status="planned"), telling("b", "2022-06-05", "x", status="cancelled")
    assert status_of([plan, off]) == "cancelled"
    assert status_of([plan, off, telling("c", "2022-06-09", "x", status="happened")]) == "happened"


def test_a_denial_does_not_undo_what_was_done() -> None:
    done, denied = telling("a", "2022-06-01", "x", status="happened"), telling("b", "2022-06-05", "x", status="denied")
    assert status_of([done, denied]) == "happened"
