"""Fine-tuning the encoder: which words tell a record of which kind, how real, with what stance, and who takes part.

    python encoder.py SHARED WEIGHTS OUT [--fold 0] [--epochs 4]

Writes `encoder.pt` (all weights) and `held.json` (names of the documents left out: those of the fold).
"""

from __future__ import annotations

import argparse
import copy
import json
import time
from dataclasses import dataclass
from pathlib import Path
from typing import Any

import material
import numpy as np
import torch
from gold import GoldText
from roles import NONE, WHO, WHOM, date_fit
from score import actor_similarity as actor_fit
from tokenizers import Tokenizer
from torch import nn

from dragoman.reading import slots
from dragoman.reading.candidates import clause
from dragoman.reading.slots import Anchor
from dragoman.reading.windows import Window, windows
from dragoman.record import KINDS, STANCES, STATUSES, SYMMETRIC_KINDS

PAIR = 5  # none, who, whom; not the date, the date


@dataclass(frozen=True, slots=True)
class Settings:
    """What the training is run with; chosen on the first fold (docs/reading.md)."""

    epochs: int = 4
    rate: float = 1e-4
    #: Windows a step.
    size: int = 4
    seed: int = 0


class Encoder(nn.Module):
    """A BERT body with a head for words in their clause and one for pairs of words; the table of pieces stays."""

    def __init__(self, weights: Path, layers: int = 6) -> None:
        super().__init__()
        from transformers import BertModel

        # Dropout in the attention costs a fifth of the time and brought nothing.
        self.body = BertModel.from_pretrained(
            weights, add_pooling_layer=False, attn_implementation="sdpa", attention_probs_dropout_prob=0.0
        )
        self.body.encoder.layer = self.body.encoder.layer[:layers]
        self.body.config.num_hidden_layers = layers
        self.body.embeddings.word_embeddings.weight.requires_grad_(False)
        size = self.body.config.hidden_size
        self.drop = nn.Dropout(0.1)
        self.hidden = nn.Linear(3 * size, 256)
        self.kind = nn.Linear(256, len(KINDS) + 1)
        self.status = nn.Linear(256, len(STATUSES))
        self.stance = nn.Linear(256, len(STANCES))
        self.pair_hidden = nn.Linear(3 * size + len(KINDS), 160)
        self.pair = nn.Linear(160, PAIR)

    def forward(self, ids: Any, mask: Any) -> Any:
        return self.body(input_ids=ids, attention_mask=mask).last_hidden_state

    def words(self, states: Any, places: list[tuple[int, int, int, int]]) -> tuple[Any, Any, Any]:
        """Scores of each place: (row, position of the word, first and behind last position of its clause)."""
        rows, columns, firsts, behinds = torch.tensor(places).T
        sums = torch.cumsum(nn.functional.pad(states.float(), (0, 0, 1, 0)), 1)
        clause = (sums[rows, behinds] - sums[rows, firsts]) / (behinds - firsts)[:, None]
        x = torch.cat([states[rows, columns], states[rows, 0], clause.to(states.dtype)], 1)
        h = self.drop(nn.functional.gelu(self.hidden(self.drop(x))))
        return self.kind(h), self.status(h), self.stance(h)

    def pairs(self, states: Any, rows: Any, anchors: Any, others: Any, kinds: Any) -> Any:
        a, o = states[rows, anchors], states[rows, others]
        x = torch.cat([a, o, a * o, nn.functional.one_hot(kinds, len(KINDS)).to(a.dtype)], 1)
        return self.pair(self.drop(nn.functional.gelu(self.pair_hidden(self.drop(x)))))


class Average:
    """A copy of a network whose weights follow the trained ones slowly; it judges better than any single step."""

    def __init__(self, net: Encoder, decay: float = 0.998) -> None:
        self.net, self.decay, self.steps = copy.deepcopy(net).eval(), decay, 0
        self._pairs = [(a, b) for a, b in zip(self.net.parameters(), net.parameters(), strict=True) if b.requires_grad]

    @torch.no_grad()
    def update(self) -> None:
        self.steps += 1
        decay = min(self.decay, (1 + self.steps) / (10 + self.steps))
        torch._foreach_lerp_([a for a, _ in self._pairs], [b for _, b in self._pairs], 1 - decay)


def samples(text: GoldText, tokenizer: Tokenizer) -> list[dict[str, Any]]:
    """The windows of a gold document with their word targets (position, clause, example) and pair targets."""
    annotated = text.annotated
    found = []
    for window in windows([p.parsed for p in annotated.passages], tokenizer):
        sample: dict[str, Any] = {"pieces": window.pieces, "words": [], "pairs": []}
        for index, example in enumerate(text.examples):
            position = window.positions.get((example.passage, example.token))
            if position is None:
                continue
            tokens = clause(annotated.passages[example.passage].parsed, example.token)
            inside = [window.positions[p] for t in range(*tokens) if (p := (example.passage, t)) in window.positions]
            sample["words"].append((position, min(inside), max(inside) + 1, index))
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


def train(texts: dict[str, GoldText], tokenizer: Tokenizer, weights: Path, settings: Settings) -> Encoder:
    """The averaged network after all epochs."""
    torch.manual_seed(settings.seed)
    rng = np.random.default_rng(settings.seed)
    net = Encoder(weights)
    average = Average(net)
    data = [(text, sample) for text in texts.values() for sample in samples(text, tokenizer)]
    body = [p for p in net.body.parameters() if p.requires_grad]
    heads = [p for n, p in net.named_parameters() if not n.startswith("body.")]
    optimiser = torch.optim.AdamW(
        [{"params": body}, {"params": heads}], lr=settings.rate, weight_decay=0.01, fused=True
    )
    steps = (len(data) + settings.size - 1) // settings.size
    schedule = torch.optim.lr_scheduler.OneCycleLR(
        optimiser,
        [settings.rate, 1e-3],
        total_steps=settings.epochs * steps,
        pct_start=0.1,
        anneal_strategy="linear",
    )
    net.train()
    for epoch in range(settings.epochs):
        began, total = time.time(), 0.0
        order = rng.permutation(len(data))
        for first in range(0, len(data), settings.size):
            loss = loss_of(net, [data[i] for i in order[first : first + settings.size]])
            optimiser.zero_grad()
            loss.backward()
            nn.utils.clip_grad_norm_([*body, *heads], 1.0)
            optimiser.step()
            schedule.step()
            average.update()
            total += loss.item()
        print(f"epoch {epoch}: loss {total / steps:.4f}, {time.time() - began:.0f} s", flush=True)
    return average.net


def loss_of(net: Encoder, chosen: list[tuple[GoldText, dict[str, Any]]]) -> Any:
    group = [sample for _, sample in chosen]
    ids, mask = batch(group)
    places = [(row, *word[:3]) for row, sample in enumerate(group) for word in sample["words"]]
    gold = [text.examples[word[3]].gold for text, sample in chosen for word in sample["words"]]
    with torch.autocast("cpu", dtype=torch.bfloat16):
        states = net(ids, mask)
        judged = net.words(states, places)
        paired = pair_loss(net, states, group)
    loss = word_loss(*judged, gold)
    return loss if paired is None else loss + 0.25 * paired


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


def main() -> None:
    parser = argparse.ArgumentParser(description=__doc__, formatter_class=argparse.RawDescriptionHelpFormatter)
    parser.add_argument("shared", type=Path, help="folder with gold/ and corpus/")
    parser.add_argument("weights", type=Path, help="folder with config.json, model.safetensors and tokenizer.json")
    parser.add_argument("out", type=Path)
    parser.add_argument("--fold", type=int, help="leave out this fold of the gold's training documents (0 to 4)")
    parser.add_argument("--epochs", type=int, default=Settings.epochs)
    parser.add_argument("--threads", type=int, default=0)
    parser.add_argument("--cache", type=Path, help="a file that keeps the documents as read")
    args = parser.parse_args()
    if args.threads:
        torch.set_num_threads(args.threads)
    args.out.mkdir(parents=True, exist_ok=True)
    used, held = material.split(args.shared, args.fold, args.cache)
    (args.out / "held.json").write_text(json.dumps(sorted(held), indent=1))
    tokenizer = Tokenizer.from_file(str(args.weights / "tokenizer.json"))
    tokenizer.no_truncation()
    tokenizer.no_padding()
    net = train(used, tokenizer, args.weights, Settings(epochs=args.epochs))
    torch.save(net.state_dict(), args.out / "encoder.pt")


if __name__ == "__main__":
    main()
