"""The user's own knowledge: read in three forms, kept as tables, put before the shipped rows."""

import json
from pathlib import Path

import pytest

from dragoman.errors import TableError, UsageError
from dragoman.world import World, load_world
from dragoman.world.user import add, world_with

HOLDERS = "office,person,start,end,source\n"


@pytest.fixture
def home(tmp_path: Path) -> Path:
    return tmp_path / "world"


def added(tmp_path: Path, home: Path, name: str, text: str) -> World:
    """The world after a file of that name has been added to it."""
    path = tmp_path / name
    path.write_text(text, encoding="utf-8")
    add(path, home)
    return world_with(home)


def refused(tmp_path: Path, home: Path, name: str, text: str) -> str:
    path = tmp_path / name
    path.write_text(text, encoding="utf-8")
    with pytest.raises(TableError) as caught:
        add(path, home)
    assert not home.exists()
    return str(caught.value).replace(str(tmp_path) + "/", "")


def entities(*found: tuple[str, str, dict[str, list[str]]]) -> str:
    lines = [{"id": id, "schema": schema, "properties": properties} for id, schema, properties in found]
    return "".join(json.dumps(line) + "\n" for line in lines)


# our own CSV form


def test_a_table_is_known_by_its_columns_in_any_order_and_without_the_optional_ones(tmp_path: Path, home: Path) -> None:
    world = added(tmp_path, home, "mine.csv", "person,office,start\nFumio Kishida,JPN.foreign_minister,2027-01-05\n")
    (held,) = world.holder("JPN.foreign_minister", "2027-02")
    assert (held.person, held.start, held.end) == ("Fumio Kishida", "2027-01-05", "")


def test_a_row_replaces_ours_about_the_same_thing_at_the_same_time(tmp_path: Path, home: Path) -> None:
    row = "JPN.head_of_government,Fumio Kishida,2021-10-05,2024-09-30,me\n"
    world = added(tmp_path, home, "holders.csv", HOLDERS + row)
    terms = [h for h in world.offices_of("Fumio Kishida") if h.office == "JPN.head_of_government"]
    assert [(h.start, h.end, h.source) for h in terms] == [("2021-10-05", "2024-09-30", "me")]


def test_a_second_term_leaves_the_first_alone(tmp_path: Path, home: Path) -> None:
    world = added(tmp_path, home, "holders.csv", HOLDERS + "JPN.head_of_government,Fumio Kishida,2030-01-01,,me\n")
    terms = [h.start for h in world.offices_of("Fumio Kishida") if h.office == "JPN.head_of_government"]
    assert terms == ["2021-10-04", "2030-01-01"]


def test_adding_twice_doubles_nothing_and_later_rows_correct_earlier_ones(tmp_path: Path, home: Path) -> None:
    added(tmp_path, home, "a.csv", "body,member,role,start\nAUKUS,JPN,candidate,2026\n")
    added(tmp_path, home, "a.csv", "body,member,role,start\nAUKUS,JPN,candidate,2026\n")
    world = added(tmp_path, home, "b.csv", "body,member,role,start,end\nAUKUS,JPN,candidate,2026,2027-05\n")
    assert (home / "memberships.csv").read_text().splitlines() == [
        "body,member,role,start,end,source",
        "AUKUS,JPN,candidate,2026,2027-05,",
    ]
    assert world.members("AUKUS", "2027-01", roles=("candidate",)) == ("JPN",)


def test_names_of_bodies_and_of_states_go_to_their_own_tables(tmp_path: Path, home: Path) -> None:
    text = "actor,name,lang,type\nNATO,the Brussels club,en,alias\nJPN,Yamato,en,former\n"
    world = added(tmp_path, home, "names.csv", text)
    assert (world.actor("the Brussels club"), world.actor("Yamato")) == (("NATO",), ("JPN",))


def test_what_is_added_is_in_the_default_world_and_in_its_hash(
    tmp_path: Path, home: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    before = load_world()
    monkeypatch.setenv("DRAGOMAN_WORLD", str(home))
    assert load_world() is before
    added(tmp_path, home, "organs.csv", "body,name,kind\nJPN,Digital Agency,agency\n")
    assert load_world().actor("Digital Agency") == ("JPN/Digital Agency",)
    assert load_world().hash != before.hash


@pytest.mark.parametrize(
    ("text", "says"),
    [
        (
            HOLDERS + "JPN.foreign_minster,Fumio Kishida,2027,,\n",
            "x.csv, line 2, column office: 'JPN.foreign_minster' is not in offices; "
            "did you mean 'JPN.foreign_minister'?",
        ),
        (
            HOLDERS + "JPN.foreign_minister,Nobody Atall Whatever,2027,,\n",
            "x.csv, line 2, column person: 'Nobody Atall Whatever' is not in persons; add a row for it there first",
        ),
        (
            HOLDERS + "JPN.foreign_minister,Fumio Kishida,5 May 2027,,\n",
            "x.csv, line 2, column start: '5 May 2027' is no ISO date; write 2022-06-29, 2022-06 or 2022",
        ),
        (
            HOLDERS + "JPN.foreign_minister,Fumio Kishida,2027,,=1+1\n",
            "x.csv, line 2, column source: '=1+1' begins as a formula does; "
            "a spreadsheet would run it. Write it without the sign",
        ),
        (
            HOLDERS + "JPN.foreign_minister,Fumio Kishida,2027,,a\nJPN.foreign_minister,Fumio Kishida,2027,,b\n",
            "x.csv, line 3: says the same as line 2; leave one out",
        ),
        (
            "name,kind,lat,lon\nAtlantis,city,north,1\n",
            "x.csv, line 2, column lat: 'north' is no number",
        ),
        ("office,person,start\nA,B\n", "x.csv, line 2: 2 cells, but the header has 3 columns"),
        ("code,name,kind\nX,X,x\n", "x.csv, line 1: the columns fit agreements and bodies and states; name the file"),
        ("who,what\n", "x.csv, line 1: the columns who,what are of no table. Known are states: code,iso2"),
    ],
)
def test_what_is_wrong_is_told_with_file_and_line_and_nothing_is_kept(
    tmp_path: Path, home: Path, text: str, says: str
) -> None:
    assert refused(tmp_path, home, "x.csv", text).startswith(says)


def test_a_file_that_is_not_there(home: Path) -> None:
    with pytest.raises(UsageError, match=r"nowhere\.csv: No such file or directory; give a CSV file"):
        add(Path("nowhere.csv"), home)


# Wikidata


def test_a_wikidata_export_finds_offices_and_persons_and_makes_the_missing_ones(tmp_path: Path, home: Path) -> None:
    text = (
        "position,positionLabel,personLabel,start,end,countryLabel\n"
        "http://www.wikidata.org/entity/Q1,Minister for Foreign Affairs,Yoshimasa Hayashi,2027-03-01T00:00:00Z,,Japan\n"
        "http://www.wikidata.org/entity/Q2,Minister of Magic of Estonia,Mari Maasikas,2027-01-01T00:00:00Z,t123,\n"
    )
    world = added(tmp_path, home, "query.csv", text)
    assert [h.person for h in world.holder("JPN.foreign_minister", "2027-04")][-1] == "Yoshimasa Hayashi"
    (magic,) = world.who("Minister of Magic of Estonia", on="2027-02")
    assert (magic.actor, magic.family) == ("EST/Mari Maasikas", "Maasikas")
    assert [h.source for h in world.offices_of("Mari Maasikas")] == ["query"]


@pytest.mark.parametrize(
    ("row", "says"),
    [
        ("Q5,Somebody,2027,,Japan", "the position 'Q5' has no name; export its label too, as a column positionLabel"),
        ("Mage,Somebody,2027,,Ruritania", "no state is called 'Ruritania'; write its English name or ISO code"),
        ("Mage,Somebody,2027,,", "of which state or body is 'Mage' an office? Name its country in the file"),
    ],
)
def test_a_wikidata_row_that_cannot_be_placed(tmp_path: Path, home: Path, row: str, says: str) -> None:
    found = refused(tmp_path, home, "q.csv", f"position,person,start,end,country\n{row}\n")
    assert found == f"q.csv, line 2: {says}"


# FollowTheMoney

POST = ("post", "Position", {"name": ["Minister of Foreign Affairs"], "country": ["jp"]})


def test_an_occupancy_is_a_term_of_office(tmp_path: Path, home: Path) -> None:
    person = {"name": ["Hanako Yamada"], "alias": ["Yamada Hanako"], "lastName": ["Yamada"], "nationality": ["jp"]}
    term = {"holder": ["hanako"], "post": ["post"], "startDate": ["2027-03-01"]}
    text = entities(("t", "Occupancy", term), POST, ("hanako", "Person", person), ("x", "Vessel", {"name": ["Maru"]}))
    world = added(tmp_path, home, "peps.ftm.json", text)
    assert [p.person for p in world.who("Japanese foreign minister", on="2027-04")] == ["Hanako Yamada"]
    assert world.actor("Yamada Hanako") == ("JPN/Hanako Yamada",)


def test_bodies_organs_and_memberships(tmp_path: Path, home: Path) -> None:
    text = entities(
        ("club", "Organization", {"name": ["Club of Ruritania"], "weakAlias": ["CLUBR"]}),
        ("agency", "PublicBody", {"name": ["Dream Agency"], "country": ["fr"]}),
        ("france", "Organization", {"name": ["France"]}),
        ("ana", "Person", {"name": ["Ana Ruiz"], "country": ["es"]}),
        ("m1", "Membership", {"organization": ["club"], "member": ["france"], "role": ["observer"]}),
        ("m2", "Membership", {"organization": ["club"], "member": ["ana"], "role": ["Chair"], "startDate": ["2026"]}),
    )
    world = added(tmp_path, home, "club.jsonl", text)
    assert world.bodies["CLUBR"].name == "Club of Ruritania"
    assert world.members("CLUBR", "2026", roles=("observer",)) == ("FRA",)
    assert world.actor("Dream Agency") == ("FRA/Dream Agency",)
    assert [p.actor for p in world.who("Chair of the Club of Ruritania", on="2026-05")] == ["ESP/Ana Ruiz"]


def test_a_namesake_of_another_state_is_somebody_else(tmp_path: Path, home: Path) -> None:
    post = ("post", "Position", {"name": ["Minister of Sport"], "country": ["fr"]})
    person = ("p", "Person", {"name": ["Fumio Kishida"], "nationality": ["fr"]})
    term = ("t", "Occupancy", {"holder": ["p"], "post": ["post"], "startDate": ["2027"]})
    world = added(tmp_path, home, "f.jsonl", entities(post, person, term))
    assert world.persons["Fumio Kishida"].body == "JPN"
    assert world.persons["Fumio Kishida (FRA)"].actor == "FRA/Fumio Kishida"


@pytest.mark.parametrize(
    ("text", "says"),
    [
        ('{"id": "a"\n', "f.jsonl, line 1: no JSON"),
        ('\n{"id": "a", "schema": "Person"}\n', "f.jsonl, line 2: no entity; expected an object with id, schema"),
        (
            entities(POST, ("t", "Occupancy", {"post": ["post"], "holder": ["gone"]})),
            "f.jsonl, line 2: the holder 'gone' of Occupancy 't' is no Person of this file; "
            "export it into the same file",
        ),
        (
            entities(("b", "Organization", {})),
            "f.jsonl, line 1: Organization 'b' has no name; add the property `name`",
        ),
    ],
)
def test_entities_that_cannot_be_used(tmp_path: Path, home: Path, text: str, says: str) -> None:
    assert refused(tmp_path, home, "f.jsonl", text).startswith(says)
