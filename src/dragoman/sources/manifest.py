"""`manifest.csv` beside the files: what its maker knows about them, and they do not tell themselves."""

from __future__ import annotations

import csv
from collections.abc import Mapping
from dataclasses import dataclass, field
from functools import lru_cache
from pathlib import Path

from dragoman.errors import DocumentError
from dragoman.record import Problem
from dragoman.sources.clean import folded, plain
from dragoman.sources.dates import parse_day, parse_latest
from dragoman.sources.encoding import decode

NAME = "manifest.csv"
_FIELDS = ("published", "title", "publisher", "url", "author")
_KEYS = ("doc", "file")
_LARGEST = 100_000_000


@dataclass(frozen=True, slots=True)
class Manifest:
    """The rows of a manifest by the document's name, and what is wrong with them."""

    rows: Mapping[str, Mapping[str, str]] = field(default_factory=dict)
    problems: tuple[Problem, ...] = ()

    def row(self, *names: str) -> Mapping[str, str]:
        """What the manifest tells of the document that goes by one of `names`; empty where it has no such row."""
        return next((self.rows[name] for name in names if name in self.rows), {})


def manifest_beside(path: Path) -> Manifest:
    """The manifest in the folder of `path`, empty where there is none. Read again only when it has changed."""
    beside = path.parent / NAME
    try:
        stat = beside.stat()
    except OSError:
        return Manifest()
    return _read(beside, stat.st_mtime_ns, stat.st_size)


@lru_cache(maxsize=64)
def _read(path: Path, changed: int, size: int) -> Manifest:
    try:
        if size > _LARGEST:
            raise DocumentError("the manifest is larger than 100 MB", "Split the folder.")
        lines = plain(decode(path.read_bytes())).split("\n")
        return _of_lines(path, lines)
    except (OSError, csv.Error, DocumentError) as error:
        return Manifest(
            problems=(Problem(str(path), f"the manifest cannot be read: {error}", "Save it as CSV in UTF-8."),)
        )


def _of_lines(path: Path, lines: list[str]) -> Manifest:
    delimiter = max(",;\t", key=lines[0].count)
    reader = csv.DictReader((line + "\n" for line in lines), delimiter=delimiter)
    reader.fieldnames = [folded(name).lower() for name in reader.fieldnames or ()]
    if not set(_KEYS) & set(reader.fieldnames):
        problem = Problem(
            str(path), "the manifest has no column named doc or file", "Name the column with the file names doc."
        )
        return Manifest(problems=(problem,))
    rows: dict[str, Mapping[str, str]] = {}
    problems = []
    for raw in reader:
        row = {key: folded(value) for key, value in raw.items() if isinstance(key, str) and isinstance(value, str)}
        name = next((row[key] for key in _KEYS if row.get(key)), "")
        if not name:
            continue
        told = row.get("published", "")
        if told and not (parse_day(told) or parse_latest(told)):
            reason, remedy = f"{told!r} is no date that can be read", "Write it as YYYY-MM-DD."
            problems.append(Problem(str(path), reason, remedy, name))
        # The first row counts where a name stands twice.
        rows.setdefault(name, {key: row[key] for key in _FIELDS if row.get(key)})
    return Manifest(rows, tuple(problems))
