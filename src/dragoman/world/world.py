"""The world: states, bodies, persons, offices, agreements and places, each looked up as of a date."""

from __future__ import annotations

from collections import defaultdict
from collections.abc import Collection, Iterable, Iterator, Mapping, Sequence
from functools import cache, cached_property
from pathlib import Path
from typing import Any

from dragoman.world.dates import first_day, in_force
from dragoman.world.folders import read_folders, world_folders
from dragoman.world.names import ENGLISH, NameIndex, fold, surface_forms
from dragoman.world.rows import (
    Agreement,
    Ambiguity,
    Body,
    GenericOrgan,
    Holder,
    Membership,
    Name,
    Office,
    Organ,
    Party,
    Person,
    Place,
    RoleTitle,
    State,
    SurfaceForm,
)
from dragoman.world.tables import verify
from dragoman.world.who import OfficeIndex


class World:
    """Who is who, and when. Codes are those of records: `JPN`, `NATO`, `JPN/Fumio Kishida`.

    Dates are ISO strings of any precision; an empty or missing date asks for all times.
    """

    def __init__(self, tables: Mapping[str, Sequence[Any]], hash: str = "") -> None:
        #: Sixteen hex digits of all table bytes: part of the name of everything computed from them.
        self.hash = hash
        self._counts = {name: len(rows) for name, rows in tables.items()}
        self.states: dict[str, State] = {s.code: s for s in tables.get("states", ())}
        self.bodies: dict[str, Body] = {b.code: b for b in tables.get("bodies", ())}
        self.persons: dict[str, Person] = {p.person: p for p in tables.get("persons", ())}
        self.offices: dict[str, Office] = {o.office: o for o in tables.get("offices", ())}
        self.agreements: dict[str, Agreement] = {a.code: a for a in tables.get("agreements", ())}
        self.organs: list[Organ] = list(tables.get("organs", ()))
        self.generic_organs: list[GenericOrgan] = list(tables.get("generic_organs", ()))
        self.holders: list[Holder] = list(tables.get("holders", ()))
        self.memberships: list[Membership] = list(tables.get("memberships", ()))
        self.parties: list[Party] = list(tables.get("parties", ()))
        self.places: list[Place] = list(tables.get("places", ()))
        self.names: list[Name] = [*tables.get("state_names", ()), *tables.get("body_names", ())]
        self.ambiguous: list[Ambiguity] = list(tables.get("ambiguous", ()))
        self.roles: list[RoleTitle] = list(tables.get("roles", ()))
        self.common_words: frozenset[str] = frozenset(w.word for w in tables.get("common_words", ()))

    def keys(self) -> dict[str, Collection[str]]:
        """What other tables may refer to, by table; organs as the actors they are (`AFG/Taliban`)."""
        tables: dict[str, Collection[str]] = {
            "states": self.states,
            "bodies": self.bodies,
            "persons": self.persons,
            "offices": self.offices,
            "agreements": self.agreements,
            "organs": {organ.actor for organ in self.organs},
        }
        return tables

    def counts(self) -> dict[str, int]:
        """The number of rows of every table, shadowed ones left out."""
        return dict(self._counts)

    def surface_forms(self, langs: Sequence[str] | None = ENGLISH) -> Iterator[SurfaceForm]:
        """Every form that names an actor, in the given languages (`""` = of none); of all languages with None."""
        return (f for f in self._forms if langs is None or f.lang in langs)

    def actor(self, text: str, on: str | None = None) -> tuple[str, ...]:
        """The actors that a code or name of any language means: `Tokyo` -> `JPN`, `Congo` -> `COD`, `COG`.

        A state goes before its organ of the same name: `White House` -> `USA`, `USA/White House`.
        """
        if text in self.states or text in self.bodies:
            return (text,)
        return self._name_index.find(text, on) or self._historical.get(fold(text), ())

    def name_of(self, code: str) -> str:
        """The short English name of an actor for display: `Japan`, `NATO`, `Fumio Kishida`, `Taliban (Afghanistan)`."""
        body, _, name = code.partition("/")
        if not name:
            return self._display.get(body, body)
        if body == "?" or code in self._person_actors:
            return name
        return f"{name} ({self._display.get(body, body)})"

    def agreement(self, name: str) -> tuple[Agreement, ...]:
        """The agreements of that code, name or alias, in the table's order: `Washington Treaty`, `New START`."""
        folded = fold(name)
        index = self._agreement_index
        return tuple(index.get(folded, ()) or index.get(folded.removeprefix("the "), ()))

    def place(self, name: str) -> tuple[Place, ...]:
        """The places of that name or alias, in the table's order."""
        return tuple(self._place_index.get(fold(name), ()))

    def office(self, body: str, role: str) -> Office | None:
        """The office of a body in a role, if there is one."""
        return self.offices.get(f"{body}.{role}") or next(
            (o for o in self.offices.values() if o.body == body and o.role == role), None
        )

    def office_titles(self) -> Iterator[tuple[str, str]]:
        """Every title and alias of an office, and the general ones, each with its role; once for each role."""
        seen: dict[tuple[str, str], None] = {}
        for office in self.offices.values():
            seen.update(dict.fromkeys((title, office.role) for title in (office.title, *office.aliases)))
        for general in self.roles:
            seen.update(dict.fromkeys((general.title, role) for role in general.roles))
        yield from seen

    def holder(self, office: str, on: str) -> tuple[Holder, ...]:
        """Who held an office on a date, in order of start; both on the day of a handover, and in an office of several.

        A term without a known end lasts, in an office of one holder, until the next begins.
        """
        found = [h for h in self._holders_of.get(office, ()) if in_force(h.start, h.end, on)]
        if on and found and (known := self.offices.get(office)) and known.single:
            latest = max(first_day(h.start) for h in found)
            found = [h for h in found if h.end or first_day(h.start) == latest]
        return tuple(sorted(found, key=lambda h: first_day(h.start)))

    def offices_named(self, text: str, on: str = "") -> tuple[Office, ...]:
        """The offices that `Japanese foreign minister` means; of several readings the first held on `on`, else ever."""
        readings = [group for group in self._office_index.find(text) if group]
        held = (group for group in readings if any(self.holder(office.office, on) for office in group))
        return tuple(next(held, readings[0] if readings else ()))

    def offices_of(self, person: str, on: str | None = None) -> tuple[Holder, ...]:
        """The terms of office of a person (named as in the table of persons), on a date or ever, by start."""
        held = self._offices_of.get(person, ())
        return tuple(h for h in held if not on or h in self.holder(h.office, on))

    def family(self, name: str) -> tuple[Person, ...]:
        """The persons of that family name."""
        return tuple(self._families.get(fold(name), ()))

    def who(self, text: str, on: str) -> tuple[Person, ...]:
        """Who held the office that `text` names, or bore the full name that it is.

        `who("Japanese foreign minister", on="2022-04-07")` is Yoshimasa Hayashi. Several on the day of a handover,
        where an office has several holders or the phrase may mean several offices; none where nothing is known.
        """
        held = [h.person for o in self.offices_named(text, on) for h in self.holder(o.office, on)]
        if known := [self.persons[p] for p in dict.fromkeys(held) if p in self.persons]:
            return tuple(known)
        return self.persons_named(text)

    def persons_named(self, text: str) -> tuple[Person, ...]:
        """The persons of that full name, in any spelling or order that the table knows."""
        return tuple(self._full_names.get(fold(text), ()))

    def members(self, body: str, on: str, roles: Sequence[str] = ("member",)) -> tuple[str, ...]:
        """The codes of those that are in a body in one of the roles on a date, in alphabetical order."""
        of_body = self._members_of.get(body, ())
        return tuple(sorted({m.member for m in of_body if m.role in roles and in_force(m.start, m.end, on)}))

    def memberships_of(self, state: str, on: str) -> tuple[Membership, ...]:
        """What a state (or body) belongs to on a date, in any role, in the order of the bodies' codes."""
        found = (m for m in self._memberships_of.get(state, ()) if in_force(m.start, m.end, on))
        return tuple(sorted(found, key=lambda m: (m.body, m.role)))

    def parties_of(self, agreement: str, on: str = "") -> tuple[str, ...]:
        """The codes of an agreement's parties on a date, in alphabetical order."""
        return tuple(
            sorted({p.party for p in self.parties if p.agreement == agreement and in_force(p.start, p.end, on)})
        )

    @cached_property
    def _forms(self) -> tuple[SurfaceForm, ...]:
        return tuple(surface_forms(self.names, self.bodies.values(), self.organs, self.persons.values()))

    @cached_property
    def _name_index(self) -> NameIndex:
        exact = frozenset(a.text for a in self.ambiguous if a.sense == "word")
        return NameIndex(self.surface_forms(langs=None), exact)

    @cached_property
    def _office_index(self) -> OfficeIndex:
        named = (f for f in self.surface_forms() if f.type not in ("person", "family", "organ"))
        return OfficeIndex(self.offices.values(), self.roles, named)

    @cached_property
    def _historical(self) -> dict[str, tuple[str, ...]]:
        """States of the past, found by name but in no text of today meant as such: Bavaria, Kingdom of Bavaria."""
        past = [s for s in self.states.values() if s.kind == "former"]
        names = ((name, s.code) for s in past for name in _folded(s.name, s.name.rpartition(" of ")[2], s.formal_name))
        return {name: tuple(codes) for name, codes in _grouped(names).items() if name}

    @cached_property
    def _display(self) -> dict[str, str]:
        names = {code: body.name for code, body in self.bodies.items()}
        names |= {n.actor: n.name for n in reversed(self.names) if n.actor in self.bodies and n.type == "abbreviation"}
        return names | {code: state.name for code, state in self.states.items()}

    @cached_property
    def _person_actors(self) -> frozenset[str]:
        return frozenset(p.actor for p in self.persons.values())

    @cached_property
    def _place_index(self) -> dict[str, list[Place]]:
        return _grouped((name, place) for place in self.places for name in _folded(place.name, *place.aliases))

    @cached_property
    def _agreement_index(self) -> dict[str, list[Agreement]]:
        return _grouped((name, a) for a in self.agreements.values() for name in _folded(a.code, a.name, *a.aliases))

    @cached_property
    def _holders_of(self) -> dict[str, list[Holder]]:
        return _grouped((h.office, h) for h in self.holders)

    @cached_property
    def _offices_of(self) -> dict[str, list[Holder]]:
        return _grouped((h.person, h) for h in sorted(self.holders, key=lambda h: first_day(h.start)))

    @cached_property
    def _families(self) -> dict[str, list[Person]]:
        return _grouped((fold(p.family), p) for p in self.persons.values() if p.family)

    @cached_property
    def _full_names(self) -> dict[str, list[Person]]:
        return _grouped((name, p) for p in self.persons.values() for name in _folded(p.name, *p.aliases))

    @cached_property
    def _members_of(self) -> dict[str, list[Membership]]:
        return _grouped((m.body, m) for m in self.memberships)

    @cached_property
    def _memberships_of(self) -> dict[str, list[Membership]]:
        return _grouped((m.member, m) for m in self.memberships)


def _folded(*names: str) -> dict[str, None]:
    return dict.fromkeys(map(fold, names))


def _grouped[T](pairs: Iterable[tuple[str, T]]) -> dict[str, list[T]]:
    groups: defaultdict[str, list[T]] = defaultdict(list)
    for key, value in pairs:
        groups[key].append(value)
    return dict(groups)


def load_world(extra: tuple[Path, ...] = ()) -> World:
    """The shipped world and, on top of it, the user's own tables (`user_folder`) and those of the folders `extra`.

    A row of a later folder shadows the earlier ones about the same thing (`Table.about`); all others are added. Raises
    TableError with file, line and column where a table breaks its rules.
    """
    return load_tables(world_folders(extra))


@cache
def load_tables(folders: tuple[Path, ...]) -> World:
    """The world of exactly these folders of tables; what stands in all but the first is verified."""
    tables = read_folders(folders)
    world = World(tables.rows, tables.hash)
    for table, path, data in tables.added:
        for error in verify(table, data, str(path), world.keys()):
            raise error
    return world
