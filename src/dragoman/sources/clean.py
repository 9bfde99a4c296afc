"""What is done to every text before offsets are taken: line ends, control characters, lone surrogates."""

from __future__ import annotations

import re

#: Each becomes one other character, so that nothing moves and quotes stay findable with white space folded.
_SWAPPED = dict.fromkeys((*range(32), *range(0x7F, 0xA0)), " ")
_SWAPPED |= dict.fromkeys((0x0A, 0x0C, 0x85, 0x2028, 0x2029), "\n") | {0x09: "\t"}
_SWAPPED |= dict.fromkeys(range(0xD800, 0xE000), "\ufffd")
#: Finds out quickly that there is nothing to swap: `str.translate` is slow on long texts.
_ODD = re.compile(r"[\x00-\x08\x0b-\x1f\x7f-\x9f\u2028\u2029\ud800-\udfff]")
#: Signs without width that only tell a browser where to break a word, and the byte-order mark in mid-text.
_INVISIBLE = re.compile("[\u00ad\u200b\ufeff]")


def plain(text: str) -> str:
    """`text` with `\\n` as its only line end, and without control characters or lone surrogates."""
    text = text.removeprefix("\ufeff").replace("\r\n", "\n").replace("\r", "\n")
    return text.translate(_SWAPPED) if _ODD.search(text) else text


def folded(text: str) -> str:
    """`text` on one line: each run of white space is one space, soft hyphens and zero-width spaces are gone."""
    return " ".join(_INVISIBLE.sub("", plain(text)).split())
