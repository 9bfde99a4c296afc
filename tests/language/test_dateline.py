"""The place that a document's dateline names."""

import pytest

from dragoman.language.dateline import dateline_place
from dragoman.record import Document, Passage


def document(*lines: tuple[str, str]) -> Document:
    """A document of lines and their roles."""
    text, passages = "", []
    for line, role in lines:
        passages.append(Passage(len(text), len(text) + len(line), role))
        text += line + "\n"
    return Document("d", text, passages=tuple(passages))


@pytest.mark.parametrize(
    ("line", "place"),
    [
        ("Vilnius, Lithuania", "Vilnius"),
        ("Munich, Germany", "Munich"),
        ("New York City", "New York City"),
        ("Washington — June 3, 2024", "Washington"),
        ("June 3, 2024", ""),
        ("Monday, June 3, 2024", ""),
        ("By Ana Duarte, Lisbon", ""),
    ],
)
def test_a_line_of_its_own_names_the_place_before_region_and_date(line: str, place: str) -> None:
    assert dateline_place(document(("Remarks With Visitors", "headline"), (line, "dateline"))) == place


@pytest.mark.parametrize(
    ("opening", "place"),
    [
        ("LONDON (Agency) - Ministers met.", "London"),
        ("PORT LOUIS, Mauritius (XY) -- Ministers met.", "Port Louis"),
        ("WEST PALM BEACH, Fla. — Ministers met.", "West Palm Beach"),
        ("ANKARA | Wed Sep 21, 2011 6:06 am EDT ANKARA (Agency) - Ministers met.", "Ankara"),
        ("NATO said on Monday that ministers met.", ""),
        ("Ministers met in London - and in Paris.", ""),
    ],
)
def test_a_story_opens_with_its_place_in_capitals(opening: str, place: str) -> None:
    assert dateline_place(document((opening, "content"))) == place
