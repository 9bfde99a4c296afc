"""What must hold across the rows of the world: no two holders of one seat, no member before its birth."""

from __future__ import annotations

from collections import defaultdict
from collections.abc import Iterator
from itertools import combinations
from pathlib import Path

from dragoman.world.dates import first_day, last_day, overlap
from dragoman.world.folders import TABLES_FOLDER
from dragoman.world.rows import Body
from dragoman.world.tables import TABLES, table_files, verify
from dragoman.world.user import faults_of, read
from dragoman.world.world import World, load_tables, load_world

#: What one side alone may give or enact; of every other kind of agreement there are two sides.
UNILATERAL = frozenset({"law", "declaration", "peace", "aid", "strategy", "charter", "climate"})


def check(world: World) -> list[str]:
    """All that does not fit together in a world, one sentence a fault; empty where all is well."""
    checks = (
        overlapping_holders,
        memberships_outside_lifetimes,
        contradictory_memberships,
        one_sided_agreements,
        unflagged_words,
    )
    return [fault for found in checks for fault in found(world)]


def check_tables(world: World) -> list[str]:
    """All cells of the shipped tables that break their column's rules, with file, line and column."""
    keys = world.keys()
    return [
        str(error)
        for name, path in table_files(TABLES_FOLDER).items()
        for error in verify(TABLES[name], path.read_bytes(), path.name, keys)
    ]


def check_path(path: Path | None) -> list[str]:
    """All that is wrong with a file of facts, a folder of tables, or (with None) with the world and the user's part."""
    if path is None:
        world = load_world()
        return [*check_tables(world), *check(world)]
    if path.is_dir():
        return check(load_tables((TABLES_FOLDER, path)))
    world = load_world()
    return [str(fault) for fault in faults_of(read(path, world), world)]


def overlapping_holders(world: World) -> Iterator[str]:
    """Two persons who for certain held an office of one holder at once. An unknown end does not count as long."""
    terms = defaultdict(list)
    for holder in world.holders:
        if (office := world.offices.get(holder.office)) and office.single and holder.start and holder.end:
            terms[holder.office].append(holder)
    for seat, held in sorted(terms.items()):
        held.sort(key=lambda h: first_day(h.start))
        for one, other in combinations(held, 2):
            if overlap((one.start, one.end), (other.start, other.end)):
                yield (
                    f"{seat}: {one.person} ({one.start} to {one.end}) overlaps "
                    f"{other.person} ({other.start} to {other.end})"
                )


def memberships_outside_lifetimes(world: World) -> Iterator[str]:
    """Memberships that begin before, or end after, the body or the member itself.

    A state may join before its independence, as Ukraine the United Nations: its own start does not count.
    """
    for row in world.memberships:
        for code in (row.body, row.member):
            owner = world.bodies.get(code) or world.states.get(code)
            if not owner:
                continue
            born = owner.start if isinstance(owner, Body) or owner.kind == "former" else ""
            if row.start and born and last_day(row.start) < first_day(born):
                yield f"memberships: {row.member} in {row.body} from {row.start}, but {code} begins {born}"
            if owner.end and (not row.end or first_day(row.end) > last_day(owner.end)):
                yield f"memberships: {row.member} in {row.body} to {row.end or 'now'}, but {code} ends {owner.end}"


def contradictory_memberships(world: World) -> Iterator[str]:
    """Those who are for certain a member of a body twice at once, or a member and a candidate or observer of it."""
    rows = defaultdict(list)
    for row in world.memberships:
        if row.role != "suspended":
            rows[row.body, row.member].append(row)
    for (body, member), held in rows.items():
        for one, other in combinations(held, 2):
            if "member" in (one.role, other.role) and overlap((one.start, one.end), (other.start, other.end)):
                yield f"memberships: {member} is both {one.role} from {one.start} and {other.role} of {body}"


def one_sided_agreements(world: World) -> Iterator[str]:
    """Ties that hold in one direction only: an agreement of one party, or of two for whom it lasts unequally long."""
    rows = defaultdict(list)
    for row in world.parties:
        rows[row.agreement].append(row)
    for code, sides in rows.items():
        agreement = world.agreements.get(code)
        parties = {side.party for side in sides}
        if agreement and len(parties) == 1 and agreement.kind not in UNILATERAL:
            yield f"parties: {code} ({agreement.kind}) binds {sides[0].party} alone; add the other side"
        if len(sides) == len(parties) == 2 and (sides[0].start, sides[0].end) != (sides[1].start, sides[1].end):
            one, other = sides
            spans = f"{one.start}/{one.end}, for {other.party} {other.start}/{other.end}"
            yield f"parties: {code} holds for {one.party} {spans}"


def unflagged_words(world: World) -> Iterator[str]:
    """Forms that are English words but for their capitals (common_words) and stand in no line of `ambiguous`."""
    flagged = {a.text for a in world.ambiguous}
    for form in world.surface_forms():
        if form.type != "family" and form.text not in flagged and form.text.casefold() in world.common_words:
            yield f"ambiguous: {form.text} ({form.actor}, {form.type}) is an English word; add it with sense `word`"
