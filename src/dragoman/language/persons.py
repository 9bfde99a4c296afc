"""Persons: linked by their full name, then within one document by the family name alone.

A family name with a title, or that only one office-holder of the day bears, is looked up in the world. A person whom
the world does not know becomes a local actor with the state that title, apposition or topic give.
"""

from __future__ import annotations

from collections import defaultdict
from collections.abc import Sequence
from typing import TYPE_CHECKING

from dragoman.language.gazetteer import parts
from dragoman.language.mention import Mention, head_of
from dragoman.language.people import People, key_of
from dragoman.language.titles import family_of, state_around, title_before, trimmed
from dragoman.language.words import word_lists
from dragoman.record import Actor
from dragoman.world.dates import in_force

if TYPE_CHECKING:
    from dragoman.language.gazetteer import Hit
    from dragoman.language.parsed import ParsedPassage
    from dragoman.world.rows import Person, SurfaceForm
    from dragoman.world.world import World

UNKNOWN = "?"
#: Offices that news names without the state: a family name alone may mean their holders.
TOP_ROLES = frozenset({"head_of_state", "head_of_government", "foreign_minister", "secretary_general", "monarch"})
#: Capitalised words of these parts of speech are never a family name, even one known in the document.
NO_NAME = frozenset({"AUX", "DET", "PRON", "ADP", "CCONJ", "SCONJ", "PART", "NUM", "PUNCT"})
NAME_ENTITIES = frozenset({"", "PERSON", "ORG", "NORP", "GPE", "WORK_OF_ART", "PRODUCT", "FAC", "LOC", "EVENT", "LAW"})
TALKERS = frozenset({"nsubj", "nsubjpass", "agent"})


class PersonLinker:
    """Links names of persons as of a date."""

    def __init__(self, world: World) -> None:
        self.world = world
        self.words = word_lists("actor_words")
        self.cues = word_lists("speech_cues")["verbs"]
        self.by_actor: dict[str, Person] = {}
        self.by_ends: defaultdict[str, list[Person]] = defaultdict(list)
        for person in world.persons.values():
            self.by_actor.setdefault(person.actor, person)
            for name in dict.fromkeys((person.name, *person.aliases)):
                found = parts(name)
                if len(found) > 1:
                    self.by_ends[f"{found[0]} {found[-1]}".casefold()].append(person)
        self.families = _families(world)

    # names of the tables

    def known(self, passage: ParsedPassage, hit: Hit, on: str, people: People) -> Mention | None:
        """The person of the tables that a full name names; None for a bare given name that nothing supports."""
        forms = [f for f in hit.forms if f.type == "person"]
        if not forms:
            return None
        if len(parts(forms[0].text)) == 1:
            if passage.entities[hit.start] != "PERSON":
                return None
            met = {str(a) for a in people.by_family.values()} | {str(a) for a in people.later.values()}
            forms = [f for f in forms if f.actor in met or people.bodies[f.actor.partition("/")[0]]]
            if not forms or key_of(forms[0].text) in people.by_given:
                return None
        chosen = self._likeliest(forms, on, people)
        actor = self.as_of(self.by_actor[chosen], on) if chosen in self.by_actor else Actor.parse(chosen)
        others = tuple(Actor.parse(f.actor) for f in forms if f.actor != chosen)
        head = head_of(passage.heads, hit.start, hit.end)
        return Mention(hit.start, hit.end, head, (actor,), "person", f"full name of {actor}", others)

    def as_of(self, person: Person, on: str) -> Actor:
        """The person under the state or body served on the day: a prime minister who later leads an alliance."""
        held = self.world.offices_of(person.person)
        current = [h for h in held if in_force(h.start, h.end, on)] if on else []
        offices = [self.world.offices.get(h.office) for h in current]
        bodies = [office.body for office in offices if office]
        if not bodies or person.body in bodies:
            return Actor.parse(person.actor)
        actor = Actor(bodies[0], person.name)
        self.by_actor.setdefault(str(actor), person)
        return actor

    def _likeliest(self, forms: Sequence[SurfaceForm], on: str, people: People) -> str:
        """Of several of one name: who was met before, then who is in office, then who is of the state most named."""
        met = {str(a) for a in people.by_family.values()}
        names = list(dict.fromkeys(f.actor for f in forms))

        def rank(name: str) -> tuple[bool, bool, int]:
            return name not in met, not self.standing(Actor.parse(name), on), -people.bodies[name.partition("/")[0]]

        return min(names, key=rank) if len(names) > 1 else names[0]

    def remember(self, passage: ParsedPassage, mention: Mention, on: str, people: People) -> None:
        """From here on the family name alone means this person, or the one in office of two that share it."""
        actor = mention.actors[0]
        person = self.by_actor.get(str(actor))
        last = passage.words[mention.end - 1]
        for family in dict.fromkeys((person.family if person else "", last)):
            met = people.by_family.get(key_of(family)) or self.ruler(family, on, people)
            if family and (met in (None, actor) or self.standing(actor, on) >= self.standing(met, on)):
                people.by_family[key_of(family)] = actor
        first = passage.words[mention.start]
        if mention.end - mention.start > 1 and first != last:
            people.by_given.setdefault(key_of(first), actor)
        inside = [w for w in passage.lowers[mention.start : mention.end] if w in self.words["office_nouns"]]
        people.entitle(actor, " ".join([*inside, title_before(passage, mention.start)]))

    def standing(self, actor: Actor | None, on: str) -> int:
        """2 for who holds a top office on the day, 1 for any other office, 0 for none."""
        person = self.by_actor.get(str(actor))
        held = self.world.offices_of(person.person, on) if person and on else ()
        return 2 if any(_role(h.office) in TOP_ROLES for h in held) else int(bool(held))

    # persons by their family name, and those whom no table knows

    def others(
        self, passage: ParsedPassage, covered: set[int], on: str, people: People, named: list[Mention]
    ) -> list[Mention]:
        """Persons named in other ways than by a full name of the tables, outside the tokens `covered`."""
        found: list[Mention] = []
        for start, end, label in passage.named:
            if label != "PERSON" or any(t in covered for t in range(start, end)):
                continue
            start, end = trimmed(passage, start, end, self.words)  # noqa: PLW2901
            if start < end and self._may_be_name(passage, start, end, people):
                mention = self._by_name(passage, (start, end), on, people, named)
                if mention:
                    found.append(mention)
        taken = covered | {t for m in found for t in range(m.start, m.end)}
        for token in range(len(passage)):
            word = passage.words[token]
            if token in taken or not word[:1].isupper() or passage.pos[token] in NO_NAME:
                continue
            actor = people.by_family.get(key_of(word)) or people.later.get(key_of(word))
            if (
                actor is None
                and passage.pos[token] == "PROPN"
                and passage.deps[token] in ("nsubj", "poss", "pobj", "dobj")
            ):
                actor = self.ruler(word, on, people)
            if actor and passage.entities[token] in NAME_ENTITIES and (passage.pos[token] == "PROPN" or len(word) > 3):
                found.append(Mention(token, token + 1, token, (actor,), "family", f"named in full before: {actor}"))
        return found

    def ruler(self, word: str, on: str, people: People) -> Actor | None:
        """The one holder of a top office of that family name whose state the document names."""
        rulers = [
            p
            for p in self.families.get(key_of(word), ())
            if on and people.bodies[p.body]
            if any(_role(h.office) in TOP_ROLES for h in self.world.offices_of(p.person, on))
        ]
        return self.as_of(rulers[0], on) if len(rulers) == 1 else None

    def _may_be_name(self, passage: ParsedPassage, start: int, end: int, people: People) -> bool:
        words = passage.words[start:end]
        plain = {w.casefold().strip(".") for w in words}
        if plain & self.words["not_persons"] or plain <= self.words["honorifics"]:
            return False
        particles = self.words["name_particles"]
        if not all(w[:1].isupper() or w.casefold() in particles for w in words) or not words[-1][:1].isalpha():
            return False
        if (
            start
            and passage.words[start - 1] == "By"
            and (start == 1 or passage.sentence_of[start - 1] == passage.sentence_of[start])
        ):
            return False
        name = " ".join(words)
        if len(words) == 1 and not any(
            key_of(name) in met for met in (people.by_family, people.later, people.by_given)
        ):
            return name not in people.places and not self.world.place(name)
        return True

    def _by_name(
        self, passage: ParsedPassage, span: tuple[int, int], on: str, people: People, named: list[Mention]
    ) -> Mention | None:
        start, end = span
        head = head_of(passage.heads, start, end)
        name = " ".join(w for w in passage.words[start:end] if w != "-")
        family, single = family_of(passage, start, end), end - start == 1
        title = title_before(passage, start)
        met = people.local.get(key_of(name)) or (
            people.by_family.get(key_of(name if single else family)) if single else None
        )
        if met is None and single:
            met = people.later.get(key_of(name)) or (None if title else people.by_given.get(key_of(name)))
        if met:
            people.entitle(met, title)
            return Mention(start, end, head, (met,), "family", f"named in full in this document: {met}")
        state = state_around(passage, (start, end, head), [m for m in named if not self._is_region(m)], self.words)
        candidates = self.families.get(key_of(family), ()) if single else self._same_ends(name)
        person, why, rest = self._of_office(candidates, title, state, on, people, single=single)
        if person:
            actor = self.as_of(person, on)
            people.by_family[key_of(family)] = actor
            people.entitle(actor, title)
            others = tuple(Actor.parse(p.actor) for p in rest if p is not person)
            return Mention(start, end, head, (actor,), "family", f"{name} is {actor}: {why}", others)
        return self._local(passage, (start, end, head), people, name=name, title=title, state=state, rest=rest)

    def _is_region(self, mention: Mention) -> bool:
        body = self.world.bodies.get(mention.actors[0].body)
        return body is not None and body.kind == "region"

    def _same_ends(self, name: str) -> Sequence[Person]:
        """Persons of the tables with that first and last name (`George H. W. Bush`, `Robert Mueller III`)."""
        words = [w for w in parts(name) if w not in ("Jr", "Sr", "II", "III", "IV")]
        return self.by_ends.get(f"{words[0]} {words[-1]}".casefold(), ()) if len(words) > 2 else ()

    def _of_office(
        self, candidates: Sequence[Person], title: str, state: str, on: str, people: People, *, single: bool
    ) -> tuple[Person | None, str, Sequence[Person]]:
        """Who of one family name is meant, and why; None with the candidates where that cannot be told."""
        if not candidates:
            return None, "", ()
        if not single:
            return candidates[0], "first and last name", candidates
        in_office = [p for p in candidates if self.world.offices_of(p.person, on)] if on else []
        at_home = [p for p in in_office if p.body == state] if state else []
        if at_home or (title and not state):
            chosen = at_home or [p for p in in_office if self._has_role(p, title, on)]
            chosen = [p for p in chosen if self._has_role(p, title, on)] or chosen
            named = [p for p in chosen if people.bodies[p.body]] or chosen
            if len(named) == 1:
                return named[0], "in office with that title on the day", candidates
        top = [p for p in in_office if any(_role(h.office) in TOP_ROLES for h in self.world.offices_of(p.person, on))]
        top = [p for p in top if people.bodies[p.body]] or ([] if len(top) > 1 else top)
        if len(top) == 1 and not state:
            return top[0], "the one office-holder of the day of that name", candidates
        known = [p for p in candidates if (p.body == state if state else people.bodies[p.body])]
        if len(known) == 1:
            return known[0], "the one of that name and state", candidates
        return None, "", candidates

    def _has_role(self, person: Person, title: str, on: str) -> bool:
        words = set(title.casefold().split())
        for holder in self.world.offices_of(person.person, on):
            office = self.world.offices.get(holder.office)
            if office and any(
                set(t.casefold().split()) & words - {"of", "the", "for"} for t in (office.title, *office.aliases)
            ):
                return True
        return False

    def _local(
        self,
        passage: ParsedPassage,
        place: tuple[int, int, int],
        people: People,
        *,
        name: str,
        title: str,
        state: str,
        rest: Sequence[Person],
    ) -> Mention | None:
        """A person of no table; None for a single word that nothing else shows to be a person."""
        start, end, head = place
        rest = [p for p in rest if people.bodies[p.body]] or rest
        if end - start == 1 and not title and not state and not rest:
            speaks = passage.deps[head] in TALKERS and passage.lemmas[passage.heads[head]] in self.cues
            if not speaks:
                return None
        why = f"state by context: {state}"
        if not state and people.topic and not rest and self._serves(passage, start, end, head):
            state, why = people.topic, f"an official of the state spoken of: {people.topic}"
        actor = Actor(state or UNKNOWN, name)
        if end - start > 1:
            actor = people.local.setdefault(key_of(name), actor)
            people.by_family.setdefault(key_of(family_of(passage, start, end)), actor)
            people.by_given.setdefault(key_of(passage.words[start]), actor)
        people.entitle(actor, title)
        others = tuple(Actor.parse(p.actor) for p in rest)
        return Mention(
            start, end, head, (actor,), "local", f"not in the tables; {why if state else 'state unknown'}", others
        )

    def _serves(self, passage: ParsedPassage, start: int, end: int, head: int) -> bool:
        """Whether title or apposition make the person an official or rebel of some state that they do not name."""
        around = set(range(max(0, start - 5), start)) if title_before(passage, start) else set()
        for child in passage.children[head]:
            if passage.deps[child] == "appos" and child >= end:
                around.update(range(passage.lefts[child], passage.rights[child] + 1))
        if passage.deps[head] == "appos":
            around.update(range(passage.lefts[passage.heads[head]], start))
        wanted = self.words["serving"]
        return any(passage.lemmas[t] in wanted for t in around)


def _families(world: World) -> dict[str, list[Person]]:
    """Persons by every family name that they are written with, spellings of aliases included."""
    families: defaultdict[str, list[Person]] = defaultdict(list)
    for person in world.persons.values():
        last = 0 if person.order == "eastern" else -1
        spellings = {person.family, *(alias.split()[last] for alias in person.aliases if alias.split())}
        for key in sorted({key_of(s) for s in spellings if s}):
            families[key].append(person)
    return dict(families)


def _role(office: str) -> str:
    return office.partition(".")[2]
