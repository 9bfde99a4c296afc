"""Documents and dossiers for the tests of the dossier."""

import sys
from collections.abc import Callable
from pathlib import Path
from typing import Any

import pytest

sys.path.insert(0, str(Path(__file__).parents[1] / "engines"))

from dragoman.dossier.dossier import Dossier
from dragoman.dossier.reading_run import Summary, read_documents_into
from dragoman.engines import ReaderSpec
from dragoman.record import Address, Document, Passage, Problem

SPEC = ReaderSpec("rule_reader:load_reader")


def document(path: str, text: str, **more: Any) -> Document:
    """A document as a file at `path` gives it; its id is the file's name without ending."""
    fields: dict[str, Any] = {
        "id": Path(path).stem,
        "title": f"About {Path(path).stem}",
        "published": "2022-07-01",
        "published_by": "manifest",
        "addresses": (Address(path),),
        "passages": (Passage(0, len(text), "content"),),
    }
    return Document(text=text, **(fields | more))


@pytest.fixture
def path(tmp_path: Path) -> Path:
    """Where the test's dossier is."""
    return tmp_path / "test.dossier"


@pytest.fixture
def read(path: Path) -> Callable[..., Summary]:
    """Reads documents into the test's dossier."""

    def read(*items: Document | Problem, into: Path = path, **options: Any) -> Summary:
        return read_documents_into(into, items, reader_spec=options.pop("spec", SPEC), **options)

    return read


#: The tables whose content is a function of the inputs, with what makes two dossiers comparable: all but the log.
COMPARED = (
    *("documents", "addresses", "passages", "records", "evidence", "actors", "problems"),
    *("document_terms", "record_terms", "signatures", "meta"),
)


def content(path: Path) -> dict[str, list[tuple[Any, ...]]]:
    """All that the dossier holds but its log of runs, as sorted rows by table."""
    with Dossier.open(path) as dossier:
        return {table: sorted(dossier.sql(f"SELECT * FROM {table}").rows(), key=repr) for table in COMPARED}
