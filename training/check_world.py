"""Look-ups in the world against independent tables (`make check-world`); the floors stand in tests/world/floors.json.

    python training/check_world.py [--update]

`--update` writes the figures as the new floors, rounded down; a floor is never lowered that way.
"""

from __future__ import annotations

import difflib
import json
import math
import random
import re
import statistics
import subprocess
import sys
from collections import Counter
from collections.abc import Iterable
from dataclasses import dataclass, field
from datetime import date, timedelta
from functools import cache
from pathlib import Path

from world_reference import (
    Head,
    allied_dyads,
    current_heads,
    factbook_heads,
    folder,
    name_words,
    named_states,
    variants,
)

from dragoman.world.dates import in_force
from dragoman.world.world import World, load_world

FLOORS = Path(__file__).parents[1] / "tests" / "world" / "floors.json"
SEED, SAMPLE = 20140101, 1000
FIRST, LAST = date(2014, 1, 1), date(2026, 5, 17)

_DAY = re.compile(r" \d{4}-\d\d-\d\d(?=: reference)")

#: Time of the processor to import and load, then to answer first; memory added by both, in MB.
_COST = """
import time
def memory():
    with open("/proc/self/statm") as pages: return int(pages.read().split()[1]) * 4096 / 1e6
before, started = memory(), time.process_time()
from dragoman.world.world import load_world
imported = time.process_time()
world = load_world()
loaded, after = time.process_time(), memory()
world.actor("Tokyo"), world.who("Japanese foreign minister", "2022-04-07")
print(loaded - imported, loaded - started, time.process_time() - loaded, after - before, memory() - before)
"""


@dataclass
class Tally:
    """How many of the cases agree, and what is said about those that do not."""

    cases: int = 0
    agree: int = 0
    differ: list[str] = field(default_factory=list)

    def count(self, agrees: bool, otherwise: str) -> None:
        self.cases += 1
        self.agree += agrees
        if not agrees:
            self.differ.append(otherwise)

    @property
    def share(self) -> float:
        return self.agree / self.cases if self.cases else 0.0


def states(world: World) -> Tally:
    """Every state of the lists is found by name, and the one found bears the list's number."""
    tally = Tally()
    for state in named_states():
        found = [code for name in state.names for code in world.actor(name, state.last) if code in world.states]
        if state.number:
            numbers = [(code, getattr(world.states[code], state.source)) for code in found]
            found = [code for code, spans in numbers if any(s.startswith(f"{state.number}:") for s in spans)]
        tally.count(bool(found), f"{state.source} {state.number} {state.names[0]} to {state.last}: not found")
    return tally


def sampled_heads(world: World) -> dict[str, Tally]:
    """Heads of government on random days on which the World Factbook vouches for one, by role and by title."""
    tallies, rng, heads = _tallies(), random.Random(SEED), factbook_heads()
    codes = {country: code for country in sorted(heads) if (code := _state(world, country))}
    countries = sorted(codes)
    while tallies["role"].cases < SAMPLE:
        country = rng.choice(countries)
        on = (FIRST + timedelta(days=rng.randrange((LAST - FIRST).days))).isoformat()
        if head := next((h for h in reversed(heads[country]) if h.since <= on < h.until), None):
            _compare(tallies, world, codes[country], head, on)
    return tallies


def weekly_heads(world: World) -> dict[str, Tally]:
    """Heads of government in every week of every state for which the World Factbook vouches: no luck of the sample."""
    tallies = _tallies()
    weeks = [(FIRST + timedelta(days=day)).isoformat() for day in range(0, (LAST - FIRST).days, 7)]
    for country, heads in sorted(factbook_heads().items()):
        if code := _state(world, country):
            for on in weeks:
                if head := next((h for h in reversed(heads) if h.since <= on < h.until), None):
                    _compare(tallies, world, code, head, on)
    return tallies


def listed_heads(world: World) -> dict[str, Tally]:
    """Heads of government on 2026-08-01, by role and by title."""
    tallies = _tallies()
    codes = {state.iso2: state.code for state in world.states.values() if state.kind != "former"}
    for head in current_heads():
        if head.country in codes:
            _compare(tallies, world, codes[head.country], head, "2026-08-01")
    return tallies


def _tallies() -> dict[str, Tally]:
    return {"role": Tally(), "title": Tally()}


def _state(world: World, country: str) -> str:
    found = (code for name in reversed(variants(country)) for code in world.actor(name, "2020"))
    return next(
        (code for code in found if code in world.states and world.states[code].kind in ("state", "disputed")), ""
    )


def _compare(tallies: dict[str, Tally], world: World, code: str, head: Head, on: str) -> None:
    """By role: our head of government. By title: or whoever holds the office that the reference prints.

    It and the tables differ on whether president or prime minister heads the government of Guyana, Tanzania, Sri Lanka.
    """
    office = world.offices.get(f"{code}.head_of_government")
    held = list(world.holder(office.office, on)) if office else []
    titled = _titled(world, code, head.title) if head.title else ()
    also = [h for other in titled for h in world.holder(other, on)]
    ours = "; ".join(f"{h.person} {h.start}/{h.end} [{h.source}]" for h in held) or "nobody"
    said = f"{code} {on}: reference {head.printed} ({head.since} to {head.until}), here {ours}"
    tallies["role"].count(any(_same_person(world, h.person, head.printed) for h in held), said)
    tallies["title"].count(any(_same_person(world, h.person, head.printed) for h in (*held, *also)), said)


@cache
def _titled(world: World, code: str, title: str) -> tuple[str, ...]:
    found = (
        world.offices_named(f"{title} of {world.name_of(code)}", day)
        for day in ("", FIRST.isoformat(), LAST.isoformat())
    )
    return tuple(dict.fromkeys(o.office for offices in found for o in offices if o.body == code))


@cache
def _same_person(world: World, person: str, printed: str) -> bool:
    """Whether two words of the name agree, as far as transliterations do, one of them printed in capitals.

    A name of one word needs no second. Tried on the holders of other times, it takes fewer than one in 100 for another.
    """
    names = [person.partition(" (")[0], *(world.persons[person].aliases if person in world.persons else ())]
    return any(_same_name(name_words(name), part) for name in names for part in printed.split(" | "))


def _same_name(ours: set[str], printed: str) -> bool:
    agreeing = {word for word in ours if difflib.get_close_matches(word, name_words(printed), n=1, cutoff=0.75)}
    family = any(difflib.get_close_matches(word, ours, n=1, cutoff=0.75) for word in name_words(printed, capitals=True))
    return family and len(agreeing) >= min(2, len(ours))


def dyads(world: World) -> dict[str, Tally]:
    """ATOP's dyads of 2018: with any agreement in force, with one of the same type, with every type."""
    codes = {n: s.code for s in world.states.values() if (n := s.cow_number("2018"))}
    between = _obligations(world)
    tallies = {"any": Tally(), "same type": Tally(), "every type": Tally()}
    for dyad in allied_dyads(2018):
        one, other = codes.get(dyad.one, dyad.one), codes.get(dyad.other, dyad.other)
        ours = between.get(frozenset((one, other)), set())
        said = f"{one}-{other}: ATOP {'|'.join(sorted(dyad.obligations))}, here {'|'.join(sorted(ours)) or 'nothing'}"
        tallies["any"].count(bool(ours), said)
        tallies["same type"].count(bool(ours & dyad.obligations), said)
        tallies["every type"].count(dyad.obligations <= ours, said)
    return tallies


def _obligations(world: World) -> dict[frozenset[str], set[str]]:
    """The obligations in force between two states at some time of 2018."""
    found: dict[frozenset[str], set[str]] = {}
    for agreement in world.agreements.values():
        if agreement.obligations and in_force(agreement.in_force or agreement.signed, agreement.ended, "2018"):
            parties = world.parties_of(agreement.code, "2018")
            for number, one in enumerate(parties):
                for other in parties[number + 1 :]:
                    found.setdefault(frozenset((one, other)), set()).update(agreement.obligations)
    return found


def cost(runs: int = 5) -> list[float]:
    """The medians over fresh processes: seconds to load, with the imports, to answer first; MB loaded, in use."""
    command = [sys.executable, "-c", _COST]
    printed = [subprocess.run(command, check=True, capture_output=True, text=True).stdout for _ in range(runs)]
    return [statistics.median(values) for values in zip(*(map(float, line.split()) for line in printed), strict=True)]


def figures(world: World) -> dict[str, float]:
    """All shares that have a floor; prints each with the disagreements."""
    tallies = {"states": states(world)}
    tallies |= {f"heads_2014_2026_by_{name}": tally for name, tally in sampled_heads(world).items()}
    tallies |= {f"heads_weekly_by_{name}": tally for name, tally in weekly_heads(world).items()}
    tallies |= {f"heads_2026_08_by_{name}": tally for name, tally in listed_heads(world).items()}
    tallies |= {f"dyads_2018_{name.replace(' ', '_')}": tally for name, tally in dyads(world).items()}
    for name, tally in tallies.items():
        print(f"{name:26} {tally.agree:5} of {tally.cases:5}  {100 * tally.share:6.2f} %")
        _print_some(tally.differ, 120)
    return {name: tally.share for name, tally in tallies.items()}


def _print_some(lines: Iterable[str], most: int) -> None:
    """Each disagreement once, with the number of the days on which it was found."""
    told = Counter(_DAY.sub("", line, count=1) for line in lines)
    for line, times in list(told.items())[:most]:
        print(f"    {line}" + (f"  (x{times})" if times > 1 else ""))
    if len(told) > most:
        print(f"    ... and {len(told) - most} more")


def main() -> None:
    if not folder().is_dir():
        raise SystemExit(f"no {folder()}; set DRAGOMAN_SHARED to the folder that holds refdata")
    world = load_world()
    shares = figures(world)
    for name, rows in world.counts().items():
        print(f"{name:26} {rows:6} rows")
    load, imported, first, loaded, in_use = cost()
    print(
        f"loading {1000 * load:.0f} ms ({1000 * imported:.0f} with imports), first answers {1000 * first:.0f} ms more"
    )
    print(f"memory  {loaded:.0f} MB when loaded, {in_use:.0f} MB with the indexes of names and offices")
    if "--update" in sys.argv:
        floors = json.loads(FLOORS.read_text(encoding="utf-8")) if FLOORS.is_file() else {}
        raised = {name: max(math.floor(share * 1000) / 1000, floors.get(name, 0)) for name, share in shares.items()}
        FLOORS.write_text(json.dumps(raised, indent=2) + "\n", encoding="utf-8")


if __name__ == "__main__":
    main()
