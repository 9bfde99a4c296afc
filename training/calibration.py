"""What confidence means on documents not learned from: writes `docs/confidence.svg` and prints its tables.

    python calibration.py SHARED MODELS PICTURE [--fold 0] [--cache FILE]

MODELS were trained without the fold. Thresholds and the scale of confidence are chosen on dev and measured on the fold.
"""

from __future__ import annotations

import argparse
from collections.abc import Iterable, Sequence
from pathlib import Path
from typing import Any

import choose
import numpy as np
import score

from dragoman.reading.confidence import Scale

BINS = 10
CUTS = tuple(n / 10 for n in range(10))
SIDE, EDGE = 320, 44

type Points = list[tuple[float, float]]


def main() -> None:
    parser = argparse.ArgumentParser(description=__doc__, formatter_class=argparse.RawDescriptionHelpFormatter)
    choose.add_arguments(parser)
    parser.add_argument("picture", type=Path)
    args = parser.parse_args()
    unseen = choose.Unseen.of(args)
    held, own = list(unseen.fold.values()), unseen.settings(unseen.dev)["default"]
    scale = Scale(**own["confidence"])
    system = choose.plain(choose.system_of(held, own["network_share"], scale, own["thresholds"]))
    gold = choose.gold_of(held)
    told, error = reliability(system, gold)
    curve = trade(system, gold)
    print(f"mean distance of confidence and share: {error:.3f}")
    print("| confidence | share in the gold |\n| --- | --- |")
    print("\n".join(f"| {c:.2f} | {s:.2f} |" for c, s in told))
    print("| `--min-confidence` | records | precision | recall | F1 |\n| --- | --- | --- | --- | --- |")
    print("\n".join(f"| {cut:.1f} | {n} | {p:.2f} | {r:.2f} | {f:.2f} |" for cut, n, p, r, f in curve))
    args.picture.write_text(picture(told, [(r, p) for _, _, p, r, _ in curve]), encoding="utf-8")


def reliability(system: list[dict[str, Any]], gold: list[dict[str, Any]]) -> tuple[Points, float]:
    """(mean confidence, share found in the gold) of ten equally filled bins, and their mean distance."""
    hit = {s["_line"] for _, s, _ in score.match(gold, system)}
    pairs = np.array(sorted((s["_confidence"], float(s["_line"] in hit)) for s in system))
    bins = [part.mean(axis=0) for part in np.array_split(pairs, BINS)]
    return [(float(c), float(s)) for c, s in bins], float(np.mean([abs(c - s) for c, s in bins]))


def trade(system: list[dict[str, Any]], gold: list[dict[str, Any]]) -> list[tuple[float, int, float, float, float]]:
    """(least confidence, records, precision, recall, F1) for each cut."""
    found = []
    for cut in CUTS:
        kept = [s for s in system if s["_confidence"] >= cut]
        if kept:
            figures = score.figures(score.match(gold, kept), len(kept), len(gold))["found"]
            found.append((cut, len(kept), figures["p"], figures["r"], figures["f1"]))
    return found


def picture(told: Points, curve: Points) -> str:
    """Two plots side by side as SVG: confidence against share, recall against precision."""
    width, height = 2 * (SIDE + 2 * EDGE), SIDE + 2 * EDGE
    parts = [
        f'<svg xmlns="http://www.w3.org/2000/svg" viewBox="0 0 {width} {height}" font-size="12">',
        f'<rect width="{width}" height="{height}" fill="#fff"/>',
        *_plot(EDGE, told, "confidence", "share in the gold", diagonal=True),
        *_plot(SIDE + 3 * EDGE, curve, "recall", "precision, by --min-confidence", diagonal=False),
        "</svg>",
    ]
    return "\n".join(parts) + "\n"


def _plot(left: int, points: Sequence[tuple[float, float]], x: str, y: str, *, diagonal: bool) -> Iterable[str]:
    def at(point: tuple[float, float]) -> str:
        return f"{left + point[0] * SIDE:.1f},{EDGE + (1 - point[1]) * SIDE:.1f}"

    yield f'<rect x="{left}" y="{EDGE}" width="{SIDE}" height="{SIDE}" fill="none" stroke="#999"/>'
    for tick in (0, 0.25, 0.5, 0.75, 1):
        yield f'<text x="{left + tick * SIDE:.0f}" y="{EDGE + SIDE + 16}" text-anchor="middle">{tick:g}</text>'
        yield f'<text x="{left - 6}" y="{EDGE + (1 - tick) * SIDE + 4:.0f}" text-anchor="end">{tick:g}</text>'
    yield f'<text x="{left + SIDE / 2}" y="{EDGE + SIDE + 34}" text-anchor="middle">{x}</text>'
    yield f'<text x="{left}" y="{EDGE - 12}">{y}</text>'
    if diagonal:
        yield f'<polyline points="{at((0, 0))} {at((1, 1))}" stroke="#bbb" stroke-dasharray="4" fill="none"/>'
    yield f'<polyline points="{" ".join(map(at, points))}" stroke="#0b5394" stroke-width="2" fill="none"/>'
    for point in points:
        cx, cy = at(point).split(",")
        yield f'<circle cx="{cx}" cy="{cy}" r="3" fill="#0b5394"/>'


if __name__ == "__main__":
    main()
