"""What the codebook is made of: kinds, statuses, stances, predicates and PLOVER codes, as plain frozen values."""

from __future__ import annotations

from collections.abc import Collection, Mapping
from dataclasses import dataclass, field


@dataclass(frozen=True, slots=True)
class Kind:
    """What sort of thing a record tells."""

    name: str
    label: str
    #: The name of the ledger that holds the records of this kind.
    ledger: str
    description: str
    #: Whether `who` and `whom` are one set of parties.
    symmetric: bool
    #: Whether it tells a state that lasts (an office, a quarrel) rather than an act.
    standing: bool
    #: The PLOVER roots that its records usually get, the most usual first.
    plover: tuple[str, ...]


@dataclass(frozen=True, slots=True)
class Status:
    """How real the thing told is. `manner` is `fact`, `meant`, `maybe` or `not`."""

    name: str
    label: str
    description: str
    manner: str


@dataclass(frozen=True, slots=True)
class Stance:
    """What a statement does; `plover` is the root it gets, none where the statement takes no side."""

    name: str
    label: str
    description: str
    plover: str | None


@dataclass(frozen=True, slots=True)
class Root:
    """One of PLOVER's sixteen categories, with its score on the scale from -10 (conflict) to +10 (cooperation)."""

    name: str
    quad: str
    score: float
    recipient_required: bool
    description: str
    #: Mode -> its score; that of the root where PLOVER gives none.
    modes: Mapping[str, float]


@dataclass(frozen=True, slots=True)
class Coding:
    """What a record is in PLOVER: root, quad class, mode (if any) and score."""

    root: str
    quad: str
    mode: str | None
    score: float


@dataclass(frozen=True, slots=True)
class Frame:
    """Which arguments of a word fill `who` and `whom`; the notation of the slots is explained in `frames.yaml`.

    The first slot that holds an actor fills the role; where `joint`, all slots together do.
    """

    who: tuple[str, ...] = ()
    whom: tuple[str, ...] = ()
    joint: bool = False


@dataclass(frozen=True, slots=True)
class Predicate:
    """One word, in one of its senses, that can tell a record of a kind."""

    lemma: str
    #: VERB, NOUN or ADJ.
    pos: str
    kind: str
    classes: tuple[str, ...] = ()
    frame: Frame = field(default_factory=Frame)
    #: For statements only.
    stance: str | None = None
    #: The PLOVER mode that the word itself tells (`shell`: heavy-weapons).
    mode: str | None = None
    #: The status that the word itself gives (`veto`: none; `lift <sanctions>`: cancelled).
    status: str | None = None
    #: Whether the word alone proves little: it needs actors in its slots, or other signs, to count.
    weak: bool = False
    #: The particle of a verb (`shoot down`) or the words before a noun (`phone call`) that must stand with it.
    near: tuple[str, ...] = ()
    #: One of these prepositions must stand with it.
    beside: tuple[str, ...] = ()
    #: Its object (of a noun: what it is about) must be one of these lemmas.
    objects: frozenset[str] = frozenset()

    @property
    def conditions(self) -> int:
        """How many conditions the word has: the more, the more its sense is certain where they hold."""
        return len(self.near) + bool(self.beside) + bool(self.objects)

    def fits(self, near: Collection[str], beside: Collection[str], objects: Collection[str]) -> bool:
        """Whether the word's conditions hold beside these lemmas: particles and modifiers, prepositions, objects."""
        return (
            (not self.near or all(word in near for word in self.near))
            and (not self.beside or any(word in beside for word in self.beside))
            and (not self.objects or not self.objects.isdisjoint(objects))
        )

    def __str__(self) -> str:
        words = [*self.near, self.lemma] if self.pos == "NOUN" else [self.lemma, *self.near]
        beside = [f"({'|'.join(self.beside)})"] if self.beside else []
        return " ".join([*words, *beside])
