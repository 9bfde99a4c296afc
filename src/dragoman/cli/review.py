"""`dragoman review`: a person's decisions about what is one thing. They are kept through every re-reading."""

from __future__ import annotations

from typing import Annotated

import typer

from dragoman.cli.options import DossierFile
from dragoman.cli.output import give, say

app = typer.Typer(help="Decide what is one thing and what is two. Decisions outlive every re-reading.")

Ids = Annotated[list[str], typer.Argument(metavar="ID...", help="Facts or records, as `dragoman facts` lists them.")]
Note = Annotated[str, typer.Option(metavar="TEXT", help="Why, for whoever asks later.")]


@app.command()
def merge(dossier: DossierFile, ids: Ids, note: Note = "") -> None:
    """Join facts or records that are one thing; shows the fact that they make."""
    import dragoman
    from dragoman.api.facts import review_merge
    from dragoman.api.found import Facts

    with dragoman.open(dossier) as opened:
        give(Facts([review_merge(opened, *ids, note=note)], opened.world.name_of), "text")


@app.command()
def split(
    dossier: DossierFile,
    records: Annotated[list[str], typer.Argument(metavar="RECORD...", help="Records that are another thing.")],
    note: Note = "",
) -> None:
    """Part records from the rest of their fact; shows the fact that they make."""
    import dragoman
    from dragoman.api.facts import review_split
    from dragoman.api.found import Facts

    with dragoman.open(dossier) as opened:
        give(Facts([review_split(opened, *records, note=note)], opened.world.name_of), "text")


@app.command()
def undo(dossier: DossierFile, ids: Ids) -> None:
    """Take back every decision about these facts or records."""
    import dragoman
    from dragoman.api.facts import review_undo

    with dragoman.open(dossier) as opened:
        count = review_undo(opened, *ids)
    say(f"{dossier}: {count} decision{'' if count == 1 else 's'} taken back")
