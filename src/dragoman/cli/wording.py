"""`dragoman wording`: a formulation and its variants over time."""

from __future__ import annotations

from typing import Annotated

import typer

from dragoman.cli.options import As, DossierFile, Since, Until, words
from dragoman.cli.output import give


def wording(
    dossier: DossierFile,
    phrase: Annotated[list[str], typer.Argument(metavar="PHRASE", help="The words, in any of their forms and order.")],
    *,
    by: Annotated[
        list[str] | None, typer.Option(metavar="ACTOR,...", help="Only where one of these says it: JPN or Japan.")
    ] = None,
    since: Since = None,
    until: Until = None,
    form: As = "text",
) -> None:
    """Who uses a formulation, in which words, since when: its variants, and every place of them in order of time."""
    import dragoman
    from dragoman.api.wording import wording as wording_of

    with dragoman.open(dossier) as opened:
        give(wording_of(opened, " ".join(phrase), by=words(by), since=since, until=until), form)
