"""What the tests of learning share."""

import importlib.util
from collections.abc import Callable
from pathlib import Path
from types import ModuleType

import pytest

FOLDER = Path(__file__).parents[2] / "training"


@pytest.fixture(scope="session")
def training() -> Callable[[str], ModuleType]:
    """Imports a file of `training/`, which is no package, by its name."""

    def imported(name: str) -> ModuleType:
        spec = importlib.util.spec_from_file_location(name, FOLDER / f"{name}.py")
        assert spec
        assert spec.loader
        module = importlib.util.module_from_spec(spec)
        spec.loader.exec_module(module)
        return module

    return imported
