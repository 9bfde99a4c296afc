"""`dragoman diff`: what is new since some day, or in one dossier beside another."""

from __future__ import annotations

from pathlib import Path
from typing import Annotated

import typer

from dragoman.cli.options import About, As, DossierFile, words
from dragoman.cli.output import give
from dragoman.errors import UsageError


def diff(
    dossier: DossierFile,
    other: Annotated[
        Path | None, typer.Argument(metavar="NEW", help="A later dossier. Without it: one dossier on two days.")
    ] = None,
    *,
    since: Annotated[
        str | None, typer.Option("--from", metavar="DATE", help="New is what documents after this day tell.")
    ] = None,
    until: Annotated[
        str | None,
        typer.Option("--to", metavar="DATE", help="Up to this day, included.", show_default="the last document's"),
    ] = None,
    about: About = None,
    top: Annotated[
        int | None, typer.Option(metavar="N", min=1, help="Of the new facts only the N that matter most.")
    ] = None,
    form: As = "text",
) -> None:
    """New facts, changed statuses, promises kept and broken, new disagreements, new actors: each with its words."""
    import dragoman
    from dragoman.api.over_time import difference

    if other is not None and (since or until):
        raise UsageError("name two dossiers, or one dossier with --from and --to")
    with dragoman.open(dossier) as opened:
        if other is None:
            give(difference(opened, about=words(about), since=since, until=until, top=top), form)
            return
        with dragoman.open(other) as later:
            give(difference(opened, later, about=words(about), top=top), form)
