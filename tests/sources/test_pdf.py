"""PDF: pages of lines become paragraphs; what pages repeat is left out."""

from dragoman.record import Document, Problem
from dragoman.sources.pages import PageLine, paragraphs, without_margins

Line = tuple[str, int, int]


def pdf(*pages: list[Line], info: str = "", size: int = 11) -> bytes:
    """A PDF with lines of text, each with its place from the left and the bottom in points."""
    kids = " ".join(f"{4 + 2 * i} 0 R" for i in range(len(pages)))
    objects = [
        f"<< /Type /Catalog /Pages 2 0 R >>\nendobj\n2 0 obj\n<< /Type /Pages /Kids [{kids}] /Count {len(pages)} >>",
        "<< /Type /Font /Subtype /Type1 /BaseFont /Helvetica >>",
    ]
    bodies = [f"1 0 obj\n{objects[0]}\nendobj\n", f"3 0 obj\n{objects[1]}\nendobj\n"]
    for i, lines in enumerate(pages):
        stream = "".join(f"BT /F {size} Tf {x} {y} Td ({text}) Tj ET\n" for text, x, y in lines)
        bodies.append(
            f"{4 + 2 * i} 0 obj\n<< /Type /Page /Parent 2 0 R /MediaBox [0 0 600 800] /Contents {5 + 2 * i} 0 R"
            f" /Resources << /Font << /F 3 0 R >> >> >>\nendobj\n"
            f"{5 + 2 * i} 0 obj\n<< /Length {len(stream)} >>\nstream\n{stream}endstream\nendobj\n"
        )
    bodies.append(f"90 0 obj\n<< {info} >>\nendobj\n")
    return ("%PDF-1.4\n" + "".join(bodies) + "trailer << /Root 1 0 R /Info 90 0 R >>\n%%EOF").encode("latin-1")


def test_lines_are_joined_to_paragraphs_and_hyphens_taken_away(read) -> None:
    lines = [
        ("The ministers met in Brussels and agreed to hold talks on the new pro-", 50, 700),
        ("gramme twice a year, officials of both governments said on Tuesday eve-", 50, 686),
        ("ning.", 50, 672),
        ("A second paragraph begins here and is about something quite different,", 50, 644),
        ("namely herring.", 50, 630),
    ]
    (document,) = read("fish.pdf", pdf(lines))
    assert document.text.split("\n\n") == [
        "The ministers met in Brussels and agreed to hold talks on the new programme twice a year, officials of both"
        " governments said on Tuesday evening.",
        "A second paragraph begins here and is about something quite different, namely herring.",
    ]
    assert (document.id, document.format) == ("fish", "pdf")


def test_headers_footers_and_page_numbers_are_left_out_and_sentences_go_on_over_the_page(read) -> None:
    pages = [
        [
            ("Policy Brief No 4", 50, 770),
            (f"On {fish} the sentence breaks off in the very middle of a clause and then", 50, 700),
            (f"goes on below it for as long as it takes to reach the end of {fish}", 50, 686),
            (str(number), 300, 30),
        ]
        for number, fish in enumerate(("herring", "mackerel", "cod", "plaice"), 1)
    ]
    (document,) = read("a.pdf", pdf(*pages))
    assert "Policy Brief" not in document.text
    assert "reach the end of herring On mackerel the sentence" in document.text
    assert not any(line.strip().isdecimal() for line in document.text.split("\n"))


def test_a_date_line_is_better_than_the_day_the_file_was_made(read) -> None:
    body = [("The ministers met in Brussels and agreed to hold talks on fisheries soon.", 50, 640)]
    info = "/CreationDate (D:20230101120000Z) /Title (Fish talks) /Author (Jane Doe)"
    (dated,) = read("a.pdf", pdf([("Fish", 50, 700), ("29 June 2022", 50, 670), *body], info=info))
    (undated,) = read("b.pdf", pdf(body, info=info))
    assert (dated.published, dated.published_by, dated.title, dated.author) == (
        "2022-06-29",
        "text",
        "Fish talks",
        "Jane Doe",
    )
    assert (undated.published, undated.published_by) == ("2023-01-01", "metadata")


def test_a_pdf_of_pictures_is_a_problem_that_names_text_recognition(read) -> None:
    (problem,) = read("scan.pdf", pdf([]))
    assert isinstance(problem, Problem) and "pictures" in problem.reason and "ocrmypdf" in problem.remedy


def test_an_encrypted_pdf_is_a_problem(read) -> None:
    data = pdf([("x", 50, 700)]).replace(b"trailer <<", b"trailer << /Encrypt 91 0 R /ID [<00> <00>]")
    data = data.replace(
        b"trailer",
        b"91 0 obj\n<< /Filter /Standard /V 1 /R 2 /P -4 /O <"
        + b"00" * 32
        + b"> /U <"
        + b"00" * 32
        + b"> >>\nendobj\ntrailer",
    )
    (problem,) = read("a.pdf", data)
    assert "encrypted" in problem.reason


def test_a_broken_pdf_is_a_problem(read) -> None:
    (problem,) = read("a.pdf", b"%PDF-1.7\nnothing more")
    assert isinstance(problem, Problem) and problem.remedy


def test_a_single_page_keeps_its_lines() -> None:
    assert without_margins([[PageLine("Japan"), PageLine("and NATO"), PageLine("7")]]) == [
        [PageLine("Japan"), PageLine("and NATO")]
    ]


def test_list_items_stay_apart() -> None:
    assert paragraphs([[PageLine("1. Fish", right=90), PageLine("2. Chips", right=90)]]) == ["1. Fish", "2. Chips"]


def test_example_is_a_document(read) -> None:
    assert isinstance(read("a.pdf", pdf([("Both met.", 50, 700)]))[0], Document)
