"""Feeds: every item is a document."""

from dragoman.record import Document, Problem

ITEM = """<item><title>Ministers &amp;amp; fish</title><link>https://paper.example/1</link><guid>g-{n}</guid>
<dc:creator>Jane Doe</dc:creator><pubDate>Mon, 21 Feb 2022 21:54:19 +0000</pubDate>
<description><![CDATA[<p>Short.</p>]]></description>
<content:encoded><![CDATA[<p>Jane Doe, Secretary</p><p>Both met in Brussels{extra}.</p>]]></content:encoded></item>"""


def rss(*items: str, end: str = "</channel></rss>") -> str:
    return (
        '<?xml version="1.0"?><rss version="2.0" xmlns:dc="http://purl.org/dc/elements/1.1/"'
        ' xmlns:content="http://purl.org/rss/1.0/modules/content/"><channel><title>The Paper</title>'
        + "".join(items)
        + end
    )


def item(n: int = 1, extra: str = "") -> str:
    return ITEM.format(n=n, extra=extra)


def test_an_item_tells_title_text_date_author_address_and_the_feed_is_the_publisher(read) -> None:
    (document,) = read("a.rss", rss(item()))
    assert document.text == "Ministers & fish\n\nJane Doe, Secretary\n\nBoth met in Brussels."
    told = (document.title, document.publisher, document.author)
    assert told == ("Ministers & fish", "The Paper", "Jane Doe")
    assert (document.published, document.published_by, document.format) == ("2022-02-21", "feed", "feed")
    assert (document.addresses[0].item, document.addresses[0].url) == ("g-1", "https://paper.example/1")


def test_an_unchanged_item_has_the_same_id_in_every_snapshot_and_a_changed_one_another(read) -> None:
    (old,) = read("1.rss", rss(item()))
    same, changed = read("2.rss", rss(item(), item(2, extra=" again")))
    assert old.id == same.id == f"ministers-fish-{old.content_hash[:8]}"
    assert changed.id != old.id


def test_atom_is_read_too(read) -> None:
    atom = (
        '<feed xmlns="http://www.w3.org/2005/Atom"><title>The Paper</title><entry><id>urn:1</id><title>Fish</title>'
        "<updated>2022-02-21T10:00:00Z</updated>"
        '<content type="html">&lt;p&gt;Both met.&lt;/p&gt;</content></entry></feed>'
    )
    (document,) = read("a.atom", atom)
    assert (document.text, document.published, document.addresses[0].item) == (
        "Fish\n\nBoth met.",
        "2022-02-21",
        "urn:1",
    )


def test_an_item_without_anything_is_a_problem_and_the_others_are_read(read) -> None:
    results = read("a.rss", rss("<item><guid>empty</guid></item>", item()))
    assert [type(result) for result in results] == [Problem, Document]
    assert results[0].item == "empty"


def test_a_feed_that_breaks_off_gives_its_items_and_a_problem(read) -> None:
    results = read("a.rss", rss(item(), end="<item><title>Half"))
    assert isinstance(results[0], Document) and isinstance(results[-1], Problem)
    assert "not well-formed" in results[-1].reason


def test_xml_of_another_kind_is_a_problem(read) -> None:
    (problem,) = read("a.xml", "<?xml version='1.0'?><svg/>")
    assert "RSS or Atom" in problem.reason


def test_entity_bombs_are_not_expanded(read) -> None:
    bomb = '<!DOCTYPE x [<!ENTITY a "ha"><!ENTITY b "&a;&a;&a;">]>' + rss("<item><title>&b;</title></item>")[21:]
    (problem,) = read("a.rss", bomb)
    assert "entities" in problem.reason
