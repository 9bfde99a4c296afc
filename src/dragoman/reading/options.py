"""The options for a role: each value that some filler offers, once, with all that its fillers show together."""

from __future__ import annotations

from collections.abc import Iterable
from dataclasses import dataclass
from typing import TYPE_CHECKING, Any

from dragoman.reading import slots
from dragoman.reading.features import hashed

if TYPE_CHECKING:
    from dragoman.language.annotate import AnnotatedText
    from dragoman.reading.slots import Anchor, Filler
    from dragoman.record import Actor
    from dragoman.world.world import World


@dataclass(frozen=True, slots=True)
class Option:
    """A value (an actor, a date interval, a place name, an amount) and the hashed features that speak of it."""

    value: Any
    features: list[int]
    #: Where it stands in the anchor's sentence (token numbers); empty where it only comes from around it.
    tokens: tuple[int, ...] = ()


def actors(text: AnnotatedText, anchor: Anchor) -> list[Option]:
    """The actors that may be `who` or `whom`, in the order of the text."""
    fillers = slots.actor_fillers(text, anchor)
    shown = [slots.actor_features(text, anchor, filler, fillers) for filler in fillers]
    by_actor: dict[Actor, list[int]] = {}
    for index, filler in enumerate(fillers):
        for actor in filler.value:
            by_actor.setdefault(actor, []).append(index)  # type: ignore[arg-type]
    return [
        Option(
            actor,
            hashed(sorted({f for i in indices for f in shown[i]} | _of_actor(text, anchor, actor, fillers, by_actor))),
            _tokens(fillers[i] for i in indices),
        )
        for actor, indices in by_actor.items()
    ]


def _of_actor(
    text: AnnotatedText,
    anchor: Anchor,
    actor: Actor,
    fillers: list[Filler],
    by_actor: dict[Actor, list[int]],
) -> set[str]:
    """What all mentions of an actor show together."""
    kind, indices = anchor.kind, by_actor[actor]
    sources = "+".join(sorted({fillers[i].source for i in indices}))
    kin = any(other.body == actor.body and other != actor for other in by_actor)
    named = "P" if actor.name else "S"
    issuer = text.voice.issuer is not None and actor.body == text.voice.issuer.body
    return {
        f"nm={min(3, len(indices))}",
        f"na={min(6, len(by_actor))}|{kind}",
        f"named={named}|kin{kin}|{kind}",
        f"grp={any(len(fillers[i].value) > 1 for i in indices)}|{kind}",
        f"iss={issuer}|{kind}|{named}|{anchor.stance}",
        f"srcs={sources}",
        f"srcs={sources}|{kind}",
    }


def dates(text: AnnotatedText, anchor: Anchor) -> list[Option]:
    """The intervals that may be `when`."""
    fillers = slots.date_fillers(text, anchor)
    return _by_value(fillers, [slots.date_features(text, anchor, f, fillers) for f in fillers])


def places(text: AnnotatedText, anchor: Anchor, world: World) -> list[Option]:
    """The names that may be `where`."""
    fillers = slots.place_fillers(text, anchor, world)
    return _by_value(fillers, [slots.place_features(text, anchor, f, fillers) for f in fillers])


def amounts(text: AnnotatedText, anchor: Anchor) -> list[Option]:
    """The numbers that may be `amount`."""
    fillers = slots.amount_fillers(text, anchor)
    return _by_value(fillers, [slots.amount_features(text, anchor, f, fillers) for f in fillers])


def _by_value(fillers: list[Filler], shown: list[list[str]]) -> list[Option]:
    together: dict[object, list[int]] = {}
    for index, filler in enumerate(fillers):
        together.setdefault(filler.value[0], []).append(index)
    return [
        Option(value, hashed(sorted(_union(fillers, shown, indices))), _tokens(fillers[i] for i in indices))
        for value, indices in together.items()
    ]


def _union(fillers: list[Filler], shown: list[list[str]], indices: list[int]) -> set[str]:
    features = {f for i in indices for f in shown[i]}
    features.add("srcs=" + "+".join(sorted({fillers[i].source for i in indices})))
    return features


def _tokens(fillers: Iterable[Filler]) -> tuple[int, ...]:
    return tuple(sorted({f.token for f in fillers if f.token is not None}))
