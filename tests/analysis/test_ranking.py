"""Which facts matter, and why."""

from __future__ import annotations

from typing import Any

import pytest

from dragoman.analysis.ranking import best_of_periods, chosen, period_of, ranked
from dragoman.merging.facts import Fact
from dragoman.record import KINDS, STATUSES

from .tellings import fact, telling

SUMMIT = {"who": "JPN, NATO", "when": "2022-06-29"}
FIRE = {"who": "PRK", "when": "2022-10-04", "kind": "incident"}


def order(*facts: Fact) -> list[str]:
    return [one.fact.what for one in ranked(facts)]


def alone(what: str, **more: Any) -> Fact:
    return fact(telling(what, "2022-07-01", what, **({"who": "JPN", "when": "2022-06-29"} | more)))


def test_what_more_documents_tell_matters_more() -> None:
    twice = fact(telling("a", "2022-06-30", "summit", **SUMMIT), telling("b", "2022-07-01", "summit", **SUMMIT))
    assert order(alone("dinner", who="JPN, NATO"), twice) == ["summit", "dinner"]


def test_near_copies_count_once() -> None:
    copied = fact(*(telling(doc, "2022-06-30", "summit", source="a", **SUMMIT) for doc in "abc"))
    [one] = ranked([copied])
    assert one.parts["sources"] == 1.0


@pytest.mark.parametrize(
    ("more", "less"),
    [
        ({"kind": "agreement"}, {"kind": "statement"}),
        ({"status": "happened"}, {"status": "possible"}),
        ({"when": "2022-06-30"}, {"when": "1951-09-08"}),
    ],
    ids=["kind", "status", "news"],
)
def test_what_binds_was_done_and_was_news_matters_more(more: dict[str, str], less: dict[str, str]) -> None:
    assert order(alone("less", **less), alone("more", **more)) == ["more", "less"]


def test_parties_of_which_many_documents_tell_matter_more() -> None:
    others = [alone(f"other {n}", who="USA", when="2022-01-02") for n in range(5)]
    found = order(alone("small", who="FJI"), alone("great", who="USA"), *others)
    assert found.index("great") < found.index("small")


def test_every_weight_is_the_product_of_its_parts() -> None:
    [one] = ranked([alone("summit")])
    product = 1.0
    for part in one.parts.values():
        product *= part
    assert one.weight == pytest.approx(product)


def test_what_says_the_same_again_gives_way_to_another_thing() -> None:
    same = [fact(telling(d, "2022-06-30", f"summit {d}", kind="agreement", **SUMMIT)) for d in ("a", "b", "c")]
    other = alone("missile", who="PRK", when="2022-06-20", kind="meeting")
    assert "missile" in [one.fact.what for one in chosen(ranked([*same, other]), 3)]


def test_one_fact_a_period_those_of_most_told_days_first() -> None:
    fire = fact(*(telling(doc, "2022-10-20", "a missile flew over Aomori", **FIRE) for doc in "abc"))
    facts = ranked([fire, alone("dinner"), alone("summit", kind="agreement"), alone("long", when="2022")])
    assert [one.fact.what for one in best_of_periods(facts, "month")] == ["a missile flew over Aomori", "summit"]
    assert [one.fact.what for one in best_of_periods(facts, "month", 1)] == ["a missile flew over Aomori"]


def test_periods_have_the_names_of_iso_8601() -> None:
    from datetime import date

    names = [period_of(date(2022, 1, 1), per) for per in ("day", "week", "month", "year")]
    assert names == ["2022-01-01", "2021-W52", "2022-01", "2022"]


def test_every_kind_and_status_has_a_weight() -> None:
    facts = [alone("x", kind=kind) for kind in KINDS] + [alone("y", status=status) for status in STATUSES]
    assert all(0 < one.weight < 10 for one in ranked(facts))


def test_the_order_does_not_depend_on_the_order_given() -> None:
    facts = [alone(f"fact {n}", when=f"2022-06-{n + 10}") for n in range(9)]
    assert order(*facts) == order(*reversed(facts))
