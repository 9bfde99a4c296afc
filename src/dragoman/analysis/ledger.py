"""A ledger: the records of one kind as a table, under the headings that suit the kind."""

from __future__ import annotations

from collections.abc import Callable, Iterable, Mapping
from dataclasses import dataclass
from functools import cache
from importlib.resources import files

from dragoman.analysis.interval import interval
from dragoman.analysis.table import Column, Table, as_csv, as_json, as_markdown, as_text
from dragoman.errors import UsageError
from dragoman.record import Actor, Amount, Record

__all__ = ["LedgerForm", "Table", "as_csv", "as_json", "as_markdown", "as_text", "form", "ledger", "ledger_names"]

NameOf = Callable[[str], str]


@dataclass(frozen=True, slots=True)
class LedgerForm:
    """What one ledger holds (records of `kind`, or of `statuses` whatever their kind) and the columns it shows."""

    name: str
    title: str
    kind: str
    statuses: tuple[str, ...]
    columns: tuple[Column, ...]

    def holds(self, record: Record) -> bool:
        """Whether `record` belongs in this ledger."""
        return record.kind == self.kind if self.kind else record.status in self.statuses


def ledger(records: Iterable[Record], kind: str, *, name_of: NameOf = str) -> Table:
    """The table of the ledger `kind` (`sanctions` or `sanction`), in order of date, undated records last.

    Dates are ISO 8601; actors are written as `name_of` gives them. Raises UsageError where there is no such ledger.
    """
    shape = form(kind)
    held = sorted(filter(shape.holds, records), key=_order)
    rows = tuple(tuple(_CELLS[column.key](record, name_of) for column in shape.columns) for record in held)
    return Table(shape.name, shape.title, shape.columns, rows, tuple(held))


def form(name: str) -> LedgerForm:
    """The ledger called `name`, plural or singular; raises UsageError where there is none."""
    wanted = name.strip().casefold()
    for shape in _forms().values():
        if wanted and wanted in (shape.name, shape.kind or shape.name.removesuffix("s")):
            return shape
    raise UsageError(f"there is no ledger {name!r}: choose one of {', '.join(ledger_names())}")


def ledger_names() -> tuple[str, ...]:
    """The names of all ledgers, in the codebook's order of kinds, commitments last."""
    return tuple(_forms())


def amount_in_words(amount: Amount | None) -> str:
    """`43 trillion JPY`, `100 million USD`, `62 percent`, `6`; empty without an amount."""
    if amount is None:
        return ""
    value, unit = amount.value, amount.unit
    for size, word in ((1e12, "trillion"), (1e9, "billion"), (1e6, "million")):
        if abs(value) >= size:
            return f"{_number(value / size)} {word} {unit}".strip()
    return f"{_number(value)} {unit}".strip()


def parties(record: Record) -> tuple[Actor, ...]:
    """All who take part, each once, in the order in which the record names them."""
    return tuple(dict.fromkeys((*record.who, *record.whom)))


def _number(value: float) -> str:
    text = f"{value:,.2f}"
    return text.rstrip("0").rstrip(".") if "." in text else text


def _order(record: Record) -> tuple[bool, str, str, int, str]:
    days = interval(record.when)
    return (days is None, days.position.isoformat() if days else "", record.doc, record.evidence.start, record.id)


def _names(actors: Iterable[Actor], name_of: NameOf) -> str:
    return "; ".join(name_of(str(actor)) for actor in actors)


def _said_by(record: Record, name_of: NameOf) -> str:
    return name_of(record.said_by) if record.said_by else ""


_CELLS: Mapping[str, Callable[[Record, NameOf], str]] = {
    "when": lambda record, _: record.when,
    # A deadline is written `/2022-12-31`; in a column called Due the stroke would say nothing.
    "due": lambda record, _: record.when.removeprefix("/"),
    "kind": lambda record, _: record.kind,
    "status": lambda record, _: record.status,
    "who": lambda record, name_of: _names(record.who, name_of),
    "whom": lambda record, name_of: _names(record.whom, name_of),
    "parties": lambda record, name_of: _names(parties(record), name_of),
    "what": lambda record, _: record.what or record.evidence.quote,
    "where": lambda record, _: record.where,
    "amount": lambda record, _: amount_in_words(record.amount),
    "stance": lambda record, _: record.stance or "",
    "said_by": _said_by,
}


@cache
def _forms() -> dict[str, LedgerForm]:
    import yaml

    described = yaml.safe_load(files("dragoman.analysis").joinpath("ledgers.yaml").read_text(encoding="utf-8"))
    return {
        name: LedgerForm(
            name=name,
            title=told["title"],
            kind=told.get("kind", ""),
            statuses=tuple(told.get("statuses", ())),
            columns=tuple(Column(key, heading) for key, heading in told["columns"].items()),
        )
        for name, told in described.items()
    }
