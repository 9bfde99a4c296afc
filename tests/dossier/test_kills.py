"""A reading that is killed or interrupted goes on where it stopped, with nothing lost or doubled."""

import os
import random
import re
import signal
import subprocess
import sys
import time
from pathlib import Path

import pytest

from dragoman.dossier.dossier import Dossier

from .conftest import content

pytestmark = pytest.mark.slow
SCRIPT = Path(__file__).with_name("reading_process.py")
RUNS = 20


def started(dossier: Path, processes: int, sleep: float) -> subprocess.Popen[str]:
    command = [sys.executable, str(SCRIPT), str(dossier), str(processes), str(sleep)]
    return subprocess.Popen(command, stdout=subprocess.PIPE, text=True, start_new_session=True)


def finished(dossier: Path, processes: int, sleep: float = 0.005) -> str:
    with started(dossier, processes, sleep) as process:
        output, _ = process.communicate()
    assert process.returncode == 0
    return output


def until(process: subprocess.Popen[str], line: str) -> None:
    """Waits until the process has printed a line that matches."""
    assert process.stdout
    for said in process.stdout:
        if re.match(line, said):
            return
    raise AssertionError(f"it never said {line!r}")


@pytest.fixture(scope="module")
def unbroken(tmp_path_factory: pytest.TempPathFactory) -> Path:
    path: Path = tmp_path_factory.mktemp("unbroken") / "whole.dossier"
    finished(path, 1)
    return path


@pytest.fixture(scope="module")
def seconds(tmp_path_factory: pytest.TempPathFactory) -> dict[int, float]:
    """How long an unbroken run takes here, with one process and with two."""
    taken = {}
    for processes in (1, 2):
        began = time.monotonic()
        finished(tmp_path_factory.mktemp("timed") / "timed.dossier", processes)
        taken[processes] = time.monotonic() - began
    return taken


def test_twenty_kills_at_any_moment_change_nothing(unbroken: Path, path: Path, seconds: dict[int, float]) -> None:
    draw = random.Random(20)
    expected = content(unbroken)
    for run in range(RUNS):
        processes = run % 2 + 1
        with started(path, processes, 0.005) as process:
            time.sleep(draw.uniform(0.05, 1) * seconds[processes])
            process.kill()
        finished(path, processes)
        assert content(path) == expected, f"after kill {run}"
        path.unlink()
        assert not list(path.parent.iterdir()), "nothing is left beside the dossier"


def test_many_kills_of_one_reading_still_end_in_the_same_dossier(unbroken: Path, path: Path) -> None:
    draw = random.Random(21)
    for _ in range(4):
        with started(path, 1, 0.02) as process:
            until(process, "reading [0-9]")
            time.sleep(draw.uniform(0, 0.5))
            process.kill()
    finished(path, 2)
    assert content(path) == content(unbroken)


def test_kills_while_the_dossier_is_written_change_nothing(unbroken: Path, path: Path) -> None:
    draw = random.Random(22)
    for _ in range(6):
        with started(path, 1, 0) as process:
            until(process, "writing")
            time.sleep(draw.uniform(0, 0.5))
            process.kill()
    finished(path, 1)
    assert content(path) == content(unbroken)


def test_a_kill_leaves_no_worker_behind(path: Path) -> None:
    with started(path, 2, 0.02) as process:
        until(process, "reading [1-9]")
        process.kill()
    deadline = time.monotonic() + 10
    while _group_lives(process.pid) and time.monotonic() < deadline:
        time.sleep(0.1)
    assert not _group_lives(process.pid)


def _group_lives(group: int) -> bool:
    """Whether any process is left of the session that `started` began."""
    try:
        os.killpg(group, 0)
    except ProcessLookupError:
        return False
    return True


def test_what_was_read_before_a_kill_is_not_read_again(path: Path) -> None:
    with started(path, 1, 0.02) as process:
        until(process, "reading 64 ")
        process.kill()
    first = next(line for line in finished(path, 1).splitlines() if line.startswith("reading"))
    assert int(first.split()[1]) >= 64


def test_ctrl_c_keeps_what_is_read_and_leaves_a_dossier_in_order(unbroken: Path, path: Path) -> None:
    for processes in (1, 2):
        # Slow documents: on a busy machine too the key comes long before the last of them.
        with started(path, processes, 0.1) as process:
            until(process, "reading [1-9]")
            time.sleep(0.2)
            process.send_signal(signal.SIGINT)
            output, _ = process.communicate()
        assert process.returncode == 0
        assert "stopped=True" in output
    with Dossier.open(path) as dossier:
        assert 1 <= dossier.documents().count() < 118
    finished(path, 1)
    assert content(path) == content(unbroken)


def test_two_readings_at_once_are_refused(path: Path) -> None:
    with started(path, 1, 0.05) as process:
        until(process, "reading 0")
        with subprocess.Popen(
            [sys.executable, str(SCRIPT), str(path), "1", "0"], stderr=subprocess.PIPE, text=True
        ) as second:
            _, said = second.communicate()
        process.kill()
    assert second.returncode == 1
    assert "another reading into this dossier is under way" in said
