import re
from dataclasses import replace

import pytest
from lxml import html
from syrupy.assertion import SnapshotAssertion

from analysis.given import BUDGET, OBSERVERS, RECORDS, SUMMIT, told
from dragoman.record import Document, Evidence, Record
from dragoman.web.report import ReportData, render_report, write_report

from .given import REPORT, page


def text_of(element: html.HtmlElement) -> str:
    return " ".join(element.text_content().split())


def row_of(record: Record, parsed: html.HtmlElement) -> html.HtmlElement:
    return parsed.get_element_by_id(f"r-{record.id[:8]}")


def test_the_report_refers_to_nothing_outside_itself() -> None:
    parsed = page()
    assert not parsed.xpath(
        "//link | //img | //iframe | //object | //embed | //base | //*[@src] | //*[@style and contains(@style, 'url')]"
    )
    style = "".join(parsed.xpath("//style/text()"))
    assert "url(" not in style and "@import" not in style
    [policy] = parsed.xpath("//meta[@http-equiv='Content-Security-Policy']/@content")
    assert policy.startswith("default-src 'none'; style-src 'unsafe-inline'; script-src 'unsafe-inline'; img-src data:")


def test_every_link_within_the_report_has_its_place_and_every_place_one_name() -> None:
    parsed = page()
    names = parsed.xpath("//@id")
    assert len(names) == len(set(names))
    inner = [href[1:] for href in parsed.xpath("//a/@href") if href.startswith("#") and not href.startswith("#?")]
    assert inner and set(inner) <= set(names)


@pytest.mark.parametrize("record", RECORDS, ids=lambda record: record.kind)
def test_every_record_leads_to_its_words_and_back(record: Record) -> None:
    parsed = page()
    [evidence] = row_of(record, parsed).xpath(".//td[@class='c-what']/a/@href")
    mark = parsed.get_element_by_id(evidence[1:])
    number = row_of(record, parsed).get("data-n")
    marked = parsed.xpath(f"//mark[contains(concat(' ', @data-r, ' '), ' {number} ')]")
    assert "".join(part.text_content() for part in marked) == record.evidence.quote
    assert mark.tag == "mark" and mark in [part for whole in marked for part in whole.iter("mark")]
    assert len(parsed.xpath(f"//article//a[@class='back'][@href='#r-{record.id[:8]}']")) == 1


def test_each_text_is_in_the_file_once() -> None:
    articles = page().xpath("//article")
    for article, document in zip(articles, REPORT.documents, strict=True):
        for back in article.xpath(".//a[@class='back']"):
            back.drop_tree()
        shown = "\n".join(block.text_content() for block in article.xpath(".//div[@class='text']/p"))
        assert shown == document.text


def test_a_row_tells_the_record_in_words(snapshot: SnapshotAssertion) -> None:
    row = row_of(SUMMIT, page())
    assert html.tostring(row, encoding="unicode", with_tail=False) == snapshot


def test_a_document_is_told_with_marks(snapshot: SnapshotAssertion) -> None:
    article = page().get_element_by_id("d-1")
    assert html.tostring(article, encoding="unicode", with_tail=False) == snapshot


def test_boilerplate_is_told_apart() -> None:
    assert page().xpath("//p[@class='boilerplate']/text()") == ["Subscribe to our newsletter"]


def test_estimated_dates_and_copies_are_called_so() -> None:
    parsed = page()
    assert "2 March 2022 estimated" in text_of(parsed.get_element_by_id("d-2"))
    assert "estimated" not in text_of(parsed.xpath("//article[@id='d-1']/header")[0])
    assert "copy of document 1" in text_of(parsed.get_element_by_id("d-3"))


def test_only_web_addresses_are_links() -> None:
    assert page().xpath("//article[@id='d-1']//p[@class='meta']//a/@href") == ["https://example.org/a?b=1&c"]


def test_kinds_and_statuses_are_counted_in_a_matrix() -> None:
    cells = page().xpath("//table[@class='matrix']//tr[th/a[text()='meeting']]/td[@class='h5']")
    assert [text_of(cell) for cell in cells] == ["1"]


def test_a_column_that_says_nothing_is_left_out() -> None:
    heads = page().xpath("//section[@id='l-statement']//th/text()")
    assert "Stance" in heads and "Amount" not in heads


def test_problems_are_told_with_a_remedy() -> None:
    cells = page().xpath("//*[@id='problems']//td")
    assert [text_of(cell) for cell in cells] == ["in/broken.pdf", "the file is cut short", "fetch it again"]


def test_dated_records_are_drawn_and_stand_in_the_table_beside() -> None:
    parsed = page()
    drawn = parsed.xpath("//div[contains(@class, 'chart')]//svg//a[@data-n]")
    assert {link.get("href") for link in drawn} == set(parsed.xpath("//table[@class='twin']//td/a/@href"))
    labels = [link.get("aria-label") for link in drawn]
    assert "29 June 2022: meeting, happened; Fumio Kishida, NATO; attends the NATO summit" in labels


def test_the_page_has_landmarks_captions_and_scopes() -> None:
    parsed = page()
    assert [len(parsed.xpath(f"//{tag}")) for tag in ("main", "nav", "h1")] == [1, 1, 1]
    assert all(table.xpath("./caption") for table in parsed.xpath("//table"))
    assert all(head.get("scope") for head in parsed.xpath("//th"))
    assert all(label.xpath(".//input | .//select") for label in parsed.xpath("//label"))


def test_a_record_of_a_document_that_is_not_there_shows_its_quote() -> None:
    stray = told("elsewhere", "They met in secret", "meeting")
    row = row_of(stray, page(replace(REPORT, records=[stray])))
    assert row.xpath(".//q/text()") == ["They met in secret"]
    assert not row.xpath(".//a")


def test_the_same_record_twice_is_one_entry() -> None:
    parsed = page(replace(REPORT, records=[SUMMIT, SUMMIT]))
    assert len(parsed.xpath("//tr[@data-s]")) == len(parsed.xpath("//svg//a[@data-n]")) == 1


def test_overlapping_evidence_lights_up_whole() -> None:
    style = "".join(page().xpath("//style/text()"))
    numbers = {record: row_of(record, page()).get("data-n") for record in (BUDGET, OBSERVERS)}
    assert f'#e-{OBSERVERS.id[:8]}:target~[data-r~="{numbers[OBSERVERS]}"]' in style
    assert f"#e-{BUDGET.id[:8]}:target~" not in style


def test_an_empty_report_is_a_page() -> None:
    parsed = page(ReportData("Nothing yet", [], []))
    assert "0 records from 0 documents" in text_of(parsed.xpath("//header")[0])


def test_the_report_is_the_same_whatever_the_order_of_records() -> None:
    assert render_report(replace(REPORT, records=RECORDS[::-1])) == render_report(REPORT)


def test_writing_gives_the_page_that_rendering_gives(tmp_path) -> None:  # type: ignore[no-untyped-def]
    written = write_report(REPORT, tmp_path / "report.html")
    assert written.read_text(encoding="utf-8") == render_report(REPORT)


def test_characters_that_no_page_may_hold_are_replaced(tmp_path) -> None:  # type: ignore[no-untyped-def]
    text = "Talks\x00 with \ud800 and \x1b[31m"
    record = Record("a", "meeting", "happened", Evidence.of(text, 0, 6))
    data = ReportData("A\x08", [Document("a", text)], [record])
    assert not re.search("[\x00-\x08\x1b\ud800]", render_report(data))
    assert write_report(data, tmp_path / "report.html").read_text(encoding="utf-8")


@pytest.mark.slow
def test_time_and_size_grow_no_faster_than_the_records() -> None:
    """Ten times the records cost some ten times the bytes; 3,000 records render within the 3 s that were promised."""
    from time import perf_counter

    def report(documents: int) -> ReportData:
        texts = [
            Document(f"d{n}", f"Japan met NATO for talks {n:04}. " * 30, published="2022-07-05")
            for n in range(documents)
        ]
        records = [
            Record(d.id, "meeting", "happened", Evidence.of(d.text, 30 * k, 30 * k + 20), when=f"2022-06-{k + 1:02}")
            for d in texts
            for k in range(30)
        ]
        return ReportData("Large", texts, records)

    start = perf_counter()
    large = len(render_report(report(100)))
    assert perf_counter() - start < 3
    assert large < 11 * len(render_report(report(10)))
