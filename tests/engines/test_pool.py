"""Several processes read what one would, also when some of them die."""

import os
from collections.abc import Iterator
from pathlib import Path
from typing import Any

import pyarrow.parquet as pq
import pytest

from dragoman.engines import ReaderSpec, engine_for
from dragoman.engines.job import Engine, Task
from dragoman.engines.plan import plan
from dragoman.engines.pool import Pool
from dragoman.errors import UsageError
from dragoman.record import Document

pytestmark = pytest.mark.slow
SPEC = ReaderSpec("rule_reader:load_reader")


@pytest.fixture
def pool() -> Iterator[Pool]:
    pool = Pool(SPEC, 2)
    yield pool
    pool.close()


def rows(engine: Engine, texts: list[str], folder: Path, documents: int = 4) -> list[dict[str, Any]]:
    """What the engine makes of the texts: one row each, by id."""
    tasks = (Task(Document(f"d{i:02}", text), f"f{i}") for i, text in enumerate(texts))
    outcomes = list(engine.run(plan(tasks, documents=documents), folder))
    found = [row for outcome in outcomes for row in pq.read_table(outcome.path).to_pylist()]
    assert sum(outcome.documents for outcome in outcomes) == len(found)
    return sorted(found, key=lambda row: row["id"])


TEXTS = [f"JPN met KOR on 2022-06-{day:02}." for day in range(1, 21)]


def test_processes_read_what_one_process_reads(pool: Pool, tmp_path: Path) -> None:
    for name in ("pool", "local"):
        (tmp_path / name).mkdir()
    local = engine_for(SPEC)
    assert rows(pool, TEXTS, tmp_path / "pool", 3) == rows(local, TEXTS, tmp_path / "local", 7)


def test_the_reader_lives_in_the_workers(pool: Pool) -> None:
    assert pool.identity().fingerprint == "rule reader 1"
    assert pool.identity().provenance == {"codebook": "c0deb00c", "world": "b10b"}


def test_a_worker_that_dies_once_costs_nothing(pool: Pool, tmp_path: Path) -> None:
    texts = [*TEXTS[:5], f"KOR met JPN. KILL ONCE {tmp_path / 'flag'}", *TEXTS[5:]]
    found = rows(pool, texts, tmp_path)
    assert len(found) == 21
    assert [row["problems"] for row in found] == [[]] * 21
    assert (tmp_path / "flag").exists()


def test_documents_that_kill_are_problems_and_the_others_are_read(pool: Pool, tmp_path: Path) -> None:
    found = rows(pool, [*TEXTS[:6], "KILL", *TEXTS[6:], "KILL too"], tmp_path)
    bad = [row for row in found if row["problems"]]
    assert [row["text"] for row in bad] == ["KILL", "KILL too"]
    assert bad[0]["problems"][0]["reason"] == "the process that read it died, 2 times"
    assert all(row["retry"] for row in bad)
    assert sum(len(row["records"]) for row in found) == 20


def test_a_reader_that_cannot_be_made_is_the_callers_to_mend() -> None:
    pool = Pool(ReaderSpec("rule_reader:nothing"), 2)
    with pytest.raises(UsageError, match="no reader 'rule_reader:nothing'"):
        pool.identity()
    pool.close()


def test_no_shards_start_no_work(pool: Pool, tmp_path: Path) -> None:
    assert rows(pool, [], tmp_path) == []


def test_closing_ends_the_processes(tmp_path: Path) -> None:
    pool = Pool(SPEC, 2)
    rows(pool, TEXTS, tmp_path)
    children = [process.pid for process in __import__("multiprocessing").active_children()]
    pool.close()
    assert children
    for pid in children:
        with pytest.raises(ProcessLookupError):
            os.kill(pid, 0)
