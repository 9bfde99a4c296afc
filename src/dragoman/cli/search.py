"""`dragoman search`: where words stand."""

from __future__ import annotations

from typing import Annotated

import typer

from dragoman.cli.options import As, DossierFile
from dragoman.cli.output import give


def search(
    dossier: DossierFile,
    query: Annotated[
        list[str],
        typer.Argument(metavar="WORDS", help="Words, in any of their endings; '\"two words\"' to the letter."),
    ],
    records: Annotated[bool, typer.Option("--records", help="Search the records instead of the documents.")] = False,
    top: Annotated[int, typer.Option(metavar="N", min=1, help="The N best.")] = 20,
    form: As = "text",
) -> None:
    """The documents, or records, that hold the words, best first."""
    import dragoman

    with dragoman.open(dossier) as opened:
        give(opened.search(" ".join(query), top, among="records" if records else "documents"), form)
