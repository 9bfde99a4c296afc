"""`dragoman world`: the commands, their output and exit codes."""

import json
from pathlib import Path

from typer.testing import CliRunner, Result

from dragoman.world_cli import app


def run(*arguments: str | Path) -> Result:
    return CliRunner().invoke(app, [str(argument) for argument in arguments])


def test_lookup_prints_the_holder() -> None:
    result = run("lookup", "Japanese foreign minister", "--on", "2022-04-07")
    assert result.exit_code == 0
    title, held, *_ = result.output.splitlines()
    assert title == "Foreign Minister (Japan)  [office: JPN.foreign_minister]"
    assert held.startswith("  held by: Yoshimasa Hayashi, 2021-11-10 to 2023-09-13 [")


def test_lookup_as_json() -> None:
    (answer,) = json.loads(run("lookup", "New START", "--on", "2022", "--json").output)
    assert (answer["kind"], answer["facts"]["parties"]) == ("agreement", ["RUS", "USA"])


def test_what_is_not_known_has_exit_code_1_and_a_wrong_call_2() -> None:
    assert run("lookup", "Ruritania").exit_code == 1
    assert json.loads(run("lookup", "Ruritania", "--json").stdout) == []
    result = run("lookup", "Japan", "--on", "yesterday")
    assert result.exit_code == 2
    assert result.output == "error: --on yesterday: no date; write 2022-04-07, 2022-04 or 2022\n"


def test_members_by_name_date_and_role() -> None:
    assert "FIN  Finland" in run("members", "NATO", "--on", "2023-04-04").output
    assert "FIN" not in run("members", "NATO", "--on", "2023-04-03").output
    council = json.loads(run("members", "UN Security Council", "--on", "2024", "--json").output)
    assert council["body"] == "UN/Security Council"
    assert "UKR" in run("members", "EU", "--on", "2024", "--role", "candidate").output
    assert run("members", "Ruritania").exit_code == 2


def test_add_keeps_the_rows_and_says_where(tmp_path: Path) -> None:
    file = tmp_path / "mine.csv"
    file.write_text("body,name,kind\nJPN,Digital Agency,agency\n")
    result = run("add", file, "--into", tmp_path / "world")
    assert result.output == f"organs: 1\nkept in {tmp_path / 'world'}\n"
    assert (tmp_path / "world" / "organs.csv").read_text().endswith("JPN,Digital Agency,agency,,,\n")


def test_check_tells_what_is_wrong_before_anything_is_added(tmp_path: Path) -> None:
    file = tmp_path / "mine.csv"
    file.write_text("body,name,kind\nJAPAN,Digital Agency,agency\n")
    result = run("check", file)
    assert result.exit_code == 1
    assert result.output.startswith(f"{file}, line 2, column body: 'JAPAN' is not in states or bodies")
    assert run("add", file, "--into", tmp_path / "world").exit_code == 2


def test_check_of_a_folder_finds_what_does_not_fit_the_shipped_world(tmp_path: Path) -> None:
    (tmp_path / "memberships.csv").write_text("body,member,role,start,end,source\nG8,IND,member,2020,,me\n")
    result = run("check", tmp_path)
    assert result.output == "memberships: IND in G8 to now, but G8 ends 2014-03-24\n1 faults\n"
    assert result.exit_code == 1
