"""What the shipped world answers, as of a date."""

import pytest

from dragoman.world import load_world
from dragoman.world.lookup import lookup

WORLD = load_world()


def facts(text: str, on: str, kind: str) -> dict[str, str | list[str]]:
    """The facts of the one answer of that kind."""
    (answer,) = (answer for answer in lookup(WORLD, text, on) if answer.kind == kind)
    return answer.facts


def test_an_office_is_answered_with_its_holder_term_and_source() -> None:
    (answer,) = lookup(WORLD, "Japanese foreign minister", "2022-04-07")
    assert (answer.kind, answer.code) == ("office", "JPN.foreign_minister")
    (held,) = answer.facts["held by"]
    assert held.startswith("Yoshimasa Hayashi, 2021-11-10 to 2023-09-13 [")


def test_a_state_with_its_codes_heads_and_memberships_of_that_day() -> None:
    finland = facts("Finland", "2023-04-05", "state")
    assert finland["codes"] == ["ISO FIN FI 246", "COW 375", "GW 375"]
    assert "NATO" in finland["in"]
    assert "NATO" not in facts("Finland", "2023-04-03", "state")["in"]
    assert any("Sanna Marin" in term for term in finland["head of government"])


def test_a_body_with_its_members_and_head() -> None:
    nato = facts("North Atlantic Treaty Organization", "2022-06-29", "body")
    assert len(nato["members"]) == 30
    assert any("Jens Stoltenberg" in term for term in nato["secretary general"])


def test_a_person_by_full_or_family_name_with_the_offices_of_the_day() -> None:
    for text in ("Kishida Fumio", "Kishida"):
        person = facts(text, "2022-06-29", "person")
        assert person["holds"] == ["JPN.head_of_government, 2021-10-04 to 2024-10-01"]


def test_places_and_agreements() -> None:
    assert facts("Strait of Malacca", "2022", "strait")["at"]
    treaty = facts("the Washington Treaty", "2022", "agreement")
    assert "defence" in treaty["obligations"]
    assert "USA" in treaty["parties"]


@pytest.mark.parametrize(
    ("text", "first"),
    [
        ("the White House", "USA"),
        ("Downing Street", "GBR"),
        ("the Élysée", "FRA"),
        ("the Pentagon", "USA"),
        ("South Vietnam", "VNM"),
        ("the Palestinian Authority", "PSE"),
        ("UN Security Council", "UN/Security Council"),
        ("Kingdom of Bavaria", "XBV"),
    ],
)
def test_the_state_goes_before_its_organ(text: str, first: str) -> None:
    assert WORLD.actor(text)[0] == first


@pytest.mark.parametrize(
    ("body", "on", "there", "absent"),
    [
        ("NATO", "2024-03-08", {"FIN", "SWE"}, {"UKR"}),
        ("NATO", "2024-03-06", {"FIN"}, {"SWE"}),
        ("EU", "2020-01-30", {"GBR"}, {"UKR"}),
        ("EU", "2020-02-01", {"HRV"}, {"GBR"}),
        ("EC", "1980", {"GBR"}, {"GRC"}),
        ("CSCE", "1992-06", {"UKR", "EST"}, {"SUN"}),
        ("OSCE", "1995-02", {"UKR", "RUS"}, {"SUN"}),
        ("Eurozone", "2023-02", {"HRV"}, {"BGR"}),
        ("ASEAN", "2025-10-27", {"TLS"}, set()),
        ("BRICS", "2025-02", {"IDN", "IRN", "EGY"}, {"ARG", "SAU"}),
        ("G7", "1976-07", {"CAN"}, {"RUS"}),
        ("G8", "2010", {"RUS"}, set()),
        ("UN/Security Council", "2024", {"JPN", "KOR", "CHN"}, {"DEU"}),
    ],
)
def test_members_of_the_day(body: str, on: str, there: set[str], absent: set[str]) -> None:
    members = set(WORLD.members(body, on))
    assert there <= members
    assert not absent & members


def test_nothing_is_known_of_nothing() -> None:
    assert lookup(WORLD, "Ruritania", "2022") == []
