"""Who says the words at a place: by the record there, the turn of a transcript, or the document's issuer."""

from __future__ import annotations

from collections import defaultdict
from collections.abc import Iterable, Mapping, Sequence
from dataclasses import dataclass, replace
from typing import TYPE_CHECKING, Any

from dragoman.analysis.wording import Place
from dragoman.record import Actor, Document

if TYPE_CHECKING:
    from dragoman.api.dossier import Dossier

#: Kinds whose `who` is the one who speaks or judges.
_SPEAKING = ("statement", "opinion")
_RECORDS = """
SELECT doc, kind, who, said_by, start, "end" FROM records WHERE list_contains(?::VARCHAR[], doc)
ORDER BY doc, start, "end", n
"""


@dataclass(frozen=True, slots=True)
class _Telling:
    """What a record says of who speaks in its words."""

    kind: str
    who: tuple[str, ...]
    said_by: str
    start: int
    end: int

    @property
    def speakers(self) -> tuple[str, ...]:
        """Who speaks, by this record; empty where it does not tell."""
        if self.kind == _SPEAKING[0]:
            return self.who or ((self.said_by,) if self.said_by else ())
        return (self.said_by,) if self.said_by else self.who if self.kind in _SPEAKING else ()


def with_speakers(dossier: Dossier, found: Sequence[Place], documents: Mapping[str, Document]) -> list[Place]:
    """The places with their speakers: codes of actors, or what the document calls its publisher, or else its id."""
    tellings = _tellings(dossier, sorted({place.doc for place in found}))
    return [
        replace(place, speakers=_by_record(place, tellings[place.doc]) or _otherwise(dossier, place, documents))
        for place in found
    ]


def _tellings(dossier: Dossier, docs: list[str]) -> dict[str, list[_Telling]]:
    told: dict[str, list[_Telling]] = defaultdict(list)
    cursor = dossier.connect().connection.cursor().execute(_RECORDS, [docs])
    for doc, kind, who, said_by, start, end in cursor.fetchall():
        told[doc].append(_Telling(kind, tuple(who or ()), said_by or "", start, end))
    return told


def _by_record(place: Place, tellings: Iterable[_Telling]) -> tuple[str, ...]:
    """The speakers of the narrowest record around the words: a statement before what else is told."""
    start, end = place.evidence.start, place.evidence.end
    around = [t for t in tellings if t.start < end and t.end > start and t.speakers]
    if not around:
        return ()
    kinds = {kind: rank for rank, kind in enumerate(_SPEAKING)}
    return min(around, key=lambda t: (kinds.get(t.kind, 9), t.end - t.start, t.start)).speakers


def _otherwise(dossier: Dossier, place: Place, documents: Mapping[str, Document]) -> tuple[str, ...]:
    """The speaker of the transcript's turn, else those who issue an official text, else the publisher's name."""
    from dragoman.language.annotate import linker_of
    from dragoman.language.speakers import transcript_speaker, voice_of

    document, linker = documents[place.doc], linker_of(dossier.world)
    voice = voice_of(document, linker)
    turn: Any = None
    for passage in document.passages:
        if passage.start > place.evidence.start:
            break
        line = document.text[passage.start : passage.start + 80]
        said = transcript_speaker(line, voice.issuer, linker, document.published)
        turn = turn if said is None else said
    if isinstance(turn, Actor):
        return (str(turn),)
    issuers = () if turn == "" else voice.speakers
    return tuple(map(str, issuers)) or (document.publisher or document.id,)
