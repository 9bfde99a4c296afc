"""JSON Lines, JSON and CSV: a row is a document, by the names of its columns."""

import gzip
import json

import pytest

from dragoman.record import Document, Problem

ROW = {
    "id": "r-1",
    "title": "Fish",
    "text": "Both met in Brussels.",
    "published": "2022-06-29",
    "publisher": "The Paper",
}


def test_a_row_of_json_lines_is_a_document(read) -> None:
    (document,) = read("a.jsonl", json.dumps(ROW | {"url": "https://p.example/1", "author": ["Jane Doe", "John Roe"]}))
    assert (document.id, document.text, document.title, document.author) == (
        *("r-1", "Both met in Brussels.", "Fish", "Jane Doe, John Roe"),
    )
    assert (document.published, document.published_by, document.publisher) == ("2022-06-29", "column", "The Paper")
    assert (document.addresses[0].item, document.addresses[0].url) == ("1", "https://p.example/1")


def test_packed_lines_are_read_and_broken_ones_are_problems_with_their_number(read) -> None:
    lines = [json.dumps(ROW), "{broken", "[1]", '{"title": "no text"}', "", json.dumps(ROW | {"id": "r-6"})]
    results = read("a.jsonl.gz", gzip.compress("\n".join(lines).encode()))
    assert [(r.addresses[0].item if isinstance(r, Document) else r.item) for r in results] == ["1", "2", "3", "4", "6"]
    assert [type(r) for r in results] == [Document, Problem, Problem, Problem, Document]
    assert all(r.remedy for r in results if isinstance(r, Problem))


def test_a_packed_file_that_breaks_off_keeps_what_was_before(read) -> None:
    data = gzip.compress(
        b"".join(json.dumps(ROW | {"id": f"r-{n}", "text": "x" * n}).encode() + b"\n" for n in range(1, 3000))
    )
    results = read("a.jsonl.gz", data[: len(data) // 2])
    assert isinstance(results[0], Document) and isinstance(results[-1], Problem) and "breaks off" in results[-1].reason


def test_a_column_html_is_cleaned_and_gets_its_title_above(read) -> None:
    (document,) = read("a.jsonl", json.dumps({"title": "Fish", "html": "<p>One &amp; two</p><p>Three</p>"}))
    assert document.text == "Fish\n\nOne & two\n\nThree"
    assert document.id == f"fish-{document.content_hash[:8]}"


def test_a_column_text_is_kept_to_the_letter(read) -> None:
    (document,) = read("a.jsonl", json.dumps({"title": "Fish", "text": "a  <p>b</p>\r\nc"}))
    assert document.text == "a  <p>b</p>\nc"


@pytest.mark.parametrize("given", ["../../etc/passwd", "a b", "", "con", "x" * 200, ".hidden", "-rf"])
def test_an_unsafe_id_is_not_taken(read, given: str) -> None:
    (document,) = read("a.jsonl", json.dumps(ROW | {"id": given}))
    assert document.id == f"fish-{document.content_hash[:8]}"


def test_half_of_a_surrogate_pair_does_not_reach_the_text(read) -> None:
    (document,) = read("a.jsonl", '{"text": "Fish \\ud83d and chips \\u0000."}')
    assert document.text.encode() and "\x00" not in document.text


@pytest.mark.parametrize("delimiter", [",", ";", "\t"])
def test_csv_with_any_delimiter(read, delimiter: str) -> None:
    lines = [
        delimiter.join(("Title", "BODY", "Date")),
        delimiter.join(("Fish", '"Both met;\nthey, too, agreed."', "29 June 2022")),
    ]
    (document,) = read("a.csv", "\n".join(lines))
    assert (document.text, document.published, document.format) == (
        "Both met;\nthey, too, agreed.",
        "2022-06-29",
        "csv",
    )


def test_csv_as_spreadsheets_write_it_in_utf16(read) -> None:
    (document,) = read("a.csv", "title\ttext\nFish\tZürich met.".encode("utf-16"))
    assert document.text == "Zürich met."


def test_csv_without_a_column_of_text_is_one_problem(read) -> None:
    (problem,) = read("a.csv", "name,age\nx,1\ny,2\n")
    assert "no column named text" in problem.reason


def test_a_json_file_holds_one_object_or_a_list(read) -> None:
    assert [d.id for d in read("a.json", json.dumps([ROW, ROW | {"id": "r-2"}]))] == ["r-1", "r-2"]
    assert [d.id for d in read("b.json", json.dumps(ROW))] == ["r-1"]


def test_json_nested_beyond_reason_is_a_problem(read) -> None:
    results = read("a.jsonl", "[" * 200_000 + "\n" + json.dumps(ROW))
    assert [type(r) for r in results] == [Problem, Document]
