"""`dragoman facts`: what several documents tell of one thing, joined, with the reasons."""

from __future__ import annotations

from typing import Annotated

import typer

from dragoman.cli.options import About, As, DossierFile, Kind, Since, Status, Until, words
from dragoman.cli.output import give

AsOf = Annotated[
    str | None, typer.Option("--as-of", metavar="DATE", help="As the documents of that day and before tell it.")
]


def facts(
    dossier: DossierFile,
    *,
    about: About = None,
    since: Since = None,
    until: Until = None,
    kind: Kind = None,
    status: Status = None,
    as_of: AsOf = None,
    sources: Annotated[
        int, typer.Option(metavar="N", min=1, help="Only what N documents tell; near copies count once.")
    ] = 1,
    form: As = "text",
) -> None:
    """What the documents together tell: one entry a thing, with its life and why its records were joined."""
    import dragoman
    from dragoman.api.facts import facts as facts_of

    with dragoman.open(dossier) as opened:
        found = facts_of(
            opened,
            about=words(about),
            since=since,
            until=until,
            kind=words(kind),
            status=words(status),
            as_of=as_of,
            sources=sources,
        )
        give(found, form)
