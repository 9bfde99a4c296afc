"""The bench of reading speed runs, on a few documents."""

import os
import re
import subprocess
import sys
from pathlib import Path

import pytest

ROOT = Path(__file__).parent.parent
SHARED = Path(os.environ.get("DRAGOMAN_SHARED", ROOT.parent / "shared"))


@pytest.mark.slow
@pytest.mark.shared
@pytest.mark.skipif(not (SHARED / "corpus").is_dir(), reason="the corpus is not there")
def test_the_bench_compares_reader_and_parser(rule_reader: None, monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setenv("DRAGOMAN_SHARED", str(SHARED.resolve()))
    command = [sys.executable, "bench/reading.py", "--documents", "4", "--blocks", "2"]
    told = subprocess.run(command, cwd=ROOT, check=True, capture_output=True, text=True).stdout
    assert re.search(r"^documents +4$", told, re.MULTILINE)
    assert re.search(r"^parser +[\d,]+ words a second$", told, re.MULTILINE)
    assert re.search(r"^ratio +\d+\.\d+ of the parser's speed", told, re.MULTILINE)
