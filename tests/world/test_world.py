"""Lookups in a small world, written out here."""

import pytest

from dragoman.world.tables import TABLES, read
from dragoman.world.world import World

TEXT = {
    "states": """code,iso2,numeric,cow,gw,name,formal_name,kind,start,end,capital,parent
JPN,JP,392,740:1860-01-01/1945-08-14|740:1952-04-28/,740:1816-01-01/,Japan,,state,,,Tokyo,
USA,US,840,2:1816-01-01/,,United States,,state,,,Washington,
RUS,RU,643,,,Russia,,state,,,Moscow,
SUN,SU,810,,,Soviet Union,,former,1922-12-30,1991-12-26,Moscow,RUS
COD,CD,180,,,Democratic Republic of the Congo,,state,,,Kinshasa,
DEU,DE,276,,,Germany,,state,,,Berlin,
NLD,NL,528,,,Netherlands,,state,,,Amsterdam,
AFG,AF,004,,,Afghanistan,,state,,,Kabul,
""",
    "state_names": """actor,name,lang,type,start,end
JPN,Japan,en,name,,
JPN,Japanese,en,adjective,,
JPN,Tokyo,en,metonym,1868-09-03,
JPN,日本,ja,name,,
USA,United States,en,name,,
USA,US,en,abbreviation,,
USA,U.S.,en,abbreviation,,
RUS,Moscow,en,metonym,1991-12-26,
SUN,Moscow,en,metonym,1922-12-30,1991-12-25
COD,Zaire,en,former,1971-10-27,1997-05-17
DEU,Bonn,en,metonym,1949-05-23,1999-08-31
NLD,Netherlands,en,name,,
NLD,Türkei,de,name,,
""",
    "bodies": """code,name,kind,seat,parent,start,end
NATO,North Atlantic Treaty Organization,alliance,Brussels,,1949-04-04,
QUAD,Quadrilateral Security Dialogue,grouping,,,2017-11,
""",
    "body_names": """actor,name,lang,type,start,end
QUAD,Quad,en,abbreviation,,
""",
    "organs": """body,name,kind,aliases,start,end
AFG,Taliban,armed_group,Afghan Taliban,1994,
""",
    "memberships": """body,member,role,start,end,source
NATO,USA,member,1949-04-04,,t
NATO,DEU,member,1955-05-06,,t
NATO,JPN,partner,2013-04-15,,t
QUAD,JPN,member,2017-11,,t
""",
    "offices": """office,body,role,title,aliases,single
JPN.foreign_minister,JPN,foreign_minister,Foreign Minister,,1
JPN.head_of_government,JPN,head_of_government,Prime Minister,Premier,1
USA.foreign_minister,USA,foreign_minister,Secretary of State,,1
NATO.secretary_general,NATO,secretary_general,Secretary General,NATO chief,1
USA.envoy,USA,envoy,Special Envoy,,0
""",
    "persons": """person,body,family,given,order,aliases
Yoshimasa Hayashi,JPN,Hayashi,Yoshimasa,western,Hayashi Yoshimasa
Fumio Kishida,JPN,Kishida,Fumio,western,Kishida Fumio
Antony Blinken,USA,Blinken,Antony,western,Tony Blinken
Jens Stoltenberg,NATO,Stoltenberg,Jens,western,
Mike Pompeo,USA,Pompeo,Mike,western,
John Smith (USA),USA,Smith,John,western,
""",
    "holders": """office,person,start,end,source
JPN.foreign_minister,Fumio Kishida,2021-11-04,2021-11-10,t
JPN.foreign_minister,Yoshimasa Hayashi,2021-11-10,2023-09-13,t
JPN.head_of_government,Fumio Kishida,2021-10-04,2024-10-01,t
USA.foreign_minister,Mike Pompeo,2018-04-26,,t
USA.foreign_minister,Antony Blinken,2021-01-26,,t
NATO.secretary_general,Jens Stoltenberg,2014-10-01,2024-10-01,t
USA.envoy,John Smith (USA),2020,,t
USA.envoy,Antony Blinken,2021,,t
""",
    "places": """name,kind,state,lat,lon,aliases,source
Kyiv,capital,UKR,50.455,30.524,Kiev,own
""",
    "ambiguous": "text,actor,sense,note\nUS,USA,word,the pronoun\n",
    "roles": "title,roles\nprime minister,head_of_government\ntop diplomat,foreign_minister\n",
}
WORLD = World({name: read(TABLES[name], text.encode(), name) for name, text in TEXT.items()})


@pytest.mark.parametrize(
    ("text", "actors"),
    [
        ("JPN", ("JPN",)),
        ("japan", ("JPN",)),
        ("the Netherlands", ("NLD",)),
        ("日本", ("JPN",)),
        ("Türkei", ("NLD",)),
        ("Turkei", ("NLD",)),
        ("US", ("USA",)),
        ("us", ()),
        ("u.s.", ("USA",)),
        ("Quad", ("QUAD",)),
        ("North Atlantic Treaty Organization", ("NATO",)),
        ("Moscow", ("RUS",)),
        ("Afghan Taliban", ("AFG/Taliban",)),
        ("Kishida Fumio", ("JPN/Fumio Kishida",)),
        ("John Smith", ("USA/John Smith",)),
        ("Atlantis", ()),
        ("", ()),
    ],
)
def test_actor(text: str, actors: tuple[str, ...]) -> None:
    assert WORLD.actor(text) == actors


def test_a_metonym_counts_only_in_its_time_a_former_name_for_ever() -> None:
    assert WORLD.actor("Moscow", "1985") == ("SUN",)
    assert WORLD.actor("Moscow", "2022-06-29") == ("RUS",)
    assert WORLD.actor("Bonn", "1985") == ("DEU",)
    assert WORLD.actor("Bonn", "2022") == ()
    assert WORLD.actor("Zaire", "2022") == ("COD",)


@pytest.mark.parametrize(
    ("text", "on", "persons"),
    [
        ("Japanese foreign minister", "2022-04-07", ["Yoshimasa Hayashi"]),
        ("foreign minister of Japan", "2022-04-07", ["Yoshimasa Hayashi"]),
        ("Japan's prime minister", "2022-06-29", ["Fumio Kishida"]),
        ("the Japanese Prime Minister", "2022-06-29", ["Fumio Kishida"]),
        ("Japan’s top diplomat", "2022-06-29", ["Yoshimasa Hayashi"]),
        ("NATO secretary general", "2022", ["Jens Stoltenberg"]),
        ("NATO Secretary-General", "2022", ["Jens Stoltenberg"]),
        ("NATO chief", "2022", ["Jens Stoltenberg"]),
        ("US secretary of state", "2022", ["Antony Blinken"]),
        ("U.S. Secretary of State", "2019", ["Mike Pompeo"]),
        ("Secretary of State", "2022", ["Antony Blinken"]),
        ("Tokyo's foreign minister", "2022-04", ["Yoshimasa Hayashi"]),
        ("Japanese foreign minister", "2021-11-10", ["Fumio Kishida", "Yoshimasa Hayashi"]),
        ("Japanese foreign minister", "1950", []),
        ("former Japanese foreign minister", "2022-04-07", []),
        ("Kishida Fumio", "2022", ["Fumio Kishida"]),
        ("nobody at all", "2022", []),
    ],
)
def test_who(text: str, on: str, persons: list[str]) -> None:
    assert [p.person for p in WORLD.who(text, on)] == persons


def test_an_unknown_end_of_a_single_office_is_the_successors_start() -> None:
    assert [h.person for h in WORLD.holder("USA.foreign_minister", "2022")] == ["Antony Blinken"]
    assert [h.person for h in WORLD.holder("USA.envoy", "2022")] == ["John Smith (USA)", "Antony Blinken"]


def test_offices_of_a_person_in_order_of_start() -> None:
    assert [h.office for h in WORLD.offices_of("Fumio Kishida")] == ["JPN.head_of_government", "JPN.foreign_minister"]
    assert [h.office for h in WORLD.offices_of("Fumio Kishida", "2022")] == ["JPN.head_of_government"]
    assert WORLD.offices_of("Mike Pompeo", "2022") == ()


def test_members_by_role_and_date() -> None:
    assert WORLD.members("NATO", "1960") == ("DEU", "USA")
    assert WORLD.members("NATO", "1950") == ("USA",)
    assert WORLD.members("NATO", "2022", roles=("partner",)) == ("JPN",)
    assert [m.body for m in WORLD.memberships_of("JPN", "2022")] == ["NATO", "QUAD"]


def test_display_names() -> None:
    codes = ("JPN", "NATO", "QUAD", "JPN/Fumio Kishida", "USA/John Smith", "AFG/Taliban", "?/Somebody", "West")
    assert [WORLD.name_of(code) for code in codes] == [
        "Japan",
        "North Atlantic Treaty Organization",
        "Quad",
        "Fumio Kishida",
        "John Smith",
        "Taliban (Afghanistan)",
        "Somebody",
        "West",
    ]


def test_surface_forms_are_english_unless_asked() -> None:
    forms = list(WORLD.surface_forms())
    assert {f.lang for f in forms} <= {"en", ""}
    assert {"person", "family", "organ", "metonym"} <= {f.type for f in forms}
    assert "日本" in {f.text for f in WORLD.surface_forms(langs=("ja",))}
    assert len(set(forms)) == len(forms)


def test_families_places_and_offices() -> None:
    assert [p.person for p in WORLD.family("kishida")] == ["Fumio Kishida"]
    assert WORLD.place("Kiev")[0].name == "Kyiv"
    assert (office := WORLD.office("USA", "foreign_minister"))
    assert office.title == "Secretary of State"
    assert WORLD.office("USA", "monarch") is None
    assert ("Premier", "head_of_government") in set(WORLD.office_titles())


def test_numbers_of_the_field_as_of_a_date() -> None:
    japan = WORLD.states["JPN"]
    assert (japan.cow_number(), japan.cow_number("1948"), japan.gw_number("1948")) == ("740", "", "740")
