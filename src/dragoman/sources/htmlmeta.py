"""What an HTML page tells of itself: JSON-LD, meta elements, `<time>`, `<title>`, then htmldate for the date."""

from __future__ import annotations

import json
import re
from collections.abc import Iterator, Mapping
from dataclasses import dataclass
from typing import Any

from lxml import html  # type: ignore[import-untyped, unused-ignore]

from dragoman.sources.clean import folded
from dragoman.sources.dates import parse_day
from dragoman.sources.sheet import web_address

_META = {
    "title": ("og:title", "twitter:title", "dc.title", "dcterms.title", "citation_title", "headline"),
    "publisher": ("og:site_name", "dc.publisher", "dcterms.publisher", "citation_publisher", "publisher"),
    "author": ("author", "article:author", "dc.creator", "dcterms.creator", "citation_author", "parsely-author", "byl"),
    "published": (
        *("article:published_time", "og:article:published_time", "datepublished", "date", "pubdate", "publishdate"),
        *("publish_date", "dc.date.issued", "dcterms.issued", "dc.date", "dcterms.date", "dcterms.created"),
        *("citation_publication_date", "citation_date", "parsely-pub-date", "sailthru.date", "article.published"),
        *("published_time", "release_date"),
    ),
    "url": ("og:url", "twitter:url"),
}
_ARTICLES = re.compile(r"Article|BlogPosting|Report|PressRelease|NewsRelease|WebPage|Statement|Speech", re.IGNORECASE)
#: Between a page's own title and the name of its site.
_TITLE_BREAK = re.compile(r"\s+(?:[|»·•—–]|-|::)\s+")
_LARGEST_JSON = 500_000


@dataclass(frozen=True, slots=True)
class PageFacts:
    """Title, publisher, author, date as written and address of a page; empty where it does not tell."""

    title: str = ""
    publisher: str = ""
    author: str = ""
    published: str = ""
    url: str = ""


def facts_of(tree: html.HtmlElement, source: str) -> PageFacts:
    """What the page tells of itself; `source` is its markup, for htmldate's search."""
    linked = _linked_data(tree)
    meta = _meta(tree)
    found = {name: linked.get(name) or _first(meta, keys) for name, keys in _META.items()}
    canonical = tree.xpath("string(//link[translate(@rel, 'CANOIL', 'canoil')='canonical']/@href)")
    publisher = found["publisher"]
    return PageFacts(
        title=_without_site(found["title"] or _heading(tree) or folded(tree.xpath("string(//title)")), publisher),
        publisher=publisher,
        author="" if web_address(found["author"]) else found["author"],
        published=next((d for d in (found["published"], _time(tree)) if parse_day(d)), "") or _searched(source),
        url=web_address(canonical) or web_address(found["url"]),
    )


def _meta(tree: html.HtmlElement) -> dict[str, str]:
    values: dict[str, str] = {}
    for element in tree.iter("meta"):
        key = element.get("property") or element.get("name") or element.get("itemprop") or ""
        value = folded(element.get("content") or "")[:1000]
        if key and value:
            values.setdefault(key.lower().strip(), value)
    return values


def _first(meta: Mapping[str, str], keys: tuple[str, ...]) -> str:
    return next((meta[key] for key in keys if meta.get(key)), "")


def _linked_data(tree: html.HtmlElement) -> dict[str, str]:
    for script in tree.xpath("//script[contains(@type, 'ld+json')]"):
        for node in _nodes(script.text or ""):
            if _ARTICLES.search(str(node.get("@type"))) and (node.get("datePublished") or node.get("headline")):
                return {
                    "title": _name(node.get("headline")),
                    "publisher": _name(node.get("publisher")),
                    "author": _name(node.get("author")),
                    "published": _name(node.get("datePublished") or node.get("dateCreated")),
                    "url": _name(node.get("url")),
                }
    return {}


def _nodes(source: str) -> Iterator[Mapping[str, Any]]:
    if len(source) > _LARGEST_JSON:
        return
    try:
        data = json.loads(source, strict=False)
    except (ValueError, RecursionError):
        return
    for node in data if isinstance(data, list) else [data]:
        if isinstance(node, dict):
            graph = node.get("@graph")
            yield from (n for n in [node, *(graph if isinstance(graph, list) else ())] if isinstance(n, dict))


def _name(value: Any) -> str:
    if isinstance(value, list):
        return ", ".join(dict.fromkeys(filter(None, map(_name, value[:20]))))
    if isinstance(value, dict):
        return _name(value.get("name")) if isinstance(value.get("name"), str) else ""
    # JSON-LD often holds text that is escaped for HTML once more.
    return folded(html.fromstring(f"<p>{value}</p>").text_content())[:1000] if isinstance(value, str) and value else ""


def _heading(tree: html.HtmlElement) -> str:
    headings = [folded(h.text_content()) for h in tree.iter("h1")]
    return headings[0] if len(headings) == 1 and len(headings[0]) <= 300 else ""


def _without_site(title: str, publisher: str) -> str:
    parts = _TITLE_BREAK.split(title)
    if len(parts) > 1 and publisher and parts[-1].lower() in publisher.lower():
        return title[: title.rfind(parts[-1])].rstrip(" |»·•—–-:")
    # Without a known site the longest part is the title when it is most of the whole.
    longest = max(parts, key=len)
    return longest if len(parts) > 1 and "|" in title and len(longest) >= 0.6 * len(title) else title


def _time(tree: html.HtmlElement) -> str:
    times = [e for e in tree.iter("time") if parse_day(e.get("datetime") or e.text_content())]
    marked = [
        e for e in times if e.get("pubdate") is not None or "publ" in f"{e.get('class')} {e.get('itemprop')}".lower()
    ]
    outside = [e for e in times if not any(a.tag in ("aside", "nav", "footer", "li") for a in e.iterancestors())]
    return next((e.get("datetime") or e.text_content() for e in [*marked, *outside]), "")


def _searched(source: str) -> str:
    from htmldate import find_date

    try:
        # Without the extensive search, which takes any date in the text for that of the page.
        return find_date(source, extensive_search=False, original_date=True) or ""
    except Exception:  # htmldate raises what lxml, dateparser and re raise; a missing date is no reason to lose a page
        return ""
