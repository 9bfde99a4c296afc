"""The quality gate: what the readers reach on the dev gold never falls below the floors, and floors only go up.

To raise them: `python tests/quality/raise_floors.py`, which refuses to lower one.
"""

from __future__ import annotations

import json
import sys
from pathlib import Path

import pytest

HERE = Path(__file__).parent
FLOORS = json.loads((HERE / "floors.json").read_text())
sys.path.append(str(HERE.parent.parent / "training"))

pytestmark = [pytest.mark.slow, pytest.mark.shared]


@pytest.fixture(scope="module", params=["default", "fast"])
def reached(request: pytest.FixtureRequest, shared: Path) -> tuple[str, dict]:
    from score_gold import figures

    return request.param, figures(shared, fast=request.param == "fast")


def test_the_gold_is_the_one_that_the_floors_were_measured_on(reached: tuple[str, dict]) -> None:
    assert reached[1]["gold"] == FLOORS["gold"]


@pytest.mark.parametrize("figure", ["found", "right"])
def test_f1_is_not_below_its_floor(reached: tuple[str, dict], figure: str) -> None:
    name, table = reached
    assert table["all"][figure]["f1"] >= FLOORS[name][figure]


def test_every_kind_of_the_gold_is_found_by_the_default_reader(reached: tuple[str, dict]) -> None:
    name, table = reached
    if name != "default":
        pytest.skip("promised of the default reader")
    kinds = {k: row for k, row in table.items() if k not in ("all", "gold") and row["gold"]}
    assert {k for k, row in kinds.items() if row["found"]["f1"] == 0} <= set(FLOORS["kinds_not_found"])
