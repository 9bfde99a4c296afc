"""`dragoman commitments`: who promised what to whom, by when, and what became of it."""

from __future__ import annotations

from typing import Annotated

import typer

from dragoman.cli.facts import AsOf
from dragoman.cli.options import About, As, DossierFile, words
from dragoman.cli.output import give

_STATES = "open, due soon, overdue, done, partly done, dropped, unheard of, repeated"


def commitments(
    dossier: DossierFile,
    *,
    by: Annotated[
        list[str] | None, typer.Option(metavar="ACTOR,...", help="Undertaken by these, together: JPN or Japan.")
    ] = None,
    to: Annotated[list[str] | None, typer.Option(metavar="ACTOR,...", help="Due to these.")] = None,
    about: About = None,
    state: Annotated[list[str] | None, typer.Option(metavar="STATE,...", help=f"Only these: {_STATES}.")] = None,
    as_of: AsOf = None,
    form: As = "text",
) -> None:
    """What was pledged or planned, by the day due, and what became of it. The day is that of the last document."""
    import dragoman
    from dragoman.api.facts import commitments as commitments_of

    with dragoman.open(dossier) as opened:
        found = commitments_of(opened, by=words(by), to=words(to), about=words(about), state=words(state), as_of=as_of)
        give(found, form)
