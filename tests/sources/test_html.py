"""HTML: pages lose what is around the story, fragments lose nothing."""

import pytest

from dragoman.record import Document, Problem
from dragoman.sources.html import clean_fragment

STORY = [
    "The foreign ministers of both countries met in Brussels on Tuesday and agreed to hold talks on fish twice a year.",
    "A spokesman said that no date had been set for the first round, but that both wanted to begin before autumn.",
    "The agreement ends a dispute that began when a trawler was seized in 1998 and its crew held for weeks.",
    "Fishermen on both coasts were less pleased, and their leaders called for a say in the talks from the beginning.",
]
PAGE = f"""<!DOCTYPE html><html><head><title>Ministers agree on fish | The Paper</title>
<meta property="og:site_name" content="The Paper"><link rel="canonical" href="https://paper.example/fish">
<script type="application/ld+json">{{"@graph": [{{"@type": "NewsArticle", "headline": "Ministers agree on fish",
"datePublished": "2022-06-29T08:00:00Z", "author": [{{"name": "Jane Doe"}}],
"publisher": {{"name": "The Paper"}}}}]}}</script>
</head><body><nav><ul><li><a href="/">Home</a></li><li><a href="/asia">Asia</a></li></ul></nav>
<article><h1>Ministers agree on fish</h1><p class="byline">By Jane Doe</p><p>{STORY[0]}</p>
<figure><img src="a.png"><figcaption>The two ministers before their talks in Brussels.</figcaption></figure>
<p>{STORY[1]}</p><h2>An old dispute</h2><p>{STORY[2]}</p>
<aside class="pullquote">their leaders called for a say in the talks from the beginning</aside><p>{STORY[3]}</p>
<div class="related"><h3>Related</h3><a href="/x">Ten things to know about herring and its many friends</a></div>
</article>
<footer>© 2022 The Paper. All rights reserved. <a href="/privacy">Privacy</a></footer></body></html>"""


def roles(document: Document | Problem) -> list[tuple[str, str]]:
    assert isinstance(document, Document)
    return [(p.role, document.text[p.start : p.end]) for p in document.passages]


def test_a_page_keeps_title_paragraphs_headings_and_captions_in_reading_order(read) -> None:
    (page,) = read("fish.html", PAGE)
    content = [text for role, text in roles(page) if role == "content"]
    assert content == STORY
    assert roles(page)[0] == ("headline", "Ministers agree on fish")
    assert ("headline", "An old dispute") in roles(page)
    assert ("caption", "The two ministers before their talks in Brussels.") in roles(page)
    assert ("pullquote", "their leaders called for a say in the talks from the beginning") in roles(page)
    assert "Home" not in page.text and "herring" not in page.text


def test_a_page_tells_its_metadata(read) -> None:
    (page,) = read("fish.html", PAGE)
    told = (page.id, page.title, page.publisher, page.author, page.published, page.published_by, page.addresses[0].url)
    assert told == (
        *("fish", "Ministers agree on fish", "The Paper", "Jane Doe", "2022-06-29", "metadata"),
        "https://paper.example/fish",
    )


@pytest.mark.parametrize(
    "head",
    [
        '<meta property="article:published_time" content="2022-06-29T23:10:00+09:00">',
        '<meta name="DC.date.issued" content="2022-06-29">',
        '<script type="application/ld+json">{"@type":"Report","headline":"x","datePublished":"June 29, 2022"}</script>',
    ],
)
def test_dates_stand_in_many_places(read, head: str) -> None:
    (page,) = read("a.html", f"<html><head>{head}</head><body><p>{STORY[0]}</p><p>{STORY[1]}</p></body></html>")
    assert (page.published, page.published_by) == ("2022-06-29", "metadata")


def test_a_time_element_gives_the_date(read) -> None:
    (page,) = read("a.html", f"<html><body><time datetime='2022-06-29'>Wed</time><p>{STORY[0]}</p></body></html>")
    assert page.published == "2022-06-29"


def test_an_address_that_could_run_in_a_browser_is_not_taken(read) -> None:
    (page,) = read(
        "a.html", f"<html><head><link rel=canonical href='javascript:alert(1)'></head><p>{STORY[0]}</p></html>"
    )
    assert page.addresses[0].url == ""


def test_a_fragment_keeps_all_of_its_paragraphs() -> None:
    markup = "<p>Office of the Spokesperson</p><p><b>Q: </b>Yes?</p>"
    markup += "<ul><li>One<li>Two</ul><div>Three <i>and</i> four</div>tail"
    assert clean_fragment(markup)[0].split("\n\n") == [
        *("Office of the Spokesperson", "Q: Yes?", "One", "Two", "Three and four", "tail")
    ]  # fmt: skip


def test_scripts_styles_and_hidden_elements_are_no_text() -> None:
    markup = "<script>a()</script><style>b{}</style><p hidden>c</p><p style='display: none'>d</p><p>e<!-- f --></p>"
    assert clean_fragment(markup)[0] == "e"


def test_white_space_is_folded_and_invisible_signs_are_dropped() -> None:
    assert clean_fragment("<p>co\u00adop\u200beration\u00a0 is\n  good</p>")[0] == "cooperation is good"


def test_line_breaks_divide_lines_but_no_sentences() -> None:
    assert clean_fragment("<p>Jane Doe<br>Brussels<br>He said that<br>all is well.</p>")[0] == (
        "Jane Doe\n\nBrussels\n\nHe said that all is well."
    )


def test_a_row_of_data_is_one_line_and_a_layout_table_is_not() -> None:
    data = "<table><tr><td>2014</td><td>Signed</td></tr></table>"
    layout = "<table><tr><td><p>Left.</p></td><td><p>Right.</p></td></tr></table>"
    assert clean_fragment(data + layout)[0] == "2014 | Signed\n\nLeft.\n\nRight."


def test_entities_come_out_as_text_never_as_markup() -> None:
    assert (
        clean_fragment("<p>&lt;script&gt;alert(1)&lt;/script&gt; &amp;amp;</p>")[0] == "<script>alert(1)</script> &amp;"
    )


def test_a_page_without_text_is_a_problem(read) -> None:
    (problem,) = read("a.html", "<html><body><script>draw()</script></body></html>")
    assert isinstance(problem, Problem) and "no text" in problem.reason and problem.remedy


@pytest.mark.parametrize(
    "markup", ["<div>" * 50_000 + "deep", "<p>" + "<b>" * 5_000 + "deep", "<table><tr><td>" * 3_000 + "deep"]
)
def test_deep_nesting_neither_crashes_nor_hangs(read, markup: str) -> None:
    assert len(read("a.html", markup)) == 1
