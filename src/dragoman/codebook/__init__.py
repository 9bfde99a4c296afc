"""The ontology as data: kinds, statuses, word lists, PLOVER codes and scores."""

from dragoman.codebook.codebook import Codebook, load_codebook
from dragoman.codebook.entries import Coding, Frame, Predicate

__all__ = ["Codebook", "Coding", "Frame", "Predicate", "load_codebook"]
