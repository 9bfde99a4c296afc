"""Where a document's meeting is."""

import pytest

pytestmark = pytest.mark.slow


@pytest.mark.parametrize(
    ("text", "place"),
    [
        ("Leaders met in Madrid. Tokyo welcomed the Madrid summit.", "Madrid"),
        ("The summit held in Vilnius ended. Ministers flew to Paris.", "Vilnius"),
        ("Russia attacked Ukraine. Troops are in Kyiv.", ""),
    ],
)
def test_the_venue_is_where_meetings_are_told(annotated, text: str, place: str) -> None:
    assert annotated(text).venue == place


def test_a_place_is_named_without_article_and_genitive(annotated) -> None:
    assert annotated("Ships met in the Indo-Pacific’s waters.").opening_place == "Indo-Pacific"
