"""The record over time, asked in the shell and in Python: as of a day, ranked, compared, briefed."""

from __future__ import annotations

import json
import re
from pathlib import Path
from typing import Any

import pytest
from typer.testing import CliRunner

import dragoman
from dragoman.cli import app
from dragoman.errors import UsageError

JUNE = {
    "plan.md": ("2022-06-01", "JPN and NATO: JPN met USA in Tokyo on 2022-05-20."),
    "ships.md": ("2022-06-10", "USA offered 4 ships to UKR on /2022-08-31."),
}
JULY = {
    "summit.md": ("2022-07-01", "JPN/Fumio Kishida met NATO in Madrid on 2022-06-29."),
    "again.md": ("2022-07-02", "NATO met JPN/Fumio Kishida in Madrid on 2022-06-29."),
    "hostile.md": ("2022-07-03", "JPN sanctioned RUS on 2022-07-02 with <script>alert(1)</script> and [x](y)."),
}


def run(*arguments: str | Path) -> Any:
    return CliRunner().invoke(app, [str(argument) for argument in arguments])


def told(*arguments: str | Path) -> Any:
    result = run(*arguments, "--format", "json")
    assert (result.exit_code, result.stderr) == (0, "")
    return json.loads(result.stdout)


def write(folder: Path, articles: dict[str, tuple[str, str]]) -> Path:
    folder.mkdir()
    for name, (day, text) in articles.items():
        (folder / name).write_text(f"---\ntitle: On {name}\ndate: {day}\n---\n\n{text}\n", encoding="utf-8")
    return folder


@pytest.fixture
def june(desk: Path) -> Path:
    dragoman.read(write(desk / "june", JUNE), "june.dossier").close()
    return Path("june.dossier")


@pytest.fixture
def july(desk: Path) -> Path:
    dragoman.read(write(desk / "july", JUNE | JULY), "july.dossier").close()
    return Path("july.dossier")


@pytest.mark.parametrize("command", ["timeline", "facts"])
def test_as_of_a_day_what_was_published_after_it_is_not_seen(july: Path, command: str) -> None:
    assert [one["kind"] for one in told(command, july, "--as-of", "2022-06-30")] == ["meeting", "aid"]
    assert len(told(command, july)) == 4


def test_as_of_a_day_a_promise_is_not_yet_overdue(july: Path) -> None:
    states = [
        [one["state"] for one in told("commitments", july, "--as-of", day)]
        for day in ("2022-06-05", "2022-06-15", "2022-09-01")
    ]
    assert states == [[], ["due soon"], ["overdue"]]


def test_the_timeline_shows_one_entry_a_fact_with_its_weight(july: Path) -> None:
    summit = next(one for one in told("timeline", july) if one["when"] == "2022-06-29")
    assert (summit["documents"], len(summit["others"])) == (2, 1)
    assert summit["weight"] == max(one["weight"] for one in told("timeline", july))


def test_a_timeline_of_months(july: Path) -> None:
    days = [one["when"] for one in told("timeline", july, "--per", "month")]
    assert days == ["2022-05-20", "2022-06-29", "2022-07-02"]
    assert [one["when"] for one in told("timeline", july, "--per", "month", "--top", "1")] == ["2022-06-29"]


def test_a_timeline_as_a_page_and_in_markdown(july: Path) -> None:
    page = run("timeline", july, "--format", "html").stdout
    assert "<!doctype html>" in page
    assert "<script" not in page
    assert "&lt;script&gt;" in page
    assert "| Words |" in run("timeline", july, "--format", "md").stdout


def sections(found: dict[str, Any]) -> dict[str, int]:
    return {name: len(items) for name, items in found.items() if isinstance(items, list) and items}


def test_what_is_new_in_a_later_dossier(june: Path, july: Path) -> None:
    found = told("diff", june, july)
    assert (found["from"], found["to"]) == ("2022-06-10", "2022-07-03")
    assert sections(found) == {"new": 2, "actor": 3}
    assert {one["actor"] for one in found["actor"]} == {"JPN/Fumio Kishida", "NATO", "RUS"}
    assert sections(told("diff", june, june)) == {}


def test_what_is_new_in_one_dossier_between_two_days(july: Path) -> None:
    assert sections(told("diff", july, "--from", "2022-06-15")) == {"new": 2, "actor": 3}
    assert sections(told("diff", july, "--from", "2022-06-15", "--to", "2022-06-30")) == {}
    assert sections(told("diff", july, "--from", "2022-06-15", "--to", "2022-09-30"))["broken"] == 1


def test_what_another_paper_tells_of_a_known_fact_is_no_new_fact(desk: Path) -> None:
    one, other = ({name: JULY[name]} for name in ("summit.md", "again.md"))
    dragoman.read(write(desk / "one", one), "one.dossier").close()
    dragoman.read(write(desk / "other", other), "other.dossier").close()
    assert sections(told("diff", "one.dossier", "other.dossier")) == {}


@pytest.mark.parametrize("form", ["text", "md", "csv"])
def test_what_is_new_in_every_format_with_its_words(july: Path, form: str) -> None:
    result = run("diff", july, "--from", "2022-06-15", "--format", form)
    assert result.exit_code == 0
    assert "JPN/Fumio Kishida met NATO in Madrid on 2022-06-29" in re.sub(r"\s+", " ", result.stdout).replace("\\", "")


@pytest.mark.parametrize(
    ("arguments", "complaint"),
    [
        (("diff", "july.dossier"), "name a second dossier, or the day"),
        (("diff", "july.dossier", "july.dossier", "--from", "2022"), "name two dossiers, or one dossier with --from"),
        (("diff", "july.dossier", "--from", "2022-07", "--to", "2022-06"), "the earlier day comes first"),
        (("diff", "july.dossier", "--from", "June"), "'June' is not a date"),
        (("brief", "july.dossier", "--about", "Jappan"), "there is no actor 'Jappan'"),
        (("brief", "july.dossier", "-o", "july.dossier"), "this is the dossier itself"),
    ],
)
def test_a_wrong_call_is_told_in_a_line(july: Path, arguments: tuple[str, ...], complaint: str) -> None:
    result = run(*arguments)
    assert result.exit_code == 2
    assert complaint in result.stderr


def test_a_briefing_in_markdown_and_as_a_page(july: Path) -> None:
    result = run("brief", july, "--about", "Japan")
    assert result.stdout.startswith("# Japan\n")
    assert re.search(r"^\[\^1\]: On \w+\\?\.md, \d+ \w+ 2022: “.+”$", result.stdout, re.MULTILINE)
    assert run("brief", july, "-o", "brief.html").stdout == "brief.html\n"
    page = Path("brief.html").read_text(encoding="utf-8")
    assert "<h1>july</h1>" in page
    assert "<script" not in page
    assert told("brief", july, "--as-of", "2022-06-30")["standfirst"].startswith("As of 30 June 2022: 2 facts")


def test_the_same_in_python(june: Path, july: Path) -> None:
    with dragoman.open(june) as old, dragoman.open(july) as new:
        assert [row["section"] for row in old.diff(new).rows()] == ["new", "new", "actor", "actor", "actor"]
        assert len(new.diff(since="2022-06-15").df()) == 5
        assert new.brief(["JPN", "NATO"]).markdown().startswith("# Japan and NATO\n")
        with pytest.raises(UsageError, match="name a second dossier"):
            new.diff()


@pytest.mark.parametrize("command", ["facts", "timeline", "commitments", "disagreements"])
def test_an_actor_of_later_documents_is_not_known_before(july: Path, command: str) -> None:
    assert told(command, july, "--about", "RUS", "--as-of", "2022-06-30") == []
