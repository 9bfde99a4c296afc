"""Records of several documents become facts: what is one thing, what is two, and why."""

from __future__ import annotations

import random
from typing import Any

from hypothesis import given, settings
from hypothesis import strategies as st
from telling_of import telling

from dragoman.merging.facts import Fact, merged
from dragoman.merging.reviews import Decision
from dragoman.merging.telling import Telling

MADRID = {"who": "JPN/Fumio Kishida, NATO", "when": "2022-06-29", "where": "Madrid"}


def facts(*tellings: Telling, **options: Any) -> list[set[str]]:
    """The documents of each fact of more than one record."""
    found = merged(tellings, **options).facts
    return [{t.record.doc for t in fact.tellings} for fact in found if len(fact.tellings) > 1]


def one(*tellings: Telling) -> Fact:
    [fact] = merged(tellings).facts
    return fact


def test_two_documents_on_one_summit_make_one_fact() -> None:
    fact = one(
        telling("a", "2022-06-29", "attended the NATO summit in Madrid", **MADRID),
        telling("b", "2022-06-30", "took part in the alliance's summit", **MADRID),
    )
    assert fact.sources == 2
    assert [link.reason for link in fact.links] == ["same parties, same day, both: summit, same place: Madrid"]


def test_meetings_of_other_days_are_two() -> None:
    later = MADRID | {"when": "2022-10-29"}
    assert not facts(telling("a", "2022-06-29", "met", **MADRID), telling("b", "2022-10-30", "met", **later))


def test_meetings_of_others_are_two() -> None:
    others = MADRID | {"who": "TUR, SWE"}
    assert not facts(telling("a", "2022-06-29", "met", **MADRID), telling("b", "2022-06-30", "met", **others))


def test_a_state_and_its_minister_can_be_one_party() -> None:
    assert facts(
        telling(
            "a", "2022-04-12", "froze assets of 398 people", kind="sanction", who="JPN", whom="RUS", when="2022-04-12"
        ),
        telling(
            *("b", "2022-04-13", "freezing the assets of hundreds of people"),
            **{"kind": "sanction", "who": "JPN/cabinet", "whom": "RUS", "when": "2022-04-12"},
        ),
    ) == [{"a", "b"}]


def test_other_persons_of_one_state_hold_other_meetings() -> None:
    hayashi = MADRID | {"who": "JPN/Yoshimasa Hayashi, NATO"}
    kishida = telling("a", "2022-06-29", "discussed maritime security", **MADRID)
    assert not facts(kishida, telling("b", "2022-06-30", "talked on nuclear arms", **hayashi))


def test_a_plan_and_the_deed_are_one_fact() -> None:
    fact = one(
        telling("a", "2022-06-10", "will visit Madrid for the summit", status="planned", **MADRID),
        telling("b", "2022-06-30", "visited Madrid for the summit", **MADRID),
    )
    assert fact.status == "happened"
    assert "done on the day planned" in fact.links[0].reason


def test_what_was_done_before_it_was_promised_is_something_else() -> None:
    treaty = {"kind": "agreement", "who": "JPN, PHL"}
    assert not facts(
        telling("a", "2024-07-08", "signed a treaty on visits", when="2022-07-08", **treaty),
        telling("b", "2024-07-09", "will sign a treaty on trade", status="planned", when="2024-12", **treaty),
    )


def test_two_statements_of_one_day_need_words_in_common() -> None:
    said = {"kind": "statement", "who": "CHN", "whom": "JPN", "when": "2023-08-24"}
    assert not facts(
        telling("a", "2023-08-24", "called the release of treated water selfish", **said),
        telling("b", "2023-08-24", "demanded respect for its maritime claims", **said),
    )
    assert facts(
        telling("a", "2023-08-24", "called the release of treated water selfish", **said),
        telling("b", "2023-08-25", "said that the release of treated water was selfish", **said),
    )


def test_two_acts_of_one_document_stay_two() -> None:
    assert not facts(
        telling("a", "2022-06-29", "met the prime minister of Australia", **MADRID),
        telling("a", "2022-06-29", "spoke with leaders about Ukraine", start=200, **MADRID),
    )


def test_a_copy_counts_once() -> None:
    fact = one(
        telling("a", "2022-06-29", "attended the summit", **MADRID),
        telling("a-copy", "2022-06-30", "attended the summit", source="a", **MADRID),
        telling("b", "2022-06-30", "was at the summit", **MADRID),
    )
    assert (len(fact.tellings), fact.sources) == (3, 2)


def test_one_link_does_not_chain_two_facts() -> None:
    """A vague telling that fits both summits joins one of them; the two stay two."""
    summit = {"kind": "meeting", "who": "JPN, NATO"}
    june = [telling(f"june{i}", "2022-06-29", "NATO summit in Madrid", when="2022-06-29", **summit) for i in range(3)]
    july = [telling(f"july{i}", "2022-07-12", "NATO summit in Vilnius", when="2022-07-12", **summit) for i in range(3)]
    vague = telling("vague", "2022-07-20", "NATO summit", when="2022-06/2022-07", **summit)
    found = facts(*june, *july, vague)
    assert not any({"june0", "july0"} <= docs for docs in found)


def test_a_decision_joins_and_parts() -> None:
    met = telling("a", "2022-06-29", "met", **MADRID)
    again = telling("b", "2022-06-30", "met", **MADRID)
    other = telling("c", "2022-10-30", "gathered", kind="meeting", who="NATO", when="2022-10-30")
    assert facts(met, again, other) == [{"a", "b"}]
    apart = [Decision.of(met.key, again.key, "split")]
    assert facts(met, again, other, decisions=apart) == []
    joined = [*apart, Decision.of(met.key, other.key, "merge")]
    assert facts(met, again, other, decisions=joined) == [{"a", "c"}]


def test_a_decision_holds_whatever_a_later_reading_makes_of_the_words() -> None:
    met = telling("a", "2022-06-29", "met", quote="They met in Madrid.", **MADRID)
    again = telling("b", "2022-06-30", "met", quote="They came together.", **MADRID)
    reread = telling("b", "2022-06-30", "came together", quote="They came together.", start=7, **MADRID)
    apart = [Decision.of(met.key, again.key, "split")]
    assert facts(met, reread) == [{"a", "b"}]
    assert facts(met, reread, decisions=apart) == []


PARTIES = ("JPN, NATO", "JPN, PHL", "USA, JPN", "CHN, RUS", "")
WORDS = ("missile", "summit", "treaty", "gold", "assets", "exercise", "harbour", "fighter")
TELLINGS = st.lists(
    st.builds(
        lambda doc, day, words, who, kind, status, dated: telling(
            *(f"d{doc}", f"2022-06-{doc + 1:02}", " ".join(words)),
            **{"kind": kind, "status": status, "who": who, "when": f"2022-06-{day:02}" if dated else ""},
        ),
        st.integers(0, 9),
        st.integers(1, 9),
        st.lists(st.sampled_from(WORDS), min_size=1, max_size=4),
        st.sampled_from(PARTIES),
        st.sampled_from(("meeting", "agreement", "policy")),
        st.sampled_from(("happened", "planned", "cancelled")),
        st.booleans(),
    ),
    max_size=40,
)


@settings(max_examples=60, deadline=None)
@given(TELLINGS, st.integers())
def test_the_order_of_the_records_plays_no_part(tellings: list[Telling], seed: int) -> None:
    shuffled = random.Random(seed).sample(tellings, len(tellings))
    assert merged(tellings).facts == merged(shuffled).facts


@settings(max_examples=60, deadline=None)
@given(TELLINGS, TELLINGS)
def test_merging_in_two_steps_gives_what_merging_at_once_gives(first: list[Telling], second: list[Telling]) -> None:
    before = merged(first)
    assert merged([*first, *second], before=before.cells).facts == merged([*first, *second]).facts
    assert merged(second, before=before.cells).facts == merged(second).facts, "also where documents went"


def test_what_a_new_document_does_not_touch_is_not_compared_again() -> None:
    old = [
        telling(f"{doc}{month}", f"2022-{month:02}-15", "talks on harbours", who=f"?/A{month}, ?/B{month}")
        for month in range(1, 13)
        for doc in "ab"
    ]
    before = merged(old)
    new = telling("new", "2022-06-15", "talks on harbours", who="?/A6, ?/B6")
    after = merged([*old, new], before=before.cells)
    assert merged(old, before=before.cells).compared == 0
    assert 0 < after.compared < merged([*old, new]).compared
    assert after.facts == merged([*old, new]).facts
