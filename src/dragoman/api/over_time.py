"""The record over time: the facts that matter, what is new since some day or beside another dossier, a briefing."""

from __future__ import annotations

import json
import textwrap
from collections.abc import Callable, Iterator, Mapping, Sequence
from dataclasses import asdict, dataclass
from datetime import date
from itertools import groupby
from typing import TYPE_CHECKING, Any, ClassVar

from dragoman.analysis import briefing as pages
from dragoman.analysis.difference import SECTIONS, News, Pair, news, part, parted
from dragoman.analysis.interval import bound
from dragoman.analysis.lines import fact_line, source
from dragoman.analysis.ranking import Period
from dragoman.analysis.table import markdown_escaped, one_line
from dragoman.analysis.timeline import timeline_of_facts
from dragoman.api.answers import Listed, NameOf
from dragoman.api.facts import Day, Words, all_facts, codes, facts_about, taking_part
from dragoman.api.told import Timeline
from dragoman.errors import UsageError
from dragoman.merging import store
from dragoman.merging.facts import merged
from dragoman.merging.life import last_day
from dragoman.merging.places import states_of_places
from dragoman.merging.telling import Telling
from dragoman.record import KINDS, STATUSES

if TYPE_CHECKING:
    from dragoman.api.dossier import Dossier


@dataclass(frozen=True, slots=True)
class Head:
    """What is told of a document beside its text."""

    id: str
    title: str
    publisher: str
    published: str


def heads(dossier: Dossier) -> dict[str, Head]:
    """The documents of a dossier by their ids."""
    query = "SELECT id, title, publisher, coalesce(CAST(published AS VARCHAR), '') FROM documents ORDER BY id"
    return {row[0]: Head(*row) for row in dossier.sql(query).rows()}


def timeline(
    dossier: Dossier,
    *,
    about: Words = (),
    since: Day = None,
    until: Day = None,
    kind: Words = (),
    status: Words = (),
    top: int | None = None,
    per: Period | None = None,
    undated: bool = False,
    as_of: Day = None,
    sure: float = 0.0,
) -> Timeline:
    """The facts that meet every filter as a timeline; see `Dossier.timeline`. `sure` leaves out less sure records."""
    kinds, statuses = _of_codebook("kind", kind, KINDS), _of_codebook("status", status, STATUSES)
    since, until = bound(since, last=False), bound(until, last=True)
    known = facts_about(dossier, about, as_of)
    surest = (part(fact, lambda telling: telling.record.confidence >= sure) for fact in known)
    told = [
        fact
        for fact in surest
        if fact and (not kinds or fact.kind in kinds) and (not statuses or fact.status in statuses)
    ]
    documents = heads(dossier).values()
    entries = timeline_of_facts(told, documents, since=since, until=until, top=top, per=per, undated=undated)
    return Timeline(entries, dossier.world.name_of)


def difference(
    dossier: Dossier,
    other: Dossier | None = None,
    *,
    about: Words = (),
    since: Day = None,
    until: Day = None,
    top: int | None = None,
) -> Difference:
    """What is new in `other` beside `dossier`, or in `dossier` on `until` beside `since`; see `Dossier.diff`."""
    first, last = bound(since, last=True), bound(until, last=True)
    if other is None:
        if first is None:
            raise UsageError("name a second dossier, or the day from which on things are new")
        found = facts_about(dossier, about)
        last = last or last_day(found)
        if last and last < first:
            raise UsageError(f"{first} is after {last}: the earlier day comes first")
        pairs, documents = parted(found, _told_by(first), _told_by(last)), heads(dossier)
        states = states_of_places(dossier.world)
    else:
        if first or last:
            raise UsageError("name two dossiers, or one dossier and its days")
        pairs = _pairs(dossier, other, about)
        documents, states = heads(dossier) | heads(other), states_of_places(other.world)
        first = last_day(pair.before for pair in pairs if pair.before)
        last = last_day(pair.after for pair in pairs if pair.after)
    made = news(pairs, since=first, until=last, state_of=states, top=top)
    return Difference(made, (other or dossier).world.name_of, documents, (first, last))


def brief(dossier: Dossier, about: Words = (), *, as_of: Day = None, title: str | None = None) -> Brief:
    """The briefing on actors who all take part; see `Dossier.brief`."""
    told = facts_about(dossier, about, as_of)
    name_of = dossier.world.name_of
    made = pages.briefing(
        told,
        heads(dossier),
        title=title or _title(dossier, about),
        as_of=bound(as_of, last=True),
        name_of=name_of,
        state_of=states_of_places(dossier.world),
    )
    return Brief(made)


class Difference(Listed[News]):
    """What is new, section by section: facts, changes, promises kept and broken, disagreements, actors."""

    columns = (
        *("section", "fact", "kind", "status", "who", "whom", "what", "when", "actor", "before", "after"),
        *("documents", "doc", "title", "published", "quote", "records"),
    )
    types: ClassVar[Mapping[str, str]] = {"who": "list", "whom": "list", "records": "list", "documents": "int"}

    def __init__(
        self,
        items: Sequence[News],
        name_of: NameOf = str,
        documents: Mapping[str, Head] | None = None,
        days: tuple[date | None, date | None] = (None, None),
    ) -> None:
        super().__init__(items)
        self._name_of = name_of
        self._documents = documents or {}
        #: The last days of which the earlier and the later record tell.
        self.since, self.until = days

    def row(self, item: News) -> dict[str, Any]:
        """The section, the fact, what was and what is now, and the first telling that shows it."""
        told, fact = item.evidence[0], item.fact
        shown = source(told, self._documents)
        return {
            "section": item.section,
            "fact": fact.id,
            "kind": fact.kind,
            "status": fact.status,
            "who": [str(actor) for actor in fact.who],
            "whom": [str(actor) for actor in fact.whom],
            "what": fact.what,
            "when": fact.when,
            "actor": str(item.actor) if item.actor else "",
            "before": item.before,
            "after": item.after,
            "documents": fact.sources,
            "doc": shown.doc,
            "title": shown.title,
            "published": shown.published,
            "quote": shown.quote,
            "records": [t.id for t in item.evidence],
        }

    def json(self) -> str:
        """A JSON object: `from`, `to`, and a list for every section."""
        sections = {key: [self.row(item) for item in self if item.section == key] for key in SECTIONS}
        days = {"from": self.since, "to": self.until}
        return json.dumps({**days, **sections}, ensure_ascii=False, indent=2, default=str) + "\n"

    def text(self, width: int = 100) -> str:
        """Each section with its news: a line of what is new, and below it the words that show it."""
        lines = [self._span(), ""]
        for title, items in self._sections():
            lines += [f"{title} ({len(items)})", ""]
            for item in items:
                lines += textwrap.wrap(self._line(item), max(20, width), subsequent_indent="    ")
                for told in item.evidence:
                    words = one_line(source(told, self._documents).in_words())
                    lines += textwrap.wrap(words, max(20, width), initial_indent="    ", subsequent_indent="    ")
            lines.append("")
        return "\n".join(lines if self._items else [*lines, "Nothing new.", ""])

    def markdown(self) -> str:
        """The same in Markdown: a heading a section, an item each, its words as a quotation."""
        lines = ["# What is new", "", markdown_escaped(self._span()), ""]
        for title, items in self._sections():
            lines += [f"## {title}", ""]
            for item in items:
                lines.append(f"- {markdown_escaped(self._line(item))}")
                lines += [f"  - {markdown_escaped(source(told, self._documents).in_words())}" for told in item.evidence]
            lines.append("")
        return "\n".join(lines if self._items else [*lines, "Nothing new.", ""])

    def _sections(self) -> Iterator[tuple[str, list[News]]]:
        for key, items in groupby(self, key=lambda item: item.section):
            yield SECTIONS[key], list(items)

    def _span(self) -> str:
        since, until = (day.isoformat() if day else "undated" for day in (self.since, self.until))
        return f"What is new on {until} beside {since}."

    def _line(self, item: News) -> str:
        if item.actor:
            line = f"{self._name_of(str(item.actor))} ({item.actor}), {item.after}"
        elif item.section in ("new", "gone"):
            line = fact_line(item.fact, self._name_of)
        else:
            change = " → ".join(filter(None, (item.before, item.after)))
            line = f"{change}: {fact_line(item.fact, self._name_of)}"
        return one_line(f"{line} [{item.fact.id}]")


class Brief:
    """A briefing: `.markdown()`, `.html()`, `.json()`; in a notebook it shows itself."""

    def __init__(self, pages: pages.Briefing) -> None:
        self.pages = pages

    def markdown(self) -> str:
        """The briefing in Markdown, with footnotes."""
        return pages.as_markdown(self.pages)

    def text(self, width: int = 100) -> str:
        """The briefing to be read in a terminal: its Markdown."""
        return self.markdown()

    def html(self) -> str:
        """The briefing as one HTML page that prints on two sheets and refers to nothing outside itself."""
        from dragoman.web.over_time import render_briefing

        return render_briefing(self.pages)

    def json(self) -> str:
        """The briefing as a JSON object: title, standfirst, sections of lines with their notes' numbers, notes."""
        return json.dumps(asdict(self.pages), ensure_ascii=False, indent=2) + "\n"

    def __repr__(self) -> str:
        return f"<Brief {self.pages.title!r}: {sum(len(s.lines) for s in self.pages.sections)} lines>"

    def _repr_markdown_(self) -> str:
        return self.markdown()


def _told_by(day: date | None) -> Callable[[Telling], bool]:
    return lambda telling: bool(day and telling.published and telling.published <= day)


def _pairs(old: Dossier, new: Dossier, about: Words) -> list[Pair]:
    """Each thing as the old dossier and as the new one tells it.

    Where the new one holds all that the old one does, its facts are taken as they are; otherwise the records of both
    are merged. The same words of the same document are the same telling, however they were read.
    """
    wanted = codes(new, about)
    before, after = (
        {telling.key: telling for fact in all_facts(dossier) for telling in fact.tellings} for dossier in (old, new)
    )
    if before.keys() <= after.keys():
        found = taking_part(all_facts(new), wanted)
    else:
        decided = store.decisions(new.connect().connection)
        together = {**before, **after}.values()
        both = merged(together, decisions=decided, state_of=states_of_places(new.world)).facts
        found = taking_part(both, wanted)
    return parted(found, lambda telling: telling.key in before, lambda telling: telling.key in after)


def _title(dossier: Dossier, about: Words) -> str:
    names = [dossier.world.name_of(code) for code in codes(dossier, about)]
    return " and ".join(filter(None, (", ".join(names[:-1]), *names[-1:]))) or dossier.path.stem


def _of_codebook(what: str, words: Words, known: Sequence[str]) -> list[str]:
    listed = [words] if isinstance(words, str) else list(words)
    for word in listed:
        if word not in known:
            raise UsageError(f"{word!r} is no {what} of the codebook: use one of {', '.join(known)}")
    return listed
