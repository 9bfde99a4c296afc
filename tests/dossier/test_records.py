"""Records are asked for by who takes part, what, how real, when, where told, how sure, and by whom."""

from collections.abc import Iterator
from pathlib import Path
from typing import Any

import pytest

from dragoman.dossier.dossier import Dossier
from dragoman.dossier.reading_run import read_documents_into
from dragoman.errors import UsageError

from .conftest import SPEC, document

TEXTS = {
    "a": "JPN/Fumio Kishida met KOR in Seoul on 2022-06-29. JPN sanctioned RUS on 2022-03. NATO praised JPN.",
    "b": "CHN offered 12 ships to PAK on /2023-12-31. CHN reportedly met JPNX in Oslo. KOR will build ships on 2013/.",
    "c": "KOR praised USA on 2021. RUS/Kim_Lee met CHN. CHN met KOR, media reportedly told.",
}


@pytest.fixture(scope="module")
def dossier(tmp_path_factory: pytest.TempPathFactory) -> Iterator[Dossier]:
    path: Path = tmp_path_factory.mktemp("records") / "test.dossier"
    days = {"a": "2022-07-01", "b": "2022-01-15", "c": ""}
    read_documents_into(
        path, [document(f"{id}.txt", text, published=days[id]) for id, text in TEXTS.items()], reader_spec=SPEC
    )
    with Dossier.open(path) as dossier:
        yield dossier


def quotes(dossier: Dossier, **filters: Any) -> list[str]:
    return [" ".join(r.evidence.quote.split()[:3]) for r in dossier.records(**filters)]


@pytest.mark.parametrize(
    ("filters", "found"),
    [
        ({"about": ["JPN"]}, ["JPN sanctioned RUS", "JPN/Fumio Kishida met", "NATO praised JPN"]),
        ({"about": "JPN/Fumio Kishida"}, ["JPN/Fumio Kishida met"]),
        ({"about": ["KOR", "JPN"]}, ["JPN/Fumio Kishida met"]),
        ({"about": ["JP"]}, []),
        ({"kind": ["force", "aid"]}, ["KOR will build", "CHN offered 12"]),
        ({"status": ["pledged"], "about": ["PAK"]}, ["CHN offered 12"]),
        ({"doc": ["c"], "kind": "statement"}, ["KOR praised USA"]),
        ({"min_confidence": 0.8, "kind": "meeting", "about": "CHN"}, ["RUS/Kim_Lee met CHN"]),
        ({"speaker": "MEDIA", "about": "KOR"}, ["CHN met KOR,"]),
    ],
)
def test_filters(dossier: Dossier, filters: dict[str, Any], found: list[str]) -> None:
    assert quotes(dossier, **filters) == found


@pytest.mark.parametrize(
    ("since", "until", "found"),
    [
        ("2022-06-29", "2022-06-29", ["KOR will build", "JPN/Fumio Kishida met"]),
        ("2022-03-31", "2022-03-31", ["KOR will build", "JPN sanctioned RUS"]),
        ("2023", None, ["KOR will build", "CHN offered 12"]),
        (None, "2021", ["KOR will build", "KOR praised USA"]),
        ("2022-07", "2022-07", ["KOR will build", "NATO praised JPN"]),
    ],
)
def test_periods_meet_what_lies_in_them_at_least_in_part(
    dossier: Dossier, since: str | None, until: str | None, found: list[str]
) -> None:
    assert quotes(dossier, since=since, until=until) == found


def test_the_order_of_time_is_that_of_the_thing_else_of_its_document(dossier: Dossier) -> None:
    assert quotes(dossier) == [
        "KOR will build",
        "KOR praised USA",
        "CHN offered 12",
        "JPN sanctioned RUS",
        "JPN/Fumio Kishida met",
        "NATO praised JPN",
        "RUS/Kim_Lee met CHN",
        "CHN met KOR,",
    ]


def test_the_order_of_the_text_is_by_document_and_place(dossier: Dossier) -> None:
    places = [(r.doc, r.evidence.start) for r in dossier.records(order="text")]
    assert places == sorted(places)


@pytest.mark.parametrize(
    ("filters", "said"),
    [
        ({"kind": ["meet"]}, "no kind"),
        ({"status": ["done"]}, "no status"),
        ({"since": "June"}, "not a date"),
        ({"until": "2022/2023"}, "not a date"),
        ({"order": "size"}, "no order"),
    ],
)
def test_what_does_not_exist_is_said(dossier: Dossier, filters: dict[str, Any], said: str) -> None:
    with pytest.raises(UsageError, match=said):
        dossier.records(**filters)


def test_a_filter_is_a_value_and_never_sql(dossier: Dossier) -> None:
    assert quotes(dossier, about=["JPN') OR true --"]) == []


def test_a_record_is_found_by_the_beginning_of_its_id(dossier: Dossier) -> None:
    record = next(iter(dossier.records(about="PAK")))
    assert dossier.record(record.id) == record
    assert dossier.record(record.id[:10]) == record
    with pytest.raises(UsageError, match="no record"):
        dossier.record("zz")
    with pytest.raises(UsageError, match="no record"):
        dossier.record("")


def test_an_amount_comes_back(dossier: Dossier) -> None:
    [record] = dossier.records(kind="aid")
    assert record.to_json()["amount"] == {"value": 12, "unit": "ships"}


def test_results_are_rows_frames_and_arrow(dossier: Dossier) -> None:
    found = dossier.records(about="KOR")
    assert found.count() == len(list(found)) == len(found.df()) == found.arrow().num_rows
    assert list(found.df()["kind"]) == [r.kind for r in found]
    assert found.columns[:5] == ["id", "doc", "kind", "status", "who"]
    assert sum(batch.num_rows for batch in found.batches(2)) == found.count()


def test_two_results_can_be_read_in_turn(dossier: Dossier) -> None:
    pairs = zip(dossier.records(), dossier.records(), strict=True)
    assert all(one == other for one, other in pairs)


def test_documents_tell_how_many_records_they_gave(dossier: Dossier) -> None:
    assert [(d["id"], d["n_records"]) for d in dossier.documents()] == [("b", 2), ("a", 3), ("c", 3)]


def test_views_follow_the_records(dossier: Dossier) -> None:
    [kishida] = dossier.sql("SELECT * FROM actors WHERE name = 'Fumio Kishida'")
    assert kishida == {"actor": "JPN/Fumio Kishida", "body": "JPN", "name": "Fumio Kishida", "n_records": 1}
    [wrong] = dossier.sql(
        "SELECT count(*) AS n FROM evidence e JOIN documents d ON d.id = e.doc "
        'WHERE substr(d.text, e.start + 1, e."end" - e.start) <> e.quote'
    )
    assert wrong["n"] == 0


@pytest.mark.parametrize(
    "query",
    [
        "DELETE FROM records",
        "SELECT 1; SELECT 2",
        "COPY records TO 'out.csv'",
        "ATTACH 'other.db'",
        "SELECT * FROM read_csv('/etc/passwd')",
        "SELECT * FROM '/etc/passwd'",
        "SELEC 1",
        "SELECT no_column FROM records",
        "",
    ],
)
def test_a_query_reads_the_dossier_and_nothing_else(dossier: Dossier, query: str) -> None:
    with pytest.raises(UsageError):
        dossier.sql(query)


def test_a_query_gives_rows(dossier: Dossier) -> None:
    result = dossier.sql("SELECT kind, count(*) AS n FROM records GROUP BY kind ORDER BY n DESC, kind LIMIT 1; -- end")
    assert list(result) == [{"kind": "meeting", "n": 3}]
    assert result.count() == 1
