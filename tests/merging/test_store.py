"""Facts in the dossier: made when asked for, kept, made anew where something changed; and what people decide."""

from __future__ import annotations

from collections.abc import Callable
from pathlib import Path
from typing import Any

import pytest

import dragoman
from dragoman.api.facts import commitments, disagreements, fact, facts, review_merge, review_split, review_undo
from dragoman.dossier.dossier import Dossier as Store
from dragoman.dossier.schema import VERSION
from dragoman.engines import ReaderSpec
from dragoman.errors import UsageError
from dragoman.merging import store

SUMMIT = "JPN/Fumio Kishida met NATO in Madrid on 2022-06-29, they said."
TEXTS = {
    "first.txt": f"{SUMMIT}\n\nFirst of its sort.",
    "second.txt": f"Leaders together.\n\n{SUMMIT}",
    "third.txt": "CHN sanctioned RUS on 2022-03-01.",
}

Read = Callable[..., dragoman.Dossier]


@pytest.fixture
def read(tmp_path: Path, monkeypatch: pytest.MonkeyPatch, rule_reader: None) -> Read:
    monkeypatch.chdir(tmp_path)

    def read(**texts: str) -> dragoman.Dossier:
        for name, text in (TEXTS | texts).items():
            Path(f"{name.removesuffix('.txt')}.txt").write_text(text, encoding="utf-8")
        names = sorted(str(path) for path in Path().glob("*.txt"))
        return dragoman.read(names, "d.dossier", date="2022-07-01", reader_spec=ReaderSpec("rule_reader:load_reader"))

    return read


def documents(dossier: dragoman.Dossier, **options: Any) -> list[list[str]]:
    return [sorted({t.record.doc for t in found.tellings}) for found in facts(dossier, **options)]


def test_two_documents_on_one_meeting_are_one_fact(read: Read) -> None:
    assert documents(read(), kind="meeting") == [["first", "second"]]
    assert documents(read(), about="China") == [["third"]]


def test_facts_are_stored_and_read_back_as_they_were_made(read: Read) -> None:
    dossier = read()
    made = list(facts(dossier))
    with Store.open("d.dossier") as opened:
        assert store.is_current(opened.connection, dossier.world.hash)
        assert store.facts(opened.connection) == made
        [(n,)] = opened.sql("SELECT count(*) FROM fact_records").rows()
    assert n == len(list(dossier.records()))


def test_a_new_document_makes_them_anew(read: Read) -> None:
    assert documents(read(), kind="meeting") == [["first", "second"]]
    assert documents(read(fourth=SUMMIT + " Late."), kind="meeting") == [["first", "fourth", "second"]]


def test_a_decision_survives_a_new_reading(read: Read) -> None:
    dossier = read()
    [summit] = facts(dossier, kind="meeting")
    review_split(dossier, summit.tellings[0].id)
    assert documents(dossier, kind="meeting") == [["first"], ["second"]]
    assert documents(read(fourth="CHN met RUS in Beijing on 2022-02-04, they said."), about="Japan") == [
        ["first"],
        ["second"],
    ]
    assert review_undo(dossier, summit.tellings[0].id) == 1
    assert documents(dossier, about="Japan") == [["first", "second"]]


def test_a_person_joins_what_the_rules_do_not(read: Read) -> None:
    dossier = read()
    [summit], [sanction] = facts(dossier, kind="meeting"), facts(dossier, kind="sanction")
    joined = review_merge(dossier, summit.id, sanction.id, note="an example")
    assert sorted(t.record.doc for t in joined.tellings) == ["first", "second", "third"]
    assert "a person's decision" in [link.reason for link in joined.links]


def test_what_cannot_be_reviewed_says_why(read: Read) -> None:
    dossier = read()
    [summit] = facts(dossier, kind="meeting")
    with pytest.raises(UsageError, match="no fact or record 'nothing'"):
        fact(dossier, "nothing")
    with pytest.raises(UsageError, match="name two facts"):
        review_merge(dossier, summit.id)
    with pytest.raises(UsageError, match="some of the records"):
        review_split(dossier, *(t.id for t in summit.tellings))


def test_facts_as_of_a_day_before_any_document_are_none(read: Read) -> None:
    assert documents(read(), as_of="2022-06-30") == []


def test_commitments_and_disagreements_of_a_dossier(read: Read) -> None:
    dossier = read(offer="USA offered 4 ships to UKR on /2023.")
    [offer] = commitments(dossier, by="United States")
    assert (offer.state, str(offer.due)) == ("open", "2023-12-31")
    assert commitments(dossier, by="USA", as_of="2024-01", state="overdue").text().startswith("overdue, due 2023-12-31")
    assert len(disagreements(dossier)) == 0


def test_a_dossier_of_version_1_gets_its_tables(tmp_path: Path) -> None:
    path = tmp_path / "old.dossier"
    Store.open(path, create=True).close()
    with Store.open(path, read_only=False) as opened:
        for table in ("facts", "fact_records", "fact_links", "fact_cells", "fact_state", "reviews"):
            opened.connection.execute(f"DROP TABLE {table}")
        opened.connection.execute("UPDATE meta SET value = '1'")
    with Store.open(path, read_only=False) as opened:
        assert store.facts(opened.connection) == []
        assert opened.connection.execute("SELECT value FROM meta").fetchone() == (str(VERSION),)
