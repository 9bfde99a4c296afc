"""From words to actors: one index over every surface form."""

from __future__ import annotations

import unicodedata
from collections import defaultdict
from collections.abc import Iterable, Iterator

from dragoman.world.dates import in_force
from dragoman.world.rows import Body, Name, Organ, Person, SurfaceForm

#: English and what no language owns (abbreviations): what the English pipeline looks for.
ENGLISH = ("en", "")

#: Where one word names several actors, the plainer use comes first, and the state (`White House`) before its organ.
_ORDER = ("name", "short", "abbreviation", "formal", "adjective", "demonym", "alias", "former", "metonym", "organ")

_APOSTROPHES = str.maketrans({"’": "'", "‘": "'", "ʼ": "'", "‐": "-", "‑": "-", "–": "-"})


def fold(text: str) -> str:
    """The form under which names are compared: no case, no Latin accents, plain apostrophes, single blanks."""
    text = " ".join(text.casefold().split())
    if text.isascii():
        return text
    text = text.translate(_APOSTROPHES)
    return "".join(c for c in unicodedata.normalize("NFKD", text) if not "\u0300" <= c <= "\u036f")


def surface_forms(
    names: Iterable[Name], bodies: Iterable[Body], organs: Iterable[Organ], persons: Iterable[Person]
) -> Iterator[SurfaceForm]:
    """Every form of every language, once for each actor and type."""
    yield from dict.fromkeys((*_of_states_and_bodies(names, bodies), *_of_organs(organs), *_of_persons(persons)))


def _of_states_and_bodies(names: Iterable[Name], bodies: Iterable[Body]) -> Iterator[SurfaceForm]:
    named = set()
    for n in names:
        named.add((n.actor, n.name))
        yield SurfaceForm(n.name, n.actor, n.type, n.start, n.end, n.lang)
    for body in bodies:
        if (body.code, body.name) not in named:
            yield SurfaceForm(body.name, body.code, "name", "", "", "en")
        if (body.code, body.code) not in named and "_" not in body.code:
            yield SurfaceForm(body.code, body.code, "abbreviation", "", "", "")


def _of_organs(organs: Iterable[Organ]) -> Iterator[SurfaceForm]:
    for organ in organs:
        for text in (organ.name, *organ.aliases):
            yield SurfaceForm(text, organ.actor, "organ", organ.start, organ.end, "en")


def _of_persons(persons: Iterable[Person]) -> Iterator[SurfaceForm]:
    for person in persons:
        for text in (person.name, *person.aliases):
            yield SurfaceForm(text, person.actor, "person", "", "", "en")
        if person.family and person.family != person.name:
            yield SurfaceForm(person.family, person.actor, "family", "", "", "en")


class NameIndex:
    """Finds the actors that a text names. Words in `exact` (`US`, `WHO`) count only in exactly their own case."""

    def __init__(self, forms: Iterable[SurfaceForm], exact: frozenset[str]) -> None:
        self._exact = exact
        self._forms: defaultdict[str, list[SurfaceForm]] = defaultdict(list)
        for form in forms:
            self._forms[fold(form.text)].append(form)

    def find(self, text: str, on: str | None = None) -> tuple[str, ...]:
        """The actors named `text`, plainest use first; other languages and family names only failing others.

        With `on`, the use of that time; a name of another time (Zaire) still counts if nothing else does, a metonym of
        another time (Bonn) does not. Without, the use that still stands goes before one that has ended.
        """
        folded = fold(text)
        known = self._forms.get(folded) or self._forms.get(folded.removeprefix("the "), [])
        forms = [f for f in known if f.text not in self._exact or f.text == text.strip()]
        tiers = (
            [f for f in forms if f.type != "family" and f.lang in ENGLISH],
            [f for f in forms if f.type != "family" and f.lang not in ENGLISH],
            [f for f in forms if f.type == "family"],
        )
        for tier in tiers:
            if found := _of_time(tier, on):
                return tuple(dict.fromkeys(f.actor for f in sorted(found, key=_rank)))
        return ()


def _of_time(forms: list[SurfaceForm], on: str | None) -> list[SurfaceForm]:
    if not on:
        return [f for f in forms if not f.end] or forms
    return [f for f in forms if in_force(f.start, f.end, on)] or [f for f in forms if f.type != "metonym"]


def _rank(form: SurfaceForm) -> int:
    return _ORDER.index(form.type) if form.type in _ORDER else len(_ORDER)
