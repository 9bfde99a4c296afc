"""The example documents: enough of them, in every format, dated, and as their README describes them."""

from __future__ import annotations

import csv
import datetime as dt
import difflib
import email
import email.policy
import email.utils
import json
import re
import xml.etree.ElementTree as ET
from collections.abc import Callable
from pathlib import Path

import docx
import pypdfium2
import pytest

EXAMPLES = Path(__file__).parent.parent / "examples"
NOT_DOCUMENTS = {"README.md", "manifest.csv"}
FILES = sorted(path for path in EXAMPLES.iterdir() if path.name not in NOT_DOCUMENTS)
ATOM = "{http://www.w3.org/2005/Atom}"
CONTENT = "{http://purl.org/rss/1.0/modules/content/}encoded"
DAY = re.compile(r"\b(?:[A-Z][a-z]+\.? \d{1,2}, \d{4}|\d{1,2} [A-Z][a-z]+ \d{4})\b")


def without_tags(markup: str) -> str:
    return re.sub(r"<[^>]+>", " ", re.sub(r"(?s)<(script|style|head)\b.*?</\1>", " ", markup))


def word_text(path: Path) -> str:
    document = docx.Document(str(path))
    cells = [cell.text for table in document.tables for row in table.rows for cell in row.cells]
    return "\n".join([p.text for p in document.paragraphs] + cells)


def pdf_text(path: Path) -> str:
    return "\n".join(page.get_textpage().get_text_range() for page in pypdfium2.PdfDocument(path))


def mail_text(path: Path) -> str:
    message = email.message_from_bytes(path.read_bytes(), policy=email.policy.default)
    body = message.get_body(("plain",))
    assert body is not None
    return str(body.get_content())


def csv_rows(path: Path) -> list[dict[str, str]]:
    with path.open(encoding="utf-8", newline="") as stream:
        return list(csv.DictReader(stream))


def json_rows(path: Path) -> list[dict[str, str]]:
    return [json.loads(line) for line in path.read_text(encoding="utf-8").splitlines()]


#: How to get at the texts of the documents in a file of each format, without any cleaning but the removal of tags.
READERS: dict[str, Callable[[Path], list[str]]] = {
    ".txt": lambda path: [path.read_text(encoding="utf-8")],
    ".md": lambda path: [path.read_text(encoding="utf-8")],
    ".html": lambda path: [without_tags(path.read_text(encoding="utf-8"))],
    ".xml": lambda path: [without_tags(item.findtext(CONTENT, "")) for item in ET.parse(path).iter("item")],
    ".atom": lambda path: [without_tags(entry.findtext(f"{ATOM}content", "")) for entry in entries(path)],
    ".csv": lambda path: [row["text"] for row in csv_rows(path)],
    ".jsonl": lambda path: [row["text"] for row in json_rows(path)],
    ".eml": lambda path: [mail_text(path)],
    ".docx": lambda path: [word_text(path)],
    ".pdf": lambda path: [pdf_text(path)],
}
#: The days that the documents in a file tell outside their text.
DATES: dict[str, Callable[[Path], list[dt.date]]] = {
    ".md": lambda path: [dt.date.fromisoformat(told(r"(?m)^(?:date|published): (\S+)$", path))],
    ".html": lambda path: [dt.datetime.fromisoformat(told(r'"datePublished": "([^"]+)"', path)).date()],
    ".xml": lambda path: [mail_day(item.findtext("pubDate", "")) for item in ET.parse(path).iter("item")],
    ".atom": lambda path: [dt.datetime.fromisoformat(e.findtext(f"{ATOM}published", "")).date() for e in entries(path)],
    ".csv": lambda path: [dt.date.fromisoformat(row["published"]) for row in csv_rows(path)],
    ".jsonl": lambda path: [dt.date.fromisoformat(row["published"]) for row in json_rows(path)],
    ".eml": lambda path: [mail_day(told(r"(?m)^Date: (.+)$", path))],
}


def entries(path: Path) -> list[ET.Element]:
    return list(ET.parse(path).iter(f"{ATOM}entry"))


def told(pattern: str, path: Path) -> str:
    found = re.search(pattern, path.read_text(encoding="utf-8"))
    assert found, f"{path.name} has no {pattern}"
    return found[1]


def mail_day(stamp: str) -> dt.date:
    return email.utils.parsedate_to_datetime(stamp).date()


def texts(path: Path) -> list[str]:
    return READERS[path.suffix](path)


def spoken_day(text: str) -> dt.date:
    """The day that `Oct. 4, 2022` or `7 April 2022` writes."""
    plain = text.replace(".", "").replace(",", "")
    for form in ("%B %d %Y", "%b %d %Y", "%d %B %Y"):
        try:
            return dt.datetime.strptime(plain, form).date()
        except ValueError:
            continue
    raise AssertionError(f"no day: {text!r}")


def days(path: Path) -> list[dt.date]:
    """The days on which the documents in one file say they were published; none where they do not say."""
    listed = {row["doc"]: row["published"] for row in csv_rows(EXAMPLES / "manifest.csv")}
    if path.stem in listed:
        return [dt.date.fromisoformat(listed[path.stem])]
    if path.suffix in DATES:
        return DATES[path.suffix](path)
    return [spoken_day(found) for found in DAY.findall(texts(path)[0][:500])[:1]]


def test_there_are_thirty_six_documents_in_ten_formats() -> None:
    assert sum(len(texts(path)) for path in FILES) == 36
    assert {path.suffix for path in FILES} == set(READERS)


@pytest.mark.parametrize("path", FILES, ids=lambda path: path.name)
def test_each_document_has_the_length_of_a_short_article(path: Path) -> None:
    for text in texts(path):
        assert 250 <= len(text.split()) <= 700


@pytest.mark.parametrize("path", FILES, ids=lambda path: path.name)
def test_each_document_but_the_undated_guide_tells_its_day(path: Path) -> None:
    published = days(path)
    if path.stem == "guide-japan-and-nato":
        assert published == []
    else:
        assert len(published) == len(texts(path))
        assert all(dt.date(2013, 4, 13) <= day <= dt.date(2024, 12, 31) for day in published)


def test_manifest_rows_name_files_that_exist() -> None:
    rows = csv_rows(EXAMPLES / "manifest.csv")
    assert rows
    for row in rows:
        assert (EXAMPLES / f"{row['doc']}.txt").is_file()
        assert row["title"] and row["publisher"] and row["genre"]
    assert len({row["doc"] for row in rows}) == len(rows)


def test_readme_lists_every_file_with_its_genre() -> None:
    readme = (EXAMPLES / "README.md").read_text(encoding="utf-8")
    listed = dict(re.findall(r"(?m)^\| `([a-z0-9.-]+)`[^|]*\| ([^|]+) \| [^|]+ \| [^|]+ \|$", readme))
    assert set(listed) == {path.name for path in FILES}
    genres = {
        "agency report",
        "newspaper report",
        "press release",
        "explainer",
        "commentary",
        "policy brief",
        "newsletter",
    }
    assert all(any(genre in description for description in listed.values()) for genre in genres)


@pytest.mark.parametrize(
    ("right", "wrong"),
    [
        (("wire-missile-over-aomori.txt", "The single missile"), ("ledger-missiles.csv", "two ballistic missiles")),
        (("release-asset-freezes.txt", "398 individuals"), ("ledger-gold-ban.md", "389 people")),
        (("wire-manila-access.txt", "MANILA, July 8, 2024"), ("ledger-week-of-signatures.md", "on July 9")),
    ],
)
def test_deliberate_disagreements_are_still_in_the_texts(right: tuple[str, str], wrong: tuple[str, str]) -> None:
    for name, words in (right, wrong):
        assert words in texts(EXAMPLES / name)[0]


def test_syndicated_copy_is_near_but_not_the_same() -> None:
    story, copy = (texts(EXAMPLES / f"{name}-madrid-kishida.txt")[0].split() for name in ("wire", "syndicated"))
    assert story != copy
    assert difflib.SequenceMatcher(None, story, copy, autojunk=False).ratio() > 0.85


def test_wording_for_the_partners_shifts() -> None:
    assert "partners across the globe" in texts(EXAMPLES / "wire-tokyo-declaration.txt")[0]
    assert "Indo-Pacific partners" in texts(EXAMPLES / "ledger-week-of-signatures.md")[0]


def test_pdf_has_two_numbered_pages() -> None:
    pages = [
        page.get_textpage().get_text_range() for page in pypdfium2.PdfDocument(EXAMPLES / "brief-liaison-office.pdf")
    ]
    assert len(pages) == 2
    assert all(f"Page {number} of 2" in page for number, page in enumerate(pages, 1))


@pytest.mark.parametrize("path", FILES, ids=lambda path: path.name)
def test_addresses_lead_nowhere(path: Path) -> None:
    if path.suffix in {".pdf", ".docx"}:
        pytest.skip("holds no address")
    namespaces = ("http://www.w3.org/", "http://purl.org/", "https://schema.org")
    for address in re.findall(r"https?://[^\s\"'<>,]+", path.read_text(encoding="utf-8")):
        assert ".example" in address or address.startswith(namespaces)
