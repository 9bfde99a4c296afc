"""Which office a phrase means: `Japanese foreign minister`, `foreign minister of Japan`, `NATO secretary general`."""

from __future__ import annotations

import re
from collections import defaultdict
from collections.abc import Iterable, Iterator

from dragoman.world.names import fold
from dragoman.world.rows import Office, RoleTitle, SurfaceForm

_WORD = re.compile(r"\w+")
_POSSESSIVE = re.compile(r"'s\b|(?<=s)'(?!\w)")
_DROPPED = frozenset({"the", "of", "for", "a", "an", "and", "then", "current"})
_SPELLINGS = {
    "defence": "defense",
    "adviser": "advisor",
    "chairman": "chair",
    "chairperson": "chair",
    "chairwoman": "chair",
}
_SPOKEN = {"spokesman": "spokesperson", "spokeswoman": "spokesperson"}
_SAME = {**_SPELLINGS, **_SPOKEN}

type Key = tuple[str, ...]


def words(text: str) -> list[str]:
    """The words of a name or title that tell it from others, in one spelling."""
    plain = _POSSESSIVE.sub("", fold(text)).replace(".", "")
    return [_SAME.get(word, word) for word in _WORD.findall(plain) if word not in _DROPPED]


def _key(title: Iterable[str]) -> Key:
    return tuple(sorted(title))


class OfficeIndex:
    """Finds the offices that a phrase may mean, the likeliest first, in groups."""

    def __init__(self, offices: Iterable[Office], roles: Iterable[RoleTitle], forms: Iterable[SurfaceForm]) -> None:
        self._titles: defaultdict[Key, dict[str, Office]] = defaultdict(dict)
        self._roles: defaultdict[tuple[str, str], list[Office]] = defaultdict(list)
        self._generic = {_key(words(r.title)): r.roles for r in roles}
        self._bodies: defaultdict[Key, dict[str, None]] = defaultdict(dict)
        held = set()
        for office in offices:
            held.add(office.body)
            self._roles[office.body, office.role].append(office)
            for title in (office.title, *office.aliases):
                self._titles[_key(words(title))][office.office] = office
        for form in forms:
            if form.actor in held:
                self._bodies[tuple(words(form.text))][form.actor] = None

    def find(self, text: str) -> Iterator[list[Office]]:
        """Groups of offices: first one whose full title is `text`, then those of the bodies that it names."""
        phrase = words(text)
        whole = self._titles.get(_key(phrase), {})
        if len(whole) == 1:
            yield list(whole.values())
        for body, rest in self._splits(phrase):
            by_title = [o for o in self._titles.get(rest, {}).values() if o.body == body]
            if by_title:
                yield by_title
            for role in self._generic.get(rest, ()):
                yield self._roles.get((body, role), [])

    def _splits(self, phrase: list[str]) -> Iterator[tuple[str, Key]]:
        for length in range(len(phrase) - 1, 0, -1):
            for start in range(len(phrase) - length + 1):
                named = phrase[start : start + length]
                rest = _key(phrase[:start] + phrase[start + length :])
                for body in self._bodies.get(tuple(named), ()):
                    yield body, rest
