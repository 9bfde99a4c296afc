"""`dragoman documents`: what was read, and what was not."""

from __future__ import annotations

from typing import Annotated

import typer

from dragoman.cli.options import As, DossierFile
from dragoman.cli.output import give, say


def documents(
    dossier: DossierFile,
    problems: Annotated[bool, typer.Option("--problems", help="Only what was left out, and why.")] = False,
    form: As = "text",
) -> None:
    """What was read; with --problems, what was left out and why."""
    import dragoman

    with dragoman.open(dossier) as opened:
        left_out = opened.problems()
        if problems:
            give(left_out, form)
            return
        give(opened.documents(), form)
        if form == "text" and left_out:
            say(f"\nLeft out, or read only in part ({len(left_out)}):")
            give(left_out, form)
