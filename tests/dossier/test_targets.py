"""What SQL plans is what Python would read: ids and fingerprints agree."""

import tracemalloc
from pathlib import Path

from dragoman.dossier.dossier import Dossier
from dragoman.dossier.spool import lay_down, take_up
from dragoman.dossier.targets import make_targets, needed
from dragoman.dossier.work import WorkFolder
from dragoman.engines.plan import described, document_fingerprint
from dragoman.sources import disambiguated_id

from .conftest import document


def test_each_task_has_the_fingerprint_of_its_document(path: Path) -> None:
    first = document("a/x.txt", "JPN met KOR – “naïve” 日本.", title="Été\x1f'")
    second = document("b/x.txt", "USA met BLR.")
    third = document("c/x.txt", "CHN met BLR.", id=disambiguated_id(second))
    work = WorkFolder(path)
    work.path.mkdir()
    lay_down([first, second, third], work, frozenset(), lambda done: None)
    with Dossier.open(path, create=True) as dossier:
        make_targets(dossier.connection, work.spool, "reader")
        tasks = list(take_up(work.spool, needed(dossier.connection)))

    ids = [task.document.id for task in tasks]
    assert ids[0] == "x"
    assert ids[2] == disambiguated_id(second), "an id that a source gives stays with its document"
    assert ids[1] == f"x-{second.content_hash}", "and what would have been called so is called longer"
    for task in tasks:
        d = task.document
        assert task.fingerprint == document_fingerprint(d.id, d.content_hash, described(d), "reader")


def test_the_spool_holds_few_documents_in_memory(path: Path) -> None:
    work = WorkFolder(path)
    work.path.mkdir()
    items = (document(f"{number:03}.txt", f"{number} " * 25_000) for number in range(300))
    wanted = {(f"{number:03}.txt", ""): (f"{number:03}", "f") for number in range(0, 300, 7)}

    tracemalloc.start()
    lay_down(items, work, frozenset(), lambda done: None)
    taken = [task.document.id for task in take_up(work.spool, wanted)]
    _, peak = tracemalloc.get_traced_memory()
    tracemalloc.stop()

    assert taken == [id for id, _ in wanted.values()]
    assert peak < 12e6, "the texts are 29 MB"


def test_known_texts_are_not_written_again(path: Path) -> None:
    work = WorkFolder(path)
    work.path.mkdir()
    known = document("a.txt", "known")
    lay_down([known, document("b.txt", "new")], work, {known.content_hash}, lambda done: None)
    wanted = {("a.txt", ""): ("a", "f"), ("b.txt", ""): ("b", "f")}
    assert [task.document.text for task in take_up(work.spool, wanted)] == ["new"]
