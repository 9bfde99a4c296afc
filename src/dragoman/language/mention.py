"""A mention: a stretch of a passage that stands for one actor or several, and why."""

from __future__ import annotations

from dataclasses import dataclass, replace

from dragoman.record import Actor


@dataclass(frozen=True, slots=True)
class Mention:
    """Tokens (first, behind last) of a passage that stand for `actors`.

    `form` says how: `name`, `adjective`, `demonym`, `metonym`, `organ`, `person`, `family`, `title`, `local`,
    `pronoun`, `descriptor`, `relative`, `speaker`. `reason` is for people. `alternatives` are whom it might mean
    instead.
    `apart` is true where the words only belong to a longer mention (the state in a person's title).
    """

    start: int
    end: int
    head: int
    actors: tuple[Actor, ...]
    form: str
    reason: str = ""
    alternatives: tuple[Actor, ...] = ()
    apart: bool = False

    @property
    def is_person(self) -> bool:
        return self.form in ("person", "family", "title", "local")

    def set_apart(self) -> Mention:
        """The same mention as part of a longer one."""
        return replace(self, apart=True)


def head_of(heads: list[int], start: int, end: int) -> int:
    """The token of [start, end) whose head lies outside; the last such where the parse has torn the name apart."""
    found = end - 1
    for token in range(start, end):
        head = heads[token]
        if head == token or not start <= head < end:
            found = token
    return found
