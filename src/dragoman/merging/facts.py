"""Facts: what several documents tell of one thing, brought together, with the reason for every join."""

from __future__ import annotations

import gc
import hashlib
from collections import Counter
from collections.abc import Iterable, Iterator, Mapping, Sequence
from contextlib import contextmanager
from dataclasses import dataclass, field
from functools import cached_property

from dragoman.merging import cells
from dragoman.merging.grouping import Pair, grouped
from dragoman.merging.pairs import Link, Pairs, StateOf
from dragoman.merging.reviews import Decision, applied
from dragoman.merging.telling import Telling, in_order
from dragoman.merging.weights import Weights
from dragoman.record import Actor, Amount, Record

#: What is stored of each cell: its signature, and its links.
Cells = Mapping[cells.Cell, tuple[str, tuple[Link, ...]]]


@dataclass(frozen=True)
class Fact:
    """One thing, as all its tellings have it. Its own fields are those of the fullest telling."""

    #: In order of the day on which they were told.
    tellings: tuple[Telling, ...]
    #: Why each but the first was joined to another.
    links: tuple[Link, ...] = ()

    @cached_property
    def id(self) -> str:
        """Sixteen hex digits, the same for the same records."""
        joined = ",".join(sorted(telling.id for telling in self.tellings))
        return hashlib.sha256(joined.encode()).hexdigest()[:16]

    @cached_property
    def record(self) -> Record:
        """The fullest telling: of the commonest kind, dated the most exactly, the surest, the longest."""
        kinds = Counter(kind for kind, _ in {(t.record.kind, t.source) for t in self.tellings})
        return max(self.tellings, key=lambda t: (kinds[t.record.kind], *_fullness(t))).record

    @property
    def records(self) -> tuple[Record, ...]:
        """Its records, by day of publication."""
        return tuple(telling.record for telling in self.tellings)

    @property
    def kind(self) -> str:
        """The kind of most of its sources."""
        return self.record.kind

    @cached_property
    def status(self) -> str:
        """How real it is, as its documents leave it: see `life.status_of`."""
        from dragoman.merging.life import status_of

        return status_of(self.tellings)

    @cached_property
    def who(self) -> tuple[Actor, ...]:
        """Who acts, as the fullest telling names them."""
        return self.record.who

    @cached_property
    def whom(self) -> tuple[Actor, ...]:
        """Who is acted upon, as the fullest telling that names any does."""
        return self.record.whom or next((t.record.whom for t in self._by_fullness if t.record.whom), ())

    @cached_property
    def when(self) -> str:
        """When, as the fullest telling of the status it has now tells it; ISO 8601 or empty."""
        settled = [t.record.when for t in self._by_fullness if t.record.status == self.status and t.record.when]
        return next(iter(settled), "") or next((t.record.when for t in self._by_fullness if t.record.when), "")

    @cached_property
    def where(self) -> str:
        """Where, or empty."""
        return next((t.record.where for t in self._by_fullness if t.record.where), "")

    @cached_property
    def amount(self) -> Amount | None:
        """How much, or None."""
        return next((t.record.amount for t in self._by_fullness if t.record.amount), None)

    @property
    def what(self) -> str:
        """The content in the words of the fullest telling."""
        return self.record.what or self.record.evidence.quote

    @cached_property
    def sources(self) -> int:
        """How many documents tell it; near copies count once."""
        return len({telling.source for telling in self.tellings})

    @cached_property
    def _by_fullness(self) -> list[Telling]:
        return sorted(self.tellings, key=lambda t: (t.record.kind == self.record.kind, *_fullness(t)), reverse=True)


@dataclass(frozen=True)
class Merged:
    """All facts of a dossier, and what the next merging needs so as to compare only what is new."""

    facts: tuple[Fact, ...]
    cells: Cells = field(default_factory=dict)
    #: How many pairs were compared this time.
    compared: int = 0


def merged(
    tellings: Iterable[Telling],
    *,
    decisions: Sequence[Decision] = (),
    state_of: StateOf = lambda place: "",
    before: Cells | None = None,
) -> Merged:
    """The facts that the tellings make, in order of time.

    The result depends on the tellings and decisions alone: not on their order, and not on `before`, the cells of an
    earlier merging, of which those are not compared again that have not changed. `state_of` tells a place's state.
    """
    with _without_collector():
        ordered = sorted({telling.id: telling for telling in tellings}.values(), key=in_order)
        weights = Weights.of(ordered)
        pairs = Pairs(weights, state_of)
        found, compared = _linked(ordered, weights, pairs, before or {})
        links = {(link.one, link.other): link for _, held in found.values() for link in held}
        return Merged(tuple(_facts(ordered, links, pairs, decisions)), found, compared)


@contextmanager
def _without_collector() -> Iterator[None]:
    """Merging makes millions of objects and no cycles; to look for cycles among them took a fifth of its time."""
    enabled = gc.isenabled()
    gc.disable()
    try:
        yield
    finally:
        if enabled:
            gc.enable()


def _linked(
    tellings: Sequence[Telling], weights: Weights, pairs: Pairs, before: Cells
) -> tuple[dict[cells.Cell, tuple[str, tuple[Link, ...]]], int]:
    """Each cell's signature and links; a cell that is as before is not compared again."""
    signatures = [weights.signature(telling) for telling in tellings]
    judged: dict[tuple[int, int], Link | None] = {}
    found: dict[cells.Cell, tuple[str, tuple[Link, ...]]] = {}
    for key, members in cells.cells(tellings, weights).items():
        signature = cells.signature(members, signatures)
        known = before.get(key)
        if known and known[0] == signature:
            found[key] = known[0], known[1]
            continue
        links: dict[tuple[int, int], Link] = {}
        for pair in cells.candidates(tellings, members, weights):
            if pair not in judged:
                judged[pair] = pairs.linked(tellings[pair[0]], tellings[pair[1]])
            if (held := judged[pair]) is not None:
                links[pair] = held
        found[key] = signature, tuple(sorted(links.values(), key=lambda link: (link.one, link.other)))
    return found, len(judged)


def _facts(
    tellings: Sequence[Telling], links: Mapping[Pair, Link], pairs: Pairs, decisions: Sequence[Decision]
) -> list[Fact]:
    by_id = {telling.id: telling for telling in tellings}
    must, cannot = applied(decisions, tellings)

    def score(one: str, other: str) -> float | None:
        link = pairs.compared(by_id[one], by_id[other])
        return link.score if link else None

    groups = list(grouped({pair: link.score for pair, link in links.items()}, score, must=must, cannot=cannot))
    together = {id for group in groups for id in group}
    groups += [[id] for id in by_id if id not in together]
    facts = [_fact(sorted((by_id[id] for id in group), key=in_order), links, must) for group in groups]
    return sorted(facts, key=_in_time)


def _fact(tellings: Sequence[Telling], links: Mapping[Pair, Link], must: set[Pair]) -> Fact:
    """The fact of the tellings, with the strongest links that hold it together."""
    ids = [telling.id for telling in tellings]
    inside = [
        links.get(pair) or Link(*pair, 0.0, "a person's decision")
        for i, one in enumerate(ids)
        for other in ids[i + 1 :]
        for pair in [(min(one, other), max(one, other))]
        if pair in links or pair in must
    ]
    kept: list[Link] = []
    home = {id: id for id in ids}
    for link in sorted(
        inside, key=lambda link: ((link.one, link.other) not in must, -link.score, link.one, link.other)
    ):
        one, other = home[link.one], home[link.other]
        if one != other:
            kept.append(link)
            home = {id: one if first == other else first for id, first in home.items()}
    return Fact(tuple(tellings), tuple(sorted(kept, key=lambda link: (link.one, link.other))))


def _fullness(telling: Telling) -> tuple[object, ...]:
    record, span = telling.record, telling.span
    exact = -((span[1] - span[0]).days) if span and record.when else -100_000
    return (record.status in ("happened", "ongoing"), exact, record.confidence, len(record.what), telling.id)


def _in_time(fact: Fact) -> tuple[object, ...]:
    from datetime import date

    days = [telling.days[0] or telling.days[1] for telling in fact.tellings]
    first = min((day for day in days if day), default=None)
    told = min((telling.published for telling in fact.tellings if telling.published), default=None)
    return (first or told or date.max, fact.kind, fact.id)
