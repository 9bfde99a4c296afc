"""What cannot all be true, and what only seems so."""

from __future__ import annotations

from typing import Any

import pytest
from telling_of import telling

from dragoman.merging.disagreements import disagreements
from dragoman.merging.facts import Fact
from dragoman.merging.telling import Telling

STATES = {"Madrid": "ESP", "Spain": "ESP", "Tokyo": "JPN"}


def told(doc: str, day: str = "2022-07-01", **more: Any) -> Telling:
    what = more.pop("quote", "x")
    return telling(doc, day, what, **({"kind": "agreement", "who": "JPN, PHL"} | more))


def points(*tellings: Telling) -> list[str]:
    found = disagreements([Fact(tellings)], state_of=lambda place: STATES.get(place, ""))
    return [one.point for one in found]


@pytest.mark.parametrize(
    ("one", "other", "expected"),
    [
        ({"when": "2024-07-08"}, {"when": "2024-07-09"}, ["day"]),
        ({"when": "2024-07-08"}, {"when": "2024-07"}, []),
        ({"when": "2024-07-08"}, {"when": "2024-07-08/2024-07-09"}, []),
        ({"when": "2024-07-08", "status": "planned"}, {"when": "2024-07-10", "status": "planned"}, []),
        ({"amount": "398 people"}, {"amount": "389 people"}, ["number"]),
        ({"amount": "398 people"}, {"amount": "400 people"}, []),
        ({"amount": "70 ships"}, {"amount": "73 ships", "quote": "about 73 ships"}, []),
        ({"amount": "70 ships", "quote": "about 70 ships"}, {"amount": "70 ships"}, []),
        ({"amount": "70 ships", "quote": "at least 70 ships"}, {"amount": "95 ships"}, []),
        ({"amount": "95 ships", "quote": "at least 95 ships"}, {"amount": "70 ships"}, ["number"]),
        ({"amount": "70 ships", "quote": "handed over 70 ships"}, {"amount": "95 ships"}, ["number"]),
        ({"amount": "1 missile"}, {"amount": "2 missiles"}, ["number"]),
        ({"amount": "43000000000000 JPY"}, {"amount": "43200000000000 JPY"}, []),
        ({"where": "Madrid"}, {"where": "Tokyo"}, ["place"]),
        ({"where": "Madrid"}, {"where": "Spain"}, []),
        ({"status": "happened"}, {"status": "denied"}, ["done"]),
        ({"status": "ongoing"}, {"status": "cancelled"}, []),
    ],
)
def test_two_tellings(one: dict[str, Any], other: dict[str, Any], expected: list[str]) -> None:
    assert points(told("a", **one), told("b", **other)) == expected
    assert points(told("b", **other), told("a", **one)) == expected


def test_a_toll_that_rises_is_news() -> None:
    attack = {"kind": "incident", "who": "RUS"}
    early, late = (
        told("a", "2022-03-01", amount="12 dead", **attack),
        told("b", "2022-03-03", amount="20 dead", **attack),
    )
    assert points(early, late) == []
    assert points(
        told("a", "2022-03-01", amount="20 dead", **attack), told("b", "2022-03-03", amount="12 dead", **attack)
    )


def test_other_persons_of_one_state_for_one_meeting() -> None:
    meeting = {"kind": "meeting", "when": "2022-06-29"}
    assert points(
        told("a", who="JPN/Fumio Kishida, NATO", **meeting), told("b", who="JPN/Yoshimasa Hayashi, NATO", **meeting)
    ) == ["party"]


def test_two_persons_that_are_others_hold_another_meeting() -> None:
    meeting = {"kind": "meeting", "when": "2024-07-08"}
    one, other = "JPN/Yoko Kamikawa, PHL/Enrique Manalo", "JPN/Minoru Kihara, PHL/Gilberto Teodoro"
    assert points(told("a", who=one, **meeting), told("b", who=other, **meeting)) == []


def test_names_in_another_order_are_one_person() -> None:
    meeting = {"kind": "meeting", "when": "2022-06-29"}
    one, other = "JPN/Yoshimasa Hayashi, NATO", "JPN/Hayashi Yoshimasa, NATO"
    assert points(told("a", who=one, **meeting), told("b", who=other, **meeting)) == []


def test_what_was_denied_before_it_was_done_is_no_contradiction() -> None:
    done = told("b", "2022-05-19", when="2022-05-18")
    assert points(told("a", "2022-01-10", status="denied"), done) == []
    assert points(told("a", "2022-05-20", status="denied"), done) == ["done"]


def test_a_denial_is_known_by_its_words() -> None:
    done = told("b", when="2022-06-29", quote="met in Washington")
    assert points(told("a", when="2022-06-29", quote="did not meet in Washington"), done) == ["done"]
    assert points(told("a", when="2022-06-29", quote="denied that they had met"), done) == ["done"]


def test_gifts_to_two_states_are_two_numbers() -> None:
    gift = {"kind": "aid", "who": "JPN"}
    one, other = {"whom": "UKR", "amount": "470 USD"}, {"whom": "MDA", "amount": "100 USD"}
    assert points(told("a", **gift, **one), told("b", **gift, **other)) == []


def test_one_document_and_its_copy_do_not_disagree() -> None:
    assert points(told("a", when="2024-07-08"), told("a", when="2024-07-09", start=50)) == []
    assert points(told("a", when="2024-07-08"), told("copy", when="2024-07-09", source="a")) == []


def test_the_versions_stand_side_by_side_with_who_tells_them() -> None:
    [found] = disagreements(
        [Fact((told("a", when="2024-07-08"), told("b", when="2024-07-09"), told("c", when="2024-07-08")))]
    )
    assert [(version, [t.record.doc for t in by]) for version, by in found.versions] == [
        ("2024-07-08", ["a", "c"]),
        ("2024-07-09", ["b"]),
    ]
