"""Where an export goes: an open file, or a path whose file appears only when it is whole."""

from __future__ import annotations

from collections.abc import Iterator
from contextlib import contextmanager
from os import PathLike
from pathlib import Path
from typing import IO, Any

Target = str | PathLike[str] | IO[Any]


@contextmanager
def text_file(target: Target) -> Iterator[IO[str]]:
    """An open text file for `target`: itself where it is one. Line ends are written as given, the text as UTF-8."""
    if not isinstance(target, str | PathLike):
        yield target
        return
    with aside(Path(target)) as path, path.open("w", encoding="utf-8", newline="") as file:
        yield file


@contextmanager
def aside(path: Path) -> Iterator[Path]:
    """A path beside `path` to write to; renamed to `path` at the end, and removed where writing fails."""
    beside = path.with_name(f"{path.name}.tmp")
    try:
        yield beside
        beside.replace(path)
    finally:
        beside.unlink(missing_ok=True)
