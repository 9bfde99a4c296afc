"""The codebook: kinds, statuses, stances, predicates, status cues and PLOVER codes, from the YAML beside it."""

from __future__ import annotations

from collections.abc import Iterable, Mapping
from dataclasses import dataclass, field
from functools import cache
from pathlib import Path

from dragoman.codebook.coding import Coder
from dragoman.codebook.entries import Coding, Kind, Predicate, Root, Stance, Status
from dragoman.errors import UsageError

FOLDER = Path(__file__).parent

#: Parts of speech that the lexicons do not tell apart.
_POS = {"AUX": "VERB", "PROPN": "NOUN"}


@dataclass(frozen=True)
class Codebook:
    """Everything that is data about the language and the ontology. The same files give the same codebook and `hash`."""

    #: Sixteen hex digits over the names and bytes of the files.
    hash: str
    kinds: Mapping[str, Kind]
    statuses: Mapping[str, Status]
    stances: Mapping[str, Stance]
    roots: Mapping[str, Root]
    #: Quad class -> its number (1 verbal cooperation ... 4 material conflict).
    quads: Mapping[str, int]
    #: Question -> how it was decided where PLOVER's own texts contradict each other.
    decisions: Mapping[str, str]
    #: Verbs that say little themselves (`hold` talks, `impose` a ban): their subject acts in what their object names.
    light_verbs: frozenset[str]
    word_classes: Mapping[str, frozenset[str]]
    _predicates: Mapping[tuple[str, str], tuple[Predicate, ...]] = field(repr=False)
    _cues: Mapping[tuple[str, str | None], str] = field(repr=False)
    _coder: Coder = field(repr=False)

    def predicates(self, lemma: str, pos: str) -> tuple[Predicate, ...]:
        """All senses of a lemma as a part of speech (`VERB`, `NOUN`, `ADJ`), in the order of kinds, or none."""
        return self._predicates.get((lemma, _POS.get(pos, pos)), ())

    def all_predicates(self) -> tuple[Predicate, ...]:
        """Every predicate of every kind."""
        return tuple(p for senses in self._predicates.values() for p in senses)

    def status_cue(self, lemma: str, pos: str | None = None) -> str | None:
        """The status that a word (`plan`, `call for`, `likely`) gives to what it governs; None where it gives none."""
        return self._cues.get((lemma, pos))

    def plover(self, kind: str, status: str, stance: str | None, lemmas: Iterable[str]) -> Coding | None:
        """The PLOVER code of a record, None where PLOVER has none for it; raises UsageError for an unknown kind.

        `lemmas` are those of the words that tell the record, particles and prepositions too; the first that is a
        predicate of the kind decides, the others refine it (`attack` ... `drone`: ASSAULT/drone).
        """
        try:
            return self._coder.code(kind, status, stance, lemmas)
        except KeyError:
            message = f"{kind!r}, {status!r}, {stance!r} is no kind, status and stance of the codebook"
            raise UsageError(message) from None


def load_codebook(folder: Path = FOLDER) -> Codebook:
    """The codebook of `folder`, read once; raises TableError, naming file and key, where a file is wrong."""
    return _load(folder.resolve())


@cache
def _load(folder: Path) -> Codebook:
    from dragoman.codebook.load import read_codebook

    return read_codebook(folder)
