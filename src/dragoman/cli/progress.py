"""How far a reading has come, on standard error, where somebody watches."""

from __future__ import annotations

import sys
from collections.abc import Callable, Iterator
from contextlib import contextmanager


@contextmanager
def progress_bar(quiet: bool) -> Iterator[Callable[[int, int | None, str], None] | None]:
    """A bar to be told (done, total, what is going on); None where standard error is no terminal, or with `quiet`."""
    if quiet or not sys.stderr.isatty():
        yield None
        return
    from rich.console import Console
    from rich.progress import BarColumn, MofNCompleteColumn, Progress, TextColumn, TimeRemainingColumn

    columns = (TextColumn("{task.description}", markup=False), BarColumn(), MofNCompleteColumn(), TimeRemainingColumn())
    with Progress(*columns, console=Console(stderr=True), transient=True) as shown:
        task = shown.add_task("starting", total=None)

        def tell(done: int, total: int | None, note: str) -> None:
            # `update` takes None for "as before".
            shown.tasks[0].total = total
            shown.update(task, completed=done, description=note)

        yield tell
