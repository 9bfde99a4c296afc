import csv
import io
import json

import pytest
from syrupy.assertion import SnapshotAssertion

from dragoman.analysis.ledger import as_csv, as_json, as_markdown, as_text, form, ledger, ledger_names
from dragoman.errors import UsageError
from dragoman.record import KINDS, Amount

from .given import BUDGET, HOSTILE_STEP, RECORDS, SANCTIONS, SUMMIT, told


def test_every_kind_has_a_ledger_and_commitments_has_one_too() -> None:
    assert {form(name).kind for name in ledger_names()} == {*KINDS, ""}
    assert ledger_names()[-1] == "commitments"


@pytest.mark.parametrize(
    ("name", "meant"), [("sanction", "sanctions"), ("Policies", "policies"), ("commitment", "commitments")]
)
def test_a_ledger_is_found_by_its_plural_or_singular(name: str, meant: str) -> None:
    assert form(name).name == meant


@pytest.mark.parametrize("name", ["trades", "", "statuses"])
def test_an_unknown_ledger_is_refused_with_the_names_there_are(name: str) -> None:
    with pytest.raises(UsageError, match=r"meetings, agreements, .*commitments"):
        ledger(RECORDS, name)


def test_a_ledger_holds_the_records_of_its_kind_only() -> None:
    assert ledger(RECORDS, "sanctions").records == (SANCTIONS,)


def test_commitments_are_what_is_pledged_or_planned_whatever_its_kind() -> None:
    table = ledger(RECORDS, "commitments")
    assert table.records == (BUDGET,)
    assert table.rows[0][0] == "2027"


def test_rows_stand_in_order_of_date_with_the_undated_last() -> None:
    undated = told("b", "talks are held", "meeting")
    late = told("a", "they will meet in May", "meeting", when="2023-05")
    assert ledger([undated, late, SUMMIT], "meetings").records == (SUMMIT, late, undated)


def test_actors_are_written_as_the_caller_names_them() -> None:
    table = ledger(RECORDS, "statements", name_of={"RUS": "Russia", "JPN": "Japan"}.__getitem__)
    assert table.rows[0][1:3] == ("Russia", "Japan")


def test_amounts_are_worded_in_short_scale() -> None:
    aid = told("a", "43 trillion yen", "aid", amount=Amount(43e12, "JPY"))
    share = told("a", "62.5 percent", "aid", amount=Amount(62.5, "percent"))
    assert {row[4] for row in ledger([aid, share], "aid").rows} == {"43 trillion JPY", "62.5 percent"}


def test_ledger_as_text(snapshot: SnapshotAssertion) -> None:
    assert as_text(ledger(RECORDS, "meetings"), 80) == snapshot


def test_text_keeps_to_the_width_it_is_given() -> None:
    long = told("a", "x", "sanction", what="word " * 60, who=["USA/" + "Office of Something " * 3], when="2022-03-01")
    assert max(map(len, as_text(ledger([long], "sanctions"), 72).splitlines())) <= 72


def test_ledger_as_markdown(snapshot: SnapshotAssertion) -> None:
    assert as_markdown(ledger(RECORDS, "statements")) == snapshot


def test_markdown_shows_no_markup_of_the_document() -> None:
    sly = told("a", "x", "statement", what="a | b <img src=x> [here](javascript:x)\nnew line", who=["USA"])
    assert r"a \| b \<img src=x\> \[here\](javascript:x) new line" in as_markdown(ledger([sly], "statements"))


def test_csv_keeps_all_columns_and_the_evidence() -> None:
    [row] = csv.DictReader(io.StringIO(as_csv(ledger(RECORDS, "sanctions"))))
    assert row["when"] == "2022-03-01"
    assert row["quote"] == SANCTIONS.evidence.quote
    assert (row["id"], row["doc"]) == (SANCTIONS.id, "tokyo")


@pytest.mark.parametrize("start", ["=1+1", "+1", "-1", "@SUM(A1)", "\tx"])
def test_csv_cells_cannot_be_formulas(start: str) -> None:
    sly = told("a", "x", "statement", what=start, who=["USA"])
    [row] = csv.DictReader(io.StringIO(as_csv(ledger([sly], "statements"))))
    assert row["what"] == "'" + start


def test_text_carries_no_terminal_codes() -> None:
    sly = told("a", "x", "statement", what="\x1b[31mred\x07", who=["USA"])
    assert "\x1b" not in as_text(ledger([sly], "statements"))


def test_json_holds_the_whole_record_beside_the_row() -> None:
    value = json.loads(as_json(ledger(RECORDS, "statements")))
    assert value["ledger"] == "statements"
    assert value["rows"][0]["stance"] == "accuse"
    assert value["rows"][0]["record"] == HOSTILE_STEP.to_json()


def test_an_empty_ledger_says_so() -> None:
    assert as_text(ledger([], "aid")) == "Aid: none\n"
    assert "None." in as_markdown(ledger([], "aid"))
