import itertools
import json
from dataclasses import dataclass, replace

import pytest
from syrupy.assertion import SnapshotAssertion

from dragoman.analysis.timeline import as_json, as_markdown, as_text, timeline
from dragoman.errors import UsageError
from dragoman.record import Document, Record

from .given import BUDGET, DOCUMENTS, HOSTILE_STEP, OBSERVERS, RECORDS, SANCTIONS, SUMMIT, told


def placed(records: list[Record], **filters: object) -> list[Record]:
    return [entry.record for entry in timeline(records, DOCUMENTS, **filters)]  # type: ignore[arg-type]


def test_dated_records_stand_in_order_with_their_documents() -> None:
    entries = timeline(RECORDS, DOCUMENTS)
    assert [entry.record for entry in entries] == [SANCTIONS, SUMMIT, BUDGET]
    assert (entries[0].title, entries[1].publisher) == ("Tokyo acts", "The Observer of Fiction")


def test_undated_records_come_last_and_only_when_asked_for() -> None:
    assert placed(list(RECORDS), undated=True)[-2:] == [HOSTILE_STEP, OBSERVERS]


def test_a_year_stands_before_its_months_and_a_month_before_its_days() -> None:
    day, month, year = (told("a", "x", "meeting", when=when) for when in ("2022-01-01", "2022-01", "2022"))
    assert placed([day, month, year]) == [year, month, day]


def test_the_order_does_not_depend_on_the_order_given() -> None:
    expected = timeline(RECORDS, DOCUMENTS, undated=True)
    for shuffled in itertools.permutations(RECORDS):
        assert timeline(shuffled, DOCUMENTS, undated=True) == expected


@pytest.mark.parametrize(
    ("about", "expected"),
    [
        (("JPN", "NATO"), [SUMMIT]),
        (("JPN",), [SANCTIONS, SUMMIT, BUDGET]),
        (("JPN/Fumio Kishida",), [SUMMIT]),
        (("fumio kishida",), [SUMMIT]),
        (("RUS", "NATO"), []),
        (("JP",), []),
    ],
)
def test_about_means_that_all_of_them_take_part(about: tuple[str, ...], expected: list[Record]) -> None:
    assert placed(list(RECORDS), about=about) == expected


@pytest.mark.parametrize(
    ("since", "until", "expected"),
    [
        ("2022-06", None, [SUMMIT, BUDGET]),
        (None, "2022-06-29", [SANCTIONS, SUMMIT]),
        ("2022", "2022-03-01", [SANCTIONS]),
        ("2027", "2027", [BUDGET]),
    ],
)
def test_since_and_until_are_both_included(since: str | None, until: str | None, expected: list[Record]) -> None:
    assert placed(list(RECORDS), since=since, until=until) == expected


def test_kinds_and_statuses_choose() -> None:
    assert placed(list(RECORDS), kinds=["meeting", "policy"], statuses=["pledged"]) == [BUDGET]


@pytest.mark.parametrize("wrong", [{"kinds": ["party"]}, {"statuses": ["done"]}, {"since": "soon"}])
def test_what_does_not_exist_is_refused(wrong: dict[str, object]) -> None:
    with pytest.raises(UsageError):
        placed(list(RECORDS), **wrong)


def test_two_documents_telling_of_one_day_are_one_entry() -> None:
    again = replace(SUMMIT, doc="tokyo", who=SUMMIT.whom, whom=SUMMIT.who, what="summit talks", confidence=0.5)
    [entry] = timeline([again, SUMMIT], DOCUMENTS)
    assert (entry.record, entry.others, entry.documents) == (SUMMIT, (again,), 2)


def test_direction_matters_where_the_kind_has_one() -> None:
    back = replace(SANCTIONS, doc="madrid", who=SANCTIONS.whom, whom=SANCTIONS.who)
    assert len(placed([SANCTIONS, back])) == 2


def test_two_measures_of_one_document_are_never_folded_and_find_their_own_twins() -> None:
    def measure(doc: str, quote: str, what: str) -> Record:
        return told(doc, quote, "sanction", who=["USA"], whom=["RUS"], what=what, when="2022-03-01")

    here = [measure("a", "gold", "bans imports of gold"), measure("a", "oil", "bans imports of crude oil")]
    there = [measure("b", "crude", "stops all crude purchases"), measure("b", "gold", "stops gold imports")]
    entries = timeline([*here, *there], [])
    assert {entry.record.what: [other.what for other in entry.others] for entry in entries} == {
        "bans imports of gold": ["stops gold imports"],
        "bans imports of crude oil": ["stops all crude purchases"],
    }


def test_month_dates_are_too_coarse_to_fold() -> None:
    one, other = (told(doc, "x", "meeting", who=["JPN"], when="2022-06") for doc in "ab")
    assert len(timeline([one, other], [])) == 2


def test_copies_of_one_text_count_as_one_document() -> None:
    @dataclass(frozen=True)
    class Copy(Document):
        copy_of: str = ""

    documents = [Document("a", "x"), Copy("b", "x", copy_of="a"), Document("c", "y")]
    records = [told(doc, "x", "meeting", who=["JPN"], when="2022-06-29") for doc in "abc"]
    assert [entry.documents for entry in timeline(records, documents)] == [2]


def test_top_keeps_what_most_documents_tell_then_the_surest() -> None:
    twice = [told(doc, "x", "meeting", who=["JPN"], when="2022-01-01", confidence=0.4) for doc in "ab"]
    unsure = told("a", "y", "meeting", who=["KOR"], when="2021-01-01", confidence=0.2)
    sure = told("a", "z", "meeting", who=["USA"], when="2023-01-01", confidence=0.9)
    kept = timeline([*twice, unsure, sure], [], top=2)
    assert [entry.record.when for entry in kept] == ["2022-01-01", "2023-01-01"]
    assert timeline([sure], [], top=0) == []


def test_timeline_as_text(snapshot: SnapshotAssertion) -> None:
    assert as_text(timeline(RECORDS, DOCUMENTS, undated=True), 80) == snapshot


def test_timeline_as_markdown(snapshot: SnapshotAssertion) -> None:
    assert as_markdown(timeline(RECORDS, DOCUMENTS)) == snapshot


def test_timeline_as_json_is_the_record_and_its_place() -> None:
    [first, *_] = json.loads(as_json(timeline(RECORDS, DOCUMENTS)))
    assert first["id"] == SANCTIONS.id
    assert (first["first"], first["last"], first["precision"]) == ("2022-03-01", "2022-03-01", "day")


def test_text_lines_keep_to_the_width() -> None:
    assert max(map(len, as_text(timeline(RECORDS, DOCUMENTS), 60).splitlines())) <= 60


def test_an_empty_timeline_says_so() -> None:
    assert as_text([]) == as_markdown([]) == "Nothing on this timeline.\n"
