"""The time axis of a drawing: which days it spans, where a day stands, and where its ticks are."""

from __future__ import annotations

import calendar
from bisect import bisect_left
from collections.abc import Iterator, Sequence
from dataclasses import dataclass
from datetime import date, timedelta

from dragoman.analysis.interval import Interval

MARGIN = 12.0
#: Width of the strip at either side that gathers what lies far outside the period most records are about.
STRIP = 96.0
_MOST_LABELS = 11
_DAY_STEPS = (1, 2, 7, 14)
_MONTH_STEPS = (1, 2, 3, 6)
_YEAR_STEPS = (1, 2, 5, 10, 20, 25, 50, 100, 200, 500)
#: What lies further off than this share of the period most records are about goes into a strip.
_FAR = 0.4
#: Above this many days, ticks stand at months; above the second, at years.
_MONTHS_FROM, _YEARS_FROM = 110, 1900
#: A bar is at least this wide, so that two days can be told from one.
_NARROWEST_BAR = 9.0


@dataclass(frozen=True, slots=True)
class Tick:
    """A line on the axis; `strong` where a year begins; unlabelled ticks only divide."""

    x: float
    label: str
    strong: bool


@dataclass(frozen=True, slots=True)
class Axis:
    """Days `first` to `last` between `left` and `right`; `before` and `after` hold the days in the strips."""

    first: date
    last: date
    left: float
    right: float
    width: float
    before: tuple[date, ...] = ()
    after: tuple[date, ...] = ()

    def x(self, day: date) -> float:
        """Where `day` begins."""
        share = (day - self.first).days / max(1, (self.last - self.first).days + 1)
        return self.left + share * (self.right - self.left)

    def extent(self, days: Interval) -> tuple[float, float]:
        """Where the mark of `days` stands and how wide it is; 0 for a dot."""
        if (days.last or days.position) < self.first:
            return self._in_strip(self.before, days.position, MARGIN), 0.0
        if days.position > self.last:
            return self._in_strip(self.after, days.position, self.right + MARGIN), 0.0
        if days.first is None or days.last is None or days.first == days.last:
            middle = self.x(days.position) + (self.x(days.position + timedelta(1)) - self.x(days.position)) / 2
            return middle, 0.0
        left = self.x(max(days.first, self.first))
        right = self.x(min(days.last, self.last) + timedelta(1))
        return left, max(right - left, _NARROWEST_BAR)

    def ticks(self) -> tuple[Tick, ...]:
        """Ticks at years, months or days, whichever gives some ten labels."""
        span = (self.last - self.first).days
        if span > _YEARS_FROM:
            return tuple(self._years(_step(span / 365.25, _YEAR_STEPS)))
        if span > _MONTHS_FROM:
            return tuple(self._months(_step(span / 30.44, _MONTH_STEPS)))
        return tuple(self._days(_step(span, _DAY_STEPS)))

    def _years(self, step: int) -> Iterator[Tick]:
        for year in range(self.first.year, self.last.year + 1):
            if year % step == 0 and date(year, 1, 1) >= self.first:
                yield Tick(self.x(date(year, 1, 1)), str(year), True)

    def _months(self, step: int) -> Iterator[Tick]:
        for month in range(self.first.year * 12 + self.first.month - 1, self.last.year * 12 + self.last.month):
            day = date(month // 12, month % 12 + 1, 1)
            if day < self.first:
                continue
            shown = (day.month - 1) % step == 0
            label = str(day.year) if day.month == 1 else calendar.month_abbr[day.month]
            yield Tick(self.x(day), label if shown else "", day.month == 1)

    def _days(self, step: int) -> Iterator[Tick]:
        for offset in range(0, (self.last - self.first).days + 1, step):
            day = self.first + timedelta(offset)
            yield Tick(self.x(day), f"{day.day} {calendar.month_abbr[day.month]}", day.day == 1)

    def _in_strip(self, strip: tuple[date, ...], day: date, left: float) -> float:
        place = bisect_left(strip, day) / max(1, len(strip) - 1)
        return left + place * (STRIP - 2 * MARGIN)


def axis_of(intervals: Sequence[Interval], width: float) -> Axis:
    """The axis for these intervals: the period most of them lie in, far outliers in a strip at either side."""
    positions = sorted(days.position for days in intervals)
    first, last = _core(positions)
    before = tuple(sorted({d.position for d in intervals if (d.last or d.position) < first}))
    after = tuple(sorted({day for day in positions if day > last}))
    left = STRIP if before else MARGIN
    right = width - (STRIP if after else MARGIN)
    return Axis(first, last, left, right, width, before, after)


def _core(positions: Sequence[date]) -> tuple[date, date]:
    """The days to draw: all of them, unless a few far ones at either side would press the rest together."""
    low, high = positions[0].toordinal(), positions[-1].toordinal()
    inner = positions[len(positions) // 10].toordinal(), positions[-1 - len(positions) // 20].toordinal()
    reach = max(20, (inner[1] - inner[0]) // 3)
    near = max(low, inner[0] - reach), min(high, inner[1] + reach)
    far = _FAR * (near[1] - near[0])
    if near[0] - low > far:
        low = next(day.toordinal() for day in positions if day.toordinal() >= near[0])
    if high - near[1] > far:
        high = next(day.toordinal() for day in reversed(positions) if day.toordinal() <= near[1])
    pad = max(1, (high - low) // 50)
    return date.fromordinal(max(1, low - pad)), date.fromordinal(min(date.max.toordinal() - 1, high + pad))


def _step(units: float, steps: Sequence[int]) -> int:
    return next((step for step in steps if units / step <= _MOST_LABELS), steps[-1])
