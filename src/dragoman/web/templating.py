"""The templates' environment: everything escaped, nothing undefined, only web addresses as links."""

from __future__ import annotations

import re
from functools import cache
from importlib.resources import files
from urllib.parse import quote, urlsplit

from jinja2 import Environment, PackageLoader, StrictUndefined
from markupsafe import Markup

from dragoman.analysis.interval import in_words

#: What no HTML document may hold: control characters (but tab and line feed) and halves of surrogate pairs.
_FORBIDDEN = re.compile(r"[\x00-\x08\x0b-\x1f\x7f-\x9f\ufdd0-\ufdef\ufffe\uffff\ud800-\udfff]")


@cache
def environment() -> Environment:
    """The environment that loads `templates/` and escapes every value."""
    made = Environment(
        loader=PackageLoader("dragoman.web"),
        autoescape=True,
        trim_blocks=True,
        lstrip_blocks=True,
        undefined=StrictUndefined,
    )
    made.filters.update(in_words=in_words, in_query=in_query, web_address=web_address, xy=xy)
    made.globals["static"] = static
    return made


def static(name: str) -> Markup:
    """The text of `static/name`, to be written into a page as it is: it is ours."""
    return Markup(files("dragoman.web").joinpath("static", name).read_text(encoding="utf-8"))


def clean(html: str) -> str:
    """`html` without characters that no HTML document may hold."""
    return _FORBIDDEN.sub("\ufffd", html)


def in_query(text: str) -> str:
    """`text` as it stands in a query; halves of surrogate pairs, which have no form there, are replaced."""
    return quote(text, safe="/", errors="replace")


def xy(value: float) -> str:
    """A coordinate as short as it can be written without being seen to move."""
    return f"{value:.1f}".removesuffix(".0")


def web_address(url: str) -> str:
    """`url` where it is one of the web (http or https, with a host), else empty: nothing else may become a link."""
    try:
        parts = urlsplit(url.strip())
        return url.strip() if parts.scheme in ("http", "https") and parts.hostname else ""
    except ValueError:
        return ""
