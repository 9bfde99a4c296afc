"""A dossier as one HTML file, and as a card in a notebook."""

from __future__ import annotations

from collections.abc import Iterator
from dataclasses import dataclass, fields
from pathlib import Path
from typing import TYPE_CHECKING

from dragoman import __version__
from dragoman.record import Document
from dragoman.web.notebook import html_of_dossier
from dragoman.web.report import ReportData, write_report

if TYPE_CHECKING:
    from dragoman.api.dossier import Dossier

#: Actors that the card names.
_ACTORS = 12


@dataclass(frozen=True, slots=True)
class _Source(Document):
    """A document that knows of which other it is a near copy."""

    copy_of: str = ""


def write(dossier: Dossier, target: Path, title: str, min_confidence: float) -> Path:
    """Writes the report of a dossier, and gives its path back."""
    data = ReportData(
        title=title,
        documents=list(_sources(dossier)),
        records=list(dossier.records(min_confidence=min_confidence)),
        problems=list(dossier.problems()),
        name_of=dossier.world.name_of,
        generated_from=_provenance(dossier),
    )
    return write_report(data, target)


def card(dossier: Dossier) -> str:
    """How much the dossier holds, of what, from when to when, about whom."""
    kinds = dossier.sql("SELECT kind, count(*) FROM records GROUP BY kind")
    # What goes on has no last day and a deadline no first: the span is that of the days told.
    days = "min(coalesce(when_start, when_end)), max(coalesce(when_end, when_start))"
    [period] = dossier.sql(f"SELECT {days} FROM records").rows()
    actors = dossier.sql(f"SELECT actor, n_records FROM actors ORDER BY n_records DESC, actor LIMIT {_ACTORS}")
    counts = dict(kinds.rows())
    return html_of_dossier(
        dossier.path.stem,
        documents=len(dossier.documents()),
        records=sum(counts.values()),
        kinds=counts,
        period=(str(period[0] or ""), str(period[1] or "")),
        actors=[(dossier.world.name_of(actor), count) for actor, count in actors.rows()],
        problems=len(dossier.problems()),
    )


def _sources(dossier: Dossier) -> Iterator[_Source]:
    for row in dossier.documents():
        document = dossier.document(row["id"])
        values = {field.name: getattr(document, field.name) for field in fields(document)}
        yield _Source(**values, copy_of=row["copy_of"] or "")


def _provenance(dossier: Dossier) -> dict[str, str]:
    """What the report was made from. It tells no time: the same dossier gives the same report."""
    readers = dossier.sql("SELECT DISTINCT reader FROM documents WHERE reader IS NOT NULL ORDER BY reader")
    return {
        "Dragoman": __version__,
        "Dossier": dossier.path.name,
        "Reader": ", ".join(reader[:16] for (reader,) in readers.rows()),
        "World": dossier.world.hash,
        "Configuration": dossier.settings.hash,
    }
