"""Smoothing: what stands out in a network's activations is moved into its weights before both get eight bits.

A few channels of the feed-forward layers' inputs reach ten times the others' values, and one scale must hold them all.
So each channel is divided by a factor and its weights multiplied by the same: SmoothQuant (Xiao et al. 2023,
arXiv:2211.10438). It nearly halves what eight bits change in the judgement (docs/reading.md).
"""

from __future__ import annotations

import copy
from collections.abc import Callable, Iterable, Sequence
from typing import Any

import torch
from torch import nn

#: How much of what stands out goes into the weights; .9 was best of .5 to 1.
STRENGTH = 0.9
#: No factor is made of less than this.
LEAST = 1e-3


class Smoothed(nn.Module):
    """A linear layer that says the same of inputs divided by a factor each."""

    def __init__(self, layer: nn.Linear, factors: Any) -> None:
        super().__init__()
        self.layer = copy.deepcopy(layer)
        self.layer.weight.data *= factors[None]
        self.register_buffer("inverse", 1 / factors)

    def forward(self, x: Any) -> Any:
        return self.layer(x * self.inverse)


@torch.no_grad()
def smoothed(body: nn.Module, windows: Iterable[Sequence[int]]) -> nn.Module:
    """A copy of a transformer's body with its feed-forward layers smoothed; `windows` show what values they get."""
    found = copy.deepcopy(body).eval()
    layers = {name: part for name, part in found.named_modules() if _is_feed_forward(name)}
    highest = _highest_inputs(found, layers, windows)
    for name, layer in layers.items():
        mine = highest[name].clamp(min=LEAST) ** STRENGTH
        theirs = layer.weight.abs().amax(0).clamp(min=LEAST) ** (1 - STRENGTH)
        parent, _, own = name.rpartition(".")
        setattr(found.get_submodule(parent), own, Smoothed(layer, mine / theirs))
    return found


def _is_feed_forward(name: str) -> bool:
    return name.endswith(("intermediate.dense", "output.dense")) and "attention" not in name


def _highest_inputs(body: nn.Module, layers: dict[str, Any], windows: Iterable[Sequence[int]]) -> dict[str, Any]:
    """For each layer the highest absolute value that each of its inputs takes."""
    highest: dict[str, Any] = {}

    def watching(name: str) -> Callable[..., None]:
        def watch(_: nn.Module, inputs: tuple[Any, ...], __: Any) -> None:
            seen = inputs[0].abs().flatten(0, -2).amax(0)
            highest[name] = torch.maximum(highest[name], seen) if name in highest else seen

        return watch

    hooks = [layer.register_forward_hook(watching(name)) for name, layer in layers.items()]
    for pieces in windows:
        ids = torch.tensor([list(pieces)])
        body(input_ids=ids, attention_mask=torch.ones_like(ids))
    for hook in hooks:
        hook.remove()
    return highest
