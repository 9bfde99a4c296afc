import itertools
from datetime import date

import pytest

from analysis.given import DOCUMENTS, HOSTILE_STEP, RECORDS, told
from dragoman.analysis.interval import interval
from dragoman.analysis.timeline import TimelineEntry, timeline
from dragoman.record import KINDS, STATUSES, Record
from dragoman.web.families import FAMILIES, family_of, manner_of
from dragoman.web.time_axis import STRIP, axis_of
from dragoman.web.timeline_svg import MOST_ROWS, WIDTH, Chart, chart


def drawn(records: list[Record]) -> Chart:
    def place(entry: TimelineEntry) -> tuple[str, int]:
        return f"#r-{entry.record.id}", 1

    made = chart(timeline(records, DOCUMENTS), place)
    assert made
    return made


def meeting(when: str, number: int = 0) -> Record:
    return told("a", f"talks {number}", "meeting", when=when, what=f"round {number}")


def test_every_kind_has_one_family_and_every_status_a_manner() -> None:
    assert sorted(itertools.chain.from_iterable(family.kinds for family in FAMILIES)) == sorted(KINDS)
    assert {manner_of(status) for status in STATUSES} == {"fact", "meant", "maybe", "not"}
    assert family_of("incident") == "force"


def test_a_lane_for_each_family_that_has_dated_records() -> None:
    assert [lane.key for lane in drawn(list(RECORDS)).lanes] == ["ties", "pressure", "policy"]


def test_nothing_dated_is_no_drawing() -> None:
    assert chart(timeline([HOSTILE_STEP], DOCUMENTS, undated=True), lambda entry: ("", 0)) is None


def test_days_are_dots_and_periods_are_bars_thin_where_the_date_is_vague() -> None:
    [lane] = drawn([meeting("2022-03-04"), meeting("2022-03-01/2022-05-31"), meeting("2022-04")]).lanes
    looks = {mark.label.split(":")[0]: (mark.width > 0, mark.vague) for mark in lane.marks}
    assert looks == {"4 March 2022": (False, False), "1 March – 31 May 2022": (True, False), "April 2022": (True, True)}


def test_open_ends_have_tails() -> None:
    [lane] = drawn([meeting("2022-03/"), meeting("/2022-05-01"), meeting("2022-04-01")]).lanes
    assert [mark.tail for mark in lane.marks] == [1, 0, -1]


def test_marks_of_one_lane_do_not_cover_one_another() -> None:
    [lane] = drawn([meeting(f"2022-0{1 + n % 6}-0{1 + n % 7}", n) for n in range(60)]).lanes
    rows = itertools.groupby(sorted(lane.marks, key=lambda mark: (mark.y, mark.x)), key=lambda mark: mark.y)
    for _, row in rows:
        assert all(right.x - left.x >= 8 for left, right in itertools.pairwise(row))


def test_what_finds_no_room_is_counted() -> None:
    [lane] = drawn([meeting("2022-06-29", n) for n in range(40)]).lanes
    assert len(lane.marks) == MOST_ROWS
    assert sum(more.count for more in lane.more) == 40 - MOST_ROWS


def test_far_outliers_stand_in_strips_and_all_marks_within_the_drawing() -> None:
    near = [meeting(f"2022-06-{day:02}", day) for day in range(1, 29)]
    [lane] = drawn([meeting("1951-09-08"), *near, meeting("2040")]).lanes
    by_label = {mark.label.split(":")[0]: mark.x for mark in lane.marks}
    assert by_label["8 September 1951"] < STRIP
    assert by_label["2040"] > WIDTH - STRIP
    assert all(0 < mark.x < WIDTH for mark in lane.marks)


@pytest.mark.parametrize(
    ("first", "last", "label"),
    [("2022-06-01", "2022-06-20", "4 Jun"), ("2022-02-01", "2022-11-30", "Jul"), ("1945-08-15", "2022-06-29", "1960")],
)
def test_ticks_suit_the_length_of_the_period(first: str, last: str, label: str) -> None:
    intervals = [days for days in map(interval, (first, last)) if days]
    labels = [tick.label for tick in axis_of(intervals, WIDTH).ticks() if tick.label]
    assert label in labels
    assert len(labels) <= 13


def test_the_calendar_has_ends() -> None:
    for when in ("0001", "9999", "9999-12-31", "0001-01-01/9999-12-31"):
        days = interval(when)
        assert days
        axis = axis_of([days], WIDTH)
        assert date.min <= axis.first <= axis.last <= date.max
        assert 0 <= axis.extent(days)[0] <= WIDTH
