"""Pronouns and descriptions: whom `he`, `its`, `who`, `we` and `the alliance` stand for.

One pass from the first word to the last. A pronoun goes back to the subject of its clause where that fits, else to what
stood out before; `I` and `we` are whoever speaks.
"""

from __future__ import annotations

from itertools import islice
from typing import TYPE_CHECKING

from dragoman.language.descriptions import NOTHING, Found, described
from dragoman.language.memory import BODY, ORGAN, PERSON, STATE, Memory
from dragoman.language.mention import Mention
from dragoman.language.words import word_lists
from dragoman.record import Actor

if TYPE_CHECKING:
    from collections.abc import Callable

    from dragoman.language.parsed import ParsedPassage

__all__ = ["Memory", "quote_speakers", "resolve"]

SUBJECTS = frozenset({"nsubj", "nsubjpass", "agent"})
CLAUSE_SUBJECTS = frozenset({"nsubj", "nsubjpass"})
NEUTER = frozenset({"it", "its", "itself", "they", "them", "their", "theirs", "themselves"})
#: Lists of words that may stand for somebody; so may nouns and adjectives.
STANDING_FOR = ("second", "third_person", "third_thing", "third_plural", "relative")
DESCRIBING = frozenset({"NOUN", "PROPN", "ADJ"})
#: How far up a pronoun looks for a subject.
CLIMB = 10


def resolve(passage: ParsedPassage, names: list[Mention], memory: Memory, speaker: tuple[Actor, ...]) -> list[Mention]:
    """The names of the passage and, in order among them, its pronouns and descriptions that stand for somebody."""
    starts: dict[int, list[Mention]] = {}
    for mention in names:
        starts.setdefault(mention.start, []).append(mention)
    inside = {t for m in names for t in range(m.start, m.end)}
    words = word_lists("actor_words")
    first_person = words["first_plural"] | words["first_singular"]
    pronouns = frozenset({"both"}).union(*(words[name] for name in STANDING_FOR))
    result: list[Mention] = []
    speaking = []
    for first, behind in passage.sentences:
        memory.sentence += 1
        for token in range(first, behind):
            found: list[Mention] = []
            if token in inside:
                found = starts.get(token, found)
            elif passage.lowers[token] in first_person:
                speaking.append(token)
            elif passage.pos[token] in DESCRIBING or passage.lowers[token] in pronouns:
                found = [m for m in [_stands_for(passage, token, memory, result, words)] if m]
            for mention in found:
                result.append(mention)
                if not mention.apart and mention.form != "relative":
                    _tell(passage, mention, memory)
        for group in _groups(passage, [m for m in names if first <= m.start < behind and not m.apart]):
            memory.groups.append((memory.sentence, group))
    said_by = memory.said_by = quote_speakers(passage, result, memory)
    for token in speaking:
        voice = said_by.get(passage.sentence_of[token], ()) if passage.quoted[token] else speaker
        if voice:
            reason = f"“{passage.words[token]}” is {' and '.join(map(str, voice))}: who speaks"
            result.append(Mention(token, token + 1, token, voice, "speaker", reason))
    return sorted(result, key=lambda m: m.start)


def _tell(passage: ParsedPassage, mention: Mention, memory: Memory) -> None:
    actor = mention.actors[0]
    words = {passage.lowers[mention.end - 1]} if mention.form in ("name", "organ") else set()
    if not actor.name and actor.body in memory.linker.world.bodies:
        words.update(memory.linker.world.bodies[actor.body].name.casefold().split())
    elif actor.name and not mention.is_person and mention.form != "descriptor":
        words.update(actor.name.casefold().split())
    subject = passage.deps[mention.head] in SUBJECTS and mention.form != "adjective"
    memory.tell(mention, frozenset(words), subject=subject)


def _stands_for(
    passage: ParsedPassage, token: int, memory: Memory, here: list[Mention], words: dict[str, frozenset[str]]
) -> Mention | None:
    word = passage.lowers[token]
    form = "pronoun"
    found: Found = NOTHING
    if word in words["second"] and memory.addressee and not passage.quoted[token]:
        found = memory.addressee, "who spoke before", ()
    elif word in words["third_person"]:
        found = _goes_back(passage, token, memory, here, memory.single(PERSON))
    elif word in words["third_thing"] and passage.pos[token] in ("PRON", "DET"):
        if not _is_expletive(passage, token):
            found = _goes_back(passage, token, memory, here, memory.single(STATE, BODY, ORGAN))
    elif word in words["third_plural"]:
        found = _of_several(passage, token, memory, here)
    elif word in words["relative"] and passage.tags[token] in ("WP", "WDT", "WP$"):
        found, form = (_antecedent(passage, token, here), "the noun before", ()), "relative"
    elif word == "both" and passage.deps[token] in CLAUSE_SUBJECTS:
        found = memory.group(), "those told together before", ()
    elif passage.pos[token] in DESCRIBING:
        found, form = described(passage, token, memory, here), "descriptor"
    actors, why, others = found
    if not actors:
        return None
    start = max(passage.lefts[token], token - 3) if form == "descriptor" else token
    taken = max((m.end for m in here if start < m.end <= token), default=start)
    reason = f"“{passage.words[token]}” is {' and '.join(map(str, actors))}: {why}"
    return Mention(max(start, taken), token + 1, token, actors, form, reason, others)


def _goes_back(
    passage: ParsedPassage, token: int, memory: Memory, here: list[Mention], fits: Callable[[tuple[Actor, ...]], bool]
) -> Found:
    """Whom a pronoun means: the subject of its clause or of one above, else the last that stood out."""
    above = _subjects_above(passage, token, here)
    if above is None:
        return NOTHING
    subject = next((a for a in above if fits(a)), ())
    nearest = [a for a in memory.nearest(fits) if a != subject]
    others = tuple(a[0] for a in nearest[: 2 if subject else 3])
    if subject:
        return subject, "subject of the clause", others
    return (nearest[0], "the last one spoken of", others[1:]) if nearest else NOTHING


def _subjects_above(passage: ParsedPassage, token: int, here: list[Mention]) -> list[tuple[Actor, ...]] | None:
    """The actors that are subjects of the clauses a pronoun stands in, innermost first.

    `him` and `them` never mean the subject of their own clause. None for an `it` or `they` below a subject that is no
    actor (`the move orders it to close, though it stops short`): it means that subject.
    """
    by_head = {m.head: m.actors for m in here if not m.apart}
    neuter = passage.lowers[token] in NEUTER
    own = passage.lowers[token] in word_lists("actor_words")["owning"]
    found, clauses = [], 0
    below = token
    for above in islice(passage.ancestors(token), CLIMB):
        if passage.pos[above] in ("VERB", "AUX"):
            clauses += 1
            subject = next((c for c in passage.children[above] if passage.deps[c] in CLAUSE_SUBJECTS), None)
            if subject is not None and subject != below and (own or clauses > 1):
                if subject in by_head:
                    found.append(_coordinated(passage, subject, by_head))
                elif neuter and passage.pos[subject] == "NOUN" and not found:
                    return None
        below = above
    return found


def _coordinated(passage: ParsedPassage, subject: int, by_head: dict[int, tuple[Actor, ...]]) -> tuple[Actor, ...]:
    """A subject with all that is coordinated with it: `Japan and South Korea said they would`."""
    actors, token = list(by_head[subject]), subject
    while True:
        following = next((c for c in passage.children[token] if passage.deps[c] == "conj" and c in by_head), None)
        if following is None:
            return tuple(dict.fromkeys(actors))
        actors += by_head[following]
        token = following


def _of_several(passage: ParsedPassage, token: int, memory: Memory, here: list[Mention]) -> Found:
    """`They`, `their`: a subject that is several or a collective, else those told together, else a collective."""

    def fits(actors: tuple[Actor, ...]) -> bool:
        return len(actors) > 1 or memory.sort(actors[0]) in (ORGAN, BODY, STATE)

    def collective(actors: tuple[Actor, ...]) -> bool:
        return len(actors) == 1 and memory.sort(actors[0]) == ORGAN

    above = _subjects_above(passage, token, here)
    if above is None:
        return NOTHING
    subject = next((a for a in above if fits(a)), ())
    group = memory.group()
    if subject:
        return subject, "subject of the clause", tuple(a for a in group if a not in subject)
    if group:
        return group, "those told together before", ()
    nearest = memory.nearest(collective)
    return (nearest[0], "the last ones spoken of", tuple(a[0] for a in nearest[1:3])) if nearest else NOTHING


def _is_expletive(passage: ParsedPassage, token: int) -> bool:
    """`It is time`, `it seems that`, `make it clear`: an `it` that stands for nobody."""
    if passage.lowers[token] != "it":
        return False
    if passage.deps[token] not in CLAUSE_SUBJECTS:
        return True
    verb = passage.heads[token]
    deps = {passage.deps[c] for c in passage.children[verb]}
    if passage.lemmas[verb] in ("be", "become"):
        return bool(deps & {"acomp", "attr"}) and bool(deps & {"ccomp", "xcomp", "advcl", "csubj"})
    if passage.lemmas[verb] in ("seem", "appear"):
        return "xcomp" not in deps and "oprd" not in deps
    return passage.lemmas[verb] in ("take", "happen", "turn") and bool(deps & {"ccomp", "xcomp"})


def _antecedent(passage: ParsedPassage, token: int, here: list[Mention]) -> tuple[Actor, ...]:
    """The actor that the noun before `who` or `which` names; nobody where that noun names none."""
    verb = next((a for a in passage.ancestors(token) if passage.deps[a] == "relcl"), None)
    if verb is None:
        return ()
    noun = passage.heads[verb]
    return next((m.actors for m in reversed(here) if m.head == noun and not m.apart), ())


def _groups(passage: ParsedPassage, mentions: list[Mention]) -> list[tuple[Actor, ...]]:
    """Actors told together: coordinated (`A, B and C`)."""
    by_head = {m.head: m for m in mentions}
    leaders: dict[int, list[Actor]] = {}
    for mention in mentions:
        head = mention.head
        while passage.deps[head] == "conj" and passage.heads[head] in by_head:
            head = passage.heads[head]
        leaders.setdefault(head, []).extend(mention.actors)
    return [tuple(dict.fromkeys(actors)) for actors in leaders.values() if len(set(actors)) > 1]


def quote_speakers(passage: ParsedPassage, mentions: list[Mention], memory: Memory) -> dict[int, tuple[Actor, ...]]:
    """For each sentence of the passage that holds quoted words or tells what somebody says: who says them.

    Quoted words of nobody named are those of the last one who spoke, in this passage or the one before.
    """
    cues = word_lists("speech_cues")["verbs"]
    by_head = {m.head: m.actors for m in mentions if not m.apart}
    speakers: dict[int, tuple[Actor, ...]] = {}
    last = memory.quoted
    for sentence, (first, behind) in enumerate(passage.sentences):
        for token in range(first, behind):
            if passage.quoted[token]:
                continue
            source = _source(passage, token, cues)
            if source is not None and source in by_head:
                last = speakers[sentence] = by_head[source]
        if sentence not in speakers and last and any(passage.quoted[first:behind]):
            speakers[sentence] = last
    memory.quoted = last if any(passage.quoted) else ()
    return speakers


def _source(passage: ParsedPassage, token: int, cues: frozenset[str]) -> int | None:
    """The token that tells who speaks: the subject of `said`, what stands behind `according to`."""
    if passage.pos[token] == "VERB" and passage.lemmas[token] in cues:
        return next((c for c in passage.children[token] if passage.deps[c] == "nsubj"), None)
    if passage.lowers[token] == "according":
        for child in passage.children[token]:
            if passage.lowers[child] == "to":
                return next((c for c in passage.children[child] if passage.deps[c] == "pobj"), None)
    return None
