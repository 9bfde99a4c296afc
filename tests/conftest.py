"""Three short articles and the dossier of their records, for the tests of the public face and of the command line."""

from __future__ import annotations

import contextlib
import os
import shutil
import sys
from pathlib import Path

import pytest

ENGINES = Path(__file__).parent / "engines"
sys.path.insert(0, str(ENGINES))

READER = "rule_reader:load_reader"
ARTICLES = {
    "madrid.txt": "Leaders meet in Madrid\n\nJPN/Fumio Kishida met NATO in Madrid on 2022-06-29, they said.\n\nHot.",
    "tokyo.txt": "JPN sanctioned RUS on 2022-03-01. Minister: JPN/Jane Doe praised UKR, reportedly.",
    "yokosuka.md": "---\ntitle: Ships for Kyiv\ndate: 2022-07-02\n---\n\nUSA offered 4 ships to UKR on /2023.\n",
}


@pytest.fixture(scope="session")
def shared() -> Path:
    """The folder with gold, corpus and benchmarks; tests that need it are skipped where it is absent."""
    folder = Path(os.environ.get("DRAGOMAN_SHARED") or Path(__file__).parents[2] / "shared").absolute()
    if not folder.is_dir():
        pytest.skip("the shared folder is absent: name it with DRAGOMAN_SHARED")
    return folder


@pytest.fixture(autouse=True)
def no_settings_from_outside(monkeypatch: pytest.MonkeyPatch, tmp_path_factory: pytest.TempPathFactory) -> None:
    """The environment and the own world of whoever runs the tests play no part in them."""
    monkeypatch.setenv("XDG_DATA_HOME", str(tmp_path_factory.getbasetemp() / "no-data"))
    for name in ("PIPELINE", "FAST", "PROCESSES", "MIN_CONFIDENCE", "WORLD", "READER"):
        monkeypatch.delenv(f"DRAGOMAN_{name}", raising=False)


@pytest.fixture
def rule_reader(monkeypatch: pytest.MonkeyPatch) -> None:
    """Readings in this test, and in the processes it starts, use the small reader for tests."""
    monkeypatch.setenv("DRAGOMAN_READER", READER)
    monkeypatch.setenv("PYTHONPATH", str(ENGINES))


@pytest.fixture(scope="session")
def read_once(tmp_path_factory: pytest.TempPathFactory) -> Path:
    """A folder with the articles and the dossier they were read into, not to be changed."""
    import dragoman
    from dragoman.engines import ReaderSpec

    folder = tmp_path_factory.mktemp("read-once")
    (folder / "articles").mkdir()
    for name, text in ARTICLES.items():
        (folder / "articles" / name).write_text(text, encoding="utf-8")
    with contextlib.chdir(folder), dragoman.read("articles", "partnership.dossier", reader_spec=ReaderSpec(READER)):
        return folder


@pytest.fixture
def desk(tmp_path: Path, monkeypatch: pytest.MonkeyPatch, rule_reader: None, read_once: Path) -> Path:
    """A current folder with the articles in `articles/`."""
    shutil.copytree(read_once / "articles", tmp_path / "articles")
    monkeypatch.chdir(tmp_path)
    return tmp_path


@pytest.fixture
def dossier_file(desk: Path, read_once: Path) -> Path:
    """The articles, read into `partnership.dossier` in the current folder."""
    return Path(shutil.copy(read_once / "partnership.dossier", "partnership.dossier"))
