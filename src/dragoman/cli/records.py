"""`dragoman records`: all records as data."""

from __future__ import annotations

import sys
from pathlib import Path
from typing import TYPE_CHECKING, Annotated, Any

import typer

from dragoman.cli.options import About, DossierFile, Kind, MinConfidence, Since, Status, Until, words
from dragoman.cli.output import SafeOutput, binary_output, same_file
from dragoman.errors import UsageError

if TYPE_CHECKING:
    from dragoman.api.told import Records

_BY_ENDING = {".csv": "csv", ".parquet": "parquet", ".pq": "parquet"}


def records(
    dossier: DossierFile,
    *,
    jsonl: Annotated[bool, typer.Option("--jsonl", help="The interchange form (the default).")] = False,
    csv: Annotated[bool, typer.Option("--csv", help="CSV, a record a row.")] = False,
    parquet: Annotated[bool, typer.Option("--parquet", help="Parquet, for data frames and databases.")] = False,
    output: Annotated[
        Path | None,
        typer.Option("--output", "-o", metavar="FILE", help="The file to write.", show_default="standard output"),
    ] = None,
    about: About = None,
    since: Since = None,
    until: Until = None,
    kind: Kind = None,
    status: Status = None,
    min_confidence: MinConfidence = None,
) -> None:
    """The records as data, in the order of the documents' text."""
    import dragoman

    form = _form({"jsonl": jsonl, "csv": csv, "parquet": parquet}, output)
    if output is not None and same_file(output, dossier):
        raise UsageError(f"{output}: this is the dossier itself; name another file for the records")
    with dragoman.open(dossier) as opened:
        found = opened.records(
            about=words(about),
            since=since,
            until=until,
            kind=words(kind),
            status=words(status),
            min_confidence=min_confidence,
        )
        _write(found, form, output)


def _form(asked: dict[str, bool], output: Path | None) -> str:
    """The format asked for, or the one that the file's ending tells."""
    chosen = [form for form, is_asked in asked.items() if is_asked]
    if len(chosen) > 1:
        raise UsageError(f"--{chosen[0]} and --{chosen[1]} exclude each other: choose one")
    form = chosen[0] if chosen else _BY_ENDING.get(output.suffix.lower() if output else "", "jsonl")
    if form == "parquet" and output is None and sys.stdout.isatty():
        raise UsageError("Parquet is no text for a terminal: name a file with -o FILE")
    return form


def _write(found: Records, form: str, output: Path | None) -> None:
    if form == "parquet":
        found.to_parquet(output or binary_output())
        return
    target: Any = output or SafeOutput(json=form == "jsonl")
    if form == "csv":
        found.to_csv(target)
    else:
        found.to_jsonl(target)
