"""Paths become documents and problems."""

from pathlib import Path

import pytest

from dragoman.errors import UsageError
from dragoman.record import Document, Problem
from dragoman.sources import disambiguated_id, discover, read_file, read_paths

BODY = "The ministers met in Brussels and agreed to hold talks on fisheries twice a year, officials of both sides said."


def test_text_is_kept_to_the_letter_with_plain_line_ends(read) -> None:
    text = "\n  Advertisement \r\n\r\n\tA  “quoted”  line… \r\nend"
    (document,) = read("000_c62.txt", b"\xef\xbb\xbf" + text.encode())
    assert document.text == text.replace("\r\n", "\n")
    assert (document.id, document.format) == ("000_c62", "text")
    assert document.passages[0].role == "boilerplate"


def test_front_matter_tells_about_the_text_and_is_no_part_of_it(read) -> None:
    (document,) = read(
        "a.md", f"---\ntitle: Fish\nsource: The Paper\ndate: 2022-06-29\nauthors: [Jane, John]\n---\n# Fish\n\n{BODY}"
    )
    assert document.text == f"Fish\n\n{BODY}"
    assert (document.title, document.publisher, document.author) == ("Fish", "The Paper", "Jane, John")
    assert (document.published, document.published_by) == ("2022-06-29", "front matter")


def test_front_matter_that_could_grow_is_left_as_text(read) -> None:
    (document,) = read("a.txt", f"---\na: &a [x, x]\nb: [*a, *a]\n---\n{BODY}")
    assert document.text.startswith("---")


def test_markdown_loses_its_marks_and_no_words(read) -> None:
    (document,) = read(
        "a.md",
        "Title\n=====\n\n*Both* met [in\nBrussels](https://x.example/a_(b)) on `Tuesday`, 2*3*4 a_b_c.\n\n> - One",
    )
    assert document.text == "Title\n\nBoth met in Brussels on Tuesday, 2*3*4 a_b_c.\n\nOne"


def test_the_manifest_tells_about_the_files_beside_it(tmp_path: Path) -> None:
    for name in ("a.txt", "b.txt", "c.txt"):
        (tmp_path / name).write_text(BODY)
    (tmp_path / "manifest.csv").write_text(
        "doc,published,title,publisher,url,author,genre\na,2022-06-29,Fish,The Paper,https://p.example/a,Jane,x\n"
        "b.txt,June 2022,,,javascript:x,,\nc,soon,,,,,\n"
    )
    a, b, c, problem = sorted(read_paths([tmp_path]), key=lambda r: (isinstance(r, Problem), getattr(r, "id", "")))
    assert (a.published, a.published_by, a.title, a.publisher, a.author) == (
        "2022-06-29",
        "manifest",
        "Fish",
        "The Paper",
        "Jane",
    )
    assert a.addresses[0].url == "https://p.example/a"
    assert (b.published, b.published_by, b.addresses[0].url) == ("2022-06-30", "estimated", "")
    assert c.published == ""
    assert (problem.item, problem.reason) == ("c", "'soon' is no date that can be read")


def test_a_manifest_without_names_is_told_once(tmp_path: Path) -> None:
    (tmp_path / "manifest.csv").write_text("title\nx\n")
    for name in ("a.txt", "b.txt"):
        (tmp_path / name).write_text(BODY)
    assert [type(r) for r in read_paths([tmp_path])] == [Problem, Document, Document]


def test_the_date_that_the_caller_gives_comes_first(read) -> None:
    (document,) = read("a.md", f"---\ndate: 2022-06-29\n---\n{BODY}", date="2021-01-02")
    assert (document.published, document.published_by) == ("2021-01-02", "option")


def test_a_date_that_is_none_is_an_error_of_the_call(tmp_path: Path) -> None:
    with pytest.raises(UsageError, match="YYYY-MM-DD"):
        read_file(tmp_path / "a.txt", date="soon")


def test_files_folders_and_globs_give_each_file_once_in_order(tmp_path: Path) -> None:
    for name in (
        "b.txt",
        "a.html",
        "sub/c.md",
        ".hidden.txt",
        ".git/x.txt",
        "manifest.csv",
        "a_files/logo.png",
        "odd.xyz",
    ):
        (tmp_path / name).parent.mkdir(exist_ok=True)
        (tmp_path / name).write_text("x")
    found = discover([tmp_path / "b.txt", tmp_path, str(tmp_path / "*.txt"), str(tmp_path / "**" / "*.md")])
    assert [p.relative_to(tmp_path).as_posix() for p in found] == ["a.html", "b.txt", "odd.xyz", "sub/c.md"]


@pytest.mark.parametrize("missing", ["no-such-file.txt", "*.nothing", "bad\x00name"])
def test_a_missing_path_is_one_clear_line(tmp_path: Path, missing: str) -> None:
    with pytest.raises(UsageError) as error:
        discover([str(tmp_path / missing)])
    assert "\n" not in str(error.value)


def test_links_that_lead_in_circles_end(tmp_path: Path) -> None:
    (tmp_path / "sub").mkdir()
    (tmp_path / "sub" / "a.txt").write_text(BODY)
    (tmp_path / "sub" / "up").symlink_to(tmp_path)
    (tmp_path / "dangling.txt").symlink_to(tmp_path / "nowhere")
    assert len(discover([tmp_path])) == 1


@pytest.mark.parametrize(
    ("name", "data", "word"),
    [
        ("a.txt", b"", "empty"),
        ("a.txt", b" \n\t", "empty"),
        ("a.txt", bytes(range(256)) * 9, "binary"),
        ("a.xyz", b"words", "not read"),
        ("a.json", b"{", "JSON"),
        ("a.csv", b"text\n", "no rows"),
    ],
)
def test_what_cannot_be_read_is_a_problem_with_reason_and_remedy(read, name: str, data: bytes, word: str) -> None:
    (problem,) = read(name, data)
    assert word in problem.reason and problem.remedy and problem.path.endswith(name)


def test_one_bad_file_does_not_stop_the_others(tmp_path: Path) -> None:
    (tmp_path / "a.pdf").write_bytes(b"junk")
    (tmp_path / "b.txt").write_text(BODY)
    assert [type(r) for r in read_paths([tmp_path])] == [Problem, Document]


def test_a_file_that_went_away_is_a_problem(tmp_path: Path) -> None:
    (problem,) = read_file(tmp_path / "gone.txt")
    assert isinstance(problem, Problem)


def test_ids_are_safe_as_file_names(read) -> None:
    assert read("con.txt", BODY)[0].id == "_con"
    assert read('a:b?"c".txt', BODY)[0].id == "a_b__c_"
    assert read("Réunion à Paris.txt", BODY)[0].id == "Réunion à Paris"


def test_two_texts_of_one_name_can_be_told_apart() -> None:
    one, two = Document("a", "x"), Document("a", "y")
    assert disambiguated_id(one) == f"a-{one.content_hash[:8]}" != disambiguated_id(two)


def test_the_same_file_gives_the_same_documents(read) -> None:
    assert read("a.txt", BODY) == read("a.txt", BODY)
