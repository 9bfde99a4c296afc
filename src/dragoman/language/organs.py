"""Organs and offices told by a noun with a state before or behind it: `Russian military`, `Japan's prime minister`."""

from __future__ import annotations

from typing import TYPE_CHECKING

from dragoman.language.mention import Mention
from dragoman.language.words import word_lists
from dragoman.record import Actor

if TYPE_CHECKING:
    from dragoman.language.gazetteer import Gazetteer, Hit
    from dragoman.language.parsed import ParsedPassage
    from dragoman.language.people import People
    from dragoman.world.rows import SurfaceForm
    from dragoman.world.world import World

MODIFIERS = ("compound", "amod", "nmod")
NOUNS = ("NOUN", "PROPN")
#: How far behind an office the name of its holder may stand (`Secretary of State Cardinal X`).
LONGEST_TITLE = 6
PLURAL = ("NNS", "NNPS")


class OrganLinker:
    """Finds the organ, office-holder or public that a noun beside a state's name means."""

    def __init__(self, world: World, gazetteer: Gazetteer) -> None:
        self.world = world
        self.gazetteer = gazetteer
        self.words = word_lists("actor_words")
        #: Every word for an organ that any state may have, with the organ's name, and the organ's kind.
        self.nouns: dict[str, str] = {}
        self.kinds: dict[str, str] = {}
        for organ in world.generic_organs:
            self.kinds[organ.name] = organ.kind
            for text in (organ.name, *organ.aliases):
                self.nouns.setdefault(text.casefold(), organ.name)

    # organs of the tables

    def whose(
        self, passage: ParsedPassage, hit: Hit, head: int, forms: list[SurfaceForm], people: People
    ) -> SurfaceForm | None:
        """Of the states that have an organ of this name: the one named beside it, else the one named most so far.

        None for a bare common word (`League`, `Coalition`) that is the name of an organ of a state never named.
        """
        left, right = min(passage.lefts[head], hit.start), max(passage.rights[head] + 1, hit.end)
        organs = [f for f in forms if f.type == "organ"]
        if len(organs) == 1 and hit.end - hit.start > 1:
            return organs[0]
        beside = {f.actor for h in self.gazetteer.find(passage.words[left:right]) for f in h.forms}
        word = passage.lowers[hit.start]
        if hit.end - hit.start == 1 and (word in self.nouns or word in self.words["bodies"]):
            organs = [f for f in organs if _body(f) in beside or people.bodies[_body(f)]]

        def rank(form: SurfaceForm) -> tuple[bool, bool, int]:
            return _body(form) not in beside, _body(form) != "UN", -people.named[_body(form)]

        return min(organs, key=rank) if organs else None

    # a noun with a state

    def joined(self, passage: ParsedPassage, mentions: list[Mention], on: str) -> list[Mention]:
        """The mentions, those of a state that only say whose organ, office or person it is replaced or set apart."""
        persons = {t for m in mentions if m.is_person for t in range(m.start, m.end)}
        named_organs = {t for m in mentions if m.actors[0].name and not m.is_person for t in range(m.start, m.end)}
        owners = self._owners(passage, mentions)
        result = []
        for mention in mentions:
            if mention.is_person:
                result += [mention, *self._of_person(passage, mention)]
                continue
            noun = None if mention.actors[0].name else _noun_of(passage, mention)
            if noun is None:
                result.append(self._many(passage, mention))
            elif self._is_taken(passage, noun, mention, (persons, named_organs), owners):
                result.append(mention.set_apart())
            else:
                result.append(self._organ(passage, mention, noun, on) or mention)
        return result

    @staticmethod
    def _is_taken(
        passage: ParsedPassage,
        noun: int,
        mention: Mention,
        taken: tuple[set[int], set[int]],
        owners: dict[int, Mention],
    ) -> bool:
        """Whether a noun is part of a person's title, of a named organ (`taken`), or another state's."""
        persons, organs = taken
        token = noun
        while token < len(passage) - 1 and token not in persons and token - noun < LONGEST_TITLE:
            comma = passage.lowers[token + 1] == "," and token + 2 in persons
            if not comma and passage.pos[token + 1] != "PROPN" and passage.lowers[token + 1] not in ("of", "for", "on"):
                break
            token += 1
        if passage.deps[noun] == "appos" and passage.heads[noun] in persons:
            return True
        return token in persons or noun in organs or (noun > mention.head and owners.get(noun, mention) is not mention)

    def _owners(self, passage: ParsedPassage, mentions: list[Mention]) -> dict[int, Mention]:
        """Noun -> the mention it belongs to where two claim it: `Germany's U.N. ambassador` is Germany's."""
        owners: dict[int, Mention] = {}
        for mention in mentions:
            if not mention.is_person and passage.deps[mention.head] == "poss" and not mention.actors[0].name:
                noun = _noun_of(passage, mention)
                if noun is not None:
                    owners.setdefault(noun, mention)
        return owners

    def _many(self, passage: ParsedPassage, mention: Mention) -> Mention:
        """`Many Libyans`, `thousands of Syrians` are the public; a bare `Syrians` may as well be the state."""
        if mention.form != "demonym" or mention.actors[0].name or passage.tags[mention.head] not in PLURAL:
            return mention
        near = passage.lowers[max(0, mention.start - 2) : mention.start]
        if not self.words["many_people"] & set(near):
            return mention
        actor = Actor(mention.actors[0].body, "public")
        return Mention(
            mention.start, mention.end, mention.head, (actor,), "organ", f"the people of {actor.body}", mention.actors
        )

    def _of_person(self, passage: ParsedPassage, mention: Mention) -> list[Mention]:
        """The state or forces told by their leader: `the Reagan administration`, `Gadhafi forces`."""
        noun = passage.heads[mention.head]
        body = mention.actors[0].body
        if passage.deps[mention.head] not in ("compound", "poss", "nmod") or noun < mention.end or body == "?":
            return []
        behind = noun + 1
        if passage.lemmas[noun] not in self.words["persons_own"]:
            return []
        actor = Actor(body, f"{passage.words[mention.head]} {passage.lowers[noun]}")
        why = f"the {passage.lowers[noun]} of {mention.actors[0]}"
        return [Mention(mention.start, behind, noun, (actor,), "organ", why, (Actor(body),))]

    def _organ(self, passage: ParsedPassage, mention: Mention, noun: int, on: str) -> Mention | None:
        lemma, actor = passage.lemmas[noun], mention.actors[0]
        first, behind = min(mention.start, noun), max(mention.end, noun + 1)
        if lemma in self.words["state_itself"]:
            return Mention(
                first, behind, noun, (actor,), "name", f"{mention.reason}, told by its {passage.lowers[noun]}"
            )
        own = [
            passage.words[t]
            for t in range(passage.lefts[noun], noun + 1)
            if t == noun or (passage.deps[t] in MODIFIERS and not mention.start <= t < mention.end)
        ]
        if lemma in self.words["office_nouns"]:
            return self._office(passage, mention, noun, on, own)
        phrase = " ".join(own).casefold()
        organ = self.nouns.get(phrase) or self.nouns.get(passage.lowers[noun]) or self.nouns.get(lemma)
        if organ:
            whole = Actor(actor.body, organ)
            return Mention(first, behind, noun, (whole,), "organ", f"the {passage.lowers[noun]} of {actor.body}")
        return None

    def _office(self, passage: ParsedPassage, mention: Mention, noun: int, on: str, own: list[str]) -> Mention:
        """Who held the office on the day; the office itself where nobody is known or another time is meant."""
        actor = mention.actors[0]
        first, behind = min(mention.start, noun), max(mention.end, noun + 1)
        now = [w for w in own if w.casefold() not in self.words["not_now"]]
        title = " ".join(now) + self._of_what(passage, noun)
        singular = passage.tags[noun] in ("NN", "NNP")
        if on and singular and len(now) == len(own):
            held = self.world.who(f"{title} of {self.world.name_of(actor.body)}", on)
            if len(held) == 1:
                person = Actor.parse(held[0].actor)
                return Mention(first, behind, noun, (person,), "title", f"{title} of {actor.body} on {on}")
        office = Actor(actor.body, " ".join(own) + self._of_what(passage, noun))
        return Mention(
            first, behind, noun, (office,), "organ", f"{office.name} of {actor.body}: holder not known", (actor,)
        )

    @staticmethod
    def _of_what(passage: ParsedPassage, noun: int) -> str:
        """` of state`, where that goes on with the title."""
        for child in passage.children[noun]:
            if (
                passage.lowers[child] == "of"
                and child == noun + 1
                and passage.lowers[child + 1 : child + 2]
                in (
                    ["state"],
                    ["defense"],
                    ["defence"],
                )
            ):
                return f" of {passage.lowers[child + 1]}"
        return ""


def _body(form: SurfaceForm) -> str:
    return form.actor.partition("/")[0]


def _noun_of(passage: ParsedPassage, mention: Mention) -> int | None:
    """The noun that a state's name or adjective belongs to: `Russian military`, `Japan's president`, `army of X`."""
    head, dep = mention.head, passage.deps[mention.head]
    governor = passage.heads[head]
    if dep in ("amod", "compound", "poss", "nmod") and governor > head and passage.pos[governor] in NOUNS:
        return governor
    if dep == "pobj" and passage.lowers[governor] == "of" and passage.pos[passage.heads[governor]] in NOUNS:
        noun = passage.heads[governor]
        return None if passage.tags[noun] in PLURAL else noun
    return None
