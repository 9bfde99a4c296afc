"""Timelines and briefings as pages of their own: one file each, everything escaped, nothing from elsewhere."""

from __future__ import annotations

from collections.abc import Callable, Sequence

from dragoman.analysis.briefing import Briefing
from dragoman.analysis.interval import in_words
from dragoman.analysis.ledger import amount_in_words
from dragoman.analysis.timeline import TimelineEntry, actors_in_words, source_of
from dragoman.web.families import family_of
from dragoman.web.templating import clean, environment


def render_briefing(made: Briefing) -> str:
    """The briefing as one HTML page that prints on two sheets."""
    return clean(environment().get_template("briefing.html").render(made=made))


def render_timeline(entries: Sequence[TimelineEntry], title: str, name_of: Callable[[str], str] = str) -> str:
    """The timeline as one HTML page: a line an entry, and below it the words that prove it."""
    rows = [
        {
            "when": in_words(entry.record.when) or "undated",
            "family": family_of(entry.record.kind),
            "label": f"{entry.record.kind}, {entry.record.status}",
            "who": actors_in_words(entry.record, name_of),
            "what": entry.record.what or entry.record.evidence.quote,
            "more": ", ".join(filter(None, (amount_in_words(entry.record.amount), entry.record.where))),
            "quote": entry.record.evidence.quote,
            "source": source_of(entry),
        }
        for entry in entries
    ]
    return clean(environment().get_template("timeline.html").render(title=title, rows=rows))
