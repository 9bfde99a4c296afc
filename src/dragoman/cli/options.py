"""Arguments and options that several commands share."""

from __future__ import annotations

from collections.abc import Sequence
from pathlib import Path
from typing import Annotated

import typer

from dragoman.cli.output import Format

DossierFile = Annotated[Path, typer.Argument(metavar="DOSSIER", help="The dossier's file.")]
About = Annotated[
    list[str] | None,
    typer.Option(help="Actors who all take part, as codes or names: JPN,NATO or Japan,NATO.", metavar="ACTOR,..."),
]
Since = Annotated[str | None, typer.Option(help="From this day, month or year on: 2022-06.", metavar="DATE")]
Until = Annotated[str | None, typer.Option(help="Up to this day, month or year, included.", metavar="DATE")]
Kind = Annotated[list[str] | None, typer.Option(help="Only these kinds: meeting,agreement,...", metavar="KIND,...")]
Status = Annotated[
    list[str] | None, typer.Option(help="Only these statuses: happened,pledged,...", metavar="STATUS,...")
]
MinConfidence = Annotated[
    float | None,
    typer.Option(help="Only records at least so sure.", metavar="0..1", show_default="of dragoman.toml"),
]
As = Annotated[Format, typer.Option("--format", metavar="text|md|csv|json", help="How the answer is written.")]


def words(given: Sequence[str] | None) -> list[str]:
    """The words of an option that was given several times, or with commas, or both."""
    return [word.strip() for value in given or () for word in value.split(",") if word.strip()]
