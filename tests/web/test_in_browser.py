"""What only a browser can tell: the filter, and that the page fits a phone. Skipped where there is no Chromium."""

import html as markup
import re
import shutil
import subprocess
from pathlib import Path

import pytest
from lxml import html

from dragoman.web.report import render_report, write_report

from .given import REPORT

CHROMIUM = shutil.which("chromium") or shutil.which("chromium-browser") or shutil.which("google-chrome")
QUIET = (
    "--headless",
    "--no-sandbox",
    "--disable-gpu",
    "--disable-quic",
    "--no-first-run",
    "--disable-background-networking",
    "--disable-component-update",
    "--disable-sync",
    "--window-size=1200,900",
)

pytestmark = [pytest.mark.slow, pytest.mark.skipif(not CHROMIUM, reason="no Chromium here")]


def opened(page: Path, fragment: str = "") -> html.HtmlElement:
    """The page as it stands after its script has run."""
    command = [
        str(CHROMIUM),
        *QUIET,
        f"--user-data-dir={page.parent / 'profile'}",
        "--dump-dom",
        page.as_uri() + fragment,
    ]
    done = subprocess.run(command, capture_output=True, text=True, timeout=60, check=True)
    return html.document_fromstring(done.stdout)


@pytest.fixture
def report(tmp_path: Path) -> Path:
    return write_report(REPORT, tmp_path / "report.html")


@pytest.mark.parametrize(
    ("query", "kinds"),
    [
        ("kind=meeting", {"meeting"}),
        ("status=pledged", {"policy"}),
        ("actor=RUS", {"sanction", "statement"}),
        ("actor=kishida", {"meeting"}),
        ("text=DOUBLE+budget", {"policy", "cooperation"}),
        ("actor=JPN&text=hostile", {"statement"}),
    ],
)
def test_the_address_filters_the_record(report: Path, query: str, kinds: set[str]) -> None:
    page = opened(report, f"#?{query}")
    left = page.xpath("//section[@data-kind][.//tr[@data-s and not(@hidden)]]")
    assert {section.get("data-kind") for section in left} == kinds
    assert all("hidden" not in section.attrib for section in left)
    marked = page.xpath("//mark[@data-r and not(contains(concat(' ', @class, ' '), ' out '))]")
    assert marked and len(marked) < len(page.xpath("//mark[@data-r]"))


def test_without_a_filter_all_is_shown(report: Path) -> None:
    page = opened(report)
    assert page.get_element_by_id("shown").text_content() == "5 of 5 records"
    assert "hidden" not in page.get_element_by_id("filter").attrib
    assert not page.xpath("//tr[@hidden]")


def test_the_page_fits_a_phone_whatever_the_words(tmp_path: Path) -> None:
    long = render_report(REPORT).replace("Japan", "J" * 90).replace("<details", "<details open")
    measure = "document.title=[this.contentWindow.innerWidth,this.contentDocument.documentElement.scrollWidth]"
    frame = f'<iframe width=360 height=700 srcdoc="{markup.escape(long)}" onload="{measure}"></iframe>'
    target = tmp_path / "phone.html"
    target.write_text(f"<!doctype html><title></title>{frame}", encoding="utf-8")
    width, needed = map(int, re.findall(r"\d+", opened(target).xpath("string(//title)")))
    assert needed <= width == 360
