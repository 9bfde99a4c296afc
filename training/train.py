"""Builds the shipped models from the gold: `make train`.

    python train.py SHARED ENCODER_OUT WEIGHTS MODELS [--fold 0] [--taught FILE] [--only encoder network roles layer]

Needs `encoder.pt` of `encoder.py` in ENCODER_OUT, and the folder WEIGHTS that it started from. With `--taught`, the
network over features learns from the judgement of `teacher.py` too, as the encoder did. The thresholds and the scale
of confidence are chosen with models that have not seen a fold (`choose.py`): until then `settings.json` holds values to
start from.
"""

from __future__ import annotations

import argparse
import json
import pickle
from pathlib import Path
from typing import Any

import encoder
import material
import network as fast_network
import numpy as np
import role_layer
import roles
import targets
import torch
import vocabulary
from encoder import Encoder
from gold import GoldText
from smoothing import smoothed

from dragoman.reading.features import BITS
from dragoman.reading.models import ROLES
from dragoman.reading.packing import packed
from dragoman.reading.windows import windows
from dragoman.record import KINDS

#: Of the windows learned from, one in so many shows what values the encoder's layers get.
ONE_IN = 20


def export_encoder(weights: Path, state: Path, shown: list[list[int]], kept: list[int], out: Path) -> None:
    """The body as ONNX with eight-bit weights, the heads as arrays, the tokenizer beside them.

    `shown` are windows by which its activations are measured, `kept` the word pieces that ship.
    """
    from onnxruntime.quantization import QuantType, quantize_dynamic

    parameters = torch.load(state)
    net = Encoder(weights)
    net.load_state_dict(parameters)
    body = smoothed(net.body, shown)
    table = body.embeddings.word_embeddings.weight.detach()[kept]
    body.embeddings.word_embeddings = torch.nn.Embedding.from_pretrained(table)

    class Body(torch.nn.Module):
        def __init__(self) -> None:
            super().__init__()
            self.body = body

        def forward(self, ids: Any, mask: Any) -> Any:
            return self.body(input_ids=ids, attention_mask=mask).last_hidden_state

    ids = torch.randint(0, len(kept), (1, 50))
    dims = {1: torch.export.Dim("pieces", min=2, max=512)}
    plain = out / "plain.onnx"
    torch.onnx.export(
        Body(),
        (ids, torch.ones_like(ids)),
        str(plain),
        input_names=["ids", "mask"],
        output_names=["states"],
        dynamic_shapes={"ids": dims, "mask": dims},
        dynamo=True,
        external_data=False,
    )
    quantize_dynamic(plain, out / "encoder.onnx", weight_type=QuantType.QInt8, per_channel=True)
    plain.unlink()
    heads = {}
    for name in ("hidden", "kind", "status", "stance"):
        layer = getattr(net, name)
        heads[f"{name}_weight"] = layer.weight.detach().numpy().T.astype(np.float16)
        heads[f"{name}_bias"] = layer.bias.detach().numpy().astype(np.float16)
    np.savez_compressed(out / "heads.npz", **heads)
    tokenizer = (weights / "tokenizer.json").read_text(encoding="utf-8")
    (out / "tokenizer.json").write_text(vocabulary.shortened(tokenizer, kept), encoding="utf-8")


def windows_of(texts: dict[str, GoldText], tokenizer: Any) -> list[list[int]]:
    """The word pieces of one window in so many of some documents."""
    found = [w.pieces for t in texts.values() for w in windows([p.parsed for p in t.annotated.passages], tokenizer)]
    return found[::ONE_IN]


def export_network(texts: dict[str, GoldText], wanted: targets.Targets, out: Path, members: int) -> None:
    examples = [e for text in texts.values() for e in text.examples]
    found = {}
    for seed in range(members):
        found |= {f"{seed}_{name}": array for name, array in fast_network.train(examples, wanted, seed=seed).items()}
    np.savez_compressed(out / "anchors.npz", **found)


def export_roles(texts: dict[str, GoldText], out: Path) -> None:
    found: dict[str, Any] = {}
    for role in ROLES:
        weights, intercepts = roles.fit(roles.pairs_of(role, texts.values()))
        rows = np.abs(weights).max(1).nonzero()[0]
        values, scale = packed(weights[rows])
        # What eight bits make nothing of weighs nothing.
        told = values.any(1)
        found |= {
            f"{role}_rows": rows[told].astype(np.int32),
            f"{role}_values": values[told],
            f"{role}_scale": scale,
            f"{role}_features": np.array(1 << BITS),
            f"{role}_intercepts": intercepts,
        }
    np.savez_compressed(out / "roles.npz", **found)


def main() -> None:
    parser = argparse.ArgumentParser(description=__doc__, formatter_class=argparse.RawDescriptionHelpFormatter)
    parser.add_argument("shared", type=Path, help="folder with gold/ and corpus/")
    parser.add_argument("encoder", type=Path)
    parser.add_argument("weights", type=Path)
    parser.add_argument("models", type=Path)
    parser.add_argument("--fold", type=int, help="leave out this fold, as encoder.py did")
    parser.add_argument("--taught", type=Path, help="what teacher.py wrote, for the same fold")
    parser.add_argument("--members", type=int, default=1)
    parser.add_argument("--only", nargs="*", default=["encoder", "network", "roles", "layer"])
    parser.add_argument("--cache", type=Path, help="a file that keeps the documents as read")
    args = parser.parse_args()
    args.models.mkdir(parents=True, exist_ok=True)
    used, _ = material.split(args.shared, args.fold, args.cache)
    if "encoder" in args.only:
        tokenizer = encoder.tokenizer_of(args.weights)
        shown, kept = windows_of(used, tokenizer), vocabulary.shown(tokenizer, material.every_text(args.shared))
        export_encoder(args.weights, args.encoder / "encoder.pt", shown, kept, args.models)
    if "network" in args.only:
        texts, wanted = used, targets.of_gold([e.gold for text in used.values() for e in text.examples])
        if args.taught:
            # Long releases brought the network nothing (docs/reading.md).
            further = material.further(args.shared, args.cache)
            texts = used | {name: text for name, text in further.items() if not material.is_long(text)}
            candidates = pickle.loads(args.taught.read_bytes())["candidates"]
            wanted = targets.together([candidates[name] for name in texts])
        export_network(texts, wanted, args.models, args.members)
    if "roles" in args.only:
        export_roles(used, args.models)
    if "layer" in args.only:
        role_layer.export(used.values(), args.weights, args.models)
    settings = args.models / "settings.json"
    if settings.exists():
        kept = json.loads(settings.read_text()) | {"members": args.members}
        settings.write_text(json.dumps(kept, indent=1, sort_keys=True) + "\n")
    else:
        flat = dict.fromkeys(KINDS, 0.2)
        modes = {
            name: {"thresholds": flat, "network_share": share, "confidence": {}, "roles": roles.START}
            for name, share in (("fast", 1.0), ("default", 0.3))
        }
        settings.write_text(json.dumps({"members": args.members, "roles": roles.START} | modes, indent=1))


if __name__ == "__main__":
    main()
