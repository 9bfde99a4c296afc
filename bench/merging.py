"""Processor time of merging at growing sizes, beside that of reading the same records in the same run.

    python bench/merging.py [--sizes 10000,30000,100000] [--documents 200] [--sample 40] [--same-parties]

Records are read once with the fast reader and kept under build/. Each further copy of them is shifted by some weeks,
and its states take one another's places, so that copies are other stories of the same form. `--same-parties` leaves
the parties as they are, which is harder: everything then happens between the same few. A sample of the documents is
read anew in every run, so that reading and merging are timed on the same machine in the same state; processor time,
of one thread, so that whatever else the machine does counts for neither.
"""

from __future__ import annotations

import argparse
import gc
import json
import os
import sys
import time
from collections.abc import Iterator, Mapping, Sequence
from dataclasses import dataclass, replace
from datetime import date, timedelta
from math import log2
from pathlib import Path

# One thread each, as in bench/reading.py. Set before numpy is loaded.
os.environ |= dict.fromkeys(("OMP_NUM_THREADS", "OPENBLAS_NUM_THREADS", "MKL_NUM_THREADS"), "1")

from dragoman.api.reading import spec_of
from dragoman.config import load_settings
from dragoman.engines import Reader
from dragoman.merging.facts import merged
from dragoman.merging.pairs import StateOf
from dragoman.merging.places import states_of_places
from dragoman.merging.telling import Telling
from dragoman.record import Actor, Document, Record
from dragoman.sources import read_paths
from dragoman.world import load_world

CORPUS = "corpus/state_releases_2021-05_2022-03.jsonl.gz"
CACHE = Path("build/bench-merging")
#: Days between one copy and the next: no whole number of the cells of time in which tellings meet.
SHIFT = timedelta(days=45)
WARM_UP = 5


@dataclass(frozen=True, slots=True)
class Source:
    """A record with the day of its document."""

    record: Record
    published: str


def documents(count: int) -> list[Document]:
    """So many documents, spread over the corpus; ends the program where it is not."""
    path = Path(os.environ.get("DRAGOMAN_SHARED", "../shared")) / CORPUS
    if not path.exists():
        sys.exit(f"{path} is not there: name its folder with DRAGOMAN_SHARED")
    found = [item for item in read_paths([path]) if isinstance(item, Document)]
    return found[:: max(1, len(found) // count)][:count]


def sources(items: Sequence[Document], reader: Reader) -> list[Source]:
    """The documents' records, from build/ where this reader has read these documents before."""
    path = CACHE / f"{len(items)}-{reader.fingerprint[:16]}.jsonl"
    if not path.exists():
        CACHE.mkdir(parents=True, exist_ok=True)
        lines = [
            json.dumps({"published": item.published, "record": record.to_json()})
            for item in items
            for record in reader.read(item)
        ]
        aside = path.with_suffix(".new")
        aside.write_text("\n".join(lines), encoding="utf-8")
        aside.rename(path)
    told = map(json.loads, path.read_text(encoding="utf-8").splitlines())
    return [Source(Record.from_json(one["record"]), one["published"]) for one in told]


def seconds_a_record(items: Sequence[Document], reader: Reader, sample: int) -> float:
    """How long the reader takes for each record of a sample of the documents."""
    for item in items[:WARM_UP]:
        reader.read(item)
    chosen = items[:: max(1, len(items) // sample)]
    began = time.process_time()
    records = sum(len(reader.read(item)) for item in chosen)
    return (time.process_time() - began) / max(1, records)


def states_of(told: Sequence[Source]) -> list[str]:
    """The states among the parties, in order."""
    bodies = {actor.body for one in told for actor in (*one.record.who, *one.record.whom)}
    return sorted(body for body in bodies if len(body) == 3 and body.isupper())


def copies(told: Sequence[Source], count: int, same_parties: bool) -> Iterator[Telling]:
    """So many tellings: the records as read, then their copies at other times, of other states."""
    states = states_of(told)
    for number in range(-(-count // len(told))):
        places = {} if same_parties else dict(zip(states, states[number:] + states[:number], strict=True))
        for one in told[: count - number * len(told)]:
            yield copy(one, number, places)


def copy(one: Source, number: int, states: Mapping[str, str]) -> Telling:
    """The record, some weeks later and with other states."""
    record, shift = one.record, SHIFT * number
    moved = replace(
        record,
        doc=f"{record.doc}.{number}",
        when="/".join(later(part, shift) for part in record.when.split("/")),
        who=tuple(Actor(states.get(actor.body, actor.body), actor.name) for actor in record.who),
        whom=tuple(Actor(states.get(actor.body, actor.body), actor.name) for actor in record.whom),
    )
    day = date.fromisoformat(one.published) + shift if one.published else None
    return Telling(moved, day, moved.doc)


def later(when: str, shift: timedelta) -> str:
    """An ISO day, month or year so much later, as exact as it was."""
    if not when:
        return when
    year, month, day = (*map(int, when.split("-")), 1, 1)[:3]
    return (date(year, month, day) + shift).isoformat()[: len(when)]


def seconds_to_merge(told: Sequence[Telling], state_of: StateOf) -> tuple[float, int]:
    """How long merging takes, and how many facts it makes."""
    gc.collect()
    began = time.process_time()
    facts = len(merged(told, state_of=state_of).facts)
    return time.process_time() - began, facts


def report(sizes: Sequence[int], told: Sequence[Source], state_of: StateOf, reading: float, same: bool) -> None:
    """Prints, for each size, the time, its growth (1 is as n log n) and its share of the time of reading."""
    print(f"{'records':>9} {'facts':>9} {'seconds':>9} {'us/record':>10} {'of n log n':>10} {'of reading':>10}")
    before = 0.0
    for size in sizes:
        seconds, facts = seconds_to_merge(list(copies(told, size, same)), state_of)
        unit = seconds / (size * log2(size))
        growth = f"{unit / before:10.2f}" if before else f"{'':>10}"
        each = seconds / size
        print(f"{size:9,} {facts:9,} {seconds:9.1f} {each * 1e6:10.0f} {growth} {each / reading:10.3f}")
        before = unit


def main() -> None:
    """Reads, copies, merges, prints."""
    parser = argparse.ArgumentParser(description=(__doc__ or "").split("\n", maxsplit=1)[0])
    parser.add_argument("--sizes", default="10000,30000,100000")
    parser.add_argument("--documents", type=int, default=200, help="how many are read")
    parser.add_argument("--sample", type=int, default=40, help="how many of these are read anew and timed")
    parser.add_argument("--same-parties", action="store_true", help="all copies between the same parties")
    args = parser.parse_args()
    reader = spec_of(load_settings(fast=True)).load()
    items = documents(args.documents)
    told = sources(items, reader)
    reading = seconds_a_record(items, reader, args.sample)
    print(f"{len(told):,} records of {len(items)} documents; reading takes {reading * 1e3:.1f} ms a record")
    sizes = [int(size) for size in args.sizes.split(",")]
    report(sizes, told, states_of_places(load_world()), reading, args.same_parties)


if __name__ == "__main__":
    main()
