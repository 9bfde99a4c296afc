"""The example documents, read and merged: what their README says became of things."""

from __future__ import annotations

from collections.abc import Iterator
from pathlib import Path

import pytest

import dragoman
from dragoman.api.facts import commitments, disagreements, facts

EXAMPLES = Path(__file__).parents[2] / "examples"


@pytest.fixture(scope="module")
def dossier(tmp_path_factory: pytest.TempPathFactory) -> Iterator[dragoman.Dossier]:
    with dragoman.read([EXAMPLES], tmp_path_factory.mktemp("examples") / "examples.dossier") as read:
        yield read


@pytest.mark.slow
def test_the_security_strategy_promised_in_singapore_is_done(dossier: dragoman.Dossier) -> None:
    done = commitments(dossier, by="JPN", state="done")
    kept = [made for made in done if "Security Strategy" in made.announced.record.evidence.quote]
    assert [made.evidence[0].record.doc for made in kept] == ["ledger-security-strategy"]


@pytest.mark.slow
def test_nothing_is_told_as_done_that_was_not(dossier: dragoman.Dossier) -> None:
    done = [made for made in commitments(dossier) if {"done", "partly done"} & set(made.states)]
    shown = {(made.announced.source, made.evidence[0].source) for made in done}
    # Guests at the summit, Kishida at the summit and his journey there, the security strategy that was promised twice,
    # and Zelenskyy at Hiroshima, who had accepted to speak by video link and came.
    assert shown <= {
        ("syndicated-madrid-kishida", "communique-madrid-partners"),
        ("wire-madrid-kishida", "communique-madrid-partners"),
        ("wire-shangri-la", "wire-madrid-kishida"),
        ("ledger-gold-ban", "wire-madrid-kishida"),
        ("wire-shangri-la", "ledger-security-strategy"),
        ("wire-madrid-kishida", "ledger-security-strategy"),
        (
            "kishida-in-kyiv-promises-ukraine-more-help-f5fb199d",
            "hiroshima-summit-ends-with-zelenskyy-at-the-840c9c75",
        ),
    }


@pytest.mark.slow
def test_before_it_was_done_it_was_open(dossier: dragoman.Dossier) -> None:
    open_ones = commitments(dossier, by="JPN", state="open", as_of="2022-11")
    assert any("Strategy" in made.what for made in open_ones)


@pytest.mark.slow
def test_the_signing_in_manila_is_told_of_two_days(dossier: dragoman.Dossier) -> None:
    days = [found for found in disagreements(dossier, about=["JPN", "PHL"]) if found.point == "day"]
    assert [[version for version, _ in found.versions] for found in days] == [["2024-07-08", "2024-07-09"]]


@pytest.mark.slow
def test_the_two_madrid_reports_count_once(dossier: dragoman.Dossier) -> None:
    pairs = {"wire-madrid-kishida", "syndicated-madrid-kishida"}
    both = [
        one for one in facts(dossier, since="2022-06-29", until="2022-06-29") if {r.doc for r in one.records} == pairs
    ]
    assert both
    assert {one.sources for one in both} == {1}
