"""What shows a promise kept, and what only looks so."""

from __future__ import annotations

from datetime import date
from typing import Any

import pytest
from telling_of import telling

from dragoman.merging.commitments import commitments
from dragoman.merging.facts import Fact
from dragoman.merging.fulfilment import calls_off, is_promise, keeps
from dragoman.merging.persons import is_person, one_person
from dragoman.merging.telling import Telling

STATES = {"Cairo": "EGY", "Paris": "FRA", "Tokyo": "JPN"}
POLICY = {"kind": "policy", "who": "JPN"}
PLAN = {"who": "USA/Antony Blinken, EGY/Sameh Shoukry", "where": "Cairo"}


def plan(told: str = "2021-05-24", what: str = "will travel to Cairo to meet Shoukry", **more: Any) -> Telling:
    return telling("plan", told, what, **({"status": "planned"} | PLAN | more))


def deed(told: str = "2021-05-26", what: str = "met Shoukry in Cairo", **more: Any) -> Telling:
    return telling("deed", told, what, **({"when": told} | PLAN | more))


def is_kept(one: Telling, other: Telling) -> bool:
    return keeps(one, other, lambda place: STATES.get(place, ""))


def test_a_visit_announced_and_told_of() -> None:
    assert is_kept(plan(), deed())


@pytest.mark.parametrize(
    "other",
    [
        {"told": "2021-07-26"},
        {"told": "2021-05-20"},
        {"who": "USA/Wendy Sherman, EGY/Sameh Shoukry"},
        {"who": "USA/Antony Blinken, EGY/Abdel Fattah el-Sissi"},
        {"who": "USA/Antony Blinken, JOR/Ayman Safadi"},
        {"where": "Paris", "who": "USA/Antony Blinken, EGY/Sameh Shoukry, FRA"},
        {"what": "spoke with Shoukry in a call"},
        {"status": "proposed"},
    ],
    ids=["months later", "before", "other envoy", "other host", "other country", "other place", "a call", "an idea"],
)
def test_what_looks_like_the_visit_announced(other: dict[str, Any]) -> None:
    assert not is_kept(plan(), deed(**other))


def test_what_is_planned_for_a_day_is_not_held_weeks_later() -> None:
    assert is_kept(plan(when="2021-05-26"), deed())
    assert not is_kept(plan(when="2021-05-26"), deed("2021-06-15"))


def test_a_stop_on_the_day_of_its_announcement_has_that_day_if_it_names_it() -> None:
    stop = {"told": "2021-07-03", "when": "2021-07-03", "who": "USA/Wendy Sherman", "where": "Tokyo"}
    later = deed("2021-07-28", who="USA/Wendy Sherman, JPN/Takeo Mori", where="Tokyo", what="met officials in Tokyo")

    assert is_kept(plan(what="will meet officials in Tokyo", **stop), later)
    assert is_kept(plan(what="will meet 3 officials in Tokyo", **stop), later)
    assert not is_kept(plan(what="will meet officials in Tokyo on 3 July", **stop), later)


def test_a_stop_is_kept_by_whoever_is_met_there() -> None:
    stop = plan(who="USA/Wendy Sherman", where="Tokyo", what="will meet officials in Tokyo")
    assert is_kept(stop, deed(who="USA/Wendy Sherman, JPN/Takeo Mori", where="Tokyo", what="met Mori in Tokyo"))
    assert not is_kept(stop, deed(who="USA/Antony Blinken, JPN/Takeo Mori", where="Tokyo", what="met Mori in Tokyo"))


def test_a_place_that_is_left_is_no_stop() -> None:
    onward = plan(who="USA/Wendy Sherman, MNG", where="Seoul", what="from Seoul, will travel to Ulaanbaatar")
    assert not is_kept(onward, deed(who="USA/Wendy Sherman, KOR/Lee In-young", where="Seoul", what="met Lee in Seoul"))


def test_a_promise_is_kept_by_what_has_its_words() -> None:
    promise = telling("a", "2022-06-10", "will adopt a new security strategy", status="pledged", **POLICY)
    kept = telling("b", "2022-12-17", "adopted its security strategy", **POLICY)
    other = telling("c", "2022-12-17", "approved a budget for schools", **POLICY)
    assert is_kept(promise, kept)
    assert not is_kept(promise, other)


def test_a_wish_recalled_is_no_deed() -> None:
    promise = telling("a", "2021-11-01", "constitution to be amended", status="pledged", **POLICY)
    recalled = telling("b", "2022-12-20", "amendment of the constitution, which he wished to achieve", **POLICY)
    done = telling("b", "2022-12-20", "amendment of the constitution", **POLICY)
    assert is_kept(promise, done)
    assert not is_kept(promise, recalled)


@pytest.mark.parametrize(
    ("what", "expected"),
    [
        ("are expected to meet in Cairo", True),
        ("are not expected to meet in Cairo", False),
        ("aren't currently planning to meet in Cairo", False),
        ("are no longer due to meet in Cairo", False),
        ("will meet in Cairo, which was not known", True),
    ],
)
def test_what_is_not_expected_is_no_promise(what: str, expected: bool) -> None:
    assert is_promise(plan(what=what)) is expected


def test_a_denial_in_the_words_of_the_promise_does_not_call_it_off() -> None:
    promise = telling("a", "2021-11-01", "never revised since, rewritten", status="pledged", **POLICY)
    beside = telling("a", "2021-11-01", "never revised since", status="denied", **POLICY)
    later = telling("b", "2022-11-01", "gave up the revision", status="cancelled", **POLICY)
    assert not calls_off(promise, beside)
    assert calls_off(promise, later)


def test_what_shows_it_done_may_stand_in_another_fact() -> None:
    """A plan to meet two ministers is one record, and two meetings."""
    both = plan(who="USA/Antony Blinken, EGY/Sameh Shoukry, EGY/Abdel Fattah el-Sissi")
    [made] = commitments([Fact((both,)), Fact((deed(),))])
    assert (made.state, made.evidence[0].record.doc) == ("done", "deed")


def test_at_the_next_summit_is_a_day() -> None:
    promise = telling("a", "2022-06-30", "will report at the next summit", kind="policy", status="pledged", who="NATO")
    held = [
        telling("b", day, "held its summit", who="NATO", when=day) for day in ("2022-06-29", "2023-07-12", "2024-07-10")
    ]
    [made] = commitments([Fact((promise,)), *(Fact((one,)) for one in held)], as_of=date(2024, 12, 31))
    assert (made.due, made.state) == (date(2023, 7, 12), "overdue")


@pytest.mark.parametrize(
    ("one", "other", "same"),
    [
        ("Hayashi Yoshimasa", "Yoshimasa Hayashi", True),
        ("Antony J. Blinken", "Antony Blinken", True),
        ("Kim Jong Un", "Kim Yong Chol", False),
        ("Fumio Kishida", "Yoshimasa Hayashi", False),
    ],
)
def test_names_of_one_person(one: str, other: str, same: bool) -> None:
    assert one_person(one, other) is same


def test_an_organ_is_no_person() -> None:
    assert [is_person(name) for name in ("Fumio Kishida", "Liberal Democratic Party", "officials")] == [
        True,
        False,
        False,
    ]
