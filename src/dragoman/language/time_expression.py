"""The value that `find_dates` returns."""

from __future__ import annotations

from dataclasses import dataclass


@dataclass(frozen=True, slots=True)
class TimeExpression:
    """One expression of time: `text[start:end]`, without its preposition."""

    start: int
    end: int
    #: `date`, `time`, `duration` or `set`, as in TIMEX3.
    kind: str
    #: The TIMEX3 value: `2022-06-29`, `2022-W26`, `P5Y`, `PRESENT_REF`.
    value: str
    #: The ISO 8601 interval for a record, preposition included (`/2027`, `2013/`); empty where it stays open.
    interval: str
    #: From where it is told: `absolute`, `relative` (day of writing), `told` (a date of the text), `weekday`, `month`,
    #: `day`, `season`, `quarter` (each without its year or week), `duration`, `set`, `adjective` (`annual`), `vague`.
    anchor: str
    #: Whether its year or week depends on the tense: see `dates.resolve`.
    ambiguous_direction: bool = False
    #: What the words alone say, before the reference: `XXXX-06-29`, `XXXX-WXX-2`.
    form: str = ""
    #: What its preposition adds: `by`, `until`, `since`, `from`, `after`, `within`, or nothing.
    relation: str = ""
    #: The part of the time that is meant: `early`, `mid`, `late`, `start`, `end`, `half1`, `half2`, `so_far` (`earlier
    #: this week`), `rest`, or empty.
    modifier: str = ""
    #: The far end of a range (value or form), where the expression gives one.
    until: str = ""
