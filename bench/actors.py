"""Actors across documents on NewsWCL50: predictions as JSON Lines, for the team's scorer, and the figures.

    python bench/actors.py newswcl50_dev > predictions.jsonl
    python $DRAGOMAN_SHARED/bench/score.py coreference $DRAGOMAN_SHARED/bench/coreference/newswcl50_dev.jsonl \
        predictions.jsonl --kinds COUNTRY ACTOR ACTOR-I GROUP OBJECT

Standard error gets the figures. The gold stretches are given, and which documents tell one story; neither their types
nor their chains are. Predictions are those of `by_state`, which is the corpus' grain: it counts a state with its
organs, and persons told rarely together; `--each` prints every actor on its own. A stretch marked twice stands for its
actors in turn. The texts bear no dates: `--on` is the corpus' month.
"""

from __future__ import annotations

import argparse
import importlib.util
import json
import os
import re
import sys
from collections import Counter, defaultdict
from collections.abc import Iterator, Sequence
from dataclasses import replace
from itertools import groupby
from pathlib import Path
from typing import Any

os.environ |= dict.fromkeys(("OMP_NUM_THREADS", "OPENBLAS_NUM_THREADS", "MKL_NUM_THREADS"), "1")

from dragoman.language.annotate import annotate
from dragoman.merging.actors import MergedActor, merged
from dragoman.merging.grain import by_state
from dragoman.merging.mentions import ActorMention, MentionReader
from dragoman.record import Document, Passage
from dragoman.world import load_world

SHARED = Path(os.environ.get("DRAGOMAN_SHARED", "../shared"))
ENTITIES = ["COUNTRY", "ACTOR", "ACTOR-I", "GROUP", "OBJECT"]
#: The corpus writes line ends as a backslash and an n, and blank lines.
LINE_END = re.compile(r"\\n|\n\s*\n")

type Row = dict[str, Any]


def passages(text: str) -> Iterator[Passage]:
    """The lines of a text that hold words."""
    start = 0
    for end, behind in [*((m.start(), m.end()) for m in LINE_END.finditer(text)), (len(text), len(text))]:
        line = text[start:end]
        if line.strip():
            yield Passage(start + len(line) - len(line.lstrip()), end - len(line) + len(line.rstrip()), "content")
        start = behind


def read(row: Row, on: str) -> list[ActorMention]:
    """The entity mentions of one document, in its order."""
    world = load_world()
    document = Document(row["doc_id"], row["text"], published=on, passages=tuple(passages(row["text"])))
    reader = MentionReader(annotate(document, world), world)
    gold = sorted((m for m in row["mentions"] if m["kind"] == "entity"), key=lambda m: (m["start"], m["end"]))
    return [
        in_turn(mention, turn, len(same))
        for _, group in groupby(gold, key=lambda m: (m["start"], m["end"]))
        for same in [list(group)]
        for turn, m in enumerate(same)
        for mention in [reader.read(m["id"], m["start"], m["end"])]
    ]


def in_turn(mention: ActorMention, turn: int, times: int) -> ActorMention:
    """The mention as the one of its actors whose turn it is, where the stretch is marked several times."""
    if times == 1 or len(mention.actors) < 2:
        return mention
    actor = mention.actors[min(turn, len(mention.actors) - 1)]
    return replace(mention, actors=(actor,), states=tuple(s for s in mention.states if s == actor.body))


def lines_of(story: str, actors: Sequence[MergedActor]) -> Iterator[Row]:
    """The predictions of one story."""
    for number, actor in enumerate(actors):
        for mention in actor.mentions:
            yield {"mention": mention.id, "cluster": f"{story} {number}"}


def country_share(rows: Sequence[Row], read_as: dict[str, ActorMention]) -> tuple[float, float]:
    """The share of COUNTRY mentions whose first state is right, and of those whose state was not only the default.

    The gold state is the code in the chain's name. A stretch marked for two states stands for each in turn, in
    whichever order; a mention read as several states where the gold has one counts by the first.
    """
    gold: defaultdict[tuple[str, int, int], Counter[str]] = defaultdict(Counter)
    said: defaultdict[tuple[str, int, int], Counter[str]] = defaultdict(Counter)
    sure: defaultdict[tuple[str, int, int], Counter[str]] = defaultdict(Counter)
    for row in rows:
        for m in row["mentions"]:
            if m["type"] == "COUNTRY":
                place, mention = (row["doc_id"], m["start"], m["end"]), read_as[m["id"]]
                gold[place][m["cluster"].split("_")[1]] += 1
                said[place].update(mention.states[:1])
                sure[place].update(mention.states[:1] if mention.actors or mention.stated else ())
    total = sum(codes.total() for codes in gold.values())
    return tuple(sum((codes & of[p]).total() for p, codes in gold.items()) / total for of in (said, sure))  # type: ignore[return-value]


def figures(rows: Sequence[Row], predictions: Sequence[Row]) -> str:
    """CoNLL F1 and its parts by the team's scorer."""
    spec = importlib.util.spec_from_file_location("score", SHARED / "bench/score.py")
    if spec is None or spec.loader is None:
        sys.exit(f"{SHARED / 'bench/score.py'} is not there: name its folder with DRAGOMAN_SHARED")
    score = importlib.util.module_from_spec(spec)
    spec.loader.exec_module(score)
    return json.dumps(score.coreference(rows, predictions, ENTITIES))


def main() -> None:
    """Reads one part, prints the predictions, and the figures to standard error."""
    parser = argparse.ArgumentParser(description=__doc__, formatter_class=argparse.RawDescriptionHelpFormatter)
    parser.add_argument("part", nargs="?", default="newswcl50_dev")
    parser.add_argument("--on", default="2018-04-25", help="the day that persons' offices are looked up for")
    parser.add_argument("--each", action="store_true", help="print every actor on its own, not by state")
    args = parser.parse_args()
    path = SHARED / "bench/coreference" / f"{args.part}.jsonl"
    if not path.exists():
        sys.exit(f"{path} is not there: name its folder with DRAGOMAN_SHARED")
    lines = path.read_text("utf-8").splitlines()
    rows = [json.loads(line) for line in lines]
    stories: defaultdict[str, list[ActorMention]] = defaultdict(list)
    for row in rows:
        stories[row["topic"]] += read(row, args.on)
    each: list[Row] = []
    whole: list[Row] = []
    last_words: list[Row] = []
    for story, mentions in stories.items():
        actors = merged(mentions)
        each += lines_of(story, actors)
        whole += lines_of(story, by_state(actors))
        last_words += [
            {"mention": m["id"], "cluster": f"{story} {m['text'].split()[-1].casefold()}"}
            for row in rows
            if row["topic"] == story
            for m in row["mentions"]
        ]
    right, sure = country_share(rows, {m.id: m for mentions in stories.values() for m in mentions})
    sys.stdout.writelines(json.dumps(line) + "\n" for line in (each if args.each else whole))
    print(f"COUNTRY    {right:.3f} to the right state, {sure:.3f} without the default state", file=sys.stderr)
    print(f"by state   {figures(rows, whole)}", file=sys.stderr)
    print(f"each       {figures(rows, each)}", file=sys.stderr)
    print(f"last word  {figures(rows, last_words)}", file=sys.stderr)


if __name__ == "__main__":
    main()
