"""A Wikidata CSV export of office-holders: the columns position, person, start, end and perhaps country.

Columns of labels (`positionLabel`) go before those of identifiers. Wikidata exports a bare year as its first of
January; nothing tells that apart from a day.
"""

from __future__ import annotations

import re
from pathlib import PurePath

from dragoman.world.incoming import Incoming, csv_lines
from dragoman.world.matching import Matcher
from dragoman.world.world import World

COLUMNS = ("position", "person", "start", "end")

_ITEM = re.compile(r"(?:https?://www\.wikidata\.org/.*)?(?:Q\d+|genid.*)?", re.ASCII)
_UNKNOWN_VALUE = re.compile(r"(?:_:)?t\d+|https?://.*|_:.*")
_TIME = re.compile(r"T\d\d:\d\d:\d\dZ?$")


def is_wikidata(header: tuple[str, ...]) -> bool:
    """Whether a CSV file with these columns is such an export."""
    return all(_column(header, name) for name in COLUMNS)


def wikidata_rows(data: bytes, file: str, world: World) -> list[Incoming]:
    """The terms of office in such an export, with the persons and offices that the world lacks.

    Raises TableError with file and line.
    """
    match = Matcher(world, file, PurePath(file).stem)
    for line, cells in csv_lines(data, file):
        header = tuple(cells)
        cell = {name: cells[column] for name in (*COLUMNS, "country") if (column := _column(header, name))}
        for name in ("position", "person"):
            if _ITEM.fullmatch(cell[name]):
                remedy = f"export its label too, as a column {name}Label"
                raise match.fault(line, f"the {name} {cell[name]!r} has no name; {remedy}")
        named = cell.get("country", "")
        country = match.state(named) or match.body(named)
        if named and not country:
            raise match.fault(line, f"no state is called {named!r}; write its English name or ISO code")
        office = match.office(line, cell["position"], country)
        person = match.person(line, [cell["person"]], match.body_of(office))
        match.holder(line, office, person, _day(cell["start"]), _day(cell["end"]))
    return match.rows


def _column(header: tuple[str, ...], name: str) -> str:
    """The column that holds the name of a thing, rather than its identifier; empty where there is none."""
    return next((column for column in (f"{name}Label", f"{name}_label", name) if column in header), "")


def _day(text: str) -> str:
    """`2021-10-04T00:00:00Z` as a date; empty for Wikidata's unknown values."""
    return "" if _UNKNOWN_VALUE.fullmatch(text) else _TIME.sub("", text)
