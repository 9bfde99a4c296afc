"""Which paragraphs of two texts belong together: in order as far as can be, moved ones apart, split ones joined."""

from __future__ import annotations

import math
from bisect import bisect_left
from collections import Counter, defaultdict
from collections.abc import Mapping, Sequence
from dataclasses import dataclass

#: Two paragraphs belong together from this likeness on (cosine of words weighed by rarity). In communiqués of one
#: series, paragraphs on one subject have .3 and more, on different subjects rarely .2.
_LIKE = 0.25
#: Out of order, they must be more alike: standing phrases recur anywhere.
_LIKE_MOVED = 0.5
#: A paragraph is part of a split one where so much of it is in what the other part left.
_PART_OF = 0.5
#: For each paragraph, so many others are considered.
_CONSIDERED = 5
#: What a word counts that only one of the texts has.
_ALONE = 0.5

type Bag = Mapping[str, float]


@dataclass(frozen=True, slots=True)
class Link:
    """Paragraphs of the earlier text, and those of the later one that take their place; one side may be empty."""

    before: tuple[int, ...]
    after: tuple[int, ...]
    likeness: float = 0.0
    moved: bool = False


def aligned(before: Sequence[Sequence[str]], after: Sequence[Sequence[str]]) -> list[Link]:
    """Every paragraph of both texts (lists of lemmas) in one link, in the order of the later text."""
    one, other = _bags(before, after)
    pairs = _pairs(one, other)
    chain = _heaviest_chain(pairs)
    moved = _moved(pairs, chain)
    links = [Link((i,), (j,), pairs[i, j]) for i, j in chain]
    links = _joined(links, moved, one, other)
    links += [Link((i,), (j,), pairs[i, j], moved=True) for i, j in moved]
    return _in_order(links, len(before), len(after))


def _bags(before: Sequence[Sequence[str]], after: Sequence[Sequence[str]]) -> tuple[list[Bag], list[Bag]]:
    """Each paragraph's lemmas, weighed by how few paragraphs of a text have them, as a vector of length one.

    A word that the other text has nowhere counts less: it is new, whatever its paragraph takes the place of.
    """
    sides = [[Counter(lemmas) for lemmas in side] for side in (before, after)]
    spread = [Counter(lemma for counts in side for lemma in counts) for side in sides]
    most = max(len(before), len(after))
    bags: list[list[Bag]] = [[], []]
    for n, side in enumerate(sides):
        for counts in side:
            weighed = {
                lemma: math.sqrt(count)
                * math.log(1 + most / max(spread[0][lemma], spread[1][lemma]))
                * (1.0 if spread[1 - n][lemma] else _ALONE)
                for lemma, count in counts.items()
            }
            length = math.sqrt(sum(weight * weight for weight in weighed.values())) or 1.0
            bags[n].append({lemma: weight / length for lemma, weight in sorted(weighed.items())})
    return bags[0], bags[1]


def _pairs(one: Sequence[Bag], other: Sequence[Bag]) -> dict[tuple[int, int], float]:
    """Pairs of paragraphs that are alike, by index, and how much; for each paragraph the most alike ones."""
    holding: dict[str, list[tuple[int, float]]] = defaultdict(list)
    for j, bag in enumerate(other):
        for lemma, weight in bag.items():
            holding[lemma].append((j, weight))
    found: dict[tuple[int, int], float] = {}
    for i, bag in enumerate(one):
        likeness: dict[int, float] = defaultdict(float)
        for lemma, weight in bag.items():
            for j, own in holding.get(lemma, ()):
                likeness[j] += weight * own
        best = sorted(likeness.items(), key=lambda pair: (-pair[1], abs(pair[0] - i), pair[0]))[:_CONSIDERED]
        found |= {(i, j): value for j, value in best if value >= _LIKE}
    return found


def _heaviest_chain(pairs: Mapping[tuple[int, int], float]) -> list[tuple[int, int]]:
    """The pairs, rising in both texts, whose likenesses sum to most."""
    # `ends` are later paragraphs in rising order, `sums` the best sum of a chain that ends there, rising as well.
    ends: list[int] = []
    sums: list[float] = []
    last: list[tuple[int, int]] = []
    behind: dict[tuple[int, int], tuple[int, int] | None] = {}
    for i, j in sorted(pairs, key=lambda pair: (pair[0], -pair[1])):
        at = bisect_left(ends, j)
        total = (sums[at - 1] if at else 0.0) + pairs[i, j]
        behind[i, j] = last[at - 1] if at else None
        if at < len(ends) and ends[at] == j and sums[at] >= total:
            continue
        if at and sums[at - 1] >= total:
            continue
        worse = at
        while worse < len(ends) and sums[worse] <= total:
            worse += 1
        ends[at:worse], sums[at:worse], last[at:worse] = [j], [total], [(i, j)]
    chain: list[tuple[int, int]] = []
    step = last[-1] if last else None
    while step:
        chain.append(step)
        step = behind[step]
    return chain[::-1]


def _moved(pairs: Mapping[tuple[int, int], float], chain: Sequence[tuple[int, int]]) -> list[tuple[int, int]]:
    """Pairs out of order, the most alike first, none of whose paragraphs is taken."""
    one, other = {i for i, _ in chain}, {j for _, j in chain}
    found = []
    for i, j in sorted(pairs, key=lambda pair: (-pairs[pair], pair)):
        if pairs[i, j] >= _LIKE_MOVED and i not in one and j not in other:
            one.add(i)
            other.add(j)
            found.append((i, j))
    return found


def _joined(
    links: Sequence[Link], moved: Sequence[tuple[int, int]], one: Sequence[Bag], other: Sequence[Bag]
) -> list[Link]:
    """The links, with a neighbour added where a paragraph was split in two, or two were made one."""
    free_before = set(range(len(one))) - {i for link in links for i in link.before} - {i for i, _ in moved}
    free_after = set(range(len(other))) - {j for link in links for j in link.after} - {j for _, j in moved}
    made = []
    for link in links:
        [i], [j] = link.before, link.after
        after = [j, *(n for n in (j - 1, j + 1) if n in free_after and _is_part(other[n], one[i], other[j]))]
        before = [i]
        if len(after) == 1:
            before += [n for n in (i - 1, i + 1) if n in free_before and _is_part(one[n], other[j], one[i])]
        free_after -= set(after)
        free_before -= set(before)
        made.append(Link(tuple(sorted(before)), tuple(sorted(after)), link.likeness))
    return made


def _is_part(part: Bag, whole: Bag, rest: Bag) -> bool:
    """Whether most of `part` is in what of `whole` is not in `rest`."""
    weight = sum(part.values())
    return bool(weight) and sum(w for lemma, w in part.items() if lemma in whole and lemma not in rest) >= (
        _PART_OF * weight
    )


def _in_order(links: Sequence[Link], before: int, after: int) -> list[Link]:
    """All links in the order of the later text; what was dropped stands where it stood between its neighbours."""
    told = {j: link for link in links for j in link.after[:1]}
    taken_before = {i for link in links for i in link.before}
    taken_after = {j for link in links for j in link.after}
    dropped = [i for i in range(before) if i not in taken_before]
    made: list[Link] = []
    for j in range(after):
        link = told.get(j)
        if link and not link.moved:
            while dropped and dropped[0] < link.before[0]:
                made.append(Link((dropped.pop(0),), ()))
        if link:
            made.append(link)
        elif j not in taken_after:
            made.append(Link((), (j,)))
    return made + [Link((i,), ()) for i in dropped]
