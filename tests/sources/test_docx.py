"""Word documents."""

import io
import zipfile
from collections.abc import Callable
from typing import Any

import docx

from dragoman.record import Problem

PROSE = "The ministers met in Brussels and agreed to hold talks on fisheries twice a year, officials said."


def word(write: Callable[[Any], None]) -> bytes:
    document = docx.Document()
    write(document)
    stream = io.BytesIO()
    document.save(stream)
    return stream.getvalue()


def test_headings_paragraphs_and_tables_in_their_order(read) -> None:
    def write(document: Any) -> None:
        document.add_heading("Fish talks", 1)
        document.add_paragraph(PROSE)
        cells = document.add_table(1, 2).rows[0].cells
        cells[0].text, cells[1].text = "2014", "Signed"

    (document,) = read("a.docx", word(write))
    assert document.text == f"Fish talks\n\n{PROSE}\n\n2014 | Signed"
    assert [p.role for p in document.passages] == ["headline", "content", "content"]


def test_properties_tell_title_author_and_day(read) -> None:
    def write(document: Any) -> None:
        import datetime

        document.add_paragraph(PROSE)
        facts = document.core_properties
        facts.title, facts.author, facts.modified = "Fish talks", "Jane Doe", datetime.datetime(2022, 6, 29)

    (document,) = read("a.docx", word(write))
    assert (document.title, document.author, document.published) == ("Fish talks", "Jane Doe", "2022-06-29")
    assert document.published_by == "metadata"


def test_the_properties_of_an_empty_template_tell_nothing(read) -> None:
    (document,) = read("a.docx", word(lambda document: document.add_paragraph(PROSE)))
    assert (document.title, document.author, document.published) == ("", "", "")


def test_a_document_without_text_is_a_problem(read) -> None:
    (problem,) = read("a.docx", word(lambda document: None))
    assert isinstance(problem, Problem) and "no text" in problem.reason


def test_a_zip_bomb_is_not_unpacked(read) -> None:
    stream = io.BytesIO()
    with zipfile.ZipFile(stream, "w", zipfile.ZIP_DEFLATED) as archive, archive.open("word/document.xml", "w") as part:
        for _ in range(160):
            part.write(b" " * 1_000_000)
    (problem,) = read("a.docx", stream.getvalue())
    assert "unpacked it would have" in problem.reason


def test_other_archives_and_old_word_files_are_problems(read) -> None:
    stream = io.BytesIO()
    with zipfile.ZipFile(stream, "w") as archive:
        archive.writestr("a.txt", "x")
    assert isinstance(read("a.docx", stream.getvalue())[0], Problem)
    assert "encrypted or an old" in read("b.docx", b"\xd0\xcf\x11\xe0" + b"\x00" * 600)[0].reason
