"""`dragoman remove`: takes documents out of a dossier."""

from __future__ import annotations

from typing import Annotated

import typer

from dragoman.cli.options import DossierFile
from dragoman.cli.output import say


def remove(
    dossier: DossierFile,
    documents: Annotated[
        list[str], typer.Argument(metavar="DOC", help="Ids of documents, as `dragoman documents` lists them.")
    ],
) -> None:
    """Take documents out, with their records. They come back when their files are read again."""
    import dragoman

    with dragoman.open(dossier) as opened:
        opened.remove(*documents)
    say(f"{dossier}: {len(set(documents))} removed")
