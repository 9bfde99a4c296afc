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


#: What spaCy's numbers of parts of speech, tags, dependencies and entities stand for: few, so kept for good.
_labels: dict[int, str] = {}


def from_spacy(doc: Any, *, offset: int, role: str, number: int) -> ParsedPassage:
    """The lists of a spaCy Doc whose text stands at `offset` of the document."""
    strings = doc.vocab.strings
    # As arrays: an attribute of a token costs several times as much.
    words, lemmas, *labels = doc.to_array(["ORTH", "LEMMA", "POS", "TAG", "DEP", "ENT_TYPE"]).T.tolist()
    steps, places, lengths = doc.to_array(["HEAD", "IDX", "LENGTH"]).astype("int64").T.tolist()
    pos, tags, deps, entities = (_labelled(numbers, strings) for numbers in labels)
    names = {number: strings[number] for number in {*words, *lemmas}}
    lowered = {number: name.lower() for number, name in names.items()}
    heads = [token + step for token, step in enumerate(steps)]
    starts = [place + offset for place in places]
    children: list[list[int]] = [[] for _ in heads]
    for token, head in enumerate(heads):
        if head != token:
            children[head].append(token)
    sentences = [(sentence.start, sentence.end) for sentence in doc.sents]
    sentence_of = [0] * len(heads)
    for index, (first, behind) in enumerate(sentences):
        sentence_of[first:behind] = [index] * (behind - first)
    lowers = [lowered[number] for number in words]
    tokens = list(doc)
    key2row = doc.vocab.vectors.key2row
    return ParsedPassage(
        offset=offset,
        role=role,
        number=number,
        words=[names[number] for number in words],
        lowers=lowers,
        lemmas=[lowered[number] for number in lemmas],
        pos=pos,
        tags=tags,
        deps=deps,
        heads=heads,
        entities=entities,
        starts=starts,
        ends=[start + length for start, length in zip(starts, lengths, strict=True)],
        lefts=[token.left_edge.i for token in tokens],
        rights=[token.right_edge.i for token in tokens],
        children=children,
        sentences=sentences,
        sentence_of=sentence_of,
        quoted=_quoted(lowers),
        named=[(entity.start, entity.end, entity.label_) for entity in doc.ents],
        tensor=doc.tensor,
        vector_rows=[key2row.get(number, -1) for number in words],
    )


def _labelled(numbers: list[int], strings: Any) -> list[str]:
    for number in set(numbers).difference(_labels):
        _labels[number] = strings[number]
    return [_labels[number] for number in numbers]


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
