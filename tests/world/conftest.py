"""These tests see the shipped tables alone, whatever the developer has added to the world at home."""

import os

import pytest

NOWHERE = "no such folder"
os.environ["DRAGOMAN_WORLD"] = NOWHERE  # for what is loaded while the tests are collected


@pytest.fixture(autouse=True)
def no_world_of_the_developer(monkeypatch: pytest.MonkeyPatch, no_settings_from_outside: None) -> None:
    monkeypatch.setenv("DRAGOMAN_WORLD", NOWHERE)
