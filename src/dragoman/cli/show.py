"""`dragoman show`: one record, with the words that prove it."""

from __future__ import annotations

from typing import Annotated, Literal

import typer

from dragoman.cli.options import DossierFile
from dragoman.cli.output import give


def show(
    dossier: DossierFile,
    record: Annotated[str, typer.Argument(metavar="RECORD", help="The record's id, or how it begins.")],
    form: Annotated[
        Literal["text", "json"], typer.Option("--format", metavar="text|json", help="How the answer is written.")
    ] = "text",
) -> None:
    """One record with its quote in context and the document's details."""
    import dragoman

    with dragoman.open(dossier) as opened:
        give(opened.show(record), form)
