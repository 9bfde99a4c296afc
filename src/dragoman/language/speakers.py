"""Who speaks: the document as a whole (its issuer and author), and each passage of a transcript."""

from __future__ import annotations

import re
from dataclasses import dataclass
from functools import cache
from itertools import pairwise
from typing import TYPE_CHECKING

from dragoman.language.people import key_of
from dragoman.language.persons import TOP_ROLES
from dragoman.language.words import word_lists
from dragoman.record import Actor

if TYPE_CHECKING:
    from dragoman.language.actors import Linker
    from dragoman.language.people import People
    from dragoman.record import Document
    from dragoman.world.world import World

#: `By Jane A. Doe, Foreign Minister of Ruritania`: a name and its title, alone on a line.
_BYLINE = re.compile(r"^(?:By\s+)?((?:[A-Z][\w.’'-]*\s+){1,4}[A-Z][\w’'-]+),\s+(?=[A-Z])([^.\n]{4,90})$")
_ATTRIBUTABLE = re.compile(r"attribut\w+ to (?:the )?((?:[A-Z][\w.’'-]*\s*){1,8}):?")
_TRANSCRIPT = re.compile(r"^((?:[A-Z][A-Z.’'-]+\s+){0,4}[A-Z][A-Z’'-]+)\s?(?:\([^)]*\)\s?)?:\s")
_ASKERS = frozenset({"QUESTION", "MODERATOR", "OPERATOR", "Q", "INTERPRETER", "STAFF"})
_STATEMENT = re.compile(r"\b(?:statement|communiqu|declaration|joint|readout)", re.IGNORECASE)
#: What shows that several issue a text together.
_JOINT = re.compile(
    r"\b(?:Joint (?:Statement|Declaration|Communiqu)|JOINT|Troika|Communiqu|(?:Tri|Quadri)lateral Statement)"
)
_JOINTLY = re.compile(
    r"\b(?:[Ff]ollowing .{0,60}|[Jj]oint )statement .{0,90}(?:released|issued|adopted) by|\bWe, the\b"
)
_TOKEN = re.compile(r"[\w.’'-]+|[^\w\s]")
_SENTENCE = re.compile(r"(?<=[a-z]{3}[.:])\s+")
#: Capitals that a grouping's organ has only at the head of its own statement.
_OF_GROUPING = frozenset({"Foreign", "Defence", "Defense", "Finance", "Trade", "Ministers", "Leaders"})
_LISTED = frozenset({"name", "short", "abbreviation", "formal", "former", "alias"})
#: Kinds of organs whose publications are not the words of their state.
UNOFFICIAL = frozenset({"media", "party", "company", "armed_group"})
#: A byline stands near the top.
_TOP = 6


@dataclass(frozen=True, slots=True)
class Voice:
    """Whose words a document is: `issuer` (a state or body, for official texts) and `author` (who says `I`)."""

    issuer: Actor | None = None
    author: Actor | None = None
    #: All who issue a joint text, by its first sentences; empty where one alone does.
    issuers: tuple[Actor, ...] = ()
    #: The organ that publishes an official text (`USA/Department of State`), where that is not the issuer itself.
    publisher: Actor | None = None

    @property
    def speaker(self) -> Actor | None:
        return self.author or self.issuer

    @property
    def speakers(self) -> tuple[Actor, ...]:
        """Who says `we`: those who issue a joint text, else the author, else the issuer."""
        return self.issuers or ((self.speaker,) if self.speaker else ())


def voice_of(document: Document, linker: Linker) -> Voice:
    """Whose voice an official text has; an empty Voice for news, commentary and what has no known publisher."""
    issuer = _issuer(document, linker)
    if issuer is None:
        return Voice()
    lines = [line.strip() for line in document.text.split("\n") if line.strip()][:_TOP]
    publisher = _publisher(document, linker)
    issuers = _joint_issuers(document, lines, linker)
    if issuers:
        return Voice(issuer, None, issuers, publisher)
    names = [document.author] if document.author else []
    for line in lines:
        byline = _BYLINE.match(line)
        attributed = _ATTRIBUTABLE.search(line)
        if attributed:
            names.insert(0, attributed.group(1))
        elif byline:
            names.append(byline.group(1))
    for name in names:
        author = _person(name, issuer, linker)
        if author:
            return Voice(issuer, author, (), publisher)
    return Voice(issuer, None, (), publisher)


def _joint_issuers(document: Document, lines: list[str], linker: Linker) -> tuple[Actor, ...]:
    """The states and bodies that issue a joint text: the first list of them where its first sentences say who does."""
    headline = (document.title or (lines[0] if lines else "")).strip()
    if not _JOINT.search(headline) and not any(_JOINTLY.search(line) for line in lines[1:4]):
        return ()
    for line in lines:
        if line == headline:
            continue
        for sentence in _SENTENCE.split(line):
            listed = _listed(sentence, linker, document.published)
            if len(listed) > 1:
                return _as_grouping(sentence, listed, linker, document.published)
    return _named_before(headline, linker)


def _named_before(headline: str, linker: Linker) -> tuple[Actor, ...]:
    """Those whom a headline joins before it calls the text joint: `U.S.-Norway Joint Statement`."""
    joint = _JOINT.search(headline)
    if not joint:
        return ()
    words = _TOKEN.findall(headline[: joint.start()].replace("-", " - ").replace("–", " - "))
    hits = linker.gazetteer.find(words)
    between = [w for a, b in pairwise(hits) for w in words[a.end : b.start]]
    if len(hits) < 2 or hits[0].start or hits[-1].end < len(words) or not set(between) <= {"-", ",", "and"}:
        return ()
    return tuple(dict.fromkeys(Actor.parse(hit.forms[0].actor) for hit in hits))


def _listed(sentence: str, linker: Linker, on: str) -> tuple[Actor, ...]:
    """The longest list of states and bodies of a sentence: names with only small words and commas between them.

    A holder of a single office stands for the body: `the High Representative of the European Union`.
    """
    words = _TOKEN.findall(sentence)
    between_names = word_lists("actor_words")["between_names"]
    lists: list[list[Actor]] = [[]]
    behind = -1
    for hit in linker.gazetteer.find(words):
        form = hit.forms[0]
        if form.type not in _LISTED or "/" in form.actor:
            continue
        between = words[behind : hit.start] if behind >= 0 else []
        if not all(w.casefold() in between_names for w in between):
            lists.append([])
        lists[-1].append(_office_holder(between, form.actor, linker, on) or Actor(form.actor))
        behind = hit.end
    longest: list[Actor] = max(lists, key=len)
    return tuple(dict.fromkeys(longest))


def _office_holder(before: list[str], body: str, linker: Linker, on: str) -> Actor | None:
    """Who held the one office whose title stands before a body's name on the day; None where none or several did."""
    title = [w for w in before if w[:1].isupper()]
    if not title or not on or before[-1].casefold() not in ("the", "of"):
        return None
    held = linker.world.who(f"{' '.join(title)} of {linker.world.name_of(body)}", on)
    return linker.persons.as_of(held[0], on) if len(held) == 1 else None


def _as_grouping(sentence: str, listed: tuple[Actor, ...], linker: Linker, on: str) -> tuple[Actor, ...]:
    """The grouping that speaks where a list spells out its members: `We, the G7 Foreign Ministers of Canada, ...`."""
    words = [w.casefold() if w in _OF_GROUPING else w for w in _TOKEN.findall(sentence)]
    states = {a.body for a in listed if not a.name}
    for hit in linker.gazetteer.find(words):
        speaker = Actor.parse(hit.forms[0].actor)
        members = set(linker.world.members(speaker.body, on)) if speaker.body in linker.world.bodies and on else set()
        inside = states & members
        if len(inside) >= 3 and 4 * len(inside) >= 3 * len(members):
            return speaker, *(a for a in listed if a.name or a.body not in inside | {speaker.body})
    return listed


def _publisher(document: Document, linker: Linker) -> Actor | None:
    codes = linker.world.actor(document.publisher, document.published or None)
    actor = Actor.parse(codes[0]) if codes else None
    return actor if actor and actor.name else None


def _issuer(document: Document, linker: Linker) -> Actor | None:
    """The state or body that publishes the document; for a joint text, the body that its headline begins with."""
    on = document.published or None
    codes = linker.world.actor(document.publisher, on) if document.publisher else ()
    publisher = Actor.parse(codes[0]) if codes else None
    if publisher is None or _organ_kind(linker, publisher) in UNOFFICIAL:
        return None
    headline = document.title or document.text[:200].split("\n", 1)[0]
    hits = linker.gazetteer.find(headline.split()[:8])
    if hits and hits[0].start == 0 and _STATEMENT.search(headline):
        first = hits[0].forms[0].actor
        if first in linker.world.bodies:
            return Actor(first)
    return Actor(publisher.body)


def _organ_kind(linker: Linker, actor: Actor) -> str:
    return linker.organ_kinds.get(str(actor), "") if actor.name else ""


def _person(name: str, issuer: Actor, linker: Linker) -> Actor | None:
    words = name.replace(",", " ").split()
    hits = [h for h in linker.gazetteer.find(words) if any(f.type == "person" for f in h.forms)]
    if hits:
        return Actor.parse(next(f.actor for f in hits[0].forms if f.type == "person"))
    capitals = [w for w in words if w[:1].isupper()]
    offices = _office_words(linker.world)
    while capitals and (capitals[0] in offices or capitals[0].endswith("person")):
        capitals = capitals[1:]
    if 2 <= len(capitals) <= 4 and not any(w in offices for w in capitals):
        return Actor(issuer.body, " ".join(capitals))
    return None


def transcript_speaker(
    line: str, issuer: Actor | None, linker: Linker, on: str, people: People | None = None
) -> Actor | str | None:
    """The speaker whom a transcript's line begins with; "" for a question from the floor, None where none is named.

    With the document's `people`, one whom it names elsewhere goes before all others of that family name.
    """
    match = _TRANSCRIPT.match(line)
    if not match:
        return None
    label = match.group(1).strip()
    if label in _ASKERS:
        return ""
    titles = linker.words["office_nouns"] | linker.words["honorifics"] | linker.words["title_words"]
    words = label.split()
    first = max((n + 1 for n, w in enumerate(words[:-1]) if w.casefold().strip(".") in titles), default=0)
    family = words[-1]
    if people:
        for met in (people.by_family, people.later):
            if key_of(family) in met:
                return met[key_of(family)]
    known = [p for p in linker.world.family(family) if not on or linker.world.offices_of(p.person, on)]
    if issuer:
        known = [p for p in known if p.body == issuer.body] or known
    if people:
        known = [p for p in known if people.bodies[p.body]] or known
    if len(known) > 1 and on:
        roles = {p.person: {h.office.partition(".")[2] for h in linker.world.offices_of(p.person, on)} for p in known}
        known = [p for p in known if roles[p.person] & TOP_ROLES] or known
    return linker.persons.as_of(known[0], on) if known else Actor("?", " ".join(words[first:]).title())


@cache
def _office_words(world: World) -> frozenset[str]:
    """The words of titles, which stand before a name and are no part of it."""
    words = {word for title, _ in world.office_titles() for word in title.split()}
    return frozenset(words | {"Office", "The", "By"})
