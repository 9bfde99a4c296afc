"""Texts linked as `annotate` links them, shown as plain values."""

from __future__ import annotations

from collections.abc import Callable

import pytest

from dragoman.language.annotate import AnnotatedText, annotate
from dragoman.record import Document, Passage
from dragoman.world.world import load_world

type Annotated = Callable[..., AnnotatedText]
type Links = Callable[..., list[tuple[str, str]]]


def document(text: str, *, published: str = "2022-06-29", publisher: str = "", title: str = "") -> Document:
    """A document whose paragraphs are its lines."""
    passages, start = [], 0
    for line in text.split("\n"):
        if line.strip():
            passages.append(Passage(start, start + len(line), "content"))
        start += len(line) + 1
    return Document("d", text, title=title, publisher=publisher, published=published, passages=tuple(passages))


@pytest.fixture
def annotated() -> Annotated:
    """Annotate a text of one paragraph a line."""
    return lambda text, **given: annotate(document(text, **given), load_world())


@pytest.fixture
def links(annotated: Annotated) -> Links:
    """The mentions of a text that are not part of longer ones: their words and actors, in order."""

    def of(text: str, **given: str) -> list[tuple[str, str]]:
        found = []
        for here in annotated(text, **given).passages:
            for m in here.mentions:
                if not m.apart:
                    words = text[here.parsed.starts[m.start] : here.parsed.ends[m.end - 1]]
                    found.append((words, " + ".join(map(str, m.actors))))
        return found

    return of
