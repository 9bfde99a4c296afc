"""Writes `docs/cli.md` from the commands themselves.

python docs/make_cli.py           # write it
python docs/make_cli.py --check   # end with 1 where it is not up to date
"""

from __future__ import annotations

import sys
from collections.abc import Iterator
from pathlib import Path
from typing import Any

from typer.main import get_command

from dragoman.cli import app

TARGET = Path(__file__).with_name("cli.md")
HEAD = """# The commands

<!-- Made by docs/make_cli.py from the commands' own help: change it there. -->

    dragoman read articles/ -o partnership.dossier
    dragoman timeline partnership.dossier --about Japan,NATO --since 2022-06 --kind meeting,agreement
    dragoman ledger partnership.dossier sanctions
    dragoman report partnership.dossier -o report.html

Options that take several values take them with commas, or are given several times. Answers go to standard output,
progress and errors to standard error. The exit code is 0 where all went well, 2 where the call was wrong, 1 where
something else was, and 130 after Ctrl-C. Settings: [`dragoman.toml`](python.md#settings).
"""


def page() -> str:
    """The whole page."""
    commands: dict[str, Any] = get_command(app).commands  # type: ignore[attr-defined]
    return "\n".join([HEAD, *(line for name, command in named(commands) for line in section(name, command))])


def named(commands: dict[str, Any]) -> Iterator[tuple[str, Any]]:
    """Every command with its whole name, those below a command behind it."""
    for name, command in commands.items():
        below = getattr(command, "commands", {})
        yield from ((f"{name} {last}", found) for last, found in named(below)) if below else [(name, command)]


def section(name: str, command: Any) -> Iterator[str]:
    """The lines about one command."""
    arguments = [p for p in command.params if p.param_type_name == "argument"]
    options = [p for p in command.params if p.param_type_name == "option"]
    usage = " ".join(
        ["dragoman", name, *(metavar(a) if a.required else f"[{metavar(a)}]" for a in arguments), "[OPTIONS]"]
    )
    yield from (f"## {name}", "", f"    {usage}", "", command.help.strip(), "")
    yield from ("| | |", "| --- | --- |")
    for argument in arguments:
        yield f"| `{metavar(argument)}` | {argument.help} |"
    for option in options:
        names = ", ".join(f"`{n}`" for n in (*option.opts, *option.secondary_opts))
        yield f"| {names}{'' if option.is_flag else f' {metavar(option)}'} | {option.help}{default(option)} |"
    yield ""


def metavar(parameter: Any) -> str:
    """What stands for an argument, or for what an option takes."""
    told = str(parameter.metavar or parameter.name.upper()).replace("|", "\\|")
    return f"{told}..." if parameter.param_type_name == "argument" and parameter.nargs == -1 else told


def default(option: Any) -> str:
    """What holds without the option, where that is worth a word."""
    if isinstance(option.show_default, str):
        return f" Default: {option.show_default}."
    return "" if option.is_flag or option.default in (None, "") else f" Default: {option.default}."


if __name__ == "__main__":
    if "--check" in sys.argv:
        sys.exit(TARGET.read_text(encoding="utf-8") != page())
    TARGET.write_text(page(), encoding="utf-8")
