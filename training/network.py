"""Training the anchor network: from hashed features and the parser's numbers to kind, status and stance.

The fast reader judges by it alone, the default one mixes it with the encoder.
"""

from __future__ import annotations

from collections import Counter
from typing import Any

import numpy as np
import targets
import torch
from gold import Example
from targets import Targets
from torch import nn

from dragoman.reading.features import BITS
from dragoman.reading.packing import packed
from dragoman.record import KINDS, STANCES, STATUSES

SIZE, HIDDEN = 40, 128
#: A feature seen fewer times in the training documents is left out: it cannot be learned and takes room.
SEEN = 6


class Network(nn.Module):
    def __init__(self, dense: int) -> None:
        super().__init__()
        self.embedding = nn.EmbeddingBag(1 << BITS, SIZE, mode="sum", sparse=True)
        nn.init.normal_(self.embedding.weight, std=0.05)
        self.dense = nn.Linear(dense, HIDDEN)
        self.hidden = nn.Linear(SIZE + HIDDEN, HIDDEN)
        self.kind = nn.Linear(HIDDEN, len(KINDS) + 1)
        self.status = nn.Linear(HIDDEN, len(STATUSES))
        self.stance = nn.Linear(HIDDEN, len(STANCES))
        self.drop, self.light_drop = nn.Dropout(0.3), nn.Dropout(0.1)

    def forward(self, flat: Any, starts: Any, dense: Any) -> tuple[Any, Any, Any]:
        parts = [torch.relu(self.embedding(flat, starts)), torch.relu(self.dense(self.light_drop(dense)))]
        hidden = self.drop(torch.relu(self.hidden(self.drop(torch.cat(parts, 1)))))
        return self.kind(hidden), self.status(hidden), self.stance(hidden)


def batch(examples: list[Example], known: np.ndarray, rng: Any, keep: float) -> tuple[Any, Any, Any]:
    flat: list[int] = []
    starts = []
    for example in examples:
        starts.append(len(flat))
        features = [f for f in example.features if known[f]]
        flat += [f for f, u in zip(features, rng.random(len(features)), strict=True) if u < keep]
    dense = np.stack([e.dense for e in examples]).astype(np.float32)
    return torch.tensor(flat), torch.tensor(starts), torch.tensor(dense)


def train(
    examples: list[Example], wanted: Targets, *, epochs: int = 5, seed: int = 0, rate: float = 2e-3, size: int = 256
) -> dict[str, np.ndarray]:
    """The arrays of a network for `dragoman.reading.network`, the embedding as `rows` and `values`; a target a row."""
    torch.manual_seed(seed)
    rng = np.random.default_rng(seed)
    counts = Counter(f for e in examples for f in set(e.features))
    known = np.zeros(1 << BITS, bool)
    known[[f for f, n in counts.items() if n >= SEEN]] = True
    net = Network(len(examples[0].dense))
    rest = [p for name, p in net.named_parameters() if not name.startswith("embedding")]
    steps = epochs * ((len(examples) + size - 1) // size)
    optimisers = [
        torch.optim.AdamW(rest, lr=rate, weight_decay=0.01),
        torch.optim.SparseAdam([net.embedding.weight], lr=rate),
    ]
    schedules = [
        torch.optim.lr_scheduler.OneCycleLR(o, rate, total_steps=steps, cycle_momentum=False) for o in optimisers
    ]
    for _ in range(epochs):
        net.train()
        order = rng.permutation(len(examples))
        for first in range(0, len(examples), size):
            rows = order[first : first + size]
            loss = targets.loss(net(*batch([examples[i] for i in rows], known, rng, 0.8)), wanted[rows])
            for optimiser in optimisers:
                optimiser.zero_grad()
            loss.backward()
            for optimiser, schedule in zip(optimisers, schedules, strict=True):
                optimiser.step()
                schedule.step()
    return arrays(net, known)


def arrays(net: Network, known: np.ndarray) -> dict[str, np.ndarray]:
    rows = known.nonzero()[0]
    values, scale = packed(net.embedding.weight.detach().numpy()[rows])
    found = {"rows": rows.astype(np.int32), "values": values, "scale": scale, "features": np.array(1 << BITS)}
    for name in ("dense", "hidden", "kind", "status", "stance"):
        layer = getattr(net, name)
        found[f"{name}_weight"] = layer.weight.detach().numpy().T.astype(np.float16)
        found[f"{name}_bias"] = layer.bias.detach().numpy().astype(np.float16)
    return found
