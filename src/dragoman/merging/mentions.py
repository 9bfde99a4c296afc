"""A stretch of a document that tells an actor or thing: whom the linker took it for, its noun, its states."""

from __future__ import annotations

from collections import Counter
from collections.abc import Sequence
from dataclasses import dataclass
from itertools import islice
from typing import TYPE_CHECKING

from dragoman.language.annotate import linker_of
from dragoman.language.words import word_lists
from dragoman.merging.divided import divided_lands
from dragoman.merging.nouns import common_nouns
from dragoman.record import Actor

if TYPE_CHECKING:
    from dragoman.language.annotate import AnnotatedPassage, AnnotatedText
    from dragoman.language.mention import Mention
    from dragoman.language.parsed import ParsedPassage
    from dragoman.world.world import World

PERSON, STATE, ORGAN, THING = "person", "state", "organ", "thing"
#: Parts of speech that a description ends in; what follows is no part of it.
NOMINAL = frozenset({"NOUN", "PROPN", "PRON", "ADJ", "NUM"})
NOUNS = frozenset({"NOUN", "PROPN", "PRON"})
PEOPLE = frozenset({"person", "family", "title", "local"})
PLURAL = frozenset({"NNS", "NNPS"})
#: Kinds of organs that any state may have whose bare noun tells no state: `the migrants`, `protesters`.
PEOPLE_AT_LARGE = frozenset({"public", "protest"})
#: How many nouns deep `a list of some of the questions` is looked into.
DEPTH = 3


@dataclass(frozen=True, slots=True)
class ActorMention:
    """What a stretch of a document tells.

    `sort` is `person`, `state`, `organ` (of a state, or a body) or `thing`. `actors` are those that the linker took it
    for, `known` where its tables hold them. `noun` is the head noun where no name tells who it is, `name` the words
    where they are capitalised as a name; `states` are those it belongs to, the likeliest first, and `stated` says that
    the stretch itself tells them. `gathers` is whom a caravan or crew consists of, where the stretch says so.
    """

    id: str
    document: str
    text: str
    sort: str = THING
    actors: tuple[Actor, ...] = ()
    noun: str = ""
    name: str = ""
    states: tuple[str, ...] = ()
    known: bool = False
    stated: bool = False
    gathers: str = ""


@dataclass(frozen=True, slots=True)
class _Stretch:
    """Tokens (first, behind last) of a passage, and the one that carries them."""

    passage: AnnotatedPassage
    start: int
    end: int
    head: int

    @property
    def parsed(self) -> ParsedPassage:
        return self.passage.parsed


class MentionReader:
    """Turns stretches of one document into actor mentions."""

    def __init__(self, text: AnnotatedText, world: World) -> None:
        self.text = text
        self.world = world
        self.linker = linker_of(world)
        self.nouns = common_nouns()
        words = word_lists("actor_words")
        self.titles = self.nouns.persons | words["office_nouns"]
        self.not_now = words["not_now"]
        self.honorifics = words["honorifics"] | words["office_nouns"] | words["title_words"]
        #: Persons that no table knows are known as such by how the document names them.
        self.people = {a for p in text.passages for m in p.mentions if m.form in PEOPLE for a in m.actors}
        #: States by how often the document tells them or theirs: whose `officials` are meant where nothing says.
        self.told: Counter[str] = Counter(
            state
            for passage in text.passages
            for mention in passage.mentions
            if not mention.apart
            for actor in mention.actors
            for state in self._states_of([actor])
        )

    def read(self, id: str, start: int, end: int) -> ActorMention:
        """The mention at document offsets [start, end)."""
        words = self.text.document.text[start:end]
        stretch = self._stretch(start, end)
        if stretch is None:
            return ActorMention(id, self.text.document.id, words)
        halves = divided_lands(self.world).states(stretch.parsed.words[stretch.start : stretch.end], self.told)
        if halves:
            actors = tuple(map(Actor, halves))
            return ActorMention(id, self.text.document.id, words, STATE, actors, states=halves, known=True, stated=True)
        several = self._several(stretch)
        if several:
            actors = tuple(map(Actor, several))
            return ActorMention(id, self.text.document.id, words, STATE, actors, states=several, known=True)
        linked = self._linked(stretch)
        return self._of_linked(id, words, stretch, linked) if linked else self._of_noun(id, words, stretch)

    def _stretch(self, start: int, end: int) -> _Stretch | None:
        for passage in self.text.passages:
            parsed = passage.parsed
            found = parsed.tokens_between(start, end) if parsed.starts[0] < end and start < parsed.ends[-1] else None
            if found is None:
                continue
            first, behind = found
            while behind - first > 1 and parsed.pos[behind - 1] not in NOMINAL:
                behind -= 1
            return _Stretch(passage, first, behind, self._carrier(parsed, first, behind))
        return None

    def _carrier(self, parsed: ParsedPassage, first: int, behind: int) -> int:
        """The noun that carries a stretch; behind `members of` or `dozens of` the noun that they are of."""
        outside = [t for t in range(first, behind) if not first <= parsed.heads[t] < behind or parsed.heads[t] == t]
        nominal = [t for t in outside if parsed.pos[t] in NOUNS]
        token = (nominal or outside or [behind - 1])[0]
        if parsed.pos[token] not in NOUNS | {"NUM"}:
            token = self._first_noun(parsed, first, behind) or token
        for _ in range(DEPTH):
            if parsed.lemmas[token] not in self.nouns.transparent and parsed.pos[token] != "NUM":
                break
            of = [c for c in parsed.children[token] if parsed.lowers[c] in ("of", "in", "for") and c < behind]
            inner = [c for c in (parsed.children[of[0]] if of else ()) if parsed.deps[c] == "pobj" and c < behind]
            owner = [c for c in parsed.children[token] if parsed.deps[c] == "poss" and c >= first]
            if not inner and not owner:
                break
            token = (inner or owner)[0]
        return token

    @staticmethod
    def _first_noun(parsed: ParsedPassage, first: int, behind: int) -> int:
        """The noun of what is no noun phrase, the last of those that stand first: `create side deals`; 0 for none."""
        found = 0
        for token in range(first, behind):
            if parsed.pos[token] in ("NOUN", "PROPN"):
                found = token
            elif found:
                break
        return found

    # states and persons by the linker

    def _linked(self, stretch: _Stretch) -> Mention | None:
        """The linker's mention that the stretch is, or whose title, apposition or predicate it is."""
        mentions = [m for m in stretch.passage.mentions if not m.apart and m.form != "relative"]
        whole = [m for m in stretch.passage.mentions if self._is_whole(stretch, m)]
        if whole:
            return max(whole, key=lambda m: (m.form in PEOPLE, not m.apart))
        at_head = [m for m in mentions if m.start <= stretch.head < m.end]
        # `Mr. Moon's office` is not Moon: a name counts where it reaches the carrying noun itself.
        direct = [m for m in at_head if m.form in PEOPLE or m.head == stretch.head or stretch.head == m.end - 1]
        if direct:
            return max(direct, key=lambda m: (m.head == stretch.head, m.end - m.start))
        parsed = stretch.parsed
        if parsed.tags[stretch.head] in PLURAL or parsed.lemmas[stretch.head] not in self.titles:
            return None
        return self._beside(stretch, {t: m for m in mentions if m.form in PEOPLE for t in range(m.start, m.end)})

    def _is_whole(self, stretch: _Stretch, mention: Mention) -> bool:
        """Whether a mention is all of a stretch but its article, title and possessive."""
        if not stretch.start <= mention.start < mention.end <= stretch.end or mention.form in ("pronoun", "relative"):
            return False
        rest = [*range(stretch.start, mention.start), *range(mention.end, stretch.end)]
        parsed = stretch.parsed
        return all(
            parsed.pos[t] in ("DET", "PART", "PUNCT")
            or (t < mention.start and mention.form in PEOPLE and parsed.lowers[t].strip(".") in self.honorifics)
            for t in rest
        )

    @staticmethod
    def _beside(stretch: _Stretch, persons: dict[int, Mention]) -> Mention | None:
        parsed, head, governor = stretch.parsed, stretch.head, stretch.parsed.heads[stretch.head]
        if stretch.end in persons and persons[stretch.end].start == stretch.end:
            return persons[stretch.end]
        if parsed.deps[head] in ("compound", "appos", "nmod", "amod") and governor in persons:
            return persons[governor]
        if parsed.deps[head] == "attr" and parsed.lemmas[governor] == "be":
            subject = next((c for c in parsed.children[governor] if parsed.deps[c] == "nsubj" and c in persons), None)
            return persons[subject] if subject is not None else None
        behind = next((c for c in parsed.children[head] if parsed.deps[c] == "appos" and c in persons), None)
        return persons[behind] if behind is not None else None

    def _is_known(self, actor: Actor) -> bool:
        return str(actor) in self.linker.persons.by_actor

    def _of_linked(self, id: str, words: str, stretch: _Stretch, mention: Mention) -> ActorMention:
        actors, document = mention.actors, self.text.document.id
        states = self._states_of(actors)
        known = all(map(self._is_known, actors))
        if mention.form in PEOPLE or known or self.people.issuperset(actors):
            return ActorMention(id, document, words, PERSON, actors, states=states, known=known)
        if self._governs(stretch, mention) or (len(actors) == 1 and self._is_metonym(actors[0])):
            state = (Actor(actors[0].body),)
            return ActorMention(id, document, words, STATE, state, states=states, known=True, stated=True)
        if any(a.name or a.body not in self.world.states for a in actors):
            own = self._own_states(stretch, mention)
            if own and mention.form == "descriptor":
                actors, states = tuple(Actor(state, actors[0].name) for state in own), own
            noun = self.nouns.sense(stretch.parsed.lemmas[stretch.head])
            if mention.form == "descriptor" and self.linker.organs.kinds.get(actors[0].name) in PEOPLE_AT_LARGE:
                return ActorMention(id, document, words, THING, (), noun, states=states, stated=bool(own))
            return ActorMention(id, document, words, ORGAN, actors, noun, states=states, known=True)
        return ActorMention(id, document, words, STATE, actors, states=states, known=True, stated=True)

    def _is_metonym(self, organ: Actor) -> bool:
        """Whether an organ's name is one of its state too (`White House`): the state goes first, as in the world."""
        return bool(organ.name) and self.world.actor(organ.name)[:1] == (organ.body,)

    def _governs(self, stretch: _Stretch, mention: Mention) -> bool:
        """Whether `the X administration` is the state itself: X is in office on the day."""
        if mention.form != "organ" or stretch.parsed.lemmas[stretch.head] not in self.nouns.own_state:
            return False
        on = self.text.document.published
        inside = [m for m in stretch.passage.mentions if m.form in PEOPLE and mention.start <= m.start < mention.end]
        return any(self.linker.persons.standing(actor, on) for m in inside for actor in m.actors)

    def _states_of(self, actors: Sequence[Actor]) -> tuple[str, ...]:
        """The states that actors are or belong to: a person's, an organ's; of a national body that of its seat."""
        found = []
        for actor in actors:
            body = self.world.bodies.get(actor.body)
            if actor.body in self.world.states:
                found.append(actor.body)
            elif body is not None and body.kind == "other" and body.seat:
                found += [code for code in self.world.actor(body.seat)[:1] if code in self.world.states]
        return tuple(dict.fromkeys(found))

    def _several(self, stretch: _Stretch) -> tuple[str, ...]:
        """The two states of `the two countries`, `both sides`, `our nations`: those told last before it."""
        parsed, head = stretch.parsed, stretch.head
        plural = parsed.tags[head] in PLURAL and parsed.lemmas[head] in self.nouns.several_states
        modifiers = [c for c in parsed.children[head] if parsed.deps[c] in ("amod", "compound", "relcl", "prep")]
        if not plural or stretch.end - stretch.start > DEPTH or modifiers:
            return ()
        last: dict[str, None] = {}
        for mention in reversed([m for m in self._before(stretch) if not m.apart]):
            last.update(dict.fromkeys(self._states_of(mention.actors)))
            if len(last) >= 2:
                break
        last.update(dict.fromkeys(state for state, _ in self.told.most_common(2)))
        return tuple(islice(last, 2)) if len(last) > 1 else ()

    def _before(self, stretch: _Stretch) -> list[Mention]:
        found: list[Mention] = []
        for passage in self.text.passages:
            if passage is stretch.passage:
                return found + [m for m in passage.mentions if m.end <= stretch.start]
            found = found[-8:] + passage.mentions
        return found

    # what has no name that the linker knows

    def _of_noun(self, id: str, words: str, stretch: _Stretch) -> ActorMention:
        parsed, head = stretch.parsed, stretch.head
        own = self._own_states(stretch)
        near = tuple(state for state, _ in self.told.most_common(1))
        noun = self.nouns.sense(parsed.lemmas[head])
        gathers = self._gathered(stretch) if parsed.lemmas[head] in self.nouns.collective else ""
        capital = parsed.pos[head] == "PROPN" and parsed.words[head][:1].isupper()
        name = " ".join(_name(parsed, stretch)) if capital else ""
        is_name = parsed.entities[head] == "PERSON"
        human = is_name or (parsed.lemmas[head] in self.titles and parsed.tags[head] not in PLURAL)
        if noun in self.nouns.own_state and own:
            actors = (Actor(own[0]),)
            return ActorMention(id, self.text.document.id, words, STATE, actors, noun, "", own, known=True, stated=True)
        if human and not is_name:
            name = ""  # A title, with a capital or without: `Surgeon General`.
        states = own or near
        holder = self._holder(stretch, states[0]) if human and states and not name else None
        if holder is not None:
            return ActorMention(id, self.text.document.id, words, PERSON, (holder,), states=states, known=True)
        sort = PERSON if human else THING
        return ActorMention(
            id, self.text.document.id, words, sort, (), noun, name, own or near, stated=bool(own), gathers=gathers
        )

    def _holder(self, stretch: _Stretch, state: str) -> Actor | None:
        """Who held the office told by its noun (`our president`) in a state on the day."""
        parsed, on = stretch.parsed, self.text.document.published
        before = range(max(stretch.start, parsed.lefts[stretch.head]), stretch.head)
        title = [t for t in before if parsed.deps[t] in ("compound", "amod")]
        if not on or any(parsed.lowers[t] in self.not_now for t in before):
            return None
        words = " ".join(parsed.lowers[t] for t in [*title, stretch.head])
        held = self.world.who(f"{words} of {self.world.name_of(state)}", on)
        return self.linker.persons.as_of(held[0], on) if len(held) == 1 else None

    def _own_states(self, stretch: _Stretch, without: Mention | None = None) -> tuple[str, ...]:
        """The states that are told within the stretch, by what is linked in it."""
        inside = [m for m in stretch.passage.mentions if stretch.start <= m.start and m.end <= stretch.end]
        return tuple(dict.fromkeys(s for m in inside if m is not without for s in self._states_of(m.actors)))

    def _gathered(self, stretch: _Stretch) -> str:
        """Of whom a caravan or crew is: the noun before it, or behind its `of`."""
        parsed, head = stretch.parsed, stretch.head
        nouns = [c for c in parsed.children[head] if parsed.deps[c] in ("compound", "amod")]
        nouns = [c for c in nouns if parsed.pos[c] == "NOUN" or parsed.lemmas[c] in self.nouns.synonyms]
        for of in (c for c in parsed.children[head] if parsed.lowers[c] == "of"):
            nouns += [c for c in parsed.children[of] if parsed.deps[c] == "pobj" and parsed.pos[c] == "NOUN"]
        return self.nouns.sense(parsed.lemmas[nouns[0]]) if nouns else ""


def _name(parsed: ParsedPassage, stretch: _Stretch) -> list[str]:
    """The capitalised words up to the carrying noun."""
    words = []
    for token in range(stretch.head, stretch.start - 1, -1):
        if not parsed.words[token][:1].isupper() and parsed.lowers[token] not in ("of", "and", "for", "-", "&"):
            break
        words.append(parsed.words[token])
    while words and not words[-1][:1].isupper():
        words.pop()
    return words[::-1]
