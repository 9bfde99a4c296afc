"""Electronic mail by the standard library: subject, sender, date and the text or HTML of the message."""

from __future__ import annotations

import email
import email.policy
import re
from collections.abc import Iterator
from email.errors import MessageError
from email.message import EmailMessage
from email.utils import parseaddr
from pathlib import Path

from dragoman.errors import DocumentError
from dragoman.record import Passage
from dragoman.sources.clean import folded, plain
from dragoman.sources.encoding import decode, reject_binary
from dragoman.sources.html import clean_fragment
from dragoman.sources.passages import passages_of_text
from dragoman.sources.sheet import Sheet, read_bytes, web_address

_HEADER = re.compile(rb"^[A-Za-z][A-Za-z0-9-]{0,60}:", re.MULTILINE)
#: A plain part of fewer characters is only a pointer to the HTML part: `View this message in your browser`.
_POINTER = 200
_ANGLED = re.compile(r"<([^<>]+)>")


def read(path: Path) -> Iterator[Sheet]:
    """The one sheet of a message; attachments are left aside. Raises DocumentError for what is none."""
    data = read_bytes(path)
    reject_binary(data)
    if not _HEADER.search(data[:5000]):
        raise DocumentError("it is no e-mail message: it has no header lines", "Save the message with its headers.")
    try:
        sheet = _sheet(email.message_from_bytes(data, policy=email.policy.default))
    except DocumentError:
        raise
    # The standard library's parser of header fields and parts fails in many ways on hostile messages.
    except (MessageError, RecursionError, LookupError, ValueError, AttributeError, TypeError) as error:
        reason = " ".join(str(error).split())[:200]
        raise DocumentError(
            f"its e-mail structure is broken: {reason}", "Save the message again, or as text."
        ) from error
    yield sheet


def _sheet(message: EmailMessage) -> Sheet:
    title = _header(message, "Subject")
    text, passages = _body(message, title)
    if not text.strip() or text == title:
        raise DocumentError("the message has no text", "If its text is an attachment, save that as a file.")
    name, address = parseaddr(_header(message, "From"))
    archived = _ANGLED.search(_header(message, "Archived-At"))
    return Sheet(
        text=text,
        passages=passages,
        format="eml",
        title=title,
        author=name or address,
        publisher=_header(message, "Organization"),
        url=web_address(archived.group(1)) if archived else "",
        published=_header(message, "Date"),
    )


def _body(message: EmailMessage, title: str) -> tuple[str, tuple[Passage, ...]]:
    plain_text, markup = _part(message, "plain"), _part(message, "html")
    if markup.strip() and len(plain_text.strip()) < _POINTER:
        return clean_fragment(markup, title)
    text = plain(plain_text).strip("\n")
    if text.strip() and title and not text.lstrip().startswith(title):
        text = f"{title}\n\n{text}"
    return text, _without_replies(text, passages_of_text(text, title))


def _without_replies(text: str, passages: tuple[Passage, ...]) -> tuple[Passage, ...]:
    """The passages, those of quoted replies and below the signature mark as boilerplate."""
    signature = re.search(r"^-- ?$", text, re.MULTILINE)
    ends = signature.start() if signature else len(text)
    return tuple(
        Passage(p.start, p.end, "boilerplate") if text[p.start] == ">" or p.start >= ends else p for p in passages
    )


def _part(message: EmailMessage, subtype: str) -> str:
    part = message.get_body(preferencelist=(subtype,))
    data = part.get_payload(decode=True) if part is not None else None
    if part is None or not isinstance(data, bytes):
        return ""
    return decode(data, part.get_content_charset() or "")


def _header(message: EmailMessage, name: str) -> str:
    try:
        return folded(str(message.get(name, "")))[:1000]
    except (ValueError, IndexError, AttributeError, TypeError, LookupError):
        return ""
