"""Reading speed beside the bare parser's, over the same texts in the same run.

    python bench/reading.py [--documents 300] [--blocks 10] [--memory] [--fast]

The documents are taken in blocks, and each block is parsed and read in turn, so that whatever else the machine does
hits both alike: the parser by itself with its own default batches, and the reader, whose speed includes its parsing.
With `--memory`, the peak memory of whole readings into a dossier follows, each in a process of its own.
"""

from __future__ import annotations

import argparse
import os
import resource
import statistics
import subprocess
import sys
import tempfile
import time
from collections.abc import Iterator, Sequence
from dataclasses import dataclass
from itertools import islice
from pathlib import Path

# One thread each: several would make the figures depend on who else uses the machine. Set before numpy is loaded.
os.environ |= dict.fromkeys(("OMP_NUM_THREADS", "OPENBLAS_NUM_THREADS", "MKL_NUM_THREADS"), "1")

from dragoman.api.reading import spec_of
from dragoman.config import load_settings
from dragoman.engines import Reader, ReaderSpec
from dragoman.language.parser import READ_ROLES, load_pipeline
from dragoman.record import Document, Problem
from dragoman.sources import read_paths

CORPUS = "corpus/state_releases_2021-05_2022-03.jsonl.gz"
#: How many documents are read before memory is looked at: the default of this bench, and all of the corpus.
MEMORY = (300, 1105)
#: Documents read before the clock starts: first uses load tables and fill caches.
WARM_UP = 5


@dataclass(frozen=True, slots=True)
class Block:
    """One block's words and the seconds that each took."""

    words: int
    parser: float
    reader: float


def corpus() -> Path:
    """Where the documents are; ends the program where they are not."""
    path = Path(os.environ.get("DRAGOMAN_SHARED", "../shared")) / CORPUS
    if not path.exists():
        sys.exit(f"{path} is not there: name its folder with DRAGOMAN_SHARED")
    return path


def documents(count: int) -> Iterator[Document | Problem]:
    """The first documents of the corpus."""
    return islice((item for item in read_paths([corpus()]) if isinstance(item, Document)), count)


def texts_of(block: Sequence[Document]) -> list[str]:
    """The passages that the reader parses."""
    return [d.text[p.start : p.end] for d in block for p in d.passages if p.role in READ_ROLES]


def parse(block: Sequence[Document], pipeline: str) -> float:
    """Seconds that the parser alone takes."""
    texts = texts_of(block)
    began = time.perf_counter()
    for _ in load_pipeline(pipeline).pipe(texts):
        pass
    return time.perf_counter() - began


def read(block: Sequence[Document], reader: Reader) -> float:
    """Seconds that the reader takes."""
    began = time.perf_counter()
    for document in block:
        reader.read(document)
    return time.perf_counter() - began


def measure(items: Sequence[Document], blocks: int, reader: Reader, pipeline: str) -> Iterator[Block]:
    """The blocks as they get done; who goes first changes from one to the next."""
    parse(items[:WARM_UP], pipeline)
    read(items[:WARM_UP], reader)
    size = max(1, -(-len(items) // blocks))
    for number, start in enumerate(range(0, len(items), size)):
        block = items[start : start + size]
        words = sum(len(text.split()) for text in texts_of(block))
        if number % 2:
            reading, parsing = read(block, reader), parse(block, pipeline)
        else:
            parsing, reading = parse(block, pipeline), read(block, reader)
        yield Block(words, parsing, reading)


def speeds(args: argparse.Namespace, spec: ReaderSpec, pipeline: str) -> None:
    """Prints words, words a second, and the ratio."""
    items = [item for item in documents(args.documents) if isinstance(item, Document)]
    done = list(measure(items, args.blocks, spec.load(), pipeline))
    words, parsing, reading = (sum(getattr(b, name) for b in done) for name in ("words", "parser", "reader"))
    middle = statistics.median(block.parser / block.reader for block in done)
    print(f"documents  {len(items):>10,}")
    print(f"words      {words:>10,}")
    print(f"parser     {words / parsing:>10,.0f} words a second")
    print(f"reader     {words / reading:>10,.0f} words a second")
    print(f"ratio      {parsing / reading:>10.3f} of the parser's speed (median block {middle:.3f})")


def peak(count: int, spec: ReaderSpec) -> None:
    """Reads so many documents into a dossier and prints this process's peak memory in MB."""
    from dragoman.dossier.reading_run import read_documents_into

    with tempfile.TemporaryDirectory() as folder:
        read_documents_into(Path(folder) / "bench.dossier", documents(count), reader_spec=spec)
    unit = 1 if sys.platform == "darwin" else 1024
    print(resource.getrusage(resource.RUSAGE_SELF).ru_maxrss * unit // 1_000_000)


def in_own_process(count: int, fast: bool) -> int:
    """The peak memory in MB of a process that reads so many documents."""
    command = [sys.executable, __file__, "--peak", str(count), *(["--fast"] if fast else [])]
    return int(subprocess.run(command, check=True, capture_output=True, text=True).stdout)


def main() -> None:
    """Measures what is asked for."""
    parser = argparse.ArgumentParser(description=__doc__, formatter_class=argparse.RawDescriptionHelpFormatter)
    parser.add_argument("--documents", type=int, default=300)
    parser.add_argument("--blocks", type=int, default=10)
    parser.add_argument("--memory", action="store_true")
    parser.add_argument("--fast", action="store_true", help="the reader's quicker mode")
    parser.add_argument("--peak", type=int, help=argparse.SUPPRESS)
    args = parser.parse_args()
    settings = load_settings(fast=args.fast or None)
    spec = spec_of(settings)
    if args.peak:
        peak(args.peak, spec)
        return
    # First, while this process is small: on Linux a child's peak begins at its parent's.
    peaks = {count: in_own_process(count, args.fast) for count in (MEMORY if args.memory else ())}
    speeds(args, spec, settings.pipeline)
    for count, megabytes in peaks.items():
        print(f"memory     {megabytes:>10,} MB at most, after {count:,} documents")


if __name__ == "__main__":
    main()
