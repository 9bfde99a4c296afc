"""The days that matter: which days many documents speak of, long after, and about one and the same thing."""

from __future__ import annotations

import re
from collections import Counter, defaultdict
from collections.abc import Iterable, Iterator, Mapping
from dataclasses import dataclass
from datetime import date
from math import log1p, log2, sqrt

from dragoman.engines.terms import stem, words
from dragoman.language.dates import find_dates
from dragoman.language.time_expression import TimeExpression
from dragoman.merging.families import lists

# The weights below are few and round: they were looked at on three collections of news only, and the figures
# move little (by three points at most) when one of them is halved or doubled.

#: What a document says of its own day, or of a day still to come, counts so much of what it says a day later.
_NEWS = 0.25
#: Who writes the date (`17 March`) looks back on it more than who writes `on Thursday`.
_CALENDAR = 2.0
#: A day's weight is that of the words its documents share: so many of the strongest.
_SHARED = 10
#: A day is weighed beside what was published in so many days from it on: a lull is no proof that nothing mattered.
_AFTER = 90
#: Keeps days with next to nothing published after them from being blown up.
_SMALLEST = 5
#: The stretch around a date that is taken for its sentence, to either side, where no sentence ends before.
_REACH = 400

_DAY = re.compile(r"\d{4}-\d{2}-\d{2}")
_SENTENCE_END = re.compile(r"[.!?][”\"')\]]*\s|\n")


@dataclass(frozen=True, slots=True)
class Mention:
    """A day that a document speaks of, and the stems of the words in which it does."""

    day: date
    #: The document, or the first of those of which it is a near copy.
    source: str
    published: date | None
    words: frozenset[str]
    #: Whether the date itself stands there (`17 March`), not only `Thursday` or `yesterday`.
    is_written: bool = False


def mentions(text: str, published: date | None, source: str) -> Iterator[Mention]:
    """The days that a text speaks of, in order, sentence by sentence."""
    for told in find_dates(text, published.isoformat() if published else None):
        day = day_of(told)
        if day is not None:
            yield Mention(day, source, published, stems(_sentence(text, told)), is_written(told))


def day_of(told: TimeExpression) -> date | None:
    """The one day that an expression of time names; None for any other time."""
    value = told.value[:10]
    if not _DAY.fullmatch(value):
        return None
    try:
        return date.fromisoformat(value)
    except ValueError:
        return None


def is_written(told: TimeExpression) -> bool:
    """Whether the expression writes a date out, with or without its year."""
    return told.anchor in ("absolute", "day")


def stems(text: str) -> frozenset[str]:
    """The stems of the words that tell something."""
    return frozenset(stem(word) for word in words(text) if len(word) > 2 and word not in lists().empty)


def weighed(found: Iterable[Mention], published: Iterable[date]) -> dict[date, float]:
    """How much each day matters, to be compared within one collection only.

    Each document speaks of a day once, the louder the longer after: `log2(1 + days)`, twice as loud where it writes the
    date. A word of the day is as strong as the documents that use it for that day together, times the root of its
    rareness; a day weighs what its ten strongest words do that more than one document uses. That is divided by the
    root of how many documents (`published`, one day a document) appeared from that day on, for ninety days. So a day
    counts by how many distinct documents come back to one thing on it, in a flood of news and in a lull.
    """
    days: dict[date, dict[str, float]] = defaultdict(dict)
    told: dict[date, dict[str, set[str]]] = defaultdict(lambda: defaultdict(set))
    spread: dict[str, set[str]] = defaultdict(set)
    for one in found:
        days[one.day][one.source] = max(days[one.day].get(one.source, 0.0), _voice(one))
        for word in one.words:
            told[one.day][word].add(one.source)
            spread[word].add(one.source)
    sources = len({source for voices in days.values() for source in voices})
    rareness = {word: sqrt(log1p(sources / len(held))) for word, held in spread.items()}
    printed = Counter(day.toordinal() for day in published)
    return {
        day: _strength(voices, told[day], rareness) / sqrt(_SMALLEST + _printed_after(day, printed))
        for day, voices in days.items()
    }


def _voice(one: Mention) -> float:
    """How much one document's speaking of a day counts."""
    later = (one.published - one.day).days if one.published else 0
    return max(_NEWS, log2(1 + max(0, later))) * (_CALENDAR if one.is_written else 1.0)


def _strength(voices: Mapping[str, float], told: Mapping[str, set[str]], rareness: Mapping[str, float]) -> float:
    shared = (
        rareness[word] * sum(voices[source] for source in sorted(sources))
        for word, sources in told.items()
        if len(sources) > 1
    )
    strongest = sorted(shared, reverse=True)[:_SHARED]
    # What only one document tells, or each in other words, still comes in some order behind.
    return sum(strongest) / _SHARED + sum(voices[source] for source in sorted(voices)) / 1000


def _printed_after(day: date, printed: Mapping[int, int]) -> int:
    first = day.toordinal()
    return sum(printed.get(ordinal, 0) for ordinal in range(first, first + _AFTER + 1))


def _sentence(text: str, told: TimeExpression) -> str:
    """The sentence around an expression of time, or the stretch near it where that is too long."""
    left = max(0, told.start - _REACH)
    begins = max((end.end() for end in _SENTENCE_END.finditer(text, left, told.start)), default=left)
    ends = _SENTENCE_END.search(text, told.end, told.end + _REACH)
    return text[begins : ends.start() if ends else told.end + _REACH]
