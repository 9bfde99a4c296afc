"""`dragoman compare`: two documents side by side."""

from __future__ import annotations

import sys
from pathlib import Path
from typing import Annotated, Literal

import typer

from dragoman.cli.output import give, safe
from dragoman.errors import UsageError


def compare(
    documents: Annotated[
        list[str],
        typer.Argument(
            metavar="DOCUMENTS", help="A dossier and two of its documents by id, or two files; the earlier first."
        ),
    ],
    form: Annotated[
        Literal["text", "md", "html", "csv", "json"],
        typer.Option("--format", metavar="text|md|html|csv|json", help="How the answer is written."),
    ] = "text",
) -> None:
    """What was kept, changed, added, dropped from one document to the next; what was strengthened or weakened."""
    import dragoman
    from dragoman.api.comparison import compare_documents, compare_files

    if len(documents) == 2:
        found = compare_files(*documents)
    elif len(documents) == 3:
        with dragoman.open(Path(documents[0])) as opened:
            found = compare_documents(opened, *documents[1:])
    else:
        raise UsageError("name two files, or a dossier and two of its documents")
    if form == "html":
        sys.stdout.write(safe(found.html()))
    else:
        give(found, form)
