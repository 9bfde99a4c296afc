"""Whether a record shows that a promise was kept.

Stricter than what joins records in a fact: there a loose telling costs little, here it would say done of what was not.
"""

from __future__ import annotations

import re
from bisect import bisect_left
from collections import defaultdict
from collections.abc import Iterable, Iterator, Sequence
from datetime import date, timedelta
from functools import cache, lru_cache
from itertools import combinations

from dragoman.engines.terms import stem, words
from dragoman.language.dates import find_dates
from dragoman.merging.families import lists
from dragoman.merging.pairs import StateOf, nowhere, other_guests, other_persons
from dragoman.merging.persons import share_a_person
from dragoman.merging.telling import DONE, OFF, Telling
from dragoman.record import SYMMETRIC_KINDS, Record

#: Kinds in which something is undertaken. What somebody says, judges or is is no undertaking.
KINDS = frozenset(
    {"meeting", "agreement", "cooperation", "aid", "sanction", "force", "policy", "office", "membership", "election"}
)
#: What is planned for a day may be held so long before and after it and still be that.
_EARLY, _BEHIND = timedelta(days=1), timedelta(days=3)
#: Who left on the day planned comes back within so many.
_JOURNEY = timedelta(days=10)
#: A meeting without a day told is held within so many days of its announcement, and so late where it was due by a day.
_SOON = timedelta(days=31)
#: How late another promise may be kept.
_LATEST = timedelta(days=730)
#: The least that promise and deed have in common, of the telling words of the shorter.
_LIKE = 0.34
#: The same where the deed is told as going on, or counts something else.
_ALIKE = 0.5
#: By so many parties a deed is found.
_PARTIES = 12
#: What is planned for more days than this has no day of its own: no journey is longer.
_DATED = timedelta(days=14)


def shown_by(promises: Sequence[Telling], deeds: Iterable[Telling], state_of: StateOf = nowhere) -> Telling | None:
    """The record that shows one of the promises kept: done before begun, the surest first; None where none does."""
    found = {deed.id: deed for deed in deeds}
    kept = [
        (_weakness(promise, deed), deed)
        for deed in found.values()
        for promise in promises
        if keeps(promise, deed, state_of)
    ]
    return min(kept, key=lambda pair: (*pair[0], pair[1].published or date.max, pair[1].id))[1] if kept else None


class Deeds:
    """What was done on some day, to be found by two of its parties, or one and the place.

    A plan to meet three people is one record and three meetings, so what shows it kept may stand in other facts.
    """

    def __init__(self, tellings: Iterable[Telling]) -> None:
        self._held: dict[tuple[str, str], list[tuple[date, Telling]]] = defaultdict(list)
        for telling in tellings:
            span = _span(telling)
            if span and telling.record.status == "happened" and telling.record.kind in lists().of_a_day:
                for key in _keys(telling):
                    self._held[key].append((span[0], telling))
        for held in self._held.values():
            held.sort(key=lambda item: (item[0], item[1].id))

    def near(self, promise: Telling) -> Iterator[Telling]:
        """The deeds of the promise's parties in the days in which it can be kept; some more than once."""
        window = _window(promise)
        if window is None or promise.record.kind not in lists().of_a_day:
            return
        for key in _keys(promise):
            held = self._held.get(key, [])
            # A deed may have begun before the first day and go on into it.
            first = bisect_left(held, _moved(window[0], -_DATED), key=lambda item: item[0])
            for day, deed in held[first:]:
                if day > window[1]:
                    break
                yield deed


def is_promise(telling: Telling) -> bool:
    """Whether something is undertaken and still to come.

    A meeting of a day that was over when it was told was held; what is `not expected` is not to come.
    """
    if telling.record.status not in ("pledged", "planned") or telling.record.kind not in KINDS:
        return False
    if _unexpected().search(telling.record.evidence.quote.casefold()):
        return False
    last = telling.days[1]
    is_past = bool(last and telling.published and last < telling.published)
    return not (is_past and telling.record.kind in lists().of_a_day)


def keeps(promise: Telling, deed: Telling, state_of: StateOf = nowhere) -> bool:
    """Whether `deed` tells as done what `promise` tells as to come: the same parties, in time, the same thing.

    Another document must tell it: what one document tells as to come and as done is seldom one thing.
    """
    return (
        deed.record.status in DONE
        and deed.record.kind in KINDS
        and promise.record.doc != deed.record.doc
        and lists().compatible(promise.record.kind, deed.record.kind)
        and not is_wish(deed)
        and _same_parties(promise, deed)
        and _in_time(promise, deed)
        and _same_place(promise, deed, state_of)
        and _same_thing(promise, deed)
    )


def calls_off(promise: Telling, other: Telling) -> bool:
    """Whether `other` tells that what was promised is off: in words of its own, of the same persons."""
    return (
        other.record.status in OFF
        and not _overlap(promise.record, other.record)
        and not other_persons(promise, other)
        and not other_guests(promise, other)
    )


def _overlap(one: Record, other: Record) -> bool:
    """Whether both stand in the same words: a denial beside the promise in one clause was misread."""
    a, b = one.evidence, other.evidence
    return one.doc == other.doc and a.start < b.end and b.start < a.end


def is_wish(telling: Telling) -> bool:
    """Whether the words only recall what somebody would have had: `the reform, which he wished to bring about`."""
    return bool(_wished().search(telling.record.evidence.quote.casefold()))


def _keys(telling: Telling) -> list[tuple[str, str]]:
    bodies = sorted(telling.bodies)[:_PARTIES]
    place = telling.record.where.casefold()
    return [*combinations(bodies, 2), *((body, f"@{place}") for body in bodies if place)]


def _weakness(promise: Telling, deed: Telling) -> tuple[object, ...]:
    persons, like = _shared_persons(promise, deed), round(_likeness(promise, deed), 2)
    gathered = len(_words(promise) & _words(deed) & lists().gatherings)
    elsewhere, others = not _in_one_place(promise, deed), len(deed.bodies - promise.bodies)
    span = _span(deed)
    weeks = (span[0] - promise.published).days // 7 if span and promise.published else 0
    begun = deed.record.status != "happened"
    return begun, -gathered, elsewhere, weeks, others > 1, not deed.days[0], -persons, -like


def _same_parties(promise: Telling, deed: Telling) -> bool:
    """Two parties at least are the same, or all that the promise names; the doer is; and no person is another."""
    shared = promise.bodies & deed.bodies
    if not shared:
        return False
    enough = len(shared) >= min(2, len(promise.bodies))
    if not enough and not _is_stop(promise, deed) and not _is_that_gathering(promise, deed):
        return False
    if not {promise.record.kind, deed.record.kind} & SYMMETRIC_KINDS:
        doers, theirs = {a.body for a in promise.record.who}, {a.body for a in deed.record.who}
        if doers and theirs and not doers & theirs:
            return False
    # Whoever is promised a meeting is met, or nobody else is: not another in the same town.
    return not other_persons(promise, deed) and not other_guests(promise, deed)


def _is_stop(promise: Telling, deed: Telling) -> bool:
    """Whether the traveller of whom a stop was announced, with no guest named, was in that place."""
    alone = promise.record.kind in lists().of_a_day and len(promise.persons) == 1 and len(promise.bodies) <= 2
    in_place = _in_one_place(promise, deed) and not _is_left(promise, promise.record.where)
    return alone and in_place and _shared_persons(promise, deed) > 0


def _is_left(telling: Telling, place: str) -> bool:
    """Whether the words tell a place as where somebody comes from: `from Seoul, she will travel to Ulaanbaatar`."""
    return f"from {place}".casefold() in telling.record.evidence.quote.casefold()


def _is_that_gathering(promise: Telling, deed: Telling) -> bool:
    """Whether a gathering was announced for that very day, and its host tells of it."""
    gathered = _words(promise) & _words(deed) & lists().gatherings
    return bool(gathered and promise.planned_for) and promise.days == deed.days


def _in_time(promise: Telling, deed: Telling) -> bool:
    """Told and done after it was promised; what falls on a day, on that day."""
    window = _window(promise)
    span = _span(deed)
    if window is None or span is None:
        return promise.published is None or deed.published is None or promise.published <= deed.published
    if promise.published and deed.published and deed.published < promise.published:
        return False
    if _is_dated(promise) and _stems(deed) & lists().returned:
        return window[0] <= span[1] <= _moved(window[1], _JOURNEY)
    if _is_dated(promise) and promise.record.kind in lists().of_a_day and span[1] - span[0] > window[1] - window[0]:
        return span[0] >= window[0] and span[1] <= window[1]  # A week that holds the day may hold much else.
    return span[0] <= window[1] and span[1] >= window[0]


def _window(promise: Telling) -> tuple[date, date] | None:
    """The first and the last day on which the promise can be kept."""
    falls_on_a_day = promise.record.kind in lists().of_a_day
    planned = _planned(promise)
    told = promise.published
    if planned and falls_on_a_day and not promise.is_deadline:
        return _moved(planned[0], -_EARLY), _moved(planned[1], _BEHIND)
    if planned:
        begin = planned[0] if told is None else min(told, planned[0])
        return _moved(begin, -_EARLY), _moved(planned[1], _SOON if falls_on_a_day else _LATEST)
    if told:
        return _moved(told, -_EARLY), _moved(told, _SOON if falls_on_a_day else _LATEST)
    return None


def _planned(promise: Telling) -> tuple[date, date] | None:
    """The days planned. A stop with the day of its announcement, which it does not name, and no guest has none."""
    planned = promise.planned_for
    is_default = planned == (promise.published, promise.published) and len(promise.persons) < 2
    no_day = is_default and promise.record.kind in lists().of_a_day and not _names_its_day(promise)
    return None if no_day else planned


def _names_its_day(promise: Telling) -> bool:
    """Whether the words themselves tell the day: `will be in Lima on 3 July`."""
    told = promise.published
    return told is not None and _names(promise.record.evidence.quote, told)


@lru_cache(maxsize=1000)  # Asked again for every deed that a promise is compared with.
def _names(quote: str, day: date) -> bool:
    found = [e for e in find_dates(quote, day.isoformat()) if e.interval == day.isoformat()]
    return any(str(day.day) in re.findall(r"\d+", quote[e.start : e.end]) for e in found)


def _span(deed: Telling) -> tuple[date, date] | None:
    """The days on which the deed was done, those of its telling where none are told."""
    if deed.days[0] and deed.days[1]:
        return deed.days[0], deed.days[1]
    if deed.days[0]:  # Since then: that it began is what it tells.
        return deed.days[0], deed.days[0]
    return (deed.published, deed.published) if deed.published else None


def _moved(day: date, by: timedelta) -> date:
    return date.fromordinal(min(max(day.toordinal() + by.days, 1), date.max.toordinal()))


def _same_place(promise: Telling, deed: Telling, state_of: StateOf) -> bool:
    """Whether the places can be one. Only of a meeting is the place sure enough to tell against it."""
    here, there = promise.record.where, deed.record.where
    if "meeting" not in (promise.record.kind, deed.record.kind) or not here or not there:
        return True
    mine, theirs = state_of(here), state_of(there)
    # A journey is told by one of its places.
    return not mine or not theirs or mine == theirs or theirs in promise.bodies


def _in_one_place(promise: Telling, deed: Telling) -> bool:
    here = promise.record.where.casefold()
    return bool(here) and here == deed.record.where.casefold()


def _same_thing(promise: Telling, deed: Telling) -> bool:
    """What falls on a day is known by its parties, day and form; all else by the words that tell it."""
    if deed.record.status == "ongoing":
        # What goes on is seldom what was promised, and never a meeting held.
        return promise.record.kind not in lists().of_a_day and _likeness(promise, deed) >= _ALIKE
    if promise.record.kind in lists().of_a_day and deed.record.kind == promise.record.kind:
        if _is_from_afar(promise) != _is_from_afar(deed):
            return False
        persons = _shared_persons(promise, deed)
        if _is_another_gathering(promise, deed):
            return False
        in_person = persons > 1 or (persons > 0 and _in_one_place(promise, deed))
        all_there = persons > 0 or promise.bodies <= deed.bodies
        alike = all_there and _likeness(promise, deed) >= _LIKE
        of_that_day = _is_dated(promise) and len(promise.bodies) > 1  # One traveller meets many in a day.
        return in_person or of_that_day or alike or _shares_a_guest(promise, deed)
    return _likeness(promise, deed) >= (_ALIKE if _other_units(promise, deed) else _LIKE)


def _is_another_gathering(promise: Telling, deed: Telling) -> bool:
    """Whether a conference was announced, and what was held is none, nor with a guest that was told."""
    announced = _words(promise) & lists().gatherings
    return bool(announced) and not announced & _words(deed) and not _shares_a_guest(promise, deed)


def _other_units(promise: Telling, deed: Telling) -> bool:
    """Whether both tell how much, and of something else: two billion for ships are not twelve ships."""
    mine, theirs = promise.record.amount, deed.record.amount
    return mine is not None and theirs is not None and mine.unit != theirs.unit


def _is_dated(promise: Telling) -> bool:
    planned = _planned(promise)
    return bool(planned and not promise.is_deadline and planned[1] - planned[0] <= _DATED)


def _shared_persons(promise: Telling, deed: Telling) -> int:
    """Of how many bodies both name the same person."""
    both = promise.persons.keys() & deed.persons.keys()
    return sum(share_a_person(promise.persons[body], deed.persons[body]) for body in both)


def _shares_a_guest(promise: Telling, deed: Telling) -> bool:
    """Whether a person is met who was to be met: the first party is whoever was to do so."""
    host = promise.record.who[0].body if promise.record.who else ""
    both = promise.persons.keys() & deed.persons.keys() - {host}
    return any(share_a_person(promise.persons[body], deed.persons[body]) for body in both)


def _is_from_afar(telling: Telling) -> bool:
    return bool(_stems(telling) & lists().from_afar)


def _stems(telling: Telling) -> set[str]:
    return {stem(word) for word in words(telling.record.evidence.quote)}


def _likeness(promise: Telling, deed: Telling) -> float:
    """The share of the shorter's words that the other has too; a word of every story counts a fifth."""
    mine, theirs = _words(promise), _words(deed)
    if not mine or not theirs:
        return 0.0
    return _weight(mine & theirs) / max(1.0, min(_weight(mine), _weight(theirs)))


def _weight(told: Iterable[str]) -> float:
    return sum(0.2 if word in lists().commonplace else 1.0 for word in told)


def _words(telling: Telling) -> frozenset[str]:
    record = telling.record
    unit = words(record.amount.unit) if record.amount else []
    told = words(f"{record.what} {record.evidence.quote}") if record.kind in lists().of_a_day else words(record.what)
    return frozenset(stem(word) for word in (*told, *unit) if word not in lists().empty)


@cache
def _unexpected() -> re.Pattern[str]:
    return re.compile(rf"(?:\bnot|n['’]t|\bno longer)\s+(?:\w+\s+)?(?:{'|'.join(sorted(lists().expected))})\b")


@cache
def _wished() -> re.Pattern[str]:
    return re.compile(rf"\b(?:which|that|who)\b[^,;.]{{0,40}}\b(?:{'|'.join(sorted(lists().wanted))})\b")
