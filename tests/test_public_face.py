"""The public face: what `import dragoman` gives, and what can be asked of a dossier."""

from __future__ import annotations

import json
import re
import subprocess
import sys
from pathlib import Path
from typing import Any

import pytest

import dragoman
from dragoman.api.names import actor_codes
from dragoman.api.reading import READER, default_dossier, spec_of
from dragoman.config import load_settings
from dragoman.errors import DossierError, UsageError
from dragoman.world import load_world

HEAVY = ("spacy", "duckdb", "pandas", "pyarrow", "numpy", "trafilatura", "pydantic")
ANSWERS = ("records", "timeline", "ledger", "documents", "problems", "search", "show")
DOCS = Path(__file__).parent.parent / "docs"


def answer(dossier: dragoman.Dossier, name: str) -> Any:
    """One answer of each sort, none of them empty."""
    if name == "ledger":
        return dossier.ledger("meetings")
    if name == "search":
        return dossier.search("Madrid")
    if name == "show":
        return dossier.show(next(iter(dossier.records())).id)
    return getattr(dossier, name)()


@pytest.fixture
def dossier(desk: Path) -> dragoman.Dossier:
    (desk / "articles" / "scan.xyz").write_bytes(b"\0")
    return dragoman.read("articles")


def test_the_public_names_are_these() -> None:
    assert dragoman.__all__ == [
        *("Actor", "Amount", "Coding", "Document", "DocumentError", "Dossier", "DossierError", "DragomanError"),
        *("Evidence", "Problem", "Quotation", "Record", "TableError", "UsageError", "__version__"),
        *("code", "factuality", "open", "pledge", "quotations", "read"),
    ]
    for name in dragoman.__all__:
        assert getattr(dragoman, name) is not None
        assert name in dir(dragoman)
    with pytest.raises(AttributeError, match="no attribute 'wrong'"):
        _ = dragoman.wrong


@pytest.mark.parametrize("statement", ["import dragoman", "from dragoman import Record, UsageError"])
def test_importing_loads_nothing_heavy(statement: str) -> None:
    code = f"{statement}; import sys; print([m for m in {HEAVY!r} if m in sys.modules])"
    assert subprocess.check_output([sys.executable, "-c", code], text=True).strip() == "[]"


def test_reading_names_the_dossier_after_what_is_read(desk: Path) -> None:
    dossier = dragoman.read("articles/")
    assert dossier.path == Path("articles.dossier")
    assert dossier.path.exists()
    assert dossier.summary is not None
    assert (dossier.summary.read, dossier.summary.records) == (3, 4)


@pytest.mark.parametrize(
    ("paths", "name"),
    [
        (["a/b.txt"], "b.dossier"),
        (["texts/*.html"], "texts.dossier"),
        (["one.jsonl.gz", "two"], "one.dossier"),
    ],
)
def test_default_names(paths: list[str], name: str, desk: Path) -> None:
    assert default_dossier(paths) == Path(name)


@pytest.mark.parametrize("path", [".", "*.html"])
def test_the_current_folder_gives_its_own_name(path: str, desk: Path) -> None:
    assert default_dossier([path]) == Path(f"{desk.name}.dossier")


def test_a_cell_of_a_notebook_can_be_run_again(desk: Path) -> None:
    before = dragoman.read("articles")
    assert len(before.records()) == 4
    again = dragoman.read("articles")
    assert again.summary is not None
    assert (again.summary.read, again.summary.unchanged) == (0, 3)
    assert len(before.records()) == len(again.records()) == 4


def test_a_dossier_and_its_settings_in_the_folder_that_is_read_are_no_problem(desk: Path) -> None:
    (desk / "dragoman.toml").write_text("min_confidence = 0.7")
    dragoman.read(".", "all.dossier").close()
    dossier = dragoman.read(".", "all.dossier")
    assert dossier.summary is not None
    assert (dossier.summary.documents, dossier.summary.problems) == (3, 0)
    assert len(dossier.records()) == 3, "the settings leave out what is less sure"
    assert len(dossier.records(min_confidence=0)) == 4


@pytest.mark.parametrize(
    ("arguments", "told"),
    [
        ({"paths": "nowhere"}, "there is no file or folder 'nowhere'"),
        ({"paths": []}, "there is nothing to read"),
        ({"paths": "articles", "date": "yesterday"}, "'yesterday' is no day"),
        ({"paths": "articles", "dossier": "no/where.dossier"}, "there is no folder no"),
        ({"paths": "articles", "processes": 0}, "processes: input should be"),
    ],
)
def test_a_wrong_call_makes_no_dossier(desk: Path, arguments: dict[str, Any], told: str) -> None:
    with pytest.raises(UsageError, match=told):
        dragoman.read(**arguments)
    assert not list(desk.glob("*.dossier*"))


def test_opening_what_is_not_there(desk: Path) -> None:
    with pytest.raises(DossierError, match="there is no such dossier"):
        dragoman.open("nowhere.dossier")


@pytest.mark.parametrize("name", ANSWERS)
def test_every_answer_is_items_rows_and_tables(dossier: dragoman.Dossier, name: str) -> None:
    found = answer(dossier, name)
    items, rows, table, frame = list(found), list(found.rows()), found.arrow(), found.df()

    assert len(items) == len(found) == len(rows) == table.num_rows == len(frame) > 0
    assert list(rows[0]) == list(found.columns) == table.column_names == list(frame.columns)
    assert json.loads(found.json())
    assert found.csv().startswith(",".join(found.columns))
    assert found.text().strip()
    assert found.markdown().strip()
    assert found._repr_html_().startswith("<div")
    assert str(len(found)) in repr(found)


@pytest.mark.parametrize("name", ["records", "timeline", "ledger", "search", "problems"])
def test_an_empty_answer_has_the_same_columns(desk: Path, name: str) -> None:
    (desk / "quiet").mkdir()
    (desk / "quiet" / "a.txt").write_text("Nothing happened in Madrid.")
    dossier = dragoman.read("quiet")
    found = dossier.search("nowhere") if name == "search" else answer(dossier, name)
    assert len(found) == 0
    assert found.arrow().column_names == list(found.columns)
    assert found.text().strip()


def test_a_timeline_is_asked_with_names_or_codes(dossier: dragoman.Dossier) -> None:
    by_codes = dossier.timeline(about=["JPN", "NATO"], since="2022-06", kind="meetings")
    by_names = dossier.timeline(about=["Japan", "nato"], kind=["meeting"])
    assert [e.record.where for e in by_codes] == [e.record.where for e in by_names] == ["Madrid"]
    assert by_codes[0].title == "Leaders meet in Madrid"


def test_a_ledger_of_commitments_holds_what_is_pledged(dossier: dragoman.Dossier) -> None:
    [pledged] = dossier.ledger("commitments").rows()
    assert (pledged["who"], pledged["due"], pledged["amount"]) == ("USA", "2023", "4 ships")


def test_records_can_be_written(dossier: dragoman.Dossier, desk: Path) -> None:
    records = dossier.records(about="Ukraine")
    assert records.to_jsonl("r.jsonl") == records.to_csv("r.csv") == records.to_parquet("r.parquet") == 2
    lines = Path("r.jsonl").read_text().splitlines()
    assert [dragoman.Record.from_json(json.loads(line)) for line in lines] == list(records)


def test_a_shown_record_stands_in_its_paragraph(dossier: dragoman.Dossier) -> None:
    [record] = dossier.records(kind="meeting")
    shown = dossier.show(record.id[:8])
    assert shown.record == record
    assert shown.before + shown.quote + shown.after in shown.document.text
    assert shown.quote == record.evidence.quote
    assert shown.after == "."
    assert f"»{record.evidence.quote}«" in shown.text().replace("\n            ", " ")


def test_what_could_not_be_read_is_a_problem_with_a_remedy(dossier: dragoman.Dossier) -> None:
    [problem] = dossier.problems()
    assert Path(problem.path).name == "scan.xyz"
    assert problem.reason
    assert problem.remedy


def test_the_report_is_one_file(dossier: dragoman.Dossier) -> None:
    path = dossier.report("report.html", title="Ships & summits")
    html = path.read_text(encoding="utf-8")
    assert "Ships &amp; summits" in html
    assert "Fumio Kishida" in html
    assert not re.search(r'(?:src|href)="(?:https?:)?//', html)
    again = dossier.report("again.html", title="Ships & summits")
    assert again.read_text(encoding="utf-8") == html
    with pytest.raises(UsageError, match="this is the dossier itself"):
        dossier.report(dossier.path)


def test_documents_are_removed_all_or_none(dossier: dragoman.Dossier) -> None:
    with pytest.raises(UsageError, match="there is no document 'wrong'"):
        dossier.remove("tokyo", "wrong")
    assert len(dossier.documents()) == 3
    dossier.remove("tokyo", "madrid")
    assert [row["id"] for row in dossier.documents()] == ["yokosuka"]


def test_the_dossier_shows_itself_in_a_notebook(dossier: dragoman.Dossier) -> None:
    card = dossier._repr_html_()
    assert "3 documents, 4 records" in card
    assert "1 problem" in card


def test_markup_in_documents_stays_text(desk: Path) -> None:
    hostile = {"id": "x<b>", "title": "<script>alert(1)</script>", "text": "JPN met KOR <img src=x> on 2022-01-02."}
    (desk / "hostile.jsonl").write_text(json.dumps(hostile) + "\n")
    (desk / "<b>.xyz").write_text("x")
    dossier = dragoman.read(["hostile.jsonl", "<b>.xyz"], "hostile.dossier")
    for name in (*ANSWERS[:5], "show"):
        html = answer(dossier, name)._repr_html_()
        assert "<script" not in html
        assert "<img" not in html
        assert "<b>." not in html


def test_an_unknown_actor_is_refused_with_suggestions(dossier: dragoman.Dossier) -> None:
    with pytest.raises(UsageError, match="there is no actor 'Jappan': did you mean Japan"):
        dossier.timeline(about=["Jappan"])
    with pytest.raises(UsageError, match=r"'Congo' may be several actors: write one of .*COD"):
        dossier.records(about="Congo")


@pytest.mark.parametrize(
    ("text", "code"),
    [
        ("JPN", "JPN"),
        ("jpn", "JPN"),
        ("Japan", "JPN"),
        ("Tokyo", "JPN"),
        ("Nato", "NATO"),
        ("Fumio Kishida", "JPN/Fumio Kishida"),
        ("Japan/Fumio Kishida", "JPN/Fumio Kishida"),
        ("jane doe", "JPN/Jane Doe"),
        ("JPN/jane doe", "JPN/Jane Doe"),
        ("?/Nobody", "?/Nobody"),
        ("Ruritania", "Ruritania"),
    ],
)
def test_actors_by_any_name(text: str, code: str) -> None:
    told = ["JPN/Jane Doe", "?/Nobody", "Ruritania/public"]
    assert actor_codes([text], load_world(), lambda: told) == [code]


def test_settings_reach_the_reader_and_the_log_of_runs(dossier: dragoman.Dossier) -> None:
    settings = load_settings(environ={}, fast=True, pipeline="en_core_web_sm")
    assert spec_of(settings).settings == {"fast": True, "pipeline": "en_core_web_sm"}
    [run] = dossier.sql("SELECT configuration FROM runs")
    assert json.loads(run["configuration"])["configuration"] == dossier.settings.hash


def test_without_the_variable_the_shipped_reader_reads(monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.delenv("DRAGOMAN_READER", raising=False)
    assert spec_of(load_settings(environ={})).factory == READER


def snippets() -> list[str]:
    text = (DOCS / "python.md").read_text(encoding="utf-8")
    return re.findall(r"^```python\n(.*?)^```", text, re.DOTALL | re.MULTILINE)


def test_the_snippets_of_the_documentation_run(desk: Path, capsys: pytest.CaptureFixture[str]) -> None:
    names: dict[str, Any] = {}
    assert len(snippets()) > 5
    for snippet in snippets():
        exec(compile(snippet, "python.md", "exec"), names)
    assert "Fumio Kishida" in capsys.readouterr().out


def test_every_public_name_and_question_is_documented() -> None:
    text = (DOCS / "python.md").read_text(encoding="utf-8")
    questions = [name for name in vars(dragoman.Dossier) if not name.startswith("_")]
    missing = [name for name in (*dragoman.__all__, *questions) if f"`{name}" not in text and f".{name}" not in text]
    assert missing == []
