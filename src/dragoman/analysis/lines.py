"""Facts in one line each, and their sources: title, publisher, day, and the very words."""

from __future__ import annotations

from collections.abc import Callable, Iterable, Mapping
from dataclasses import dataclass

from dragoman.analysis.interval import in_words
from dragoman.analysis.ledger import amount_in_words
from dragoman.analysis.table import one_line
from dragoman.analysis.timeline import Titled, telling_shown
from dragoman.merging.facts import Fact
from dragoman.merging.telling import Telling
from dragoman.record import SYMMETRIC_KINDS, Actor

NameOf = Callable[[str], str]
#: A content of fewer words gives way to so many of its quote's.
_FEWEST_WORDS, _MOST_WORDS = 3, 24
#: Kinds that are somewhere; of others a place only tells where it was said.
_PLACED = ("meeting", "incident", "force", "election")
Heads = Mapping[str, Titled]


@dataclass(frozen=True, slots=True)
class Source:
    """Where something stands: the document and the words that prove it."""

    title: str
    publisher: str
    #: ISO day of publication, or empty.
    published: str
    quote: str
    doc: str
    record: str

    def in_words(self) -> str:
        """`Title, Publisher, 29 June 2022: “the very words”`, on one line."""
        head = ", ".join(filter(None, (self.title or self.doc, self.publisher, in_words(self.published))))
        return one_line(f"{head}: “{self.quote}”")


def source(telling: Telling, documents: Heads) -> Source:
    """Where a telling stands."""
    record = telling.record
    head = documents.get(record.doc)
    day = telling.published.isoformat() if telling.published else ""
    title, publisher = (head.title, head.publisher) if head else ("", "")
    return Source(title, publisher, day, record.evidence.quote, record.doc, record.id)


def sources(fact: Fact, documents: Heads, most: int = 1) -> list[Source]:
    """Where a fact stands: its fullest telling, then those of other documents; near copies are left out."""
    shown = telling_shown(fact)
    told = sorted(fact.tellings, key=lambda t: t.record.id != shown.id)
    return one_a_document(told, documents, most)


def one_a_document(tellings: Iterable[Telling], documents: Heads, most: int) -> list[Source]:
    """At most so many sources in the order of the tellings, one a document."""
    first: dict[str, Telling] = {}
    for telling in tellings:
        first.setdefault(telling.source, telling)
    return [source(telling, documents) for telling in list(first.values())[:most]]


def named(actors: Iterable[Actor], name_of: NameOf) -> str:
    """Actors by name, each once."""
    return one_line(", ".join(dict.fromkeys(name_of(str(actor)) for actor in actors)))


def parties(fact: Fact, name_of: NameOf) -> str:
    """`Japan, NATO` where the parties are equal, `United States → Russia` where one acts upon the other."""
    if fact.kind in SYMMETRIC_KINDS:
        return named((*fact.who, *fact.whom), name_of)
    return " → ".join(filter(None, (named(fact.who, name_of), named(fact.whom, name_of))))


def content(fact: Fact) -> str:
    """What a fact says: its content, with the amount and the place where these tell more."""
    record = telling_shown(fact)
    what = one_line(record.what or record.evidence.quote)
    more = [
        amount_in_words(fact.amount) if fact.amount and not any(c.isdigit() for c in what) else "",
        fact.where if fact.kind in _PLACED else "",
    ]
    whole = told_whole(what, one_line(record.evidence.quote))
    return ", ".join([whole, *(one_line(part) for part in more if part and part.casefold() not in whole.casefold())])


def told_whole(what: str, quote: str) -> str:
    """The content with a mark where the quote goes on; the quote itself where one or two words say too little."""
    if len(what.split()) < _FEWEST_WORDS:
        words = quote.split()
        return " ".join(words[:_MOST_WORDS]) + ("…" if len(words) > _MOST_WORDS else "")
    _, found, rest = quote.partition(what)
    return f"{what}…" if found and rest.strip(" .”\"')") else what


def fact_line(fact: Fact, name_of: NameOf) -> str:
    """`29 June 2022: Japan, NATO: attends a summit, Madrid (meeting, planned)`."""
    head = ": ".join(filter(None, (in_words(fact.when) or "undated", parties(fact, name_of), content(fact))))
    return one_line(f"{head} ({fact.kind}, {fact.status})")
