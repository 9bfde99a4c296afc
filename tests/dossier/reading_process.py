"""Reads a fixed set of documents into the dossier named; run as a process of its own, to be killed or interrupted.

python reading_process.py DOSSIER PROCESSES SLEEP
"""

import random
import sys
from collections.abc import Iterator
from pathlib import Path

sys.path.insert(0, str(Path(__file__).parents[1] / "engines"))

from dragoman.dossier.reading_run import read_documents_into
from dragoman.engines import ReaderSpec
from dragoman.record import Address, Document, Passage, Problem

N_DOCUMENTS = 120


def documents() -> Iterator[Document | Problem]:
    """Documents with copies, near copies, equal names, one that raises, and a file that cannot be read."""
    draw = random.Random(7)
    actors = ["JPN", "KOR", "USA", "CHN/Xi Jinping", "NATO", "PRK"]
    stories = [" ".join("".join(draw.choices("abcdefgh", k=5)) for _ in range(120)) for _ in range(8)]
    for number in range(N_DOCUMENTS):
        one, other = draw.sample(actors, 2)
        verb = draw.choice(["met", "sanctioned", "praised"])
        text = f"{stories[number % 8]}. {one} {verb} {other} in Geneva on 2022-{number % 12 + 1:02}. End {number // 2}."
        if number % 40 == 39:
            text = "RAISE"
        path = f"{'ab'[number % 2]}/{number // 2:03}.txt"
        yield Document(
            id=Path(path).stem,
            text=text,
            title=f"Story {number}",
            published=f"2022-12-{number % 28 + 1:02}",
            addresses=(Address(path),),
            passages=(Passage(0, len(text), "content"),),
        )
    yield Problem("a/scan.pdf", "no text in it", "recognise its text first")


def main(dossier: str, processes: str, sleep: str) -> None:
    spec = ReaderSpec("rule_reader:load_reader", {"sleep": float(sleep)})
    summary = read_documents_into(
        dossier,
        documents(),
        reader_spec=spec,
        processes=int(processes),
        progress=lambda done, total, note: print(note, done, total, flush=True),
    )
    print(summary)


if __name__ == "__main__":
    main(*sys.argv[1:])
