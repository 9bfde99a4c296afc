"""The commands of `dragoman world`: what is known, and adding to it. Libraries are loaded by the command that runs."""

from __future__ import annotations

import json
from collections.abc import Iterator
from contextlib import contextmanager
from datetime import date
from pathlib import Path
from typing import Annotated

import typer

from dragoman.errors import DragomanError, UsageError

app = typer.Typer(no_args_is_help=True, help="Who is who, and when: look things up, add your own knowledge, check it.")

On = Annotated[str, typer.Option(help="The date asked about: 2022-04-07, 2022-04 or 2022; today if not given.")]
AsJson = Annotated[bool, typer.Option("--json", help="Print JSON instead of text.")]


@app.command()
def add(
    file: Annotated[Path, typer.Argument(help="Our CSV form, FollowTheMoney JSON Lines, or a Wikidata CSV export.")],
    into: Annotated[Path | None, typer.Option(help="The folder to keep it in; your own world if not given.")] = None,
) -> None:
    """Add a file of facts to your own world. Your rows go before the shipped ones."""
    from dragoman.world.folders import user_folder
    from dragoman.world.user import add as add_file

    with _told():
        for table, count in add_file(file, into).items():
            typer.echo(f"{table}: {count}")
        typer.echo(f"kept in {into or user_folder()}")


@app.command()
def check(
    path: Annotated[
        Path | None, typer.Argument(help="A file to add, or a folder of tables; else the whole world.")
    ] = None,
) -> None:
    """Check the world, a file before it is added, or a folder of tables. Exit code 1 where something is wrong."""
    from dragoman.world.check import check_path

    with _told():
        faults = check_path(path)
    for fault in faults:
        typer.echo(fault)
    typer.echo(f"{len(faults)} faults" if faults else "nothing wrong")
    if faults:
        raise typer.Exit(1)


@app.command()
def lookup(
    text: Annotated[str, typer.Argument(help='A name, code or office: "Japanese foreign minister", JPN, "New START".')],
    on: On = "",
    as_json: AsJson = False,
) -> None:
    """Look up an office, actor, place or agreement as of a date. Exit code 1 where nothing is known."""
    from dataclasses import asdict

    from dragoman.world.lookup import lookup as look_up
    from dragoman.world.world import load_world

    with _told():
        answers = look_up(load_world(), text, _date(on))
    if as_json:
        typer.echo(json.dumps([asdict(answer) for answer in answers], ensure_ascii=False, indent=2))
    for answer in () if as_json else answers:
        typer.echo(f"{answer.name}  [{answer.kind}: {answer.code}]")
        for name, fact in answer.facts.items():
            typer.echo(f"  {name}: {fact if isinstance(fact, str) else ', '.join(fact) or 'not known'}")
    if not answers:
        typer.echo(f"nothing is known of {text!r}; add it with `dragoman world add FILE`", err=True)
        raise typer.Exit(1)


@app.command()
def members(
    body: Annotated[
        str, typer.Argument(help="An organisation or grouping, by code or name: NATO, G7, UN Security Council.")
    ],
    on: On = "",
    role: Annotated[str, typer.Option(help="member, candidate, observer, partner, associate or suspended.")] = "member",
    as_json: AsJson = False,
) -> None:
    """List who is in an organisation or grouping on a date."""
    from dragoman.world.world import load_world

    with _told():
        world, day = load_world(), _date(on)
        codes = [code for code in (body, *world.actor(body, day)) if world.members(code, "", roles=(role,))]
        if not codes:
            raise UsageError(f"no {role} of {body!r} is known at any time; see `dragoman world lookup {body!r}`")
        found = world.members(codes[0], day, roles=(role,))
    if as_json:
        typer.echo(json.dumps({"body": codes[0], "role": role, "on": day, "members": found}, ensure_ascii=False))
        return
    for code in found:
        typer.echo(f"{code}  {world.name_of(code)}")


def _date(text: str) -> str:
    """The date asked about; today where none is."""
    from dragoman.world.dates import is_date

    if text and not is_date(text):
        raise UsageError(f"--on {text}: no date; write 2022-04-07, 2022-04 or 2022")
    return text or date.today().isoformat()


@contextmanager
def _told() -> Iterator[None]:
    """An error on purpose is told in its own words, without a traceback."""
    try:
        yield
    except DragomanError as error:
        typer.echo(f"error: {error}", err=True)
        raise typer.Exit(2) from error
