"""The rules of `plover_rules.yaml`, laid out by kind, status and stance."""

from __future__ import annotations

from collections import defaultdict
from collections.abc import Collection, Mapping
from itertools import product

from dragoman.codebook import schema
from dragoman.codebook.coding import BY_PREDICATE, Rule
from dragoman.codebook.entries import Root
from dragoman.codebook.names import Names, check_known
from dragoman.errors import TableError


def read_rules(
    file: schema.RulesFile, names: Names, classes: Mapping[str, set[str]]
) -> dict[tuple[str, str, str | None], tuple[Rule, ...]]:
    """(kind, status, stance) -> its rules in order, up to the first that needs no class of words."""
    stances = [*names.stances, None]
    found: dict[tuple[str, str, str | None], list[Rule]] = defaultdict(list)
    for number, entry in enumerate(file.rules):
        key = f"rules.{number} ({' '.join(entry.kind)} {entry.gives})"
        rule = _rule(key, entry, names.roots)
        check_known("plover_rules.yaml", f"{key}.kind", entry.kind, names.kinds)
        check_known("plover_rules.yaml", f"{key}.stance", [s for s in entry.stance if s], names.stances)
        for kind in entry.kind:
            check_known("plover_rules.yaml", f"{key}.class", entry.classes, sorted(classes.get(kind, ())))
        for case in product(entry.kind, _statuses(key, entry, file, names.statuses), entry.stance or stances):
            found[case].append(rule)
    for case in product(names.kinds, names.statuses, stances):
        if all(rule.classes for rule in found[case]):
            raise TableError(f"plover_rules.yaml: rules: none for {case} whatever the words: add one without class")
    return {case: _until_general(rules) for case, rules in found.items()}


def _rule(key: str, entry: schema.RuleEntry, roots: Mapping[str, Root]) -> Rule:
    if entry.gives == "none":
        return Rule(frozenset(entry.classes), None, None, None)
    check_known("plover_rules.yaml", f"{key}.gives", [entry.gives], roots)
    root = roots[entry.gives]
    if entry.mode:
        check_known("plover_rules.yaml", f"{key}.mode", [entry.mode], [BY_PREDICATE, *root.modes])
    check_known("plover_rules.yaml", f"{key}.otherwise", [entry.otherwise] if entry.otherwise else [], root.modes)
    return Rule(frozenset(entry.classes), root, entry.mode, entry.otherwise)


def _statuses(key: str, entry: schema.RuleEntry, file: schema.RulesFile, statuses: Collection[str]) -> list[str]:
    names = [name for given in entry.status for name in file.status_sets.get(given, [given])]
    check_known("plover_rules.yaml", f"{key}.status", names, statuses)
    return names or list(statuses)


def _until_general(rules: list[Rule]) -> tuple[Rule, ...]:
    end = next(i for i, rule in enumerate(rules) if not rule.classes)
    return tuple(rules[: end + 1])
