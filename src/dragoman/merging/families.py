"""Which kinds may tell one thing, and which words tell little: what `merging.yaml` says."""

from __future__ import annotations

from dataclasses import dataclass
from functools import cache
from importlib.resources import files

from dragoman.engines.terms import stem
from dragoman.errors import TableError
from dragoman.record import KINDS

#: Lists whose words are kept as their stems.
_STEMMED = [
    "organs",
    "gatherings",
    "from_afar",
    "returned",
    "tolls",
    "about",
    "at_least",
    "with_over",
    "at_most",
    "in_part",
    "commonplace",
]


@dataclass(frozen=True, slots=True)
class Lists:
    """The lists of `merging.yaml`; words as their stems, but for `wanted`, `expected` and `empty`."""

    families: dict[str, tuple[str, ...]]
    told_by_content: frozenset[str]
    personal: frozenset[str]
    of_a_day: frozenset[str]
    organs: frozenset[str]
    gatherings: frozenset[str]
    from_afar: frozenset[str]
    returned: frozenset[str]
    wanted: frozenset[str]
    expected: frozenset[str]
    tolls: frozenset[str]
    about: frozenset[str]
    at_least: frozenset[str]
    with_over: frozenset[str]
    at_most: frozenset[str]
    in_part: frozenset[str]
    empty: frozenset[str]
    commonplace: frozenset[str]

    def of_kind(self, kind: str) -> tuple[str, ...]:
        """The families that a kind is in."""
        return _families_of()[kind]

    def compatible(self, one: str, other: str) -> bool:
        """Whether records of the two kinds can tell one thing."""
        return one == other or bool(set(self.of_kind(one)) & set(self.of_kind(other)))


@cache
def lists() -> Lists:
    """The lists as shipped; raises TableError where one names a kind that does not exist, or a kind has no family."""
    import yaml

    told = yaml.safe_load(files("dragoman.merging").joinpath("merging.yaml").read_text(encoding="utf-8"))
    kinds = {kind for family in told["families"].values() for kind in family}
    if kinds != set(KINDS):
        raise TableError(
            f"merging.yaml: families name {sorted(kinds ^ set(KINDS))}, which must be all kinds and no other"
        )
    return Lists(
        families={name: tuple(members) for name, members in told["families"].items()},
        told_by_content=frozenset(told["told_by_content"]),
        personal=frozenset(told["personal"]),
        of_a_day=frozenset(told["of_a_day"]),
        empty=frozenset(map(str, told["empty"])),
        wanted=frozenset(told["wanted"]),
        expected=frozenset(told["expected"]),
        **{key: frozenset(stem(str(word)) for word in told[key]) for key in _STEMMED},
    )


@cache
def _families_of() -> dict[str, tuple[str, ...]]:
    families = lists().families
    return {kind: tuple(name for name, members in families.items() if kind in members) for kind in KINDS}
