"""Linear algebra in one thread: sums keep their order, whatever the machine, and processes do not fight for cores."""

from __future__ import annotations

from contextlib import AbstractContextManager
from typing import Any


def one_thread() -> AbstractContextManager[Any]:
    """Limits the libraries that are loaded by now, from the call until the context is left."""
    from threadpoolctl import threadpool_limits  # type: ignore[import-untyped]

    limits: AbstractContextManager[Any] = threadpool_limits(1)
    return limits
