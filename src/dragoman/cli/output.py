"""What the commands write. Nothing of a document can steer the terminal: control characters are made visible."""

from __future__ import annotations

import re
import shutil
import sys
from pathlib import Path
from typing import IO, TYPE_CHECKING, Any, Literal

if TYPE_CHECKING:
    from dragoman.api.answers import Answer

Format = Literal["text", "md", "csv", "json"]

#: Control characters but tab and line feed, and those that turn the direction of writing, behind which words can hide.
_STEERING = re.compile(r"[\x00-\x08\x0b\x0c\x0e-\x1f\x7f-\x9f\u202a-\u202e\u2066-\u2069]|\r(?!\n)")
_VISIBLE = "\ufffd"
#: Lines of text are this long where the output is no terminal, and no longer on a wide one.
_WIDTH, _WIDEST = 100, 120


def safe(text: str) -> str:
    """`text` with every character that could steer a terminal replaced."""
    return _STEERING.sub(_VISIBLE, text)


def escaped(json: str) -> str:
    """JSON with every such character in its strings escaped: the values stay the same."""
    return _STEERING.sub(lambda match: f"\\u{ord(match[0]):04x}", json)


def say(text: str) -> None:
    """Writes text to standard output, ended by a line feed."""
    sys.stdout.write(safe(text if text.endswith("\n") else f"{text}\n"))


def complain(message: str, code: int) -> int:
    """Writes one line to standard error; gives back the exit code."""
    sys.stderr.write(safe(f"dragoman: {' '.join(message.split())}\n"))
    return code


def give(answer: Answer[Any], form: Format) -> None:
    """Writes an answer to standard output in one of the formats."""
    if form == "json":
        sys.stdout.write(escaped(answer.json()))
    elif form == "csv":
        sys.stdout.write(safe(answer.csv()))
    else:
        say(answer.markdown() if form == "md" else answer.text(width()))


def width() -> int:
    """The length of lines of text."""
    return min(shutil.get_terminal_size().columns, _WIDEST) if sys.stdout.isatty() else _WIDTH


def use_utf8() -> None:
    """Makes the output UTF-8 wherever it goes, as the interchange form is; halves of surrogate pairs do not end it."""
    for stream in (sys.stdout, sys.stderr):
        if hasattr(stream, "reconfigure"):
            stream.reconfigure(encoding="utf-8", errors="backslashreplace")


class SafeOutput:
    """Standard output as a file to write JSON or other text to, that cannot steer the terminal."""

    def __init__(self, *, json: bool) -> None:
        self._made_safe = escaped if json else safe

    def write(self, text: str) -> int:
        """Writes `text`, made safe; returns its length."""
        sys.stdout.write(self._made_safe(text))
        return len(text)


def binary_output() -> IO[bytes]:
    """Standard output for bytes."""
    return sys.stdout.buffer


def same_file(one: Path, other: Path) -> bool:
    """Whether both are one file that exists."""
    return one.exists() and other.exists() and one.samefile(other)
