"""Writes `constraints.txt`: the exact versions, as installed here, of all that the package and its tests need.

python .ci/pins.py
"""

from __future__ import annotations

import re
import tomllib
from collections.abc import Iterable
from importlib.metadata import distribution
from pathlib import Path

from packaging.requirements import Requirement

ROOT = Path(__file__).parent.parent
HEAD = """\
# The exact versions that the tests were run with, of all that `pip install -e .[dev]` needs, direct and indirect.
# Made by `python .ci/pins.py`, after an update that passes the tests.
"""


def needed(requirements: Iterable[str]) -> dict[str, str]:
    """The version of every package that the requirements need, directly or by others, by its normal name."""
    versions: dict[str, str] = {}
    waiting = [Requirement(text) for text in requirements]
    seen: set[tuple[str, frozenset[str]]] = set()
    while waiting:
        asked = waiting.pop()
        name = re.sub(r"[-_.]+", "-", asked.name).lower()
        if (name, frozenset(asked.extras)) in seen:
            continue
        seen.add((name, frozenset(asked.extras)))
        found = distribution(asked.name)
        versions[name] = found.version
        extras = asked.extras or {""}
        inner = map(Requirement, found.requires or ())
        waiting += [r for r in inner if r.marker is None or any(r.marker.evaluate({"extra": e}) for e in extras)]
    return versions


def main() -> None:
    """Writes the file."""
    project = tomllib.loads((ROOT / "pyproject.toml").read_text(encoding="utf-8"))["project"]
    versions = needed([*project["dependencies"], *project["optional-dependencies"]["dev"]])
    lines = [f"{name}=={version}\n" for name, version in sorted(versions.items())]
    (ROOT / "constraints.txt").write_text(HEAD + "".join(lines), encoding="utf-8")


if __name__ == "__main__":
    main()
