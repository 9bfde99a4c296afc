"""Who has been met in one document: the memory that linking its passages shares."""

from __future__ import annotations

from collections import Counter
from dataclasses import dataclass, field
from functools import lru_cache
from typing import TYPE_CHECKING

from dragoman.language.gazetteer import parts

if TYPE_CHECKING:
    from dragoman.language.gazetteer import Hit
    from dragoman.record import Actor


@dataclass(slots=True)
class People:
    """Who has been met in one document: by full name, and from then on by family name."""

    by_family: dict[str, Actor] = field(default_factory=dict)
    by_given: dict[str, Actor] = field(default_factory=dict)
    #: How often each state or body has been named, to tell whose `Security Council` is meant.
    bodies: Counter[str] = field(default_factory=Counter)
    #: The same without adjectives and demonyms: what the document is about.
    named: Counter[str] = field(default_factory=Counter)
    local: dict[str, Actor] = field(default_factory=dict)
    #: Full names that come further down, for a headline that has only the family name.
    later: dict[str, Actor] = field(default_factory=dict)
    #: Last word of an organ's or body's name -> the last one so named: `the League` after the Arab League.
    short_forms: dict[str, Actor] = field(default_factory=dict)
    #: Words that the recogniser takes for places somewhere in the document.
    places: set[str] = field(default_factory=set)
    #: Words of the titles that the document gives each person.
    titles: dict[Actor, set[str]] = field(default_factory=dict)
    #: What the gazetteer found, by the number of the passage.
    hits: dict[int, list[Hit]] = field(default_factory=dict)
    #: The state that the document is most about.
    topic: str = ""
    #: Kind of organ -> how often the document names one of each state: whose `rebels` are meant.
    of_kind: dict[str, Counter[str]] = field(default_factory=dict)
    #: The time of which each passage tells, by its number: the day of the document or, in a history, the year told.
    as_of: dict[int, str] = field(default_factory=dict)

    def entitle(self, actor: Actor, title: str) -> None:
        """Remember the words of a title that stood before or behind the person's name."""
        words = {word for word in title.casefold().replace("-", " ").split() if len(word) > 2}
        if words:
            self.titles.setdefault(actor, set()).update(words)


@lru_cache(maxsize=20_000)
def key_of(name: str) -> str:
    """The form in which names are compared: no case, no accents, no punctuation."""
    return " ".join(parts(name)).casefold()
