"""`dragoman ledger`: the records of one kind as a table."""

from __future__ import annotations

from typing import Annotated

import typer

from dragoman.cli.options import About, As, DossierFile, MinConfidence, Since, Status, Until, words
from dragoman.cli.output import give


def ledger(
    dossier: DossierFile,
    kind: Annotated[
        str, typer.Argument(metavar="KIND", help="meetings, agreements, sanctions, ... any kind; or commitments.")
    ],
    *,
    about: About = None,
    since: Since = None,
    until: Until = None,
    status: Status = None,
    min_confidence: MinConfidence = None,
    form: As = "text",
) -> None:
    """The records of one kind as a table; commitments are what is pledged or planned."""
    import dragoman

    with dragoman.open(dossier) as opened:
        found = opened.ledger(
            kind,
            about=words(about),
            since=since,
            until=until,
            status=words(status),
            min_confidence=min_confidence,
        )
        give(found, form)
