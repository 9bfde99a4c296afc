"""What rows of other forms name, found in the world; what it lacks is made as rows of our tables."""

from __future__ import annotations

import re
from collections.abc import Iterable
from dataclasses import dataclass, field
from functools import cached_property

from dragoman.errors import TableError
from dragoman.world.incoming import Incoming, row
from dragoman.world.names import fold
from dragoman.world.world import World

#: Where the family name is written first.
_FAMILY_FIRST = frozenset({"CHN", "TWN", "HKG", "KOR", "PRK", "VNM"})
_OF = re.compile(r"\b(?:of|for|to)\s+(?:the\s+)?", re.IGNORECASE)
_NOT_WORD = re.compile(r"\W+")


@dataclass
class Matcher:
    """Finds states, bodies, offices and persons by what a file calls them; collects the rows that it had to make."""

    world: World
    file: str
    #: What the column `source` of the rows says.
    source: str
    rows: list[Incoming] = field(default_factory=list)
    _made_bodies: dict[str, str] = field(default_factory=dict)
    _made_offices: dict[str, str] = field(default_factory=dict)
    _made_persons: dict[tuple[str, str], str] = field(default_factory=dict)

    def fault(self, line: int, message: str) -> TableError:
        """The error that names the file and the line."""
        return TableError(f"{self.file}, line {line}: {message}")

    def state(self, text: str) -> str:
        """The code of a state by ISO code (`jp`, `JPN`) or name; empty where there is none."""
        if text.upper() in self.world.states:
            return text.upper()
        named = (code for code in self.world.actor(text) if code in self.world.states)
        return self._iso2.get(text.upper()) or next(named, "")

    def body(self, text: str) -> str:
        """The code of a state, body or organ by code or name; empty where there is none."""
        return self._made_bodies.get(fold(text)) or next(
            (code for code in self.world.actor(text) if code in self._actors), ""
        )

    def new_body(self, line: int, code: str, name: str, parent: str = "") -> str:
        """The code of a body that had to be made."""
        self._made_bodies |= {fold(code): code, fold(name): code}
        self.rows.append(row("bodies", self.file, line, code=code, name=name, kind="other", parent=parent))
        return code

    def new_organ(self, line: int, body: str, name: str, aliases: Iterable[str]) -> str:
        """The code of an organ of a state or body that had to be made."""
        actor = f"{body}/{name}"
        self._made_bodies |= dict.fromkeys(map(fold, (name, *aliases)), actor)
        self.rows.append(row("organs", self.file, line, body=body, name=name, kind="other", aliases="|".join(aliases)))
        return actor

    def office(self, line: int, title: str, body: str = "") -> str:
        """The code of the office that `title` names, of a body if that is known; a new one where there is none."""
        phrases = [title, f"{title} of {self.world.name_of(body)}"] if body else [title]
        for phrase in phrases:
            found = [o.office for o in self.world.offices_named(phrase) if not body or o.body == body]
            if len(found) > 1:
                raise self.fault(line, f"{title!r} may be {' or '.join(found)}; write the office more fully")
            if found:
                return found[0]
        body = body or self._body_within(title)
        if not body:
            raise self.fault(line, f"of which state or body is {title!r} an office? Name its country in the file")
        return self._new_office(line, title, body)

    def body_of(self, office: str) -> str:
        """The state or body that an office belongs to."""
        known = self.world.offices.get(office)
        return known.body if known else self._made_offices[office]

    def person(self, line: int, names: list[str], body: str, family: str = "", given: str = "") -> str:
        """The name under which the world knows a person of a state or body; a new one where it knows none."""
        if made := self._made_persons.get((fold(names[0]), body)):
            return made
        known = [p.person for name in names for p in self.world.persons_named(name) if p.body == body]
        person = known[0] if known else self._new_person(line, names, body, family, given)
        self._made_persons[fold(names[0]), body] = person
        return person

    def holder(self, line: int, office: str, person: str, start: str, end: str) -> None:
        """Adds a term of office."""
        cells = {"office": office, "person": person, "start": start, "end": end, "source": self.source}
        self.rows.append(row("holders", self.file, line, **cells))

    def _new_office(self, line: int, title: str, body: str) -> str:
        role = _NOT_WORD.sub("_", fold(title)).strip("_")
        office = f"{body}.{role}"
        if office not in self._made_offices and office not in self.world.offices:
            self._made_offices[office] = body
            cells = {"office": office, "body": body, "role": role, "title": title, "single": "0"}
            self.rows.append(row("offices", self.file, line, **cells))
        return office

    def _new_person(self, line: int, names: list[str], body: str, family: str, given: str) -> str:
        name, *others = names
        eastern = body in _FAMILY_FIRST
        words = name.split()
        family = family or (words[0] if eastern else words[-1])
        given = given or " ".join(words[1:] if eastern else words[:-1])
        taken = name in self.world.persons or name in self._made_persons.values()
        person = f"{name} ({body})" if taken else name
        order, aliases = "eastern" if eastern else "western", "|".join(dict.fromkeys(others))
        cells = {"person": person, "body": body, "family": family, "given": given, "order": order, "aliases": aliases}
        self.rows.append(row("persons", self.file, line, **cells))
        return person

    def _body_within(self, title: str) -> str:
        """The state or body that a title ends with: `Minister of Finance of Estonia`."""
        parts = _OF.split(title)
        return self.body(parts[-1]) if len(parts) > 1 and parts[-1] else ""

    @cached_property
    def _iso2(self) -> dict[str, str]:
        # A former state may have had the code of a present one: the present one comes last and stays.
        states = sorted(self.world.states.values(), key=lambda s: s.kind != "former")
        return {s.iso2: s.code for s in states if s.iso2}

    @cached_property
    def _actors(self) -> frozenset[str]:
        keys = self.world.keys()
        return frozenset((*keys["states"], *keys["bodies"], *keys["organs"]))
