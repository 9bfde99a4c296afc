"""Linking: from the words of a passage to the actors they name, as of the document's date, with the reason.

Names of states and bodies come from the gazetteer; persons are `persons`, organs beside a state `organs`.
"""

from __future__ import annotations

from collections import Counter
from typing import TYPE_CHECKING

from dragoman.language.gazetteer import Gazetteer, Hit, gazetteer_of
from dragoman.language.mention import Mention, head_of
from dragoman.language.organs import OrganLinker
from dragoman.language.people import People, key_of
from dragoman.language.persons import PersonLinker
from dragoman.language.words import word_lists
from dragoman.record import Actor
from dragoman.world.dates import in_force

if TYPE_CHECKING:
    from collections.abc import Sequence

    from dragoman.language.parsed import ParsedPassage
    from dragoman.world.rows import SurfaceForm
    from dragoman.world.world import World

__all__ = ["Linker", "People"]

STATE_FORMS = frozenset({"name", "short", "abbreviation", "formal", "former", "alias", "adjective", "demonym"})
#: A text that names at least so many years, half of them so much older than itself, is a history.
HISTORY_YEARS, HISTORY_AGE = 4, 8
PLACES = frozenset({"GPE", "LOC", "FAC"})


class Linker:
    """Links mentions as of a date. One a process; holds nothing of the documents it has seen."""

    def __init__(self, world: World) -> None:
        self.world = world
        self.gazetteer: Gazetteer = gazetteer_of(world)
        self.words = word_lists("actor_words")
        self.persons = PersonLinker(world)
        self.organs = OrganLinker(world, self.gazetteer)
        self.organ_nouns = self.organs.nouns
        self.organ_kinds = {organ.actor: organ.kind for organ in world.organs}

    def survey(self, passages: Sequence[ParsedPassage], on: str = "", issuer: str = "") -> People:
        """What a document as a whole tells before its passages are linked: who is named most, who in full, and when."""
        people = People(as_of=_as_of(passages, on))
        for passage in passages:
            hits = people.hits[passage.number] = self.gazetteer.find(passage.words)
            for hit in hits:
                first = hit.forms[0]
                body = first.actor.partition("/")[0]
                if first.type in STATE_FORMS:
                    people.bodies[body] += 1
                    people.named[body] += first.type not in ("adjective", "demonym")
                elif first.type == "person" and hit.end - hit.start > 1:
                    people.bodies[body] += 1
                    family = passage.words[hit.end - 1]
                    actor = Actor.parse(first.actor)
                    if self.persons.standing(actor, on) or not self.persons.ruler(family, on, people):
                        people.later.setdefault(key_of(family), actor)
            for start, end, label in passage.named:
                if label in PLACES:
                    people.places.update(passage.words[start:end])
        ranked = [b for b, _ in people.bodies.most_common() if b in self.world.states and b != issuer]
        people.topic = ranked[0] if ranked else issuer if issuer in self.world.states else ""
        return people

    def names(self, passage: ParsedPassage, on: str, people: People) -> list[Mention]:
        """What the passage names, in order: states, bodies, organs and persons; neither pronouns nor descriptions."""
        hits = people.hits.get(passage.number)
        if hits is None:
            hits = self.gazetteer.find(passage.words)
        full_names = [m for hit in hits for m in [self.persons.known(passage, hit, on, people)] if m]
        for mention in full_names:
            self.persons.remember(passage, mention, on, people)
        taken = {token for m in full_names for token in range(m.start, m.end)}
        named = [m for hit in hits if hit.start not in taken for m in [self._named(passage, hit, on, people)] if m]
        covered = taken | {t for m in named for t in range(m.start, m.end) if m.form != "metonym"}
        found = full_names + named
        found += self.persons.others(passage, covered, on, people, named)
        found.sort(key=lambda m: (m.start, m.end))
        joined = self.organs.joined(passage, found, on)
        for mention in joined:
            actor = mention.actors[0]
            kind = self.organs.kinds.get(actor.name) or self.organ_kinds.get(str(actor)) if actor.name else None
            if kind and not mention.is_person:
                people.of_kind.setdefault(kind, Counter())[actor.body] += 1
        return joined

    def _named(self, passage: ParsedPassage, hit: Hit, on: str, people: People) -> Mention | None:
        """The state, body or organ that a name of the tables means on the day."""
        forms = [f for f in hit.forms if f.type != "person"]
        forms = [f for f in forms if in_force(f.start, f.end, on)] or [f for f in forms if f.type == "former"] or forms
        if not forms:
            return None
        single = hit.end - hit.start == 1
        if single and passage.pos[hit.start] in ("VERB", "AUX", "ADV", "ADP"):
            return None
        head = head_of(passage.heads, hit.start, hit.end)
        first = forms[0]
        if first.type == "organ":
            before = people.short_forms.get(passage.lowers[hit.start]) if single else None
            if before:
                reason = f"short for {before}, named before"
                return Mention(hit.start, hit.end, head, (before,), "organ" if before.name else "name", reason)
            # One capitalised word inside a longer name (`National` of `National Security Strategy`) is not the organ.
            inside = single and passage.deps[head] == "compound" and passage.heads[head] >= hit.end
            if inside and not passage.words[hit.start].isupper():
                return None
            chosen = self.organs.whose(passage, hit, head, forms, people)
            if chosen is None:
                return None
            first = chosen
        actor = Actor.parse(first.actor)
        form = first.type if first.type in ("adjective", "demonym", "metonym", "organ") else "name"
        self._shorten(passage, hit, actor, people)
        others = tuple(Actor.parse(a) for a in dict.fromkeys(f.actor for f in forms) if a != first.actor)
        return Mention(hit.start, hit.end, head, (actor,), form, _reason(first), others)

    def _shorten(self, passage: ParsedPassage, hit: Hit, actor: Actor, people: People) -> None:
        """From here on `the League` means the body or organ whose name ends so."""
        if not actor.name and actor.body in self.world.states:
            return
        last = passage.lowers[hit.end - 1]
        if hit.end - hit.start > 1:
            people.short_forms[last] = actor
        official = actor.name or self.world.bodies[actor.body].name if actor.body in self.world.bodies else actor.name
        for word in (official or "").casefold().split():
            if word in self.words["bodies"]:
                people.short_forms[word] = actor


def _as_of(passages: Sequence[ParsedPassage], on: str) -> dict[int, str]:
    """Passage number -> the time it tells of: the document's day; in a history the last year told."""
    years = {p.number: [w for w in p.words if len(w) == 4 and w.isdigit() and "1600" < w < "2100"] for p in passages}
    told = sorted(year for found in years.values() for year in found)
    if not on or len(told) < HISTORY_YEARS or int(told[len(told) // 2]) > int(on[:4]) - HISTORY_AGE:
        return dict.fromkeys(years, on)
    as_of, last = {}, told[0]
    for number, found in years.items():
        last = found[0] if found else last
        as_of[number] = last
    return as_of


def _reason(form: SurfaceForm) -> str:
    said = {"short": "short name", "formal": "formal name", "former": "former name", "alias": "another name"}
    return f"{said.get(form.type, form.type)} of {form.actor}"
