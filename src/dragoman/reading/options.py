"""The options for a role: each value that some filler offers, once, with all that its fillers show together."""

from __future__ import annotations

from collections import Counter
from dataclasses import dataclass, replace
from itertools import chain
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
    #: An actor's that stands nowhere in the sentence: where it is named last before it (passage, token).
    before: tuple[int, int] | None = None


def actors(text: AnnotatedText, anchor: Anchor) -> list[Option]:
    """The actors that may be `who` or `whom`, in the order of the text."""
    fillers = slots.actor_fillers(text, anchor)
    shown = slots.actor_features(text, anchor, fillers)
    by_actor: dict[Actor, list[int]] = {}
    for index, filler in enumerate(fillers):
        for actor in filler.value:
            by_actor.setdefault(actor, []).append(index)  # type: ignore[arg-type]
    bodies = Counter(actor.body for actor in by_actor)
    offered = [
        _option(
            actor,
            [fillers[i] for i in indices],
            [shown[i] for i in indices],
            _of_actor(text, anchor, actor, [fillers[i] for i in indices], bodies),
        )
        for actor, indices in by_actor.items()
    ]
    before = slots.named_before(text, anchor, [option.value for option in offered if not option.tokens])
    return [replace(option, before=before.get(option.value)) for option in offered]


def _of_actor(
    text: AnnotatedText,
    anchor: Anchor,
    actor: Actor,
    fillers: list[Filler],
    bodies: Counter[str],
) -> list[str]:
    """What all mentions of an actor show together; `bodies` are those of all actors that are offered."""
    kind = anchor.kind
    named, sources = "P" if actor.name else "S", _sources(fillers)
    issuer = text.voice.issuer is not None and actor.body == text.voice.issuer.body
    return [
        f"nm={min(3, len(fillers))}",
        f"na={min(6, bodies.total())}|{kind}",
        f"named={named}|kin{bodies[actor.body] > 1}|{kind}",
        f"grp={max(len(f.value) for f in fillers) > 1}|{kind}",
        f"iss={issuer}|{kind}|{named}|{anchor.stance}",
        sources,
        f"{sources}|{kind}",
    ]


def dates(text: AnnotatedText, anchor: Anchor) -> list[Option]:
    """The intervals that may be `when`."""
    fillers = slots.date_fillers(text, anchor)
    return _by_value(fillers, slots.date_features(text, anchor, fillers))


def places(text: AnnotatedText, anchor: Anchor, world: World) -> list[Option]:
    """The names that may be `where`."""
    fillers = slots.place_fillers(text, anchor, world)
    return _by_value(fillers, slots.place_features(text, anchor, fillers))


def amounts(text: AnnotatedText, anchor: Anchor) -> list[Option]:
    """The numbers that may be `amount`."""
    fillers = slots.amount_fillers(text, anchor)
    return _by_value(fillers, slots.amount_features(text, anchor, fillers))


def _by_value(fillers: list[Filler], shown: list[list[str]]) -> list[Option]:
    together: dict[object, list[int]] = {}
    for index, filler in enumerate(fillers):
        together.setdefault(filler.value[0], []).append(index)
    return [
        _option(value, given := [fillers[i] for i in indices], [shown[i] for i in indices], [_sources(given)])
        for value, indices in together.items()
    ]


def _option(value: Any, fillers: list[Filler], shown: list[list[str]], besides: list[str]) -> Option:
    """A value with what its fillers show, each feature once, and what shows besides."""
    features = dict.fromkeys(chain(besides, *shown))
    return Option(value, hashed(features), tuple(sorted({f.token for f in fillers if f.token is not None})))


def _sources(fillers: list[Filler]) -> str:
    """The feature that tells where a value comes from."""
    return "srcs=" + "+".join(sorted({f.source for f in fillers}))
