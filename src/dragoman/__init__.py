"""Dragoman reads documents about international affairs and keeps the diplomatic record they add up to.

    dossier = dragoman.read("articles/")
    dossier.timeline(about=["JPN", "NATO"], since="2022-06")

These names are the public face, each loaded when first used: `import dragoman` alone loads no parser and no database.
"""

from __future__ import annotations

from typing import TYPE_CHECKING, Any

if TYPE_CHECKING:
    from dragoman.api import Dossier, open, read
    from dragoman.api.coding import code, factuality, pledge
    from dragoman.api.quotations import quotations
    from dragoman.codebook.entries import Coding
    from dragoman.errors import DocumentError, DossierError, DragomanError, TableError, UsageError
    from dragoman.reading.quotation import Quotation
    from dragoman.record import Actor, Amount, Document, Evidence, Problem, Record

__version__ = "0.1.0"

__all__ = [
    "Actor",
    "Amount",
    "Coding",
    "Document",
    "DocumentError",
    "Dossier",
    "DossierError",
    "DragomanError",
    "Evidence",
    "Problem",
    "Quotation",
    "Record",
    "TableError",
    "UsageError",
    "__version__",
    "code",
    "factuality",
    "open",
    "pledge",
    "quotations",
    "read",
]

_HOMES = {
    "dragoman.api": ("Dossier", "open", "read"),
    "dragoman.api.coding": ("code", "factuality", "pledge"),
    "dragoman.api.quotations": ("quotations",),
    "dragoman.codebook.entries": ("Coding",),
    "dragoman.errors": ("DocumentError", "DossierError", "DragomanError", "TableError", "UsageError"),
    "dragoman.reading.quotation": ("Quotation",),
    "dragoman.record": ("Actor", "Amount", "Document", "Evidence", "Problem", "Record"),
}


def __getattr__(name: str) -> Any:
    from importlib import import_module

    for module, names in _HOMES.items():
        if name in names:
            return getattr(import_module(module), name)
    raise AttributeError(f"module 'dragoman' has no attribute {name!r}")


def __dir__() -> list[str]:
    return sorted({*globals(), *__all__})
