"""Descriptions: whom `the two leaders`, `the alliance`, `the Secretary`, `rebels` and `his forces` stand for."""

from __future__ import annotations

from collections import Counter
from typing import TYPE_CHECKING

from dragoman.language.memory import BODY, ORGAN, PERSON, STATE, Memory
from dragoman.language.words import word_lists
from dragoman.record import Actor

if TYPE_CHECKING:
    from dragoman.language.mention import Mention
    from dragoman.language.parsed import ParsedPassage

type Found = tuple[tuple[Actor, ...], str, tuple[Actor, ...]]
NOTHING: Found = ((), "", ())
DEFINITE = frozenset({"the", "this", "that", "both", "these", "those"})
SEVERAL = {"two": 2, "both": 2, "three": 3, "four": 4, "five": 5}
#: Kinds of generic organs that the state spoken of has, however near another state stands.
OF_TOPIC = frozenset({"public", "armed_group", "protest", "opposition"})


def described(passage: ParsedPassage, token: int, memory: Memory, here: list[Mention]) -> Found:
    """The actors that a noun stands for, the reason, and whom it may mean instead."""
    words = word_lists("actor_words")
    if _is_definite(passage, token):
        actors, why = _definite(passage, token, memory, words)
        if actors:
            return actors, why, ()
    return _bare_organ(passage, token, memory, here, words)


def _is_definite(passage: ParsedPassage, token: int) -> bool:
    return any(passage.lowers[c] in DEFINITE for c in passage.children[token])


def _definite(
    passage: ParsedPassage, token: int, memory: Memory, words: dict[str, frozenset[str]]
) -> tuple[tuple[Actor, ...], str]:
    """`The two leaders`, `the Secretary`, `the alliance`, `the country`."""
    lemma, children = passage.lemmas[token], passage.children[token]
    modifiers = {passage.lowers[c] for c in children} - {"'s", "’s"}
    if any(passage.deps[c] in ("prep", "relcl", "appos", "poss", "acl") for c in children):
        return (), ""
    if passage.lowers[token] in words["pairs"]:
        sort = PERSON if lemma in words["persons"] else STATE if lemma in words["states"] | {"side"} else ""
        numbers = [SEVERAL[w] for w in modifiers if w in SEVERAL]
        if numbers and sort != PERSON and len(memory.issuers) == numbers[0]:
            return memory.issuers, "who issue the text together"
        return (memory.group(sort) if numbers else ()), "those told together before"
    if passage.tags[token] not in ("NN", "NNP") or len(modifiers) > 2:
        return (), ""
    if lemma in words["persons"]:
        return _titled(passage, token, lemma, memory, words)
    return _thing(passage, token, memory, words) if len(modifiers) == 1 else ((), "")


def _thing(
    passage: ParsedPassage, token: int, memory: Memory, words: dict[str, frozenset[str]]
) -> tuple[tuple[Actor, ...], str]:
    """A body, ministry or state told by its bare noun: `the League`, `the Department`, `the Kingdom`."""
    lemma = passage.lemmas[token]
    capital = passage.words[token] != passage.lowers[token]
    actors: tuple[Actor, ...] = ()
    why = ""
    if lemma in words["ministries"]:
        actors, why = (memory.publisher,) if memory.publisher and capital else (), "whose document this is"
    elif lemma in words["bodies"]:
        actors, why = memory.by_word.get(lemma, ()), "named in full before"
        if not actors and not capital:
            actors, why = _first(memory.nearest(memory.single(BODY))), "the organisation spoken of"
    elif lemma in words["realms"]:
        actors, why = _first(memory.nearest(lambda told: _is_realm(told, lemma, memory))), "by its full name"
    elif lemma in words["lands"]:
        states = memory.nearest(memory.single(STATE))
        about = [told for told in states[:3] if told[0].body == memory.topic]
        actors, why = _first(about or states), "the state spoken of"
    return actors, why


def _first(found: list[tuple[Actor, ...]]) -> tuple[Actor, ...]:
    return found[0] if found else ()


def _is_realm(actors: tuple[Actor, ...], lemma: str, memory: Memory) -> bool:
    state = memory.linker.world.states.get(actors[0].body) if len(actors) == 1 and not actors[0].name else None
    return state is not None and lemma in state.formal_name.casefold()


def _titled(
    passage: ParsedPassage, token: int, lemma: str, memory: Memory, words: dict[str, frozenset[str]]
) -> tuple[tuple[Actor, ...], str]:
    """`The Secretary`: the last person with that title, else who holds it in the state spoken of, else the last one."""
    before = [c for c in passage.children[token] if c < token and passage.deps[c] in ("compound", "amod", "nmod")]
    if any(passage.lowers[c] in words["not_now"] for c in before):
        return (), ""
    title = " ".join(passage.words[c] for c in [*before, token])
    persons = memory.nearest(memory.single(PERSON))
    if lemma in words["plain_persons"]:
        return _first(persons), f"the {title} spoken of"
    entitled = memory.entitled(lemma)
    if entitled:
        return entitled[0], f"the last {title} named"
    holder, body = _holder(title, memory)
    if holder:
        return (holder,), f"{title} of {body} on {memory.on}"
    return _first([a for a in persons if len(memory.titles_of(a[0])) == 1]), f"the {title} spoken of"


def _holder(title: str, memory: Memory) -> tuple[Actor | None, str]:
    """Who held an office on the day: of the issuer, the state the document is about, or the one spoken of last."""
    near = [a[0].body for a in memory.nearest(memory.single(STATE, PERSON))[:1]]
    issuer = [memory.issuer.body] if memory.issuer else []
    world = memory.linker.world
    for body in dict.fromkeys((*issuer, memory.topic, *near)):
        held = world.who(f"{title} of {world.name_of(body)}", memory.on) if body and memory.on else ()
        if len(held) == 1:
            return memory.linker.persons.as_of(held[0], memory.on), body
    return None, ""


def _bare_organ(
    passage: ParsedPassage, token: int, memory: Memory, here: list[Mention], words: dict[str, frozenset[str]]
) -> Found:
    """An organ told without its state (`rebels`, `the foreign ministry`): of its owner or the state spoken of."""
    lemma, low = passage.lemmas[token], passage.lowers[token]
    nouns = memory.linker.organ_nouns
    organ = nouns.get(low) or nouns.get(lemma)
    if not organ or passage.pos[token] not in ("NOUN", "ADJ") or "-" in passage.lowers[max(0, token - 1) : token + 2]:
        return NOTHING
    modifier = passage.deps[token] in ("compound", "amod", "nmod")
    if modifier and (lemma not in words["organ_modifiers"] or nouns.get(passage.lowers[passage.heads[token]]) == organ):
        return NOTHING
    inner = [c for c in passage.children[token] if passage.deps[c] in ("compound", "amod", "poss") and c < token]
    for child in inner:
        joint = nouns.get(f"{passage.lowers[child]} {low}") or nouns.get(f"{passage.lowers[child]} {lemma}")
        sort = nouns.get(passage.lemmas[child]) if passage.lemmas[child] in words["organ_modifiers"] else None
        organ = joint or sort or organ
    if any(passage.lowers[c] in words["of_others"] for c in passage.children[token]):
        return NOTHING
    if low in words["pairs"] and any(passage.lowers[c] in SEVERAL for c in passage.children[token]):
        return NOTHING
    owners = [m.actors for m in here if m.head in inner and m.actors and not m.apart]
    if owners:
        bodies = [owners[0][0].body] if len(owners[0]) == 1 else []
        why = f"of {owners[0][0]}"
    else:
        bodies, why = _states_spoken_of(memory, memory.linker.organs.kinds.get(organ, "")), "of the state spoken of"
    if not bodies or bodies[0] == "?":
        return NOTHING
    itself = lemma in words["state_itself"]
    actors = [Actor(body) if itself else Actor(body, organ) for body in bodies]
    return (actors[0],), why, tuple(actors[1:])


def _states_spoken_of(memory: Memory, kind: str) -> list[str]:
    """The state that an organ without a state belongs to, likeliest first."""
    near = [t.actors[0].body for t in reversed(memory.told[-4:]) if memory.sort(t.actors[0]) in (STATE, PERSON, ORGAN)]
    near = [body for body in near if body in memory.linker.world.states]
    topic = [memory.topic] if memory.topic else []
    if kind in OF_TOPIC:
        named = [
            b for b, _ in memory.of_kind.get(kind, Counter[str]()).most_common() if b in memory.linker.world.states
        ]
        topic = named[:1] + topic
    return list(dict.fromkeys([*topic, *near] if kind in OF_TOPIC else [*near, *topic]))[:3]
