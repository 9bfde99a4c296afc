"""Words for laying wordings side by side: their place, their lemma, the words that may stand for them. No parser."""

from __future__ import annotations

import re
import unicodedata
from collections.abc import Iterator
from dataclasses import dataclass
from functools import cache, lru_cache
from importlib.resources import files
from typing import Any

import yaml

from dragoman.engines.terms import stem
from dragoman.errors import TableError

_PART = re.compile(r"\w+")
_HYPHENS = frozenset("-‐‑–")
#: Where a sentence, or a part that a wording does not reach across, ends.
_BREAK = re.compile(r"(?<=[^\W\d_]{3}[.!?])[”\"’')\]]*\s+|(?<=[)\]”\"][.!?])\s+|[;:]\s+|\n+")
#: No sentence is longer, in words: what has no full stop is a table or an attack.
LONGEST = 160


@dataclass(frozen=True, slots=True)
class Word:
    """One word of a text: `text[start:end]`, and the lemma under which it meets its other forms."""

    start: int
    end: int
    text: str
    lemma: str


@dataclass(frozen=True, slots=True)
class _Families:
    heads: dict[str, str]
    members: dict[str, frozenset[str]]
    classes: dict[str, frozenset[str]]
    compounds: frozenset[tuple[str, str]]
    function_words: frozenset[str]
    telling: frozenset[str]
    framing: frozenset[str]
    prepositions: dict[str, frozenset[str]]


def sentences(text: str, start: int, end: int) -> Iterator[list[Word]]:
    """The words of each sentence of `text[start:end]`, in pieces of at most `LONGEST`."""
    at = start
    for match in _BREAK.finditer(text, start, end):
        yield from _pieces(words_of(text, at, match.start()))
        at = match.end()
    yield from _pieces(words_of(text, at, end))


def words_of(text: str, start: int = 0, end: int | None = None) -> list[Word]:
    """The words of `text[start:end]` in order; parts of a known compound (`Indo-Pacific`) are one word."""
    found: list[Word] = []
    compounds = _families().compounds
    for match in _PART.finditer(text, start, len(text) if end is None else end):
        raw = match[0]
        low = _lower(raw)
        before = found[-1] if found else None
        between = text[before.end : match.start()] if before else ""
        if low == "s" and between in ("'", "’"):
            continue
        if before and (between in _HYPHENS or between == " ") and (_lower(before.text), low) in compounds:
            joined = text[before.start : match.end()]
            found[-1] = Word(before.start, match.end(), joined, _head(stem(f"{_lower(before.text)}-{low}")))
            continue
        found.append(Word(match.start(), match.end(), raw, _lemma(low)))
    return found


def is_content(word: Word) -> bool:
    """Whether a word has content of its own: no article, preposition, pronoun or auxiliary."""
    return _lower(word.text) not in _families().function_words


def is_telling(word: Word) -> bool:
    """Whether a word only tells that something was said: `stressed`."""
    return word.lemma in _families().telling


def classes_of(lemma: str) -> frozenset[str]:
    """The names of the classes whose words may stand for one another."""
    return _families().classes.get(lemma, frozenset())


def framing_classes(lemma: str) -> frozenset[str]:
    """Those of its classes that frame a wording: what is done, by what means, how strongly."""
    return classes_of(lemma) & _families().framing


def alike(lemma: str) -> frozenset[str]:
    """The lemmas that may stand for this one, without it."""
    own = classes_of(lemma)
    return frozenset(other for other, named in _families().classes.items() if named & own) - {lemma}


def prepositions_like(word: Word) -> frozenset[str]:
    """The lemmas of the prepositions that may stand for this one, with it; empty where it is none."""
    return _families().prepositions.get(_lower(word.text), frozenset())


def index_terms(lemma: str) -> frozenset[str]:
    """The terms of the search index under which a text that holds any form of `lemma` is found."""
    members = _families().members.get(lemma, frozenset({lemma}))
    spelt = {twin for member in members for twin in (member, *_twins(member))}
    return frozenset(part for member in spelt for part in member.split("-"))


def _twins(term: str) -> Iterator[str]:
    """The other British or American spelling: `recognis` and `recogniz` are one."""
    for one, other in (("isation", "ization"), ("is", "iz"), ("ys", "yz")):
        for ending, instead in ((one, other), (other, one)):
            if term.endswith(ending) and len(term) > len(ending) + 3:
                yield term[: -len(ending)] + instead


@lru_cache(maxsize=1 << 16)
def _lemma(low: str) -> str:
    return _head(stem(low))


def _head(term: str) -> str:
    heads = _families().heads
    return heads.get(term) or next((heads[twin] for twin in _twins(term) if twin in heads), _british(term))


def _british(term: str) -> str:
    for ending, instead in (("ization", "isation"), ("iz", "is"), ("yz", "ys")):
        if term.endswith(ending) and len(term) > len(ending) + 3:
            return term[: -len(ending)] + instead
    return term


def _lower(text: str) -> str:
    return unicodedata.normalize("NFC", text).casefold()


def _pieces(words: list[Word]) -> Iterator[list[Word]]:
    for at in range(0, len(words), LONGEST):
        yield words[at : at + LONGEST]


@cache
def _families() -> _Families:
    content: Any = yaml.safe_load(files("dragoman.analysis").joinpath("word_families.yaml").read_text("utf-8"))
    _check(content)
    heads: dict[str, str] = {}
    groups = [[base, *forms] for base, forms in content["irregular"].items()] + content["families"]
    for base, *rest in groups:
        head = heads.get(stem(base), stem(base))
        for form in (base, *rest):
            heads[stem(form)] = head
    # `defended` meets `defend`, which meets `defence`.
    heads = {form: heads.get(head, head) for form, head in heads.items()}
    members: dict[str, set[str]] = {}
    for form, head in heads.items():
        members.setdefault(head, {head}).add(form)
    classes: dict[str, set[str]] = {}
    for name, words in content["classes"].items():
        for word in words:
            term = stem(word)
            classes.setdefault(heads.get(term, term), set()).add(name)
    hyphened = [word for words in content["classes"].values() for word in words if "-" in word]
    return _Families(
        heads=heads,
        members={head: frozenset(forms) for head, forms in members.items()},
        classes={lemma: frozenset(names) for lemma, names in classes.items()},
        compounds=frozenset((word.partition("-")[0], word.partition("-")[2]) for word in hyphened),
        function_words=frozenset(content["function_words"]),
        telling=frozenset(heads.get(stem(word), stem(word)) for word in content["telling"]),
        framing=frozenset(content["framing"]),
        prepositions={
            word: frozenset(stem(other) for other in group) for group in content["prepositions"] for word in group
        },
    )


def _check(content: dict[str, Any]) -> None:
    """Raises TableError where the file holds anything but words: YAML reads a bare `no` as false."""
    unknown = set(content["framing"]) - set(content["classes"])
    if unknown:
        raise TableError(f"word_families.yaml: framing names no class: {', '.join(sorted(unknown))}")
    groups: list[Any] = [
        content["function_words"],
        content["telling"],
        content["framing"],
        *content["irregular"].values(),
        *content["families"],
        *content["classes"].values(),
        *content["prepositions"],
    ]
    for group in groups:
        if not group or not all(isinstance(word, str) for word in group):
            raise TableError(f"word_families.yaml: {group!r} is not a list of words (quote words like no and on)")
