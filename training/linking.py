"""How well actors are linked, on the gold: `linking.py GOLD_FOLDER [--cache FILE] [--sample N] [--time]`.

For each actor of each record: is one of the right body, and exactly that one, among what may fill the record's roles?
Beside it the mean number of fillers, and the time that linking takes as a share of the parser's. `--cache` keeps parses
between runs; `--sample` prints mentions at random with their reasons, to be read by a person.
"""

from __future__ import annotations

import argparse
import json
import pickle
import random
import sys
import time
from collections import Counter, defaultdict
from collections.abc import Iterator
from dataclasses import dataclass, field
from pathlib import Path
from typing import Any

from gold import _place
from score import actor_similarity

from dragoman.language import parser
from dragoman.language.actors import Linker
from dragoman.language.annotate import AnnotatedText, annotate_parsed, linker_of
from dragoman.language.coreference import resolve
from dragoman.language.memory import Memory
from dragoman.language.parsed import ParsedPassage
from dragoman.language.speakers import voice_of
from dragoman.reading import slots
from dragoman.record import Document
from dragoman.sources.read import read_paths
from dragoman.world.world import load_world

#: How many documents are timed: parsing is slow.
TIMED = 30


@dataclass(slots=True)
class Tally:
    """What the gold's actors were found as."""

    actors: int = 0
    body: int = 0
    exact: int = 0
    #: Missed only by the spelling: the world knows both names as one person or body.
    spelling: int = 0
    records: int = 0
    fillers: int = 0
    missed: Counter[str] = field(default_factory=Counter)

    def __str__(self) -> str:
        n, records = max(1, self.actors), max(1, self.records)
        return (
            f"{self.actors} actors of {self.records} records: body {self.body / n:.3f}, exact {self.exact / n:.3f} "
            f"(with other spellings {(self.exact + self.spelling) / n:.3f}), "
            f"{self.fillers / records:.2f} fillers a record"
        )


def gold_records(folder: Path) -> dict[str, list[dict[str, Any]]]:
    """The gold records of a folder by document."""
    records = defaultdict(list)
    for line in (folder / "gold.jsonl").read_text(encoding="utf-8").splitlines():
        record = json.loads(line)
        records[record["doc"]].append(record)
    return records


def anchors(text: AnnotatedText, records: list[dict[str, Any]]) -> Iterator[tuple[slots.Anchor, dict[str, Any]]]:
    """Each record whose quote lies in a parsed passage, with the anchor that it makes."""
    for record in records:
        start = text.document.text.find(record["quote"])
        place = _place(text, start, start + len(record["quote"])) if start >= 0 else None
        if place:
            yield slots.Anchor(*place, record["kind"], record["status"], record.get("stance")), record


def same_name(linker: Linker, one: str, other: str) -> bool:
    """Whether the world knows two spellings as one actor (`Muammar Gaddafi` and `Moammar Gadhafi`)."""

    def known(actor: str) -> tuple[str, ...]:
        body, _, name = actor.partition("/")
        return linker.world.actor(name or body) or (actor,)

    return bool(set(known(one)) & set(known(other)))


def count(text: AnnotatedText, records: list[dict[str, Any]], linker: Linker, tally: Tally) -> None:
    """Add one document to the tally."""
    for anchor, record in anchors(text, records):
        fillers = slots.actor_fillers(text, anchor)
        values = {str(actor) for filler in fillers for actor in filler.value}  # type: ignore[attr-defined]
        tally.records += 1
        tally.fillers += len(fillers)
        for gold in (record.get("who") or []) + (record.get("whom") or []):
            best = max((actor_similarity(value, gold) for value in values), default=0.0)
            tally.actors += 1
            tally.body += best >= 0.5
            tally.exact += best >= 1
            if best < 1:
                tally.spelling += any(same_name(linker, value, gold) for value in values)
                tally.missed[gold] += 1


def link(document: Document, passages: list[ParsedPassage], linker: Linker) -> None:
    """Linking alone, as `annotate` does it, without dates and amounts."""
    voice = voice_of(document, linker)
    on = document.published
    people = linker.survey(passages, on, voice.issuer.body if voice.issuer else "")
    names = [linker.names(p, people.as_of[p.number], people) for p in passages]
    memory = Memory(linker, on, people.topic, voice.issuer, voice.publisher, people.of_kind, people.titles)
    for passage, found in zip(passages, names, strict=True):
        resolve(passage, found, memory, voice.speakers)


def share_of_parsing(documents: list[Document], linker: Linker) -> float:
    """Seconds of linking over seconds of parsing."""
    parser.parse(documents[0])
    parsing = linking = 0.0
    for document in documents:
        begun = time.perf_counter()
        passages = parser.parse(document)
        parsed = time.perf_counter()
        link(document, passages, linker)
        parsing += parsed - begun
        linking += time.perf_counter() - parsed
    return linking / parsing


def sample(texts: list[AnnotatedText], number: int) -> Iterator[str]:
    """Mentions at random, each in its sentence with what it was linked to and why."""
    found = [(t, p, m) for t in texts for p in t.passages for m in p.mentions if not m.apart]
    for text, here, mention in random.Random(0).sample(found, min(number, len(found))):
        parsed = here.parsed
        first, behind = parsed.sentences[parsed.sentence_of[mention.head]]
        words = parsed.words
        shown = [
            *words[first : mention.start],
            "«",
            *words[mention.start : mention.end],
            "»",
            *words[mention.end : behind],
        ]
        yield f"{text.document.id} [{mention.form}] {' '.join(shown)}\n    {mention.reason}"


def main() -> None:
    options = argparse.ArgumentParser(description=__doc__)
    options.add_argument("gold", type=Path)
    options.add_argument("--every", type=int, default=1, help="only every Nth document")
    options.add_argument("--cache", type=Path, help="keep the parses here")
    options.add_argument("--misses", type=int, default=0, help="print the gold actors missed most")
    options.add_argument("--sample", type=int, default=0, help="print mentions at random")
    options.add_argument("--time", action="store_true", help="measure linking against parsing")
    given = options.parse_args()
    world = load_world()
    linker = linker_of(world)
    records = gold_records(given.gold)
    found = sorted(
        (d for d in read_paths([given.gold / "texts"]) if isinstance(d, Document) and d.id in records),
        key=lambda document: document.id,
    )[:: given.every]
    cache = pickle.loads(given.cache.read_bytes()) if given.cache and given.cache.exists() else {}
    known = len(cache)
    tally, texts = Tally(), []
    for document in found:
        if document.content_hash not in cache:
            cache[document.content_hash] = parser.parse(document)
        texts.append(annotate_parsed(document, cache[document.content_hash], world))
        count(texts[-1], records[document.id], linker, tally)
    if given.cache and len(cache) > known:
        given.cache.write_bytes(pickle.dumps(cache))
    print(f"{given.gold.name}: {tally}")
    for gold, times in tally.missed.most_common(given.misses):
        print(f"{times:6d} {gold}")
    print(*sample(texts, given.sample), sep="\n")
    if given.time:
        print(f"linking takes {share_of_parsing(found[:TIMED], linker):.1%} of the parser's time", file=sys.stdout)


if __name__ == "__main__":
    main()
