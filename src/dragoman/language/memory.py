"""What has been told so far in a document: the actors that a pronoun or description may go back to."""

from __future__ import annotations

from collections import Counter
from collections.abc import Callable
from dataclasses import dataclass, field
from typing import TYPE_CHECKING

from dragoman.record import Actor

if TYPE_CHECKING:
    from dragoman.language.actors import Linker
    from dragoman.language.mention import Mention

#: How many mentions back a pronoun may look, and how many sentences back a pair or group.
REACH = 24
GROUP_REACH = 2

PERSON, STATE, BODY, ORGAN = "person", "state", "body", "organ"


@dataclass(slots=True)
class Told:
    """One mention that may be gone back to."""

    actors: tuple[Actor, ...]
    subject: bool
    sentence: int


@dataclass(slots=True)
class Memory:
    """The mentions of a document so far, newest last; `groups` are coordinated actors told together."""

    linker: Linker
    on: str = ""
    #: The state that the document is most about, and who issues it.
    topic: str = ""
    issuer: Actor | None = None
    publisher: Actor | None = None
    #: Kind of organ -> how often the document names one of each state: whose `rebels` are meant.
    of_kind: dict[str, Counter[str]] = field(default_factory=dict)
    titles: dict[Actor, set[str]] = field(default_factory=dict)
    #: Who issue a joint text: `the two sides` of it.
    issuers: tuple[Actor, ...] = ()
    told: list[Told] = field(default_factory=list)
    #: Word -> the body or organ told last whose name holds it.
    by_word: dict[str, tuple[Actor, ...]] = field(default_factory=dict)
    groups: list[tuple[int, tuple[Actor, ...]]] = field(default_factory=list)
    persons: set[Actor] = field(default_factory=set)
    #: Who was quoted last, for quoted words that go on in the next passage.
    quoted: tuple[Actor, ...] = ()
    #: Who says the quoted words of each sentence of the passage resolved last.
    said_by: dict[int, tuple[Actor, ...]] = field(default_factory=dict)
    #: Who spoke before in a transcript: whom `you` means.
    addressee: tuple[Actor, ...] = ()
    sentence: int = 0

    def tell(self, mention: Mention, words: frozenset[str], *, subject: bool) -> None:
        """Remember a mention; persons are known as such from the first time they are named."""
        if mention.is_person:
            self.persons.update(mention.actors)
        if len(mention.actors) == 1 and self.sort(mention.actors[0]) in (BODY, ORGAN):
            self.by_word.update(dict.fromkeys(words, mention.actors))
        self.told.append(Told(mention.actors, subject, self.sentence))
        del self.told[: -4 * REACH]

    def sort(self, actor: Actor) -> str:
        """Whether an actor is a person, a state, a body or an organ."""
        if actor in self.persons:
            return PERSON
        if actor.name:
            return PERSON if str(actor) in self.linker.persons.by_actor else ORGAN
        return STATE if actor.body in self.linker.world.states else BODY

    def single(self, *sorts: str) -> Callable[[tuple[Actor, ...]], bool]:
        """A test: one actor, of one of the sorts."""
        return lambda actors: len(actors) == 1 and self.sort(actors[0]) in sorts

    def nearest(self, fits: Callable[[tuple[Actor, ...]], bool]) -> list[tuple[Actor, ...]]:
        """Those told last that fit, likeliest first: subjects of this and the last two sentences, then the nearest."""
        recent = [t for t in reversed(self.told[-REACH:]) if fits(t.actors)]
        close = [t for t in recent if self.sentence - t.sentence <= GROUP_REACH]
        ordered = [t for t in close if t.subject] + close + recent
        return list(dict.fromkeys(t.actors for t in ordered))

    def group(self, sort: str = "") -> tuple[Actor, ...]:
        """The last actors told together; failing that the last two of a sort told in the last sentences."""
        for sentence, actors in reversed(self.groups[-6:]):
            if self.sentence - sentence > GROUP_REACH + 1:
                break
            if not sort or all(self.sort(a) == sort for a in actors):
                return actors
        pair: dict[Actor, None] = {}
        for told in reversed(self.told[-REACH:]):
            if self.sentence - told.sentence > GROUP_REACH or len(pair) == 2:
                break
            if len(told.actors) == 1 and self.sort(told.actors[0]) == (sort or PERSON):
                pair[told.actors[0]] = None
        return tuple(reversed(pair)) if len(pair) == 2 else ()

    def entitled(self, word: str) -> list[tuple[Actor, ...]]:
        """Persons whose title holds a word, by the text or by the office they hold on the day.

        Those of the issuer's own come first (`the Secretary` of a foreign ministry's release), then the last told.
        """
        persons = [t.actors for t in reversed(self.told) if len(t.actors) == 1 and self.sort(t.actors[0]) == PERSON]
        found = [a for a in dict.fromkeys(persons) if word in self.titles_of(a[0])]
        own = self.issuer.body if self.issuer else ""
        return sorted(found, key=lambda actors: actors[0].body != own)

    def titles_of(self, actor: Actor) -> set[str]:
        """The words of a person's titles, by the text and by the offices held on the day; always with an empty one."""
        known = self.titles.setdefault(actor, set())
        if "" not in known:
            known.add("")
            person = self.linker.persons.by_actor.get(str(actor))
            for holder in self.linker.world.offices_of(person.person, self.on) if person and self.on else ():
                office = self.linker.world.offices.get(holder.office)
                for title in (office.title, *office.aliases) if office else ():
                    known.update(title.casefold().split())
        return known
