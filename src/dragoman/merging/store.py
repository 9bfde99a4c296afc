"""Facts in the dossier: made where its records, its documents' days or people's decisions changed, and read back."""

from __future__ import annotations

import hashlib
from collections import defaultdict
from collections.abc import Iterable, Sequence
from dataclasses import dataclass
from datetime import UTC, datetime
from functools import cache
from importlib.resources import files
from typing import Any

import duckdb
import pyarrow as pa

from dragoman.dossier.result import Records
from dragoman.dossier.selection import Selection
from dragoman.merging.facts import Cells, Fact, Merged, merged
from dragoman.merging.pairs import Link, StateOf
from dragoman.merging.reviews import Decision
from dragoman.merging.telling import Telling, tellings

#: Order does not matter to it, and a record's id tells all of its content but its place and its speaker.
_FINGERPRINT = """
SELECT (SELECT count(*) FROM records), (SELECT bit_xor(hash(id, doc, where_text, quote)) FROM records),
       (SELECT bit_xor(hash(id, published, copy_of)) FROM documents),
       (SELECT count(*) FROM reviews), (SELECT bit_xor(hash(one, other, verdict)) FROM reviews)
"""
_SEPARATOR = "\x1f"
_LINK = pa.struct([("one", pa.string()), ("other", pa.string()), ("score", pa.float64()), ("reason", pa.string())])
_CELLS = pa.schema([("key", pa.string()), ("signature", pa.string()), ("links", pa.list_(_LINK))])


@dataclass(frozen=True, slots=True)
class _Head:
    id: str
    published: str
    copy_of: str


def told(connection: duckdb.DuckDBPyConnection) -> list[Telling]:
    """All records of the dossier as tellings."""
    query = "SELECT id, coalesce(CAST(published AS VARCHAR), ''), coalesce(copy_of, '') FROM documents"
    heads = [_Head(*row) for row in connection.cursor().execute(query).fetchall()]
    return tellings(Records(connection, *Selection().sql("text")), heads)


def is_current(connection: duckdb.DuckDBPyConnection, world: str = "") -> bool:
    """Whether the stored facts are those that the dossier's records make now. `world` is the hash of its tables."""
    row = connection.cursor().execute("SELECT fingerprint, rules FROM fact_state").fetchone()
    return row == (_fingerprint(connection), _rules(world))


def merge(connection: duckdb.DuckDBPyConnection, state_of: StateOf, *, world: str = "") -> Merged:
    """Makes the facts and stores them, in one transaction; what has not changed is not compared again."""
    before = _cells(connection) if _same_rules(connection, world) else {}
    result = merged(told(connection), decisions=decisions(connection), state_of=state_of, before=before)
    connection.execute("BEGIN")
    try:
        _write(connection, result)
        connection.execute("DELETE FROM fact_state")
        connection.execute("INSERT INTO fact_state VALUES (?, ?)", [_fingerprint(connection), _rules(world)])
    except BaseException:
        connection.execute("ROLLBACK")
        raise
    connection.execute("COMMIT")
    return result


def facts(connection: duckdb.DuckDBPyConnection) -> list[Fact]:
    """The stored facts, in order of time."""
    by_id = {telling.id: telling for telling in told(connection)}
    cursor = connection.cursor()
    held: dict[str, list[Telling]] = defaultdict(list)
    for fact, record in cursor.execute("SELECT fact, record FROM fact_records ORDER BY rowid").fetchall():
        held[fact].append(by_id[record])
    links: dict[str, list[Link]] = defaultdict(list)
    for fact, *link in cursor.execute(
        "SELECT fact, one, other, score, reason FROM fact_links ORDER BY rowid"
    ).fetchall():
        links[fact].append(Link(*link))
    ids = cursor.execute("SELECT id FROM facts ORDER BY rowid").fetchall()
    return [Fact(tuple(held[id]), tuple(links.get(id, ()))) for (id,) in ids]


def decisions(connection: duckdb.DuckDBPyConnection) -> list[Decision]:
    """What people decided, in order of the evidence."""
    rows = connection.cursor().execute("SELECT one, other, verdict FROM reviews ORDER BY one, other").fetchall()
    return [Decision(one, other, verdict) for one, other, verdict in rows]


def decide(connection: duckdb.DuckDBPyConnection, made: Iterable[Decision], note: str = "") -> None:
    """Stores decisions; each takes the place of an earlier one about the same two pieces of evidence."""
    now = datetime.now(UTC).replace(tzinfo=None)
    connection.execute("BEGIN")
    try:
        for decision in made:
            withdraw(connection, decision)
            row = [decision.one, decision.other, decision.verdict, now, note]
            connection.execute("INSERT INTO reviews VALUES (?, ?, ?, ?, ?)", row)
    except BaseException:
        connection.execute("ROLLBACK")
        raise
    connection.execute("COMMIT")


def withdraw(connection: duckdb.DuckDBPyConnection, decision: Decision) -> None:
    """Takes back what was decided about two pieces of evidence, whichever way."""
    connection.execute("DELETE FROM reviews WHERE one = ? AND other = ?", [decision.one, decision.other])


def _write(connection: duckdb.DuckDBPyConnection, result: Merged) -> None:
    for table in ("facts", "fact_records", "fact_links", "fact_cells"):
        connection.execute(f"DELETE FROM {table}")
    made = result.facts
    _insert(connection, "facts", [_row(fact) for fact in made], _FACTS)
    members = [{"fact": f.id, "record": t.id, "doc": t.record.doc} for f in made for t in f.tellings]
    _insert(connection, "fact_records", members, pa.schema([(c, pa.string()) for c in ("fact", "record", "doc")]))
    links = [{"fact": fact.id, **_link(link)} for fact in made for link in fact.links]
    _insert(connection, "fact_links", links, pa.schema([("fact", pa.string()), *_LINK]))
    cells = [
        {"key": _SEPARATOR.join(key), "signature": signature, "links": [_link(link) for link in links]}
        for key, (signature, links) in result.cells.items()
    ]
    _insert(connection, "fact_cells", cells, _CELLS)


_FACTS = pa.schema(
    [
        *((name, pa.string()) for name in ("id", "kind", "status")),
        *((name, pa.list_(pa.string())) for name in ("who", "whom")),
        *((name, pa.string()) for name in ("what", "when_text")),
        *((name, pa.date32()) for name in ("when_start", "when_end")),
        ("where_text", pa.string()),
        ("amount_value", pa.float64()),
        *((name, pa.string()) for name in ("amount_unit", "record")),
        *((name, pa.int32()) for name in ("n_records", "n_documents")),
    ]
)


def _row(fact: Fact) -> dict[str, Any]:
    from dragoman.dossier.when import days

    first, last = days(fact.when)
    return {
        "id": fact.id,
        "kind": fact.kind,
        "status": fact.status,
        "who": [str(actor) for actor in fact.who],
        "whom": [str(actor) for actor in fact.whom],
        "what": fact.what,
        "when_text": fact.when,
        "when_start": first,
        "when_end": last,
        "where_text": fact.where,
        "amount_value": fact.amount.value if fact.amount else None,
        "amount_unit": fact.amount.unit if fact.amount else None,
        "record": fact.record.id,
        "n_records": len(fact.tellings),
        "n_documents": fact.sources,
    }


def _link(link: Link) -> dict[str, Any]:
    return {"one": link.one, "other": link.other, "score": link.score, "reason": link.reason}


def _insert(connection: duckdb.DuckDBPyConnection, table: str, rows: Sequence[dict[str, Any]], schema: Any) -> None:
    connection.register("incoming", pa.Table.from_pylist(list(rows), schema=schema))
    connection.execute(f"INSERT INTO {table} SELECT * FROM incoming")
    connection.unregister("incoming")


def _cells(connection: duckdb.DuckDBPyConnection) -> Cells:
    rows = connection.cursor().execute("SELECT key, signature, links FROM fact_cells").fetchall()
    return {
        tuple(key.split(_SEPARATOR)): (signature, tuple(Link(**link) for link in links))
        for key, signature, links in rows
    }


def _same_rules(connection: duckdb.DuckDBPyConnection, world: str) -> bool:
    return connection.cursor().execute("SELECT rules FROM fact_state").fetchone() == (_rules(world),)


def _fingerprint(connection: duckdb.DuckDBPyConnection) -> str:
    return repr(connection.cursor().execute(_FINGERPRINT).fetchone())


@cache
def _rules(world: str) -> str:
    """Changes with the code and the lists that merge, and with the world's tables."""
    found = hashlib.sha256(world.encode())
    for file in sorted(files("dragoman.merging").iterdir(), key=lambda file: file.name):
        if file.name.endswith((".py", ".yaml")):
            found.update(file.read_bytes())
    return found.hexdigest()[:16]
