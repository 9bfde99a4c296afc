"""Which facts matter: told by many documents, of weighty parties and kind, news when told, and not told twice over."""

from __future__ import annotations

import heapq
from collections import Counter, defaultdict
from collections.abc import Iterable, Iterator, Mapping, Sequence
from dataclasses import dataclass
from datetime import date
from functools import cache
from importlib.resources import files
from math import log2
from typing import Literal

from dragoman.analysis.days import Mention, day_of, is_written, weighed
from dragoman.analysis.interval import interval
from dragoman.errors import TableError
from dragoman.language.dates import find_dates
from dragoman.merging.facts import Fact
from dragoman.merging.telling import Telling
from dragoman.record import KINDS, STATUSES

Period = Literal["day", "week", "month", "year"]
PERIODS: tuple[Period, ...] = ("day", "week", "month", "year")
#: A fact of which no document told within so many days was background when it was told, not news.
_NEWS_DAYS = 31
_BACKGROUND = 0.5
#: What is like something that stands on the timeline already counts so much, once for each such thing.
_REPEATED = 0.4
#: Two facts of the same parties are alike where so much of the shorter one's words are the other's.
_ALIKE = 0.5
#: A stretch longer than this has no day whose weight it could have.
_LONGEST = 31


@dataclass(frozen=True, slots=True)
class Ranked:
    """A fact and how much it matters: the product of its parts, to be compared within one dossier only."""

    fact: Fact
    weight: float
    #: Factors by name: sources, day, parties, kind, status, news.
    parts: Mapping[str, float]


def ranked(facts: Iterable[Fact]) -> list[Ranked]:
    """The facts with their weights, the weightiest first."""
    told = list(facts)
    days = day_weights(told)
    heaviest = max(days.values(), default=0.0) or 1.0
    parties = _prominence(told)
    found = [_ranked(fact, days, heaviest, parties) for fact in told]
    return sorted(found, key=_behind)


def chosen(facts: Iterable[Ranked], top: int) -> list[Ranked]:
    """The `top` facts, the weightiest first; each counts less for every one before it that it is like."""
    queue = [(-one.weight, place, 0, one) for place, one in enumerate(sorted(facts, key=_behind))]
    heapq.heapify(queue)
    taken: list[Ranked] = []
    while queue and len(taken) < top:
        _, place, seen, one = heapq.heappop(queue)
        if seen == len(taken):
            taken.append(one)
            continue
        alike = sum(_are_alike(one.fact, other.fact) for other in taken)
        heapq.heappush(queue, (-one.weight * _REPEATED**alike, place, len(taken), one))
    return taken


def best_of_periods(facts: Sequence[Ranked], per: Period, top: int | None = None) -> list[Ranked]:
    """The weightiest fact of each period, of the `top` periods that matter most; what names no such period is left out.

    A period matters as much as its days do together, see `days.weighed`.
    """
    days = day_weights(one.fact for one in facts)
    weights: dict[str, float] = defaultdict(float)
    for day in sorted(days):
        weights[period_of(day, per)] += days[day]
    best: dict[str, Ranked] = {}
    for one in sorted(facts, key=_behind):
        held = _period(one.fact, per)
        if held:
            best.setdefault(held, one)
    order = sorted(best, key=lambda held: (-weights.get(held, 0.0), *_behind(best[held])))
    return [best[held] for held in order[:top]]


def day_weights(facts: Iterable[Fact]) -> dict[date, float]:
    """How much each day matters, by the documents that speak of it."""
    tellings = [telling for fact in facts for telling in fact.tellings]
    published = {t.source: t.published for t in reversed(tellings) if t.published}
    return weighed((found for t in tellings for found in _mention(t)), published.values())


def period_of(day: date, per: Period) -> str:
    """The name of the period a day is in: `2022-06-29`, `2022-W26`, `2022-06`, `2022`."""
    if per == "week":
        year, week, _ = day.isocalendar()
        return f"{year:04}-W{week:02}"
    return day.isoformat()[: {"day": 10, "month": 7, "year": 4}[per]]


def _mention(telling: Telling) -> Iterator[Mention]:
    first, last = telling.days
    if first is None or first != last:
        return
    quote = telling.record.evidence.quote
    published = telling.published.isoformat() if telling.published else None
    # Without a digit no date is written out: most quotes need not be searched.
    written = any(char.isdigit() for char in quote) and any(
        is_written(told) and day_of(told) == first for told in find_dates(quote, published)
    )
    yield Mention(first, telling.source, telling.published, frozenset(telling.surfaces), written)


def _ranked(fact: Fact, days: Mapping[date, float], heaviest: float, prominence: Mapping[str, float]) -> Ranked:
    shares = sorted((prominence[body] for body in _bodies(fact)), reverse=True)[:2]
    parts = {
        "sources": log2(1 + fact.sources),
        "day": 1 + _day_weight(fact, days) / heaviest,
        "parties": 0.5 + 0.5 * (sum(shares) / len(shares) if shares else 0.0),
        "kind": weights()["kinds"][fact.kind],
        "status": weights()["statuses"][fact.status],
        "news": 1.0 if _is_news(fact) else _BACKGROUND,
    }
    weight = 1.0
    for part in parts.values():
        weight *= part
    return Ranked(fact, weight, parts)


def _day_weight(fact: Fact, days: Mapping[date, float]) -> float:
    """The weight of the heaviest of its days; nothing where it has no day, or too many."""
    held = interval(fact.when)
    if held is None or held.first is None or held.last is None or (held.last - held.first).days > _LONGEST:
        return 0.0
    span = range(held.first.toordinal(), held.last.toordinal() + 1)
    return max(days.get(date.fromordinal(ordinal), 0.0) for ordinal in span)


def _is_news(fact: Fact) -> bool:
    """Whether some document told it when it was new, or before."""
    held = interval(fact.when)
    last = held.last or held.first if held else None
    if last is None:
        return False
    return any((t.published - last).days <= _NEWS_DAYS for t in fact.tellings if t.published)


def _prominence(facts: Iterable[Fact]) -> dict[str, float]:
    """For each state and organisation, the doublings of the documents that tell of it, as a share of the greatest."""
    seen = {(body, t.source) for fact in facts for t in fact.tellings for body in t.bodies}
    counts = Counter(body for body, _ in seen)
    most = max(counts.values(), default=1)
    return {body: log2(1 + count) / log2(1 + most) for body, count in counts.items()}


def _bodies(fact: Fact) -> frozenset[str]:
    return frozenset(body for telling in fact.tellings for body in telling.bodies)


def _are_alike(one: Fact, other: Fact) -> bool:
    """Whether a reader of one learns little from the other: the same day and parties, or a party and the same words."""
    mine, theirs = _bodies(one), _bodies(other)
    if not mine & theirs:
        return False
    if one.when and one.when == other.when and len(mine & theirs) >= min(2, len(mine), len(theirs)):
        return True
    said, told = _words(one), _words(other)
    return len(said & told) >= _ALIKE * max(1, min(len(said), len(told)))


def _words(fact: Fact) -> frozenset[str]:
    return frozenset(next(t for t in fact.tellings if t.record == fact.record).surfaces)


def _period(fact: Fact, per: Period) -> str:
    held = interval(fact.when)
    if held is None or held.first is None or held.last is None:
        return ""
    first, last = period_of(held.first, per), period_of(held.last, per)
    return first if first == last else ""


def _behind(one: Ranked) -> tuple[object, ...]:
    return (-one.weight, one.fact.when, one.fact.id)


@cache
def weights() -> dict[str, dict[str, float]]:
    """The weights of `ranking.yaml`; raises TableError where they are not those of all kinds and statuses."""
    import yaml

    told = yaml.safe_load(files("dragoman.analysis").joinpath("ranking.yaml").read_text(encoding="utf-8"))
    for name, known in (("kinds", KINDS), ("statuses", STATUSES)):
        if set(told[name]) != set(known):
            raise TableError(f"ranking.yaml: {name} names {sorted(set(told[name]) ^ set(known))} too many or too few")
    return {name: {key: float(value) for key, value in told[name].items()} for name in ("kinds", "statuses")}
