"""FollowTheMoney entities, one JSON object a line, as rows of our tables.

Person, PublicBody, Organization, Position, Occupancy and Membership are read; lines of other schemata are passed over.
"""

from __future__ import annotations

import json
from collections.abc import Iterable, Iterator
from dataclasses import dataclass
from itertools import chain
from pathlib import PurePath
from typing import Any

from dragoman.errors import TableError
from dragoman.world.incoming import Incoming, decoded, row
from dragoman.world.matching import Matcher
from dragoman.world.world import World

_BODIES = ("PublicBody", "Organization")
SCHEMATA = ("Person", *_BODIES, "Position", "Occupancy", "Membership")
#: Where an entity says what it belongs to, the surest first.
_COUNTRIES = ("country", "nationality", "citizenship", "jurisdiction", "mainCountry")
_ROLES = ("member", "candidate", "observer", "partner", "associate", "suspended")


@dataclass(frozen=True, slots=True)
class Entity:
    """One FollowTheMoney entity: every property holds a list of texts."""

    id: str
    schema: str
    properties: dict[str, list[str]]
    line: int

    def all(self, *names: str) -> list[str]:
        """The values of the properties, each once."""
        return list(dict.fromkeys(chain.from_iterable(self.properties.get(name, ()) for name in names)))

    def first(self, *names: str) -> str:
        """The first value of the properties; empty where there is none."""
        return next(iter(self.all(*names)), "")

    def day(self, name: str) -> str:
        """A date, to the day."""
        return self.first(name)[:10]


def followthemoney_rows(data: bytes, file: str, world: World) -> list[Incoming]:
    """The bodies, memberships and terms of office in a file of entities, with the persons and offices they need.

    A person without a post gives no row. Raises TableError with file and line.
    """
    entities = {entity.id: entity for entity in _entities(data, file)}
    reader = _Reader(entities, Matcher(world, file, PurePath(file).stem))
    for entity in entities.values():
        if entity.schema == "Occupancy":
            reader.occupancy(entity)
        elif entity.schema == "Membership":
            reader.membership(entity)
        elif entity.schema in _BODIES:
            reader.body(entity)
    return reader.match.rows


def _entities(data: bytes, file: str) -> Iterator[Entity]:
    for line, text in enumerate(decoded(data, file).splitlines(), start=1):
        if not text.strip():
            continue
        try:
            found = json.loads(text)
        except json.JSONDecodeError as error:
            raise TableError(f"{file}, line {line}: no JSON ({error}); one entity a line is expected") from error
        if not (isinstance(found, dict) and isinstance(found.get("properties"), dict) and "id" in found):
            raise TableError(f"{file}, line {line}: no entity; expected an object with id, schema and properties")
        if found.get("schema") in SCHEMATA:
            properties = {name: _texts(values) for name, values in found["properties"].items()}
            yield Entity(str(found["id"]), found["schema"], properties, line)


def _texts(values: Any) -> list[str]:
    """The values of a property; a nested entity as its id."""
    several: Iterable[Any] = values if isinstance(values, list) else [values]
    return [str(v["id"] if isinstance(v, dict) and "id" in v else v).strip() for v in several]


@dataclass
class _Reader:
    entities: dict[str, Entity]
    match: Matcher

    def occupancy(self, entity: Entity) -> None:
        post = self._named(entity, "post", ("Position",))
        self._holder(entity, self._named(entity, "holder", ("Person",)), self._office(post))

    def membership(self, entity: Entity) -> None:
        """A body's membership in a body; a person's is an office there."""
        body = self.body(self._named(entity, "organization", _BODIES))
        member = self._named(entity, "member", ("Person", *_BODIES))
        role = entity.first("role")
        if member.schema == "Person":
            self._holder(entity, member, self.match.office(entity.line, role or "Member", body))
            return
        cells = {
            "body": body,
            "member": self.body(member),
            "role": role.casefold() if role.casefold() in _ROLES else "member",
            "start": entity.day("startDate"),
            "end": entity.day("endDate"),
            "source": self.match.source,
        }
        self.match.rows.append(row("memberships", self.match.file, entity.line, **cells))

    def body(self, entity: Entity) -> str:
        """The code of a public body or organisation."""
        names = self._names(entity)
        if known := next(filter(None, map(self.match.body, names)), ""):
            return known
        state = self._state(entity)
        if entity.schema == "PublicBody" and state:
            return self.match.new_organ(entity.line, state, names[0], names[1:])
        return self.match.new_body(entity.line, entity.first("abbreviation", "weakAlias") or names[0], names[0], state)

    def _office(self, post: Entity) -> str:
        body = self._state(post)
        if post.first("organization"):
            body = self.body(self._named(post, "organization", _BODIES)).partition("/")[0]
        return self.match.office(post.line, self._names(post)[0], body)

    def _holder(self, entity: Entity, person: Entity, office: str) -> None:
        body = self._state(person) or self.match.body_of(office)
        family, given = person.first("lastName"), person.first("firstName")
        name = self.match.person(person.line, self._names(person), body, family, given)
        self.match.holder(entity.line, office, name, entity.day("startDate"), entity.day("endDate"))

    def _named(self, entity: Entity, name: str, schemata: tuple[str, ...]) -> Entity:
        """The entity that a property refers to."""
        found = self.entities.get(entity.first(name))
        if not found or found.schema not in schemata:
            wanted = " or ".join(schemata)
            raise self.match.fault(
                entity.line,
                f"the {name} {entity.first(name)!r} of {entity.schema} {entity.id!r} is no {wanted} of this file; "
                "export it into the same file",
            )
        return found

    def _names(self, entity: Entity) -> list[str]:
        names = entity.all("name", "alias", "weakAlias", "abbreviation")
        if not names:
            raise self.match.fault(entity.line, f"{entity.schema} {entity.id!r} has no name; add the property `name`")
        return names

    def _state(self, entity: Entity) -> str:
        return next(filter(None, map(self.match.state, entity.all(*_COUNTRIES))), "")
