"""What must hold across tables: found where it is broken, and holding in the shipped tables."""

import pytest

from dragoman.world import load_world
from dragoman.world.check import (
    check,
    check_tables,
    contradictory_memberships,
    memberships_outside_lifetimes,
    one_sided_agreements,
    overlapping_holders,
    unflagged_words,
)
from dragoman.world.rows import Agreement, Ambiguity, Body, Holder, Membership, Name, Office, Party, State, Word
from dragoman.world.tables import TABLES
from dragoman.world.world import World

OFFICE = Office("X.chair", "X", "chair", "Chair", (), True)


def test_two_persons_in_one_seat_are_found() -> None:
    held = [Holder("X.chair", "A", "2010", "2015", ""), Holder("X.chair", "B", "2013", "2018", "")]
    assert list(overlapping_holders(World({"offices": [OFFICE], "holders": held}))) == [
        "X.chair: A (2010 to 2015) overlaps B (2013 to 2018)"
    ]


def test_a_handover_and_an_unknown_end_are_no_overlap() -> None:
    held = [
        Holder("X.chair", "A", "2010", "2013-05-01", ""),
        Holder("X.chair", "B", "2013-05-01", "", ""),
        Holder("X.chair", "C", "2016", "", ""),
    ]
    assert not list(overlapping_holders(World({"offices": [OFFICE], "holders": held})))


def state(code: str, kind: str, start: str, end: str) -> State:
    return State(code, "", "", (), (), code, "", kind, start, end, "", "")


def test_memberships_end_with_the_body_and_with_the_state() -> None:
    world = World(
        {
            "bodies": [Body("PACT", "Pact", "alliance", "", "", "1955-05-14", "1991-07-01")],
            "states": [state("DDR", "former", "1949", "1990-10-03"), state("POL", "state", "1989", "")],
            "memberships": [
                Membership("PACT", "DDR", "member", "1955-05-14", "1991-07-01", ""),
                Membership("PACT", "POL", "member", "1950", "1991-07-01", ""),
                Membership("PACT", "POL", "member", "1955-05-14", "1991-07-01", ""),
            ],
        }
    )
    assert list(memberships_outside_lifetimes(world)) == [
        "memberships: DDR in PACT to 1991-07-01, but DDR ends 1990-10-03",
        "memberships: POL in PACT from 1950, but PACT begins 1955-05-14",
    ]


def test_nobody_is_a_member_and_a_candidate_at_once_but_a_suspended_member_is_one() -> None:
    rows = [
        Membership("EU", "HRV", "candidate", "2004-06-18", "2013-07-01", ""),
        Membership("EU", "HRV", "member", "2013-07-01", "", ""),
        Membership("EU", "MKD", "candidate", "2005-12-17", "", ""),
        Membership("EU", "MKD", "member", "2020", "", ""),
        Membership("EU", "HRV", "suspended", "2015", "2016", ""),
    ]
    assert list(contradictory_memberships(World({"memberships": rows}))) == [
        "memberships: MKD is both candidate from 2005-12-17 and member of EU"
    ]


def agreement(code: str, kind: str) -> Agreement:
    return Agreement(code, code, kind, "", "", "", (), (), "")


def test_an_alliance_binds_both_sides_equally_long_a_law_one_alone() -> None:
    agreements = [agreement("pact", "alliance"), agreement("act", "law"), agreement("treaty", "alliance")]
    parties = [
        Party("pact", "JPN", "1960", ""),
        Party("act", "USA", "1979", ""),
        Party("treaty", "SUN", "1950", "1991"),
        Party("treaty", "CHN", "1950", ""),
    ]
    assert list(one_sided_agreements(World({"agreements": agreements, "parties": parties}))) == [
        "parties: pact (alliance) binds JPN alone; add the other side",
        "parties: treaty holds for SUN 1950/1991, for CHN 1950/",
    ]


def test_a_name_that_is_an_english_word_needs_a_flag() -> None:
    names = [Name("WHO", "WHO", "", "abbreviation", "", ""), Name("USA", "US", "", "abbreviation", "", "")]
    words = [Word("who"), Word("us")]
    flags = [Ambiguity("US", "USA", "word", "")]
    found = list(unflagged_words(World({"body_names": names, "common_words": words, "ambiguous": flags})))
    assert found == ["ambiguous: WHO (WHO, abbreviation) is an English word; add it with sense `word`"]


@pytest.fixture(scope="module")
def faults() -> list[str]:
    return check_tables(load_world())


@pytest.mark.parametrize("table", TABLES)
def test_the_shipped_tables_keep_their_rules(table: str, faults: list[str]) -> None:
    assert [fault for fault in faults if fault.startswith(f"{table}.csv")] == []


def test_every_flagged_word_for_a_state_is_a_name_of_it() -> None:
    world = load_world()
    forms = {(form.text, form.actor) for form in world.surface_forms()}
    flags = {(flag.text, flag.actor) for flag in world.ambiguous if flag.actor in world.states}
    assert flags - forms == set()


@pytest.mark.parametrize(
    "found",
    [
        overlapping_holders,
        memberships_outside_lifetimes,
        contradictory_memberships,
        one_sided_agreements,
        unflagged_words,
    ],
)
def test_the_shipped_world_fits_together(found) -> None:  # type: ignore[no-untyped-def]
    assert list(found(load_world())) == []


def test_a_tie_is_seen_from_both_ends() -> None:
    world = load_world()
    for body in ("NATO", "EU", "ASEAN", "UN/Security Council"):
        for role in ("member", "observer", "partner", "candidate"):
            for member in world.members(body, "2022-06-29", roles=(role,)):
                assert (body, role) in {(m.body, m.role) for m in world.memberships_of(member, "2022-06-29")}


def test_check_joins_all_of_them() -> None:
    held = [Holder("X.chair", "A", "2010", "2015", ""), Holder("X.chair", "B", "2013", "2018", "")]
    assert len(check(World({"offices": [OFFICE], "holders": held}))) == 1
