"""From a record to its PLOVER code, by the rules of `plover_rules.yaml`."""

from __future__ import annotations

from collections.abc import Iterable, Mapping
from collections.abc import Set as AbstractSet
from dataclasses import dataclass

from dragoman.codebook.entries import Coding, Predicate, Root

#: The mode of a rule that leaves the mode to the words.
BY_PREDICATE = "predicate"


@dataclass(frozen=True, slots=True)
class Rule:
    """What the words of `classes` get (any words where empty); `root` is None for what PLOVER has no code for."""

    classes: frozenset[str]
    root: Root | None
    mode: str | None
    #: The mode where the words tell none.
    otherwise: str | None


#: (kind, status, stance) -> the rules that apply, in order; the last applies to any words.
Rules = Mapping[tuple[str, str, str | None], tuple[Rule, ...]]


@dataclass(frozen=True, slots=True)
class Sense:
    """A predicate or mark as the coder needs it: what the words beside it must be, and what it then tells."""

    predicate: Predicate
    #: Place in the lexicon: what comes first there decides the mode.
    rank: int
    mark: bool
    #: The predicate's number of conditions.
    conditions: int


@dataclass(frozen=True, slots=True)
class Coder:
    """The rules, and the senses of every lemma by kind."""

    rules: Rules
    senses: Mapping[str, Mapping[str, tuple[Sense, ...]]]

    def code(self, kind: str, status: str, stance: str | None, lemmas: Iterable[str]) -> Coding | None:
        """See `Codebook.plover`."""
        rules = self.rules[kind, status, stance]
        if len(rules) == 1 and rules[0].mode != BY_PREDICATE:
            return _coding(rules[0].root, rules[0].mode)
        # A set has no order of its own: sorted, the same record gets the same code every time.
        told = self._senses(kind, sorted(lemmas) if isinstance(lemmas, AbstractSet) else list(lemmas))
        rule = _choose(rules, told)
        if rule.root is None or rule.mode != BY_PREDICATE:
            return _coding(rule.root, rule.mode)
        return _coding(rule.root, _mode(rule.root, told) or rule.otherwise)

    def _senses(self, kind: str, lemmas: list[str]) -> list[Sense]:
        """What the lemmas tell; of the senses of one that fit, those with the most conditions (`hunger strike`)."""
        known, bag = self.senses[kind], frozenset(lemmas)
        told: list[Sense] = []
        for lemma in lemmas:
            if senses := known.get(lemma):
                fit = [s for s in senses if not s.conditions or s.predicate.fits(bag, bag, bag)]
                most = max((s.conditions for s in fit), default=0)
                told += [s for s in fit if s.conditions == most]
        return told


def _choose(rules: tuple[Rule, ...], told: list[Sense]) -> Rule:
    """The rule for the first predicate; where it has no class that a rule names, the rule for all words together."""
    head = next((s.predicate.lemma for s in told if not s.mark), None)
    classes = {c for s in told if s.predicate.lemma == head and not s.mark for c in s.predicate.classes}
    for wanted in (classes, {c for s in told for c in s.predicate.classes}):
        rule = next(r for r in rules if not r.classes or r.classes & wanted)
        if rule.classes:
            return rule
    return rules[-1]


def _mode(root: Root, told: list[Sense]) -> str | None:
    """The mode that the first predicate tells, else the one that stands first in the lexicon."""
    ordered = told[:1] + sorted(told[1:], key=lambda s: s.rank)
    return next((s.predicate.mode for s in ordered if s.predicate.mode in root.modes), None)


def _coding(root: Root | None, mode: str | None) -> Coding | None:
    if root is None:
        return None
    return Coding(root.name, root.quad, mode, root.modes[mode] if mode else root.score)
