"""Search ranks as BM25 does, finds words in their endings, and takes phrases to the letter."""

import math
import re
from collections import Counter
from collections.abc import Iterator
from pathlib import Path

import pytest

from dragoman.dossier.dossier import Dossier
from dragoman.dossier.reading_run import read_documents_into
from dragoman.engines.terms import terms
from dragoman.errors import UsageError

from .conftest import SPEC, document

TEXTS = {
    "a": "The new sanctions on oil were announced. Sanctions, sanctions! JPN sanctioned RUS in Tokyo.",
    "b": "A sanction was lifted by the ministers of the old alliance after a long night of talks about gas and oil.",
    "c": "KOR met JPN in Seoul. The ministers spoke of trade.",
    "d": "Ministers of trade. Trade ministers; the trade of ministers.",
    "e": "Japan’s prime minister hailed NATO’s “new era”: the CAFÉ CAFÉ summit.",
    "f": "nothing of note",
    "g": "",
}


@pytest.fixture(scope="module")
def dossier(tmp_path_factory: pytest.TempPathFactory) -> Iterator[Dossier]:
    path: Path = tmp_path_factory.mktemp("search") / "test.dossier"
    read_documents_into(path, [document(f"{id}.txt", text) for id, text in TEXTS.items()], reader_spec=SPEC)
    with Dossier.open(path) as dossier:
        yield dossier


def brute_force(texts: dict[str, str], query: str) -> list[tuple[str, float]]:
    """BM25 as the books have it, by scoring every text."""
    counts = {id: Counter(terms(text)) for id, text in texts.items()}
    mean = sum(c.total() for c in counts.values()) / len(counts)
    scores = dict.fromkeys(texts, 0.0)
    for term in set(terms(query)):
        n_with = sum(term in c for c in counts.values())
        rarity = math.log(1 + (len(texts) - n_with + 0.5) / (n_with + 0.5))
        for id, c in counts.items():
            n = c[term]
            scores[id] += rarity * n * (1.2 + 1) / (n + 1.2 * (1 - 0.75 + 0.75 * c.total() / mean))
    return sorted(((id, s) for id, s in scores.items() if s > 0), key=lambda found: (-found[1], found[0]))


@pytest.mark.parametrize(
    "query", ["sanctions", "oil sanction", "ministers of trade", "the new café", "Seoul talks oil the"]
)
def test_ranking_is_bm25(dossier: Dossier, query: str) -> None:
    hits = [(hit.doc, hit.score) for hit in dossier.search(query)]
    expected = brute_force(TEXTS, query)
    assert [doc for doc, _ in hits] == [doc for doc, _ in expected]
    assert [score for _, score in hits] == pytest.approx([score for _, score in expected])


def test_records_are_ranked_by_quote_and_content(dossier: Dossier) -> None:
    records = {r.id: f"{r.evidence.quote}\n{r.what}" for r in dossier}
    hits = [(hit.record, hit.score) for hit in dossier.search("JPN sanctioned", among="records")]
    assert hits == [(id, pytest.approx(score)) for id, score in brute_force(records, "JPN sanctioned")]
    assert len(hits) == 2


@pytest.mark.parametrize(
    ("query", "found"),
    [
        ('"ministers of trade"', ["d"]),
        ('"trade ministers"', ["d"]),
        ('"MINISTERS SPOKE"', ["c"]),
        ('"sanctions sanctions"', ["a"]),
        ("“new era”", ["e"]),
        ('"minister of"', []),
        ('"prime minister" summit trade', ["e"]),
        ("japan", ["e"]),
        ("announcing", ["a"]),
    ],
)
def test_phrases_stand_word_for_word_and_single_words_in_any_ending(
    dossier: Dossier, query: str, found: list[str]
) -> None:
    assert [hit.doc for hit in dossier.search(query)] == found


def test_a_hit_shows_where_in_the_text(dossier: Dossier) -> None:
    for hit in dossier.search("oil sanctions summit"):
        assert dossier.document(hit.doc).text[hit.start : hit.end] == hit.quote
        assert re.search("(?i)oil|sanction|summit", hit.quote)


def test_the_stretch_shown_is_where_most_of_the_words_are(tmp_path: Path) -> None:
    text = "Oil first. " + "padding " * 100 + "then oil and gas and grain. " + "padding " * 100
    read_documents_into(tmp_path / "x", [document("x.txt", text)], reader_spec=SPEC)
    with Dossier.open(tmp_path / "x") as dossier:
        [hit] = dossier.search("oil gas grain")
    assert "oil and gas and grain" in hit.quote
    assert len(hit.quote.split()) == 30


def test_only_so_many_are_given(dossier: Dossier) -> None:
    assert len(dossier.search("the", 2)) == 2


@pytest.mark.parametrize("query", ["", " ", '""', "?!"])
def test_a_query_without_words_is_refused(dossier: Dossier, query: str) -> None:
    with pytest.raises(UsageError, match="no word"):
        dossier.search(query)


def test_a_query_is_a_value_and_never_sql(dossier: Dossier) -> None:
    assert dossier.search("'); DROP TABLE documents; --") == []
    assert dossier.documents().count() == len(TEXTS)
