"""The annotated text: a document's passages, parsed, with actors linked, dates and amounts found, and who speaks."""

from __future__ import annotations

from collections import Counter
from dataclasses import dataclass, replace
from functools import cache
from typing import TYPE_CHECKING

from dragoman.language import amounts, dates, parser
from dragoman.language.actors import Linker
from dragoman.language.coreference import resolve
from dragoman.language.dateline import dateline_place
from dragoman.language.memory import Memory
from dragoman.language.speakers import Voice, transcript_speaker, voice_of
from dragoman.language.venues import opening_place, venue
from dragoman.record import Actor

if TYPE_CHECKING:
    from dragoman.language.amounts import AmountMention
    from dragoman.language.mention import Mention
    from dragoman.language.parsed import ParsedPassage
    from dragoman.language.time_expression import TimeExpression
    from dragoman.record import Document
    from dragoman.world.world import World

#: How many passages the opening of a document has.
OPENING = 5
#: The length of a day as an interval: `2022-06-29`.
DAY = 10


@dataclass(frozen=True, slots=True)
class AnnotatedPassage:
    """A parsed passage with what was found in it. Offsets of `dates` and `amounts` are the document's."""

    parsed: ParsedPassage
    mentions: list[Mention]
    dates: list[TimeExpression]
    amounts: list[AmountMention]
    #: Who speaks in the passage as a whole (a transcript's turn, an official text's author); empty in news.
    speaker: tuple[Actor, ...]
    #: Sentence number -> who says its quoted words.
    quoted_by: dict[int, tuple[Actor, ...]]


@dataclass(frozen=True, slots=True)
class AnnotatedText:
    document: Document
    voice: Voice
    passages: list[AnnotatedPassage]
    #: The states and bodies that the document names most, most named first, without its own issuer.
    topics: tuple[Actor, ...] = ()
    #: The day that the document opens with, and the place: of the meeting or event that the rest is often about.
    opening_day: str = ""
    opening_place: str = ""
    #: The day that it tells most often.
    common_day: str = ""
    #: The place that it tells meetings at.
    venue: str = ""
    #: The place of its dateline.
    dateline: str = ""


@cache
def linker_of(world: World) -> Linker:
    """The linker over a world, built once a process."""
    return Linker(world)


def annotate(document: Document, world: World, pipeline: str = parser.DEFAULT_PIPELINE) -> AnnotatedText:
    """The annotated text of a document."""
    return annotate_parsed(document, parser.parse(document, pipeline), world)


def annotate_parsed(document: Document, passages: list[ParsedPassage], world: World) -> AnnotatedText:
    """The annotated text of a document whose passages are parsed already."""
    linker = linker_of(world)
    on = document.published
    voice = voice_of(document, linker)
    speaker = voice.speakers
    people = linker.survey(passages, on, voice.issuer.body if voice.issuer else "")
    names = [linker.names(passage, people.as_of[passage.number], people) for passage in passages]
    memory = Memory(
        linker, on, people.topic, voice.issuer, voice.publisher, people.of_kind, people.titles, voice.issuers
    )
    annotated = []
    for passage, found in zip(passages, names, strict=True):
        start = passage.offset
        text = document.text[start : passage.ends[-1]]
        turn = transcript_speaker(text[:80], voice.issuer, linker, on, people)
        if turn is not None:
            before, speaker = speaker, (turn,) if isinstance(turn, Actor) else ()
            memory.addressee = before if before != speaker else ()
        memory.on = people.as_of[passage.number]
        mentions = resolve(passage, found, memory, speaker)
        annotated.append(
            AnnotatedPassage(
                passage,
                mentions,
                [_moved(d, start) for d in dates.find_dates(text, on or None)],
                [_moved(a, start) for a in amounts.find_amounts(text)],
                speaker,
                memory.said_by,
            )
        )
    issuer = {a.body for a in (voice.issuer,) if a}
    topics = tuple(Actor(b) for b, _ in people.named.most_common() if b not in issuer)
    days = [d.interval for here in annotated for d in here.dates if d.kind == "date" and len(d.interval) == DAY]
    opening = [d.interval for here in annotated[:OPENING] for d in here.dates if len(d.interval) == DAY]
    return AnnotatedText(
        document,
        voice,
        annotated,
        topics[:3],
        opening[0] if opening else "",
        opening_place(passages[:OPENING]),
        Counter(days).most_common(1)[0][0] if days else "",
        venue(passages),
        dateline_place(document),
    )


def _moved[T](found: T, offset: int) -> T:
    return replace(found, start=found.start + offset, end=found.end + offset)  # type: ignore[type-var, attr-defined]
