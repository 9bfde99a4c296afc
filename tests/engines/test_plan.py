"""Documents are cut into shards; fingerprints tell what need not be read again."""

import hashlib
from collections.abc import Iterator

import pytest

from dragoman.engines.job import Task
from dragoman.engines.plan import described, document_fingerprint, document_of, plan
from dragoman.record import Address, Document, Passage

WHOLE = Document(
    id="nara",
    text="JPN met AUS.",
    title="Nara “declaration”",
    publisher="MOFA",
    published="2022-06-29",
    published_by="manifest",
    author="A. Writer",
    format="html",
    addresses=(Address("a/nara.html", "3", "https://example.org/nara"),),
    passages=(Passage(0, 12, "content"),),
)


def task(number: int, length: int = 1) -> Task:
    return Task(Document(id=f"d{number}", text="x" * length), f"f{number}")


def sizes(tasks: list[Task], documents: int, characters: int) -> list[int]:
    return [len(shard.tasks) for shard in plan(tasks, documents=documents, characters=characters)]


@pytest.mark.parametrize(
    ("lengths", "expected"),
    [
        ([1] * 7, [3, 3, 1]),
        ([4, 4, 4, 4], [2, 2]),
        ([4, 100, 4], [1, 1, 1]),
        ([10, 1], [1, 1]),
        ([], []),
    ],
)
def test_a_shard_holds_so_many_documents_and_characters(lengths: list[int], expected: list[int]) -> None:
    assert sizes([task(i, length) for i, length in enumerate(lengths)], 3, 10) == expected


def test_what_is_done_is_left_out() -> None:
    [shard] = plan([task(1), task(2), task(3)], {"f2"})
    assert [t.fingerprint for t in shard.tasks] == ["f1", "f3"]


def test_planning_holds_one_shard_at_a_time() -> None:
    taken = 0

    def endless() -> Iterator[Task]:
        nonlocal taken
        while True:
            taken += 1
            yield task(taken)

    shards = plan(endless(), documents=5)
    next(shards)
    next(shards)
    assert taken == 11


def test_the_name_of_a_shard_is_that_of_its_input() -> None:
    [one] = plan([task(1), task(2)])
    [same] = plan([task(1), task(2)])
    [other] = plan([task(1), task(3)])
    assert one.name == same.name != other.name


def test_a_description_holds_all_but_id_text_and_path() -> None:
    assert document_of("nara", WHOLE.text, described(WHOLE), "a/nara.html", "3") == WHOLE


@pytest.mark.parametrize(
    "change",
    [
        {"title": "Other"},
        {"publisher": "NATO"},
        {"published": "2022-06-30"},
        {"published_by": "text"},
        {"author": ""},
        {"format": "text"},
        {"passages": ()},
        {"addresses": (Address("a/nara.html", "3", "https://example.org/other"),)},
    ],
)
def test_the_fingerprint_changes_with_whatever_a_reader_may_use(change: dict[str, object]) -> None:
    from dataclasses import replace

    assert fingerprint(replace(WHOLE, **change)) != fingerprint(WHOLE)  # type: ignore[arg-type]


def test_the_fingerprint_stays_when_a_file_moves() -> None:
    from dataclasses import replace

    moved = replace(WHOLE, addresses=(Address("b/elsewhere.html", "9", "https://example.org/nara"),))
    assert fingerprint(moved) == fingerprint(WHOLE)


def test_the_fingerprint_changes_with_reader_id_and_text() -> None:
    given = ("id", "hash", "{}", "reader")
    assert len({document_fingerprint(*given[:i], "other", *given[i + 1 :]) for i in range(4)}) == 4
    assert len(document_fingerprint(*given)) == len(hashlib.sha256().hexdigest())


def fingerprint(document: Document) -> str:
    return document_fingerprint(document.id, document.content_hash, described(document), "reader")
