from lxml import html
from syrupy.assertion import SnapshotAssertion

from analysis.given import DOCUMENTS, RECORDS, SUMMIT
from dragoman.analysis.timeline import timeline
from dragoman.web.notebook import html_of_dossier, html_of_records, html_of_timeline


def test_a_dossier_as_a_card(snapshot: SnapshotAssertion) -> None:
    card = html_of_dossier(
        "madrid",
        documents=2,
        records=5,
        kinds={"meeting": 1, "policy": 4},
        period=("2022-03-01", "2022-06-29"),
        actors=[("Japan", 4)],
        problems=1,
    )
    assert card.split("</style>")[1] == snapshot


def test_records_show_their_quotes_and_how_many_more_there_are() -> None:
    parsed = html.fragment_fromstring(html_of_records(RECORDS, limit=2))
    assert parsed.xpath("//q/text()") == [record.evidence.quote for record in RECORDS[:2]]
    assert "… and 3 more" in parsed.text_content()


def test_actors_are_written_as_the_caller_names_them() -> None:
    assert "Kishida-san, Nordatlantikpakt" in html_of_records(
        [SUMMIT], {"JPN/Fumio Kishida": "Kishida-san", "NATO": "Nordatlantikpakt"}.__getitem__
    )


def test_a_timeline_as_a_table() -> None:
    parsed = html.fragment_fromstring(html_of_timeline(timeline(RECORDS, DOCUMENTS)))
    assert parsed.xpath("//tbody/tr/td[1]/text()") == ["1 March 2022", "29 June 2022", "by 2027"]


def test_styles_stay_within_the_fragment() -> None:
    [style] = html.fragment_fromstring(html_of_records(RECORDS)).xpath("//style/text()")
    assert all(rule.strip().startswith(".dragoman-view") for rule in style.split("}") if rule.strip())


def test_nothing_to_show_says_so() -> None:
    assert "Nothing here." in html_of_records([])
    assert "Nothing here." in html_of_timeline([])
