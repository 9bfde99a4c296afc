"""Paths become documents and problems: the public face of this folder."""

from __future__ import annotations

import glob
import os
from collections.abc import Callable, Iterable, Iterator
from dataclasses import dataclass
from functools import partial
from importlib import import_module
from pathlib import Path
from typing import cast

from dragoman.errors import DocumentError, UsageError
from dragoman.record import Address, Document, Problem
from dragoman.sources.dates import parse_day, parse_latest
from dragoman.sources.dating import estimated_day, told_day
from dragoman.sources.identity import item_id, stem_of
from dragoman.sources.manifest import NAME as MANIFEST
from dragoman.sources.manifest import Manifest, manifest_beside
from dragoman.sources.patterns import word_list
from dragoman.sources.sheet import Sheet, web_address

#: Which function of which module reads files with this ending. A new format is a module and a line here.
_READERS = {
    (".txt", ".text", ".asc", ".log", ""): "text.read",
    (".md", ".markdown", ".mdown"): "markdown.read",
    (".html", ".htm", ".xhtml"): "html.read",
    (".rss", ".atom", ".xml", ".rdf"): "feed.read",
    (".jsonl", ".ndjson", ".jsonl.gz", ".ndjson.gz"): "table.read_json_lines",
    (".json", ".json.gz"): "table.read_json",
    (".csv", ".tsv", ".csv.gz", ".tsv.gz"): "table.read_csv",
    (".pdf",): "pdf.read",
    (".docx",): "docx.read",
    (".eml",): "eml.read",
}
_BY_ENDING = {ending: reader for endings, reader in _READERS.items() for ending in endings}


def discover(paths: Iterable[str | Path]) -> list[Path]:
    """The files that `paths` (files, folders with all below them, globs) name: sorted, each once.

    Hidden files, manifests, READMEs and the pictures, styles and scripts that saved pages bring along are left out of
    folders and globs. Raises UsageError for a path that does not exist.
    """
    found: dict[str, Path] = {}
    for given in paths:
        for path in _expand(str(given)):
            found.setdefault(os.path.realpath(path), path)
    return sorted(found.values(), key=lambda path: path.as_posix())


def read_paths(paths: Iterable[str | Path], *, date: str | None = None) -> Iterator[Document | Problem]:
    """The documents and problems of everything that `paths` name, one file after the other; nothing is held in memory.

    Raises UsageError for a path that does not exist, or where `date` is no day.
    """
    told: set[Problem] = set()
    for path in discover(paths):
        for result in read_file(path, date=date):
            # What is wrong with a manifest would be told again for each file beside it.
            if isinstance(result, Problem) and Path(result.path).name == MANIFEST:
                if result in told:
                    continue
                told.add(result)
            yield result


def read_file(path: Path, *, date: str | None = None) -> Iterator[Document | Problem]:
    """The documents of one file, and a Problem with reason and remedy for what cannot be read.

    `date` (`2022-06-29`) is taken for the day of publication whatever the file tells. Raises UsageError where it is no
    day, and nothing for a bad file.
    """
    day = parse_day(date) if date else ""
    if date and not day:
        raise UsageError(f"{date!r} is no day: write it as YYYY-MM-DD")
    return _results(Path(path), day)


@dataclass(slots=True)
class _Progress:
    """How many items of a file have been given: an error that ends it says where."""

    given: int = 0


def _results(path: Path, day: str) -> Iterator[Document | Problem]:
    progress = _Progress()
    try:
        manifest = manifest_beside(path)
        yield from manifest.problems
        for result in _reader(path)(path):
            progress.given += 1
            if isinstance(result, Problem):
                yield result
            elif result.text.strip():
                yield _document(path, result, manifest, day)
            else:
                yield Problem(str(path), "it has no text", "Remove it, or fetch it again.", result.item)
    except DocumentError as error:
        yield Problem(str(path), error.reason, error.remedy)
    # Whatever a parser does with a hostile file, the corpus goes on: this is the one place that promises it.
    except Exception as error:
        after = f" after {progress.given} items" if progress.given else ""
        reason = f"it cannot be read{after}: {type(error).__name__}: {' '.join(str(error).split())[:200]}"
        yield Problem(str(path), reason, "Save it in another format, e.g. as text; please report this file.")


def _reader(path: Path) -> Callable[[Path], Iterator[Sheet | Problem]]:
    name = path.name.lower()
    ending = Path(name).suffix
    if ending == ".gz":
        ending = Path(name.removesuffix(".gz")).suffix + ending
    target = _BY_ENDING.get(ending)
    if target is None:
        known = ", ".join(sorted(e for e in _BY_ENDING if e))
        raise DocumentError(f"files ending in {ending} are not read", f"Save it as one of: {known}.")
    module, function = target.split(".")
    # Only the formats that occur load their libraries.
    found = getattr(import_module(f"dragoman.sources.{module}"), function)
    return cast("Callable[[Path], Iterator[Sheet | Problem]]", partial(found))


def _document(path: Path, sheet: Sheet, manifest: Manifest, day: str) -> Document:
    draft = Document(id="", text=sheet.text)
    name = stem_of(path)
    if sheet.item:
        name = item_id(sheet.given_id, sheet.title, sheet.text, draft.content_hash)
    row = manifest.row(name) if sheet.item else manifest.row(path.name, path.stem, name)
    published, published_by = _publication(sheet, row.get("published", ""), day)
    return Document(
        id=name,
        text=sheet.text,
        title=row.get("title") or sheet.title,
        publisher=row.get("publisher") or sheet.publisher,
        published=published,
        published_by=published_by,
        author=row.get("author") or sheet.author,
        format=sheet.format,
        addresses=(Address(str(path), sheet.item, web_address(row.get("url")) or sheet.url),),
        passages=sheet.passages,
    )


def _publication(sheet: Sheet, in_manifest: str, day: str) -> tuple[str, str]:
    """The day of publication and how it is known, by the best source that tells it."""
    if day:
        return day, "option"
    if found := parse_day(in_manifest):
        return found, "manifest"
    if not sheet.is_file_date and (found := parse_day(sheet.published)):
        return found, sheet.published_by
    if found := told_day(sheet.text, sheet.passages):
        return found, "text"
    if sheet.is_file_date and (found := _file_day(sheet.published)):
        return found, sheet.published_by
    # A month or year without day is no day of publication, but better than a guess from the text.
    found = parse_latest(in_manifest) or parse_latest(sheet.published) or estimated_day(sheet.text)
    return found, "estimated" if found else ""


def _file_day(published: str) -> str:
    """The day of a file's properties, which tell when the file was made; empty for a program's placeholder."""
    day = parse_day(published)
    return "" if day in word_list("placeholder_days") else day


def _expand(given: str) -> Iterator[Path]:
    path = Path(given)
    try:
        if path.is_dir():
            yield from _files_below(path)
            return
        if path.exists():
            yield path
            return
        # `Path.glob` takes no absolute patterns.
        matches = sorted(glob.glob(given, recursive=True)) if glob.has_magic(given) else []  # noqa: PTH207
    except (OSError, ValueError) as error:
        raise UsageError(f"{given!r} cannot be used as a path: {error}") from error
    if not matches:
        what = "no file matches" if glob.has_magic(given) else "there is no file or folder"
        raise UsageError(f"{what} {given!r}: check the path")
    for match in map(Path, matches):
        if match.is_dir():
            yield from _files_below(match)
        elif _is_wanted(match):
            yield match


def _files_below(folder: Path) -> Iterator[Path]:
    seen: set[tuple[int, int]] = set()
    for place, folders, files in os.walk(folder, followlinks=True):
        stat = Path(place).stat()
        # A link that leads back up would make the walk endless.
        if (stat.st_dev, stat.st_ino) in seen:
            folders.clear()
            continue
        seen.add((stat.st_dev, stat.st_ino))
        folders[:] = sorted(name for name in folders if not name.startswith("."))
        yield from (path for name in sorted(files) if _is_wanted(path := Path(place, name)))


def _is_wanted(path: Path) -> bool:
    name = path.name.lower()
    about = name == MANIFEST or name.partition(".")[0] == "readme"
    is_hidden = name.startswith(".") or about or path.suffix.lower() in word_list("companion_endings")
    return not is_hidden and path.is_file()
