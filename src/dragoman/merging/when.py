"""Whether the days of two tellings can be those of one thing: points and a reason, or None where they cannot."""

from __future__ import annotations

from datetime import date

from dragoman.merging.families import lists
from dragoman.merging.telling import AHEAD, DONE, OFF, Telling

Judged = tuple[float, str]

_DAY, _WEEKS, _MONTH, _YEAR = 3, 14, 31, 370
#: A meeting of which no day is told is not announced for longer ahead.
_LONG_AHEAD = 120
#: How long after its day a plan may be carried out and still be that plan.
_LATEST = 730


def judged(one: Telling, other: Telling) -> Judged | None:
    """Points for how well the days fit, from -2 to 2, and why; None where both cannot be true of one thing."""
    if one.record.status in AHEAD and other.record.status in DONE:
        return _plan_and_deed(one, other)
    if other.record.status in AHEAD and one.record.status in DONE:
        return _plan_and_deed(other, one)
    if one.span and other.span:
        return _both_dated(one, other)
    if one.span or other.span:
        return _one_dated(*((one, other) if one.span else (other, one)))
    return _undated(one, other)


def _both_dated(one: Telling, other: Telling) -> Judged | None:
    gap, spread = _gap(one, other), max(_spread(one), _spread(other))
    if gap == 0:
        return _overlapping(one, other, spread)
    if gap == 1 and spread <= _DAY:
        return 0.8, "a day apart"
    return _apart(one, other, gap)


def _apart(one: Telling, other: Telling, gap: int) -> Judged | None:
    statuses = {one.record.status, other.record.status}
    if statuses & OFF or one.is_deadline or other.is_deadline or one.is_open or other.is_open:
        return (-0.4, "") if gap <= _YEAR else (-1.0, "")
    if gap <= _DAY:
        return -0.5, ""
    if statuses <= AHEAD:
        return _plans_apart(one, other, gap)
    if gap <= _WEEKS:
        return -1.5, ""
    return (-1.0, "") if "ongoing" in statuses and gap <= _YEAR else None


def _plans_apart(one: Telling, other: Telling, gap: int) -> Judged | None:
    """A plan may be put off. What is told for two days weeks apart is two things."""
    if max(_spread(one), _spread(other)) > _DAY or not _fall_on_a_day(one, other):
        return (-0.8, "") if gap <= _YEAR else None
    return (-0.8, "") if gap <= _WEEKS else None


def _fall_on_a_day(one: Telling, other: Telling) -> bool:
    return {one.record.kind, other.record.kind} <= lists().of_a_day


def _overlapping(one: Telling, other: Telling, spread: int) -> Judged:
    if one.record.when == other.record.when and one.is_deadline:
        return 1.2, f"both due by {one.record.when[1:]}"
    if one.is_open or other.is_open:
        same = one.days[0] == other.days[0]
        return (1.0, "same beginning") if same else (0.2, "")
    if spread <= _DAY:
        return 2.0, "same day"
    if spread <= _MONTH:
        return 1.2, "same days" if _spread(one) == _spread(other) else "days within the other's"
    return (0.5, "dates overlap") if spread <= _YEAR else (0.2, "")


def _one_dated(dated: Telling, undated: Telling) -> Judged | None:
    span = dated.span
    if undated.published is None or span is None or dated.is_open:
        return 0.0, ""
    if dated.record.status == "ongoing" or undated.record.status == "ongoing":
        return 0.0, ""
    lag = (undated.published - span[0]).days
    if undated.record.status in AHEAD and lag > _MONTH and _fall_on_a_day(dated, undated):
        return None  # It was still to come when the other was long over.
    if undated.record.status in AHEAD | OFF:
        return (0.2, "") if -_YEAR <= lag <= _YEAR else (-0.5, "")
    if lag < -2:
        return None
    return _by_lag(lag, "told in the days after")


def _undated(one: Telling, other: Telling) -> Judged | None:
    if "ongoing" in (one.record.status, other.record.status):
        return 0.1, ""
    if one.published is None or other.published is None:
        return 0.0, ""
    lag = abs((one.published - other.published).days)
    both_ahead = {one.record.status, other.record.status} <= {"planned", "pledged"}
    if lag > _MONTH and both_ahead and _fall_on_a_day(one, other):
        return (-1.6, "") if lag <= _LONG_AHEAD else None
    return _by_lag(lag, "told at the same time")


def _by_lag(lag: int, reason: str) -> Judged:
    if lag <= _DAY:
        return 0.7, reason
    if lag <= _WEEKS:
        return 0.2, ""
    return (-0.2, "") if lag <= 90 else (-0.6, "")


def _plan_and_deed(plan: Telling, deed: Telling) -> Judged | None:
    """A deed fits a plan that was told before it, and whose days it meets or comes behind."""
    done = deed.span[0] if deed.span else deed.published
    if done is None:
        return 0.0, ""
    if plan.published and deed.days[1] and plan.record.status != "possible":
        told_after = (plan.published - deed.days[1]).days
        if told_after > 1:  # Still to come after it was done: another thing, unless an old promise is told again.
            return (-1.2, "") if told_after <= _YEAR else (-1.6, "")
    if plan.planned_for is None:
        return _after_announcement(plan, deed, done)
    return _against_plan(plan, plan.planned_for, deed, done)


def _against_plan(plan: Telling, planned: tuple[date, date], deed: Telling, done: date) -> Judged:
    """A deed beside the days that were planned: on them, before them, late."""
    first, last = planned
    if deed.span and deed.span[0] <= last and deed.span[1] >= first:
        if plan.is_deadline:
            return 0.9, f"done by the day it was due, {last.isoformat()}"
        return (2.0, "done on the day planned") if _spread(plan) <= _DAY else (1.0, "done within the days planned")
    if done < first:
        return (0.0, "") if (first - done).days <= _WEEKS else (-1.0, "")
    late = (done - last).days
    if late > _WEEKS and _spread(plan) <= _DAY and _fall_on_a_day(plan, deed):
        return -1.6, ""  # Rather another meeting than the one of that day.
    return (0.0, "") if late <= _YEAR else (-0.8, "") if late <= _LATEST else (-1.5, "")


def _after_announcement(plan: Telling, deed: Telling, done: date) -> Judged:
    """A plan without a day of its own: a meeting is held soon, other promises take their time."""
    lag = (done - plan.published).days if plan.published else -1
    if 0 <= lag <= (90 if deed.record.kind == "meeting" else _YEAR):
        return 0.4, "done after it was announced"
    if not 0 <= lag <= _LATEST:
        return -0.3, ""
    return (-1.6, "") if deed.record.kind == "meeting" else (0.1, "done after it was announced")


def _gap(one: Telling, other: Telling) -> int:
    """Days between the spans; 0 where they share a day, 1 where one begins on the day after the other."""
    (a, b), (c, d) = _span(one), _span(other)
    return max(0, (c - b).days, (a - d).days)


def _spread(telling: Telling) -> int:
    first, last = _span(telling)
    return (last - first).days + 1


def _span(telling: Telling) -> tuple[date, date]:
    return telling.span or (date.min, date.max)
