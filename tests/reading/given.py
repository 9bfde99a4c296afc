"""Parsed and annotated texts written by hand: most of these tests load no parser."""

from __future__ import annotations

import numpy as np
import spacy
from spacy.tokens import Doc

from dragoman.language.amounts import find_amounts
from dragoman.language.annotate import AnnotatedPassage, AnnotatedText
from dragoman.language.dates import find_dates
from dragoman.language.mention import Mention
from dragoman.language.parsed import ParsedPassage, from_spacy
from dragoman.language.speakers import Voice
from dragoman.record import Actor, Document, Passage

#: Written without a space before them.
CLOSE = frozenset({".", ",", ";", ":", "'s", "’s"})
VOCABULARY = spacy.blank("en").vocab

SIGNED = """
    Japan     japan     PROPN NNP nsubj  1 GPE
    signed    sign      VERB  VBD ROOT   1
    a         a         DET   DT  det    3
    treaty    treaty    NOUN  NN  dobj   1
    with      with      ADP   IN  prep   3
    Poland    poland    PROPN NNP pobj   4 GPE
    .         .         PUNCT .   punct  1
"""


def doc_of(table: str) -> Doc:
    """A parse from lines of word, lemma, part of speech, tag, dependency, number of the head, and perhaps entity.

    An entity that goes on from the word before is written `+GPE`.
    """
    rows = [line.split() for line in table.strip().splitlines()]
    words = [row[0] for row in rows]
    doc = Doc(
        VOCABULARY,
        words=words,
        spaces=[behind not in CLOSE for behind in [*words[1:], "."]],
        lemmas=[row[1] for row in rows],
        pos=[row[2] for row in rows],
        tags=[row[3] for row in rows],
        deps=[row[4] for row in rows],
        heads=[int(row[5]) for row in rows],
        ents=[_entity(*row[6:]) for row in rows],
    )
    doc.tensor = np.zeros((len(doc), 96), np.float32)
    return doc


def _entity(label: str = "") -> str:
    return (f"I-{label[1:]}" if label.startswith("+") else f"B-{label}") if label else "O"


def parsed(table: str, *, offset: int = 0, number: int = 0) -> ParsedPassage:
    """The passage that a table (see `doc_of`) writes."""
    return from_spacy(doc_of(table), offset=offset, role="content", number=number)


def words_only(*sentences: str, number: int = 0) -> ParsedPassage:
    """A passage of sentences, words parted by spaces, without any parse."""
    words = [word for sentence in sentences for word in sentence.split()]
    starts = [place == 0 for sentence in sentences for place in range(len(sentence.split()))]
    doc = Doc(VOCABULARY, words=words, sent_starts=starts)
    return from_spacy(doc, offset=0, role="content", number=number)


def mention(actor: str, head: int, form: str = "name", *, apart: bool = False) -> Mention:
    """The mention of an actor, or of several (`JPN+POL`), by one word."""
    return Mention(head, head + 1, head, tuple(map(Actor.parse, actor.split("+"))), form, apart=apart)


def annotated(
    *passages: tuple[str, list[Mention]],
    published: str = "2022-06-29",
    issuer: str = "",
    quoted_by: dict[int, tuple[Actor, ...]] | None = None,
    topics: tuple[Actor, ...] = (),
) -> AnnotatedText:
    """The text of passages, each a table and its mentions; dates and amounts are found in it."""
    found, spans, text = [], [], ""
    for number, (table, mentions) in enumerate(passages):
        here = parsed(table, offset=len(text), number=number)
        words = doc_of(table).text
        dates = [_moved(date, len(text)) for date in find_dates(words, published or None)]
        amounts = [_moved(amount, len(text)) for amount in find_amounts(words)]
        found.append(AnnotatedPassage(here, mentions, dates, amounts, (), quoted_by or {}))
        spans.append(Passage(len(text), len(text) + len(words), "content"))
        text += words + "\n"
    voice = Voice(issuer=Actor(issuer)) if issuer else Voice()
    return AnnotatedText(Document("d", text, published=published, passages=tuple(spans)), voice, found, topics=topics)


def _moved[T](found: T, offset: int) -> T:
    from dataclasses import replace

    return replace(found, start=found.start + offset, end=found.end + offset)  # type: ignore[type-var, attr-defined]


def document(text: str, *, id: str = "d", published: str = "2022-06-29", publisher: str = "") -> Document:
    """A document whose paragraphs are its lines."""
    passages, start = [], 0
    for line in text.split("\n"):
        if line.strip():
            passages.append(Passage(start, start + len(line), "content"))
        start += len(line) + 1
    return Document(id, text, publisher=publisher, published=published, passages=tuple(passages))
