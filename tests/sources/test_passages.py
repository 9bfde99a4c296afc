"""What the lines of a text are, told by their own look and place."""

import pytest
from hypothesis import given
from hypothesis import strategies as st

from dragoman.record import PASSAGE_ROLES
from dragoman.sources.passages import Block, compose, passages_of_text
from dragoman.sources.roles import title_of

PROSE = (
    "The foreign ministers of both countries met in Brussels on Tuesday and agreed to hold talks on fisheries twice a "
    "year, officials said."
)


def roles(text: str, title: str = "") -> list[tuple[str, str]]:
    return [(p.role, text[p.start : p.end]) for p in passages_of_text(text, title)]


def role_of(line: str, before: str = "A Title of Some Words\n\n" + PROSE + "\n\n", after: str = "\n\n" + PROSE) -> str:
    # The prose after it has other words, so that it does not count as told twice.
    return {text: role for role, text in roles(before + line + after.replace("Brussels", "Rome"))}[line]


def test_a_short_first_line_without_stop_is_the_headline() -> None:
    assert roles(f"Ministers Agree on Fish\n\n{PROSE}") == [("headline", "Ministers Agree on Fish"), ("content", PROSE)]


def test_a_text_may_begin_with_its_body() -> None:
    assert roles(f"{PROSE}\nTalks go on next week in the capital, a spokesman said.")[0] == ("content", PROSE)


@pytest.mark.parametrize(
    "line",
    [
        *("Advertisement", "ADVERTISEMENT", "Connect with us", "Leave a Reply", "Share this", "Related"),
        *("We use cookies to improve your experience.", "Sign up for our weekly newsletter", "###", "End text."),
        *("Read more: The long way back", "Home | Politics | Subscribe | Log in", "Follow us on Twitter", "12"),
        *("© 2022 The Paper. All rights reserved.", "John Doe and Jane Roe contributed to this report."),
        "The views expressed here are the author's and do not represent those of the institute.",
    ],
)  # fmt: skip
def test_boilerplate_is_marked_and_not_dropped(line: str) -> None:
    assert role_of(line) == "boilerplate"


@pytest.mark.parametrize(
    "line",
    [
        *("SECRETARY DOE: Thank you.", "QUESTION: (Inaudible.)", "PRIME MINISTER O'HARA (via interpreter): Yes."),
        *("He left.", "Related talks failed in June, and no new date has been set.", "• Combat corruption;"),
        "Japan shares this concern and will follow up on it with its partners.",
    ],
)  # fmt: skip
def test_short_lines_of_the_story_stay_content(line: str) -> None:
    assert role_of(line) == "content"


@pytest.mark.parametrize(
    "line",
    [
        "Photo: Leaders wave on the steps of the palace before the dinner.",
        "Leaders wave on the steps of the palace. (via Cabinet Office)",
        "The two ministers before their talks. Image: Some Agency / Alamy",
        "[Photo: A howitzer fires during an exercise. File photo.]",
    ],
)
def test_captions_show_by_their_credit(line: str) -> None:
    assert role_of(line) == "caption"


def test_the_head_of_a_release_holds_byline_place_and_venue() -> None:
    head = "Remarks Before Their Meeting\n\nJane Q. Doe, Secretary of State\n\nWashington, D.C.\n\nTreaty Room\n\n"
    assert [role for role, _ in roles(head + "SECRETARY DOE: Good morning.\n\n" + PROSE)] == [
        *("headline", "byline", "dateline", "dateline", "content", "content")
    ]  # fmt: skip


@pytest.mark.parametrize("line", ["18 July 2023", "Commentary | 14 March 2024", "Published: June 29, 2022 10:30 am"])
def test_a_date_alone_is_a_dateline(line: str) -> None:
    assert role_of(line, before="A Title of Some Words\n\n") == "dateline"


def test_a_heading_between_paragraphs_is_a_headline() -> None:
    assert role_of("A Two-way Trajectory") == "headline"


def test_lines_of_a_list_are_no_headings() -> None:
    text = f"{PROSE}\n\nEmbassy in Warsaw\n\nEmbassy in Budapest\n\nEmbassy in Prague"
    assert [role for role, _ in roles(text)] == ["content"] * 4


def test_a_pull_quote_repeats_a_sentence_even_when_it_is_trimmed() -> None:
    quote = "The foreign ministers of both countries met on Tuesday and agreed to hold talks on fisheries twice a year"
    assert role_of(quote) == "pullquote"


def test_the_same_formula_about_somebody_else_is_no_pull_quote() -> None:
    one = "Ivan Ivanov is being designated for being or having been a leader or senior executive officer of the bank."
    two = one.replace("Ivan Ivanov", "Pyotr Petrov").replace("the bank", "the bank and of all of its subsidiaries")
    assert [role for role, _ in roles(f"{PROSE}\n\n{one}\n\n{two}")] == ["content"] * 3


def test_links_below_a_heading_like_related_belong_to_it_until_prose_begins() -> None:
    text = f"{PROSE}\n\nRelated\n\nWhat to know about fish\n\nWhy the north is wary\n\n" + PROSE.replace(
        "Brussels", "Rome"
    )
    assert [role for role, _ in roles(text)] == ["content", *["boilerplate"] * 3, "content"]


def test_a_menu_above_the_title_does_not_swallow_it() -> None:
    text = f"Connect with us\n\nPolitics\n\nJapan Stands Firm as a Partner\n\n{PROSE}"
    assert ("headline", "Japan Stands Firm as a Partner") in roles(text)
    assert title_of(text, passages_of_text(text)) == "Japan Stands Firm as a Partner"


def test_an_author_note_at_the_end_is_boilerplate_and_an_office_in_the_body_is_not() -> None:
    note = "Jane Roe is a research fellow at the Institute for Fish."
    assert roles(f"{PROSE}\n\n{PROSE.replace('Brussels', 'Oslo')}\n\n{note}")[-1] == ("boilerplate", note)


def test_hard_wrapped_lines_are_one_passage() -> None:
    text = (
        "The foreign ministers of both countries met in Brussels on Tuesday and\n"
        "agreed to hold talks on fisheries, which "
        "have been a matter of dispute\nfor years, twice a year.\n\nNo date was given for the first round. A "
        "spokesman said "
        "that both\nsides wanted to begin soon and that the capital of a third state\nhad been offered as a place.\n"
    )
    assert [text[p.start : p.end].count("\n") for p in passages_of_text(text)] == [2, 2]


def test_lines_that_end_sentences_are_passages_of_their_own() -> None:
    text = (
        "The ministers met on Tuesday, officials both capitals said.\nThey agreed to meet again.\nThe talks went well."
    )
    assert len(passages_of_text(text)) == 3


def test_the_title_is_put_above_blocks_that_do_not_begin_with_it() -> None:
    assert compose([Block(PROSE)], "Fish Talks")[0] == f"Fish Talks\n\n{PROSE}"
    assert compose([Block("FISH TALKS"), Block(PROSE)], "Fish talks")[0] == f"FISH TALKS\n\n{PROSE}"


LINES = st.lists(
    st.one_of(
        st.text(max_size=90), st.sampled_from(["Related", "Photo: x", PROSE, "By Jane Doe", "18 July 2023", " ", "\t-"])
    )
)


@given(LINES)
def test_passages_are_in_order_within_the_text_and_cover_what_is_not_blank(lines: list[str]) -> None:
    text = "\n".join(lines)
    at = 0
    for passage in passages_of_text(text):
        assert at <= passage.start < passage.end <= len(text)
        assert not text[at : passage.start].strip()
        assert passage.role in PASSAGE_ROLES
        at = passage.end
    assert not text[at:].strip()
