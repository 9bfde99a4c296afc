"""The independent tables in DRAGOMAN_SHARED/refdata, as plain values to compare the world with."""

from __future__ import annotations

import csv
import os
import re
from bisect import bisect_right
from collections import defaultdict
from collections.abc import Iterator
from dataclasses import dataclass
from pathlib import Path

#: How the World Factbook prints a head: deputies and other ministers of the same cell stand in rows of their own.
_HEAD = re.compile(
    r"(?:(?:interim|acting|caretaker|transition(?:al)?) )?(?:prime|president\b|premier|chancellor|chair|sultan|"
    r"king\b|emir|amir|taoiseach|minister of state|head of|state counsel|chief executive|crown prince|"
    r"secretary of state (?:arch|card))",
    re.IGNORECASE,
)
_NOT_YET = re.compile(r"\b(?:elect|designate)\b|head of government of vatican", re.IGNORECASE)
_PARTICLES = {"al", "bin", "ibn", "de", "da", "dos", "la", "le", "van", "von", "el", "jr"}
_TITLE = re.compile(r"prime minister|president|premier|chancellor|king|sultan", re.IGNORECASE)
_WORD = re.compile(r"[^\W\d_]+(?:['’ʼ.][^\W\d_]+)*")
#: World Factbook entries without an ISO 3166 code of their own: the reason why they are left out of the names to find.
WITHOUT_CODE = {
    "at": "part of Australia",
    "cr": "part of Australia",
    "bq": "part of UMI",
    "um": "nine islands in one entry (UMI)",
    "pf": "disputed islands, a place",
    "pg": "disputed islands, a place",
    "ax": "British base, a place",
    "dx": "British base, a place",
    "jn": "part of SJM",
    "gz": "part of PSE",
    "we": "part of PSE",
    "ip": "part of FRA",
}
#: What the lists call a state in words that nobody else uses.
CALLED = {
    "The Dominican": "Dominican Republic",
    "Congo (Brazzaville)": "Republic of the Congo",
    "Congo (Kinshasa)": "Democratic Republic of the Congo",
    "Korea, People's Republic of": "North Korea",
    "Yemen People's Republic": "South Yemen",
    "Yemen, People's Republic of": "South Yemen",
    "Wuerttemburg": "Württemberg",
    "Wuerttemberg": "Württemberg",
    "Hesse Electoral": "Electorate of Hesse",
    "Hesse Grand Ducal": "Grand Duchy of Hesse",
    "Mecklenburg Schwerin": "Mecklenburg-Schwerin",
}


@dataclass(frozen=True, slots=True)
class Named:
    """A state as a list names it: its number in that list (empty if none), names, and the last day it is listed."""

    source: str
    number: str
    names: tuple[str, ...]
    last: str


@dataclass(frozen=True, slots=True)
class Head:
    """A head of government as printed, with the days for which the reference vouches."""

    country: str
    printed: str
    since: str
    until: str

    @property
    def title(self) -> str:
        """The plain title that stands before the name; empty where it is another."""
        found = _TITLE.search(self.printed)
        return found[0].title() if found else ""


@dataclass(frozen=True, slots=True)
class Dyad:
    """Two Correlates of War numbers with the obligations between them."""

    one: str
    other: str
    obligations: frozenset[str]


def folder() -> Path:
    """Where the reference tables are."""
    beside = Path(__file__).parents[2] / "shared"
    return Path(os.environ.get("DRAGOMAN_SHARED", beside)) / "refdata"


def _rows(name: str) -> list[dict[str, str]]:
    with (folder() / name).open(encoding="utf-8", newline="") as lines:
        return list(csv.DictReader(lines))


def named_states() -> Iterator[Named]:
    """Every state of the Correlates of War and of Gleditsch and Ward, and every entry of the World Factbook."""
    for row in _rows("cow_states.csv"):
        last = "-".join(f"{int(float(row[f'end{part}'])):02}" for part in ("year", "month", "day"))
        yield Named("cow", str(int(float(row["ccode"]))), variants(row["statenme"]), last)
    for row in _rows("gw_states.csv"):
        yield Named("gw", str(int(float(row["gwcode"]))), variants(row["statename"]), row["enddate"])
    for row in _rows("cia_factbook_states_2026.csv"):
        names = [name for name in (row["short_name"], row["long_name"]) if name not in ("", "none")]
        if row["gec"] not in WITHOUT_CODE:
            yield Named("factbook", "", tuple(v for name in names for v in variants(name)), "2026-01-01")


def variants(name: str) -> tuple[str, ...]:
    """A name and its parts: `Turkey (Ottoman Empire)`, `Italy/Sardinia`, `Korea, Republic of`."""
    if name in CALLED:
        return (CALLED[name],)
    outside, _, inside = name.partition("(")
    parts = [name, outside, inside.rstrip(") "), *outside.split("/")]
    head, comma, tail = outside.partition(",")
    if comma:
        parts += [f"{tail.strip()} {head}"]
    return tuple(dict.fromkeys(part.strip() for part in parts if part.strip()))


def factbook_heads() -> dict[str, list[Head]]:
    """The heads of government by country, each until the next one or the last snapshot that names him.

    There are six snapshots before 2020-11-24 (that of the day before repeats March 2017), so for the time between the
    last one with a head and the start that the next one prints, nobody is vouched for.
    """
    rows = _rows("cia_factbook_leaders_2014_2026.csv")
    snapshots = sorted({row["first_seen_in_snapshot"] for row in rows} - {"2020-11-23"})
    printed: dict[str, dict[str, list[tuple[str, str]]]] = defaultdict(lambda: defaultdict(list))
    for row in rows:
        name = row["holder_as_printed"]
        if row["role"] == "head of government" and row["country"] and len(row["since"]) == 10 and _is_head(name):
            seen = snapshots[bisect_right(snapshots, row["last_seen_in_snapshot"]) - 1]
            printed[row["country"]][row["since"]].append((name, seen))
    return {country: list(_spans(country, terms)) for country, terms in printed.items()}


def _is_head(printed: str) -> bool:
    return bool(_HEAD.match(printed)) and not _NOT_YET.search(printed)


def _spans(country: str, terms: dict[str, list[tuple[str, str]]]) -> Iterator[Head]:
    starts = sorted(terms)
    for start, following in zip(starts, [*starts[1:], "9999"], strict=True):
        seen = max(last for _, last in terms[start])
        yield Head(country, " | ".join(name for name, _ in terms[start]), start, min(seen, following))


def current_heads() -> Iterator[Head]:
    """The heads of government of the list of 2026, by ISO code of two letters, where it names one on 2026-08-01."""
    latest: dict[str, Head] = {}
    for row in _rows("world_leaders_current_2026.csv"):
        if row["position"] == "head_of_government" and len(row["iso2"]) == 2 and row["since"] <= "2026-08-01":
            head = Head(row["iso2"], row["holder"], row["since"], row["last_seen"])
            if row["iso2"] not in latest or latest[row["iso2"]].since < head.since:
                latest[row["iso2"]] = head
    yield from latest.values()


def name_words(name: str, capitals: bool = False) -> set[str]:
    """The words of a name, without particles; only those in capitals, as the World Factbook prints what tells a person.

    All words where none is in capitals.
    """
    from dragoman.world.names import fold

    words = _WORD.findall(name)
    shouted = [word for word in words if len(word) > 1 and word.isupper()] if capitals else []
    return {fold(word).replace("'", "") for word in shouted or words} - _PARTICLES


def allied_dyads(year: int) -> list[Dyad]:
    """The dyads that ATOP lists for a year, with the types of their obligations as the world's tables name them."""
    types = {"defense": "defence", "offense": "offence", "neutral": "neutrality", "nonagg": "nonaggression"}
    types["consul"] = "consultation"
    return [
        Dyad(row["ccode1"], row["ccode2"], frozenset(ours for theirs, ours in types.items() if row[theirs] == "1"))
        for row in _rows("atop5_dyad_spells_1815_2018.csv")
        if int(row["first_year"]) <= year <= int(row["last_year"])
    ]
