"""The real readers, loaded once."""

import pytest

from dragoman.reading.reader import Reader, load_reader


@pytest.fixture(scope="session")
def reader() -> Reader:
    return load_reader()


@pytest.fixture(scope="session")
def fast_reader() -> Reader:
    return load_reader(fast=True)
