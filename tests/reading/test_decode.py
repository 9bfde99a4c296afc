"""Which candidates become records, and of which kind."""

from collections.abc import Sequence

import numpy as np
import pytest

from dragoman.reading import decode
from dragoman.reading.decode import SURE, Choice, Place, overlapping
from dragoman.reading.network import Judgement
from dragoman.record import KINDS, STANCES, STATUSES

THRESHOLDS = dict.fromkeys(KINDS, 0.4)


def judgement(*kinds: dict[str, float], status: str = "happened", stance: str = "support") -> Judgement:
    """Candidates with the probabilities of kinds (the rest: no record), all of one status and stance."""
    table = np.array([[row.get(kind, 0.0) for kind in (*KINDS, "none")] for row in kinds], np.float32)
    table[:, -1] = 1 - table.sum(1)
    return Judgement(
        table,
        np.array([[0.6 if s == status else 0.05 for s in STATUSES]] * len(kinds), np.float32),
        np.array([[0.6 if s == stance else 0.05 for s in STANCES]] * len(kinds), np.float32),
    )


def place(start: int, end: int, *, parted: frozenset[int] = frozenset()) -> Place:
    return Place(0, start, start, end, parted=parted)


def choose(
    places: list[Place],
    judged: Judgement,
    thresholds: dict[str, float] = THRESHOLDS,
    leanings: dict[str, Sequence[float]] | None = None,
) -> list[Choice]:
    """What is chosen where confidence is the probability itself."""
    return decode.choose(places, judged, judged.kinds, thresholds, leanings)


def told(chosen: list[Choice]) -> list[tuple[int, str]]:
    return [(choice.place.start, choice.anchor.kind) for choice in chosen]


def test_a_candidate_is_chosen_from_its_kinds_threshold_on() -> None:
    places = [place(0, 10), place(20, 30)]
    judged = judgement({"meeting": 0.41}, {"meeting": 0.39})
    assert told(choose(places, judged)) == [(0, "meeting")]


def test_each_kind_has_its_own_threshold() -> None:
    judged = judgement({"meeting": 0.3, "policy": 0.3})
    assert told(choose([place(0, 10)], judged, THRESHOLDS | {"policy": 0.2})) == [(0, "policy")]


def test_a_candidate_can_be_of_two_kinds() -> None:
    judged = judgement({"meeting": 0.5, "agreement": 0.45})
    assert told(choose([place(0, 10)], judged)) == [(0, "agreement"), (0, "meeting")]


def test_of_two_that_overlap_in_one_kind_the_surer_stays() -> None:
    judged = judgement({"meeting": 0.5}, {"meeting": 0.8})
    chosen = choose([place(0, 20), place(10, 20)], judged)
    assert told(chosen) == [(10, "meeting")]
    assert chosen[0].confidence == pytest.approx(0.8)


def test_of_two_alike_the_first_stays() -> None:
    judged = judgement({"meeting": 0.5}, {"meeting": 0.5})
    assert told(choose([place(0, 20), place(10, 20)], judged)) == [(0, "meeting")]


@pytest.mark.parametrize(("likely", "beside"), [(SURE - 0.01, False), (SURE + 0.01, True)])
def test_a_member_of_a_coordination_stands_beside_the_whole_where_it_is_sure(likely: float, beside: bool) -> None:
    places = [place(0, 20), place(10, 20, parted=frozenset({0}))]
    chosen = choose(places, judgement({"statement": 0.8}, {"statement": likely}))
    assert told(chosen) == [(0, "statement"), (10, "statement")][: 1 + beside]


def test_two_of_different_kinds_may_overlap() -> None:
    judged = judgement({"meeting": 0.5}, {"agreement": 0.8})
    assert told(choose([place(0, 20), place(10, 20)], judged)) == [(0, "meeting"), (10, "agreement")]


@pytest.mark.parametrize(("start", "overlaps"), [(4, True), (5, True), (6, False), (10, False), (30, False)])
def test_half_of_the_shorter_is_an_overlap(start: int, overlaps: bool) -> None:
    one, other = place(0, 10), place(start, start + 20)
    assert overlapping(one, other) is overlapping(other, one) is overlaps


def test_confidence_decides_and_not_the_probability() -> None:
    judged, confidences = judgement({"meeting": 0.9}, {"meeting": 0.1}), np.zeros((2, len(KINDS)), np.float32)
    confidences[1, KINDS.index("meeting")] = 0.41
    assert told(decode.choose([place(0, 10), place(20, 30)], judged, confidences, THRESHOLDS)) == [(20, "meeting")]


def test_the_likeliest_status_is_the_records() -> None:
    (chosen,) = choose([place(0, 10)], judgement({"aid": 0.9}, status="pledged"))
    assert chosen.anchor.status == "pledged"


def test_leanings_tip_the_status_of_a_kind() -> None:
    judged = judgement({"aid": 0.9, "policy": 0.6})
    leanings = {kind: [1.0] * len(STATUSES) for kind in KINDS}
    leanings["aid"][STATUSES.index("pledged")] = 20.0
    judged = Judgement(np.minimum(judged.kinds, 0.9), judged.statuses, judged.stances)
    found = {c.anchor.kind: c.anchor.status for c in choose([place(0, 10)], judged, THRESHOLDS, leanings)}
    assert found == {"aid": "pledged", "policy": "happened"}


def test_only_statements_have_a_stance() -> None:
    judged = judgement({"statement": 0.5, "policy": 0.45}, stance="accuse")
    found = {c.anchor.kind: c.anchor.stance for c in choose([place(0, 10)], judged)}
    assert found == {"statement": "accuse", "policy": None}


def test_choices_come_in_the_order_of_the_text() -> None:
    places = [place(50, 60), place(0, 10), place(20, 30)]
    judged = judgement({"aid": 0.9}, {"policy": 0.5}, {"aid": 0.7})
    assert told(choose(places, judged)) == [(0, "policy"), (20, "aid"), (50, "aid")]


def test_nothing_reaches_its_threshold() -> None:
    assert choose([place(0, 10)], judgement({})) == []


@pytest.mark.parametrize(("kind", "status"), [("meeting", "denied"), ("statement", "happened")])
def test_what_is_denied_is_told_as_denied_but_for_what_is_said(kind: str, status: str) -> None:
    (chosen,) = choose([Place(0, 0, 0, 10, denied=True)], judgement({kind: 0.8}))
    assert chosen.anchor.status == status
