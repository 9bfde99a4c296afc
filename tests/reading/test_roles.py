"""The choice among the options for a role."""

import numpy as np
import pytest

from dragoman.reading.roles import mixed, pick_actors
from dragoman.record import Actor

JPN, POL, USA = map(Actor, ("JPN", "POL", "USA"))
LEADER = Actor("POL", "Anna Nowak")
THRESHOLDS = {"who": 0.5, "who_alone": 0.2, "who_kin": 0.9, "whom": 0.2, "whom_kin": 0.5, "whom_near": 0.5}


def picked(kind: str, *odds: tuple[Actor, float, float]) -> tuple[tuple[Actor, ...], tuple[Actor, ...]]:
    """`who` and `whom` of actors with the probabilities that they act and are acted upon."""
    table = np.array([[1 - who - whom, who, whom] for _, who, whom in odds], np.float32).reshape(-1, 3)
    return pick_actors([actor for actor, *_ in odds], table, kind, THRESHOLDS)


def test_who_reaches_the_threshold_acts_and_who_reaches_the_other_is_acted_upon() -> None:
    assert picked("aid", (JPN, 0.8, 0.1), (POL, 0.1, 0.6), (USA, 0.3, 0.3)) == ((JPN,), (POL,))


def test_several_may_act() -> None:
    assert picked("aid", (JPN, 0.8, 0.1), (USA, 0.6, 0.1)) == ((JPN, USA), ())


def test_the_likeliest_acts_alone_where_none_reaches_the_threshold() -> None:
    assert picked("aid", (JPN, 0.25, 0.1), (USA, 0.3, 0.1)) == ((USA,), ())


def test_nobody_acts_where_none_comes_near() -> None:
    assert picked("aid", (JPN, 0.1, 0.1)) == ((), ())


def test_an_actor_does_not_act_on_itself() -> None:
    assert picked("aid", (JPN, 0.3, 0.6)) == ((JPN,), ())


def test_kinds_without_direction_have_only_parties() -> None:
    assert picked("meeting", (JPN, 0.8, 0.1), (POL, 0.05, 0.9)) == ((JPN,), ())


def test_of_a_state_and_its_leader_the_likelier_acts() -> None:
    assert picked("aid", (POL, 0.6, 0.1), (LEADER, 0.7, 0.1)) == ((LEADER,), ())


def test_a_state_and_its_leader_both_act_where_both_are_sure() -> None:
    assert picked("aid", (POL, 0.95, 0.0), (LEADER, 0.92, 0.0)) == ((POL, LEADER), ())


def test_nobody_is_acted_upon_who_is_much_less_likely_than_another() -> None:
    assert picked("aid", (JPN, 0.8, 0.1), (POL, 0.0, 0.7), (USA, 0.1, 0.3)) == ((JPN,), (POL,))


def test_no_options_no_roles() -> None:
    assert picked("aid") == ((), ())


def test_a_share_of_the_role_layers_judgement_is_mixed_in() -> None:
    linear, layer = np.array([[0.6, 0.4]], np.float32), np.array([[0.2, 0.8]], np.float32)
    assert mixed(linear, layer, 0.25)[0].tolist() == pytest.approx([0.5, 0.5])


def test_each_option_has_its_own_share() -> None:
    linear, layer = np.array([[0.6, 0.4]] * 2, np.float32), np.array([[0.2, 0.8]] * 2, np.float32)
    found = mixed(linear, layer, np.array([[0.0], [1.0]], np.float32))
    assert found.tolist() == [linear[0].tolist(), layer[1].tolist()]
