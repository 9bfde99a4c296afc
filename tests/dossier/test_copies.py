"""Near copies point to the first telling, whatever was loaded first, and keep their records."""

import random
from collections.abc import Callable
from pathlib import Path

import pytest

from dragoman.dossier.components import components
from dragoman.dossier.dossier import Dossier
from dragoman.record import Document

from .conftest import content, document

Read = Callable[..., object]


def words(n: int, seed: int) -> str:
    """`n` words drawn at random, the same for the same seed."""
    draw = random.Random(seed)
    return " ".join("".join(draw.choices("abcdefghij", k=6)) for _ in range(n))


STORY = words(300, 1)
AGENCY = document("agency.txt", f"{STORY} JPN met KOR.", published="2022-06-30")
PAPER = document("paper.txt", f"{STORY} JPN met KOR. Reported by the paper itself.", published="2022-07-01")
BLOG = document("blog.txt", f"Seen in the paper: {STORY} JPN met KOR.", published="")
OTHER = document("other.txt", f"{words(150, 2)} {STORY[: len(STORY) // 3]}", published="2022-01-01")


def copies(path: Path) -> dict[str, str | None]:
    with Dossier.open(path) as dossier:
        return {row["id"]: row["copy_of"] for row in dossier.documents()}


def test_copies_point_to_the_first_published(read: Read, path: Path) -> None:
    read(BLOG, PAPER, AGENCY, OTHER)
    assert copies(path) == {"agency": None, "paper": "agency", "blog": "agency", "other": None}
    with Dossier.open(path) as dossier:
        assert [r.doc for r in dossier] == ["agency", "blog", "paper"]


@pytest.mark.parametrize("order", [(0, 1, 2), (2, 1, 0), (1, 2, 0)])
def test_the_order_of_loading_does_not_matter(order: tuple[int, ...], read: Read, path: Path, tmp_path: Path) -> None:
    documents = [AGENCY, PAPER, BLOG]
    whole = tmp_path / "whole.dossier"
    read(*documents, into=whole)
    for place in order:
        read(documents[place])
    assert content(path) == content(whole)


def test_when_the_first_goes_the_next_takes_its_place(read: Read, path: Path) -> None:
    read(AGENCY, PAPER, BLOG)
    with Dossier.open(path, read_only=False) as dossier:
        dossier.remove("agency")
    assert copies(path) == {"paper": None, "blog": "paper"}


def test_short_and_empty_texts_are_no_copies_of_one_another(read: Read, path: Path) -> None:
    read(document("a.txt", "yes"), document("b.txt", "no"), document("c.txt", ""), document("d.txt", "?!"))
    assert set(copies(path).values()) == {None}


def test_many_texts_from_one_form_are_one_group(read: Read, path: Path) -> None:
    def filled(number: int) -> Document:
        return document(f"{number:03}.txt", f"{STORY} Number {number}.")

    read(*map(filled, range(60)))
    assert copies(path) == {f"{number:03}": "000" if number else None for number in range(60)}


def test_pairs_are_joined_to_groups() -> None:
    groups = components([("a", "b"), ("c", "d"), ("b", "c"), ("x", "y")])
    assert sorted(map(sorted, groups)) == [["a", "b", "c", "d"], ["x", "y"]]
