"""The annotated text as a whole."""

import pytest

from dragoman.record import Actor

pytestmark = pytest.mark.slow

TEXT = "Japan met Poland in Madrid.\nFumio Kishida said on 28 June that Japan would give $100 million."


def test_every_mention_lies_in_its_passage(annotated) -> None:
    for here in annotated(TEXT).passages:
        for mention in here.mentions:
            assert 0 <= mention.start < mention.end <= len(here.parsed)
            assert mention.start <= mention.head < mention.end or mention.form in ("organ", "name", "title")
            assert mention.actors


def test_dates_and_amounts_have_the_documents_offsets(annotated) -> None:
    (_, here) = annotated(TEXT).passages
    assert [TEXT[d.start : d.end] for d in here.dates] == ["28 June"]
    assert [TEXT[a.start : a.end] for a in here.amounts] == ["$100 million"]


def test_the_topics_are_whom_the_document_names_most_without_its_issuer(annotated) -> None:
    text = "Poland thanked Japan. Poland and the United States agree. The United States and Poland met."
    assert annotated(text, publisher="U.S. Department of State").topics == (Actor("POL"), Actor("JPN"))


def test_reported_speech_names_its_source(annotated) -> None:
    (here,) = annotated("Japan will pay, according to Fumio Kishida.").passages
    assert here.quoted_by == {0: (Actor("JPN", "Fumio Kishida"),)}


def test_the_same_text_is_annotated_alike_twice(annotated) -> None:
    one, other = annotated(TEXT), annotated(TEXT)
    assert [p.mentions for p in one.passages] == [p.mentions for p in other.passages]


def test_an_empty_document_is_annotated(annotated) -> None:
    assert annotated("").passages == []
