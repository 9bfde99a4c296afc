"""The most frequent classes of errors on documents not learned from: writes the tables of `docs/errors.md`.

    python errors.py SHARED MODELS [--fold 0] [--cache FILE]

MODELS were trained without the fold; thresholds are chosen on dev, so that nothing here was seen. Two readers are
compared: the network alone, where the project began (and which `--fast` is), and the default reader.
"""

from __future__ import annotations

import argparse
from collections import Counter
from collections.abc import Iterator
from typing import Any

import choose
import score

#: How near a record of the same kind that tells another stretch must begin to count as misplaced (characters).
NEAR = 250
MOST = 20

type Row = dict[str, Any]


def main() -> None:
    parser = argparse.ArgumentParser(description=__doc__, formatter_class=argparse.RawDescriptionHelpFormatter)
    choose.add_arguments(parser)
    unseen = choose.Unseen.of(parser.parse_args())
    held, settings = list(unseen.fold.values()), unseen.settings(unseen.dev)
    counted = {}
    for name in ("fast", "default"):
        system = choose.read(name, settings, unseen.models, unseen.layer, held)
        gold = choose.gold_of(held)
        matched = score.match(gold, system)
        print(f"{name}: {score.figures(matched, len(system), len(gold))}")
        counted[name] = Counter(classes(matched, system, gold))
    print(table(counted["fast"], counted["default"]))


def classes(matched: list[tuple[float, Row, Row]], system: list[Row], gold: list[Row]) -> Iterator[str]:
    """The class of each miss, each false record and each wrong role."""
    hit_gold, hit_system = {g["_line"] for _, _, g in matched}, {s["_line"] for _, s, _ in matched}
    missed = [g for g in gold if g["_line"] not in hit_gold]
    false = [s for s in system if s["_line"] not in hit_system]
    for record in missed:
        yield f"missed {record['kind']}: {_why(record, false, system)}"
    for record in false:
        over = {g["kind"] for g in gold if g["doc"] == record["doc"] and score.overlap(record, g)}
        if not over:
            yield f"false {record['kind']} where the gold has nothing"
        elif record["kind"] in over:
            yield f"false {record['kind']}: told twice"
    for _, told, record in matched:
        yield from _wrong_roles(told, record)


def _why(record: Row, false: list[Row], system: list[Row]) -> str:
    same = [s for s in system if s["doc"] == record["doc"]]
    over = sorted(s["kind"] for s in false if s["doc"] == record["doc"] and score.overlap(s, record))
    if over:
        return f"taken for {over[0]}"
    if any(s["kind"] == record["kind"] and score.overlap(s, record) for s in same):
        return "one record where the gold has two"
    if any(s["kind"] == record["kind"] and _distance(s, record) < NEAR for s in same):
        return "told by another stretch"
    return "nothing found"


def _distance(told: Row, record: Row) -> int:
    return min((abs(a[0] - b[0]) for a in told["_spans"] for b in record["_spans"]), default=NEAR)


def _wrong_roles(told: Row, record: Row) -> Iterator[str]:
    if told["status"] != record["status"]:
        yield f"status {record['status']} told as {told['status']}"
    if record["kind"] not in score.SYMMETRIC:
        for role in ("who", "whom"):
            got, right = told.get(role) or [], record.get(role) or []
            if (got or right) and score.set_similarity(got, right, score.actor_similarity) < 0.5:
                yield f"{role} wrong: " + ("missing" if not got else "none in the gold" if not right else "another")
    if (told["when"] or record.get("when")) and not score.when_similarity(told["when"], record.get("when") or ""):
        yield "when wrong: " + (
            "missing" if not told["when"] else "another" if record.get("when") else "none in the gold"
        )
    if record["kind"] == "statement" and told["stance"] != record.get("stance"):
        yield f"stance {record.get('stance')} told as {told['stance']}"


def table(before: Counter[str], after: Counter[str]) -> str:
    """The classes that either reader has most of, as a Markdown table."""
    most = sorted(before | after, key=lambda c: (-max(before[c], after[c]), c))[:MOST]
    rows = [f"| {name} | {before[name]} | {after[name]} |" for name in most]
    return "\n".join(["| class | network alone | default reader |", "| --- | --- | --- |", *rows])


if __name__ == "__main__":
    main()
