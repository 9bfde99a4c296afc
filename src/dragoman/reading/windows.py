"""Windows: consecutive sentences of a document, packed for the encoder.

A sentence is read with its neighbours as context; where a window ends depends on the document alone.
"""

from __future__ import annotations

from collections.abc import Iterable
from dataclasses import dataclass, field
from typing import TYPE_CHECKING, Any

if TYPE_CHECKING:
    from dragoman.language.parsed import ParsedPassage

#: Word pieces a window, its marks included. Longer ones cost more than their context brings.
LENGTH = 160
#: The piece that a window begins with.
START = "[CLS]"


@dataclass(slots=True)
class Window:
    """Word pieces, and for each token in it the position of its first piece: (passage, token) -> position.

    The first piece is `START`.
    """

    pieces: list[int]
    positions: dict[tuple[int, int], int] = field(default_factory=dict)


def windows(passages: Iterable[ParsedPassage], tokenizer: Any) -> list[Window]:
    """The windows of a document's passages; `tokenizer` is one of the `tokenizers` library."""
    start = tokenizer.token_to_id(START)
    found, current = [], Window([start])
    for number, passage in enumerate(passages):
        sentences = [passage.words[first:behind] for first, behind in passage.sentences]
        encoded = tokenizer.encode_batch(sentences, is_pretokenized=True, add_special_tokens=False)
        for (first, _), encoding in zip(passage.sentences, encoded, strict=True):
            pieces, words = encoding.ids[: LENGTH - 1], encoding.word_ids[: LENGTH - 1]
            if len(current.pieces) + len(pieces) > LENGTH:
                found.append(current)
                current = Window([start])
            base = len(current.pieces)
            for offset, word in enumerate(words):
                if word is not None:
                    current.positions.setdefault((number, first + word), base + offset)
            current.pieces += pieces
    if len(current.pieces) > 1:
        found.append(current)
    return found
