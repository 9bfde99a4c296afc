"""Weights in eight bits."""

import numpy as np
from hypothesis import given
from hypothesis import strategies as st
from hypothesis.extra.numpy import arrays

from dragoman.reading.packing import packed, unpacked


@given(arrays(np.float32, (4, 3), elements=st.floats(-8, 8, width=32)))
def test_each_weight_comes_back_within_half_a_step_of_its_column(weights: np.ndarray) -> None:
    numbers, scale = packed(weights)
    assert numbers.dtype == np.int8
    assert (np.abs(unpacked(numbers, scale) - weights) <= 0.51 * scale + 1e-6).all()
