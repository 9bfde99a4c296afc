"""Bytes become text: byte-order marks, UTF-8, the declared charset, Windows-1252, charset-normalizer's guess."""

from __future__ import annotations

import codecs
import re

from dragoman.errors import DocumentError

_MARKS = (
    (codecs.BOM_UTF8, "utf-8"),
    (codecs.BOM_UTF32_LE, "utf-32-le"),
    (codecs.BOM_UTF32_BE, "utf-32-be"),
    (codecs.BOM_UTF16_LE, "utf-16-le"),
    (codecs.BOM_UTF16_BE, "utf-16-be"),
)
#: How formats that are no text begin; what begins so is not guessed at.
_BINARY_STARTS = (
    *(b"%PDF-", b"PK\x03\x04", b"\x1f\x8b", b"\x7fELF", b"\x89PNG", b"\xff\xd8\xff", b"GIF8", b"MZ\x90"),
    *(b"\xd0\xcf\x11\xe0", b"BZh9", b"7z\xbc\xaf", b"\xfd7zXZ", b"SQLite format 3", b"PAR1", b"OggS", b"ID3"),
)
#: Bytes of control characters that no text holds (tab, line ends, form feed and escape are left out).
_CONTROL_BYTES = bytes(b for b in range(32) if b not in b"\t\n\x0b\x0c\r\x1b")
#: The characters beyond ASCII that Western prose in Windows-1252 is made of.
_WESTERN = re.compile(
    r"[\u00c0-\u00d6\u00d8-\u00f6\u00f8-\u00ff\u2013\u2014\u2018-\u201d\u2026\u2022£€§°½«»®©\xa0šžœŠŽŒ™]"
)
_HTML_CHARSET = re.compile(rb"""<meta[^>]{0,200}?charset\s*=\s*["']?\s*([A-Za-z0-9_.:-]{2,40})""", re.IGNORECASE)
_XML_ENCODING = re.compile(rb"""^\s*<\?xml[^>]{0,200}?encoding\s*=\s*["']([A-Za-z0-9_.:-]{2,40})["']""")
#: Enough to judge by; the guess is then used for all of the bytes.
_SAMPLE_BYTES = 200_000


def decode(data: bytes, declared: str = "") -> str:
    """The text that `data` writes, without byte-order mark; `declared` is the charset its envelope names.

    Raises DocumentError where `data` is binary or in no encoding that can be told.
    """
    for mark, name in _MARKS:
        if data.startswith(mark):
            return data[len(mark) :].decode(name, "replace")
    reject_binary(data)
    for attempt in (_as_utf8, _as_wide):
        if (text := attempt(data)) is not None:
            return text
    if (text := _as_named(data, declared)) is not None:
        return text
    return _as_guessed(data)


def declared_charset(data: bytes) -> str:
    """The charset that an HTML or XML file names in its first 4 kB, empty where it names none."""
    head = data[:4096]
    found = _XML_ENCODING.search(head) or _HTML_CHARSET.search(head)
    return found.group(1).decode("ascii") if found else ""


def reject_binary(data: bytes) -> None:
    """Nothing; raises DocumentError where `data` begins like a program or picture, or is full of control bytes."""
    sample = data[:_SAMPLE_BYTES]
    # Some of these could begin a text as well, which has no control bytes.
    if sample.startswith(_BINARY_STARTS) and (
        sample.startswith(b"%PDF-") or sample[:512].translate(None, _CONTROL_BYTES) != sample[:512]
    ):
        raise DocumentError("it is a binary file, not text", "Export it as text, HTML, PDF or DOCX.")
    if _looks_wide(sample):
        return
    control = len(sample) - len(sample.translate(None, _CONTROL_BYTES))
    # One stray control byte happens in scanned and copied texts; one in a hundred does not.
    if control > max(1, len(sample) // 100):
        raise DocumentError("it is a binary file, not text", "Export it as text, HTML, PDF or DOCX.")


def _as_utf8(data: bytes) -> str | None:
    try:
        return data.decode("utf-8")
    except UnicodeDecodeError:
        text = data.decode("utf-8", "replace")
    # A cut-off or slightly damaged UTF-8 text: ten good multi-byte characters for each bad one cannot be chance.
    bad = text.count("\ufffd")
    good = sum(byte >= 0xC2 for byte in data[:_SAMPLE_BYTES])
    return text if good > 10 * bad else None


def _looks_wide(sample: bytes) -> bool:
    """Whether every second byte is nearly always NUL, as in English text in UTF-16."""
    half = len(sample) // 2
    return half >= 2 and any(
        sample[first::2].count(0) >= 0.8 * half and sample[1 - first :: 2].count(0) <= 0.02 * half for first in (0, 1)
    )


def _as_wide(data: bytes) -> str | None:
    if not _looks_wide(data[:_SAMPLE_BYTES]):
        return None
    return data.decode("utf-16-be" if data[0] == 0 else "utf-16-le", "replace")


def _as_named(data: bytes, name: str) -> str | None:
    try:
        codec = codecs.lookup(name) if name else None
    except (LookupError, ValueError):
        return None
    # Pages that declare Latin-1 are in Windows-1252 in truth, as the HTML standard has it.
    if codec is None or codec.name in ("utf-8", "ascii", "utf-16", "utf-32"):
        return None
    try:
        return data.decode("cp1252" if codec.name == "iso8859-1" else codec.name, "replace")
    except (LookupError, ValueError, TypeError, AssertionError):
        return None


def _as_guessed(data: bytes) -> str:
    sample = data[:_SAMPLE_BYTES]
    western = sample.decode("cp1252", "replace")
    high = [c for c in western if ord(c) > 127]
    if len(high) <= max(3, 0.1 * len(western)) and len(_WESTERN.findall(western)) >= 0.95 * len(high):
        return data.decode("cp1252", "replace")
    from charset_normalizer import from_bytes

    best = from_bytes(sample).best()
    if best is None:
        raise DocumentError("its character encoding cannot be told", "Save it as UTF-8.")
    return data.decode(best.encoding, "replace")
