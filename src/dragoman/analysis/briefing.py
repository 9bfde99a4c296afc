"""A briefing of two pages made of facts alone: every line has its sources, every source its very words."""

from __future__ import annotations

from collections import Counter
from collections.abc import Iterable, Sequence
from dataclasses import dataclass
from datetime import date, timedelta

from dragoman.analysis.interval import in_words, interval
from dragoman.analysis.ledger import amount_in_words
from dragoman.analysis.lines import (
    Heads,
    NameOf,
    Source,
    content,
    fact_line,
    named,
    one_a_document,
    parties,
    sources,
    told_whole,
)
from dragoman.analysis.ranking import Ranked, chosen, ranked
from dragoman.analysis.table import markdown_escaped, one_line
from dragoman.analysis.timeline import telling_shown
from dragoman.engines.terms import words
from dragoman.merging.commitments import Commitment, commitments
from dragoman.merging.disagreements import disagreements
from dragoman.merging.facts import Fact
from dragoman.merging.life import last_day
from dragoman.merging.pairs import StateOf
from dragoman.record import Actor

#: So many lines a section: together, with their notes, they fill two printed pages.
_STAND, _CHRONOLOGY, _AGREEMENTS, _COMMITMENTS, _SAID, _DISAGREEMENTS = 5, 10, 6, 7, 6, 3
#: Where things stand is what happened in the last of these stretches in which enough did.
_RECENT = (timedelta(days=90), timedelta(days=180), timedelta(days=365))
#: One speaker does not fill the page.
_OF_ONE_SPEAKER = 2
_OPEN = ("open", "due soon", "overdue", "partly done")
_SAYINGS = ("statement", "opinion", "assessment", "dispute")


@dataclass(frozen=True, slots=True)
class Line:
    """One line of a briefing, and the numbers of its notes."""

    text: str
    notes: tuple[int, ...]


@dataclass(frozen=True, slots=True)
class Section:
    """A heading and its lines; `nothing` is said where there are none."""

    key: str
    title: str
    lines: tuple[Line, ...]
    nothing: str


@dataclass(frozen=True, slots=True)
class Briefing:
    """A whole briefing; note `n` is `notes[n - 1]`."""

    title: str
    standfirst: str
    sections: tuple[Section, ...]
    notes: tuple[Source, ...]


class _Notes:
    """Numbers sources as they are first used."""

    def __init__(self) -> None:
        self.numbers: dict[Source, int] = {}

    def line(self, text: str, told: Iterable[Source]) -> Line:
        numbers = (self.numbers.setdefault(source, len(self.numbers) + 1) for source in told)
        return Line(one_line(text), tuple(sorted(set(numbers))))


def briefing(
    facts: Iterable[Fact],
    documents: Heads,
    *,
    title: str,
    as_of: date | None = None,
    name_of: NameOf = str,
    state_of: StateOf = lambda place: "",
) -> Briefing:
    """The briefing on these facts, which are those known on `as_of` (by default the last day of which they tell)."""
    told = list(facts)
    day = as_of or last_day(told)
    weighty = ranked(told)
    made = commitments(told, as_of=as_of, state_of=state_of)
    notes = _Notes()
    sections = (
        Section("stand", "Where things stand", _stand(weighty, day, documents, name_of, notes), "Nothing recent."),
        Section("chronology", "Chronology", _chronology(weighty, documents, name_of, notes), "Nothing dated."),
        Section(
            "agreements", "Agreements in force", _agreements(weighty, day, documents, name_of, notes), "None told."
        ),
        Section("commitments", "Open commitments", _commitments(made, documents, name_of, notes), "None open."),
        Section("said", "Who says what", _said(weighty, documents, name_of, notes), "Nothing said."),
        Section(
            "disagreements", "Where sources disagree", _quarrels(told, documents, name_of, state_of, notes), "Nowhere."
        ),
    )
    return Briefing(one_line(title), _standfirst(told, made, day), sections, tuple(notes.numbers))


def as_markdown(made: Briefing) -> str:
    """The briefing in Markdown, its notes as footnotes; nothing of a document acts as markup."""
    lines = [f"# {markdown_escaped(made.title)}", "", markdown_escaped(made.standfirst), ""]
    for section in made.sections:
        lines += [f"## {section.title}", ""]
        lines += [f"- {markdown_escaped(line.text)}{''.join(f'[^{n}]' for n in line.notes)}" for line in section.lines]
        lines += ["" if section.lines else section.nothing, *([] if section.lines else [""])]
    lines += [f"[^{n}]: {markdown_escaped(note.in_words())}" for n, note in enumerate(made.notes, 1)]
    return "\n".join(lines).rstrip("\n") + "\n"


def _standfirst(told: Sequence[Fact], made: Sequence[Commitment], day: date | None) -> str:
    """How much is known, counted."""
    documents = len({t.source for fact in told for t in fact.tellings})
    kinds = Counter(fact.kind for fact in told).most_common(4)
    unkept = [c for c in made if c.state in _OPEN]
    overdue = sum("overdue" in c.states for c in unkept)
    most = f", most of them {', '.join(f'{kind} ({count})' for kind, count in kinds)}" if kinds else ""
    return (
        f"{'As of ' + in_words(day.isoformat()) + ': ' if day else ''}{_many(len(told), 'fact')} from"
        f" {_many(documents, 'document')}{most}; {_many(len(unkept), 'open commitment')}"
        f"{f', {overdue} of them overdue' if overdue else ''}."
        " What documents say, not what is so: the notes give their words."
    )


def _many(count: int, noun: str) -> str:
    return f"{count} {noun}{'' if count == 1 else 's'}"


def _stand(
    weighty: Sequence[Ranked], day: date | None, documents: Heads, name_of: NameOf, notes: _Notes
) -> tuple[Line, ...]:
    """The weightiest facts of late, the latest first; where little happened of late, of the last that did."""
    acts = [one for one in weighty if one.fact.kind not in _SAYINGS]
    recent: list[Ranked] = []
    for stretch in _RECENT:
        recent = [one for one in acts if day and _is_recent(one.fact, day - stretch, day)]
        if len(recent) >= _STAND:
            break
    if len(recent) < _STAND:
        dated = [one for one in acts if interval(one.fact.when)]
        recent = sorted(dated, key=lambda one: _position(one.fact), reverse=True)[: 3 * _STAND]
    shown = sorted((one.fact for one in chosen(recent, _STAND)), key=_position, reverse=True)
    return tuple(notes.line(fact_line(fact, name_of), sources(fact, documents, 2)) for fact in shown)


def _is_recent(fact: Fact, first: date, last: date) -> bool:
    held = interval(fact.when)
    return held is not None and held.first is not None and first <= held.first <= last


def _chronology(weighty: Sequence[Ranked], documents: Heads, name_of: NameOf, notes: _Notes) -> tuple[Line, ...]:
    dated = [one for one in weighty if interval(one.fact.when)]
    shown = sorted((one.fact for one in chosen(dated, _CHRONOLOGY)), key=_position)
    return tuple(notes.line(fact_line(fact, name_of), sources(fact, documents, 1)) for fact in shown)


def _agreements(
    weighty: Sequence[Ranked], day: date | None, documents: Heads, name_of: NameOf, notes: _Notes
) -> tuple[Line, ...]:
    """Agreements made, and memberships held, that nothing tells to have ended."""
    standing = [one for one in weighty if _is_in_force(one.fact, day)]
    shown = sorted((one.fact for one in chosen(standing, _AGREEMENTS)), key=_position)
    return tuple(notes.line(fact_line(fact, name_of), sources(fact, documents, 1)) for fact in shown)


def _is_in_force(fact: Fact, day: date | None) -> bool:
    if "not" in words(telling_shown(fact).what):
        return False
    if fact.kind == "membership":
        return fact.status == "ongoing"
    if fact.kind != "agreement" or fact.status not in ("happened", "ongoing"):
        return False
    held = interval(fact.when)
    return not (day and held and held.precision == "range" and held.last and held.last < day)


def _commitments(made: Sequence[Commitment], documents: Heads, name_of: NameOf, notes: _Notes) -> tuple[Line, ...]:
    """What is open, what is overdue first, then what is due next; what most documents tell before the rest."""
    unkept = [c for c in made if c.state in _OPEN]
    first = sorted(unkept, key=lambda c: (c.due is None, -c.fact.sources, -c.renewed, c.due or date.max, c.fact.id))
    shown = sorted(first[:_COMMITMENTS], key=lambda c: (c.due or date.max, c.fact.id))
    return tuple(
        notes.line(_promise(c, name_of), one_a_document((c.announced, *c.evidence), documents, _proofs(c)))
        for c in shown
    )


def _proofs(made: Commitment) -> int:
    """What was done in part is shown beside what was promised."""
    return 2 if made.state == "partly done" else 1


def _promise(made: Commitment, name_of: NameOf) -> str:
    """`by 31 December 2022, open: Japan → Ukraine: four ships, 4 ships`."""
    due = f"by {in_words(made.due.isoformat())}" if made.due else "no day told"
    late = f" by {_many(made.late, 'day')}" if made.late and made.state == "overdue" else ""
    who = " → ".join(filter(None, (named(made.who, name_of), named(made.whom, name_of))))
    amount = amount_in_words(made.amount)
    told = told_whole(one_line(made.what), one_line(made.announced.record.evidence.quote))
    what = ", ".join(filter(None, (told, "" if any(c.isdigit() for c in told) else amount)))
    return ": ".join(filter(None, (f"{due}, {made.state}{late}", who, what)))


def _said(weighty: Sequence[Ranked], documents: Heads, name_of: NameOf, notes: _Notes) -> tuple[Line, ...]:
    """The weightiest sayings, a few of each speaker, speaker by speaker."""
    counts: Counter[str] = Counter()
    shown: list[tuple[str, Fact]] = []
    sayings = [one for one in weighty if one.fact.kind in _SAYINGS and _speaker(one.fact)]
    for one in chosen(sayings, 6 * _SAID):
        speaker = named(_speaker(one.fact), name_of)
        counts[speaker] += 1
        if counts[speaker] <= _OF_ONE_SPEAKER and len(shown) < _SAID:
            shown.append((speaker, one.fact))
    ordered = sorted(shown, key=lambda pair: (pair[0].casefold(), *_position(pair[1])))
    return tuple(notes.line(_saying(speaker, fact, name_of), sources(fact, documents, 1)) for speaker, fact in ordered)


def _speaker(fact: Fact) -> tuple[Actor, ...]:
    """Who says it: the one whom the document names as its source, else who speaks in it."""
    said_by = fact.record.said_by
    return (Actor.parse(said_by),) if said_by else fact.who


def _saying(speaker: str, fact: Fact, name_of: NameOf) -> str:
    """`Jens Stoltenberg on China (assessment, 29 June 2022): a challenge`."""
    about = named(fact.whom, name_of) if fact.record.said_by is None else parties(fact, name_of)
    label = ", ".join(filter(None, (fact.kind, in_words(fact.when))))
    on = f" on {about}" if about and about != speaker else ""
    return f"{speaker}{on} ({label}): {content(fact)}"


def _quarrels(
    told: Sequence[Fact], documents: Heads, name_of: NameOf, state_of: StateOf, notes: _Notes
) -> tuple[Line, ...]:
    found = sorted(disagreements(told, state_of=state_of), key=lambda d: (-d.fact.sources, d.fact.id))[:_DISAGREEMENTS]
    lines = []
    for quarrel in found:
        versions = [in_words(version) or "nothing told" for version, _ in quarrel.versions]
        head = ": ".join(
            filter(
                None, (f"{quarrel.point}, {quarrel.fact.kind}", parties(quarrel.fact, name_of), content(quarrel.fact))
            )
        )
        told_by = one_a_document((by[0] for _, by in quarrel.versions), documents, len(versions))
        lines.append(notes.line(f"{head}: {' or '.join(versions)}?", told_by))
    return tuple(lines)


def _position(fact: Fact) -> tuple[object, ...]:
    held = interval(fact.when)
    return (held.position if held else date.min, fact.id)
