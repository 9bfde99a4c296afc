"""Who says what in a text, without a dossier."""

from __future__ import annotations

from dataclasses import replace
from typing import TYPE_CHECKING

from dragoman.errors import UsageError

if TYPE_CHECKING:
    from dragoman.reading.quotation import Quotation
    from dragoman.record import Document


def quotations(text: str | Document) -> list[Quotation]:
    """What an English text says that somebody says, thinks or wants: who, by which cue and which words, in order.

    Offsets are those of the text as given. A Document is read passage by passage, and its day tells who held an office;
    of a plain text every line or paragraph is read. Raises UsageError where there is no word in the text.
    """
    from dragoman.language.annotate import annotate_parsed
    from dragoman.language.parser import parse
    from dragoman.reading.quotation import quotations_of
    from dragoman.record import Document
    from dragoman.sources.passages import passages_of_text
    from dragoman.world import load_world

    if isinstance(text, str):
        stretches = tuple(replace(p, role="content") for p in passages_of_text(text))
        text = Document("text", text, passages=stretches)
    if not text.text.strip():
        raise UsageError("there is nothing to read: the text is empty")
    passages = parse(text)
    return quotations_of(text.text, passages, annotate_parsed(text, passages, load_world()))
