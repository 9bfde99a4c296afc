"""Where the reading runs: in this process, or in a pool of processes."""

from dragoman.engines.job import Engine, Reader, ReaderSpec

__all__ = ["Engine", "Reader", "ReaderSpec", "engine_for"]


def engine_for(spec: ReaderSpec, processes: int = 1) -> Engine:
    """The engine that reads with so many processes."""
    if processes > 1:
        from dragoman.engines.pool import Pool

        return Pool(spec, processes)
    from dragoman.engines.local import Local

    return Local(spec)
