"""`dragoman timeline`: what happened, in order, and who says so."""

from __future__ import annotations

from typing import Annotated, Literal

import typer

from dragoman.cli.facts import AsOf
from dragoman.cli.options import About, DossierFile, Kind, MinConfidence, Since, Status, Until, words
from dragoman.cli.output import give, say


def timeline(
    dossier: DossierFile,
    *,
    about: About = None,
    since: Since = None,
    until: Until = None,
    kind: Kind = None,
    status: Status = None,
    top: Annotated[int | None, typer.Option(metavar="N", min=1, help="Only the N that matter most.")] = None,
    per: Annotated[
        Literal["day", "week", "month", "year"] | None,
        typer.Option(metavar="day|week|month|year", help="One entry for each, the weightiest; --top counts these."),
    ] = None,
    undated: Annotated[bool, typer.Option("--undated", help="Undated facts too, at the end.")] = False,
    as_of: AsOf = None,
    min_confidence: MinConfidence = None,
    form: Annotated[
        Literal["text", "md", "html", "csv", "json"],
        typer.Option("--format", metavar="text|md|html|csv|json", help="How the answer is written."),
    ] = "text",
) -> None:
    """What happened, in order of date, one entry a fact, and which documents say so."""
    import dragoman

    with dragoman.open(dossier) as opened:
        found = opened.timeline(
            words(about),
            since,
            until,
            words(kind),
            words(status),
            top=top,
            per=per,
            undated=undated,
            as_of=as_of,
            min_confidence=min_confidence,
        )
        if form == "html":
            say(found.html(dossier.stem))
        else:
            give(found, form)
