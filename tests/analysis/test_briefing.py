"""A briefing: from facts alone, every line with its sources."""

from __future__ import annotations

import re
from html.parser import HTMLParser

from dragoman.analysis.briefing import Briefing, as_markdown, briefing
from dragoman.web.over_time import render_briefing

from .tellings import documents, fact, telling

SUMMIT = {"who": "JPN, NATO", "when": "2022-06-29"}
FACTS = [
    fact(telling("a", "2022-06-30", "attended the summit", **SUMMIT), telling("b", "2022-07-01", "went", **SUMMIT)),
    fact(telling("a", "2022-06-30", "signed a programme", kind="agreement", who="JPN, NATO", when="2022-06-30")),
    fact(telling("b", "2022-07-01", "is not a member of NATO", kind="membership", status="ongoing", who="JPN, NATO")),
    fact(telling("b", "2022-07-01", "will open an office", kind="policy", status="pledged", who="NATO", when="/2023")),
    fact(telling("a", "2022-06-30", "called it historic", kind="statement", who="JPN/Fumio Kishida")),
    fact(
        telling("a", "2022-06-30", "fired", kind="incident", who="PRK", when="2022-06-04"),
        telling("b", "2022-07-01", "fired", kind="incident", who="PRK", when="2022-06-05"),
    ),
]
HOSTILE = "<script>alert(1)</script> [x](javascript:y) | *b* `c`\n# d \u202e\x1b[2J"


def made(**more: object) -> Briefing:
    return briefing(FACTS, documents("a", "b"), title="Japan and NATO", **more)  # type: ignore[arg-type]


def lines(of: Briefing, key: str) -> list[str]:
    [section] = [section for section in of.sections if section.key == key]
    return [line.text for line in section.lines]


def test_each_section_holds_its_facts() -> None:
    page = made()
    assert "29 June 2022: JPN, NATO: attended the summit (meeting, happened)" in lines(page, "stand")
    assert lines(page, "agreements") == ["30 June 2022: JPN, NATO: signed a programme (agreement, happened)"]
    assert lines(page, "commitments") == ["by 31 December 2023, open: NATO: will open an office"]
    assert lines(page, "said") == ["JPN/Fumio Kishida (statement): called it historic"]
    assert lines(page, "disagreements") == ["day, incident: PRK: fired: 4 June 2022 or 5 June 2022?"]


def test_the_chronology_is_in_order_of_time() -> None:
    days = [line.split(":")[0] for line in lines(made(), "chronology")]
    assert days == ["5 June 2022", "29 June 2022", "30 June 2022", "by 2023"]


def test_every_line_has_notes_and_every_note_its_words() -> None:
    page = made()
    every = [line for section in page.sections for line in section.lines]
    assert all(line.notes for line in every)
    assert {n for line in every for n in line.notes} == set(range(1, len(page.notes) + 1))
    assert page.notes[0].in_words().startswith("Title of ")
    assert all("“" in note.in_words() for note in page.notes)


def test_nothing_known_is_said_so() -> None:
    text = as_markdown(briefing([], {}, title="Nobody"))
    assert "0 facts from 0 documents" in text
    assert "None told." in text


def test_a_content_that_stops_amid_its_words_is_marked() -> None:
    cut = fact(telling("a", "2022-06-30", "agreed to work on", quote="They agreed to work on a plan.", **SUMMIT))
    page = briefing([cut], documents("a"), title="x")
    assert lines(page, "stand") == ["29 June 2022: JPN, NATO: agreed to work on… (meeting, happened)"]


class Tags(HTMLParser):
    """The names of a page's tags, and its links."""

    def __init__(self, page: str) -> None:
        super().__init__()
        self.tags: set[str] = set()
        self.links: list[str] = []
        self.feed(page)

    def handle_starttag(self, tag: str, attrs: list[tuple[str, str | None]]) -> None:
        self.tags.add(tag)
        self.links += [value or "" for name, value in attrs if name in ("href", "src")]


def test_nothing_of_a_document_acts_as_markup() -> None:
    told = fact(telling("a", "2022-06-30", f"met {HOSTILE} and more words", where=HOSTILE, **SUMMIT))
    page = briefing([told], documents("a", hostile=HOSTILE), title=HOSTILE)
    seen = Tags(render_briefing(page))
    assert "script" not in seen.tags
    assert all(link.startswith("#n") for link in seen.links)
    markdown = as_markdown(page)
    assert not re.search(r"(?<!\\)[<*`|]|(?<!\\)\[(?!\^)", markdown)
    assert "\n# d" not in markdown
