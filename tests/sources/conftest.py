"""Small files made on the spot."""

from collections.abc import Callable
from pathlib import Path

import pytest

from dragoman.record import Document, Problem
from dragoman.sources import read_file


@pytest.fixture
def read(tmp_path: Path) -> Callable[..., list[Document | Problem]]:
    """Writes `data` as a file of that name and gives what is read from it."""

    def read_it(name: str, data: str | bytes, **options: str) -> list[Document | Problem]:
        path = tmp_path / name
        path.write_bytes(data.encode() if isinstance(data, str) else data)
        return list(read_file(path, **options))

    return read_it
