"""The work folder beside a dossier: what a reading keeps on disk until it is loaded. One reading at a time holds it."""

from __future__ import annotations

import os
import shutil
from collections.abc import Iterator
from contextlib import contextmanager
from pathlib import Path
from typing import IO

from dragoman.errors import DossierError


class WorkFolder:
    """The folder `<dossier>.work/`: the spool of documents met, and the shards that are done."""

    def __init__(self, dossier: Path) -> None:
        self.path = dossier.with_name(dossier.name + ".work")
        self.spool = self.path / "met.parquet"
        self.known = self.path / "known.parquet"

    @property
    def shards(self) -> list[Path]:
        """The shards that are whole, by name."""
        return sorted(self.path.glob("shard-*.parquet"))

    @contextmanager
    def held(self) -> Iterator[None]:
        """Makes the folder and keeps other readings out of it; a killed process holds nothing.

        Raises DossierError where another process holds it. What a killed run wrote halfway is cleared away.
        """
        with _locked(self.path) as lock:
            for stale in [*self.path.glob("*.tmp"), self.spool, self.known]:
                stale.unlink(missing_ok=True)
            try:
                yield
            finally:
                self._leave(lock)

    def _leave(self, lock: IO[bytes]) -> None:
        """Removes the folder where no shard is left to load."""
        for spool in (self.spool, self.known):
            spool.unlink(missing_ok=True)
        if not self.shards:
            if os.name == "nt":  # A file that is open cannot be removed there.
                lock.close()
            shutil.rmtree(self.path, ignore_errors=True)


@contextmanager
def _locked(folder: Path) -> Iterator[IO[bytes]]:
    """Holds the lock of the folder, through a file that the operating system unlocks when the process ends."""
    while True:
        folder.mkdir(parents=True, exist_ok=True)
        path = folder / "lock"
        with path.open("ab") as file:
            if not _try_lock(file):
                raise DossierError(f"{folder}: another reading into this dossier is under way; wait until it ends")
            # The holder before may have removed the folder between our opening and our locking.
            if path.exists() and path.stat().st_ino == os.fstat(file.fileno()).st_ino:
                yield file
                return


def _try_lock(file: IO[bytes]) -> bool:
    try:
        if os.name == "nt":
            import msvcrt

            msvcrt.locking(file.fileno(), msvcrt.LK_NBLCK, 1)  # type: ignore[attr-defined,unused-ignore]
        else:
            import fcntl

            fcntl.flock(file.fileno(), fcntl.LOCK_EX | fcntl.LOCK_NB)
    except OSError:
        return False
    return True
