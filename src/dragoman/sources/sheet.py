"""A sheet: what one format reads out of one file or item, before dating, manifest and id make it a document."""

from __future__ import annotations

from dataclasses import dataclass
from pathlib import Path

from dragoman.errors import DocumentError
from dragoman.record import Passage

#: Files that hold one document, or that must be read whole, may be so large; the Bible has 4 MB, a scanned report 50.
LARGEST_FILE = 100_000_000
#: One document's clean text; a thousand pages have about 3 million characters.
LONGEST_TEXT = 20_000_000


@dataclass(frozen=True, slots=True)
class Sheet:
    """Clean text with its passages, and what the source itself tells of it."""

    text: str
    passages: tuple[Passage, ...]
    format: str
    title: str = ""
    publisher: str = ""
    author: str = ""
    url: str = ""
    #: The date of publication as the source writes it, and the kind of place where it stands.
    published: str = ""
    published_by: str = "metadata"
    #: Whether that is only when the file was made (PDF, Word): a date line in the text is better.
    is_file_date: bool = False
    #: The id that a table's column gives; items of feeds and tables only.
    given_id: str = ""
    #: The item of a feed or table (its number, guid or line), empty where the file is one document.
    item: str = ""


def read_bytes(path: Path) -> bytes:
    """The bytes of a file; raises DocumentError where it is empty, too large, or cannot be opened."""
    try:
        if not path.is_file():
            raise DocumentError("it is not a file", "Check the path.")
        if path.stat().st_size > LARGEST_FILE:
            raise DocumentError(
                f"it is larger than {LARGEST_FILE // 1_000_000} MB", "Split it, or give its texts as JSON Lines."
            )
        data = path.read_bytes()
    except (OSError, ValueError) as error:
        reason = getattr(error, "strerror", None) or str(error)
        raise DocumentError(f"it cannot be opened: {reason}", "Check the path and the permissions.") from error
    if not data.strip(b"\x00 \t\r\n\x0b\x0c\xef\xbb\xbf"):
        raise DocumentError("it is empty", "Remove it, or fetch it again.")
    return data


def web_address(value: object) -> str:
    """`value` if it is an `http` or `https` address, else empty: no other scheme may reach a browser."""
    text = value.strip() if isinstance(value, str) else ""
    is_web = text.lower().startswith(("http://", "https://")) and len(text) <= 2000
    return text if is_web and not any(c.isspace() or c in "<>\"'`" for c in text) else ""
