"""Fine-tuning the encoder: which words tell a record of which kind, how real, with what stance, and who takes part.

    python encoder.py GOLD_FOLDER OUT_FOLDER [--hold 0.08] [--epochs 4]

Writes `encoder.pt` (all weights) and `held.json` (names of the documents held out for thresholds).
"""

from __future__ import annotations

import argparse
import json
import pickle
import random
import time
from pathlib import Path
from typing import Any

import numpy as np
import torch
from gold import GoldText, read_gold
from roles import NONE, WHO, WHOM, date_fit
from score import actor_similarity as actor_fit
from tokenizers import Tokenizer
from torch import nn

from dragoman.reading import slots
from dragoman.reading.slots import Anchor
from dragoman.reading.windows import Window, windows
from dragoman.record import KINDS, STANCES, STATUSES, SYMMETRIC_KINDS

PAIR = 5  # none, who, whom; not the date, the date


class Encoder(nn.Module):
    """A BERT body with a head for words and one for pairs of words."""

    def __init__(self, weights: Path, layers: int) -> None:
        super().__init__()
        from transformers import BertModel

        self.body = BertModel.from_pretrained(weights, add_pooling_layer=False)
        self.body.encoder.layer = self.body.encoder.layer[:layers]
        self.body.config.num_hidden_layers = layers
        size = self.body.config.hidden_size
        self.drop = nn.Dropout(0.1)
        self.hidden = nn.Linear(2 * size, 256)
        self.kind = nn.Linear(256, len(KINDS) + 1)
        self.status = nn.Linear(256, len(STATUSES))
        self.stance = nn.Linear(256, len(STANCES))
        self.pair_hidden = nn.Linear(3 * size + len(KINDS), 160)
        self.pair = nn.Linear(160, PAIR)

    def forward(self, ids: Any, mask: Any) -> Any:
        return self.body(input_ids=ids, attention_mask=mask).last_hidden_state

    def words(self, states: Any, rows: Any, columns: Any) -> tuple[Any, Any, Any]:
        x = torch.cat([states[rows, columns], states[rows, 0]], 1)
        h = self.drop(nn.functional.gelu(self.hidden(self.drop(x))))
        return self.kind(h), self.status(h), self.stance(h)

    def pairs(self, states: Any, rows: Any, anchors: Any, others: Any, kinds: Any) -> Any:
        a, o = states[rows, anchors], states[rows, others]
        x = torch.cat([a, o, a * o, nn.functional.one_hot(kinds, len(KINDS)).to(a.dtype)], 1)
        return self.pair(self.drop(nn.functional.gelu(self.pair_hidden(self.drop(x)))))


def samples(text: GoldText, tokenizer: Tokenizer) -> list[dict[str, Any]]:
    """The windows of a gold document with their word and pair targets."""
    annotated = text.annotated
    found = []
    for window in windows([p.parsed for p in annotated.passages], tokenizer):
        sample = {"pieces": window.pieces, "words": [], "pairs": [], "doc": annotated.document.id}
        for index, example in enumerate(text.examples):
            position = window.positions.get((example.passage, example.token))
            if position is None:
                continue
            sample["words"].append((position, index))
            for record in example.gold:
                anchor = Anchor(example.passage, example.token, record["kind"], record["status"], record.get("stance"))
                sample["pairs"] += _pairs(annotated, anchor, record, window, position)
        if sample["words"]:
            found.append(sample)
    return found


def _pairs(annotated: Any, anchor: Anchor, record: dict[str, Any], window: Window, position: int) -> list[Any]:
    """(anchor position, other positions, kind, target, `actor` or `date`) for each actor and date of the window.

    An actor has the positions of all its mentions: the likeliest of them counts.
    """
    kind = KINDS.index(anchor.kind)
    by_actor: dict[Any, list[int]] = {}
    for filler in slots.actor_fillers(annotated, anchor):
        where = window.positions.get((anchor.passage, filler.token)) if filler.token is not None else None
        if where is not None:
            for actor in filler.value:
                by_actor.setdefault(actor, []).append(where)
    who, whom = record.get("who") or [], record.get("whom") or []
    best_of: dict[tuple[int, int], float] = {}
    fits = {}
    for actor in by_actor:
        scored = [(actor_fit(str(actor), g), WHO, i) for i, g in enumerate(who)]
        scored += [(actor_fit(str(actor), g), WHOM, i) for i, g in enumerate(whom)]
        fit, role, index = max(scored, default=(0.0, NONE, 0), key=lambda s: (s[0], -s[1], -s[2]))
        fits[actor] = (fit, role, index)
        best_of[role, index] = max(best_of.get((role, index), 0.0), fit)
    pairs = []
    for actor, places in by_actor.items():
        fit, role, index = fits[actor]
        target = role if fit > 0 and fit >= best_of[role, index] else NONE
        if target and anchor.kind in SYMMETRIC_KINDS:
            target = WHO
        pairs.append((position, sorted(set(places)), kind, target, "actor"))
    dates = [
        (f, window.positions.get((anchor.passage, f.token)))
        for f in slots.date_fillers(annotated, anchor)
        if f.token is not None
    ]
    best = max((date_fit(f.value[0], record) for f, _ in dates), default=0.0)
    for filler, where in dates:
        if where is not None:
            fit = date_fit(filler.value[0], record)
            pairs.append((position, [where], kind, int(fit >= 0.5 and fit == best), "date"))
    return pairs


def batch(group: list[dict[str, Any]]) -> tuple[Any, Any]:
    longest = max(len(s["pieces"]) for s in group)
    ids = torch.zeros(len(group), longest, dtype=torch.long)
    mask = torch.zeros(len(group), longest, dtype=torch.long)
    for row, sample in enumerate(group):
        ids[row, : len(sample["pieces"])] = torch.tensor(sample["pieces"])
        mask[row, : len(sample["pieces"])] = 1
    return ids, mask


def pair_loss(net: Encoder, states: Any, group: list[dict[str, Any]]) -> Any:
    rows, anchors, others, kinds, owner, targets, sorts = [], [], [], [], [], [], []
    for row, sample in enumerate(group):
        for position, places, kind, target, sort in sample["pairs"]:
            for place in places:
                rows.append(row), anchors.append(position), others.append(place), kinds.append(kind)
                owner.append(len(targets))
            targets.append(target), sorts.append(sort == "date")
    if not targets:
        return None
    scores = net.pairs(states, *(torch.tensor(x) for x in (rows, anchors, others, kinds))).float()
    pooled = torch.full((len(targets), PAIR), -1e4)
    pooled = pooled.scatter_reduce(0, torch.tensor(owner)[:, None].expand(-1, PAIR), scores, "amax")
    is_date, gold = torch.tensor(sorts), torch.tensor(targets)
    loss = torch.zeros(())
    if (~is_date).any():
        loss = loss + nn.functional.cross_entropy(pooled[~is_date][:, :3], gold[~is_date])
    if is_date.any():
        loss = loss + 0.3 * nn.functional.cross_entropy(pooled[is_date][:, 3:], gold[is_date])
    return loss


def train(
    texts: dict[str, GoldText],
    tokenizer: Tokenizer,
    weights: Path,
    *,
    layers: int,
    epochs: int,
    rate: float,
    size: int,
    seed: int,
    out: Path,
) -> Encoder:
    torch.manual_seed(seed)
    rng = np.random.default_rng(seed)
    net = Encoder(weights, layers)
    data = [(text, sample) for text in texts.values() for sample in samples(text, tokenizer)]
    heads = [p for n, p in net.named_parameters() if not n.startswith("body.")]
    optimiser = torch.optim.AdamW([{"params": net.body.parameters()}, {"params": heads}], lr=rate, weight_decay=0.01)
    steps = (len(data) + size - 1) // size
    schedule = torch.optim.lr_scheduler.OneCycleLR(
        optimiser, [rate, 1e-3], total_steps=epochs * steps, pct_start=0.1, anneal_strategy="linear"
    )
    for epoch in range(epochs):
        net.train()
        began, total = time.time(), 0.0
        order = rng.permutation(len(data))
        for first in range(0, len(data), size):
            chosen = [data[i] for i in order[first : first + size]]
            group = [sample for _, sample in chosen]
            ids, mask = batch(group)
            with torch.autocast("cpu", dtype=torch.bfloat16):
                states = net(ids, mask)
                words = [
                    (row, position, text.examples[i].gold)
                    for row, (text, s) in enumerate(chosen)
                    for position, i in s["words"]
                ]
                judged = net.words(states, torch.tensor([w[0] for w in words]), torch.tensor([w[1] for w in words]))
                loss = word_loss(*judged, [w[2] for w in words])
                paired = pair_loss(net, states, group)
            if paired is not None:
                loss = loss + 0.25 * paired
            optimiser.zero_grad()
            loss.backward()
            nn.utils.clip_grad_norm_(net.parameters(), 1.0)
            optimiser.step()
            schedule.step()
            total += loss.item()
        print(f"epoch {epoch}: loss {total / steps:.4f}, {time.time() - began:.0f} s", flush=True)
        torch.save(net.state_dict(), out / "encoder.pt")
    net.eval()
    return net


def word_loss(kinds: Any, statuses: Any, stances: Any, gold: list[list[dict[str, Any]]]) -> Any:
    target = torch.zeros(len(gold), len(KINDS) + 1)
    status = torch.full((len(gold),), -100)
    stance = torch.full((len(gold),), -100)
    for row, records in enumerate(gold):
        for record in records:
            target[row, KINDS.index(record["kind"])] += 1 / len(records)
            status[row] = STATUSES.index(record["status"])
            if record["kind"] == "statement" and record.get("stance") in STANCES:
                stance[row] = STANCES.index(record["stance"])
        if not records:
            target[row, len(KINDS)] = 1
    loss = -(target * torch.log_softmax(kinds.float(), 1)).sum(1).mean()
    if (status >= 0).any():
        loss = loss + 0.15 * nn.functional.cross_entropy(statuses.float(), status, ignore_index=-100)
    if (stance >= 0).any():
        loss = loss + 0.08 * nn.functional.cross_entropy(stances.float(), stance, ignore_index=-100)
    return loss


def held_out(texts: dict[str, GoldText], share: float, seed: int = 7) -> list[str]:
    """The names of a share of the documents of each genre (the first two parts of a name), drawn by seed."""
    names = sorted(texts)
    by_genre: dict[str, list[str]] = {}
    for name in names:
        by_genre.setdefault("_".join(name.split("_")[:2]), []).append(name)
    rng = random.Random(seed)
    return sorted(n for group in by_genre.values() for n in rng.sample(group, round(share * len(group))))


def main() -> None:
    parser = argparse.ArgumentParser(description=__doc__, formatter_class=argparse.RawDescriptionHelpFormatter)
    parser.add_argument("gold", type=Path)
    parser.add_argument("weights", type=Path, help="folder with config.json, model.safetensors and tokenizer.json")
    parser.add_argument("out", type=Path)
    parser.add_argument("--hold", type=float, default=0.08)
    parser.add_argument("--epochs", type=int, default=4)
    parser.add_argument("--layers", type=int, default=6)
    parser.add_argument("--rate", type=float, default=1e-4)
    parser.add_argument("--size", type=int, default=4)
    parser.add_argument("--seed", type=int, default=0)
    parser.add_argument("--cache", type=Path, help="a pickle of read_gold's result")
    args = parser.parse_args()
    args.out.mkdir(parents=True, exist_ok=True)
    texts = pickle.loads(args.cache.read_bytes()) if args.cache else read_gold(args.gold)
    held = held_out(texts, args.hold)
    (args.out / "held.json").write_text(json.dumps(held, indent=1))
    tokenizer = Tokenizer.from_file(str(args.weights / "tokenizer.json"))
    tokenizer.no_truncation()
    tokenizer.no_padding()
    used = {name: text for name, text in texts.items() if name not in held}
    train(
        used,
        tokenizer,
        args.weights,
        layers=args.layers,
        epochs=args.epochs,
        rate=args.rate,
        size=args.size,
        seed=args.seed,
        out=args.out,
    )


if __name__ == "__main__":
    main()
