"""`dragoman report`: the dossier as one HTML file."""

from __future__ import annotations

from pathlib import Path
from typing import Annotated

import typer

from dragoman.cli.options import DossierFile, MinConfidence
from dragoman.cli.output import say


def report(
    dossier: DossierFile,
    output: Annotated[
        Path | None,
        typer.Option("--output", "-o", metavar="FILE", help="The file to write.", show_default="as the dossier"),
    ] = None,
    title: Annotated[str | None, typer.Option(metavar="TEXT", help="The title.", show_default="as the dossier")] = None,
    min_confidence: MinConfidence = None,
) -> None:
    """Write one self-contained HTML file: records, sources, and the way from each to the other."""
    import dragoman

    with dragoman.open(dossier) as opened:
        target = output or Path(dossier.with_suffix(".html").name)
        say(str(opened.report(target, title=title, min_confidence=min_confidence)))
