"""Reading documents into a dossier, and opening one."""

from __future__ import annotations

import json
import os
from collections.abc import Iterable, Iterator
from dataclasses import dataclass
from pathlib import Path
from typing import TYPE_CHECKING, Any

from dragoman.config import FILE_NAME, Settings, load_settings
from dragoman.engines.job import ReaderSpec
from dragoman.errors import UsageError

if TYPE_CHECKING:
    from dragoman.api.dossier import Dossier
    from dragoman.dossier.reading_run import Progress, Summary
    from dragoman.record import Document, Problem

type Paths = str | os.PathLike[str] | Iterable[str | os.PathLike[str]]

READER = "dragoman.reading.reader:load_reader"
#: Names another reader (`package.module:function`). No file can: a folder of documents must not choose what code runs.
READER_VARIABLE = "DRAGOMAN_READER"
ENDING = ".dossier"


def read(
    paths: Paths,
    dossier: str | os.PathLike[str] | None = None,
    *,
    date: str | None = None,
    processes: int | None = None,
    fast: bool | None = None,
    prune: bool = False,
    progress: Progress | None = None,
    reader_spec: ReaderSpec | None = None,
) -> Dossier:
    """Reads files, folders, globs and feeds into a dossier and gives it back, open; `.summary` tells what was done.

    `dossier` is its file. Without, it is named after the first of `paths` and made in the current folder: `articles/`
    goes into `articles.dossier`. What has not changed since the last reading is not read again. `date` is the day of
    publication of all documents, `prune` takes out those whose file is gone. `processes` and `fast` overrule
    `dragoman.toml`. Raises UsageError for a path that does not exist, DossierError where the dossier cannot be used; a
    document that cannot be read raises nothing and is listed in `.problems()`.
    """
    from dragoman.api.dossier import Dossier

    given = [os.fspath(path) for path in _listed(paths)]
    path = Path(dossier) if dossier is not None else default_dossier(given)
    settings = load_settings(path, processes=processes, fast=fast)
    opened = Dossier(path, settings)
    opened.read(given, date=date, prune=prune, progress=progress, reader_spec=reader_spec)
    return opened


def open(path: str | os.PathLike[str]) -> Dossier:
    """The dossier at `path`; raises DossierError where it is missing, in use, or no dossier of this version."""
    from dragoman.api.dossier import Dossier

    opened = Dossier(Path(path), load_settings(path))
    opened.connect()
    return opened


def default_dossier(paths: list[str]) -> Path:
    """The dossier that is named after the first path: its file or folder, the folder above a glob.

    Raises UsageError where there is no path.
    """
    if not paths:
        raise UsageError("there is nothing to read: name files or folders")
    parts = Path(paths[0]).parts
    plain = Path(*parts[: next((i for i, part in enumerate(parts) if set(part) & set("*?[")), len(parts))])
    name = plain.resolve().name if plain.is_dir() else plain.name.partition(".")[0]
    return Path(f"{name or 'documents'}{ENDING}")


def read_into(
    path: Path,
    paths: Paths,
    settings: Settings,
    *,
    date: str | None,
    prune: bool,
    progress: Progress | None,
    reader_spec: ReaderSpec | None,
) -> Summary:
    """Reads into the dossier at `path`. What is asked is checked before anything is made."""
    from dragoman.dossier.reading_run import read_documents_into
    from dragoman.sources import discover
    from dragoman.sources.dates import parse_day

    files = [file for file in discover(map(str, _listed(paths))) if not _is_ours(file)]
    if date is not None and not parse_day(date):
        raise UsageError(f"{date!r} is no day: write it as YYYY-MM-DD")
    if not path.absolute().parent.is_dir():
        raise UsageError(f"{path}: there is no folder {path.parent}; make it first")
    return read_documents_into(
        path,
        _documents(files, date),
        reader_spec=reader_spec or spec_of(settings),
        processes=settings.processes,
        prune=prune,
        progress=progress,
    )


@dataclass(frozen=True, slots=True)
class ConfiguredReader(ReaderSpec):
    """A reader's spec that notes the hash of the configuration in the log of runs."""

    configuration: str = ""

    def as_json(self) -> str:
        """The spec as JSON, for the log of runs."""
        told: dict[str, Any] = json.loads(ReaderSpec.as_json(self))
        return json.dumps(told | {"configuration": self.configuration}, ensure_ascii=False, sort_keys=True)


def spec_of(settings: Settings) -> ConfiguredReader:
    """The reader that the settings ask for; those left at their defaults are the reader's own."""
    return ConfiguredReader(os.environ.get(READER_VARIABLE) or READER, settings.reading, settings.hash)


def _documents(files: list[Path], date: str | None) -> Iterator[Document | Problem]:
    from dragoman.sources import read_paths

    # An empty list is no reading of the current folder: `read_paths` yields nothing for it.
    return read_paths(files, date=date)


def _is_ours(file: Path) -> bool:
    """Whether a file is a dossier, its work folder's or a configuration: in a folder of documents it is no problem."""
    in_work = any(part.endswith(f"{ENDING}.work") for part in file.parent.parts)
    return in_work or file.name == FILE_NAME or file.name.endswith((ENDING, f"{ENDING}.wal", f"{ENDING}.new"))


def _listed(paths: Paths) -> list[str | os.PathLike[str]]:
    return [paths] if isinstance(paths, str | os.PathLike) else list(paths)
