"""Questions about wording: who uses a formulation, since when, and how its words shift."""

from __future__ import annotations

import json
import textwrap
from collections.abc import Iterable, Iterator, Mapping, Sequence
from datetime import date
from typing import TYPE_CHECKING, Any, ClassVar

from dragoman.analysis.interval import bound
from dragoman.analysis.table import markdown_escaped, one_line
from dragoman.analysis.wording import (
    Formulation,
    Place,
    Raw,
    Variant,
    difference,
    found_in,
    is_comparable,
    places,
    variants,
)
from dragoman.api.answers import Listed, NameOf
from dragoman.api.names import actor_codes
from dragoman.api.speaking import with_speakers
from dragoman.record import Document, Passage

if TYPE_CHECKING:
    from dragoman.api.dossier import Dossier

type Words = str | Sequence[str]
type Day = str | date | None

_MARGIN = " " * 12
_MARKS = ("»", "«")
#: Characters of the sentence that are shown before and behind the words.
_CONTEXT = 90
_BATCH = 200
#: Of more wordings than these, the text lists those of several places.
_LISTED = 20
#: So many earlier places of a speaker are looked at for one to hold a place against.
_LOOKED_BACK = 20

_TERMS = """
SELECT doc, list(DISTINCT term) FROM document_terms WHERE list_contains(?::VARCHAR[], term) GROUP BY doc
"""
#: Near copies of about the same day. Much later, who says nearly the same says it again: a communiqué of a series.
_COPIES = """
SELECT c.id, c.copy_of FROM documents c JOIN documents o ON o.id = c.copy_of
WHERE c.published IS NULL OR o.published IS NULL OR abs(date_diff('day', c.published, o.published)) <= ?
"""
_SYNDICATED = 10
_DOCUMENTS = """
SELECT id, text, title, publisher, coalesce(CAST(published AS VARCHAR), ''), author,
       (SELECT list({'start': p.start, 'end': p."end", 'role': p.role} ORDER BY p.n) FROM passages p WHERE p.doc = d.id)
FROM documents d WHERE list_contains(?::VARCHAR[], id) ORDER BY id
"""


def wording(dossier: Dossier, phrase: str, *, by: Words = (), since: Day = None, until: Day = None) -> Wording:
    """Every place whose words are a variant of `phrase`, by day and document; see `analysis.wording`.

    `by`: actors of whom one says it, a state by any of its people. `since` and `until`: the day of the document. Raises
    UsageError for a phrase without words, an unknown actor, or a date that is none.
    """
    formulation = Formulation.of(phrase)
    first, last = bound(since, last=False), bound(until, last=True)
    speaking = _codes(dossier, by)
    connection = dossier.connect().connection
    chosen, formulation = _candidates(connection, formulation)
    raw = [one for document in _documents(connection, chosen) for one in found_in(formulation, document)]
    copies = connection.cursor().execute(_COPIES, [_SYNDICATED]).fetchall()
    told = with_speakers(dossier, places(raw, dict(copies)), _passages_of(raw))
    within = [place for place in told if _is_within(place.published, first, last)]
    return Wording(phrase, [p for p in within if not by or _is_by(p, speaking)], dossier.world.name_of)


class Wording(Listed[Place]):
    """The places of a formulation in order of time; `.variants` are the wordings that they have."""

    columns = (
        *("published", "speakers", "variant", "wording", "added", "dropped", "quoted", "quote", "sentence"),
        *("doc", "title", "publisher", "start", "end", "copies"),
    )
    types: ClassVar[Mapping[str, str]] = {
        **dict.fromkeys(("speakers", "added", "dropped", "copies"), "list"),
        **dict.fromkeys(("variant", "start", "end"), "int"),
    }
    read_columns = ("published", "speakers", "variant", "quote", "added", "dropped", "doc")

    def __init__(self, phrase: str, found: Sequence[Place], name_of: NameOf = str) -> None:
        super().__init__(found)
        self.phrase = phrase
        #: The wordings, in order of their first day.
        self.variants: list[Variant] = variants(found)
        self._name_of = name_of
        self._variant = {place.key: variant for variant in self.variants for place in variant.places}
        self._earlier = dict(_earlier(Formulation.of(phrase), found))

    def row(self, item: Place) -> dict[str, Any]:
        """One place; `added` and `dropped` tell it from the last place of the same speaker's state or organisation."""
        variant = self._variant[item.key]
        added, dropped = self._shift(item)
        return {
            "published": item.published,
            "speakers": list(item.speakers),
            "variant": variant.number,
            "wording": variant.wording,
            "added": list(added),
            "dropped": list(dropped),
            "quoted": "yes" if item.quoted else "",
            "quote": item.evidence.quote,
            "sentence": item.before + item.evidence.quote + item.after,
            "doc": item.doc,
            "title": item.title,
            "publisher": item.publisher,
            "start": item.evidence.start,
            "end": item.evidence.end,
            "copies": list(item.copies),
        }

    def json(self) -> str:
        """A JSON object: the phrase, its variants with their first and last day and speakers, and the places."""
        made = [
            {
                "variant": variant.number,
                "wording": variant.wording,
                "words": sorted(variant.places[0].elements.values(), key=str.casefold),
                "first": variant.first or None,
                "last": variant.last or None,
                "places": len(variant.places),
                "documents": len({place.doc for place in variant.places}),
                "speakers": list(variant.speakers),
            }
            for variant in self.variants
        ]
        value = {"phrase": self.phrase, "variants": made, "places": list(self.rows())}
        return json.dumps(value, ensure_ascii=False, indent=2) + "\n"

    def text(self, width: int = 100) -> str:
        """The variants with their days and speakers, then every place in order of time, its words between marks."""
        if not self:
            return f"No wording of “{one_line(self.phrase)}” found.\n"
        lines = [self._head(), ""]
        listed = self.variants if len(self.variants) <= _LISTED else [v for v in self.variants if len(v.places) > 1]
        for variant in listed:
            lines += _wrapped(f"{variant.number:>3}  “{_clipped(variant.wording, 160)}”", width, " " * 5)
            lines += _wrapped(f"     {_days(variant)}; {self._users(variant)}", width, " " * 5)
        if len(listed) < len(self.variants):
            lines.append(f"     and {len(self.variants) - len(listed)} more of one place each, see below")
        lines.append("")
        for place in self:
            who = self._named(place)
            lines += _wrapped(f"{place.published or 'undated':<12}{who} ({self._variant[place.key].number})", width)
            lines += _wrapped(_MARGIN + _in_context(place), width)
            lines += [line for told in self._beneath(place) for line in _wrapped(_MARGIN + told, width)]
            lines.append("")
        return "\n".join(lines)

    def markdown(self) -> str:
        """Two Markdown tables: the variants, and the places."""
        lines = [f"## “{markdown_escaped(self.phrase)}”", "", "| No. | Wording | First | Last | Places | Who |"]
        lines.append("| --- | --- | --- | --- | --- | --- |")
        for variant in self.variants:
            cells = (str(variant.number), variant.wording, variant.first, variant.last, str(len(variant.places)))
            lines.append(_piped((*cells, self._users(variant))))
        lines += ["", "| Date | Who | No. | Words | Added | Dropped | Document |"]
        lines.append("| --- | --- | --- | --- | --- | --- | --- |")
        for place in self:
            added, dropped = self._shift(place)
            told = (place.published, self._named(place), str(self._variant[place.key].number), place.evidence.quote)
            lines.append(_piped((*told, ", ".join(added), ", ".join(dropped), place.doc)))
        return "\n".join(lines) + "\n"

    def _shift(self, place: Place) -> tuple[tuple[str, ...], tuple[str, ...]]:
        earlier = self._earlier.get(id(place))
        return difference(earlier, place) if earlier else ((), ())

    def _head(self) -> str:
        days = sorted(place.published for place in self if place.published)
        period = f", {_period(days[0], days[-1])}" if days else ""
        documents = len({place.doc for place in self})
        told = f"{_many(len(self), 'place')} in {_many(documents, 'document')}{period}"
        return f"“{one_line(self.phrase)}”: {told}, in {_many(len(self.variants), 'wording')}"

    def _beneath(self, place: Place) -> Iterator[str]:
        earlier = self._earlier.get(id(place))
        added, dropped = self._shift(place)
        told = [f"{sign} {one_line(', '.join(words))}" for sign, words in (("+", added), ("−", dropped)) if words]
        if earlier and told:
            yield f"since {earlier.published}: {'; '.join(told)}"
        also = f" (also in {', '.join(place.copies)})" if place.copies else ""
        yield one_line(f"{place.doc}, characters {place.evidence.start} to {place.evidence.end}{also}")

    def _users(self, variant: Variant) -> str:
        return f"{_many(len(variant.places), 'place')}: {', '.join(map(self._called, variant.speakers))}"

    def _named(self, place: Place) -> str:
        return ", ".join(map(self._called, place.speakers))

    def _called(self, speaker: str) -> str:
        return one_line(self._name_of(speaker))


def _candidates(connection: Any, formulation: Formulation) -> tuple[list[str], Formulation]:
    """The documents that have enough of the phrase somewhere, by the search index; and its words weighed by it."""
    asked = sorted({term for slot in formulation.slots for term in slot.terms})
    rows = [(doc, set(terms)) for doc, terms in connection.cursor().execute(_TERMS, [asked]).fetchall()]
    [count] = connection.cursor().execute("SELECT count(*) FROM documents").fetchone()
    own = [slot.own_terms for slot in formulation.slots]
    formulation = formulation.weighed([sum(bool(terms & one) for _, terms in rows) for one in own], count)
    chosen = []
    for doc, terms in rows:
        exact = [i for i, slot in enumerate(formulation.slots) if terms & slot.own_terms]
        stood_in = [i for i, slot in enumerate(formulation.slots) if terms & slot.terms]
        if formulation.is_met(exact, stood_in):
            chosen.append(doc)
    return sorted(chosen), formulation


def _documents(connection: Any, ids: Sequence[str]) -> Iterator[Document]:
    """The documents with text and passages, some in memory at a time."""
    for at in range(0, len(ids), _BATCH):
        for id, text, title, publisher, published, author, passages in (
            connection.cursor().execute(_DOCUMENTS, [list(ids[at : at + _BATCH])]).fetchall()
        ):
            stretches = tuple(Passage(p["start"], p["end"], p["role"]) for p in passages or ())
            yield Document(id, text, title or "", publisher or "", published, "", author or "", passages=stretches)


def _passages_of(raw: Iterable[Raw]) -> dict[str, Document]:
    return {one.document.id: one.document for one in raw}


def _earlier(phrase: Formulation, found: Sequence[Place]) -> Iterator[tuple[int, Place]]:
    """For each place, the last one of an earlier day by the same state or organisation that it can be held against."""
    told: dict[str, list[Place]] = {}
    for place in found:
        bodies = [speaker.partition("/")[0] for speaker in place.speakers]
        before = [
            other
            for body in bodies
            for other in told.get(body, [])[-_LOOKED_BACK:]
            if other.published < place.published and is_comparable(phrase, other, place)
        ]
        if before:
            yield id(place), max(before, key=lambda other: other.published)
        for body in bodies:
            told.setdefault(body, []).append(place)


def _is_within(published: str, first: date | None, last: date | None) -> bool:
    if first is None and last is None:
        return True
    day = date.fromisoformat(published) if published else None
    return day is not None and (first is None or day >= first) and (last is None or day <= last)


def _is_by(place: Place, actors: Iterable[str]) -> bool:
    return any(said == actor or said.startswith(f"{actor}/") for actor in actors for said in place.speakers)


def _codes(dossier: Dossier, actors: Words) -> list[str]:
    def named() -> list[Any]:
        return [row[0] for row in dossier.sql("SELECT actor FROM actors ORDER BY actor").rows()]

    return actor_codes([actors] if isinstance(actors, str) else actors, dossier.world, named)


def _in_context(place: Place) -> str:
    before, after = " ".join(place.before.split()), " ".join(place.after.split())
    if len(before) > _CONTEXT:
        before = "… " + before[-_CONTEXT:].partition(" ")[2]
    if len(after) > _CONTEXT:
        after = after[:_CONTEXT].rpartition(" ")[0] + " …"
    lead = " " if place.before[-1:].isspace() else ""
    rest = " " if place.after[:1].isspace() else ""
    return one_line(f"{before}{lead}{_MARKS[0]}{place.evidence.quote}{_MARKS[1]}{rest}{after}")


def _wrapped(line: str, width: int, indent: str = _MARGIN) -> list[str]:
    return textwrap.wrap(line, max(30, width), subsequent_indent=indent, drop_whitespace=True)


def _days(variant: Variant) -> str:
    return _period(variant.first, variant.last) if variant.first else "undated"


def _period(first: str, last: str) -> str:
    return first if first == last else f"{first} to {last}"


def _many(count: int, noun: str) -> str:
    return f"{count} {noun}{'' if count == 1 else 's'}"


def _clipped(text: str, length: int) -> str:
    return text if len(text) <= length else text[:length].rpartition(" ")[0] + " …"


def _piped(cells: Iterable[str]) -> str:
    return f"| {' | '.join(map(markdown_escaped, cells))} |"
