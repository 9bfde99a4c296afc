"""What is new: a fact as known before beside the same as known now."""

from __future__ import annotations

from datetime import date

from dragoman.analysis.difference import News, Pair, news, parted
from dragoman.merging.facts import Fact
from dragoman.merging.telling import Telling

from .tellings import fact, telling

BEFORE, AFTER = date(2022, 6, 30), date(2022, 12, 31)
SHIPS = {"kind": "aid", "who": "JPN", "whom": "UKR"}
PLEDGE = telling("a", "2022-06-01", "will send four ships", status="pledged", when="/2022-09-30", **SHIPS)
SENT = telling("b", "2022-09-10", "sent four ships", when="2022-09-09", **SHIPS)
OFF = telling("c", "2022-09-10", "will not send four ships", status="cancelled", **SHIPS)


def found(*facts: Fact, top: int | None = None) -> list[News]:
    def told_by(day: date) -> object:
        def is_told(one: Telling) -> bool:
            return bool(one.published and one.published <= day)

        return is_told

    pairs = parted(facts, told_by(BEFORE), told_by(AFTER))  # type: ignore[arg-type]
    return news(pairs, since=BEFORE, until=AFTER, top=top)


def sections(*facts: Fact) -> list[str]:
    return [one.section for one in found(*facts)]


def test_what_was_told_before_is_not_new() -> None:
    assert sections(fact(SENT.__class__(SENT.record, date(2022, 1, 1), "b"))) == []


def test_a_fact_of_later_documents_is_new_and_so_are_its_actors() -> None:
    new, *actors = found(fact(telling("x", "2022-10-01", "met", who="FJI", when="2022-10-01")))
    assert (new.section, [str(one.actor) for one in actors]) == ("new", ["FJI"])
    assert new.evidence[0].record.doc == "x"


def test_a_plan_carried_out_is_a_changed_status_or_a_promise_kept() -> None:
    plan = telling("a", "2022-06-01", "may meet", status="proposed", who="JPN", when="2022-07-01")
    [changed] = found(fact(plan, telling("b", "2022-07-02", "met", who="JPN", when="2022-07-01")))
    assert (changed.section, changed.before, changed.after) == ("changed", "proposed", "happened")
    [kept] = found(fact(PLEDGE, SENT))
    assert (kept.section, kept.before, kept.after, kept.evidence) == ("kept", "open", "done", (SENT,))


def test_what_is_called_off_or_overdue_is_a_promise_broken() -> None:
    [dropped] = found(fact(PLEDGE, OFF))
    assert (dropped.section, dropped.after, dropped.evidence) == ("broken", "dropped", (OFF,))
    [late] = found(fact(PLEDGE))
    assert (late.section, late.after) == ("broken", "overdue, due 30 September 2022")


def test_a_plan_put_off_is_a_change_of_its_day() -> None:
    first = telling("a", "2022-06-01", "will meet", status="planned", who="JPN", when="2023-02-01")
    [moved] = found(
        fact(first, telling("b", "2022-08-01", "will meet", status="planned", who="JPN", when="2023-03-05"))
    )
    assert (moved.section, moved.before, moved.after) == ("changed", "1 February 2023", "5 March 2023")


def test_a_second_version_is_a_new_disagreement() -> None:
    told = {"kind": "incident", "who": "PRK"}
    one = telling("a", "2022-06-05", "fired", when="2022-06-04", **told)
    [quarrel] = found(fact(one, telling("b", "2022-07-06", "fired", when="2022-06-05", **told)))
    assert (quarrel.section, quarrel.after) == ("disagreement", "day: 4 June 2022 or 5 June 2022")
    assert [t.record.doc for t in quarrel.evidence] == ["a", "b"]


def test_what_no_later_document_tells_is_gone() -> None:
    assert [one.section for one in news([Pair(fact(SENT), None)], since=BEFORE, until=AFTER)] == ["gone"]


def test_top_keeps_the_new_facts_that_matter_most() -> None:
    small = fact(telling("x", "2022-10-01", "said", kind="opinion", who="JPN", when="2022-10-01"))
    great = fact(telling("y", "2022-10-01", "signed", kind="agreement", who="JPN", when="2022-10-02"))
    assert [one.fact.what for one in found(small, great, top=1) if one.section == "new"] == ["signed"]
