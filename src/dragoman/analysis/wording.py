"""The family of a formulation: the places whose words are a variant of it, and the variants in order of time.

A phrase is the content words it holds, in any inflection and order. A place has most of them near one another, where
a word of the same class (`coercion` for `force`) may stand for one. What recurs beside them belongs to the wording, so
that `status quo` finds `attempts to change the status quo by force` and shows when `or coercion` was added.
"""

from __future__ import annotations

import math
from collections import defaultdict
from collections.abc import Iterable, Iterator, Mapping, Sequence
from dataclasses import dataclass, replace
from functools import cached_property

from dragoman.analysis.lemmas import (
    Word,
    alike,
    classes_of,
    framing_classes,
    index_terms,
    is_content,
    is_telling,
    prepositions_like,
    sentences,
    words_of,
)
from dragoman.errors import UsageError
from dragoman.record import Document, Evidence

#: Words that may stand between two words of a wording; between one and what stands for another; in a thin phrase.
_GAP, _CLASS_GAP, _THIN_GAP = 9, 4, 4
#: So far from the phrase, in words, its wording may reach.
_REACH = 15
#: Words that may stand between a wording and what recurs beside it without framing it.
_NEAR = 3
#: What a word of the same class counts, beside the word itself.
_STAND_IN = 0.7
#: The share of a phrase's weight that a variant has, where the phrase has three words of content or more.
_SHARE = 0.68
#: Words beside a wording belong to it where so many documents, and such a share of them, have them there.
_RECUR, _RECUR_SHARE = 2, 0.15
_OR = frozenset({"or", "nor"})


@dataclass(frozen=True, slots=True)
class Slot:
    """One word of a phrase: its lemmas (several for `force or coercion`), what may stand for them, what it weighs."""

    lemmas: frozenset[str]
    stand_ins: frozenset[str]
    weight: float = 1.0

    @property
    def terms(self) -> frozenset[str]:
        """The terms of the search index under which it is found, stand-ins included."""
        return frozenset(term for lemma in self.lemmas | self.stand_ins for term in index_terms(lemma))

    @property
    def own_terms(self) -> frozenset[str]:
        """The terms of the word itself."""
        return frozenset(term for lemma in self.lemmas for term in index_terms(lemma))


@dataclass(frozen=True)
class Formulation:
    """A phrase, ready to be looked for."""

    phrase: str
    slots: tuple[Slot, ...]
    #: A phrase of one word of content: its prepositions must be there too, close by.
    thin: bool = False

    @classmethod
    def of(cls, phrase: str) -> Formulation:
        """The formulation that `phrase` writes; raises UsageError where it has no word of content."""
        words = words_of(phrase)
        slots = _slots(words)
        if not slots:
            raise UsageError(f"{phrase!r} has no word to look for: write a phrase such as 'status quo'")
        framing = [prepositions_like(word) for word in words]
        if len(slots) == 1 and any(framing):
            frame = [Slot(lemmas, frozenset()) for lemmas in framing if lemmas]
            return cls(phrase, (*frame, *slots), thin=True)
        return cls(phrase, slots)

    def weighed(self, found_in: Sequence[int], documents: int) -> Formulation:
        """The same with words weighed by how rare they are; `found_in` counts the documents that have each slot."""
        weights = [1 + math.log((documents + 1) / (count + 1)) for count in found_in]
        slots = tuple(replace(slot, weight=weight) for slot, weight in zip(self.slots, weights, strict=True))
        return replace(self, slots=slots)

    def is_met(self, exact: Iterable[int], stood_in: Iterable[int]) -> bool:
        """Whether a place with these slots, as such or by a stand-in, has enough of the phrase."""
        own = set(exact)
        other = set(stood_in) - own
        if self.thin or len(self.slots) <= 2:
            return len(own | other) == len(self.slots) and bool(own)
        share = sum(self.slots[i].weight for i in own) + _STAND_IN * sum(self.slots[i].weight for i in other)
        return len(own) >= 2 and share >= _SHARE * sum(slot.weight for slot in self.slots)

    @cached_property
    def by_lemma(self) -> Mapping[str, list[tuple[int, bool]]]:
        """Lemma -> the slots that it fills, and whether as a stand-in."""
        found: dict[str, list[tuple[int, bool]]] = defaultdict(list)
        for i, slot in enumerate(self.slots):
            for lemma in slot.lemmas:
                found[lemma].append((i, False))
            for lemma in slot.stand_ins - slot.lemmas:
                found[lemma].append((i, True))
        return found


@dataclass(frozen=True, slots=True)
class Place:
    """Where a document has a variant: its words as evidence, the sentence around, and who says it."""

    doc: str
    title: str
    publisher: str
    #: ISO day, empty where not known.
    published: str
    evidence: Evidence
    #: The sentence's characters before and behind the words.
    before: str
    after: str
    #: Whether the words stand between quotation marks: the speaker's own, not a report of them.
    quoted: bool
    #: What the wording consists of: lemma -> the word as it stands here.
    elements: Mapping[str, str]
    #: Codes of actors, or the publisher's name.
    speakers: tuple[str, ...] = ()
    #: Near copies of the document, which have the same words.
    copies: tuple[str, ...] = ()

    @property
    def key(self) -> frozenset[str]:
        """What makes two places one variant."""
        return frozenset(self.elements)


@dataclass(frozen=True, slots=True)
class Variant:
    """Places with the same words, in any inflection and order. `number` counts variants by their first day."""

    number: int
    wording: str
    places: tuple[Place, ...]

    @property
    def first(self) -> str:
        """The first day on which a document has it; empty where none is dated."""
        return min((place.published for place in self.places if place.published), default="")

    @property
    def last(self) -> str:
        """The last day on which a document has it."""
        return max((place.published for place in self.places), default="")

    @property
    def speakers(self) -> tuple[str, ...]:
        """Who uses it, in order of time."""
        return tuple(dict.fromkeys(speaker for place in self.places for speaker in place.speakers))


@dataclass(frozen=True, slots=True)
class Raw:
    """A place as first found: the words of its sentence, and which of them make the phrase."""

    document: Document
    words: tuple[Word, ...]
    core: tuple[int, ...]


def found_in(formulation: Formulation, document: Document) -> Iterator[Raw]:
    """The places of a document's passages that have the phrase or a variant of it, in order."""
    for passage in document.passages:
        if passage.role in ("content", "headline", "caption"):
            for words in sentences(document.text, passage.start, passage.end):
                for core in _cores(formulation, words):
                    yield Raw(document, tuple(words), core)


def places(raw: Sequence[Raw], copy_of: Mapping[str, str]) -> list[Place]:
    """The places with all that belongs to their wording, by day and document. A near copy's is noted at the original's.

    `copy_of` names, by a document's id, the document that it nearly repeats.
    """
    recurring = _recurring(raw, copy_of)
    made = sorted((_place(one, recurring) for one in raw), key=_order)
    kept: list[Place] = []
    at: dict[tuple[str, frozenset[str]], int] = {}
    copies = defaultdict(list)
    for place in sorted(made, key=lambda place: place.doc in copy_of):
        original = at.get((copy_of.get(place.doc, ""), place.key))
        if original is not None:
            copies[original].append(place.doc)
            continue
        at.setdefault((place.doc, place.key), len(kept))
        kept.append(place)
    noted = [replace(place, copies=tuple(dict.fromkeys(copies[i]))) for i, place in enumerate(kept)]
    return sorted(noted, key=_order)


def variants(found: Iterable[Place]) -> list[Variant]:
    """The places by variant, in order of their first day; each is named by the shortest words that it has."""
    groups: dict[frozenset[str], list[Place]] = defaultdict(list)
    for place in found:
        groups[place.key].append(place)
    made = []
    for number, group in enumerate(groups.values(), 1):
        wording = min((place.evidence.quote for place in group), key=lambda words: (len(words), words))
        made.append(Variant(number, " ".join(wording.split()), tuple(group)))
    return made


def is_comparable(phrase: Formulation, one: Place, other: Place) -> bool:
    """Whether two places tell of a shift: they share more than the phrase, or have other words of it."""
    own = frozenset(lemma for slot in phrase.slots for lemma in slot.lemmas)
    return bool((one.key & other.key) - own) or one.key & own != other.key & own


def difference(earlier: Place, later: Place) -> tuple[tuple[str, ...], tuple[str, ...]]:
    """The words that the later wording adds to the earlier one, and those that it drops."""
    added = tuple(word for lemma, word in later.elements.items() if lemma not in earlier.elements)
    return added, tuple(word for lemma, word in earlier.elements.items() if lemma not in later.elements)


def _slots(words: Sequence[Word]) -> tuple[Slot, ...]:
    """A slot a word of content; alternatives of one class (`force or coercion`) are one slot: either will do."""
    groups: list[frozenset[str]] = []
    alternative = True
    for word in words:
        if not is_content(word):
            alternative = word.lemma in _OR
            continue
        known = groups[-1] if groups and alternative and _share_class(groups[-1], word.lemma) else frozenset()
        groups = [*(groups[:-1] if known else groups), known | {word.lemma}]
        alternative = True
    own = frozenset(lemma for group in groups for lemma in group)
    return tuple(Slot(group, frozenset().union(*map(alike, group)) - own) for group in dict.fromkeys(groups))


def _share_class(lemmas: Iterable[str], other: str) -> bool:
    return any(classes_of(lemma) & classes_of(other) for lemma in lemmas)


def _cores(formulation: Formulation, words: Sequence[Word]) -> list[tuple[int, ...]]:
    """The words that make the phrase, for each place of it in a sentence: the fullest first, none twice."""
    hits = [(i, slot, other) for i, word in enumerate(words) for slot, other in _fills(formulation, word)]
    candidates = []
    for n in range(len(hits)):
        chosen = _from(formulation, hits[n:])
        exact = {slot for _, slot, other in chosen if not other}
        stood_in = {slot for _, slot, other in chosen if other}
        if formulation.is_met(exact, stood_in) and not (formulation.thin and _is_loose(words, chosen)):
            at = tuple(sorted({i for i, _, _ in chosen}))
            worth = sum(formulation.slots[s].weight for s in exact) + _STAND_IN * sum(
                formulation.slots[s].weight for s in stood_in
            )
            candidates.append((-worth, at[-1] - at[0], at))
    taken: list[tuple[int, ...]] = []
    for _, _, at in sorted(candidates):
        if all(at[-1] < other[0] or at[0] > other[-1] for other in taken):
            taken.append(at)
    return sorted(taken)


def _is_loose(words: Sequence[Word], chosen: Sequence[tuple[int, int, bool]]) -> bool:
    """Whether a thin phrase is in another order, or parted by a name: `by Japanese forces` is not `by force`."""
    between = words[chosen[0][0] + 1 : chosen[-1][0]]
    return [slot for _, slot, _ in chosen] != sorted(slot for _, slot, _ in chosen) or any(
        word.text[0].isupper() for word in between
    )


def _fills(formulation: Formulation, word: Word) -> list[tuple[int, bool]]:
    return formulation.by_lemma.get(word.lemma, [])


def _from(formulation: Formulation, hits: Sequence[tuple[int, int, bool]]) -> list[tuple[int, int, bool]]:
    """The hits from the first on that fill one slot after the other without too wide a gap."""
    chosen: list[tuple[int, int, bool]] = []
    filled: set[int] = set()
    for i, slot, other in hits:
        if chosen:
            gap = i - chosen[-1][0]
            if gap > _GAP or (formulation.thin and gap > _THIN_GAP):
                break
            too_far = gap > _CLASS_GAP and (other or chosen[-1][2])
            if slot in filled or too_far or i == chosen[-1][0]:
                continue
        chosen.append((i, slot, other))
        filled.add(slot)
    return chosen


def _recurring(raw: Sequence[Raw], copy_of: Mapping[str, str]) -> frozenset[str]:
    """The lemmas, and names of framing classes, that stand beside the phrase in enough documents."""
    beside: dict[str, set[str]] = defaultdict(set)
    for one in raw:
        original = copy_of.get(one.document.id, one.document.id)
        # The phrase's own words count: what is like one of them (`or coercion` beside `force`) belongs to it.
        for i in (*one.core, *_around(one)):
            for name in _names(one.words[i].lemma):
                beside[name].add(original)
    told = len({copy_of.get(one.document.id, one.document.id) for one in raw})
    enough = max(_RECUR, _RECUR_SHARE * told)
    return frozenset(name for name, documents in beside.items() if len(documents) >= enough)


def _names(lemma: str) -> tuple[str, ...]:
    """Under what a word recurs: itself, and the framing classes that it has (in capitals, as no lemma is)."""
    return (lemma, *(name.upper() for name in framing_classes(lemma)))


def _around(one: Raw) -> Iterator[int]:
    """The words beside the phrase that may belong to the wording: no names, numbers or verbs of telling."""
    first, last = one.core[0], one.core[-1]
    for i in range(max(0, first - _REACH), min(len(one.words), last + _REACH + 1)):
        word = one.words[i]
        name = word.text[0].isupper() and not classes_of(word.lemma)
        if i not in one.core and is_content(word) and not (name or word.text[0].isdigit() or is_telling(word)):
            yield i


def _whole(one: Raw, recurring: frozenset[str]) -> list[int]:
    """The words of the wording: the phrase, and outwards from it what recurs, up to a comma or too wide a gap."""
    first, last = one.core[0], one.core[-1]
    belonging = [i for i in _around(one) if recurring.intersection(_names(one.words[i].lemma))]
    inside = [*one.core, *(i for i in belonging if first < i < last)]
    for outward in ([i for i in reversed(belonging) if i < first], [i for i in belonging if i > last]):
        edge = first if outward and outward[0] < first else last
        for i in outward:
            lemma = one.words[i].lemma
            reach = _GAP if lemma in recurring and framing_classes(lemma) else _NEAR
            if abs(i - edge) > reach or _is_apart(one, i, edge):
                break
            inside.append(i)
            edge = i
    return sorted(inside)


def _is_apart(one: Raw, i: int, edge: int) -> bool:
    """Whether a comma or bracket stands between two words that are no neighbours in a list of like words."""
    low, high = sorted((i, edge))
    text, words = one.document.text, one.words
    between = (text[words[n].end : words[n + 1].start] for n in range(low, high))
    listed = high - low <= 2 and classes_of(words[low].lemma) and classes_of(words[high].lemma)
    return not listed and any(mark in gap for gap in between for mark in ",()—")


def _place(one: Raw, recurring: frozenset[str]) -> Place:
    at = _whole(one, recurring)
    document, text = one.document, one.document.text
    start, end = one.words[at[0]].start, one.words[at[-1]].end
    elements = {one.words[i].lemma: one.words[i].text for i in at}
    passage = next(p for p in document.passages if p.start <= start and end <= p.end)
    return Place(
        doc=document.id,
        title=document.title,
        publisher=document.publisher,
        published=document.published,
        evidence=Evidence.of(text, start, end),
        before=text[one.words[0].start : start],
        after=text[end : one.words[-1].end],
        quoted=_is_quoted(text[passage.start : start], text[end : passage.end]),
        elements=elements,
    )


def _is_quoted(before: str, after: str) -> bool:
    """Whether a quotation is open: one mark more opens than closes before, and one closes behind."""
    opened = before.count("“") > before.count("”") and "”" in after
    return opened or (before.count('"') % 2 == 1 and '"' in after)


def _order(place: Place) -> tuple[object, ...]:
    return place.published or "9999", place.doc, place.evidence.start, place.evidence.end
