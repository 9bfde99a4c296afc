"""What stands around a person's name: title, apposition, and the state that they give."""

from __future__ import annotations

from typing import TYPE_CHECKING

if TYPE_CHECKING:
    from collections.abc import Mapping

    from dragoman.language.mention import Mention
    from dragoman.language.parsed import ParsedPassage

TITLE_DEPS = frozenset({"compound", "amod", "nmod", "poss", "appos", "nn"})
TITLE_POS = frozenset({"PROPN", "NOUN", "ADJ"})
#: Words within a title, and the brackets of an abbreviation (`Republic of Korea (ROK) Foreign Minister`).
INSIDE_TITLES = frozenset({"of", "for", "and", "to", "(", ")", "-", "'s", "’s", "the", "&", "/"})
STATE_FORMS = ("adjective", "name", "metonym", "demonym", "organ")
#: The longest title that is looked at, in tokens.
LONGEST_TITLE = 16


def title_before(passage: ParsedPassage, start: int) -> str:
    """The words right before a name that are its title, as they stand; empty where there are none."""
    first = start
    while first > 0 and start - first < 6:
        token = first - 1
        if passage.pos[token] not in TITLE_POS and passage.lowers[token] not in ("of", "for", "and"):
            break
        if passage.pos[token] in TITLE_POS and passage.deps[token] not in TITLE_DEPS | {"pobj"}:
            break
        first = token
    return " ".join(passage.words[first:start])


def trimmed(passage: ParsedPassage, start: int, end: int, words: Mapping[str, frozenset[str]]) -> tuple[int, int]:
    """The tokens of a name without titles before it and the possessive behind it."""
    while end > start and passage.lowers[end - 1] in ("'s", "’s", "’", "'"):
        end -= 1
    titles = words["honorifics"] | words["office_nouns"]
    behind_title = max((t + 1 for t in range(start, end - 1) if passage.lowers[t].strip(".") in titles), default=start)
    return behind_title, end


def family_of(passage: ParsedPassage, start: int, end: int) -> str:
    """The last word of a name that is no `Jr.`"""
    last = end - 1
    while last > start and passage.lowers[last].strip(".") in ("jr", "sr", "ii", "iii", "iv", ","):
        last -= 1
    return passage.words[last]


def state_around(
    passage: ParsedPassage,
    place: tuple[int, int, int],
    named: list[Mention],
    words: Mapping[str, frozenset[str]],
) -> str:
    """The state or body that title or apposition give the person at (first, behind last, head); empty where none."""
    start, end, head = place
    return _before(passage, start, named, words) or _behind(passage, start, end, head, named)


def _before(passage: ParsedPassage, start: int, named: list[Mention], words: Mapping[str, frozenset[str]]) -> str:
    """Walk left over the title: the first state within it, though not one behind `to` (`Ambassador to Japan`)."""
    at = {t: m for m in named if m.form in STATE_FORMS for t in range(m.start, m.end)}
    token, found, office = start - 1, "", False
    while token >= 0 and start - token <= LONGEST_TITLE and passage.sentence_of[token] == passage.sentence_of[start]:
        mention = at.get(token)
        word = passage.lowers[token]
        if mention:
            if found and word != ")" and not _joined(passage, mention.end):
                break
            found = mention.actors[0].body
            token = mention.start - 1
            continue
        honorific = word.strip(".") in words["honorifics"] and word != "the"
        if (passage.entities[token] == "PERSON" and not honorific) or (
            passage.pos[token] not in TITLE_POS and word not in INSIDE_TITLES
        ):
            break
        if word == "the" and not (token and passage.lowers[token - 1] in ("of", "for", "to")):
            break
        if word in ("for", "of", "to", "and") and token and not _titular(passage, token - 1, at, words):
            break
        if word == "and" and token - 1 in at:
            break
        if word == "to":
            found = ""
        office = office or passage.lemmas[token] in words["office_nouns"] or passage.pos[token] == "PROPN"
        token -= 1
    beside = at.get(start - 1)
    return found if office or beside else ""


def _titular(
    passage: ParsedPassage, token: int, at: Mapping[int, Mention], words: Mapping[str, frozenset[str]]
) -> bool:
    """Whether a token may be part of a title that goes on to its right: an office, a capitalised word, a state."""
    return passage.lemmas[token] in words["office_nouns"] or passage.pos[token] == "PROPN" or token in at


def _joined(passage: ParsedPassage, token: int) -> bool:
    """Whether what begins at a token goes on with the same title (`of`, a bracket, an office)."""
    return token < len(passage) and passage.lowers[token] in ("(", ")", "of", "'s", "’s", "-")


def _behind(passage: ParsedPassage, start: int, end: int, head: int, named: list[Mention]) -> str:
    appositions = [c for c in passage.children[head] if passage.deps[c] in ("appos", "prep", "relcl") and c >= end]
    if passage.deps[head] == "appos":
        appositions.append(passage.heads[head])
    for token in appositions:
        if passage.deps[token] == "prep" and passage.lowers[token] not in ("of", "from"):
            continue
        inside = [m for m in named if passage.lefts[token] <= m.start <= passage.rights[token]]
        inside = [m for m in inside if m.form in ("adjective", "name", "demonym", "organ") and m.start != start]
        if inside:
            return inside[0].actors[0].body
    return ""
