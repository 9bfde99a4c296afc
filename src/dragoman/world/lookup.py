"""What the world knows of a name, a code or an office, on a date: the answers that `dragoman world lookup` prints."""

from __future__ import annotations

from collections.abc import Iterator
from dataclasses import dataclass, field

from dragoman.world.rows import Agreement, Holder, Office, Organ, Person, Place
from dragoman.world.world import World

#: The offices that a state or body is told with.
_HEADS = (
    "head_of_state",
    "head_of_government",
    "foreign_minister",
    "secretary_general",
    "president",
    "director_general",
)


@dataclass(frozen=True, slots=True)
class Answer:
    """One thing that a text may mean: what it is, its code, its name, and what is known of it on the date."""

    kind: str
    code: str
    name: str
    facts: dict[str, str | list[str]] = field(default_factory=dict)


def lookup(world: World, text: str, on: str) -> list[Answer]:
    """Everything that a text means: offices first, then actors, places and agreements; empty where nothing is known."""
    return [
        *(_office(world, office, on) for office in world.offices_named(text, on)),
        *_actors(world, text, on),
        *(_place(place) for place in world.place(text)),
        *(_agreement(world, agreement, on) for agreement in world.agreement(text)),
    ]


def _actors(world: World, text: str, on: str) -> Iterator[Answer]:
    organs = {organ.actor: organ for organ in world.organs}
    persons = {person.actor: person for person in world.persons.values()}
    for code in (text,) if text in organs else world.actor(text, on):
        if code in world.states:
            yield _state(world, code, on)
        elif code in world.bodies:
            yield _body(world, code, on)
        elif code in organs:
            yield _organ(world, organs[code], on)
        elif code in persons:
            yield _person(world, persons[code], on)


def _office(world: World, office: Office, on: str) -> Answer:
    facts: dict[str, str | list[str]] = {"held by": [_term(world, h) for h in world.holder(office.office, on)]}
    return Answer("office", office.office, f"{office.title} ({world.name_of(office.body)})", facts)


def _term(world: World, holder: Holder) -> str:
    name = world.persons[holder.person].name if holder.person in world.persons else holder.person
    return f"{name}, {_span(holder.start, holder.end)} [{holder.source}]"


def _span(start: str, end: str) -> str:
    return f"{start or '?'} to {end}" if end else f"since {start or '?'}"


def _heads(world: World, code: str, on: str) -> dict[str, str | list[str]]:
    """The heads of a state or body on a date, by role."""
    held = {role: office.office for role in _HEADS if (office := world.office(code, role))}
    terms = {role: [_term(world, h) for h in world.holder(office, on)] for role, office in held.items()}
    return {role.replace("_", " "): found for role, found in terms.items() if found}


def _state(world: World, code: str, on: str) -> Answer:
    state = world.states[code]
    facts: dict[str, str | list[str]] = {
        "kind": state.kind,
        "formal name": state.formal_name,
        "capital": state.capital,
        "codes": [f"ISO {state.code} {state.iso2} {state.numeric}".strip()]
        + [f"{name} {n}" for name, n in (("COW", state.cow_number(on)), ("GW", state.gw_number(on))) if n],
        "time": _span(state.start, state.end) if state.start or state.end else "",
        **_heads(world, code, on),
        "in": [_membership(m.body, m.role) for m in world.memberships_of(code, on)],
    }
    return Answer("state", code, state.name, _filled(facts))


def _membership(code: str, role: str) -> str:
    return code if role == "member" else f"{code} ({role})"


def _body(world: World, code: str, on: str) -> Answer:
    body = world.bodies[code]
    facts: dict[str, str | list[str]] = {
        "kind": body.kind,
        "full name": body.name,
        "seat": body.seat,
        "parent": body.parent,
        "time": _span(body.start, body.end) if body.start or body.end else "",
        **_heads(world, code, on),
        "members": list(world.members(code, on)),
    }
    return Answer("body", code, world.name_of(code), _filled(facts))


def _organ(world: World, organ: Organ, on: str) -> Answer:
    facts: dict[str, str | list[str]] = {
        "kind": organ.kind,
        "of": world.name_of(organ.body),
        "also": list(organ.aliases),
        "members": list(world.members(organ.actor, on)),
    }
    return Answer("organ", organ.actor, organ.name, _filled(facts))


def _person(world: World, person: Person, on: str) -> Answer:
    held = world.offices_of(person.person)
    on_date = [f"{h.office}, {_span(h.start, h.end)}" for h in world.offices_of(person.person, on)]
    other = [f"{h.office}, {_span(h.start, h.end)}" for h in held]
    facts: dict[str, str | list[str]] = {
        "holds": on_date,
        "held at other times": [term for term in other if term not in on_date],
        "also": list(person.aliases),
    }
    return Answer("person", person.actor, person.name, _filled(facts))


def _place(place: Place) -> Answer:
    facts: dict[str, str | list[str]] = {
        "state": place.state,
        "at": f"{place.lat}, {place.lon}",
        "also": list(place.aliases),
    }
    return Answer(place.kind, place.name, place.name, _filled(facts))


def _agreement(world: World, agreement: Agreement, on: str) -> Answer:
    facts: dict[str, str | list[str]] = {
        "kind": agreement.kind,
        "signed": agreement.signed,
        "in force": _span(agreement.in_force, agreement.ended) if agreement.in_force else "",
        "obligations": list(agreement.obligations),
        "parties": list(world.parties_of(agreement.code, on)),
        "also": list(agreement.aliases),
    }
    return Answer("agreement", agreement.code, agreement.name, _filled(facts))


def _filled(facts: dict[str, str | list[str]]) -> dict[str, str | list[str]]:
    return {name: fact for name, fact in facts.items() if fact}
