"""What tells whether a word brings an attribution, which stretch it tells and who does: strings hashed to numbers."""

from __future__ import annotations

from typing import TYPE_CHECKING
from zlib import crc32

from dragoman.reading.quoting import CLOSING, OPENING, SUBJECTS

if TYPE_CHECKING:
    from collections.abc import Iterable

    from dragoman.language.parsed import ParsedPassage
    from dragoman.reading.quoting import Option, Quoting

#: Hashed features are numbers below 2 ** BITS.
BITS = 17
_MASK = (1 << BITS) - 1
CLAUSES = frozenset({"ccomp", "xcomp", "advcl", "acl", "relcl"})
FUNCTION = frozenset(
    {"prep", "prt", "mark", "neg", "aux", "auxpass", "advmod", "agent", "det", "poss", "acomp", "attr"}
)


def hashed(features: Iterable[str]) -> list[int]:
    """The features as numbers."""
    return [crc32(feature.encode()) & _MASK for feature in features]


def sort_of(p: ParsedPassage, token: int) -> str:
    """What sort of thing a noun tells, roughly: a pronoun itself, the sort of a name, else the part of speech."""
    if p.pos[token] == "PRON":
        return p.lowers[token]
    return p.entities[token] or p.pos[token]


def cue_features(q: Quoting, cue: int) -> list[str]:
    """What a word shows that may bring an attribution."""
    p = q.passage
    lemma, pos, dep, head = p.lemmas[cue], p.pos[cue], p.deps[cue], p.heads[cue]
    start, end = p.sentences[p.sentence_of[cue]]
    before = p.lowers[cue - 1] if cue > start else "^"
    after = p.lowers[cue + 1] if cue + 1 < end else "$"
    quoted = q.stretch_of[cue] >= 0
    near = _quotes_near(q, cue, start, end)
    features = [
        "1",
        "l=" + lemma,
        "w=" + p.lowers[cue],
        f"lp={lemma}|{pos}",
        "t=" + p.tags[cue],
        "d=" + dep,
        f"ld={lemma}|{dep}",
        f"lt={lemma}|{p.tags[cue]}",
        f"h={p.lemmas[head]}|{dep}",
        f"hp={p.pos[head]}|{dep}",
        f"lh={lemma}|{p.lemmas[head]}",
        "b=" + before,
        "a=" + after,
        f"lb={lemma}|{before}",
        f"la={lemma}|{after}",
        f"q={quoted}|{pos}",
        f"ql={quoted}|{lemma}",
        f"n={near}|{pos}",
        f"nl={near}|{lemma}",
        f"nd={near}|{dep}",
        f"x={p.entities[cue]}",
    ]
    deps = []
    subject = None
    for child in p.children[cue]:
        at = p.deps[child]
        if at == "punct":
            if p.words[child] in (",", ":"):
                features.append(f"cp={p.words[child]}{child < cue}|{lemma}")
            continue
        deps.append(at)
        if at in SUBJECTS:
            subject = child
        features += [f"c={at}|{pos}", f"lc={lemma}|{at}", f"cs={at}|{sort_of(p, child)}"]
        if at in FUNCTION:
            features += [f"cl={at}|{p.lemmas[child]}", f"lcl={lemma}|{p.lemmas[child]}"]
        elif at in CLAUSES:
            mark = next((p.lowers[m] for m in p.children[child] if p.deps[m] in ("mark", "aux")), "")
            features += [
                f"cm={at}|{mark}|{pos}",
                f"cml={at}|{mark}|{lemma}",
                f"ct={at}|{p.tags[child]}",
                f"cc={p.lemmas[child]}",
            ]
        else:
            features += [f"co={at}|{p.lemmas[child]}"]
    features.append("f=" + "|".join(deps))
    if subject is not None:
        sort = sort_of(p, subject)
        features += [f"s={sort}", f"sl={sort}|{lemma}", f"sn={p.lemmas[subject]}", f"snd={p.lemmas[subject]}|{near}"]
    else:
        features += ["s=none|" + pos, "s=none|" + lemma]
    for other in p.children[head]:
        if other != cue and p.deps[other] in SUBJECTS:
            features += [f"hs={sort_of(p, other)}|{dep}", f"hsl={sort_of(p, other)}|{lemma}"]
        elif other != cue and p.deps[other] in ("ccomp", "xcomp", "neg", "dobj", "prep"):
            features.append(f"hc={p.deps[other]}|{dep}|{pos}")
    features += [f"pos={min(4, p.sentence_of[cue])}", f"sl={min(6, (end - start) // 8)}|{dep}"]
    return features


def _quotes_near(q: Quoting, cue: int, start: int, end: int) -> str:
    """Where quoted words stand around a word: in its sentence before or behind it, and whether near."""
    found = ""
    for stretch in q.stretches:
        if stretch.behind <= cue and stretch.behind > start - 2:
            found += "<" if cue - stretch.behind < 6 else "-"
        elif cue < stretch.first < end + 1:
            found += ">" if stretch.first - cue < 4 else "+"
            break
    return found[-2:]


def content_features(q: Quoting, cue: int, options: list[Option], option: Option, trust: float) -> list[str]:
    """What a stretch shows that a cue may tell; `trust` is the probability that the cue brings anything."""
    p = q.passage
    there = q.following if option.ahead and q.following else p
    lemma, pos, dep = p.lemmas[cue], p.pos[cue], p.deps[cue]
    name = option.name
    broad = name.split(":")[0]
    first, behind = option.pieces[0][0], option.pieces[-1][1]
    length = sum(b - a for a, b in option.pieces)
    size = str(min(7, length.bit_length()))
    head = option.head
    believed = str(int(trust * 5))
    quote = _quote_shape(q, option)
    features = [
        "1",
        "n=" + name,
        "bn=" + broad,
        f"nt={broad}|{believed}",
        "t=" + believed,
        f"ln={lemma}|{name}",
        f"lb={lemma}|{broad}",
        f"nd={name}|{dep}",
        f"np={name}|{pos}",
        f"ndp={broad}|{dep}|{p.pos[p.heads[cue]]}",
        f"z={size}|{broad}",
        f"zl={size}|{lemma}",
        f"w={there.lowers[first]}|{broad}",
        f"wl={there.lowers[first]}|{lemma}",
        f"e={there.lowers[behind - 1] if there.pos[behind - 1] == 'PUNCT' else there.pos[behind - 1]}|{broad}",
        f"hp={there.pos[head]}|{broad}",
        f"ht={there.tags[head]}|{broad}|{lemma}",
        f"hl={there.lemmas[head]}|{broad}",
        f"hd={there.deps[head]}|{broad}",
        f"lh={lemma}|{there.lemmas[head]}",
        f"he={there.entities[head]}|{broad}",
        f"q={quote}|{broad}",
        f"ql={quote}|{lemma}",
        f"qd={quote}|{dep}",
        f"qt={quote}|{size}",
        f"x={len(option.pieces)}|{broad}",
    ]
    if not option.ahead:
        start, end = p.sentences[p.sentence_of[cue]]
        previous = p.lowers[first - 1] if first else "^"
        following = p.lowers[behind] if behind < len(p) else "$"
        side = "r" if first > cue else "l" if behind <= cue else "x"
        gap = first - cue if first > cue else cue - behind
        features += [
            f"pv={previous}|{broad}",
            f"fo={following}|{broad}",
            f"fod={following}|{p.deps[behind] if behind < len(p) else ''}|{broad}",
            f"sd={side}|{min(6, max(0, gap))}|{broad}",
            f"sl={side}|{lemma}",
            f"in={any(a <= cue < b for a, b in option.pieces)}",
            f"se={first == start}{behind >= end - 2}|{broad}",
        ]
    features += [f"o={broad}|{other.name}" for other in options if other.name != name]
    wider = max(options, key=_length)
    features += [
        f"wide={wider.name}|{name}",
        f"share={int(5 * length / max(1, _length(wider)))}|{broad}",
        f"k={min(9, len(options))}",
    ]
    return features


def _length(option: Option) -> int:
    return sum(b - a for a, b in option.pieces)


def _quote_shape(q: Quoting, option: Option) -> str:
    """How a stretch stands to the quotation marks: all quoted, with quoted words, without, cutting through some."""
    if option.ahead:
        return "all"
    shape = set()
    for first, behind in option.pieces:
        numbers = {q.stretch_of[t] for t in (first, behind - 1)} | set(q.stretch_of[first:behind:4])
        inside = numbers - {-1}
        if not inside:
            shape.add("none")
            continue
        cut = any(q.stretches[n].first < first or q.stretches[n].behind > behind for n in inside)
        shape.add(("cut" if cut else "full") + ("+" if -1 in numbers else ""))
    words = q.passage.words
    first = option.pieces[0][0]
    edge = "“" if words[first] in OPENING else ""
    edge += "”" if words[option.pieces[-1][1] - 1] in CLOSING else ""
    return "/".join(sorted(shape)) + edge


def source_features(q: Quoting, cue: int, options: list[Option], option: Option, told: Option | None) -> list[str]:
    """What a noun shows that may tell what a cue brings; `told` is the stretch chosen."""
    p = q.passage
    lemma, pos, dep = p.lemmas[cue], p.pos[cue], p.deps[cue]
    head, name = option.head, option.name
    broad = name.split(":")[0]
    sort = sort_of(p, head)
    inside = told is not None and not told.ahead and any(a <= head < b for a, b in told.pieces)
    distance = head - cue
    far = ("-" if distance < 0 else "+") + str(min(6, abs(distance).bit_length()))
    rank = options.index(option)
    features = [
        "1",
        "n=" + name,
        "bn=" + broad,
        f"ln={lemma}|{name}",
        f"lb={lemma}|{broad}",
        f"nd={name}|{dep}|{pos}",
        f"bt={broad}|{p.tags[cue]}",
        f"r={rank}|{broad}",
        f"rn={rank}|{len(options)}",
        f"s={sort}|{broad}",
        f"sn={sort}|{name}",
        f"sl={sort}|{lemma}",
        f"l={p.lemmas[head]}",
        f"lbn={p.lemmas[head]}|{broad}",
        f"ll={p.lemmas[head]}|{lemma}",
        f"p={p.pos[head]}|{broad}",
        f"f={far}|{broad}",
        f"i={inside}|{broad}",
        f"iw={inside}|{name}",
        f"q={q.stretch_of[head] >= 0}|{q.stretch_of[cue] >= 0}|{broad}",
        f"c={told.name.split(':')[0] if told else ''}|{broad}",
        f"b={p.lowers[head - 1] if head else ''}",
        f"a={p.lowers[head + 1] if head + 1 < len(p) else ''}",
    ]
    features += [f"o={broad}|{other.name.split(':')[0]}" for other in options[:4] if other is not option]
    return features
