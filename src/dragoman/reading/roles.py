"""Who and whom, when, where, how much: the learned choice among the options for each role."""

from __future__ import annotations

from collections.abc import Mapping
from dataclasses import dataclass
from typing import TYPE_CHECKING, Any

from dragoman.reading import options
from dragoman.reading.linear import softmax
from dragoman.record import SYMMETRIC_KINDS, Actor, Amount

if TYPE_CHECKING:
    import numpy as np
    from numpy.typing import NDArray

    from dragoman.language.annotate import AnnotatedText
    from dragoman.reading.encoder import Encoded, Encoder
    from dragoman.reading.linear import Linear
    from dragoman.reading.options import Option
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
        anchor: Anchor,
        world: World,
        encoder: Encoder | None = None,
        encoded: Encoded | None = None,
    ) -> Roles:
        """The roles of a chosen anchor; with an encoder, its judgement on pairs of words is mixed in."""

        def scores(offered: list[Option]) -> list[Array | None]:
            if encoder is None or encoded is None:
                return [None] * len(offered)
            return pair_scores(encoder, encoded, anchor, offered)

        offered = options.actors(text, anchor)
        judged = self.judge_actors(offered, scores(offered))
        who, whom = pick_actors([o.value for o in offered], judged, anchor.kind, self.thresholds)
        offered = options.dates(text, anchor)
        when = self._best(offered, self.judge_dates(offered, scores(offered)), "date")
        offered = options.places(text, anchor, world)
        where = self._best(offered, self.place.probabilities([o.features for o in offered])[:, 1], "place")
        offered = options.amounts(text, anchor)
        amount = self._best(offered, self.amount.probabilities([o.features for o in offered])[:, 1], "amount")
        return Roles(
            who, whom, when or "", where or "", Amount(float(amount.value), amount.unit) if amount is not None else None
        )

    def judge_actors(self, offered: list[Option], scores: list[Array | None]) -> Array:
        """Probabilities of none, who, whom for each offered actor."""
        judged = self.actor.probabilities([o.features for o in offered])
        return mixed(judged, scores, slice(0, 3), self.thresholds["pair_share"])

    def judge_dates(self, offered: list[Option], scores: list[Array | None]) -> Array:
        """The probability of each offered date that it is the record's."""
        judged = self.date.probabilities([o.features for o in offered])
        result: Array = mixed(judged, scores, slice(3, 5), self.thresholds["date_pair_share"])[:, 1]
        return result

    def _best(self, offered: list[Option], judged: Array, role: str) -> Any:
        if not offered:
            return None
        best = int(judged.argmax())
        return offered[best].value if judged[best] >= self.thresholds[role] else None


def pair_scores(encoder: Encoder, encoded: Encoded, anchor: Anchor, offered: list[Option]) -> list[Array | None]:
    """The encoder's best scores for each option over the places where it stands; None for what stands nowhere."""
    places = [(anchor.passage, token) for option in offered for token in option.tokens]
    scored = encoder.pairs(encoded, (anchor.passage, anchor.token), places, anchor.kind) if places else None
    if scored is None:
        return [None] * len(offered)
    result: list[Array | None] = []
    row = 0
    for option in offered:
        count = len(option.tokens)
        result.append(scored[row : row + count].max(axis=0) if count else None)
        row += count
    return result


def mixed(judged: Array, scores: list[Array | None], columns: slice, share: float) -> Array:
    """The linear model's probabilities with a share of the encoder's where it has an opinion."""
    result = judged.copy()
    for row, score in enumerate(scores):
        if score is not None and score[columns].max() > -1e3:
            result[row] = (1 - share) * judged[row] + share * softmax(score[None, columns])[0]
    return result


def pick_actors(
    actors: list[Actor], judged: Array, kind: str, thresholds: Mapping[str, float]
) -> tuple[tuple[Actor, ...], tuple[Actor, ...]]:
    """`who` and `whom` by probability; the likeliest actor acts where none reaches the threshold but one comes near."""
    rows = [(actor, float(p[WHO]), float(p[WHOM])) for actor, p in zip(actors, judged, strict=True)]
    who = [a for a, acting, acted in rows if acting >= thresholds["who"] and acting >= acted]
    if not who and rows:
        actor, acting, _ = max(rows, key=lambda r: r[1])
        if acting >= thresholds["who_alone"]:
            who = [actor]
    if kind in SYMMETRIC_KINDS:
        return tuple(who), ()
    whom = [a for a, acting, acted in rows if acted >= thresholds["whom"] and acted > acting and a not in who]
    return tuple(who), tuple(whom)
