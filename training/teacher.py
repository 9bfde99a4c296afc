"""A larger network that teaches the encoder: it is fine-tuned as the encoder is, and judges what that learns from.

    python teacher.py SHARED LARGE WEIGHTS OUT [--fold 0]

LARGE is the folder of all-mpnet-base-v2 (110 M parameters), WEIGHTS that of the encoder's own start, whose word pieces
are used: both networks have the same, under other numbers. Writes `taught.pickle`: the windows of the documents to
learn from with the gold's answers and the network's blended (`told`); with the network's alone those of further
releases, news and stories on crises, and those of the documents to learn from with words replaced (`further`); and its
judgement of each candidate of all these documents (`candidates`).
"""

from __future__ import annotations

import argparse
import pickle
import time
from collections.abc import Iterable, Mapping, Sequence
from dataclasses import dataclass, replace
from pathlib import Path
from typing import Any

import encoder
import material
import numpy as np
import targets
import torch
from encoder import Encoder, Settings
from gold import GoldText
from samples import ACTOR, DATE, PAIR, Pair, Sample, samples
from targets import Targets
from variants import neighbours, varied

from dragoman.record import KINDS

#: Three epochs; after the first it judges the first fold as well as the encoder alone after four.
SETTINGS = Settings(rates=(6e-5,), epochs=3, size=8, decay=0.995)
FROZEN, WIDTH, PAIR_WIDTH = 3, 384, 256
#: From which probability of a record on a further document's word its pairs are judged too.
LIKELY = 0.3
#: What the two vocabularies call their marks.
MARKS = {"[CLS]": "<s>", "[SEP]": "</s>", "[PAD]": "<pad>", "[MASK]": "<mask>"}
_AT_ONCE = 8
#: So often each window of the documents to learn from is shown with other words.
VARIANTS = 2


class Teacher(Encoder):
    """An encoder that takes the word pieces of another vocabulary."""

    def __init__(self, large: Path, small: Path) -> None:
        super().__init__(large, width=WIDTH, pair_width=PAIR_WIDTH, frozen=FROZEN)
        self.register_buffer("numbers", renumbered(small, large), persistent=False)

    def forward(self, ids: Any, mask: Any) -> Any:
        mine = torch.where(mask > 0, self.numbers[ids], self.body.config.pad_token_id)
        return super().forward(mine, mask)


def renumbered(small: Path, large: Path) -> Any:
    """Of each piece of the small network's vocabulary its number in the large one's."""
    old, new = (encoder.tokenizer_of(folder).get_vocab() for folder in (small, large))
    numbers = torch.full((max(old.values()) + 1,), new["<unk>"])
    for piece, number in old.items():
        numbers[number] = new.get(MARKS.get(piece, piece), new["<unk>"])
    return numbers


@dataclass(slots=True)
class Taught:
    """The windows of a document as judged, and the judgement of each of its candidates."""

    windows: list[Sample]
    candidates: Targets


def judge(net: Encoder, text: GoldText, windows: Sequence[Sample]) -> Taught:
    """What the network says of a document, blended with its gold records where it has any."""
    judge_windows(net, windows, blend=bool(text.records))
    judged = targets.of_gold([e.gold for e in text.examples])
    for sample in windows:
        for name in ("kinds", "statuses", "stances"):
            getattr(judged, name)[sample.examples] = getattr(sample.targets, name)
    return Taught(list(windows), judged)


@torch.no_grad()
def judge_windows(net: Encoder, windows: Sequence[Sample], *, blend: bool) -> None:
    """Puts what the network says in the place of the windows' answers, or blends both."""
    net.eval()
    gold = targets.GOLD if blend else 0.0
    for first in range(0, len(windows), _AT_ONCE):
        group = windows[first : first + _AT_ONCE]
        with torch.autocast("cpu", dtype=torch.bfloat16):
            states = net(*encoder.batch(group))
            scores = net.words(states, encoder.places(group))
        found = targets.of_judgement(*(torch.softmax(score.float(), 1).numpy() for score in scores))
        at = 0
        for sample in group:
            own, at = found[at : at + len(sample.words)], at + len(sample.words)
            sample.targets = targets.blended(sample.targets, own) if blend else own
            if sample.around:
                sample.pairs = list(_likely_pairs(sample))
                sample.answers = np.zeros((len(sample.pairs), PAIR), np.float32)
                sample.around = []
        if any(sample.pairs for sample in group):
            with torch.autocast("cpu", dtype=torch.bfloat16):
                answers = _answers(net.pairs(states, group))
            at = 0
            for sample in group:
                mine, at = answers[at : at + len(sample.pairs)], at + len(sample.pairs)
                sample.answers = _of_its_sort(gold * sample.answers + (1 - gold) * mine, sample.pairs)


def _answers(scores: Any) -> np.ndarray:
    """Probabilities, of actors and of dates side by side."""
    parts = [torch.softmax(scores[:, columns], 1) for columns in (ACTOR, DATE)]
    return torch.cat(parts, 1).numpy()


def _of_its_sort(answers: np.ndarray, pairs: Sequence[Pair]) -> np.ndarray:
    """The answers without those to what was not asked."""
    asked = np.zeros((len(pairs), PAIR), np.float32)
    for row, pair in enumerate(pairs):
        asked[row, DATE if pair.is_date else ACTOR] = 1
    return answers * asked


def _likely_pairs(sample: Sample) -> Iterable[Pair]:
    """The pairs of those words of a document without records on which the network sees one."""
    for (position, _, _), kinds, (actors, before, dates) in zip(
        sample.words, sample.targets.kinds[:, : len(KINDS)], sample.around, strict=True
    ):
        if kinds.max() >= LIKELY:
            kind = int(kinds.argmax())
            yield from (Pair(position, places, kind, False) for places in actors)
            yield from (Pair(position, [place], kind, False, True) for place in before)
            yield from (Pair(position, [place], kind, True) for place in dates)


def taught(net: Encoder, texts: Mapping[str, GoldText], tokenizer: Any) -> dict[str, Taught]:
    """All documents as the network judges them."""
    return {name: judge(net, text, samples(text, tokenizer)) for name, text in texts.items()}


def variants(net: Encoder, told: Sequence[Sample], tokenizer: Any, vectors: np.ndarray) -> list[Sample]:
    """The windows with other words, as the network judges them; what is asked of each stays."""
    like, rng = neighbours(tokenizer, vectors), np.random.default_rng(SETTINGS.seed)
    found = [replace(w, pieces=varied(w.pieces, like, tokenizer, rng)) for _ in range(VARIANTS) for w in told]
    judge_windows(net, found, blend=False)
    return found


def main() -> None:
    parser = argparse.ArgumentParser(description=__doc__, formatter_class=argparse.RawDescriptionHelpFormatter)
    parser.add_argument("shared", type=Path, help="folder with gold/ and corpus/")
    parser.add_argument("large", type=Path)
    parser.add_argument("weights", type=Path)
    parser.add_argument("out", type=Path)
    parser.add_argument("--fold", type=int, help="leave out this fold of the gold's training documents (0 to 4)")
    parser.add_argument("--state", type=Path, help="weights of an earlier run: nothing is learned, only judged")
    parser.add_argument("--cache", type=Path, help="a file that keeps the documents as read")
    args = parser.parse_args()
    args.out.mkdir(parents=True, exist_ok=True)
    used, _ = material.split(args.shared, args.fold, args.cache)
    tokenizer = encoder.tokenizer_of(args.weights)
    torch.manual_seed(SETTINGS.seed)
    net: Encoder = Teacher(args.large, args.weights)
    if args.state:
        net.load_state_dict(torch.load(args.state))
    else:
        told = [sample for text in used.values() for sample in samples(text, tokenizer)]
        net = encoder.train(net, told, [], SETTINGS, encoder.saving(args.out / "teacher.pt"))
    began = time.time()
    parts = {
        "told": taught(net, used, tokenizer),
        "further": taught(net, material.further(args.shared, args.cache), tokenizer),
        "timelines": taught(net, material.timelines(args.shared, args.cache), tokenizer),
    }
    found: dict[str, Any] = {name: [w for one in part.values() for w in one.windows] for name, part in parts.items()}
    found["further"] += found.pop("timelines") + variants(
        net, found["told"], tokenizer, encoder.vectors_of(args.weights)
    )
    found["candidates"] = {name: one.candidates for part in parts.values() for name, one in part.items()}
    print(", ".join(f"{len(part)} {name}" for name, part in found.items()), f"judged, {time.time() - began:.0f} s")
    (args.out / "taught.pickle").write_bytes(pickle.dumps(found))


if __name__ == "__main__":
    main()
