"""Actors across documents: mentions that tell the same one, with the reason for every join.

Mentions meet by keys (linked identity, full name, abbreviation, noun with its state), so the work grows with their
number and not with its square. A surname by itself joins nobody but the one full name of the same documents that ends
so. Whoever calls may refuse any join.
"""

from __future__ import annotations

from collections import Counter, defaultdict
from collections.abc import Callable, Iterable, Iterator, Sequence
from dataclasses import dataclass, field

from dragoman.language.people import key_of
from dragoman.language.words import word_lists
from dragoman.merging.mentions import PERSON, STATE, THING, ActorMention

SUFFIXES = frozenset({"jr", "sr", "ii", "iii", "iv"})
SMALL = frozenset({"of", "and", "for", "the", "on", "in", "to", "de", "du", "des", "la"})
DETERMINERS = frozenset(
    {"a", "an", "the", "this", "that", "these", "those", "its", "his", "her", "their", "our", "your"}
)
#: To how many that refuse each other a mention is offered under one key.
MOST_HEADS = 8
#: The shortest abbreviation that is matched with a name's initials.
SHORTEST = 3
LINKED, HERE, FULL_NAME, SURNAME, NAME = "linked", "here", "full name", "surname", "name"
INITIALS, WORDS, ROLE, NOUN, GATHERED = "initials", "words", "role", "noun", "gathered"
REASONS = {
    LINKED: "both are linked to {}",
    HERE: "named so in one document: {}",
    FULL_NAME: "one full name, which no table holds: {}",
    SURNAME: "the only full name of that surname in these documents: {}",
    NAME: "one name, which no table holds: {}",
    INITIALS: "a name and its initials: {}",
    WORDS: "the same words: {}",
    ROLE: "one role or organ: {}",
    NOUN: "one noun or its synonym: {}",
    GATHERED: "told as consisting of: {}",
}


@dataclass(frozen=True, slots=True)
class Join:
    """Why two mentions are told to be one actor's: the kind of key they share, and the reason in words."""

    one: ActorMention
    other: ActorMention
    kind: str
    reason: str


@dataclass(slots=True)
class MergedActor:
    """The mentions of one actor over all documents, in their order, and the joins that brought them together."""

    mentions: list[ActorMention]
    joins: list[Join] = field(default_factory=list)

    @property
    def sort(self) -> str:
        """What most of its mentions are: `person`, `state`, `organ` or `thing`."""
        return _commonest(mention.sort for mention in self.mentions)

    @property
    def state(self) -> str:
        """The state that most of its mentions belong to; empty where none is known."""
        return _commonest(mention.states[0] for mention in self.mentions if mention.states)

    @property
    def label(self) -> str:
        """The linked actor that most of its mentions have, else the words they have most often."""
        linked = _commonest(str(mention.actors[0]) for mention in self.mentions if mention.actors)
        return linked or _commonest(mention.text for mention in self.mentions)


def accept(join: Join) -> bool:
    """Takes every join; the predicate of `merged` where none is given."""
    return bool(join.reason)


def merged(mentions: Sequence[ActorMention], allow: Callable[[Join], bool] = accept) -> list[MergedActor]:
    """The actors that the mentions of one set of documents tell, in the order in which each is told first.

    `allow` is asked before every join; where it says no, the two stay apart unless another key brings them together.
    """
    chains = _Chains(mentions, allow)
    for kind, keys in _keys(mentions):
        chains.join_all(kind, keys)
    return chains.actors()


def _commonest(values: Iterable[str]) -> str:
    found = Counter(values).most_common(1)
    return found[0][0] if found else ""


class _Chains:
    """Mentions in disjoint sets."""

    def __init__(self, mentions: Sequence[ActorMention], allow: Callable[[Join], bool]) -> None:
        self.mentions = mentions
        self.allow = allow
        self.parent = list(range(len(mentions)))
        self.joins: list[tuple[int, Join]] = []

    def root(self, number: int) -> int:
        while self.parent[number] != number:
            self.parent[number] = self.parent[self.parent[number]]
            number = self.parent[number]
        return number

    def join_all(self, kind: str, keys: dict[str, list[int]]) -> None:
        """Joins the mentions of every key, each with the first that it may be joined to."""
        for key, numbers in keys.items():
            heads: list[int] = []
            for number in numbers:
                if self.root(number) in map(self.root, heads):
                    continue
                if not any(self._join(head, number, kind, key) for head in heads) and len(heads) < MOST_HEADS:
                    heads.append(number)

    def _join(self, one: int, other: int, kind: str, key: str) -> bool:
        join = Join(self.mentions[one], self.mentions[other], kind, REASONS[kind].format(key))
        if not self.allow(join):
            return False
        low, high = sorted((self.root(one), self.root(other)))
        self.parent[high] = low
        self.joins.append((other, join))
        return True

    def actors(self) -> list[MergedActor]:
        found: dict[int, MergedActor] = {}
        for number, mention in enumerate(self.mentions):
            found.setdefault(self.root(number), MergedActor([])).mentions.append(mention)
        for number, join in self.joins:
            found[self.root(number)].joins.append(join)
        return list(found.values())


def _keys(mentions: Sequence[ActorMention]) -> Iterator[tuple[str, dict[str, list[int]]]]:
    """The kinds of keys, the surest first, each with the numbers of the mentions that share one."""
    for kind, key_of_mention in (
        (LINKED, _linked),
        (HERE, _here),
        (FULL_NAME, _full_name),
        (SURNAME, _Surnames(mentions)),
        (NAME, _name),
        (INITIALS, _Initials(mentions)),
        (WORDS, _words),
        (ROLE, _role),
        (NOUN, _Nouns(mentions)),
        (GATHERED, _Gathered(mentions)),
    ):
        keys: defaultdict[str, list[int]] = defaultdict(list)
        for number, mention in enumerate(mentions):
            if key := key_of_mention(mention):
                keys[key].append(number)
        yield kind, keys


def _linked(mention: ActorMention) -> str:
    """The actor of the tables; for a person the name alone, whatever was served on the day."""
    if not mention.known or not mention.actors:
        return ""
    if mention.sort == PERSON and len(mention.actors) == 1:
        return mention.actors[0].name
    return " + ".join(sorted(map(str, mention.actors)))


def _here(mention: ActorMention) -> str:
    """An actor or bare name that no table knows, within its document: a surname says nothing about another's."""
    if mention.actors and not mention.known:
        return f"{' + '.join(map(str, mention.actors))} in {mention.document}"
    return f"{key_of(mention.name)} in {mention.document}" if mention.name and mention.sort == THING else ""


def _person_words(mention: ActorMention) -> list[str]:
    bare = mention.sort == THING and mention.name and not SMALL & set(mention.name.casefold().split())
    if not (mention.sort == PERSON or bare) or len(mention.actors) > 1:
        return []
    words = key_of(mention.actors[0].name if mention.actors else mention.name).split()
    while len(words) > 1 and words[0] in word_lists("actor_words")["honorifics"]:
        words = words[1:]
    while words and words[-1] in SUFFIXES:
        words.pop()
    return words


def _full_name(mention: ActorMention) -> str:
    """First and last name: initials and `Jr.` differ from outlet to outlet."""
    words = _person_words(mention)
    return f"{words[0]} {words[-1]}" if len(words) > 1 and not mention.known else ""


class _Surnames:
    """A surname alone, where the documents know one full name that ends so."""

    def __init__(self, mentions: Sequence[ActorMention]) -> None:
        full: defaultdict[str, set[str]] = defaultdict(set)
        for mention in mentions:
            words = _person_words(mention)
            if len(words) > 1:
                full[words[-1]].add(f"{words[0]} {words[-1]}")
        self.unique = {surname: names.pop() for surname, names in full.items() if len(names) == 1}

    def __call__(self, mention: ActorMention) -> str:
        words = _person_words(mention)
        name = self.unique.get(words[-1], "") if words else ""
        return name if words and (len(words) == 1 or name == f"{words[0]} {words[-1]}") else ""


def _name(mention: ActorMention) -> str:
    """A capitalised name that no table holds; a single word may be a surname and needs more than itself."""
    words = key_of(mention.name).split()
    return " ".join(words) if mention.sort == THING and (len(words) > 1 or _is_short(mention.name)) else ""


class _Initials:
    """An abbreviation and the one name of these documents that has its initials."""

    def __init__(self, mentions: Sequence[ActorMention]) -> None:
        full: defaultdict[str, set[str]] = defaultdict(set)
        for mention in mentions:
            if initials := _initials(mention.name):
                full[initials].add(key_of(mention.name))
        short = {_letters(m.name) for m in mentions if _is_short(m.name)}
        self.told = {initials for initials, names in full.items() if len(names) == 1 and initials in short}

    def __call__(self, mention: ActorMention) -> str:
        initials = _letters(mention.name) if _is_short(mention.name) else _initials(mention.name)
        return initials if initials in self.told else ""


def _is_short(name: str) -> bool:
    return name.isupper() and len(_letters(name)) >= SHORTEST and " " not in name


def _letters(name: str) -> str:
    return "".join(key_of(name).split()).upper()


def _initials(name: str) -> str:
    words = [word for word in key_of(name).split() if word not in SMALL]
    return "".join(word[0] for word in words).upper() if len(words) >= SHORTEST else ""


def _words(mention: ActorMention) -> str:
    """All its words but articles, capitals aside: `Port of Entry`, `a port of entry`."""
    words = key_of(mention.text).split()
    while words and words[0] in DETERMINERS:
        words = words[1:]
    told_by_noun = mention.sort == THING or (mention.sort == PERSON and not mention.actors)
    return " ".join(words) if told_by_noun and len(words) > 1 else ""


def _role(mention: ActorMention) -> str:
    """An office or organ by its noun, with the state it belongs to."""
    named = mention.name or (mention.sort == PERSON and mention.actors)
    if named or not mention.noun or mention.sort in (STATE, THING):
        return ""
    return f"{mention.noun} of {mention.states[0]}" if mention.states else ""


def _noun(mention: ActorMention) -> str:
    """A thing by its noun."""
    return mention.noun if mention.sort == THING and mention.noun and not mention.name else ""


class _Nouns:
    """A thing by its noun, also where a headline writes it with a capital."""

    def __init__(self, mentions: Sequence[ActorMention]) -> None:
        self.common = {_noun(mention) for mention in mentions}

    def __call__(self, mention: ActorMention) -> str:
        headline = mention.sort == THING and len(mention.name.split()) == 1 and mention.noun in self.common
        return mention.noun if headline else _noun(mention)


class _Gathered:
    """A caravan or crew with those it consists of, where the documents mostly say so."""

    def __init__(self, mentions: Sequence[ActorMention]) -> None:
        of: defaultdict[str, Counter[str]] = defaultdict(Counter)
        for mention in mentions:
            if mention.gathers:
                of[mention.noun][mention.gathers] += 1
        self.of = {noun: who for noun, told in of.items() for who, n in told.most_common(1) if 2 * n > told.total()}

    def __call__(self, mention: ActorMention) -> str:
        noun = _noun(mention)
        return self.of.get(noun, noun if noun in self.of.values() else "")
