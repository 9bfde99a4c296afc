"""The reference knowledge: who is who, and when."""

from dragoman.world.rows import Person, Place, State, SurfaceForm
from dragoman.world.world import World, load_world

__all__ = ["Person", "Place", "State", "SurfaceForm", "World", "load_world"]
