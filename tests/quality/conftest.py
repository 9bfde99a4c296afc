"""What the tests of learning share."""

import importlib
import sys
from collections.abc import Callable
from pathlib import Path
from types import ModuleType

import pytest

FOLDER = Path(__file__).parents[2] / "training"


@pytest.fixture(scope="session")
def training() -> Callable[[str], ModuleType]:
    """Imports a file of `training/`, which is no package, by its name."""

    def imported(name: str) -> ModuleType:
        # Its files import one another by their names.
        sys.path.insert(0, str(FOLDER))
        try:
            return importlib.import_module(name)
        finally:
            sys.path.remove(str(FOLDER))

    return imported
