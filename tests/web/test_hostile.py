"""What comes out of a document is text, never markup."""

import pytest
from lxml import html

from dragoman.analysis.timeline import timeline
from dragoman.record import Actor, Address, Amount, Document, Evidence, Passage, Problem, Record
from dragoman.web.notebook import html_of_dossier, html_of_records, html_of_timeline
from dragoman.web.report import ReportData

from .given import page

ATTACKS = [
    "<script>alert(1)</script>",
    "</script><script>alert(1)</script>",
    "</style><script>alert(1)</script>",
    "</textarea></title><img src=x onerror=alert(1)>",
    '" onmouseover="alert(1)" x="',
    "' autofocus onfocus='alert(1)",
    "<svg onload=alert(1)>",
    "{{ 7 * 7 }}{% raw %}",
    "javascript:alert(1)",
    "--><a href=javascript:alert(1)>x</a><!--",
    "&lt;script&gt;alert(1)&lt;/script&gt;",
    "]]><script>alert(1)</script>",
]


def hostile(attack: str) -> ReportData:
    """A report in which every free text is `attack`."""
    text = f"{attack} and then {attack}"
    whole, part = Evidence.of(text, 0, len(text)), Evidence.of(text, 2, len(attack))
    addresses = (
        Address(attack, attack, attack),
        Address("a", "", f"javascript:{attack}"),
        Address("b", "", f"https://a.org/{attack}"),
    )
    document = Document(
        attack,
        text,
        attack,
        attack,
        attack,
        attack,
        attack,
        addresses=addresses,
        passages=(Passage(0, len(text), "content"),),
    )
    actors = (Actor(attack.replace("/", ""), attack),)
    records = [
        Record(
            attack,
            "meeting",
            "happened",
            whole,
            actors,
            actors,
            attack,
            "2022-06-29",
            attack,
            Amount(5, attack),
            said_by=attack,
        ),
        Record(attack, "statement", "denied", part, actors, (), attack, attack, attack, stance="threaten"),
        Record("not there", "aid", "happened", Evidence(0, len(attack), attack), actors),
    ]
    return ReportData(attack, [document], records, [Problem(attack, attack, attack, attack)], str, {attack: attack})


@pytest.mark.parametrize("attack", ATTACKS)
def test_nothing_in_a_document_runs_in_the_report(attack: str) -> None:
    parsed = page(hostile(attack))
    assert len(parsed.xpath("//script")) == len(parsed.xpath("//style")) == 1
    assert not parsed.xpath("//img | //iframe | //object | //embed | //textarea")
    assert not [a for element in parsed.iter() for a in element.attrib if a.lower().startswith("on")]
    assert {href.split(":")[0] for href in parsed.xpath("//@href") if not href.startswith("#")} <= {"https"}


@pytest.mark.parametrize("attack", ATTACKS)
def test_the_words_are_shown_as_they_stand(attack: str) -> None:
    data = hostile(attack)
    parsed = page(data)
    assert parsed.xpath("//h1/text()") == [attack]
    for link in parsed.xpath("//article//a[@class='back']"):
        link.drop_tree()
    [block] = parsed.xpath("//article//p[@class='content']")
    assert block.text_content() == data.documents[0].text


@pytest.mark.parametrize("attack", ATTACKS)
def test_nothing_in_a_document_runs_in_a_notebook(attack: str) -> None:
    data = hostile(attack)
    fragments = [
        html_of_dossier(attack, documents=1, records=1, kinds={attack: 1}, period=(attack, ""), actors=[(attack, 1)]),
        html_of_records(data.records),
        html_of_timeline(timeline(data.records, data.documents)),
    ]
    for fragment in fragments:
        parsed = html.fragment_fromstring(fragment)
        assert not parsed.xpath("//script | //img | //svg | //a | //textarea")
        assert not [a for element in parsed.iter() for a in element.attrib if a.startswith("on")]
        assert attack in parsed.text_content()


@pytest.mark.parametrize(
    "url", ["javascript:alert(1)", "data:text/html,x", "//a.org", "https:///x", "http://[x", "file:///etc/passwd", ""]
)
def test_what_is_no_web_address_is_no_link(url: str) -> None:
    document = Document("a", "Text", addresses=(Address("in/a.txt", "", url),))
    parsed = page(ReportData("A", [document], []))
    assert not parsed.xpath("//p[@class='meta']//a")
    assert "a.txt" in parsed.xpath("string(//p[@class='meta'])")
