"""The command line: what each command answers, and how each mistake ends."""

from __future__ import annotations

import csv
import importlib.util
import io
import json
import os
import re
import signal
import subprocess
import sys
import time
from pathlib import Path
from typing import Any

import pyarrow.parquet as pq
import pytest
from typer.testing import CliRunner

import dragoman
from dragoman.cli import app
from dragoman.record import Record

HEAVY = ("spacy", "duckdb", "pandas", "pyarrow", "numpy", "trafilatura", "jinja2")
COMMANDS = ("read", "timeline", "ledger", "show", "records", "documents", "search", "report", "remove", "world")
DOCS = Path(__file__).parent.parent / "docs"


def run(*arguments: str | Path) -> Any:
    """What `dragoman ARGUMENTS` does, in this process."""
    return CliRunner().invoke(app, [str(argument) for argument in arguments])


def start(*arguments: str | Path, **options: object) -> subprocess.Popen[str]:
    """`dragoman ARGUMENTS` as a process of its own."""
    command = [sys.executable, "-c", "from dragoman.cli import main; main()", *map(str, arguments)]
    pipes = {"stdout": subprocess.PIPE, "stderr": subprocess.PIPE} | options
    return subprocess.Popen(command, text=True, encoding="utf-8", **pipes)  # type: ignore[call-overload,no-any-return]


def test_reading_ends_with_a_line_that_says_what_was_done(desk: Path) -> None:
    first = run("read", "articles", "-o", "p.dossier")
    assert (first.exit_code, first.stderr) == (0, "")
    assert first.stdout == "p.dossier: 3 documents: 3 read, 0 unchanged, 0 replaced, 0 problems\n"

    (desk / "articles" / "tokyo.txt").write_text("JPN met KOR.")
    (desk / "articles" / "scan.xyz").write_text("?")
    assert run("read", "articles", "-o", "p.dossier").stdout == (
        "p.dossier: 3 documents: 1 read, 2 unchanged, 1 replaced, 1 problem"
        " (see: dragoman documents p.dossier --problems)\n"
    )


def test_reading_quietly_says_nothing(desk: Path) -> None:
    assert run("read", "articles", "--quiet").output == ""
    assert (desk / "articles.dossier").exists()


def test_pruning_takes_out_what_is_gone(dossier_file: Path) -> None:
    Path("articles/tokyo.txt").unlink()
    assert "2 unchanged, 0 replaced, 1 removed" in run("read", "articles", "-o", dossier_file, "--prune").stdout


def test_the_date_given_is_that_of_all_documents(desk: Path) -> None:
    run("read", "articles", "-o", "p.dossier", "--date", "2020-01-02")
    rows = json.loads(run("documents", "p.dossier", "--format", "json").stdout)
    assert {(row["published"], row["published_by"]) for row in rows} == {("2020-01-02", "option")}


def test_a_timeline(dossier_file: Path) -> None:
    asked = ("--about", "JPN,NATO", "--since", "2022-06", "--kind", "meeting,agreement")
    result = run("timeline", dossier_file, *asked)
    assert result.exit_code == 0
    assert result.stdout.splitlines() == [
        "2022-06-29             meeting, happened: Fumio Kishida, NATO",
        "                       met (1) (Madrid)",
        "                       Leaders meet in Madrid, 2022-06-29",
    ]


@pytest.mark.parametrize(
    ("asked", "kinds"),
    [
        ((), ["sanction", "meeting", "aid"]),
        (("--undated",), ["sanction", "meeting", "aid", "statement"]),
        (("--until", "2022-05"), ["sanction"]),
        (("--status", "pledged"), ["aid"]),
        (("--about", "Japan", "--about", "Russia"), ["sanction"]),
        (("--undated", "--min-confidence", "0.7"), ["sanction", "meeting", "aid"]),
        (("--kind", "meetings, sanctions"), ["sanction", "meeting"]),
    ],
)
def test_what_a_timeline_leaves_out(dossier_file: Path, asked: tuple[str, ...], kinds: list[str]) -> None:
    result = run("timeline", dossier_file, "--format", "json", *asked)
    assert [entry["kind"] for entry in json.loads(result.stdout)] == kinds


def test_top_keeps_what_most_documents_tell(dossier_file: Path) -> None:
    Path("articles/again.txt").write_text("A second paper.\n\nNATO met JPN/Fumio Kishida in Madrid on 2022-06-29.")
    run("read", "articles", "-o", dossier_file)
    [entry] = json.loads(run("timeline", dossier_file, "--top", "1", "--format", "json").stdout)
    assert (entry["kind"], entry["documents"]) == ("meeting", 2)


@pytest.mark.parametrize("form", ["text", "md", "csv", "json"])
@pytest.mark.parametrize("command", ["timeline", "ledger sanctions", "documents", "search Russian RUS"])
def test_every_list_comes_in_every_format(dossier_file: Path, command: str, form: str) -> None:
    name, *rest = command.split()
    result = run(name, dossier_file, *rest, "--format", form)
    assert (result.exit_code, result.stderr) == (0, "")
    assert "tokyo" in result.stdout or "2022-03-01" in result.stdout
    if form == "json":
        assert json.loads(result.stdout)
    elif form == "csv":
        header, *rows = csv.reader(io.StringIO(result.stdout, newline=""))
        assert {len(row) for row in rows} == {len(header)}
    elif form == "md":
        assert "| --- |" in result.stdout


def test_a_ledger_in_the_words_of_its_readers(dossier_file: Path) -> None:
    lines = run("ledger", dossier_file, "sanctions").stdout.splitlines()
    assert lines[0] == "Sanctions"
    assert lines[2].split() == ["Date", "Imposed", "by", "Against", "What", "Status"]
    assert lines[4].split()[:3] == ["2022-03-01", "Japan", "Russia"]
    assert "4 ships" in run("ledger", dossier_file, "commitments", "--about", "Ukraine").stdout


def test_the_records_are_the_interchange_form(dossier_file: Path) -> None:
    result = run("records", dossier_file)
    records = [Record.from_json(json.loads(line)) for line in result.stdout.splitlines()]
    assert [record.doc for record in records] == ["madrid", "tokyo", "tokyo", "yokosuka"]
    assert run("records", dossier_file, "--jsonl").stdout == result.stdout
    assert run("records", dossier_file, "-o", "r.jsonl").stdout == ""
    assert Path("r.jsonl").read_text(encoding="utf-8") == result.stdout


def test_records_in_the_format_of_the_files_ending(dossier_file: Path) -> None:
    run("records", dossier_file, "-o", "r.csv", "--kind", "meeting")
    [row] = csv.DictReader(Path("r.csv").read_text(encoding="utf-8").splitlines())
    assert (row["who"], row["whom"]) == ("JPN/Fumio Kishida", "NATO")
    run("records", dossier_file, "-o", "r.parquet")
    assert pq.read_table("r.parquet").num_rows == 4


def test_parquet_to_standard_output(dossier_file: Path) -> None:
    assert run("records", dossier_file, "--parquet").stdout_bytes[:4] == b"PAR1"


def test_a_record_is_shown_with_its_words_in_context(dossier_file: Path) -> None:
    [record] = json.loads(run("ledger", dossier_file, "meetings", "--format", "json").stdout)["rows"]
    shown = run("show", dossier_file, record["record"]["id"][:8]).stdout
    for told in ("29 June 2022", "»JPN/Fumio Kishida met NATO", "Leaders meet in Madrid", "madrid.txt"):
        assert told in shown


def test_documents_and_what_was_left_out(dossier_file: Path) -> None:
    Path("articles/scan.xyz").write_text("?")
    run("read", "articles", "-o", dossier_file)
    whole, problems = run("documents", dossier_file).stdout, run("documents", dossier_file, "--problems").stdout
    assert "Ships for Kyiv" in whole
    assert "Left out, or read only in part (1):" in whole
    assert problems.startswith(str(Path("articles/scan.xyz")))
    assert "files ending in .xyz are not read" in problems
    assert "Ships for Kyiv" not in problems


def test_searching_documents_and_records(dossier_file: Path) -> None:
    assert run("search", dossier_file, "leaders", "madrid").stdout.startswith(
        "Leaders meet in Madrid, 2022-06-29, madrid"
    )
    assert "JPN/Fumio Kishida met NATO" in run("search", dossier_file, "madrid", "--records").stdout
    assert run("search", dossier_file, "nowhere").stdout == "Nothing found.\n"


def test_the_report_says_where_it_is(dossier_file: Path) -> None:
    assert run("report", dossier_file).stdout == "partnership.html\n"
    assert run("report", dossier_file, "-o", "r.html", "--title", "Our title").stdout == "r.html\n"
    assert "Our title" in Path("r.html").read_text(encoding="utf-8")


def test_removing_documents(dossier_file: Path) -> None:
    assert run("remove", dossier_file, "tokyo", "madrid").stdout == "partnership.dossier: 2 removed\n"
    assert len(run("records", dossier_file).stdout.splitlines()) == 1


@pytest.mark.parametrize(
    ("arguments", "told"),
    [
        ("wrong", "No such command 'wrong'"),
        ("world wrong", "No such command 'wrong'"),
        ("timeline", "Missing argument 'DOSSIER'"),
        ("timeline partnership.dossier --wrong", "No such option: --wrong"),
        ("timeline partnership.dossier --top x", "Invalid value for '--top'"),
        ("timeline partnership.dossier --format pdf", "Invalid value for '--format'"),
        ("timeline partnership.dossier --about Jappan", "there is no actor 'Jappan': did you mean Japan"),
        ("timeline partnership.dossier --since June", "'June' is not a date: write 2022"),
        ("timeline partnership.dossier --kind wars", "'wars' is no kind"),
        ("timeline partnership.dossier --min-confidence 3", "3.0 is no confidence"),
        ("ledger partnership.dossier wars", "there is no ledger 'wars': choose one of meetings"),
        ("show partnership.dossier zz", "there is no record 'zz'"),
        ("search partnership.dossier ...", "there is no word to search for"),
        ("remove partnership.dossier wrong", "there is no document 'wrong'"),
        ("records partnership.dossier --csv --parquet", "--csv and --parquet exclude each other"),
        ("records partnership.dossier -o partnership.dossier", "this is the dossier itself"),
        ("report partnership.dossier -o partnership.dossier", "this is the dossier itself"),
        ("read nowhere -o p.dossier", "there is no file or folder 'nowhere'"),
        ("read articles -o p.dossier --date June", "'June' is no day"),
        ("read articles -o p.dossier --processes 0", "processes: input should be greater"),
    ],
)
def test_a_wrong_call_ends_with_one_line_and_2(dossier_file: Path, arguments: str, told: str) -> None:
    before = dossier_file.read_bytes()
    result = run(*arguments.split())
    assert result.exit_code == 2
    assert result.stdout == ""
    assert told in result.stderr
    assert re.fullmatch(r"dragoman: [^\n]+\n", result.stderr)
    assert not Path("p.dossier").exists()
    assert dossier_file.read_bytes() == before


@pytest.mark.parametrize(
    ("arguments", "told"),
    [
        ("timeline nowhere.dossier", "there is no such dossier; read documents into it first"),
        ("timeline articles/tokyo.txt", "this is not a dossier"),
        ("report partnership.dossier -o no/where.html", "No such file or directory"),
    ],
)
def test_what_cannot_be_done_ends_with_one_line_and_1(dossier_file: Path, arguments: str, told: str) -> None:
    result = run(*arguments.split())
    assert result.exit_code == 1
    assert told in result.stderr
    assert re.fullmatch(r"dragoman: [^\n]+\n", result.stderr)


def test_wrong_settings_name_the_file(dossier_file: Path) -> None:
    Path("dragoman.toml").write_text("min_confidence = 'high'")
    result = run("timeline", dossier_file)
    assert result.exit_code == 2
    assert "dragoman.toml: min_confidence: input should be a valid number" in result.stderr


STEERING = re.compile("[\x00-\x08\x0b-\x0c\x0e-\x1f\x7f-\x9f\u202a-\u202e\u2066-\u2069]")


def test_no_document_can_steer_the_terminal(desk: Path) -> None:
    hostile = "\x1b]0;owned\x07\x9b2J\u202egnp.exe"
    row = {"id": "x", "title": f"Title {hostile}", "text": f"JPN met KOR in Seoul on 2022-01-02 {hostile} and left."}
    Path("hostile.jsonl").write_text(json.dumps(row) + "\n")
    Path("evil\x1b[2J.xyz").write_text("?")
    outputs = [run("read", "hostile.jsonl", "evil\x1b[2J.xyz", "-o", "h.dossier").output]
    [record] = map(json.loads, run("records", "h.dossier").stdout.splitlines())
    lists = ("timeline", "documents", "documents --problems", "ledger meetings", "search seoul", f"show {record['id']}")
    for command in lists:
        name, *rest = command.split()
        for form in ("text", "json") if name == "show" else ("text", "md", "csv", "json"):
            outputs.append(run(name, "h.dossier", *rest, "--format", form).output)
    outputs += [run("records", "h.dossier", option).output for option in ("--jsonl", "--csv")]
    outputs += [run("show", "h.dossier", f"z{hostile}").output, run("ledger", "h.dossier", hostile).output]
    assert all(outputs)
    assert [output for output in outputs if STEERING.search(output)] == []


def test_json_keeps_what_the_terminal_is_spared(desk: Path) -> None:
    Path("h.jsonl").write_text(json.dumps({"id": "x", "title": "a\u202eb", "text": "JPN met KOR."}) + "\n")
    run("read", "h.jsonl", "-o", "h.dossier")
    [row] = json.loads(run("documents", "h.dossier", "--format", "json").stdout)
    with dragoman.open("h.dossier") as dossier:
        assert row["title"] == dossier.document("x").title


@pytest.mark.parametrize("arguments", [["--help"], [], ["--version"], *([name, "--help"] for name in COMMANDS)])
def test_help_loads_nothing_heavy(arguments: list[str]) -> None:
    code = (
        f"import sys; from dragoman.cli import app\ntry: app({arguments!r})\n"
        f"except SystemExit as end: print(end.code, [m for m in {HEAVY!r} if m in sys.modules])"
    )
    told = subprocess.check_output([sys.executable, "-c", code], text=True)
    assert told.splitlines()[-1] == "0 []"


def test_every_command_is_in_the_help_and_in_the_documentation() -> None:
    told, page = run("--help").stdout, (DOCS / "cli.md").read_text(encoding="utf-8")
    for name in COMMANDS:
        assert re.search(rf"^\W*{name}\s", told, re.MULTILINE)
        assert re.search(rf"^## {name}\b", page, re.MULTILINE)


def test_the_documentation_of_the_commands_is_up_to_date() -> None:
    spec = importlib.util.spec_from_file_location("make_cli", DOCS / "make_cli.py")
    assert spec is not None
    assert spec.loader is not None
    module = importlib.util.module_from_spec(spec)
    spec.loader.exec_module(module)
    assert (DOCS / "cli.md").read_text(encoding="utf-8") == module.page(), "run `python docs/make_cli.py`"


def test_a_command_with_commands_below_it_says_which() -> None:
    result = run("world")
    assert result.exit_code == 2
    assert "lookup" in result.output


def test_stopping_says_how_to_go_on(desk: Path) -> None:
    Path("articles/stop.txt").write_text("STOP")
    result = run("read", "articles", "-o", "p.dossier")
    assert result.exit_code == 130
    assert result.stderr == "dragoman: stopped; the same command goes on where it stopped\n"

    Path("articles/stop.txt").write_text("JPN met NATO.")
    assert "4 documents: " in run("read", "articles", "-o", "p.dossier").stdout


@pytest.mark.slow
def test_ctrl_c_stops_a_reading_and_the_next_goes_on(desk: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    Path("slow_reader.py").write_text(
        "from rule_reader import load_reader as quick\ndef load_reader(): return quick(sleep=0.1)\n"
    )
    monkeypatch.setenv("DRAGOMAN_READER", "slow_reader:load_reader")
    monkeypatch.setenv("PYTHONPATH", os.pathsep.join([str(desk), os.environ["PYTHONPATH"]]))
    for number in range(100):
        (desk / "articles" / f"n{number:03}.txt").write_text(f"JPN met KOR on 2022-01-0{number % 9 + 1}. No {number}.")

    reading = start("read", "articles", "-o", "p.dossier")
    deadline = time.monotonic() + 30
    while not list(desk.glob("p.dossier.work/shard-*.parquet")) and time.monotonic() < deadline:
        time.sleep(0.05)
    reading.send_signal(signal.SIGINT)
    out, err = reading.communicate(timeout=60)
    assert reading.returncode == 130
    assert err == "dragoman: stopped; the same command goes on where it stopped\n"
    kept = int(re.search(r"(\d+) read", out)[1])  # type: ignore[index]
    assert 0 < kept < 103

    monkeypatch.setenv("DRAGOMAN_READER", "rule_reader:load_reader")
    assert f"103 documents: {103 - kept} read, {kept} unchanged" in run("read", "articles", "-o", "p.dossier").stdout


@pytest.mark.slow
def test_several_processes_give_the_same_records(dossier_file: Path) -> None:
    result = start("read", "articles", "-o", "two.dossier", "--processes", "2")
    assert "3 read" in result.communicate(timeout=120)[0]
    assert run("records", "two.dossier").stdout == run("records", dossier_file).stdout


@pytest.mark.slow
@pytest.mark.skipif(os.name == "nt", reason="there are no such pipes")
def test_a_reader_that_goes_away_is_no_error(dossier_file: Path) -> None:
    Path("articles/long.txt").write_text("JPN met KOR in Seoul on 2022-01-02.\n" * 3000)
    run("read", "articles", "-o", dossier_file)
    writing = start("records", dossier_file)
    assert writing.stdout is not None
    assert writing.stderr is not None
    writing.stdout.readline()
    writing.stdout.close()
    assert writing.wait(timeout=60) == 141
    assert writing.stderr.read() == ""
    writing.stderr.close()
