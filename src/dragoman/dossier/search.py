"""Full-text search: documents or records by BM25, phrases to the letter."""

from __future__ import annotations

import re
from collections.abc import Iterator
from dataclasses import dataclass
from typing import Any, Literal

import duckdb

from dragoman.engines.terms import stem, terms, words
from dragoman.errors import UsageError

Among = Literal["documents", "records"]

#: Words in the stretch of a document that a hit shows.
_SHOWN = 30
_BATCH = 64

_SCORED = """
WITH asked AS (SELECT unnest(?::VARCHAR[]) AS term),
     whole AS (SELECT count(*) AS n_all, greatest(avg(n_terms), 1) AS mean_length FROM {items}),
     found AS (SELECT * FROM {terms} WHERE term IN (SELECT term FROM asked)),
     spread AS (SELECT term, count(*) AS n_with FROM found GROUP BY term),
     scored AS (
        SELECT {key}, sum(bm25(f.n, i.n_terms, mean_length, n_with, n_all) ORDER BY term) AS score
        FROM found f JOIN spread USING (term) JOIN {items} i ON {same}, whole GROUP BY ALL
     )
"""
_DOCUMENTS = (
    _SCORED.format(items="documents", terms="document_terms", key="i.id AS doc", same="i.id = f.doc")
    + "SELECT s.score, d.id, d.title, d.published, d.text FROM scored s JOIN documents d ON d.id = s.doc "
    "ORDER BY score DESC, d.id"
)
_RECORDS = (
    _SCORED.format(items="records", terms="record_terms", key="i.doc, i.n", same="i.doc = f.doc AND i.n = f.record")
    + 'SELECT s.score, d.id, d.title, d.published, r.id, r.start, r."end", r.quote, r.quote || chr(10) || r.what '
    "FROM scored s JOIN records r USING (doc, n) JOIN documents d ON d.id = r.doc ORDER BY score DESC, d.id, r.n"
)


@dataclass(frozen=True, slots=True)
class Hit:
    """A document or record that a search found, and the stretch of the document's text that shows why."""

    score: float
    doc: str
    title: str
    #: ISO day, empty where not known.
    published: str
    start: int
    end: int
    quote: str
    #: The record's id, empty where a document was looked for.
    record: str = ""


def search(connection: duckdb.DuckDBPyConnection, query: str, k: int = 20, among: Among = "documents") -> list[Hit]:
    """The `k` best for `query`, best first; equal scores by id.

    Any of the words may be there, in any of their endings; the more of them and the rarer, the better. What stands
    in double quotes must be there word for word. Raises UsageError where the query has no word.
    """
    if among not in ("documents", "records"):
        raise UsageError(f"{among!r} cannot be searched: use documents or records")
    asked = sorted(set(terms(query)))
    if not asked:
        raise UsageError(f"there is no word to search for in {query!r}")
    phrases = [" ".join(found) for quoted in re.findall(r'["“]([^"“”]*)["”]', query) if (found := words(quoted))]
    rows = _rows(connection, _DOCUMENTS if among == "documents" else _RECORDS, asked)
    hits: list[Hit] = []
    for row in rows:
        if len(hits) >= k:
            break
        if all(f" {phrase} " in f" {' '.join(words(row[-1]))} " for phrase in phrases):
            hits.append(_document_hit(row, set(asked)) if among == "documents" else _record_hit(row))
    return hits


def _rows(connection: duckdb.DuckDBPyConnection, sql: str, asked: list[str]) -> Iterator[tuple[Any, ...]]:
    cursor = connection.cursor().execute(sql, [asked])
    while batch := cursor.fetchmany(_BATCH):
        yield from batch


def _document_hit(row: tuple[Any, ...], asked: set[str]) -> Hit:
    score, doc, title, published, text = row
    start, end = _best_stretch(text, asked)
    return Hit(score, doc, title, _day(published), start, end, text[start:end])


def _record_hit(row: tuple[Any, ...]) -> Hit:
    score, doc, title, published, record, start, end, quote, _ = row
    return Hit(score, doc, title, _day(published), start, end, quote, record)


def _day(value: Any) -> str:
    return value.isoformat() if value else ""


def _best_stretch(text: str, asked: set[str]) -> tuple[int, int]:
    """Where the first stretch of _SHOWN words begins and ends that holds most of the terms asked for."""
    tokens = list(re.finditer(r"\w+", text))
    places = [(i, term) for i, token in enumerate(tokens) if (term := stem(token[0].casefold())) in asked]
    best, first = 0, 0
    for at, (i, _) in enumerate(places):
        within = {term for j, term in places[at : at + _SHOWN] if j < i + _SHOWN}
        if len(within) > best:
            best, first = len(within), i
    # A few words before the first match make it readable.
    first = max(0, first - 3)
    last = min(first + _SHOWN, len(tokens)) - 1
    return tokens[first].start(), tokens[last].end()
