"""`dragoman timeline`: what happened, in order, and who says so."""

from __future__ import annotations

from typing import Annotated

import typer

from dragoman.cli.options import About, As, DossierFile, Kind, MinConfidence, Since, Status, Until, words
from dragoman.cli.output import give


def timeline(
    dossier: DossierFile,
    *,
    about: About = None,
    since: Since = None,
    until: Until = None,
    kind: Kind = None,
    status: Status = None,
    top: Annotated[
        int | None, typer.Option(metavar="N", min=1, help="Only the N entries that most documents tell.")
    ] = None,
    undated: Annotated[bool, typer.Option("--undated", help="Undated records too, at the end.")] = False,
    min_confidence: MinConfidence = None,
    form: As = "text",
) -> None:
    """What happened, in order of date, and which documents say so."""
    import dragoman

    with dragoman.open(dossier) as opened:
        found = opened.timeline(
            words(about),
            since,
            until,
            words(kind),
            words(status),
            top=top,
            undated=undated,
            min_confidence=min_confidence,
        )
        give(found, form)
