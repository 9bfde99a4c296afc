"""A timeline as a drawing: where each mark, bar, tick and lane stands. The template only writes it down."""

from __future__ import annotations

from collections import defaultdict
from collections.abc import Callable, Sequence
from dataclasses import dataclass, field

from dragoman.analysis.interval import Interval, in_words
from dragoman.analysis.timeline import TimelineEntry, actors_in_words
from dragoman.web.families import FAMILIES, Family, family_of, manner_of
from dragoman.web.time_axis import Axis, Tick, axis_of

WIDTH = 960
LANE_HEAD = 22
ROW = 12
RADIUS = 4.5
#: More marks above one another than this are told as a number: the table beside holds them all.
MOST_ROWS = 12
#: Length of the tail that says `since` or `by`.
TAIL = 20
#: Overflow numbers are gathered over this width, so that they do not cover one another.
_BUCKET = 26

NameOf = Callable[[str], str]


@dataclass(frozen=True, slots=True)
class Mark:
    """One entry drawn: a dot where `width` is 0, else a bar, thin where the text gives but a month or a year.

    `tail` is -1 (by), 1 (since) or 0.
    """

    href: str
    label: str
    manner: str
    number: int
    x: float
    y: float
    width: float = 0
    tail: int = 0
    vague: bool = False


@dataclass(frozen=True, slots=True)
class More:
    """How many entries found no room here."""

    x: float
    y: float
    count: int


@dataclass(frozen=True, slots=True)
class Lane:
    """One family's marks, from `top` downwards."""

    key: str
    label: str
    top: float
    height: float
    marks: tuple[Mark, ...]
    more: tuple[More, ...] = ()


@dataclass(frozen=True, slots=True)
class Chart:
    """A whole drawing of `width` by `height`, with its lanes and its axis at the foot."""

    width: int
    height: float
    axis_y: float
    axis: Axis
    ticks: tuple[Tick, ...]
    lanes: tuple[Lane, ...]


@dataclass(slots=True)
class _Rows:
    """Where each row of a lane ends so far; a mark goes into the first row that has room."""

    ends: list[float] = field(default_factory=list)

    def place(self, left: float, right: float) -> int | None:
        for row, end in enumerate(self.ends):
            if end <= left:
                self.ends[row] = right
                return row
        if len(self.ends) == MOST_ROWS:
            return None
        self.ends.append(right)
        return len(self.ends) - 1


def chart(
    entries: Sequence[TimelineEntry], place_of: Callable[[TimelineEntry], tuple[str, int]], name_of: NameOf = str
) -> Chart | None:
    """The drawing of the dated `entries`; None where there are none.

    `place_of` gives an entry's link target and the number that the page gives its record.
    """
    dated = [(entry, entry.interval) for entry in entries if entry.interval]
    if not dated:
        return None
    axis = axis_of([days for _, days in dated], WIDTH)
    by_family: dict[str, list[tuple[TimelineEntry, Interval]]] = defaultdict(list)
    for entry, days in dated:
        by_family[family_of(entry.record.kind)].append((entry, days))

    def drawn(entry: TimelineEntry, days: Interval, y: float) -> Mark:
        href, number = place_of(entry)
        x, width = axis.extent(days)
        vague = days.precision in ("month", "year")
        return Mark(
            href, label(entry, name_of), manner_of(entry.record.status), number, x, y, width, _tail(days), vague
        )

    lanes, top = list[Lane](), 0.0
    for family in FAMILIES:
        if family.key in by_family:
            lanes.append(_lane(family, top, by_family[family.key], axis, drawn))
            top += lanes[-1].height
    return Chart(WIDTH, top + 30, top, axis, axis.ticks(), tuple(lanes))


def label(entry: TimelineEntry, name_of: NameOf = str) -> str:
    """What a mark says when it is touched or read aloud."""
    record = entry.record
    told = f"{in_words(record.when)}: {record.kind}, {record.status}"
    what = record.what if len(record.what) <= 120 else record.what[:119] + "…"
    more = f" ({entry.documents} documents)" if entry.documents > 1 else ""
    return "; ".join(filter(None, (told, actors_in_words(record, name_of), what))) + more


def _lane(
    family: Family,
    top: float,
    entries: Sequence[tuple[TimelineEntry, Interval]],
    axis: Axis,
    drawn: Callable[[TimelineEntry, Interval, float], Mark],
) -> Lane:
    """The entries of one family in rows, from left to right; what finds no room is counted."""
    rows, marks, crowded = _Rows(), list[Mark](), defaultdict[int, int](int)
    for entry, days in sorted(entries, key=lambda e: (axis.extent(e[1])[0], -axis.extent(e[1])[1])):
        x, width = axis.extent(days)
        tail = _tail(days)
        row = rows.place(x - RADIUS - TAIL * (tail < 0), x + max(width, RADIUS) + TAIL * (tail > 0) + 2)
        if row is None:
            crowded[int(x // _BUCKET)] += 1
        else:
            marks.append(drawn(entry, days, top + LANE_HEAD + row * ROW + ROW / 2))
    depth = LANE_HEAD + len(rows.ends) * ROW
    more = tuple(More(bucket * _BUCKET + _BUCKET / 2, top + depth + 9, n) for bucket, n in sorted(crowded.items()))
    return Lane(family.key, family.label, top, depth + (14 if more else 0) + 8, tuple(marks), more)


def _tail(days: Interval) -> int:
    return -1 if days.first is None else 1 if days.last is None else 0
