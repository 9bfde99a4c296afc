"""Reads a shard of documents into one Parquet file: written aside, then renamed, so that it is whole or not there."""

from __future__ import annotations

import json
import os
from collections.abc import Iterable
from pathlib import Path
from typing import Any

from dragoman.engines.columns import SHARD
from dragoman.engines.job import Outcome, Reader, Shard, Task
from dragoman.engines.minhash import bands, signature
from dragoman.engines.terms import counted
from dragoman.errors import DocumentError
from dragoman.record import Document, Record

Row = dict[str, Any]
_REMEDY = "The other documents are not affected. Please report it with the document."
#: What may go better the next time: the machine's fault rather than the text's.
_PASSING = (MemoryError, OSError)


def read_shard(reader: Reader, shard: Shard, folder: Path) -> Outcome:
    """Reads the shard's documents into `folder / shard.name`, unless that is there already.

    Interrupted from the keyboard, it keeps the documents that are done in a smaller file and raises KeyboardInterrupt.
    """
    path = folder / shard.name
    if path.exists():
        return Outcome(path, len(shard.tasks))
    rows: list[Row] = []
    try:
        for task in shard.tasks:
            rows.append(read_task(reader, task))
    except KeyboardInterrupt:
        if rows:
            write_rows(rows, folder / Shard(shard.tasks[: len(rows)]).name)
        raise
    return write_rows(rows, path)


def read_task(reader: Reader, task: Task) -> Row:
    """The row of one document; where reading raises, a row without records and with a problem."""
    try:
        records = reader.read(task.document)
    except DocumentError as error:
        return row_of(task, [], [(error.reason, error.remedy or _REMEDY)])
    except Exception as error:  # One bad document never stops a corpus.
        reason = f"{type(error).__name__}: {error}".rstrip(": ")
        if isinstance(error, _PASSING):
            return row_of(task, [], [(reason, "It is tried again at the next reading.")], retry=True)
        return row_of(task, [], [(reason, _REMEDY)])
    proved = [r for r in records if _is_proved(r, task.document)]
    problems = []
    if len(proved) < len(records):
        reason = f"{len(records) - len(proved)} of {len(records)} records do not stand in the text at their offsets"
        problems.append((reason, "Those records are left out. Please report it with the document."))
    return row_of(task, proved, problems)


def row_of(task: Task, records: Iterable[Record], problems: Iterable[tuple[str, str]], *, retry: bool = False) -> Row:
    """All that the dossier will hold of one document; the records in the order of the interchange form, each once.

    With `retry` the document is read again by the next run, though nothing has changed.
    """
    document = task.document
    found = counted(document.text)
    values = signature(document.text)
    return {
        "id": document.id,
        "fingerprint": task.fingerprint,
        "retry": retry,
        "content_hash": document.content_hash,
        "text": document.text,
        "title": document.title,
        "publisher": document.publisher,
        "published": document.published,
        "published_by": document.published_by,
        "author": document.author,
        "format": document.format,
        "n_words": len(document.text.split()),
        "n_terms": sum(n for _, n in found),
        "passages": [{"n": n, "start": p.start, "end": p.end, "role": p.role} for n, p in enumerate(document.passages)],
        "records": [_record_row(n, record) for n, record in enumerate(ordered(records))],
        "problems": [{"reason": _storable(a), "remedy": _storable(b)} for a, b in problems],
        "terms": [{"term": term, "n": n} for term, n in found],
        "signature": values,
        "bands": bands(values),
    }


def ordered(records: Iterable[Record]) -> list[Record]:
    """The records in the order of the interchange form; of wholly equal ones the first."""
    keyed = {json.dumps(r.to_json(), ensure_ascii=False, sort_keys=True): r for r in records}
    return [
        record
        for _, record in sorted(
            keyed.items(), key=lambda kv: (kv[1].evidence.start, kv[1].evidence.end, kv[1].kind, kv[1].id, kv[0])
        )
    ]


def write_rows(rows: list[Row], path: Path) -> Outcome:
    """Writes the rows as Parquet, aside first; the rename makes the file appear whole."""
    import pyarrow as pa
    import pyarrow.parquet as pq

    aside = path.with_name(f"{path.name}.{os.getpid()}.tmp")
    pq.write_table(pa.Table.from_pylist(rows, schema=SHARD), aside, compression="zstd")
    aside.replace(path)
    return Outcome(path, len(rows))


def _is_proved(record: Record, document: Document) -> bool:
    evidence = record.evidence
    return (
        record.doc == document.id
        and 0 <= evidence.start < evidence.end
        and document.text[evidence.start : evidence.end] == evidence.quote
    )


def _record_row(n: int, record: Record) -> Row:
    data = record.to_json()
    amount = data.pop("amount")
    found = counted(f"{record.evidence.quote}\n{record.what}")
    return data | {
        "amount_value": amount and float(amount["value"]),
        "amount_unit": amount and amount["unit"],
        "n": n,
        "n_terms": sum(times for _, times in found),
        "terms": [{"term": term, "n": times} for term, times in found],
    }


def _storable(text: str) -> str:
    """`text` as UTF-8 can hold it: messages of exceptions may carry anything."""
    return text.encode("utf-8", "replace").decode()
