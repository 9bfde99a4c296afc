"""The word pieces that ship: those that any text at hand shows. The others take a tenth of the encoder's room.

A word of a new text that is written with a piece left out is cut into smaller ones, as any rare word is.
"""

from __future__ import annotations

import json
from collections.abc import Iterable
from typing import Any

#: What is no word: these marks stay.
MARKS = ("[PAD]", "[UNK]", "[CLS]", "[SEP]", "[MASK]")
#: Texts are cut into pieces by so many characters.
_AT_ONCE = 20_000


def shown(tokenizer: Any, texts: Iterable[str]) -> list[int]:
    """The numbers of the pieces that the texts show, of the marks, and of all that are a single ASCII character."""
    found = {number for piece, number in tokenizer.get_vocab().items() if piece in MARKS or _is_letter(piece)}
    for text in texts:
        for start in range(0, len(text), _AT_ONCE):
            found.update(tokenizer.encode(text[start : start + _AT_ONCE], add_special_tokens=False).ids)
    return sorted(found)


def _is_letter(piece: str) -> bool:
    bare = piece.removeprefix("##")
    return len(bare) == 1 and bare.isascii()


def shortened(tokenizer: str, kept: list[int]) -> str:
    """A tokenizer's JSON with the kept pieces alone, numbered in their order."""
    told = json.loads(tokenizer)
    new = {old: number for number, old in enumerate(kept)}
    told["model"]["vocab"] = {p: new[old] for p, old in told["model"]["vocab"].items() if old in new}
    for token in told["added_tokens"]:
        token["id"] = new[token["id"]]
    for token in told["post_processor"]["special_tokens"].values():
        token["ids"] = [new[old] for old in token["ids"]]
    return json.dumps(told, ensure_ascii=False, separators=(",", ":"))
