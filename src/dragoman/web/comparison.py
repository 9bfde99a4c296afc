"""Two documents side by side as HTML: every text of theirs escaped, nothing from outside."""

from __future__ import annotations

from collections.abc import Sequence
from html import escape

from dragoman.analysis.comparison import Aligned, Shift, summary
from dragoman.record import Document
from dragoman.web.templating import clean

_STYLE = """
.dragoman-compare table { border-collapse: collapse; width: 100%; table-layout: fixed; font: 15px/1.5 Georgia, serif }
.dragoman-compare th, .dragoman-compare td { text-align: left; vertical-align: top; padding: .5em .7em; width: 50%;
  border-top: 1px solid #ccc; overflow-wrap: anywhere }
.dragoman-compare del { background: #fbe3e0; color: #7a1f14 }
.dragoman-compare ins { background: #e0f0e2; color: #14532d; text-decoration-thickness: 1px }
.dragoman-compare small { color: #555; font: 12px/1.4 sans-serif }
.dragoman-compare .kept td { color: #666 }
.dragoman-compare .strengthened { border-left: 4px solid #14532d }
.dragoman-compare .weakened { border-left: 4px solid #b45309 }
.dragoman-compare .reversed, .dragoman-compare .mixed { border-left: 4px solid #6b21a8 }
""".strip()


def page_of_comparison(before: Document, after: Document, found: Sequence[Aligned]) -> str:
    """A whole page, in one file."""
    title = escape(f"{before.title or before.id} – {after.title or after.id}")
    return (
        '<!DOCTYPE html>\n<html lang="en"><head><meta charset="utf-8">\n'
        '<meta name="viewport" content="width=device-width, initial-scale=1">\n'
        f"<title>{clean(title)}</title></head>\n<body>\n{html_of_comparison(before, after, found)}</body></html>\n"
    )


def html_of_comparison(before: Document, after: Document, found: Sequence[Aligned]) -> str:
    """A table of two columns, a paragraph a row, with dropped and added words marked and what they mean below."""
    rows = "".join(_row(item) for item in found)
    head = "".join(f'<th scope="col">{_headed(document)}</th>' for document in (before, after))
    counts = ", ".join(f"{count} {name}" for name, count in summary(found).items() if count)
    return clean(
        f'<div class="dragoman-compare"><style>{_STYLE}</style>\n<p>{escape(counts)}</p>\n'
        f"<table><thead><tr>{head}</tr></thead>\n<tbody>{rows}</tbody></table></div>\n"
    )


def _headed(document: Document) -> str:
    told = ", ".join(filter(None, (document.publisher, document.published, document.id)))
    return f"{escape(document.title or document.id)}<br><small>{escape(told)}</small>"


def _row(item: Aligned) -> str:
    if item.change == "changed":
        one, other = _marked(item, "dropped", "del"), _marked(item, "added", "ins")
    else:
        one = _whole(item.before.quote if item.before else "", "del" if item.change == "dropped" else "")
        other = _whole(item.after.quote if item.after else "", "ins" if item.change == "added" else "")
    moved = "<small>moved</small><br>" if item.moved else ""
    notes = "".join(f"<br><small>{_noted(shift)}</small>" for shift in item.shifts)
    shade = f' class="{item.direction}"' if item.direction else ""
    return f'<tr class="{item.change}"><td>{one}</td><td{shade}>{moved}{other}{notes}</td></tr>\n'


def _marked(item: Aligned, change: str, tag: str) -> str:
    """One side of a changed paragraph: what it shares with the other, and between it what only it has, marked."""
    parts = []
    for segment in item.segments:
        text = escape(segment.evidence.quote)
        if segment.change == "kept":
            parts.append(text)
        elif segment.change == change:
            words = text.rstrip()
            parts.append(f"<{tag}>{words}</{tag}>{text[len(words) :]}")
    return " ".join("".join(parts).split())


def _whole(text: str, tag: str) -> str:
    told = escape(" ".join(text.split()))
    return f"<{tag}>{told}</{tag}>" if tag and told else told


def _noted(shift: Shift) -> str:
    words = [f"“{escape(' '.join(e.quote.split()))}”" if e else "–" for e in (shift.before, shift.after)]
    return f"{shift.direction}: {words[0]} → {words[1]}"
