"""Document ids: stable from one reading to the next, and safe as file names."""

from __future__ import annotations

import re
import unicodedata
from pathlib import Path

from dragoman.record import Document

_SAFE = re.compile(r"[A-Za-z0-9][A-Za-z0-9._-]{0,99}\Z")
_UNSAFE = re.compile(r'[<>:"/\\|?*\x00-\x1f\x7f-\x9f\ud800-\udfff]')
#: File names that Windows keeps for devices.
_RESERVED = re.compile(r"(?:con|prn|aux|nul|com\d|lpt\d)(?:\.|\Z)", re.IGNORECASE)
_SLUG_LENGTH = 48
#: Endings of two parts, which `Path.stem` would cut only half.
_COMPRESSED = (".gz",)


def stem_of(path: Path) -> str:
    """The file name without ending (`a.jsonl.gz` gives `a`), made safe: the id of a file that holds one document."""
    name = path.name
    for ending in _COMPRESSED:
        if name.lower().endswith(ending):
            name = name[: -len(ending)]
    stem = Path(name).stem if name else name
    safe = _UNSAFE.sub("_", stem).strip(" .")
    while len(safe.encode("utf-8")) > 180:
        safe = safe[:-1]
    return "_" + safe if not safe or _RESERVED.match(safe) else safe


def item_id(given: str, title: str, text: str, content_hash: str) -> str:
    """The id of one item of a feed or table: `given` if safe as a file name, else a slug and a hash of the text."""
    given = given.strip()
    if _SAFE.match(given) and not _RESERVED.match(given) and not given.endswith("."):
        return given
    return f"{slug(title or text[:80]) or 'item'}-{content_hash[:8]}"


def slug(text: str) -> str:
    """`text` in small ASCII letters, digits and hyphens, at most 48 characters, cut between words."""
    ascii_text = (
        unicodedata.normalize("NFKD", text.replace("’", "").replace("'", "")).encode("ascii", "ignore").decode()
    )
    words = re.findall(r"[a-z0-9]+", ascii_text.lower())
    while len("-".join(words)) > _SLUG_LENGTH and len(words) > 1:
        words.pop()
    return "-".join(words)[:_SLUG_LENGTH]


def disambiguated_id(document: Document) -> str:
    """The document's id with eight hex digits of its text behind: for two texts that would share one id."""
    return f"{document.id}-{document.content_hash[:8]}"
