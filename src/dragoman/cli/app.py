"""The program `dragoman` and its commands."""

from __future__ import annotations

from typing import Annotated

import typer

from dragoman import __version__
from dragoman.cli.brief import brief
from dragoman.cli.commitments import commitments
from dragoman.cli.compare import compare
from dragoman.cli.diff import diff
from dragoman.cli.disagreements import disagreements
from dragoman.cli.documents import documents
from dragoman.cli.facts import facts
from dragoman.cli.ledger import ledger
from dragoman.cli.read import read
from dragoman.cli.records import records
from dragoman.cli.remove import remove
from dragoman.cli.report import report
from dragoman.cli.review import app as review
from dragoman.cli.search import search
from dragoman.cli.show import show
from dragoman.cli.timeline import timeline
from dragoman.cli.verbs import Verbs
from dragoman.cli.wording import wording
from dragoman.world_cli import app as world

app = typer.Typer(
    name="dragoman",
    cls=Verbs,
    add_completion=False,
    pretty_exceptions_enable=False,
    context_settings={"help_option_names": ["-h", "--help"]},
)
app.add_typer(world, name="world")
app.add_typer(review, name="review")
for command in (
    read,
    timeline,
    ledger,
    facts,
    commitments,
    disagreements,
    diff,
    brief,
    wording,
    compare,
    show,
    records,
    documents,
    search,
    report,
    remove,
):
    app.command()(command)


@app.callback(invoke_without_command=True)
def dragoman(
    context: typer.Context,
    version: Annotated[bool, typer.Option("--version", help="Print the version.")] = False,
) -> None:
    """Reads documents about international affairs and keeps the diplomatic record, with the words that prove it."""
    if version:
        typer.echo(f"dragoman {__version__}")
    elif context.invoked_subcommand is None:
        typer.echo(context.get_help())


def main() -> None:
    """The entry point of the program."""
    app()
