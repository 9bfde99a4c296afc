"""Small pieces of HTML for notebooks (`_repr_html_`): scoped, escaped, without scripts or links to anchors."""

from __future__ import annotations

from collections.abc import Callable, Mapping, Sequence
from itertools import islice

from dragoman.analysis.interval import in_words
from dragoman.analysis.ledger import amount_in_words
from dragoman.analysis.timeline import TimelineEntry, actors_in_words
from dragoman.record import Problem, Record
from dragoman.web.templating import clean, environment

NameOf = Callable[[str], str]


def html_of_dossier(
    title: str,
    *,
    documents: int,
    records: int,
    kinds: Mapping[str, int] | None = None,
    period: tuple[str, str] = ("", ""),
    actors: Sequence[tuple[str, int]] = (),
    problems: int | Sequence[Problem] = 0,
) -> str:
    """A card of a dossier: how many documents and records, of which kinds, from when to when (ISO), about whom."""
    values = {
        "title": title,
        "documents": documents,
        "records": records,
        "kinds": sorted((kinds or {}).items(), key=lambda item: (-item[1], item[0])),
        "period": [in_words(day) for day in period if day],
        "actors": actors,
        "problems": problems if isinstance(problems, int) else len(problems),
    }
    return _fragment("dossier", values)


def html_of_records(records: Sequence[Record], name_of: NameOf = str, limit: int = 50) -> str:
    """A table of the first `limit` records with their quotes, and how many more there are."""
    rows = [
        {
            "when": in_words(record.when),
            "kind": record.kind,
            "status": record.status,
            "who": actors_in_words(record, name_of),
            "what": record.what,
            "more": ", ".join(filter(None, (amount_in_words(record.amount), record.where))),
            "quote": record.evidence.quote,
            "source": record.doc,
        }
        for record in islice(records, limit)
    ]
    return _fragment("records", {"rows": rows, "left": max(0, len(records) - limit)})


def html_of_timeline(entries: Sequence[TimelineEntry], name_of: NameOf = str, limit: int = 100) -> str:
    """A table of the first `limit` entries of a timeline, and how many more there are."""
    rows = [
        {
            "when": in_words(entry.record.when) or "undated",
            "kind": entry.record.kind,
            "status": entry.record.status,
            "who": actors_in_words(entry.record, name_of),
            "what": entry.record.what or entry.record.evidence.quote,
            "source": ", ".join(filter(None, (entry.publisher, entry.title or entry.document))),
            "documents": entry.documents,
        }
        for entry in islice(entries, limit)
    ]
    return _fragment("timeline", {"rows": rows, "left": max(0, len(entries) - limit)})


def _fragment(shape: str, values: Mapping[str, object]) -> str:
    return clean(environment().get_template("notebook.html").render(shape=shape, **values)).strip() + "\n"
