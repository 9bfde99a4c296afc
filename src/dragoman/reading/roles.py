"""Who and whom, when, where, how much: the learned choice among the options for each role."""

from __future__ import annotations

from collections.abc import Mapping, Sequence
from dataclasses import dataclass
from typing import TYPE_CHECKING, Any

import numpy as np

from dragoman.reading import options
from dragoman.record import SYMMETRIC_KINDS, Actor, Amount

if TYPE_CHECKING:
    from numpy.typing import NDArray

    from dragoman.language.annotate import AnnotatedText
    from dragoman.reading.encoder import Encoded
    from dragoman.reading.linear import Linear
    from dragoman.reading.options import Option
    from dragoman.reading.role_layer import RoleLayer
    from dragoman.reading.slots import Anchor
    from dragoman.world.world import World

    Array = NDArray[np.float32]

NONE, WHO, WHOM = 0, 1, 2


@dataclass(frozen=True, slots=True)
class Roles:
    who: tuple[Actor, ...]
    whom: tuple[Actor, ...]
    when: str
    where: str
    amount: Amount | None


@dataclass(frozen=True, slots=True)
class Weighed:
    """What may fill the roles of an anchor, with the probabilities of the linear models and of the role layer."""

    anchor: Anchor
    actors: list[Option]
    dates: list[Option]
    places: list[Option]
    amounts: list[Option]
    #: Of the actors, dates, places and amounts: a row each.
    linear: tuple[Array, Array, Array, Array]
    #: Of the actors, dates and places; None without the layer, or where the encoder has not seen the anchor.
    layer: tuple[Array, Array, Array] | None


@dataclass(frozen=True, slots=True)
class RoleModel:
    """The four linear models and the thresholds chosen for them on cross-validation."""

    actor: Linear
    date: Linear
    place: Linear
    amount: Linear
    thresholds: Mapping[str, float]

    def fill(
        self,
        text: AnnotatedText,
        anchors: Sequence[Anchor],
        world: World,
        layer: RoleLayer | None = None,
        encoded: Encoded | None = None,
    ) -> list[Roles]:
        """The roles of each chosen anchor; with the role layer, its judgement is mixed in."""
        return [self.choose(weighed) for weighed in self.weigh(text, anchors, world, layer, encoded)]

    def weigh(
        self,
        text: AnnotatedText,
        anchors: Sequence[Anchor],
        world: World,
        layer: RoleLayer | None = None,
        encoded: Encoded | None = None,
    ) -> list[Weighed]:
        """What is offered for each anchor of a document, weighed together: no threshold plays a part yet."""
        actors = [options.actors(text, anchor) for anchor in anchors]
        dates = [options.dates(text, anchor) for anchor in anchors]
        places = [options.places(text, anchor, world) for anchor in anchors]
        amounts = [options.amounts(text, anchor) for anchor in anchors]
        of_roles = ((self.actor, actors), (self.date, dates), (self.place, places), (self.amount, amounts))
        linear = [model.grouped([[o.features for o in each] for each in offered]) for model, offered in of_roles]
        found = []
        for row, anchor in enumerate(anchors):
            seen = None
            if layer is not None and encoded is not None:
                passage = text.passages[anchor.passage].parsed
                seen = layer.judge(passage, anchor, encoded, (actors[row], dates[row], places[row]))
            judged = (linear[0][row], linear[1][row], linear[2][row], linear[3][row])
            found.append(Weighed(anchor, actors[row], dates[row], places[row], amounts[row], judged, seen))
        return found

    def choose(self, weighed: Weighed) -> Roles:
        """The likeliest of what is offered for an anchor."""
        actors, dates, places, amounts = weighed.linear
        if weighed.layer is not None:
            shares = [self.thresholds["here_share" if o.tokens else "before_share"] for o in weighed.actors]
            actors = mixed(actors, weighed.layer[0], np.array(shares, np.float32)[:, None])
            dates = mixed(dates, weighed.layer[1], self.thresholds["date_share"])
            places = mixed(places, weighed.layer[2], self.thresholds["place_share"])
        names = [o.value for o in weighed.actors]
        who, whom = pick_actors(names, actors, weighed.anchor.kind, self.thresholds)
        when = self._best(weighed.dates, dates[:, 1], "date")
        where = self._best(weighed.places, places[:, 1], "place")
        amount = self._best(weighed.amounts, amounts[:, 1], "amount")
        return Roles(
            who, whom, when or "", where or "", Amount(float(amount.value), amount.unit) if amount is not None else None
        )

    def _best(self, offered: list[Option], judged: Array, role: str) -> Any:
        if not offered:
            return None
        best = int(judged.argmax())
        return offered[best].value if judged[best] >= self.thresholds[role] else None


def mixed(linear: Array, layer: Array, share: Array | float) -> Array:
    """The probabilities of both, the role layer's with its share."""
    result: Array = (1 - share) * linear + share * layer
    return result


def pick_actors(
    actors: list[Actor], judged: Array, kind: str, thresholds: Mapping[str, float]
) -> tuple[tuple[Actor, ...], tuple[Actor, ...]]:
    """`who` and `whom` by probability; the likeliest actor acts where none reaches the threshold but one comes near.

    Of a state and its organs the likeliest counts, unless another is sure too; nor is acted upon what is much less
    likely than another.
    """
    acting, acted = judged[:, WHO].tolist(), judged[:, WHOM].tolist()
    rows = range(len(actors))
    who = [i for i in rows if acting[i] >= thresholds["who"] and acting[i] >= acted[i]]
    if not who and actors:
        likeliest = max(rows, key=acting.__getitem__)
        who = [likeliest] if acting[likeliest] >= thresholds["who_alone"] else []
    who = _without_kin(who, actors, acting, thresholds["who_kin"])
    if kind in SYMMETRIC_KINDS:
        return tuple(actors[i] for i in who), ()
    whom = [i for i in rows if acted[i] >= thresholds["whom"] and acted[i] > acting[i] and i not in who]
    near = thresholds["whom_near"] * max((acted[i] for i in whom), default=0.0)
    whom = _without_kin([i for i in whom if acted[i] >= near], actors, acted, thresholds["whom_kin"])
    return tuple(actors[i] for i in who), tuple(actors[i] for i in whom)


def _without_kin(rows: list[int], actors: list[Actor], likely: list[float], sure: float) -> list[int]:
    """The rows in their order, without those that are less than sure and whose body has a likelier one."""
    bodies: set[str] = set()
    kept = []
    for row in sorted(rows, key=lambda row: -likely[row]):
        if likely[row] >= sure or actors[row].body not in bodies:
            kept.append(row)
        bodies.add(actors[row].body)
    return sorted(kept)
