"""Files, feeds and tables of texts become documents with clean text."""

from dragoman.sources.identity import disambiguated_id
from dragoman.sources.read import discover, read_file, read_paths

__all__ = ["disambiguated_id", "discover", "read_file", "read_paths"]
