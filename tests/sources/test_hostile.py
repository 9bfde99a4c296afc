"""Nothing that a file holds stops the corpus."""

import tempfile
import time
from pathlib import Path

import pytest
from hypothesis import HealthCheck, given, settings
from hypothesis import strategies as st

from dragoman.record import PASSAGE_ROLES, Document
from dragoman.sources import read_file

ENDINGS = ["txt", "md", "html", "rss", "jsonl", "jsonl.gz", "json", "csv", "pdf", "docx", "eml", ""]
#: Beginnings that lead random bytes past the first checks.
STARTS = {
    "html": [b"<html><body><p>", b"<p>"],
    "rss": [b"<rss><channel><item><title>", b"<feed>"],
    "jsonl": [b'{"text": "', b'{"html": "<p>'],
    "json": [b'[{"text": "'],
    "csv": [b"text,title\n", b"html;date\n"],
    "pdf": [b"%PDF-1.4\n1 0 obj\n<<"],
    "docx": [b"PK\x03\x04"],
    "eml": [b"Subject: x\nContent-Type: multipart/mixed; boundary=x\n\n--x\n", b"Date: "],
    "md": [b"---\n", b"# "],
}


def check(name: str, data: bytes) -> None:
    with tempfile.TemporaryDirectory() as folder:
        path = Path(folder, name)
        path.write_bytes(data)
        results = list(read_file(path))
    assert results
    for result in results:
        if isinstance(result, Document):
            at = 0
            for p in result.passages:
                assert at <= p.start < p.end <= len(result.text) and p.role in PASSAGE_ROLES
                assert not result.text[at : p.start].strip()
                at = p.end
            assert not result.text[at:].strip()
            assert result.text.strip() and result.id and "/" not in result.id
        else:
            assert result.reason and result.remedy


@pytest.mark.slow
@pytest.mark.parametrize("ending", ENDINGS)
@settings(max_examples=60, deadline=None, suppress_health_check=list(HealthCheck))
@given(data=st.data())
def test_random_bytes_give_documents_or_problems(ending: str, data: st.DataObject) -> None:
    start = data.draw(st.sampled_from([b"", *STARTS.get(ending, [])]))
    middle = data.draw(
        st.one_of(st.binary(max_size=400), st.text(max_size=400).map(lambda s: s.encode("utf-8", "replace")))
    )
    check(f"a.{ending}".rstrip("."), start + middle)


@pytest.mark.slow
@pytest.mark.parametrize(
    "line",
    [
        *("A" * 400_000, "." * 400_000, "\\n" * 200_000 + "x", "June 3 " * 50_000, "in 2021 " * 50_000),
        *("![ " * 100_000, "<!--" * 100_000, "|" * 200_000 + "x", "`" * 200_000, "# " + " " * 200_000 + "x"),
        *("[a](" * 90_000, "A B: c\n" * 50_000),
        *("<b>" * 100_000, "<p>x" * 50_000, "&amp;" * 90_000, "Photo: " * 50_000, '{"a":' * 50_000, "> " * 90_000),
    ],
)  # fmt: skip
@pytest.mark.parametrize("ending", ["txt", "md", "html"])
def test_huge_lines_take_time_in_proportion(ending: str, line: str) -> None:
    begin = time.process_time()
    check(f"a.{ending}", line.encode())
    # Quadratic work on so many characters takes minutes.
    assert time.process_time() - begin < 10
