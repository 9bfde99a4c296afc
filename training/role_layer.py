"""Learning the role layer: which option takes which role, seen beside the sentence and the other options.

    python role_layer.py SHARED WEIGHTS MODELS [--fold 0] [--cache FILE]

MODELS is a folder with the exported encoder, WEIGHTS that of what it began as: what the encoder sees of the documents
to learn from stays as it is, the layer over it is learned. Writes `role_layer.npz` in MODELS.

The encoder knows these documents better than any other, and a layer that learns from them alone trusts it too much.
So each is seen again with words replaced by words of like use (`variants.py`), and half of what the encoder sees is
dropped.
"""

from __future__ import annotations

import argparse
import copy
import time
from collections.abc import Callable, Collection, Iterable, Iterator, Sequence
from dataclasses import dataclass, replace
from pathlib import Path
from typing import Any

import encoder
import material
import numpy as np
import roles
import torch
from gold import GoldText
from torch import nn
from torch.nn import functional
from variants import neighbours, varied

from dragoman.reading import options
from dragoman.reading.encoder import Encoder
from dragoman.reading.packing import packed
from dragoman.reading.role_layer import ANSWERS, BITS, FAR, FILE, HEADS, SORTS, Lines, lines
from dragoman.reading.windows import windows
from dragoman.record import KINDS, STATUSES
from dragoman.world.world import load_world

WIDTH, INNER, SHOWN, HIDDEN = 192, 384, 32, 160
#: What is dropped of the words as the encoder sees them: it knows the documents to learn from better than others.
DROP_WORDS, DROP_SHOWN, DROP = 0.5, 0.3, 0.3
EPOCHS, SIZE, RATE, DECAY, FOLLOW = 3, 32, 5e-4, 0.05, 0.003
#: So often each document is seen with words replaced; twice was no better (docs/reading.md).
VARIANTS = 1
#: How much dates and places count beside actors.
WEIGHTS = (1.0, 0.5, 0.3)
#: The status is decided before the roles, and at times wrongly: so often it is not told.
HIDE_STATUS = 0.3
_LIKE = 16


@dataclass(frozen=True, slots=True)
class Example:
    """A gold record's lines, what the encoder sees of them, and the right answers of the options."""

    lines: Lines
    vectors: np.ndarray
    answers: list[int]


def examples(
    texts: Iterable[GoldText], encoder: Encoder, change: Callable[[list[int]], list[int]] = list
) -> Iterator[Example]:
    """One for each gold record whose predicate the encoder sees and for which anything is offered.

    `change` may put other word pieces in the place of a window's, as many as before.
    """
    world = load_world()
    for text in texts:
        annotated = text.annotated
        shown = windows([passage.parsed for passage in annotated.passages], encoder.tokenizer)
        encoded = encoder.encode_windows([replace(window, pieces=change(window.pieces)) for window in shown])
        for _, anchor, record in roles.gold_anchors([text]):
            offered = (
                options.actors(annotated, anchor),
                options.dates(annotated, anchor),
                options.places(annotated, anchor, world),
            )
            told = lines(annotated.passages[anchor.passage].parsed, anchor, encoded, offered)
            if told is None or not told.features:
                continue
            answers = roles.actor_labels([o.value for o in offered[0]], record)
            answers += roles.value_labels([roles.date_fit(o.value, record) for o in offered[1]])
            answers += roles.value_labels([roles.place_fit(o.value, record) for o in offered[2]])
            yield Example(told, told.vectors(encoded.words).astype(np.float16), answers)


class Layer(nn.Module):
    """The layer as `dragoman.reading.role_layer` computes it."""

    def __init__(self, size: int) -> None:
        super().__init__()
        self.words = nn.Linear(size, WIDTH)
        self.sort = nn.Embedding(SORTS, WIDTH)
        self.distance = nn.Embedding(2 * FAR + 2, WIDTH)
        self.kind = nn.Embedding(len(KINDS), WIDTH)
        self.status = nn.Embedding(len(STATUSES), WIDTH)
        self.mark = nn.Parameter(torch.randn(WIDTH) * 0.02)
        self.features = nn.Embedding(1 << BITS, SHOWN)
        for table, spread in ((self.sort, 0.02), (self.distance, 0.02), (self.kind, 0.02), (self.status, 0.02)):
            nn.init.normal_(table.weight, std=spread)
        nn.init.normal_(self.features.weight, std=0.1)
        self.shown = nn.Linear(SHOWN, WIDTH)
        self.norm_in, self.norm_attention = nn.LayerNorm(WIDTH), nn.LayerNorm(WIDTH)
        self.norm_inner, self.norm_out = nn.LayerNorm(WIDTH), nn.LayerNorm(WIDTH)
        self.query, self.key, self.value, self.mix = (nn.Linear(WIDTH, WIDTH) for _ in range(4))
        self.up, self.down = nn.Linear(WIDTH, INNER), nn.Linear(INNER, WIDTH)
        self.hidden, self.out = nn.Linear(3 * WIDTH, HIDDEN), nn.Linear(HIDDEN, ANSWERS[-1].stop)
        self.drop_words, self.drop_shown, self.drop = nn.Dropout(DROP_WORDS), nn.Dropout(DROP_SHOWN), nn.Dropout(DROP)

    def forward(self, batch: Batch) -> Any:
        """Scores of all options of a batch, a row each."""
        status = self.status(batch.status)
        if self.training:
            status = status * (torch.rand(len(status), 1) >= HIDE_STATUS)
        x = self.words(self.drop_words(batch.vectors)) + self.sort(batch.sorts) + self.distance(batch.distances)
        x = x + (self.kind(batch.kind) + status)[:, None]
        every = torch.arange(len(x))
        x = x.index_put((every, batch.anchor), self.mark.expand(len(x), -1), accumulate=True)
        sums = functional.embedding_bag(batch.features, self.features.weight, batch.offsets, mode="sum")
        shown = self.shown(self.drop_shown(sums * batch.lengths.rsqrt()[:, None]))
        x = self.norm_in(x.index_put((batch.row, batch.line), shown, accumulate=True))
        normed = self.norm_attention(x)
        query, key, value = (_heads(part(normed)) for part in (self.query, self.key, self.value))
        mixed = functional.scaled_dot_product_attention(query, key, value, attn_mask=batch.seen[:, None, None, :])
        h = x + self.drop(self.mix(mixed.transpose(1, 2).flatten(2)))
        h = h + self.drop(self.down(self.drop(functional.gelu(self.up(self.norm_inner(h))))))
        h = self.norm_out(h)
        predicate, option = h[batch.row, batch.anchor[batch.row]], h[batch.row, batch.line]
        pairs = self.drop(torch.cat([predicate, option, predicate * option], 1))
        return self.out(self.drop(functional.gelu(self.hidden(pairs))))


def _heads(x: Any) -> Any:
    return x.unflatten(2, (HEADS, -1)).transpose(1, 2)


@dataclass(frozen=True, slots=True)
class Batch:
    """Some examples side by side, as tensors: examples x lines; behind them one row an option."""

    vectors: Any
    seen: Any
    sorts: Any
    distances: Any
    anchor: Any
    kind: Any
    status: Any
    row: Any
    line: Any
    role: Any
    features: Any
    offsets: Any
    lengths: Any
    answers: Any


def batch_of(group: Sequence[Example]) -> Batch:
    most = max(len(e.vectors) for e in group)
    vectors = torch.zeros(len(group), most, group[0].vectors.shape[1])
    seen = torch.zeros(len(group), most, dtype=torch.bool)
    sorts, distances = (torch.zeros(len(group), most, dtype=torch.long) for _ in range(2))
    row, line, role = [], [], []
    for number, e in enumerate(group):
        here = len(e.vectors)
        vectors[number, :here] = torch.from_numpy(e.vectors.astype(np.float32))
        seen[number, :here] = True
        sorts[number, :here] = torch.from_numpy(e.lines.sorts)
        distances[number, :here] = torch.from_numpy(e.lines.distances)
        row += [number] * len(e.answers)
        line += range(e.lines.words, here)
        role += [r for r, count in enumerate(e.lines.counts) for _ in range(count)]
    shown = [own for e in group for own in e.lines.features]
    lengths = torch.tensor([len(own) for own in shown])
    return Batch(
        vectors,
        seen,
        sorts,
        distances,
        torch.tensor([e.lines.anchor for e in group]),
        torch.tensor([e.lines.kind for e in group]),
        torch.tensor([e.lines.status for e in group]),
        torch.tensor(row),
        torch.tensor(line),
        torch.tensor(role),
        torch.tensor([number for own in shown for number in own]),
        lengths.cumsum(0) - lengths,
        lengths.float(),
        torch.tensor([answer for e in group for answer in e.answers]),
    )


def loss_of(layer: Layer, batch: Batch, records: int) -> Any:
    """The cross entropy of the answers of all options, a record's together, weighed by role."""
    scores, loss = layer(batch), torch.zeros(())
    for role, (columns, weight) in enumerate(zip(ANSWERS, WEIGHTS, strict=True)):
        own = batch.role == role
        loss = loss + weight * functional.cross_entropy(scores[own][:, columns], batch.answers[own], reduction="sum")
    return loss / records


def train(data: Sequence[Example], *, epochs: int = EPOCHS, seed: int = 0) -> Layer:
    """The average of the layer's weights as they were learned, which judges better than the last ones."""
    torch.manual_seed(seed)
    rng = np.random.default_rng(seed)
    layer = Layer(data[0].vectors.shape[1])
    average = copy.deepcopy(layer).eval()
    optimiser = torch.optim.AdamW(layer.parameters(), lr=RATE, weight_decay=DECAY)
    steps = epochs * -(-len(data) // SIZE)
    schedule = torch.optim.lr_scheduler.OneCycleLR(optimiser, RATE, total_steps=steps, pct_start=0.1)
    for epoch in range(epochs):
        began, total, layer = time.time(), 0.0, layer.train()
        for group in _batches(data, rng):
            loss = loss_of(layer, batch_of(group), len(group))
            optimiser.zero_grad()
            loss.backward()
            nn.utils.clip_grad_norm_(layer.parameters(), 1.0)
            optimiser.step()
            schedule.step()
            total += loss.item() * len(group)
            with torch.no_grad():
                for kept, new in zip(average.parameters(), layer.parameters(), strict=True):
                    kept.lerp_(new, FOLLOW)
        print(f"role layer, epoch {epoch}: loss {total / len(data):.4f}, {time.time() - began:.0f} s", flush=True)
    return average


def _batches(data: Sequence[Example], rng: Any) -> list[list[Example]]:
    """Batches of records with like many lines, in no order."""
    order, found = rng.permutation(len(data)).tolist(), []
    for first in range(0, len(order), SIZE * _LIKE):
        near = sorted(order[first : first + SIZE * _LIKE], key=lambda i: len(data[i].vectors))
        found += [[data[i] for i in near[at : at + SIZE]] for at in range(0, len(near), SIZE)]
    return [found[i] for i in rng.permutation(len(found))]


def arrays_of(layer: Layer) -> dict[str, np.ndarray]:
    """The weights to ship: those of matrices with eight bits, a scale a column."""
    found: dict[str, np.ndarray] = {}
    for name, parameter in layer.named_parameters():
        numbers = parameter.detach().numpy()
        owner = name.removesuffix(".weight")
        table = isinstance(getattr(layer, owner, None), nn.Embedding)
        shipped = owner if table else name.replace(".", "_")
        if numbers.ndim == 1:
            found[shipped] = numbers.astype(np.float32)
        else:
            found[shipped], found[f"{shipped}_scale"] = packed(numbers if table else numbers.T)
    return found


def export(texts: Collection[GoldText], weights: Path, models: Path) -> None:
    """Learns the layer from some documents over the encoder of a folder, and writes it there."""
    shipped = Encoder(models)
    like, rng = neighbours(shipped.tokenizer, vectors_of(weights, shipped.tokenizer)), np.random.default_rng(0)
    data = list(examples(texts, shipped))
    for _ in range(VARIANTS):
        data += examples(texts, shipped, lambda pieces: varied(pieces, like, shipped.tokenizer, rng))
    layer = train(data)
    np.savez_compressed(models / FILE, **arrays_of(layer))


def vectors_of(weights: Path, tokenizer: Any) -> np.ndarray:
    """The vectors of the pieces of a shipped tokenizer, a row a piece, as the encoder began with them."""
    numbers, vectors = encoder.tokenizer_of(weights).get_vocab(), encoder.vectors_of(weights)
    return vectors[[numbers[tokenizer.id_to_token(n)] for n in range(tokenizer.get_vocab_size())]]


def main() -> None:
    parser = argparse.ArgumentParser(description=__doc__, formatter_class=argparse.RawDescriptionHelpFormatter)
    parser.add_argument("shared", type=Path, help="folder with gold/ and corpus/")
    parser.add_argument("weights", type=Path, help="folder of what the encoder began as")
    parser.add_argument("models", type=Path, help="folder with the exported encoder")
    parser.add_argument("--fold", type=int, help="leave out this fold, as encoder.py did")
    parser.add_argument("--cache", type=Path, help="a file that keeps the documents as read")
    args = parser.parse_args()
    used, _ = material.split(args.shared, args.fold, args.cache)
    export(used.values(), args.weights, args.models)


if __name__ == "__main__":
    main()
