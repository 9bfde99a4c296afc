"""What can go wrong, told by what the caller can do about it.

DragomanError
├── UsageError        the call is wrong: correct it and call again (exit code 2)
├── DocumentError     one document cannot be read: it becomes a Problem, the corpus goes on
├── DossierError      the dossier file cannot be used: another schema, in use, not a dossier
└── TableError        a table of facts or the codebook is wrong: names file, line and column
"""


class DragomanError(Exception):
    """Root of every error that Dragoman raises on purpose."""


class UsageError(DragomanError):
    """The caller asked for something that does not exist or cannot be."""


class DocumentError(DragomanError):
    """One document cannot be read.

    `reason` says what happened, `remedy` what the user can do.
    """

    def __init__(self, reason: str, remedy: str = "") -> None:
        super().__init__(reason)
        self.reason = reason
        self.remedy = remedy


class DossierError(DragomanError):
    """The dossier file cannot be opened or written."""


class TableError(DragomanError):
    """A table of facts (world) or the codebook breaks its own rules."""
