"""Who says what."""

from __future__ import annotations

import pytest

import dragoman
from dragoman.errors import UsageError
from dragoman.record import Actor

pytestmark = pytest.mark.slow


def told(text: str) -> list[tuple[str, str, str]]:
    return [
        (q.source.words if q.source else "", q.cue.words, " / ".join(part.words for part in q.content))
        for q in dragoman.quotations(text)
    ]


def test_a_direct_quotation_with_its_speaker_behind() -> None:
    assert told("“We will sign tomorrow,” the minister said.") == [("the minister", "said", "“We will sign tomorrow,”")]


def test_the_content_goes_on_behind_the_speaker() -> None:
    (quotation,) = dragoman.quotations("“We will sign tomorrow,” said Ana Torres. “There is no other way.”")
    assert [part.words for part in quotation.content] == ["“We will sign tomorrow,”", "“There is no other way.”"]
    assert quotation.source is not None and quotation.source.words == "Ana Torres"
    assert quotation.kind == "direct"


def test_an_indirect_quotation() -> None:
    (quotation,) = dragoman.quotations("The envoy said that the two sides would meet again in May.")
    assert quotation.content[0].words == "that the two sides would meet again in May"
    assert quotation.kind == "indirect"


def test_some_words_of_a_clause_in_quotation_marks_are_mixed() -> None:
    (quotation,) = dragoman.quotations("The envoy said the talks had been “long and useful” for both sides.")
    assert quotation.kind == "mixed"


def test_according_to() -> None:
    assert told("The bridge will open in June, according to the ministry.") == [
        ("the ministry", "according to", "The bridge will open in June")
    ]


def test_two_sentences_with_a_pronoun() -> None:
    text = "The envoy said that the talks had failed. He added that no date was set for another round."
    assert [(source, cue) for source, cue, _ in told(text)] == [("The envoy", "said"), ("He", "added")]


@pytest.mark.parametrize(
    "text",
    [
        "“We will sign tomorrow, the minister said.",
        "We will sign tomorrow,” the minister said.",
        '"We will sign tomorrow, the minister said.',
    ],
)
def test_a_missing_mark_does_not_lose_the_quotation(text: str) -> None:
    (quotation,) = dragoman.quotations(text)
    assert quotation.source is not None and quotation.source.words == "the minister"
    assert "We will sign tomorrow" in " ".join(part.words for part in quotation.content)


def test_a_quotation_over_two_paragraphs_is_one() -> None:
    (quotation,) = dragoman.quotations("“We are ready. We begin tomorrow.\n\n“Nobody will stop us,” the mayor said.")
    assert [part.words for part in quotation.content] == ["“We are ready. We begin tomorrow.", "“Nobody will stop us,”"]


def test_no_words_belong_to_two() -> None:
    text = "“Nobody will stop us,” the mayor said on Monday. He added: “Not even the rain.”"
    assert [content for _, _, content in told(text)] == ["“Nobody will stop us,”", "“Not even the rain.”"]


def test_the_speaker_is_linked() -> None:
    (quotation,) = dragoman.quotations("Japan said on Monday that it would send more aid to the region.")
    assert quotation.speaker == Actor("JPN")


def test_two_speak_together() -> None:
    (quotation,) = dragoman.quotations("Japan and Canada said that they would send more aid to the region.")
    assert set(quotation.speakers) == {Actor("JPN"), Actor("CAN")}


def test_offsets_are_those_of_the_text() -> None:
    text = "  The port was closed.\n\nThe mayor said the port would open in June.\n"
    (quotation,) = dragoman.quotations(text)
    for part in (quotation.cue, *quotation.content):
        assert text[part.start : part.end] == part.words


def test_a_text_in_which_nobody_speaks_has_none() -> None:
    assert dragoman.quotations("The road runs along the river. It is forty miles long.") == []


def test_an_empty_text_is_refused() -> None:
    with pytest.raises(UsageError, match="the text is empty"):
        dragoman.quotations(" \n")
