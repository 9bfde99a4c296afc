"""Fine-tuning the encoder: which words tell a record of which kind, how real, with what stance, and who takes part.

    python encoder.py SHARED WEIGHTS OUT [--fold 0] [--taught FILE]

Writes `encoder.pt`, all weights. With `--taught` it learns from the windows that `teacher.py` wrote: the gold's,
blended with the judgement of a larger network, and further ones with that judgement alone.
"""

from __future__ import annotations

import argparse
import copy
import pickle
import time
from collections.abc import Callable, Iterator, Sequence
from dataclasses import dataclass
from pathlib import Path
from typing import Any

import material
import numpy as np
import targets
import torch
from samples import ACTOR, DATE, PAIR, Sample, samples
from tokenizers import Tokenizer
from torch import nn

from dragoman.record import KINDS, STANCES, STATUSES

PAIR_WEIGHT, BEFORE_WEIGHT, DATE_WEIGHT = 0.25, 0.3, 0.3
#: Windows of like length go together, looked for among so many batches.
_LIKE = 16


@dataclass(frozen=True, slots=True)
class Settings:
    """What a training is run with; chosen on the first fold (docs/reading.md)."""

    #: The rate that each course of epochs begins with; it falls to nothing within the course.
    rates: tuple[float, ...] = (1e-4, 8e-5)
    #: Of each course.
    epochs: int = 7
    #: Windows a step.
    size: int = 4
    decay: float = 0.998
    seed: int = 0
    #: Of the further windows, so much is seen in each epoch.
    further: float = 0.12


SETTINGS = Settings()


class Encoder(nn.Module):
    """A transformer's body with a head for words in their clause and one for pairs of words.

    The table of word pieces stays as it is, and so do the lowest layers, `frozen` many.
    """

    def __init__(self, weights: Path, *, width: int = 256, pair_width: int = 160, frozen: int = 0) -> None:
        super().__init__()
        from transformers import AutoModel

        # Dropout in the attention costs a fifth of the time and brought nothing.
        self.body = AutoModel.from_pretrained(weights, add_pooling_layer=False, attention_probs_dropout_prob=0.0)
        self.body.embeddings.word_embeddings.weight.requires_grad_(False)
        if frozen:
            self.body.embeddings.requires_grad_(False)
            self.body.encoder.layer[:frozen].requires_grad_(False)
        size = self.body.config.hidden_size
        self.drop = nn.Dropout(0.1)
        self.hidden = nn.Linear(3 * size, width)
        self.kind = nn.Linear(width, len(KINDS) + 1)
        self.status = nn.Linear(width, len(STATUSES))
        self.stance = nn.Linear(width, len(STANCES))
        self.pair_hidden = nn.Linear(3 * size + len(KINDS), pair_width)
        self.pair = nn.Linear(pair_width, PAIR)

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

    def pairs(self, states: Any, group: Sequence[Sample]) -> Any:
        """Scores of all pairs of a group of samples, one row a pair."""
        rows, predicates, others, kinds, owner = [], [], [], [], []
        number = 0
        for row, sample in enumerate(group):
            for pair in sample.pairs:
                for place in pair.places:
                    rows.append(row), predicates.append(pair.predicate), others.append(place)
                    kinds.append(pair.kind), owner.append(number)
                number += 1
        at = torch.tensor(rows, dtype=torch.long)
        a = states[at, torch.tensor(predicates, dtype=torch.long)]
        o = states[at, torch.tensor(others, dtype=torch.long)]
        told = nn.functional.one_hot(torch.tensor(kinds, dtype=torch.long), len(KINDS)).to(a.dtype)
        x = torch.cat([a, o, a * o, told], 1)
        scores = self.pair(self.drop(nn.functional.gelu(self.pair_hidden(self.drop(x))))).float()
        best = torch.full((number, PAIR), -1e4)
        return best.scatter_reduce(0, torch.tensor(owner, dtype=torch.long)[:, None].expand(-1, PAIR), scores, "amax")


class Average:
    """A copy of a network whose weights follow the trained ones slowly; it judges better than any single step."""

    def __init__(self, net: Encoder, decay: float) -> None:
        self.net, self.decay, self.steps = copy.deepcopy(net).eval(), decay, 0
        self._pairs = [(a, b) for a, b in zip(self.net.parameters(), net.parameters(), strict=True) if b.requires_grad]

    @torch.no_grad()
    def update(self) -> None:
        self.steps += 1
        decay = min(self.decay, (1 + self.steps) / (10 + self.steps))
        torch._foreach_lerp_([a for a, _ in self._pairs], [b for _, b in self._pairs], 1 - decay)


def batch(group: Sequence[Sample]) -> tuple[Any, Any]:
    """Word pieces and mask, a row a sample."""
    longest = max(len(s.pieces) for s in group)
    ids = torch.zeros(len(group), longest, dtype=torch.long)
    mask = torch.zeros(len(group), longest, dtype=torch.long)
    for row, sample in enumerate(group):
        ids[row, : len(sample.pieces)] = torch.tensor(sample.pieces)
        mask[row, : len(sample.pieces)] = 1
    return ids, mask


def places(group: Sequence[Sample]) -> list[tuple[int, int, int, int]]:
    """Where the words of a group stand: the sample's row, and the word's positions in it."""
    return [(row, *word) for row, sample in enumerate(group) for word in sample.words]


def train(
    net: Encoder,
    told: Sequence[Sample],
    further: Sequence[Sample],
    settings: Settings,
    after_epoch: Callable[[Encoder], None] = lambda _: None,
) -> Encoder:
    """The mean of the networks that the courses end with.

    Each epoch sees all of `told` and a share of `further`, one after another. A course goes on from where the one
    before has ended. `after_epoch` gets its averaged network as it stands. The mean of such networks judges new texts
    better than the last (Izmailov et al. 2018, arXiv:1803.05407).
    """
    ends = []
    steps = -(-(len(told) + int(settings.further * len(further))) // settings.size)
    for course, rate in enumerate(settings.rates):
        epochs = _epochs(told, further, settings, np.random.default_rng(settings.seed + course))
        net = _course(net, epochs, settings, after_epoch, rate=rate, steps=steps)
        ends.append(copy.deepcopy(net))
    return _mean(ends)


@torch.no_grad()
def _mean(nets: Sequence[Encoder]) -> Encoder:
    """The first of the networks, with the mean of all their weights."""
    for parts in zip(*(net.parameters() for net in nets), strict=True):
        parts[0].copy_(torch.stack([part.float() for part in parts]).mean(0))
    return nets[0]


def _course(
    net: Encoder,
    epochs: Iterator[list[list[Sample]]],
    settings: Settings,
    after_epoch: Callable[[Encoder], None],
    *,
    rate: float,
    steps: int,
) -> Encoder:
    """The averaged network after a course of epochs of so many steps each."""
    average = Average(net, settings.decay)
    body = [p for p in net.body.parameters() if p.requires_grad]
    heads = [p for n, p in net.named_parameters() if not n.startswith("body.")]
    optimiser = torch.optim.AdamW([{"params": body}, {"params": heads}], lr=rate, weight_decay=0.01, fused=True)
    schedule = torch.optim.lr_scheduler.OneCycleLR(
        optimiser,
        [rate, 1e-3],
        total_steps=settings.epochs * steps,
        pct_start=0.1,
        anneal_strategy="linear",
    )
    net.train()
    for epoch, groups in enumerate(epochs):
        began, total = time.time(), 0.0
        for group in groups:
            loss = loss_of(net, group)
            optimiser.zero_grad()
            loss.backward()
            nn.utils.clip_grad_norm_([*body, *heads], 1.0)
            optimiser.step()
            schedule.step()
            average.update()
            total += loss.item()
        print(f"epoch {epoch}: loss {total / steps:.4f}, {time.time() - began:.0f} s", flush=True)
        after_epoch(average.net)
    return average.net


def _epochs(
    told: Sequence[Sample], further: Sequence[Sample], settings: Settings, rng: np.random.Generator
) -> Iterator[list[list[Sample]]]:
    """The batches of each epoch of a course."""
    share, waiting = int(settings.further * len(further)), list[Sample]()
    for _ in range(settings.epochs):
        while len(waiting) < share:
            waiting += [further[i] for i in rng.permutation(len(further))]
        data, waiting = [*told, *waiting[:share]], waiting[share:]
        yield _batches(data, settings.size, rng)


def _batches(data: Sequence[Sample], size: int, rng: Any) -> list[list[Sample]]:
    """Batches of windows of like length, in no order."""
    order = rng.permutation(len(data)).tolist()
    found = []
    for first in range(0, len(order), size * _LIKE):
        near = sorted(order[first : first + size * _LIKE], key=lambda i: len(data[i].pieces))
        found += [[data[i] for i in near[at : at + size]] for at in range(0, len(near), size)]
    return [found[i] for i in rng.permutation(len(found))]


def loss_of(net: Encoder, group: Sequence[Sample]) -> Any:
    ids, mask = batch(group)
    with torch.autocast("cpu", dtype=torch.bfloat16):
        states = net(ids, mask)
        judged = net.words(states, places(group))
        paired = net.pairs(states, group) if any(sample.pairs for sample in group) else None
    loss = targets.loss(judged, targets.together([sample.targets for sample in group]))
    return loss if paired is None else loss + PAIR_WEIGHT * _pair_loss(paired, group)


def _pair_loss(scores: Any, group: Sequence[Sample]) -> Any:
    wanted = torch.from_numpy(np.concatenate([sample.answers for sample in group]).astype(np.float32))
    pairs = [pair for sample in group for pair in sample.pairs]
    dates, before = torch.tensor([p.is_date for p in pairs]), torch.tensor([p.is_before for p in pairs])
    loss = torch.zeros(())
    sorts = ((~dates & ~before, ACTOR, 1.0), (before, ACTOR, BEFORE_WEIGHT), (dates, DATE, DATE_WEIGHT))
    for rows, columns, weight in sorts:
        if rows.any():
            judged = torch.log_softmax(scores[rows][:, columns], 1)
            loss = loss - weight * (wanted[rows][:, columns] * judged).sum(1).mean()
    return loss


def tokenizer_of(weights: Path) -> Tokenizer:
    """The tokenizer beside the weights, for whole documents."""
    tokenizer = Tokenizer.from_file(str(weights / "tokenizer.json"))
    tokenizer.no_truncation()
    tokenizer.no_padding()
    return tokenizer


def vectors_of(weights: Path) -> np.ndarray:
    """The vectors of the word pieces that the weights begin with, a row a piece."""
    table: np.ndarray = Encoder(weights).body.embeddings.word_embeddings.weight.detach().numpy()
    return table


def saving(path: Path) -> Callable[[Encoder], None]:
    """Writes a network's weights to a file."""
    return lambda net: torch.save(net.state_dict(), path)


def main() -> None:
    parser = argparse.ArgumentParser(description=__doc__, formatter_class=argparse.RawDescriptionHelpFormatter)
    parser.add_argument("shared", type=Path, help="folder with gold/ and corpus/")
    parser.add_argument("weights", type=Path, help="folder with config.json, model.safetensors and tokenizer.json")
    parser.add_argument("out", type=Path)
    parser.add_argument("--fold", type=int, help="leave out this fold of the gold's training documents (0 to 4)")
    parser.add_argument("--taught", type=Path, help="the windows that teacher.py wrote, for the same fold")
    parser.add_argument("--threads", type=int, default=0)
    parser.add_argument("--cache", type=Path, help="a file that keeps the documents as read")
    args = parser.parse_args()
    if args.threads:
        torch.set_num_threads(args.threads)
    args.out.mkdir(parents=True, exist_ok=True)
    further: list[Sample] = []
    if args.taught:
        taught = pickle.loads(args.taught.read_bytes())
        told, further = taught["told"], taught["further"]
    else:
        used, _ = material.split(args.shared, args.fold, args.cache)
        tokenizer = tokenizer_of(args.weights)
        told = [sample for text in used.values() for sample in samples(text, tokenizer)]
    torch.manual_seed(SETTINGS.seed)
    # Kept after each epoch: a training that is cut short leaves something to look at.
    save = saving(args.out / "encoder.pt")
    save(train(Encoder(args.weights), told, further, SETTINGS, save))


if __name__ == "__main__":
    main()
