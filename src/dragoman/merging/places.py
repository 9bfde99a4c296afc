"""In which state a place lies, so that Madrid and Spain are no two places."""

from __future__ import annotations

from functools import lru_cache
from typing import TYPE_CHECKING

if TYPE_CHECKING:
    from dragoman.merging.pairs import StateOf
    from dragoman.world import World


def states_of_places(world: World) -> StateOf:
    """Gives the code of the state that a place lies in or is; nothing where none or several are known."""

    @lru_cache(maxsize=65536)
    def state_of(place: str) -> str:
        lying = {known.state for known in world.place(place) if known.state}
        being = {actor for actor in world.actor(place) if actor in world.states}
        found = being or lying
        return next(iter(found)) if len(found) == 1 else ""

    return state_of
