"""Two documents side by side: paragraphs, words, and what was strengthened or weakened."""

from __future__ import annotations

import time

import pytest
from hypothesis import given
from hypothesis import strategies as st

from dragoman.analysis.alignment import aligned
from dragoman.analysis.comparison import Aligned, compare, summary
from dragoman.analysis.lemmas import words_of
from dragoman.analysis.strength import expressions
from dragoman.record import Document, Passage
from dragoman.sources.passages import passages_of_text

HARBOUR = "The states welcome the opening of the harbour at the northern cape."
GRAIN = "Ministers will publish the figures of the grain trade every spring."
CABLES = "A working group on undersea cables is to meet before the winter."


def document(*paragraphs: str, id: str = "paper") -> Document:
    text = "\n\n".join(paragraphs)
    return Document(id, text, passages=tuple(p for p in passages_of_text(text)))


def told(before: list[str], after: list[str]) -> list[tuple[str, str]]:
    """What became of each paragraph, with its first words."""
    found = compare(document(*before, id="before"), document(*after, id="after"))
    return [(item.change, " ".join((item.after or item.before).quote.split()[:2])) for item in found]  # type: ignore[union-attr]


def only(before: str, after: str) -> Aligned:
    """What became of one paragraph between two that were kept."""
    found = compare(document(HARBOUR, before, GRAIN), document(HARBOUR, after, GRAIN))
    return next(item for item in found if item.change != "kept")


def test_kept_changed_added_and_dropped() -> None:
    changed = "The states welcome the opening of the airport at the northern cape."
    assert told([HARBOUR, GRAIN], [changed, CABLES]) == [
        ("changed", "The states"),
        ("added", "A working"),
        ("dropped", "Ministers will"),
    ]
    assert told([HARBOUR, GRAIN], [HARBOUR, GRAIN]) == [("kept", "The states"), ("kept", "Ministers will")]


def test_numbers_spaces_and_capitals_are_no_change() -> None:
    assert told([f"3. {HARBOUR}"], [f"(iv)  {HARBOUR.upper()}"]) == [("kept", "THE STATES")]


def test_what_was_dropped_stands_between_its_neighbours() -> None:
    assert [change for change, _ in told([HARBOUR, CABLES, GRAIN], [HARBOUR, GRAIN])] == ["kept", "dropped", "kept"]


def test_a_paragraph_that_moved_is_found_again() -> None:
    found = compare(document(HARBOUR, GRAIN, CABLES), document(CABLES, HARBOUR, GRAIN))
    assert [(item.change, item.moved) for item in found] == [("kept", True), ("kept", False), ("kept", False)]


def test_a_paragraph_that_was_split_is_one() -> None:
    found = compare(document(HARBOUR, f"{GRAIN} {CABLES}"), document(HARBOUR, GRAIN, CABLES))
    assert [item.change for item in found] == ["kept", "kept"]
    again = compare(document(GRAIN, CABLES), document(f"{GRAIN} {CABLES}"))
    assert [item.change for item in again] == ["kept"]


def test_the_words_that_changed() -> None:
    item = only("They oppose coercion in the bay.", "They strongly oppose coercion by ships in the bay.")
    assert [(s.change, s.evidence.quote) for s in item.segments] == [
        ("kept", "They "),
        ("added", "strongly "),
        ("kept", "oppose coercion "),
        ("added", "by ships "),
        ("kept", "in the bay."),
    ]


@pytest.mark.parametrize(
    ("before", "after", "direction", "words"),
    [
        (
            "We note the plan of the islands.",
            "We welcome the plan of the islands.",
            "strengthened",
            ("note", "welcome"),
        ),
        ("We support the plan of the islands.", "We note the plan of the islands.", "weakened", ("support", "note")),
        ("We intend to fund the islands.", "We commit to fund the islands.", "strengthened", ("intend", "commit")),
        (
            "States shall report on the islands.",
            "States should report on the islands.",
            "weakened",
            ("shall", "should"),
        ),
        (
            "We are concerned about the islands.",
            "We condemn the acts about the islands.",
            "strengthened",
            ("concerned", "condemn"),
        ),
        (
            "We are concerned about the islands.",
            "We are gravely concerned about the islands.",
            "strengthened",
            ("concerned", "gravely concerned"),
        ),
        ("We call on the islands to talk.", "We urge the islands to talk.", "strengthened", ("call on", "urge")),
        (
            "They talk as soon as possible about islands.",
            "They talk in due course about islands.",
            "weakened",
            ("as soon as possible", "in due course"),
        ),
        (
            "At least ten ships sail to the islands.",
            "Up to ten ships sail to the islands.",
            "weakened",
            ("At least", "Up to"),
        ),
        (
            "We build the islands a port.",
            "We build the islands a port where appropriate.",
            "weakened",
            (None, "where appropriate"),
        ),
        ("We unequivocally back the islands.", "We back the islands.", "weakened", ("unequivocally", None)),
        (
            "We support the plan of the islands.",
            "We do not support the plan of the islands.",
            "reversed",
            ("support", "support"),
        ),
        ("Ships shall not enter the islands.", "Ships should not enter the islands.", "weakened", ("shall", "should")),
    ],
)
def test_what_was_strengthened_or_weakened(
    before: str, after: str, direction: str, words: tuple[str | None, str | None]
) -> None:
    item = only(before, after)
    assert item.direction == direction
    [shift] = item.shifts
    assert (shift.before and shift.before.quote, shift.after and shift.after.quote) == words


@pytest.mark.parametrize(
    ("before", "after"),
    [
        ("The talks in May on the islands ended.", "The talks in June on the islands ended."),
        ("We adopt the Action Plan for the islands.", "We adopt the Action Support for the islands."),
        ("The islands are green and small.", "The islands are green and large."),
        ("We pledge to help the islands.", "We promise to help the islands."),
    ],
)
def test_what_has_another_meaning_or_none_is_not_marked(before: str, after: str) -> None:
    item = only(before, after)
    assert item.change == "changed"
    assert item.shifts == ()


def test_a_sentence_written_anew_took_the_place_of_no_word() -> None:
    item = only(
        "We note the state of the roads on the islands and " + "the many old bridges that nobody has repaired " * 3,
        "We welcome the choice of a queen of the islands by "
        + "her loyal subjects after a long night of counting " * 3,
    )
    assert item.shifts == ()


def test_the_longest_expression_counts_and_what_is_within_it_does_not() -> None:
    words = words_of("They are gravely concerned and condemn it in the strongest terms.")
    assert [(e.scale, " ".join(w.text for w in words[e.first : e.last])) for e in expressions(words)] == [
        ("concern", "gravely concerned"),
        ("concern", "condemn"),
        ("intensifiers", "in the strongest terms"),
    ]


def test_the_summary_counts_paragraphs_and_shifts() -> None:
    found = compare(document(HARBOUR, GRAIN), document(HARBOUR.replace("welcome", "support"), CABLES))
    assert summary(found) == {
        **{"kept": 0, "changed": 1, "added": 1, "dropped": 1, "moved": 0},
        **{"strengthened": 1, "weakened": 0, "reversed": 0},
    }


def test_empty_documents() -> None:
    assert compare(Document("a", ""), Document("b", "")) == []
    assert told([], [HARBOUR]) == [("added", "The states")]


PARTS = st.lists(
    st.lists(
        st.sampled_from(["note", "welcome", "shall", "the", "bay", "ship", "May", "not", "2."]), min_size=1, max_size=12
    ),
    max_size=8,
)


@given(PARTS, PARTS)
def test_every_paragraph_is_told_once_and_every_part_is_in_its_document(
    one: list[list[str]], other: list[list[str]]
) -> None:
    before, after = (lines(id, parts) for id, parts in (("before", one), ("after", other)))
    found = compare(before, after)
    for item in found:
        for evidence, text in ((item.before, before.text), (item.after, after.text)):
            assert evidence is None or text[evidence.start : evidence.end] == evidence.quote
        for segment in item.segments:
            text = before.text if segment.change == "dropped" else after.text
            assert text[segment.evidence.start : segment.evidence.end] == segment.evidence.quote
    starts = [item.before.start for item in found if item.before]
    assert len(starts) == len(set(starts))
    links = aligned(one, other)
    assert sorted(i for link in links for i in link.before) == list(range(len(one)))
    assert [j for link in links for j in link.after] == list(range(len(other)))


def lines(id: str, parts: list[list[str]]) -> Document:
    texts = [" ".join(words) for words in parts]
    starts = [sum(len(text) + 1 for text in texts[:n]) for n in range(len(texts))]
    passages = tuple(Passage(at, at + len(text), "content") for at, text in zip(starts, texts, strict=True))
    return Document(id, "\n".join(texts), passages=passages)


def test_long_documents_are_compared_in_a_moment() -> None:
    one = [["word", f"a{n}", f"b{n % 50}", f"c{n % 7}"] * 10 for n in range(600)]
    began = time.process_time()
    assert len(compare(lines("a", one), lines("b", one[::-1]))) >= 600
    assert time.process_time() - began < 20
