"""The gazetteer finds names by their parts, the longest first, in exactly their own case."""

import pytest

from dragoman.language.gazetteer import Gazetteer, parts
from dragoman.world.rows import SurfaceForm


def form(text: str, actor: str, type_: str = "name") -> SurfaceForm:
    return SurfaceForm(text, actor, type_, "", "", "en")


GAZETTEER = Gazetteer(
    [
        form("United States", "USA"),
        form("U.S.", "USA", "abbreviation"),
        form("US", "USA", "abbreviation"),
        form("UN", "UN", "abbreviation"),
        form("UN Security Council", "UN/Security Council", "organ"),
        form("Bashar al-Assad", "SYR/Bashar al-Assad", "person"),
        form("Paris", "FRA", "metonym"),
        form("Paris", "X", "name"),
        form("upper house", "JPN/upper house", "organ"),
        form("Assad", "SYR/Bashar al-Assad", "family"),
    ]
)


def found(text: str) -> list[tuple[int, int, str]]:
    return [(hit.start, hit.end, hit.forms[0].actor) for hit in GAZETTEER.find(text.split())]


@pytest.mark.parametrize(
    ("text", "actors"),
    [
        ("the United States and the UN", [(1, 3, "USA"), (5, 6, "UN")]),
        ("the UN Security Council met", [(1, 4, "UN/Security Council")]),
        ("they told us", []),
        ("told the US", [(2, 3, "USA")]),
        ("the U.S. side", [(1, 2, "USA")]),
        ("UNITED STATES", [(0, 2, "USA")]),
        ("President Bashar al-Assad", [(1, 3, "SYR/Bashar al-Assad")]),
        ("the upper house", []),
        ("Assad", []),
    ],
)
def test_names_are_found_longest_first_in_their_own_case(text: str, actors: list[tuple[int, int, str]]) -> None:
    assert found(text) == actors


def test_of_two_uses_of_a_name_the_plainer_comes_first() -> None:
    (hit,) = GAZETTEER.find(["Paris"])
    assert [f.type for f in hit.forms] == ["name", "metonym"]


def test_two_names_in_one_token_are_both_found() -> None:
    assert found("U.S.-UN talks") == [(0, 1, "USA"), (0, 1, "UN")]


def test_parts_drop_accents_and_punctuation() -> None:
    assert parts("Türkiye's al-Qa'ida") == ["Turkiye", "s", "al", "Qa", "ida"]
