"""What stands out in the activations goes into the weights (training/smoothing.py). Needs PyTorch, as training does."""

from collections.abc import Callable
from types import ModuleType
from typing import Any

import pytest

torch: Any = pytest.importorskip("torch")
OUTLIER = 3


@pytest.fixture(scope="module")
def smoothing(training: Callable[[str], ModuleType]) -> ModuleType:
    return training("smoothing")


def body() -> Any:
    """A feed-forward layer over a table of vectors, one of whose channels is a hundred times the others."""
    torch.manual_seed(0)

    class Body(torch.nn.Module):
        def __init__(self) -> None:
            super().__init__()
            self.table = torch.nn.Embedding(20, 8)
            self.table.weight.data[:, OUTLIER] *= 100
            self.intermediate = torch.nn.ModuleDict({"dense": torch.nn.Linear(8, 16)})
            self.attention = torch.nn.ModuleDict({"output": torch.nn.ModuleDict({"dense": torch.nn.Linear(16, 8)})})

        def forward(self, input_ids: Any, attention_mask: Any) -> Any:
            hidden = self.intermediate["dense"](self.table(input_ids)) * attention_mask[..., None]
            return self.attention["output"]["dense"](hidden)

    return Body().eval()


def test_it_says_the_same(smoothing: ModuleType) -> None:
    plain, ids = body(), torch.arange(20)[None]
    found = smoothing.smoothed(plain, [[1, 2, 3], [4, 5]])

    mask = torch.ones_like(ids)
    assert torch.allclose(found(ids, mask), plain(ids, mask), atol=1e-4)


def test_what_stood_out_stands_out_less(smoothing: ModuleType) -> None:
    plain = body()
    layer = smoothing.smoothed(plain, [list(range(20))]).intermediate["dense"]

    inputs = plain.table.weight.abs()
    smooth = inputs * layer.inverse
    assert smooth.max() / smooth.median() < 0.1 * inputs.max() / inputs.median()


def test_layers_of_the_attention_stay_as_they_are(smoothing: ModuleType) -> None:
    found = smoothing.smoothed(body(), [[1]])

    assert isinstance(found.attention["output"]["dense"], torch.nn.Linear)
