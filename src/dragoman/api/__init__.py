"""The public face: read documents into a dossier, open it, ask it. The command line says the same verbs."""

from dragoman.api.dossier import Dossier
from dragoman.api.reading import open, read

__all__ = ["Dossier", "open", "read"]
