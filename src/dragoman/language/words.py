"""The word lists of `language/data`, read once."""

from __future__ import annotations

from functools import cache
from pathlib import Path

import yaml

from dragoman.errors import TableError

DATA = Path(__file__).parent / "data"


@cache
def word_lists(name: str) -> dict[str, frozenset[str]]:
    """The lists of `data/NAME.yaml` by their key; raises TableError where the file does not hold lists of words."""
    path = DATA / f"{name}.yaml"
    lists = yaml.safe_load(path.read_text(encoding="utf-8"))
    for key, words in lists.items():
        if not isinstance(words, list) or not all(isinstance(word, str) for word in words):
            raise TableError(f"{path.name}: {key} is not a list of words (quote words like no and on)")
    return {key: frozenset(words) for key, words in lists.items()}
