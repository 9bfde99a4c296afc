"""`dragoman read`: documents into a dossier."""

from __future__ import annotations

import shlex
from pathlib import Path
from typing import TYPE_CHECKING, Annotated

import typer

from dragoman.cli.output import complain, say
from dragoman.cli.progress import progress_bar

if TYPE_CHECKING:
    from dragoman.dossier.reading_run import Summary


def read(
    paths: Annotated[list[str], typer.Argument(metavar="PATHS", help="Files, folders, globs and feeds.")],
    *,
    output: Annotated[
        Path | None,
        typer.Option(
            "--output", "-o", metavar="DOSSIER", help="The dossier's file.", show_default="named after the first path"
        ),
    ] = None,
    date: Annotated[
        str | None, typer.Option(metavar="YYYY-MM-DD", help="The day of publication of all these documents.")
    ] = None,
    processes: Annotated[
        int | None,
        typer.Option(metavar="N", help="How many processes read.", show_default="of dragoman.toml, or 1"),
    ] = None,
    fast: Annotated[
        bool | None,
        typer.Option("--fast/--thorough", help="Read quicker and coarser.", show_default="of dragoman.toml"),
    ] = None,
    prune: Annotated[bool, typer.Option("--prune", help="Take out documents whose file is gone.")] = False,
    quiet: Annotated[bool, typer.Option("--quiet", "-q", help="Say nothing but errors.")] = False,
) -> None:
    """Read documents into a dossier.

    What has not changed is not read again. Stop it with Ctrl-C and run it again: it goes on where it stopped.
    """
    import dragoman

    with progress_bar(quiet) as progress:
        dossier = dragoman.read(
            paths, output, date=date, processes=processes, fast=fast, prune=prune, progress=progress
        )
    dossier.close()
    assert dossier.summary is not None
    if not quiet:
        say(told(dossier.path, dossier.summary))
    if dossier.summary.stopped:
        raise typer.Exit(complain("stopped; the same command goes on where it stopped", 130))


def told(path: Path, summary: Summary) -> str:
    """One line that says what a reading did."""
    done = [f"{summary.read} read", f"{summary.unchanged} unchanged", f"{summary.replaced} replaced"]
    done += [f"{count} {what}" for what, count in (("removed", summary.removed), ("copies", summary.copies)) if count]
    problems = f"{summary.problems} problem{'' if summary.problems == 1 else 's'}"
    hint = f" (see: dragoman documents {shlex.quote(str(path))} --problems)" if summary.problems else ""
    return f"{path}: {summary.documents} documents: {', '.join([*done, problems])}{hint}"
