"""The shipped states, names and places: complete, and right where it matters most."""

import csv
import os
from datetime import date, timedelta
from pathlib import Path

import pytest

from dragoman.world import load_world
from dragoman.world.dates import first_day, last_day
from dragoman.world.folders import TABLES_FOLDER
from dragoman.world.world import load_tables

WORLD = load_world()
REFERENCE = Path(os.environ.get("DRAGOMAN_SHARED", Path(__file__).parents[3] / "shared")) / "refdata"


def test_all_249_entries_of_iso_3166_are_there() -> None:
    living = [s for s in WORLD.states.values() if s.kind != "former" and s.numeric]
    assert len(living) == len({s.numeric for s in living}) == len({s.iso2 for s in living}) == 249
    assert {"SUN", "DDR", "YUG", "CSK", "SCG", "VDR", "YMD", "ANT", "ZAR"} <= WORLD.states.keys()


def test_every_state_has_names_adjective_and_demonym_and_its_capital_is_a_place() -> None:
    types: dict[str, set[str]] = {}
    for name in WORLD.names:
        types.setdefault(name.actor, set()).add(name.type)
    for state in WORLD.states.values():
        if state.kind == "state" and state.code != "VAT":
            assert {"name", "adjective", "demonym"} <= types[state.code], state.code
        if state.kind == "state":
            assert state.code in {p.state for p in WORLD.place(state.capital)}, state.capital


def test_every_living_state_is_named_in_nine_languages() -> None:
    langs: dict[str, set[str]] = {}
    for name in WORLD.names:
        langs.setdefault(name.actor, set()).add(name.lang)
    for state in WORLD.states.values():
        if state.kind in ("state", "territory"):
            assert {"en", "ja", "ko", "de", "fr", "es", "ru", "zh", "ar"} <= langs[state.code], state.code


@pytest.mark.parametrize(
    ("text", "on", "actors"),
    [
        ("Burma", "2022", ("MMR",)),
        ("Swaziland", "2010", ("SWZ",)),
        ("Türkiye", "2022", ("TUR",)),
        ("Czechia", "2022", ("CZE",)),
        ("Côte d’Ivoire", "2022", ("CIV",)),
        ("Ivory Coast", "2022", ("CIV",)),
        ("East Timor", "2022", ("TLS",)),
        ("FYROM", "2005", ("MKD",)),
        ("Persia", "1920", ("IRN",)),
        ("South Vietnam", "1970", ("VNM",)),
        ("USSR", "1970", ("SUN",)),
        ("West Germany", "1970", ("DEU",)),
        ("Republic of China", "1930", ("CHN",)),
        ("Republic of China", "2022", ("TWN",)),
        ("Congo", "2022", ("COD", "COG")),
        ("Dominican", "2022", ("DMA", "DOM")),
        ("Nigerien", "2022", ("NER",)),
        ("Poles", "2022", ("POL",)),
        ("poles", "2022", ()),
        ("Dutchmen", "2022", ("NLD",)),
        ("Nur-Sultan", "2021", ("KAZ",)),
        ("Nur-Sultan", "2024", ()),
        ("Beijing", "2022", ("CHN",)),
        ("Zhongnanhai", "2022", ("CHN",)),
        ("Belgrade", "1995", ("YUG",)),
        ("Rangoon", "1990", ("MMR",)),
        ("the Kremlin", "1985", ("SUN",)),
    ],
)
def test_names_and_metonyms_in_their_time(text: str, on: str, actors: tuple[str, ...]) -> None:
    states = tuple(a for a in WORLD.actor(text, on) if "/" not in a)
    assert states == actors


@pytest.mark.parametrize(
    ("text", "kind", "state"),
    [
        ("Dokdo", "island", ""),
        ("Diaoyu Islands", "island", ""),
        ("Crimea", "region", "UKR"),
        ("Ramstein", "base", "DEU"),
        ("Camp David", "site", "USA"),
        ("Strait of Malacca", "strait", ""),
        ("Kiev", "capital", "UKR"),
        ("Guantanamo Bay", "base", "CUB"),
        ("Carbis Bay", "site", "GBR"),
        ("Panmunjom", "site", ""),
    ],
)
def test_places_of_diplomacy(text: str, kind: str, state: str) -> None:
    assert [(p.kind, p.state) for p in WORLD.place(text)] == [(kind, state)]


def test_every_place_lies_on_the_earth() -> None:
    assert all(-90 <= p.lat <= 90 and -180 <= p.lon <= 180 for p in WORLD.places)


def test_the_hash_changes_with_any_table_and_with_nothing_else(tmp_path: Path) -> None:
    (tmp_path / "states.csv").write_text(
        "code,iso2,numeric,cow,gw,name,formal_name,kind,start,end,capital,parent\nJPN,JP,392,,,Nippon,,state,,,Tokyo,\n"
    )
    other = load_world((tmp_path,))
    assert other.states["JPN"].name == "Nippon"
    assert other.hash != WORLD.hash == load_tables.__wrapped__((TABLES_FOLDER,)).hash
    assert len(WORLD.hash) == 16


@pytest.mark.shared
@pytest.mark.parametrize(("column", "file"), [("cow", "cow_states.csv"), ("gw", "gw_states.csv")])
def test_every_day_of_every_state_in_the_reference_lists_is_covered(column: str, file: str) -> None:
    if not (REFERENCE / file).is_file():
        pytest.skip(f"no {REFERENCE / file}")
    theirs = sorted(_cow(file) if column == "cow" else _gw(file))
    ours: dict[int, list[tuple[str, str]]] = {}
    for state in WORLD.states.values():
        for item in getattr(state, column):
            number, _, span = item.partition(":")
            start, _, end = span.partition("/")
            ours.setdefault(int(number), []).append((first_day(start), last_day(end)))
    assert [(n, s, e) for n in sorted(ours) for s, e in _joined(sorted(ours[n]))] == theirs


def _cow(file: str) -> list[tuple[int, str, str]]:
    with (REFERENCE / file).open() as lines:
        rows = list(csv.DictReader(lines))
    return [(int(float(r["ccode"])), _day(r, "st"), _open(_day(r, "end"), "2016-12-31")) for r in rows]


def _gw(file: str) -> list[tuple[int, str, str]]:
    with (REFERENCE / file).open() as lines:
        rows = list(csv.DictReader(lines))
    return [(int(float(r["gwcode"])), r["startdate"], _open(r["enddate"], "2017-12-31")) for r in rows]


def _day(row: dict[str, str], which: str) -> str:
    year, month, day = (int(float(row[f"{which}{part}"])) for part in ("year", "month", "day"))
    return f"{year:04}-{month:02}-{day:02}"


def _open(day: str, last: str) -> str:
    return "9999" if day == last else day


def _joined(spans: list[tuple[str, str]]) -> list[tuple[str, str]]:
    """Spans that follow one another day by day, as one: theirs that are divided among several of our codes."""
    joined = [spans[0]]
    for start, end in spans[1:]:
        if _next_day(joined[-1][1]) == start:
            joined[-1] = (joined[-1][0], end)
        else:
            joined.append((start, end))
    return joined


def _next_day(day: str) -> str:
    return "" if day == "9999" else (date.fromisoformat(day) + timedelta(days=1)).isoformat()
