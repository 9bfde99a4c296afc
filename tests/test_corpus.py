"""A real corpus, read whole by the fast reader: nothing is left out, and what comes again is one document."""

from __future__ import annotations

from collections import defaultdict
from collections.abc import Iterator
from pathlib import Path

import pytest

import dragoman
from dragoman.record import Document
from dragoman.sources import read_paths

pytestmark = [pytest.mark.slow, pytest.mark.shared]


@pytest.fixture(scope="module")
def feeds(shared: Path) -> list[Path]:
    """Four snapshots of one feed, which repeat items."""
    return sorted((shared / "corpus" / "feeds").iterdir())


@pytest.fixture(scope="module")
def corpus(shared: Path, feeds: list[Path], tmp_path_factory: pytest.TempPathFactory) -> Iterator[dragoman.Dossier]:
    """The releases and the feeds, read into one dossier."""
    folder = tmp_path_factory.mktemp("corpus")
    releases = sorted((shared / "corpus").glob("*.jsonl.gz"))
    with pytest.MonkeyPatch.context() as patch:
        patch.setenv("XDG_DATA_HOME", str(folder / "no-data"))
        patch.delenv("DRAGOMAN_READER", raising=False)
        patch.delenv("DRAGOMAN_WORLD", raising=False)
        with dragoman.read([*releases, *feeds], folder / "corpus.dossier", fast=True, processes=2) as dossier:
            yield dossier


@pytest.fixture(scope="module")
def met(shared: Path) -> dict[str, set[tuple[str, str]]]:
    """Text (as its hash) -> where it is met: file and item."""
    found = defaultdict(set)
    for document in read_paths([shared / "corpus"]):
        assert isinstance(document, Document)
        found[document.content_hash] |= {(Path(a.path).name, a.item) for a in document.addresses}
    return found


def test_everything_is_read_without_a_problem(corpus: dragoman.Dossier) -> None:
    assert list(corpus.problems()) == []


def test_every_text_is_one_document_with_all_its_addresses(
    corpus: dragoman.Dossier, met: dict[str, set[tuple[str, str]]]
) -> None:
    query = "SELECT d.content_hash, a.path, a.item FROM documents d JOIN addresses a ON a.doc = d.id"
    found = defaultdict(set)
    for text, path, item in corpus.sql(query).rows():
        found[text].add((Path(path).name, item))
    assert found == met
    assert sum(map(len, met.values())) > len(met), "some texts are met several times"
    assert len(corpus.documents()) == len(met)


def test_an_item_that_a_feed_repeats_is_one_document(corpus: dragoman.Dossier) -> None:
    query = """SELECT item, count(DISTINCT doc), count(DISTINCT path)
        FROM addresses WHERE path LIKE '%.rss' GROUP BY item"""
    items = list(corpus.sql(query).rows())
    assert len(items) == 23
    assert {documents for _, documents, _ in items} == {1}
    assert max(snapshots for _, _, snapshots in items) > 1


def test_nearly_every_document_has_records(corpus: dragoman.Dossier) -> None:
    ((told,),) = corpus.sql("SELECT count(DISTINCT doc) FROM records").rows()
    assert told >= 0.95 * len(corpus.documents())


def test_every_quote_is_the_text_at_its_place(corpus: dragoman.Dossier) -> None:
    texts = dict(corpus.sql("SELECT id, text FROM documents").rows())
    wrong = [
        (doc, start)
        for doc, start, end, quote in corpus.sql('SELECT doc, start, "end", quote FROM records').rows()
        if texts[doc][start:end] != quote
    ]
    assert wrong == []
