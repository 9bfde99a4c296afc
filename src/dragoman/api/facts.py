"""Questions about facts: what many documents add up to. The dossier's facts are made when they are first asked for."""

from __future__ import annotations

from collections.abc import Iterable, Sequence
from contextlib import suppress
from datetime import date
from typing import TYPE_CHECKING, Any, Literal

from dragoman.analysis.interval import bound
from dragoman.api.found import Commitments, Disagreements, Facts
from dragoman.api.names import actor_codes
from dragoman.dossier.dossier import Dossier as Store
from dragoman.errors import DossierError, UsageError
from dragoman.merging import store
from dragoman.merging.commitments import commitments as commitments_among
from dragoman.merging.disagreements import disagreements as disagreements_among
from dragoman.merging.facts import Fact, merged
from dragoman.merging.life import known
from dragoman.merging.places import states_of_places
from dragoman.merging.reviews import Decision
from dragoman.record import KINDS, STATUSES

if TYPE_CHECKING:
    from dragoman.api.dossier import Dossier

type Words = str | Sequence[str]
type Day = str | date | None


def facts(
    dossier: Dossier,
    *,
    about: Words = (),
    kind: Words = (),
    status: Words = (),
    since: Day = None,
    until: Day = None,
    as_of: Day = None,
    sources: int = 1,
) -> Facts:
    """The facts of a dossier, in order of time, each with its life and the reasons for which its records were joined.

    Filters as for `Dossier.records`. `as_of` shows what the documents of that day and before tell; `sources` keeps what
    so many documents tell, near copies counting once. Raises UsageError for an unknown actor, kind, status or date.
    """
    first, last = bound(since, last=False), bound(until, last=True)
    chosen = facts_about(dossier, about, as_of)
    kinds, statuses = _known_words("kind", kind, KINDS), _known_words("status", status, STATUSES)
    found = [
        fact
        for fact in chosen
        if (not kinds or fact.kind in kinds)
        and (not statuses or fact.status in statuses)
        and fact.sources >= sources
        and _within(fact, first, last)
    ]
    return Facts(found, dossier.world.name_of)


def commitments(
    dossier: Dossier,
    *,
    by: Words = (),
    to: Words = (),
    about: Words = (),
    state: Words = (),
    as_of: Day = None,
) -> Commitments:
    """What was pledged or planned, and what became of it, by the day due; see `merging.commitments`.

    `by` and `to` are those who undertake it and those to whom it is due. Without `as_of` it is the last day of
    which the dossier's documents tell. Raises UsageError for an unknown actor, state or date.
    """
    chosen = facts_about(dossier, about, as_of)
    made = commitments_among(
        chosen,
        as_of=bound(as_of, last=True) or _last_day(dossier),
        by=codes(dossier, by),
        to=codes(dossier, to),
        state=_listed(state),
        state_of=states_of_places(dossier.world),
    )
    return Commitments(made, dossier.world.name_of)


def disagreements(dossier: Dossier, *, about: Words = (), kind: Words = (), as_of: Day = None) -> Disagreements:
    """Where documents tell one fact in ways that cannot all be true; see `merging.disagreements`."""
    kinds = _known_words("kind", kind, KINDS)
    chosen = facts_about(dossier, about, as_of)
    told = [fact for fact in chosen if not kinds or fact.kind in kinds]
    return Disagreements(disagreements_among(told, state_of=states_of_places(dossier.world)), dossier.world.name_of)


def fact(dossier: Dossier, id: str) -> Fact:
    """The fact whose id, or a record's of it, is or begins with `id`; raises UsageError where none or several do."""
    found = [
        one for one in all_facts(dossier) if one.id.startswith(id) or any(t.id.startswith(id) for t in one.tellings)
    ]
    if not id or not found:
        raise UsageError(f"{dossier.path}: there is no fact or record {id!r}")
    if len(found) > 1:
        ids = ", ".join(one.id for one in found[:4])
        raise UsageError(f"{dossier.path}: {id!r} begins several facts or records ({ids}); write more of it")
    return found[0]


def review_merge(dossier: Dossier, *ids: str, note: str = "") -> Fact:
    """Decides that these facts or records are one thing, and gives that fact; it stays so after every re-reading.

    Raises UsageError for an unknown id and for fewer than two.
    """
    chosen = {found.id: found for found in (fact(dossier, id) for id in ids)}
    if len(chosen) < 2:
        raise UsageError("name two facts or records that are not one yet")
    keys = list(dict.fromkeys(t.key for found in chosen.values() for t in found.tellings))
    _decide(dossier, [Decision.of(keys[0], key, "merge") for key in keys[1:]], note)
    return fact(dossier, next(iter(chosen.values())).tellings[0].id)


def review_split(dossier: Dossier, *records: str, note: str = "") -> Fact:
    """Decides that these records of one fact are another thing than the rest of it, and gives the fact they now make.

    Raises UsageError for an unknown id, for records of several facts, and where nothing would be left.
    """
    found = {one.id: one for one in (fact(dossier, id) for id in records)}
    if len(found) != 1:
        raise UsageError("name records of one fact")
    [whole] = found.values()
    apart = [t for t in whole.tellings if any(t.id.startswith(id) for id in records)]
    rest = [t for t in whole.tellings if t not in apart]
    if not apart or not rest:
        raise UsageError(f"{dossier.path}: name some of the records of fact {whole.id}, not the fact itself")
    if {t.key for t in apart} & {t.key for t in rest}:
        raise UsageError(f"{dossier.path}: these records have the same words as others of the fact; name those too")
    _decide(dossier, [Decision.of(a.key, b.key, "split") for a in apart for b in rest], note)
    return fact(dossier, apart[0].id)


def review_undo(dossier: Dossier, *ids: str) -> int:
    """Takes back every decision that touches these facts or records; returns how many."""
    keys = {
        t.key
        for id in ids
        for whole in [fact(dossier, id)]
        for t in whole.tellings
        if whole.id.startswith(id) or t.id.startswith(id)
    }
    touched = [made for made in store.decisions(dossier.connect().connection) if {made.one, made.other} & keys]
    dossier.close()
    with Store.open(dossier.path, read_only=False) as opened:
        for decision in touched:
            store.withdraw(opened.connection, decision)
    return len(touched)


def all_facts(dossier: Dossier) -> list[Fact]:
    """Every fact of the dossier, in order of time. They are made anew and stored where records or decisions changed.

    A dossier that cannot be written now (another program reads it) has them made for this question only.
    """
    world = dossier.world
    if not store.is_current(dossier.connect().connection, world.hash):
        dossier.close()
        with suppress(DossierError, OSError), Store.open(dossier.path, read_only=False) as opened:
            return list(store.merge(opened.connection, states_of_places(world), world=world.hash).facts)
        connection = dossier.connect().connection
        decided = store.decisions(connection)
        return list(merged(store.told(connection), decisions=decided, state_of=states_of_places(world)).facts)
    return store.facts(dossier.connect().connection)


def facts_about(dossier: Dossier, actors: Words, as_of: Day = None) -> list[Fact]:
    """The facts in which all these actors take part, as known on a day; all actors', and all days', where none is told.

    What is wrong with the question is found before any fact is made.
    """
    wanted, day = codes(dossier, actors), bound(as_of, last=True)
    return taking_part(as_known(all_facts(dossier), day), wanted)


def as_known(told: Iterable[Fact], as_of: Day) -> list[Fact]:
    """The facts as known on a day, or all of them."""
    day = bound(as_of, last=True)
    return list(known(told, day)) if day else list(told)


def _decide(dossier: Dossier, made: list[Decision], note: str) -> None:
    dossier.close()
    with Store.open(dossier.path, read_only=False) as opened:
        store.decide(opened.connection, made, note)


def _last_day(dossier: Dossier) -> date | None:
    [row] = dossier.sql("SELECT max(published) FROM documents").rows()
    day: date | None = row[0]
    return day


def taking_part(told: Iterable[Fact], actors: Sequence[str]) -> list[Fact]:
    """The facts in which all the actors, given as codes, take part."""
    return [one for one in told if all(_takes_part(one, actor) for actor in actors)]


def _takes_part(told: Fact, actor: str) -> bool:
    written = (str(a) for record in told.records for a in (*record.who, *record.whom))
    return any(one == actor or one.startswith(f"{actor}/") for one in written)


def _within(told: Fact, since: date | None, until: date | None) -> bool:
    """Whether the fact's days, or those on which it was told where it has none, meet the period."""
    spans = [t.span for t in told.tellings if t.span] or [
        (t.published, t.published) for t in told.tellings if t.published
    ]
    if since is None and until is None:
        return True
    return any((since is None or last >= since) and (until is None or first <= until) for first, last in spans)


def codes(dossier: Dossier, actors: Words) -> list[str]:
    """The codes of actors given as codes or names; raises UsageError, with suggestions, for an unknown one."""

    def named() -> list[Any]:
        return [row[0] for row in dossier.sql("SELECT actor FROM actors ORDER BY actor").rows()]

    return actor_codes(_listed(actors), dossier.world, named)


def _known_words(what: Literal["kind", "status"], words: Words, allowed: Sequence[str]) -> list[str]:
    for word in _listed(words):
        if word not in allowed:
            raise UsageError(f"there is no {what} {word!r}: choose from {', '.join(allowed)}")
    return _listed(words)


def _listed(words: Words) -> list[str]:
    return [words] if isinstance(words, str) else list(words)
