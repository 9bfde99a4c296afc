"""Every file of the codebook is valid, and what is wrong in one is named."""

import shutil
from pathlib import Path

import pytest

from dragoman.analysis.ledger import ledger_names
from dragoman.codebook import Codebook, load_codebook
from dragoman.codebook.codebook import FOLDER
from dragoman.codebook.page import codebook_page
from dragoman.errors import TableError
from dragoman.record import KINDS, STANCES, STATUSES, SYMMETRIC_KINDS

PAGE = Path(__file__).parents[2] / "docs" / "codebook.md"
SLOTS = {"subject", "object", "indirect", "poss", "amod", "compound", "near"}


@pytest.fixture(scope="module")
def book() -> Codebook:
    return load_codebook()


@pytest.fixture
def copy(tmp_path: Path) -> Path:
    for path in [*FOLDER.glob("*.yaml"), *FOLDER.glob("predicates/*.yaml")]:
        target = tmp_path / path.relative_to(FOLDER)
        target.parent.mkdir(exist_ok=True)
        shutil.copy(path, target)
    return tmp_path


def test_kinds_statuses_and_stances_are_those_of_the_record(book: Codebook) -> None:
    assert tuple(book.kinds) == KINDS
    assert tuple(book.statuses) == STATUSES
    assert tuple(book.stances) == STANCES
    assert {k.name for k in book.kinds.values() if k.symmetric} == SYMMETRIC_KINDS


def test_every_kind_names_its_ledger(book: Codebook) -> None:
    assert {k.ledger for k in book.kinds.values()} <= set(ledger_names())


def test_every_kind_has_verbs_and_nouns(book: Codebook) -> None:
    for kind in KINDS:
        assert {"VERB", "NOUN"} <= {p.pos for p in book.all_predicates() if p.kind == kind}


def test_the_slots_of_every_frame_are_known(book: Codebook) -> None:
    for predicate in book.all_predicates():
        assert predicate.frame.who, predicate
        for slot in predicate.frame.who + predicate.frame.whom:
            head, _, rest = slot.removeprefix("light:").partition(":")
            assert slot.removeprefix("light:") in SLOTS or (head in {"prep", "clause"} and rest), (predicate, slot)


def test_plover_has_sixteen_roots_in_four_quad_classes(book: Codebook) -> None:
    assert len(book.roots) == 16
    assert sorted(book.quads.values()) == [1, 2, 3, 4]
    assert {name for name, root in book.roots.items() if root.recipient_required} == {"COOPERATE", "AID", "SANCTION"}


def test_the_sign_of_a_root_follows_its_quad_class(book: Codebook) -> None:
    for root in book.roots.values():
        assert (root.score > 0) == root.quad.endswith("cooperation") or root.name == "REQUEST"


def test_the_hash_follows_the_files(book: Codebook, copy: Path) -> None:
    assert load_codebook(copy).hash == book.hash
    changed = copy.parent / "changed"
    shutil.copytree(copy, changed)
    with (changed / "kinds.yaml").open("a") as file:
        file.write("# one comment more\n")
    assert load_codebook(changed).hash != book.hash


@pytest.mark.parametrize(
    ("file", "old", "new", "named"),
    [
        ("kinds.yaml", "ledger: meetings", "leger: meetings", ["kinds.yaml", "meeting.le"]),
        ("kinds.yaml", "symmetric: true", "symmetric: [", ["kinds.yaml", "line"]),
        ("stances.yaml", "plover: SUPPORT", "plover: PRAISE", ["stances.yaml", "support.plover", "PRAISE"]),
        ("plover.yaml", "quad: verbal cooperation", "quad: verbal", ["plover.yaml", "AGREE.quad", "verbal"]),
        ("plover_rules.yaml", "gives: CONSULT", "gives: CONFER", ["plover_rules.yaml", "gives", "CONFER"]),
        ("plover_rules.yaml", "gives: REQUEST, mode: meet", "gives: REQUEST, mode: tea", ["plover_rules.yaml", "tea"]),
        ("plover_rules.yaml", "status: [possible], gives: none, why: Spec", "status: [denied], gives: none, why: Spec",
         ["plover_rules.yaml", "meeting", "possible"]),
        ("predicates/meeting.yaml", "frame: visit", "frame: travel", ["predicates/meeting.yaml", "travel"]),
        ("predicates/meeting.yaml", "mode: phone", "mode: fax", ["predicates/meeting.yaml", "fax"]),
        ("predicates/meeting.yaml", "<gathering>", "<party>", ["predicates/meeting.yaml", "party"]),
        ("predicates/meeting.yaml", "videoconference, call", "visit, call", ["meeting.yaml", "visit", "twice"]),
        ("predicates/meeting.yaml", "talk (by)", "talk (by", ["predicates/meeting.yaml", "talk (by"]),
        ("status_cues.yaml", "pledged:", "sworn:", ["status_cues.yaml", "sworn"]),
    ],
)  # fmt: skip
def test_an_error_names_file_and_key(copy: Path, file: str, old: str, new: str, named: list[str]) -> None:
    text = (copy / file).read_text()
    assert old in text
    (copy / file).write_text(text.replace(old, new, 1))
    with pytest.raises(TableError) as error:
        load_codebook(copy)
    assert all(word in str(error.value) for word in named), error.value


def test_a_missing_lexicon_is_named(copy: Path) -> None:
    (copy / "predicates" / "aid.yaml").unlink()
    with pytest.raises(TableError, match=r"predicates/aid\.yaml"):
        load_codebook(copy)


def test_the_page_is_up_to_date(book: Codebook) -> None:
    assert PAGE.read_text(encoding="utf-8") == codebook_page(book), (
        "run python -m dragoman.codebook.page > docs/codebook.md"
    )
