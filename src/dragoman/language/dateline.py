"""Where a document says it was written or spoken: `LONDON (Reuters) -`, or `Vilnius, Lithuania` below a title."""

from __future__ import annotations

import re
from typing import TYPE_CHECKING

from dragoman.sources.dates import MONTH

if TYPE_CHECKING:
    from dragoman.record import Document

_NAME = r"[A-ZÀ-Þ][\w.'’-]*(?: (?:de |du |of |al-)?[A-ZÀ-Þ][\w.'’-]*){0,3}"
#: A line of its own: the place, and behind it a region, a venue or a date.
_LINE = re.compile(rf"(?P<place>{_NAME})\s*(?:[|,(–—-]|\Z)")
#: Such lines also name who wrote, or the day alone.
_NO_PLACE = re.compile(rf"By\b|\w+day\b|{MONTH}", re.IGNORECASE)
_CAPITALS = r"(?P<place>[A-ZÀ-Þ][A-ZÀ-Þ.'’-]+(?: [A-ZÀ-Þ][A-ZÀ-Þ.'’-]+){0,3})(?:, [A-Z][\w.’' ]{1,20})?"
#: How a story opens; in pages of agencies a time zone or the headline may stand before it.
_OPENINGS = (
    re.compile(rf"(?:\A|[\n.|] ?|[AE][DS]T |GMT ){_CAPITALS}(?: ?\([A-Z][\w /,.-]{{1,30}}\))? ?(?:--|[—–-])\s"),
    re.compile(rf"\A{_CAPITALS} ?\|"),
)
_FIRST_PASSAGES, _FIRST_CHARACTERS = 6, 300


def dateline_place(document: Document) -> str:
    """The place that a document's dateline names (`Vilnius`), without its region; empty where it has none."""
    for passage in document.passages:
        line = document.text[passage.start : passage.end].strip()
        if passage.role == "dateline" and (found := _LINE.match(line)) and not _NO_PLACE.match(found["place"]):
            return found["place"]
    for passage in document.passages[:_FIRST_PASSAGES]:
        opening = document.text[passage.start : passage.end][:_FIRST_CHARACTERS]
        for pattern in _OPENINGS:
            if found := pattern.search(opening):
                return found["place"].title()
    return ""
