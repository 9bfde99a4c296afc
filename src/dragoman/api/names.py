"""What a user calls an actor becomes the code that records write: `Japan` is `JPN`."""

from __future__ import annotations

import difflib
from collections.abc import Callable, Collection, Iterable
from typing import TYPE_CHECKING

from dragoman.errors import UsageError

if TYPE_CHECKING:
    from dragoman.world import World

#: How many likely names a refusal offers.
_OFFERED = 4


def actor_codes(about: Iterable[str], world: World, told: Callable[[], Collection[str]]) -> list[str]:
    """The code of each actor in `about`, which may be codes or names of any language.

    Where the world does not know one, an actor that the dossier names (`told`) is taken. Raises UsageError, with the
    likeliest names, for an unknown one, and with the codes to choose from for a name of several.
    """
    asked = [about] if isinstance(about, str) else list(about)
    return [_code(text.strip(), world, told) for text in asked if text.strip()]


def _code(text: str, world: World, told: Callable[[], Collection[str]]) -> str:
    found: tuple[str, ...]
    body, slash, name = text.partition("/")
    if slash and body != "?":
        body = _body(body.strip(), world) or body.strip()
        text = f"{body}/{name.strip()}"
        found = (text,) if name.strip() in world.persons and world.persons[name.strip()].actor == text else ()
    else:
        code = _body(text, world)
        found = (code,) if code else world.actor(text)
    if len(found) == 1:
        return found[0]
    if found:
        choices = ", ".join(f"{code} ({world.name_of(code)})" for code in found)
        raise UsageError(f"{text!r} may be several actors: write one of {choices}")
    return _among_told(text, told()) or _refuse(text, world, told())


def _body(text: str, world: World) -> str:
    """The code that `text` is, in capitals or not, or the one body that it names; empty where it is neither."""
    for code in (text, text.upper()):
        if code in world.states or code in world.bodies:
            return code
    named = [actor for actor in world.actor(text) if "/" not in actor]
    return named[0] if len(named) == 1 == len(world.actor(text)) else ""


def _among_told(text: str, told: Collection[str]) -> str:
    """The actor of the dossier that is written or named so, whatever the case."""
    wanted = text.casefold()
    exact = [actor for actor in told if actor.casefold() == wanted]
    bodies = [actor.partition("/")[0] for actor in told if actor.partition("/")[0].casefold() == wanted]
    named = sorted(actor for actor in told if actor.partition("/")[2].casefold() == wanted)
    if not exact and not bodies and len(named) > 1:
        raise UsageError(f"{text!r} may be several actors: write one of {', '.join(named)}")
    return next(iter([*exact, *bodies, *named]), "")


def _refuse(text: str, world: World, told: Collection[str]) -> str:
    names = {form.text.casefold(): form.text for form in world.surface_forms() if form.type not in ("family", "organ")}
    names |= {known.casefold(): known for known in (*world.states, *world.bodies, *told)}
    near = [names[match] for match in difflib.get_close_matches(text.casefold(), names, _OFFERED, 0.7)]
    hint = f"did you mean {', '.join(near)}?" if near else "write a code (JPN, NATO) or a name (Japan)"
    raise UsageError(f"there is no actor {text!r}: {hint}")
