"""Chooses on held-out documents what training leaves open: the scale of confidence, thresholds.

    python choose.py SHARED MODELS OUT [--fold 0]

MODELS were trained without the fold. The documents are those of the fold but for historical essays, which readers of
the news seldom bring, and those of the adjudicated dev set. Each choice maximises the scorer's F1 on these documents:
first `found` for the thresholds of kinds, then `right` for those of roles. Before that the same is done
on the fold and on dev apart, each measured on the other: what may be expected of unseen documents.
"""

from __future__ import annotations

import argparse
import json
from collections import Counter, defaultdict
from collections.abc import Callable
from dataclasses import asdict, dataclass, replace
from itertools import groupby
from pathlib import Path
from typing import Any

import material
import numpy as np
import score
from gold import GoldText, read_gold
from roles import START
from scale import Point, learned

from dragoman.codebook.codebook import load_codebook
from dragoman.reading.candidates import clause
from dragoman.reading.confidence import Scale
from dragoman.reading.decode import Choice, Place, choose
from dragoman.reading.encoder import Encoded, Encoder
from dragoman.reading.lexicon import looked_up
from dragoman.reading.models import Models, load_models
from dragoman.reading.network import Judgement
from dragoman.reading.role_layer import RoleLayer
from dragoman.reading.roles import RoleModel, Weighed
from dragoman.record import KINDS, STATUSES
from dragoman.world.world import load_world

GRID = tuple(np.round(np.arange(0.16, 0.6, 0.02), 2).tolist())
#: Of the judgement the default reader takes so much from the network. Shares of .15 to .45 differ by less than chance,
#: and one chosen on few documents would be one threshold more to be wrong about.
SHARE = 0.3
#: Candidates that are less likely are no records, whatever else is known of them.
LEAST = 0.04
#: A kind's threshold moves in such steps from the common one, and only for so much F1 a step: what a few hundred
#: records seem to gain is mostly chance.
STEP, PRICE, FAR = 0.04, 0.0005, 3


@dataclass(slots=True)
class Held:
    """A held-out document with its candidates and both judgements on them."""

    text: GoldText
    places: list[Place]
    by_network: Judgement
    #: Without an encoder the network's again, and nothing.
    by_encoder: Judgement
    encoded: Encoded | None


def judged(text: GoldText, encoder: Encoder | None, models: Any) -> Held:
    codebook = load_codebook()
    places = []
    for e in text.examples:
        passage = text.annotated.passages[e.passage].parsed
        place = Place(e.passage, e.token, e.start, e.end, clause(passage, e.token))
        places.append(looked_up(passage, place, codebook))
    dense = np.array([e.dense for e in text.examples], np.float32)
    by_network = models.network.judge([e.features for e in text.examples], dense)
    if encoder is None:
        return Held(text, places, by_network, by_network, None)
    encoded = encoder.encode([p.parsed for p in text.annotated.passages])
    by_encoder = encoder.judge(encoded, [(p.passage, p.token) for p in places], [p.clause for p in places])
    return Held(text, places, by_network, by_encoder, encoded)


def mix(held: Held, share: float) -> Judgement:
    parts = zip(
        (held.by_network.kinds, held.by_network.statuses, held.by_network.stances),
        (held.by_encoder.kinds, held.by_encoder.statuses, held.by_encoder.stances),
        strict=True,
    )
    return Judgement(*(share * a + (1 - share) * b for a, b in parts))


def gold_of(held: list[Held]) -> list[dict[str, Any]]:
    records = [r for h in held for r in h.text.records]
    return [dict(r, _line=i) for i, r in enumerate(records)]


def leanings_of(texts: list[GoldText]) -> dict[str, list[float]]:
    """For each kind: share of each status among its gold records over its share among all, both smoothed."""
    counts = Counter((r["kind"], r["status"]) for t in texts for r in t.records)
    total = sum(counts.values())
    over_all = {s: (1 + sum(counts[k, s] for k in KINDS)) / (total + len(STATUSES)) for s in STATUSES}
    found = {}
    for kind in KINDS:
        size = sum(counts[kind, s] for s in STATUSES)
        # Ten records' worth of the common distribution keep a rare kind from leaning on chance.
        shares = {s: (counts[kind, s] + 10 * over_all[s]) / (size + 10) for s in STATUSES}
        found[kind] = [round(shares[s] / over_all[s], 3) for s in STATUSES]
    return found


def system_of(
    held: list[Held],
    share: float,
    scale: Scale,
    thresholds: dict[str, float],
    leanings: dict[str, list[float]] | None = None,
) -> list[tuple[Held, Choice]]:
    found = []
    for h in held:
        judged = mix(h, share)
        confidences = scale.confidences(judged.kinds, h.places)
        found += [(h, c) for c in choose(h.places, judged, confidences, thresholds, leanings)]
    return found


def plain(choices: list[tuple[Held, Choice]]) -> list[dict[str, Any]]:
    return [
        {
            "doc": h.text.annotated.document.id,
            "kind": c.anchor.kind,
            "status": c.anchor.status,
            "stance": c.anchor.stance,
            "_spans": [(c.place.start, c.place.end)],
            "_line": i,
            "_confidence": c.confidence,
        }
        for i, (h, c) in enumerate(choices)
    ]


def found_f1(held: list[Held], share: float, scale: Scale, thresholds: dict[str, float]) -> float:
    system, gold = plain(system_of(held, share, scale, thresholds)), gold_of(held)
    return float(score.figures(score.match(gold, system), len(system), len(gold))["found"]["f1"])


def points_of(held: list[Held], share: float) -> list[Point]:
    """The candidates that overlap with none likelier of their kind; the likeliest that fits a gold record is a hit."""
    choices = system_of(held, share, Scale(), dict.fromkeys(KINDS, LEAST))
    free: defaultdict[tuple[str, str], list[dict[str, Any]]] = defaultdict(list)
    for record in gold_of(held):
        free[record["doc"], record["kind"]].append(record)
    found = []
    for (_, choice), record in sorted(
        zip(choices, plain(choices), strict=True), key=lambda pair: -pair[0][1].confidence
    ):
        kind, place = choice.anchor.kind, choice.place
        gold = free[record["doc"], kind]
        hit = next((g for g in gold if score.overlap(record, g)), None)
        if hit:
            gold.remove(hit)
        found.append(Point(kind, choice.confidence, kind in place.listed, place.end - place.start, hit is not None))
    return found


def thresholds_for(held: list[Held], share: float) -> tuple[float, Scale, dict[str, float]]:
    """The scale of confidence, the best common threshold on it, then those of kinds that gain enough by another."""
    scale = learned(points_of(held, share))
    flat = {t: found_f1(held, share, scale, dict.fromkeys(KINDS, t)) for t in GRID}
    common = max(flat, key=lambda t: (flat[t], t))
    thresholds, best = dict.fromkeys(KINDS, common), flat[common]
    for kind in KINDS:
        tried = {}
        for steps in (n for n in range(-FAR, FAR + 1) if n):
            trial = thresholds | {kind: round(max(STEP, common + steps * STEP), 2)}
            tried[steps] = found_f1(held, share, scale, trial) - PRICE * abs(steps)
        steps = max(tried, key=lambda n: (tried[n], -abs(n)))
        if tried[steps] > best + 1e-9:
            thresholds[kind] = round(max(STEP, common + steps * STEP), 2)
            best = tried[steps] + PRICE * abs(steps)
    return best, scale, thresholds


def right_f1(
    held: list[Held], choices: list[tuple[Held, Choice]], offers: list[Weighed], role_model: RoleModel
) -> float:
    system, gold = with_roles(choices, offers, role_model), gold_of(held)
    return float(score.figures(score.match(gold, system), len(system), len(gold))["right"]["f1"])


def with_roles(
    choices: list[tuple[Held, Choice]], offers: list[Weighed], role_model: RoleModel
) -> list[dict[str, Any]]:
    """The chosen records as the scorer takes them, roles included."""
    found = []
    for record, offer in zip(plain(choices), offers, strict=True):
        roles = role_model.choose(offer)
        filled = {
            "who": list(map(str, roles.who)),
            "whom": list(map(str, roles.whom)),
            "when": roles.when,
            "where": roles.where,
            "amount": {"value": roles.amount.value} if roles.amount else None,
        }
        found.append(record | filled)
    return found


def offers_for(choices: list[tuple[Held, Choice]], model: RoleModel, layer: RoleLayer | None) -> list[Weighed]:
    """What may fill the roles of each choice, weighed; choices of one document stand together."""
    found: list[Weighed] = []
    for _, group in groupby(choices, key=lambda pair: id(pair[0])):
        pairs = list(group)
        held, anchors = pairs[0][0], [choice.anchor for _, choice in pairs]
        found += model.weigh(held.text.annotated, anchors, load_world(), layer, held.encoded)
    return found


def role_thresholds(
    held: list[Held], choices: list[tuple[Held, Choice]], offers: list[Weighed], model: RoleModel
) -> tuple[float, dict[str, float]]:
    grids = {
        "here_share": (0.0, 0.3, 0.5, 0.7, 0.85),
        "before_share": (0.0, 0.3, 0.5, 0.7, 0.85),
        "date_share": (0.0, 0.3, 0.5, 0.7),
        "place_share": (0.0, 0.3, 0.5, 0.7, 0.85),
        "who": (0.25, 0.3, 0.35, 0.4, 0.45, 0.5),
        "whom": (0.2, 0.25, 0.3, 0.35, 0.4, 0.45),
        "who_alone": (0.05, 0.1, 0.15, 0.2, 0.3),
        "who_kin": (0.5, 0.7, 0.9),
        "whom_kin": (0.0, 0.4, 0.5, 0.7),
        "whom_near": (0.0, 0.4, 0.5, 0.6, 0.7),
        "date": (0.2, 0.25, 0.3, 0.35, 0.4, 0.45, 0.5),
        "place": (0.15, 0.2, 0.25, 0.3, 0.4),
        "amount": (0.25, 0.35, 0.45, 0.55),
    }
    best = right_f1(held, choices, offers, model)
    for _ in range(2):
        for name, grid in grids.items():
            for value in grid:
                trial = replace(model, thresholds=dict(model.thresholds) | {name: value})
                reached = right_f1(held, choices, offers, trial)
                if reached > best + 1e-9:
                    best, model = reached, trial
    return best, dict(model.thresholds)


def settings_of(
    models: Any, layer: RoleLayer, held: list[Held], learned: list[GoldText], log: Callable[[str], None]
) -> dict[str, Any]:
    """All that is chosen on the held-out documents, as `settings.json` keeps it."""
    settings = dict(models.settings)
    settings["leanings"] = leanings_of(learned)
    by_share = {share: thresholds_for(held, share) for share in (SHARE, 1.0)}
    for share, (value, _, _) in by_share.items():
        log(f"network share {share}: found {value:.4f}")
    for name, s in (("default", SHARE), ("fast", 1.0)):
        settings[name] = {
            "network_share": s,
            "confidence": asdict(by_share[s][1]),
            "thresholds": by_share[s][2],
        }
    for name, s, used in (("fast", 1.0, None), ("default", SHARE, layer)):
        choices = system_of(held, s, by_share[s][1], by_share[s][2], settings["leanings"])
        start = replace(models.roles, thresholds=START)
        offers = offers_for(choices, start, used)
        value, thresholds = role_thresholds(held, choices, offers, start)
        log(f"{name}: right {value:.4f} {thresholds}")
        settings[name]["roles"] = thresholds
    settings["roles"] = settings["default"]["roles"]
    return settings


def read(name: str, settings: dict[str, Any], models: Any, layer: RoleLayer, held: list[Held]) -> list[dict[str, Any]]:
    """The records of some documents as the `default` or the `fast` reader tells them with given settings."""
    own = settings[name]
    choices = system_of(held, own["network_share"], Scale(**own["confidence"]), own["thresholds"], settings["leanings"])
    model = replace(models.roles, thresholds=own["roles"])
    return with_roles(choices, offers_for(choices, model, layer if name == "default" else None), model)


def figures(system: list[dict[str, Any]], held: list[Held]) -> tuple[float, float]:
    """`found` and `right` F1 of the records of some documents."""
    gold = gold_of(held)
    measured = score.figures(score.match(gold, system), len(system), len(gold))
    return measured["found"]["f1"], measured["right"]["f1"]


def add_arguments(parser: argparse.ArgumentParser) -> None:
    """What every measurement on documents not learned from is told."""
    parser.add_argument("shared", type=Path, help="folder with gold/ and corpus/")
    parser.add_argument("models", type=Path, help="models trained without the fold")
    parser.add_argument("--fold", type=int, default=0)
    parser.add_argument("--cache", type=Path, help="a file that keeps the documents as read")


@dataclass(frozen=True, slots=True)
class Unseen:
    """Models with what they were learned from, and the documents that they have not seen, judged by them."""

    models: Models
    layer: RoleLayer
    learned: list[GoldText]
    fold: dict[str, Held]
    dev: list[Held]

    @classmethod
    def of(cls, args: argparse.Namespace) -> Unseen:
        learned, fold = material.split(args.shared, args.fold, args.cache)
        models, encoder = load_models(args.models), Encoder(args.models)
        dev = [judged(text, encoder, models) for text in read_gold(args.shared / "gold" / "dev").values()]
        held = {name: judged(text, encoder, models) for name, text in fold.items()}
        return cls(models, RoleLayer(args.models), list(learned.values()), held, dev)

    def settings(self, held: list[Held], log: Callable[[str], None] = lambda _: None) -> dict[str, Any]:
        """What would be chosen on these documents."""
        return settings_of(self.models, self.layer, held, self.learned, log)


def main() -> None:
    parser = argparse.ArgumentParser(description=__doc__, formatter_class=argparse.RawDescriptionHelpFormatter)
    add_arguments(parser)
    parser.add_argument("out", type=Path, help="the settings.json to write")
    args = parser.parse_args()
    unseen = Unseen.of(args)
    whole, news = list(unseen.fold.values()), [h for name, h in unseen.fold.items() if "_essay_" not in name]
    # What to expect on unseen documents: chosen on the one, measured on the other.
    for name, chosen_on, measured_on in (("dev", whole, unseen.dev), ("the fold", unseen.dev, whole)):
        settings = unseen.settings(chosen_on)
        for reader in ("fast", "default"):
            reached = figures(read(reader, settings, unseen.models, unseen.layer, measured_on), measured_on)
            print(f"measured on {name}, chosen on the other, {reader}: {reached}", flush=True)
    settings = unseen.settings(news + unseen.dev, print)
    args.out.write_text(json.dumps(settings, indent=1, sort_keys=True) + "\n")


if __name__ == "__main__":
    main()
