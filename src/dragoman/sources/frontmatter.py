"""Front matter: YAML between two `---` lines at the top of a Markdown or text file."""

from __future__ import annotations

import re
from collections.abc import Mapping
from typing import Any

#: Real front matter has some ten lines; more is something else between two rules.
_LONGEST = 16_000
_FENCED = re.compile(r"\A\s*---[ \t]*\n(?P<yaml>.*?\n)?(?:---|\.\.\.)[ \t]*(?:\n|\Z)", re.DOTALL)
_KEYS = {
    "title": ("title", "headline"),
    "publisher": ("publisher", "source", "site", "outlet"),
    "author": ("author", "authors", "by", "byline"),
    "published": ("published", "date", "publication_date", "published_at", "day"),
    "url": ("url", "link", "address", "canonical", "canonical_url"),
}


def split_front_matter(text: str) -> tuple[dict[str, str], str]:
    """What the front matter of `text` tells (title, publisher, author, published, url), and the text below it.

    Where there is none, or it is no YAML mapping, nothing and the whole text.
    """
    found = _FENCED.match(text[: _LONGEST + 10])
    data = _mapping(found["yaml"] or "") if found else None
    if found is None or data is None:
        return {}, text
    return {name: _first(data, keys) for name, keys in _KEYS.items()}, text[found.end() :]


def _mapping(source: str) -> Mapping[str, Any] | None:
    import yaml

    # Aliases are how a few lines of YAML grow to gigabytes; front matter has no use for them.
    if re.search(r"(?:^|[\s\[{,:-])[&*]\w", source):
        return None
    try:
        data = yaml.safe_load(source)
    except (yaml.YAMLError, ValueError, RecursionError, OverflowError):
        return None
    return {str(key).lower(): value for key, value in data.items()} if isinstance(data, dict) else None


def _first(data: Mapping[str, Any], keys: tuple[str, ...]) -> str:
    return next((words for key in keys if (words := _words(data.get(key)))), "")


def _words(value: Any) -> str:
    if isinstance(value, list):
        return ", ".join(filter(None, map(_words, value)))
    if isinstance(value, dict):
        return _words(value.get("name"))
    return " ".join(str(value).split())[:1000] if value is not None else ""
