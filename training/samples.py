"""What the encoder is shown at once: a window of a document, the words it judges in it, and pairs of words."""

from __future__ import annotations

from dataclasses import dataclass, field
from typing import Any

import numpy as np
import targets
from gold import GoldText
from roles import NONE, WHO, WHOM, date_fit
from score import actor_similarity as actor_fit
from targets import Targets

from dragoman.reading import slots
from dragoman.reading.candidates import clause
from dragoman.reading.slots import Anchor
from dragoman.reading.windows import Window, windows
from dragoman.record import KINDS, SYMMETRIC_KINDS

#: Answers to a pair: of an actor (neither, who, whom), of a date (not the record's, the record's).
ACTOR, DATE = slice(0, 3), slice(3, 5)
PAIR = 5


@dataclass(frozen=True, slots=True)
class Pair:
    """A predicate and an actor or a date, by their positions in the window.

    An actor has the positions of all its mentions in the sentence, the likeliest of them counts; one that the sentence
    does not name has the position where it is named last before it.
    """

    predicate: int
    places: list[int]
    kind: int
    is_date: bool
    is_before: bool = False


@dataclass(slots=True)
class Sample:
    """A window with what it is asked, and the answers; of a document without records the pairs are not yet known."""

    pieces: list[int]
    #: Of each word its position, and the first and behind last position of its clause.
    words: list[tuple[int, int, int]] = field(default_factory=list)
    #: Of each word, which candidate of the document it is.
    examples: list[int] = field(default_factory=list)
    targets: Targets = field(default_factory=lambda: targets.of_gold([]))
    pairs: list[Pair] = field(default_factory=list)
    #: A row a pair, its probabilities.
    answers: np.ndarray = field(default_factory=lambda: np.zeros((0, PAIR), np.float32))
    #: Of each word, what may be paired with it: places of each actor of its sentence, of each named before, of dates.
    around: list[tuple[list[list[int]], list[int], list[int]]] = field(default_factory=list)


def samples(text: GoldText, tokenizer: Any) -> list[Sample]:
    """The windows of a document that hold candidates."""
    annotated = text.annotated
    found = []
    for window in windows([p.parsed for p in annotated.passages], tokenizer):
        sample, gold, answers = Sample(window.pieces), [], []
        for index, example in enumerate(text.examples):
            position = window.positions.get((example.passage, example.token))
            if position is None:
                continue
            tokens = clause(annotated.passages[example.passage].parsed, example.token)
            inside = [window.positions[p] for t in range(*tokens) if (p := (example.passage, t)) in window.positions]
            sample.words.append((position, min(inside), max(inside) + 1))
            sample.examples.append(index)
            gold.append(example.gold)
            for record in example.gold:
                anchor = Anchor(example.passage, example.token, record["kind"], record["status"], record.get("stance"))
                for pair, answer in _pairs(annotated, anchor, record, window, position):
                    sample.pairs.append(pair)
                    answers.append(answer)
            if not text.records:
                sample.around.append(_around(annotated, example.passage, example.token, window))
        if sample.words:
            sample.targets = targets.of_gold(gold)
            sample.answers = np.eye(PAIR, dtype=np.float32)[answers]
            found.append(sample)
    return found


def _pairs(
    annotated: Any, anchor: Anchor, record: dict[str, Any], window: Window, position: int
) -> list[tuple[Pair, int]]:
    """A pair for each actor and date of the window with its answer."""
    kind = KINDS.index(anchor.kind)
    here, before = _places_of_actors(annotated, anchor, window)
    by_actor = here | {actor: [place] for actor, place in before.items()}
    who, whom = record.get("who") or [], record.get("whom") or []
    best_of: dict[tuple[int, int], float] = {}
    fits = {}
    for actor in by_actor:
        scored = [(actor_fit(str(actor), g), WHO, i) for i, g in enumerate(who)]
        scored += [(actor_fit(str(actor), g), WHOM, i) for i, g in enumerate(whom)]
        fit, role, index = max(scored, default=(0.0, NONE, 0), key=lambda s: (s[0], -s[1], -s[2]))
        fits[actor] = (fit, role, index)
        best_of[role, index] = max(best_of.get((role, index), 0.0), fit)
    found = []
    for actor, places in by_actor.items():
        fit, role, index = fits[actor]
        answer = role if fit > 0 and fit >= best_of[role, index] else NONE
        if answer and anchor.kind in SYMMETRIC_KINDS:
            answer = WHO
        found.append((Pair(position, sorted(set(places)), kind, False, actor in before), answer))
    dates = _places_of_dates(annotated, anchor, window)
    best = max((date_fit(value, record) for value, _ in dates), default=0.0)
    for value, where in dates:
        if where is not None:
            fit = date_fit(value, record)
            found.append((Pair(position, [where], kind, True), DATE.start + int(fit >= 0.5 and fit == best)))
    return found


def _around(annotated: Any, passage: int, token: int, window: Window) -> tuple[list[list[int]], list[int], list[int]]:
    # Which mentions surround a word does not depend on what is told there.
    anchor = Anchor(passage, token, KINDS[0], "happened", None)
    here, before = _places_of_actors(annotated, anchor, window)
    dates = [where for _, where in _places_of_dates(annotated, anchor, window) if where is not None]
    return [sorted(set(places)) for places in here.values()], list(before.values()), dates


def _places_of_actors(annotated: Any, anchor: Anchor, window: Window) -> tuple[dict[Any, list[int]], dict[Any, int]]:
    """Where the window has the actors of the anchor's sentence; where those around it were named last before."""
    here: dict[Any, list[int]] = {}
    around = []
    for filler in slots.actor_fillers(annotated, anchor):
        where = window.positions.get((anchor.passage, filler.token)) if filler.token is not None else None
        for actor in filler.value:
            if filler.token is None:
                around.append(actor)
            elif where is not None:
                here.setdefault(actor, []).append(where)
    named = slots.named_before(annotated, anchor, [actor for actor in around if actor not in here])
    before = {actor: window.positions[place] for actor, place in named.items() if place in window.positions}
    return here, before


def _places_of_dates(annotated: Any, anchor: Anchor, window: Window) -> list[tuple[str, int | None]]:
    return [
        (str(filler.value[0]), window.positions.get((anchor.passage, filler.token)))
        for filler in slots.date_fillers(annotated, anchor)
        if filler.token is not None
    ]
