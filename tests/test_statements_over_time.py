"""`wording` and `compare`: from a dossier or files, in Python and on the command line, in every format."""

from __future__ import annotations

import json
import re
from html.parser import HTMLParser
from pathlib import Path
from typing import Any

import pytest
from typer.testing import CliRunner

import dragoman
from dragoman.api.comparison import compare_files
from dragoman.cli import app
from dragoman.errors import DocumentError, UsageError

EXAMPLES = Path(__file__).parent.parent / "examples"
STATEMENTS = {
    "one.md": "JPN/Jane Doe praised UKR as it opposes attempts to change the status quo by force.",
    "two.md": "JPN/Ken Roe praised UKR as it opposes attempts to change the status quo by force or coercion.",
    "three.md": "The ministers said that they oppose any change of the status quo.",
}
DAYS = {"one.md": "2020-01-01", "two.md": "2021-01-01", "three.md": "2022-01-01"}


def run(*arguments: str | Path) -> Any:
    return CliRunner().invoke(app, [str(argument) for argument in arguments])


@pytest.fixture
def statements(desk: Path) -> Path:
    """Three statements, read into `s.dossier`; the last is published by a ministry and a hostile title stands on it."""
    for name, text in STATEMENTS.items():
        publisher = "U.S. Department of State" if name == "three.md" else "The Observer of Fiction"
        head = f"---\ntitle: <b>{name}</b>\npublisher: {publisher}\ndate: {DAYS[name]}\n---\n\n"
        (desk / name).write_text(f"{head}{text}\n", encoding="utf-8")
    dragoman.read([desk / name for name in STATEMENTS], "s.dossier").close()
    return Path("s.dossier")


def test_places_come_by_day_with_speaker_words_and_what_shifted(statements: Path) -> None:
    with dragoman.open(statements) as dossier:
        rows = list(dossier.wording("status quo").rows())
        for row in rows:
            assert dossier.document(row["doc"]).text[row["start"] : row["end"]] == row["quote"]
    assert [(row["published"], row["speakers"], row["quote"]) for row in rows] == [
        ("2020-01-01", ["JPN/Jane Doe"], "opposes attempts to change the status quo by force"),
        ("2021-01-01", ["JPN/Ken Roe"], "opposes attempts to change the status quo by force or coercion"),
        ("2022-01-01", ["USA"], "oppose any change of the status quo"),
    ]
    assert [(row["added"], row["dropped"]) for row in rows] == [([], []), (["coercion"], []), ([], [])]


def test_variants_have_their_days_and_speakers(statements: Path) -> None:
    with dragoman.open(statements) as dossier:
        made = json.loads(dossier.wording("status quo").json())
    assert made["phrase"] == "status quo"
    assert [(v["variant"], v["first"], v["last"], v["speakers"]) for v in made["variants"]] == [
        (1, "2020-01-01", "2020-01-01", ["JPN/Jane Doe"]),
        (2, "2021-01-01", "2021-01-01", ["JPN/Ken Roe"]),
        (3, "2022-01-01", "2022-01-01", ["USA"]),
    ]
    assert len(made["places"]) == 3


@pytest.mark.parametrize(
    ("asked", "docs"),
    [
        (("--by", "Japan"), ["one", "two"]),
        (("--by", "JPN/Jane Doe"), ["one"]),
        (("--by", "USA,JPN/Ken Roe"), ["two", "three"]),
        (("--since", "2021"), ["two", "three"]),
        (("--until", "2021-06"), ["one", "two"]),
    ],
)
def test_only_by_these_or_in_this_time(statements: Path, asked: tuple[str, ...], docs: list[str]) -> None:
    made = json.loads(run("wording", statements, "status", "quo", *asked, "--format", "json").stdout)
    assert [place["doc"] for place in made["places"]] == docs


def test_wording_as_text(statements: Path) -> None:
    told = run("wording", statements, "status quo by force").stdout
    assert told.startswith("“status quo by force”: 2 places in 2 documents, 2020-01-01 to 2021-01-01, in 2 wordings\n")
    assert "2021-01-01  Ken Roe (Japan) (2)" in told or "2021-01-01  Ken Roe (2)" in told
    assert "since 2020-01-01: + coercion" in told
    assert "»opposes attempts to change the status quo by force«" in " ".join(told.split())


def test_no_wording_is_no_error(statements: Path) -> None:
    result = run("wording", statements, "freedom of navigation")
    assert (result.exit_code, result.stdout) == (0, "No wording of “freedom of navigation” found.\n")


def test_two_documents_of_a_dossier_and_two_files_compare_the_same(statements: Path) -> None:
    inside = json.loads(run("compare", statements, "one", "two", "--format", "json").stdout)
    files = json.loads(run("compare", "one.md", "two.md", "--format", "json").stdout)
    assert inside["summary"] == files["summary"]
    assert inside["paragraphs"] == files["paragraphs"]
    assert inside["before"] == {
        "doc": "one",
        "title": "<b>one.md</b>",
        "publisher": "The Observer of Fiction",
        "published": "2020-01-01",
    }


@pytest.mark.parametrize("form", ["text", "md", "html", "csv", "json"])
def test_a_comparison_in_every_format(statements: Path, form: str) -> None:
    result = run("compare", statements, "one", "two", "--format", form)
    assert result.exit_code == 0
    assert "coercion" in result.stdout


@pytest.mark.parametrize("form", ["text", "md", "csv", "json"])
def test_a_wording_in_every_format(statements: Path, form: str) -> None:
    result = run("wording", statements, "status quo", "--format", form)
    assert result.exit_code == 0
    assert "coercion" in result.stdout


def test_markup_in_documents_stays_text(desk: Path) -> None:
    hostile = 'We note <script>alert(1)</script> the status quo <img src=x onerror=y> | "a" \x1b[2J \u202e.'
    Path("a.txt").write_text(hostile, encoding="utf-8")
    Path("b.txt").write_text(hostile.replace("note", "welcome"), encoding="utf-8")
    found = compare_files("a.txt", "b.txt")
    for html in (found.html(), found._repr_html_()):
        tags = tags_of(html)
        assert not tags & {"script", "img"}
        assert {"del", "ins", "table"} <= tags
    with dragoman.read("a.txt", "h.dossier") as dossier:
        assert not tags_of(dossier.wording("status quo")._repr_html_()) & {"script", "img"}
    steering = re.compile("[\x00-\x08\x0b-\x1f\x7f-\x9f\u202a-\u202e]")
    for form in ("text", "md", "html", "csv", "json"):
        assert not steering.search(run("compare", "a.txt", "b.txt", "--format", form).stdout.replace("\r\n", "\n"))
        assert not steering.search(
            run("wording", "h.dossier", "status quo", "--format", form).stdout.replace("\r\n", "\n")
        )


def tags_of(html: str) -> set[str]:
    seen: set[str] = set()

    class Reader(HTMLParser):
        def handle_starttag(self, tag: str, attrs: list[tuple[str, str | None]]) -> None:
            seen.add(tag)

    Reader().feed(html)
    return seen


@pytest.mark.parametrize(
    ("arguments", "told"),
    [
        ("wording s.dossier of the", "'of the' has no word to look for"),
        ("wording s.dossier quo --by Jappan", "there is no actor 'Jappan'"),
        ("wording s.dossier quo --since June", "'June' is not a date"),
        ("compare one.md", "name two files, or a dossier and two of its documents"),
        ("compare one.md nowhere.md", "there is no file 'nowhere.md'"),
        ("compare s.dossier one nowhere", "there is no document 'nowhere'"),
        ("compare one.md many.jsonl", "it holds several documents"),
    ],
)
def test_a_wrong_call_ends_with_one_line_and_2(statements: Path, arguments: str, told: str) -> None:
    Path("many.jsonl").write_text('{"id": "x", "text": "One."}\n{"id": "y", "text": "Two."}\n')
    result = run(*arguments.split()) if "of the" not in arguments else run("wording", "s.dossier", "of the")
    assert (result.exit_code, result.stdout) == (2, "")
    assert told in result.stderr


def test_a_file_that_cannot_be_read_says_why(desk: Path) -> None:
    Path("scan.xyz").write_text("?")
    Path("a.txt").write_text("We note it.")
    with pytest.raises(DocumentError, match=r"scan\.xyz: files ending in \.xyz are not read"):
        compare_files("scan.xyz", "a.txt")
    with pytest.raises(UsageError, match="there is no file"):
        compare_files("a.txt", "articles")


def test_the_quad_communiques_of_the_examples() -> None:
    found = compare_files(EXAMPLES / "communique-quad-tokyo.md", EXAMPLES / "communique-quad-hiroshima.md")
    shifts = {
        (shift.direction, shift.before and shift.before.quote, shift.after and shift.after.quote)
        for item in found
        for shift in item.shifts
    }
    assert shifts == {
        ("strengthened", "oppose", "strongly oppose"),
        ("strengthened", "call on", "urge"),
        ("strengthened", "concerned", "deeply concerned"),
        ("strengthened", "ask", "demand"),
        ("strengthened", "note", "commit"),
        ("strengthened", "should", "shall"),
        ("strengthened", "may", "will"),
        ("strengthened", "in due course", "as soon as possible"),
        ("strengthened", "welcome", "support"),
        ("weakened", "at least", "up to"),
        ("strengthened", "subject to", None),
    }
    assert (found.summary["added"], found.summary["dropped"], found.summary["moved"]) == (1, 1, 1)
