"""A parsed passage as plain lists, which the layers above read many times over.

Reading attributes off spaCy tokens costs a call each; these lists are filled once a passage.
"""

from __future__ import annotations

from bisect import bisect_left, bisect_right
from dataclasses import dataclass, field
from typing import TYPE_CHECKING, Any

if TYPE_CHECKING:
    from collections.abc import Iterator

    import numpy as np
    from numpy.typing import NDArray

QUOTE_OPEN = frozenset("“„«")
QUOTE_CLOSE = frozenset("”»")
QUOTE_PLAIN = frozenset({'"', "''", "``"})


@dataclass(slots=True, eq=False)
class ParsedPassage:
    """One passage of a document: tokens with their parse, all lists of the same length.

    `offset` is where the passage begins in the document's text; `starts` and `ends` are document offsets.
    `heads` are token numbers (a root is its own head). `sentences` are (first, behind last) token numbers.
    """

    offset: int
    role: str
    number: int
    words: list[str]
    lowers: list[str]
    lemmas: list[str]
    pos: list[str]
    tags: list[str]
    deps: list[str]
    heads: list[int]
    entities: list[str]
    starts: list[int]
    ends: list[int]
    lefts: list[int]
    rights: list[int]
    children: list[list[int]]
    sentences: list[tuple[int, int]]
    sentence_of: list[int]
    quoted: list[bool]
    named: list[tuple[int, int, str]]
    tensor: NDArray[np.float32] = field(repr=False)
    vector_rows: list[int] = field(repr=False)
    #: Clauses found so far, by the token that they hang on (see `reading.candidates`).
    clauses: dict[int, tuple[int, int]] = field(default_factory=dict, repr=False)
    #: Ways from word to word found so far (see `reading.paths`).
    ways: dict[tuple[int, int], str] = field(default_factory=dict, repr=False)

    def __len__(self) -> int:
        return len(self.words)

    def ancestors(self, token: int) -> Iterator[int]:
        """The token's head, its head's head, and so on up to the root of the sentence."""
        while self.heads[token] != token:
            token = self.heads[token]
            yield token

    def token_at(self, char: int) -> int | None:
        """The token that covers a document offset; None between tokens and outside the passage."""
        number = bisect_right(self.starts, char) - 1
        return number if 0 <= number < len(self) and char < self.ends[number] else None

    def tokens_between(self, start: int, end: int) -> tuple[int, int] | None:
        """Token numbers (first, behind last) that a stretch of the document's text touches; None for no token."""
        first = bisect_right(self.ends, start)
        behind = bisect_left(self.starts, end)
        return (first, behind) if first < behind else None


def from_spacy(doc: Any, *, offset: int, role: str, number: int) -> ParsedPassage:
    """The lists of a spaCy Doc whose text stands at `offset` of the document."""
    heads = [token.head.i for token in doc]
    children: list[list[int]] = [[] for _ in heads]
    for token, head in enumerate(heads):
        if head != token:
            children[head].append(token)
    sentences = [(sentence.start, sentence.end) for sentence in doc.sents]
    sentence_of = [0] * len(heads)
    for index, (first, behind) in enumerate(sentences):
        sentence_of[first:behind] = [index] * (behind - first)
    lowers = [token.lower_ for token in doc]
    key2row = doc.vocab.vectors.key2row
    return ParsedPassage(
        offset=offset,
        role=role,
        number=number,
        words=[token.text for token in doc],
        lowers=lowers,
        lemmas=[token.lemma_.lower() for token in doc],
        pos=[token.pos_ for token in doc],
        tags=[token.tag_ for token in doc],
        deps=[token.dep_ for token in doc],
        heads=heads,
        entities=[token.ent_type_ for token in doc],
        starts=[token.idx + offset for token in doc],
        ends=[token.idx + len(token) + offset for token in doc],
        lefts=[token.left_edge.i for token in doc],
        rights=[token.right_edge.i for token in doc],
        children=children,
        sentences=sentences,
        sentence_of=sentence_of,
        quoted=_quoted(lowers),
        named=[(entity.start, entity.end, entity.label_) for entity in doc.ents],
        tensor=doc.tensor,
        vector_rows=[key2row.get(token.orth, -1) for token in doc],
    )


def _quoted(words: list[str]) -> list[bool]:
    """Whether each token stands inside quotation marks. A mark that is never closed reaches to the passage's end."""
    inside, result = False, []
    for word in words:
        if word in QUOTE_OPEN:
            inside = True
        elif word in QUOTE_CLOSE:
            inside = False
        elif word in QUOTE_PLAIN:
            inside = not inside
        result.append(inside)
    return result
