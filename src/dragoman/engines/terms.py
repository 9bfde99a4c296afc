"""The terms under which a text is found: casefolded words, without the commonest English endings."""

from __future__ import annotations

import re
import unicodedata
from collections import Counter
from functools import lru_cache

_WORD = re.compile(r"\w+")
_POSSESSIVE = re.compile(r"(?<=\w)['’]s\b")


def words(text: str) -> list[str]:
    """The words of `text` as they are compared in a phrase: casefolded, in order, without stemming."""
    return _WORD.findall(_POSSESSIVE.sub("", unicodedata.normalize("NFC", text).casefold()))


def terms(text: str) -> list[str]:
    """The search terms of `text`, in order."""
    return [stem(word) for word in words(text)]


def counted(text: str) -> list[tuple[str, int]]:
    """Each term of `text` and how often it stands there, in alphabetical order."""
    return sorted(Counter(terms(text)).items())


@lru_cache(maxsize=1 << 16)
def stem(word: str) -> str:
    """`word` without a plural's or a verb's ending: `sanctions`, `sanctioned`, `sanctioning` meet in `sanction`.

    Only rules that need no dictionary; what they join wrongly costs a search some precision, never a result.
    """
    if len(word) <= 3 or not word.isascii() or not word.isalpha():
        return word
    if word.endswith("ies") and len(word) > 4:
        return word[:-3] + "y"
    if word.endswith(("sses", "shes", "ches", "xes", "zes")):
        return word[:-2]
    if word.endswith("s") and not word.endswith(("ss", "us", "is")):
        word = word[:-1]
    return _without_verb_ending(word)


def _without_verb_ending(word: str) -> str:
    for ending in ("ing", "ed"):
        root = word[: -len(ending)]
        if word.endswith(ending) and len(root) > 2 and re.search("[aeiouy]", root):
            return _restored(root)
    return word[:-1] if word.endswith("e") and len(word) > 3 else word


def _restored(root: str) -> str:
    """`plann` is `plan`; a silent e needs no restoring, since `stem` cuts it from the base form too."""
    if root[-1] == root[-2] and root[-1] not in "aeiouls":
        return root[:-1]
    return root
