"""A dossier holds a function of its inputs: what was met where, and who reads it. Nothing else plays a part."""

from collections.abc import Callable
from itertools import permutations
from pathlib import Path

import pytest

from dragoman.dossier.dossier import Dossier
from dragoman.dossier.reading_run import Summary, read_into
from dragoman.engines import ReaderSpec
from dragoman.errors import DossierError, UsageError
from dragoman.record import Address, Problem

from .conftest import SPEC, content, document

Read = Callable[..., Summary]
VERSION_2 = ReaderSpec("rule_reader:load_reader", {"version": "2"})

SEOUL = document("a/seoul.txt", "JPN met KOR in Seoul on 2022-06-29.")
MINSK = document("a/minsk.txt", "USA sanctioned BLR on 2022-03. USA/Jane Doe praised UKR.")
BAD = document("a/bad.txt", "RAISE")


def ids(path: Path) -> list[str]:
    with Dossier.open(path) as dossier:
        return sorted(row["id"] for row in dossier.documents())


def test_documents_become_records_with_their_evidence(read: Read, path: Path) -> None:
    summary = read(SEOUL, MINSK)

    assert (summary.read, summary.records, summary.problems, summary.documents) == (2, 3, 0, 2)
    with Dossier.open(path) as dossier:
        for record in dossier.records():
            text = dossier.document(record.doc).text
            assert text[record.evidence.start : record.evidence.end] == record.evidence.quote


def test_a_document_comes_back_as_it_went_in(read: Read, path: Path) -> None:
    read(SEOUL)
    with Dossier.open(path) as dossier:
        assert dossier.document("seoul") == SEOUL


def test_reading_again_reads_nothing_and_changes_nothing(read: Read, path: Path) -> None:
    read(SEOUL, MINSK, BAD)
    before = content(path)
    again = read(SEOUL, MINSK, BAD)

    assert (again.read, again.unchanged, again.replaced) == (0, 3, 0)
    assert content(path) == before


def test_a_bad_document_is_a_problem_and_nothing_else_is_lost(read: Read, path: Path) -> None:
    summary = read(SEOUL, BAD, MINSK)

    assert (summary.problems, summary.records) == (1, 3)
    with Dossier.open(path) as dossier:
        [problem] = dossier.problems()
    assert (problem.path, problem.reason) == ("a/bad.txt", "ValueError: this text cannot be read")
    assert problem.remedy


def test_a_problem_of_the_source_is_listed_until_its_file_reads(read: Read, path: Path) -> None:
    read(SEOUL, Problem("a/scan.pdf", "no text in it", "recognise its text first"))
    with Dossier.open(path) as dossier:
        assert dossier.problems() == [Problem("a/scan.pdf", "no text in it", "recognise its text first")]

    read(SEOUL, document("a/scan.pdf", "KOR met JPN."))
    with Dossier.open(path) as dossier:
        assert dossier.problems() == []


def test_text_that_is_no_unicode_is_a_problem(read: Read, path: Path) -> None:
    read(document("a/broken.txt", "KOR met \udc80 JPN."), SEOUL)
    with Dossier.open(path) as dossier:
        assert [p.path for p in dossier.problems()] == ["a/broken.txt"]
    assert ids(path) == ["seoul"]


def test_changed_text_replaces_the_document(read: Read, path: Path) -> None:
    read(SEOUL, MINSK)
    summary = read(document("a/seoul.txt", "JPN met KOR in Busan."), MINSK)

    assert (summary.read, summary.replaced, summary.unchanged, summary.documents) == (1, 1, 1, 2)
    with Dossier.open(path) as dossier:
        assert [r.where for r in dossier.records(kind="meeting")] == ["Busan"]


def test_changed_metadata_is_read_again(read: Read, path: Path) -> None:
    read(SEOUL)
    assert read(document("a/seoul.txt", SEOUL.text, published="2022-08-01")).replaced == 1
    with Dossier.open(path) as dossier:
        assert dossier.document("seoul").published == "2022-08-01"


def test_another_reader_reads_everything_again(read: Read, path: Path) -> None:
    read(SEOUL, MINSK)
    assert read(SEOUL, spec=VERSION_2).read == 2, "the reader is one for the whole dossier"
    with Dossier.open(path) as dossier:
        assert {r.what[-3:] for r in dossier.records()} == {"(2)"}


def test_one_text_at_two_addresses_is_one_document(read: Read, path: Path) -> None:
    copy = document("b/kopie.txt", SEOUL.text)
    summary = read(SEOUL, copy)

    assert (summary.read, summary.copies, summary.documents) == (1, 1, 1)
    with Dossier.open(path) as dossier:
        assert dossier.document("seoul").addresses == (Address("a/seoul.txt"), Address("b/kopie.txt"))


def test_the_first_address_names_the_document_whichever_run_met_it(read: Read, path: Path, tmp_path: Path) -> None:
    copy = document("b/kopie.txt", SEOUL.text, title="Kopie")
    read(copy)
    assert ids(path) == ["kopie"]
    read(SEOUL)
    assert ids(path) == ["seoul"]

    other = tmp_path / "other.dossier"
    read(SEOUL, copy, into=other)
    assert content(other) == content(path)


def test_two_texts_with_one_name_are_told_apart(read: Read, path: Path) -> None:
    read(document("a/1.txt", "JPN met KOR."), document("b/1.txt", "USA met BLR."))
    first, second = ids(path)
    assert first == "1"
    assert second == f"1-{document('', 'USA met BLR.').content_hash[:8]}"


def test_a_changed_copy_leaves_the_other_address_its_text(read: Read, path: Path) -> None:
    copy = document("b/kopie.txt", SEOUL.text)
    read(SEOUL, copy)
    read(document("a/seoul.txt", "JPN met KOR in Busan."), copy)
    with Dossier.open(path) as dossier:
        assert dossier.document("kopie").text == SEOUL.text
        assert dossier.document("seoul").text == "JPN met KOR in Busan."


def test_documents_change_places(read: Read, path: Path, tmp_path: Path) -> None:
    one, two = "JPN met KOR.", "USA met BLR."
    read(document("a/x.txt", one), document("b/x.txt", two))
    read(document("a/x.txt", two), document("b/x.txt", one))
    other = tmp_path / "other.dossier"
    read(document("a/x.txt", two), document("b/x.txt", one), into=other)
    assert content(path) == content(other)


INPUTS = (
    document("a/x.txt", "JPN met KOR in Seoul."),
    document("b/x.txt", "USA met BLR in Minsk."),
    document("c/y.txt", "JPN met KOR in Seoul.", title="a copy"),
    document("d/x.txt", "RAISE"),
)


@pytest.mark.slow
@pytest.mark.parametrize("order", [*permutations(range(4))][::5])
def test_neither_order_nor_number_of_runs_matters(
    order: tuple[int, ...], read: Read, path: Path, tmp_path: Path
) -> None:
    whole = tmp_path / "whole.dossier"
    read(*INPUTS, into=whole)
    for place in order:
        read(INPUTS[place])
    assert content(path) == content(whole)


def test_two_texts_under_one_key_of_a_file_are_both_kept(read: Read, path: Path) -> None:
    def item(text: str) -> object:
        return document("a/table.csv", text, addresses=(Address("a/table.csv", "7"),))

    read(item("JPN met KOR."), item("USA met BLR."))
    with Dossier.open(path) as dossier:
        assert dossier.documents().count() == 2


def test_what_is_not_met_stays_unless_pruned(read: Read, path: Path, tmp_path: Path) -> None:
    there = tmp_path / "there.txt"
    there.touch()
    kept = document(str(there), "USA met BLR.")
    read(SEOUL, MINSK, kept)
    assert read(MINSK).removed == 0
    assert ids(path) == ["minsk", "seoul", "there"]

    assert read(MINSK, prune=True).removed == 1
    assert ids(path) == ["minsk", "there"]


def test_an_item_gone_from_a_file_that_is_read_goes_with_prune(read: Read, path: Path) -> None:
    first = document("f.csv", "JPN met KOR.", id="one", addresses=(Address("f.csv", "1"),))
    second = document("f.csv", "USA met BLR.", id="two", addresses=(Address("f.csv", "2"),))
    read(first, second)
    read(first, prune=True)
    assert ids(path) == ["one"]


def test_pruning_takes_the_problems_of_files_that_are_gone(read: Read, path: Path) -> None:
    read(BAD, SEOUL, Problem("a/scan.pdf", "no text"))
    read(SEOUL, prune=True)
    with Dossier.open(path) as dossier:
        assert dossier.problems() == []


def test_a_removed_document_takes_everything_with_it(read: Read, path: Path, tmp_path: Path) -> None:
    read(SEOUL, MINSK, BAD)
    with Dossier.open(path, read_only=False) as dossier:
        dossier.remove("minsk")
        dossier.remove("bad")
        with pytest.raises(UsageError, match="no document 'minsk'"):
            dossier.remove("minsk")
    other = tmp_path / "other.dossier"
    read(SEOUL, into=other)
    assert content(path) == content(other)


def test_a_dossier_open_for_reading_removes_nothing(read: Read, path: Path) -> None:
    read(SEOUL)
    with Dossier.open(path) as dossier, pytest.raises(DossierError, match="reading only"):
        dossier.remove("seoul")


def test_the_work_folder_goes_when_all_is_loaded(read: Read, path: Path) -> None:
    read(SEOUL)
    assert [p.name for p in path.parent.iterdir()] == [path.name]


def test_progress_tells_how_many_of_how_many(read: Read) -> None:
    told: list[tuple[int, int | None, str]] = []
    read(SEOUL, MINSK, progress=lambda *news: told.append(news))
    assert (2, None, "finding documents") in told
    assert (2, 2, "reading") in told


def test_each_reading_is_logged(read: Read, path: Path) -> None:
    read(SEOUL)
    read(SEOUL)
    with Dossier.open(path) as dossier:
        first, second = dossier.runs()
    assert (first["id"], second["id"]) == (1, 2)
    assert (first["reader"], first["codebook_hash"]) == ("rule reader 1", "c0deb00c")
    assert first["started"] <= first["finished"]


def test_a_reading_that_is_stopped_leaves_no_name_with_two_texts(read: Read, path: Path, tmp_path: Path) -> None:
    old, new = document("b/x.txt", "JPN met KOR."), document("a/x.txt", "USA met BLR.")
    read(old)
    stopped = read(new, document("c/stop.txt", "STOP"))

    assert stopped.stopped
    with Dossier.open(path) as dossier:
        assert dossier.document("x").text == old.text, "its new name is given to it before the old one is given away"
    assert read(new).read == 2
    other = tmp_path / "other.dossier"
    read(old, new, into=other)
    assert content(path) == content(other)


def test_a_stopped_reading_keeps_what_it_read(read: Read, path: Path) -> None:
    assert read(SEOUL, MINSK, document("c/stop.txt", "STOP")).stopped
    assert ids(path) == ["minsk", "seoul"]


def test_damaged_and_useless_shards_are_cleared_away(read: Read, path: Path) -> None:
    work = path.with_name(f"{path.name}.work")
    work.mkdir()
    (work / "shard-0.parquet").write_bytes(b"")
    (work / "shard-1.parquet.77.tmp").write_bytes(b"half")
    assert read(SEOUL).read == 1
    assert not work.exists()


def test_files_are_read_from_disk(path: Path, tmp_path: Path) -> None:
    texts = tmp_path / "texts"
    texts.mkdir()
    (texts / "one.txt").write_text(
        "Seoul\n\nJPN met KOR in Seoul on 2022-06-29, and they spoke of the things of the day.\n"
    )
    (texts / "two.txt").write_text("Minsk\n\nUSA sanctioned BLR on 2022-03, as everybody had long expected it to do.\n")
    first = read_into(path, [str(texts)], reader_spec=SPEC, date="2022-07-01")
    assert (first.read, first.records, first.problems) == (2, 2, 0)

    (texts / "one.txt").unlink()
    again = read_into(path, [texts], reader_spec=SPEC, date="2022-07-01", prune=True)
    assert (again.unchanged, again.removed) == (1, 1)
    assert ids(path) == ["two"]


def test_a_path_that_is_not_there_makes_no_dossier(path: Path, tmp_path: Path) -> None:
    with pytest.raises(UsageError):
        read_into(path, [tmp_path / "nowhere"], reader_spec=SPEC)
    assert list(tmp_path.iterdir()) == []


def test_no_documents_give_an_empty_dossier(read: Read, path: Path) -> None:
    assert read().documents == 0
    assert ids(path) == []


def test_a_wrong_reader_says_how_to_write_it(read: Read) -> None:
    with pytest.raises(UsageError, match="write it as package"):
        read(SEOUL, spec=ReaderSpec("rule_reader:no_such"))
