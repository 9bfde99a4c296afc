"""A table that breaks its rules is refused with file, line and column."""

from pathlib import Path

import pytest

from dragoman.errors import TableError
from dragoman.world import load_world
from dragoman.world.tables import TABLES, read, verify

PLACES = "name,kind,state,lat,lon,aliases,source\n"
HOLDERS = "office,person,start,end,source\n"


def faults(table: str, text: str, **known: set[str]) -> list[str]:
    return [str(error) for error in verify(TABLES[table], text.encode(), f"{table}.csv", known)]


def test_cells_become_numbers_lists_and_flags() -> None:
    (place,) = read(TABLES["places"], (PLACES + "Kyiv,capital,UKR,50.455,30.524,Kiev|Kyjiw,own\n").encode(), "p")
    assert (place.lat, place.aliases) == (50.455, ("Kiev", "Kyjiw"))
    header = "office,body,role,title,aliases,single\n"
    (office,) = read(TABLES["offices"], (header + "X.chair,X,chair,Chair,,1\n").encode(), "o")
    assert office.single is True
    assert office.aliases == ()


def test_a_cell_may_hold_commas_and_line_breaks_and_the_file_a_byte_order_mark() -> None:
    text = "\ufeff" + PLACES + '"Washington, D.C.",city,USA,1,2,,own\n'
    assert read(TABLES["places"], text.encode(), "p")[0].name == "Washington, D.C."


@pytest.mark.parametrize(
    ("text", "says"),
    [
        ("name,kind\n", "places.csv, line 1: the columns are name,kind; expected name,kind,state"),
        (PLACES + "A,city,,1,2,,own\nKyiv,capital\n", "places.csv, line 3: 2 cells, expected 7"),
        (PLACES + "Kyiv,capital,UKR,north,30,,own\n", "places.csv, line 2, column lat: 'north' is no number"),
        (PLACES + '"Kyiv,capital\n', "places.csv, line 2: unexpected end of data"),
    ],
)
def test_what_cannot_be_read(text: str, says: str) -> None:
    with pytest.raises(TableError, match=f"^{says}"):
        read(TABLES["places"], text.encode(), "places.csv")


def test_what_is_not_utf8_cannot_be_read() -> None:
    with pytest.raises(TableError, match="not UTF-8 at byte"):
        read(TABLES["places"], PLACES.encode() + b"K\xf6ln,city,DEU,1,2,,own\n", "places.csv")


def test_dates_choices_keys_and_references_are_verified() -> None:
    known = {"offices": {"JPN.x"}, "persons": {"A"}}
    assert faults("holders", HOLDERS + "JPN.x,A,2022-02-30,,s\n", **known) == [
        "holders.csv, line 2, column start: '2022-02-30' is no ISO date; write 2022-06-29, 2022-06 or 2022"
    ]
    assert faults("holders", HOLDERS + "JPN.x,A,2022,2021-05,s\n", **known) == [
        "holders.csv, line 2, column end: 2021-05 is before the start 2022"
    ]
    assert faults("holders", HOLDERS + "JPN.y,A,2022,,s\nJPN.x,B,,,s\n", **known) == [
        "holders.csv, line 2, column office: 'JPN.y' is not in offices; did you mean 'JPN.x'?",
        "holders.csv, line 3, column person: 'B' is not in persons; add a row for it there first",
    ]
    assert faults("holders", HOLDERS + "JPN.x,A,2022,,s\nJPN.x,A,2022,,t\n", **known) == [
        "holders.csv, line 3, column office+person+start: the same as line 2"
    ]
    assert "is none of capital, city" in faults("places", PLACES + "Kyiv,town,,1,2,,own\n")[0]


def test_blanks_around_a_cell_and_empty_items_are_faults() -> None:
    assert len(faults("places", PLACES + "Kyiv ,city,,1,2,,own\nOdesa,city,,1,2,a||b,own\n")) == 2


def test_a_users_own_table_is_verified_when_the_world_is_loaded(tmp_path: Path) -> None:
    (tmp_path / "memberships.csv").write_text("body,member,role,start,end,source\nNO SUCH BODY,JPN,member,2024,,me\n")
    with pytest.raises(
        TableError, match=r"memberships\.csv, line 2, column body: 'NO SUCH BODY' is not in bodies or organs"
    ):
        load_world((tmp_path,))


def test_a_folder_without_tables_is_refused(tmp_path: Path) -> None:
    with pytest.raises(TableError, match="no table in it"):
        load_world((tmp_path,))
