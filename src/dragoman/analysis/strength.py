"""How strong the words of an undertaking, a demand or a reproach are, by a scale of diplomatic language."""

from __future__ import annotations

from collections.abc import Iterator, Mapping, Sequence
from dataclasses import dataclass
from functools import cache
from importlib.resources import files
from typing import Any, Literal

import yaml

from dragoman.analysis.lemmas import Word, is_content, words_of
from dragoman.errors import TableError

Direction = Literal["strengthened", "weakened", "reversed"]

#: So many words before an expression a negation turns it.
_NEGATED_WITHIN = 2
#: The scale of modal verbs, where a negation strengthens with the verb: `shall not` is more than `should not`.
_OBLIGATION = "obligation"
_MARKS = ("softeners", "intensifiers")


@dataclass(frozen=True, slots=True)
class Expression:
    """An expression of a scale in a text: the words from `first` up to `last`, and how strong it is."""

    scale: str
    level: int
    first: int
    last: int
    negated: bool


def expressions(words: Sequence[Word]) -> list[Expression]:
    """The expressions of all scales among `words`, in order, none within another of its scale.

    A softener or intensifier that is part of another expression (`gravely concerned`) is none by itself.
    """
    scale = _scale()
    found: list[Expression] = []
    taken: dict[str, int] = {}
    keys, exact = [_key(word) for word in words], [_exact(word) for word in words]
    for i in range(len(words)):
        if _is_name(words, i):
            continue
        for expression, name, level in (*scale.starting.get(keys[i], ()), *scale.qualifiers.get(exact[i], ())):
            end = i + len(expression)
            here = exact[i:end] if name in _MARKS else keys[i:end]
            if i < taken.get(name, 0) or tuple(here) != expression:
                continue
            taken[name] = end
            negated = not scale.negations.isdisjoint(exact[max(0, i - _NEGATED_WITHIN) : i])
            found.append(Expression(name, level, i, end, negated))
    inside = {i for e in found if e.scale not in _MARKS for i in range(e.first, e.last)}
    return [e for e in found if e.scale not in _MARKS or e.first not in inside]


def direction(before: Expression | None, after: Expression | None) -> Direction | None:
    """What it means that one expression takes the place of another of its scale; None where it means nothing.

    Softeners and intensifiers have a meaning where they are added or dropped (the other side None).
    """
    if before and after:
        if before.scale != after.scale or before.scale in _MARKS:
            return None
        if before.negated != after.negated:
            return "reversed" if before.scale != _OBLIGATION else None
        if before.level == after.level or (before.negated and before.scale != _OBLIGATION):
            return None
        return "strengthened" if after.level > before.level else "weakened"
    one = before or after
    if one is None or one.scale not in _MARKS or one.negated:
        return None
    return "strengthened" if (one.scale == "intensifiers") == (one is after) else "weakened"


def _key(word: Word) -> str:
    """Under what a word is compared: its lemma, or itself where it has no content: `not` is no form of `note`."""
    return word.lemma if is_content(word) else _exact(word)


def _exact(word: Word) -> str:
    return f"={word.text.casefold()}"


def _is_name(words: Sequence[Word], i: int) -> bool:
    """Whether a word is part of a name: a capital behind another word (`Action Plan`), or May with a number."""
    word = words[i]
    if not word.text[0].isupper() or word.text.isupper():
        return False
    if i == 0 or words[i - 1].text[0].islower():
        # A capital behind a small word begins a sentence where a stop stands between; two words apart show one.
        opens = i == 0 or word.start - words[i - 1].end > 1
        behind = words[i + 1].text[0] if i + 1 < len(words) else ""
        return not opens or (word.text == "May" and behind.isdigit()) or behind.isupper()
    return True


#: The words of an expression, its scale and its level.
type _Entry = tuple[tuple[str, ...], str, int]


@dataclass(frozen=True, slots=True)
class _Scale:
    #: First word -> the expressions that begin with it, longest first, with scale and level.
    starting: Mapping[str, tuple[_Entry, ...]]
    #: The same for softeners and intensifiers, which are met to the letter: `strongly` is no `strong`.
    qualifiers: Mapping[str, tuple[_Entry, ...]]
    negations: frozenset[str]


@cache
def _scale() -> _Scale:
    content: Any = yaml.safe_load(files("dragoman.analysis").joinpath("commitment_scale.yaml").read_text("utf-8"))
    starting: dict[str, list[_Entry]] = {}
    qualifiers: dict[str, list[_Entry]] = {}
    for text, name, level in _entries(content):
        expression = tuple(map(_exact if name in _MARKS else _key, words_of(text)))
        (qualifiers if name in _MARKS else starting).setdefault(expression[0], []).append((expression, name, level))
    for entries in (*starting.values(), *qualifiers.values()):
        entries.sort(key=lambda entry: (-len(entry[0]), entry))
    negations = frozenset(_exact(word) for text in content["negations"] for word in words_of(text))
    return _Scale(
        {first: tuple(entries) for first, entries in starting.items()},
        {first: tuple(entries) for first, entries in qualifiers.items()},
        negations,
    )


def _entries(content: dict[str, Any]) -> Iterator[tuple[str, str, int]]:
    """Every expression with its scale and level; raises TableError for one that is none or stands twice in a scale."""
    told: set[tuple[str, str]] = set()
    scales = content["scales"].items()
    levels = [(name, level, row.split("/")) for name, rows in scales for level, row in enumerate(rows)]
    levels += [(name, 0, content[name]) for name in _MARKS]
    for name, level, row in levels:
        for text in row:
            if not isinstance(text, str) or not text.strip() or (name, text.strip()) in told:
                raise TableError(f"commitment_scale.yaml: {name}: {text!r} is empty, no text, or stands there twice")
            told.add((name, text.strip()))
            yield text.strip(), name, level
