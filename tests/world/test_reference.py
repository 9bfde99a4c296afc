"""Agreement with independent tables, at or above the floors in floors.json (raised by training/check_world.py)."""

import importlib.util
import json
import os
import subprocess
import sys
from pathlib import Path
from types import ModuleType

import pytest

from dragoman.world.folders import TABLES_FOLDER
from dragoman.world.world import load_tables

ROOT = Path(__file__).parents[2]
SHARED = Path(os.environ.get("DRAGOMAN_SHARED", ROOT.parent / "shared"))
FLOORS = json.loads((Path(__file__).parent / "floors.json").read_text())

#: A slow machine, or one with other work, is no reason to fail: three times what is promised (150 ms, 60 MB).
SLOW, LARGE = 0.45, 90.0


def script(name: str) -> ModuleType:
    """A script of the folder `training`, which is no package."""
    sys.path.insert(0, str(ROOT / "training"))
    spec = importlib.util.spec_from_file_location(name, ROOT / "training" / f"{name}.py")
    assert spec
    assert spec.loader
    module = importlib.util.module_from_spec(spec)
    sys.modules[name] = module
    spec.loader.exec_module(module)
    return module


@pytest.fixture(scope="module")
def figures() -> dict[str, float]:
    if not (SHARED / "refdata").is_dir():
        pytest.skip(f"no {SHARED / 'refdata'}")
    found: dict[str, float] = script("check_world").figures(load_tables((TABLES_FOLDER,)))
    return found


@pytest.mark.shared
@pytest.mark.parametrize("name", FLOORS)
def test_agreement_is_not_below_its_floor(name: str, figures: dict[str, float]) -> None:
    assert figures[name] >= FLOORS[name]


@pytest.mark.slow
def test_loading_costs_little_time_and_memory() -> None:
    load, imported, _, loaded, in_use = script("check_world").cost()
    assert load < SLOW
    assert imported < 2 * SLOW
    assert loaded < in_use < LARGE


@pytest.mark.slow
def test_the_world_loads_no_heavy_library() -> None:
    code = "import sys, dragoman.world, dragoman.world_cli; print(*sys.modules)"
    loaded = subprocess.run([sys.executable, "-c", code], check=True, capture_output=True, text=True).stdout.split()
    assert not {"spacy", "duckdb", "pandas", "pyarrow", "numpy"} & set(loaded)
