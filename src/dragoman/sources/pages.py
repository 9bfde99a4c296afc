"""Lines on pages become paragraphs: headers, footers and page numbers go, hyphens at line ends too."""

from __future__ import annotations

import re
from collections import Counter
from collections.abc import Sequence
from dataclasses import dataclass
from itertools import pairwise

from dragoman.sources.clean import folded, plain

#: Headers and footers stand in the first or last lines of a page.
_MARGIN_LINES = 3
#: A line that as large a share of the pages repeats at the same end of the page is a header or footer.
_REPEATED = 0.5
_PAGE_NUMBER = re.compile(r"\W*(?:page|p\.)?\s*(?:\d{1,4}|[ivxl]{1,6})(?:\s*(?:/|of|-)\s*\d{1,4})?\W*", re.IGNORECASE)
_ENDS_SENTENCE = re.compile(r"""[.!?:]["'”’)\]]*\Z""")
_ITEM = re.compile(r"\A(?:[•·▪◦‣●○■*–—-]|\(?\d{1,3}[.)]|\([a-z]\)|[a-z]\))\s")
#: pdfium joins lines at a hyphen itself, and writes U+FFFE or U+0002 in its place.
_JOINED = re.compile("(?<=[^\\W\\d_])[\ufffe\x02](?=[a-zà-þ])")
_HYPHEN_MARKS = str.maketrans({"\ufffe": "-", "\x02": "-", "\u00ad": "-", "‐": "-"})


@dataclass(frozen=True, slots=True)
class PageLine:
    """A line with its place on the page in points; 0 for all where it is not known."""

    text: str
    left: float = 0.0
    right: float = 0.0
    bottom: float = 0.0
    height: float = 0.0


def without_margins(pages: Sequence[Sequence[PageLine]]) -> list[list[PageLine]]:
    """The lines of the pages without page numbers and the headers and footers that half of the pages repeat."""
    counts: Counter[tuple[str, str]] = Counter()
    for page in pages:
        counts.update({key for i in range(len(page)) if (key := _margin_key(page, i))})
    needed = max(2, _REPEATED * len(pages))
    common = {key for key, count in counts.items() if count >= needed}
    return [[line for i, line in enumerate(page) if not _is_margin(page, i, common)] for page in pages]


def _is_margin(page: Sequence[PageLine], index: int, common: set[tuple[str, str]]) -> bool:
    key = _margin_key(page, index)
    is_number = index in (0, len(page) - 1) and len(page[index].text) <= 20 and _PAGE_NUMBER.fullmatch(page[index].text)
    return (key is not None and key in common) or bool(is_number)


def _margin_key(page: Sequence[PageLine], index: int) -> tuple[str, str] | None:
    """Which end of the page the line stands at, and its words with numbers made alike; None in the middle."""
    from_end = len(page) - 1 - index
    if index >= _MARGIN_LINES and from_end >= _MARGIN_LINES:
        return None
    return ("head" if index < from_end else "foot"), re.sub(r"\d+", "0", folded(page[index].text)).lower()


def paragraphs(pages: Sequence[Sequence[PageLine]]) -> list[str]:
    """The lines of all pages joined to paragraphs, across page breaks too; each on one line."""
    result: list[list[str]] = []
    for page in pages:
        rights = sorted(line.right for line in page)
        margin = rights[int(0.8 * len(rights))] if rights else 0.0
        gap = _usual_gap(page)
        for i, line in enumerate(page):
            text = plain(_JOINED.sub("", line.text).translate(_HYPHEN_MARKS)).strip()
            starts = _starts_paragraph(page[i - 1], line, margin, gap) if i else _starts_page(result, text)
            if starts or not result:
                result.append([text])
            else:
                _join(result[-1], text)
    return [folded("".join(parts)) for parts in result]


def _usual_gap(page: Sequence[PageLine]) -> float:
    gaps = sorted(one.bottom - two.bottom for one, two in pairwise(page) if one.bottom > two.bottom)
    return gaps[len(gaps) // 2] if gaps else 0.0


def _starts_paragraph(before: PageLine, line: PageLine, margin: float, gap: float) -> bool:
    if _ITEM.match(line.text):
        return True
    tallest = max(before.height, line.height)
    if before.height and line.height and abs(before.height - line.height) > 0.15 * tallest:
        return True
    # Large type has wide line gaps: a title that goes on below is no new paragraph.
    goes_on = line.text[:1].islower() and before.bottom - line.bottom < 2 * line.height
    if gap and before.bottom - line.bottom > 1.35 * gap and not goes_on:
        return True
    # A line that ends well before the right margin ends its paragraph; so does a stop before an indented line.
    short = bool(margin) and before.right < 0.82 * margin
    indented = line.left > before.left + 8 and bool(_ENDS_SENTENCE.search(before.text))
    return (short and not line.text[:1].islower()) or indented


def _starts_page(result: Sequence[Sequence[str]], text: str) -> bool:
    """Whether the first line of a page begins a paragraph: it goes on where the last page broke off in mid-sentence."""
    if not result or _ENDS_SENTENCE.search(result[-1][-1]):
        return True
    return not text[:1].islower() and sum(map(len, result[-1])) <= 120


def _join(parts: list[str], text: str) -> None:
    before = parts[-1]
    if before.endswith("-") and before[-2:-1].isalpha():
        # `pro-` + `gramme` was one word; `Franco-` + `German` keeps its hyphen.
        parts[-1] = before[:-1] if text[:1].islower() else before
        parts.append(text)
    else:
        parts.append(f" {text}")
