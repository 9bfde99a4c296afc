"""Names that the halves of a divided land share: `the North`, `the two Koreas`, `North and South Korea`."""

from __future__ import annotations

from collections import defaultdict
from collections.abc import Container, Sequence
from functools import cache
from typing import TYPE_CHECKING

if TYPE_CHECKING:
    from dragoman.world.world import World

COMPASS = frozenset({"north", "south", "east", "west"})
STATE_FORMS = frozenset({"name", "short", "adjective", "demonym"})


class DividedLands:
    """The states that a compass word tells apart, by the word and by the name they share."""

    def __init__(self, world: World) -> None:
        self.by_shared: defaultdict[str, dict[str, str]] = defaultdict(dict)
        for form in world.surface_forms():
            words = form.text.casefold().split()
            if form.type in STATE_FORMS and len(words) == 2 and words[0] in COMPASS and form.actor in world.states:
                self.by_shared[words[1]].setdefault(words[0], form.actor)

    def states(self, words: Sequence[str], told: Container[str]) -> tuple[str, ...]:
        """The states that a phrase names by halves, of those `told` in the document; empty where it does not.

        `the North and the South`, `South and North Korea` and `the Koreas` name two, `the North` one.
        """
        lowers = [word.casefold() for word in words]
        compass = list(dict.fromkeys(word for word in lowers if word in COMPASS))
        shared = [w for word in lowers for w in (word, word.removesuffix("s")) if w in self.by_shared]
        if shared and not compass and lowers[-1] in (f"{shared[0]}s", "peninsula"):
            halves = {code: half for half, code in self.by_shared[shared[0]].items() if code in told}
            return tuple(halves) if len(halves) > 1 else ()
        # One half of a full name is what the linker reads.
        if not compass or (shared and len(compass) < 2):
            return ()
        lands = [self.by_shared[shared[0]]] if shared else list(self.by_shared.values())
        found = dict.fromkeys(land[half] for half in compass for land in lands if land.get(half) in told)
        capital = any(word[:1].isupper() and word.casefold() in COMPASS for word in words)
        return tuple(found) if capital and len(found) <= len(compass) else ()


@cache
def divided_lands(world: World) -> DividedLands:
    """The divided lands of a world, gathered once."""
    return DividedLands(world)
