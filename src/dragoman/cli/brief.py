"""`dragoman brief`: two pages for a reader in a hurry, every line with its sources."""

from __future__ import annotations

import sys
from pathlib import Path
from typing import Annotated, Literal

import typer

from dragoman.cli.facts import AsOf
from dragoman.cli.options import About, DossierFile, words
from dragoman.cli.output import escaped, safe, same_file, say
from dragoman.errors import UsageError


def brief(
    dossier: DossierFile,
    *,
    about: About = None,
    as_of: AsOf = None,
    title: Annotated[
        str | None, typer.Option(metavar="TEXT", help="The title.", show_default="the actors' names")
    ] = None,
    output: Annotated[
        Path | None,
        typer.Option("--output", "-o", metavar="FILE", help="Write it there; .html makes a page, .json data."),
    ] = None,
    form: Annotated[
        Literal["md", "html", "json"] | None,
        typer.Option("--format", metavar="md|html|json", help="How it is written.", show_default="as FILE ends, or md"),
    ] = None,
) -> None:
    """Where things stand, chronology, agreements, open commitments, who says what, disagreements: footnoted."""
    import dragoman

    chosen = form or {".html": "html", ".htm": "html", ".json": "json"}.get(
        output.suffix.casefold() if output else "", "md"
    )
    with dragoman.open(dossier) as opened:
        made = opened.brief(words(about), as_of=as_of, title=title)
    text = {"md": made.markdown, "html": made.html, "json": made.json}[chosen]()
    if output is None:
        sys.stdout.write(escaped(text)) if chosen == "json" else say(text)
        return
    if same_file(output, dossier):
        raise UsageError(f"{output}: this is the dossier itself; name another file")
    output.write_text(
        escaped(text) if chosen == "json" else safe(text), encoding="utf-8", newline="\n", errors="backslashreplace"
    )
    say(str(output))
