"""What a row of each world table is. The fields are the table's columns, in the table's order.

A `tuple` field is a cell with a list (`a|b`); dates are ISO 8601 of any precision, empty where open or unknown.
"""

from __future__ import annotations

from dataclasses import dataclass

from dragoman.world.dates import in_force


@dataclass(slots=True, frozen=True)
class State:
    """A state or territory, by its ISO 3166 code (alpha-3; 3166-3 for former states; X.. where ISO has none)."""

    code: str
    iso2: str
    numeric: str
    #: Correlates of War and Gleditsch-Ward numbers with their spans: `255:1990-10-03/`.
    cow: tuple[str, ...]
    gw: tuple[str, ...]
    name: str
    formal_name: str
    kind: str
    start: str
    end: str
    capital: str
    parent: str

    def cow_number(self, on: str = "") -> str:
        """The Correlates of War number on a date, by default the latest; empty where it had none."""
        return _number(self.cow, on)

    def gw_number(self, on: str = "") -> str:
        """The Gleditsch-Ward number on a date, by default the latest; empty where it had none."""
        return _number(self.gw, on)


def _number(spans: tuple[str, ...], on: str) -> str:
    for text in reversed(spans):
        number, _, span = text.partition(":")
        start, _, end = span.partition("/")
        if in_force(start, end, on):
            return number
    return ""


@dataclass(slots=True, frozen=True)
class Name:
    """A word for a state or body (tables state_names and body_names)."""

    actor: str
    name: str
    lang: str
    type: str
    start: str
    end: str


@dataclass(slots=True, frozen=True)
class Body:
    """An organisation, alliance or grouping of states."""

    code: str
    name: str
    kind: str
    seat: str
    parent: str
    start: str
    end: str


@dataclass(slots=True, frozen=True)
class Membership:
    """One member's time in a body, in a role."""

    body: str
    member: str
    role: str
    start: str
    end: str
    source: str


@dataclass(slots=True, frozen=True)
class Organ:
    """A ministry, force, party, armed group or other organ of a state or body: the actor `BODY/Name`."""

    body: str
    name: str
    kind: str
    aliases: tuple[str, ...]
    start: str
    end: str

    @property
    def actor(self) -> str:
        return f"{self.body}/{self.name}"


@dataclass(slots=True, frozen=True)
class GenericOrgan:
    """An organ that any state may have (`Foreign Ministry`, `rebels`): with the state beside it, `LBY/rebels`."""

    name: str
    aliases: tuple[str, ...]
    kind: str


@dataclass(slots=True, frozen=True)
class Office:
    """An office of a state or body; `title` as news writes it before a name."""

    office: str
    body: str
    role: str
    title: str
    aliases: tuple[str, ...]
    single: bool


@dataclass(slots=True, frozen=True)
class Person:
    """Somebody who holds or held an office. `person` is unique; homonyms carry a body in brackets."""

    person: str
    body: str
    family: str
    given: str
    order: str
    aliases: tuple[str, ...]

    @property
    def name(self) -> str:
        """The name as news writes it, without the mark of a homonym."""
        return self.person.partition(" (")[0]

    @property
    def actor(self) -> str:
        return f"{self.body}/{self.name}"


@dataclass(slots=True, frozen=True)
class Holder:
    """One person's time in an office; an empty `end` is still in office, or not known."""

    office: str
    person: str
    start: str
    end: str
    source: str


@dataclass(slots=True, frozen=True)
class Agreement:
    """A treaty or other named agreement, with what it obliges its parties to."""

    code: str
    name: str
    kind: str
    signed: str
    in_force: str
    ended: str
    obligations: tuple[str, ...]
    aliases: tuple[str, ...]
    source: str


@dataclass(slots=True, frozen=True)
class Party:
    """One party's time in an agreement."""

    agreement: str
    party: str
    start: str
    end: str


@dataclass(slots=True, frozen=True)
class Place:
    """A named place; `state` is the code of the state it lies in, empty for seas, regions and what is disputed."""

    name: str
    kind: str
    state: str
    lat: float
    lon: float
    aliases: tuple[str, ...]
    source: str


@dataclass(slots=True, frozen=True)
class Ambiguity:
    """A word for an actor that often means something else: `sense` says what (word, place, person, state, thing)."""

    text: str
    actor: str
    sense: str
    note: str


@dataclass(slots=True, frozen=True)
class RoleTitle:
    """A title that means a role in any state (`top diplomat`); of several roles the first that has a holder."""

    title: str
    roles: tuple[str, ...]


@dataclass(slots=True, frozen=True)
class Word:
    """A common English word, which no name may equal without a line in `ambiguous`."""

    word: str


@dataclass(slots=True, frozen=True)
class SurfaceForm:
    """A stretch of text that names an actor, with the time in which it does.

    type: name, short, formal, former, abbreviation, adjective, demonym, metonym, alias; for persons `person` (any full
    name) and `family`; for organs `organ`.
    """

    text: str
    actor: str
    type: str
    start: str
    end: str
    lang: str
