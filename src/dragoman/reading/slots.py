"""What may fill a record's roles, and what each of these fillers shows.

A filler is a mention of the sentence, or something around it: who speaks, the issuer of an official text, the subject
of the sentence before; a date of the sentence, the document's own; a place; an amount. Learned weights choose
(`roles`).
"""

from __future__ import annotations

from collections.abc import Iterator, Sequence
from dataclasses import dataclass
from functools import cache, lru_cache
from itertools import islice
from typing import TYPE_CHECKING

from dragoman.language import dates
from dragoman.language.venues import GENITIVE, PLACES, place_name
from dragoman.reading.candidates import clause
from dragoman.reading.features import sort_of
from dragoman.reading.paths import path

if TYPE_CHECKING:
    from dragoman.language.amounts import AmountMention
    from dragoman.language.annotate import AnnotatedPassage, AnnotatedText
    from dragoman.language.mention import Mention
    from dragoman.language.parsed import ParsedPassage
    from dragoman.record import Actor
    from dragoman.world.world import World

SUBJECTS = frozenset({"nsubj", "nsubjpass"})
PASSIVE = frozenset({"nsubjpass", "auxpass"})
#: Of a sentence without end only the nearest mentions are weighed: the time grows with their square.
MOST_FILLERS = 40
#: An actor that a sentence does not name is looked for in so many mentions and passages before it.
_MENTIONS_BACK, _PASSAGES_BACK = 40, 8


@dataclass(frozen=True, slots=True)
class Filler:
    """Something that may fill a role: its value(s), where it stands (token; None where not in the sentence)."""

    value: tuple[object, ...]
    token: int | None
    source: str
    mention: Mention | None = None


@dataclass(frozen=True, slots=True)
class Anchor:
    """A chosen candidate: where it stands and what has been decided of it."""

    passage: int
    token: int
    kind: str
    status: str
    stance: str | None


def tense(passage: ParsedPassage, token: int) -> str:
    """`past`, `present` or `future` of the verb that governs a token."""
    verb = token
    while passage.pos[verb] not in ("VERB", "AUX") and passage.heads[verb] != verb:
        verb = passage.heads[verb]
    words = {passage.lowers[c] for c in passage.children[verb] if passage.deps[c] in ("aux", "auxpass")}
    if words & {"did", "had"}:
        return "past"  # `did not sign on July 8` has the base form of what is to come.
    if words & {"will", "'ll", "’ll", "shall", "would"} or passage.tags[verb] == "VB":
        return "future"
    if passage.tags[verb] in ("VBD", "VBN"):
        return "past"
    return "present"


def _common(passage: ParsedPassage, anchor: Anchor, fillers: list[Filler]) -> list[list[str]]:
    """Features of every filler: its source and, where it stands in the sentence, the way from it to the anchor."""
    k, lemma = anchor.kind, passage.lemmas[anchor.token]
    behind_source = ("", k, anchor.status, lemma)
    behind_way = ("", f"|{k}", f"|{lemma}", f"|{passage.pos[anchor.token]}")
    shown = []
    for filler in fillers:
        features = ["src=" + filler.source + end for end in behind_source]
        features.append("k=" + k)
        if filler.token is not None:
            way = "p=" + path(passage, filler.token, anchor.token)
            features += [way + end for end in behind_way]
            features += _standing(passage, anchor, filler.token)
        shown.append(features)
    return shown


def _standing(passage: ParsedPassage, anchor: Anchor, token: int) -> list[str]:
    """What a filler of the sentence shows by where it stands."""
    k = anchor.kind
    first, behind = clause(passage, anchor.token)
    distance = token - anchor.token
    bucket = ("d=-" if distance < 0 else "d=+") + str(min(5, abs(distance).bit_length()))
    governor = "gov=" + passage.lemmas[passage.heads[token]]
    return [
        bucket,
        f"{bucket}|{k}",
        f"in={first <= token < behind}{k}",
        "dep=" + passage.deps[token] + k,
        governor,
        f"{governor}|{k}",
        f"q={passage.quoted[token]}{passage.quoted[anchor.token]}{k}",
    ]


# actors


def actor_fillers(text: AnnotatedText, anchor: Anchor) -> list[Filler]:
    """Those who may act in a record or be acted upon."""
    here = text.passages[anchor.passage]
    passage = here.parsed
    sentence = passage.sentence_of[anchor.token]
    start, end = passage.sentences[sentence]
    fillers = [
        Filler(m.actors, m.head, m.form, m)
        for m in here.mentions
        if start <= m.head < end and not m.apart and m.actors and not _is_venue(passage, m)
    ]
    if len(fillers) > MOST_FILLERS:
        nearest = sorted(fillers, key=lambda f: abs((f.token or 0) - anchor.token))[:MOST_FILLERS]
        fillers = sorted(nearest, key=lambda f: f.token or 0)
    if here.speaker:
        fillers.append(Filler(here.speaker, None, "speaker"))
    if text.voice.issuer and (text.voice.issuer,) != here.speaker:
        fillers.append(Filler((text.voice.issuer,), None, "issuer"))
    if sentence in here.quoted_by:
        fillers.append(Filler(here.quoted_by[sentence], None, "quoted" if passage.quoted[anchor.token] else "cue"))
    before = _subject_before(text, anchor.passage, sentence)
    if before:
        fillers.append(Filler(before.actors, None, "before", before))
    last = next((m for m in reversed(here.mentions) if m.head < start and not m.apart), None)
    if last and (before is None or last.actors != before.actors):
        fillers.append(Filler(last.actors, None, "last", last))
    fillers += [Filler((topic,), None, f"topic{rank}") for rank, topic in enumerate(text.topics[:2])]
    return fillers


def named_before(text: AnnotatedText, anchor: Anchor, actors: Sequence[Actor]) -> dict[Actor, tuple[int, int]]:
    """Where (passage, token) each of some actors is named last before the anchor's sentence, if not far back."""
    passage = text.passages[anchor.passage].parsed
    start, _ = passage.sentences[passage.sentence_of[anchor.token]]
    wanted = set(actors)
    found: dict[Actor, tuple[int, int]] = {}
    for number, mention in islice(_mentions_back(text, anchor.passage, start), _MENTIONS_BACK):
        for actor in wanted.intersection(mention.actors):
            found[actor] = (number, mention.head)
        wanted.difference_update(mention.actors)
        if not wanted:
            break
    return found


def _mentions_back(text: AnnotatedText, number: int, start: int) -> Iterator[tuple[int, Mention]]:
    """The mentions before a token of a passage, the last one first."""
    for earlier in range(number, max(-1, number - _PASSAGES_BACK), -1):
        for mention in reversed(text.passages[earlier].mentions):
            if not mention.apart and (earlier < number or mention.head < start):
                yield earlier, mention


def _is_venue(passage: ParsedPassage, mention: Mention) -> bool:
    """Whether a capital is only the place where something happens: `met in Madrid`."""
    if mention.form != "metonym" or passage.deps[mention.head] != "pobj":
        return False
    return passage.lowers[passage.heads[mention.head]] in ("in", "at", "near", "outside", "around")


def _subject_before(text: AnnotatedText, number: int, sentence: int) -> Mention | None:
    """The subject of the sentence before, in this passage or the one before."""
    here = text.passages[number]
    if sentence == 0:
        if number == 0:
            return None
        here = text.passages[number - 1]
        sentence = len(here.parsed.sentences)
    start, end = here.parsed.sentences[sentence - 1]
    for mention in here.mentions:
        if start <= mention.head < end and here.parsed.deps[mention.head] in SUBJECTS and not mention.apart:
            return mention
    return None


def actor_features(text: AnnotatedText, anchor: Anchor, fillers: list[Filler]) -> list[list[str]]:
    """What tells of each filler whether an actor is `who`, `whom` or neither."""
    here = text.passages[anchor.passage]
    passage, k, token = here.parsed, anchor.kind, anchor.token
    beside = {passage.deps[child] for child in passage.children[token]}
    has_subject, passive = not beside.isdisjoint(SUBJECTS), not beside.isdisjoint(PASSIVE)
    pos, dep = passage.pos[token], passage.deps[token]
    behind_source = (
        f"|{has_subject}|{k}",
        f"|{has_subject}|{passive}|{pos}",
        f"|q{passage.quoted[token]}|{k}",
        f"|{anchor.stance}",
        f"|dep{dep}",
    )
    behind_way = (f"|{k}|{passive}", f"|{anchor.status}", f"|{anchor.stance}")
    behind_root = ("", f"|{k}", f"|dep{dep}")
    root = _root(passage, *passage.sentences[passage.sentence_of[token]])
    tokens = [filler.token for filler in fillers if filler.token is not None]
    number, voice = f"n={min(5, len(tokens))}|", f"voice={bool(text.voice.issuer)}|"
    shown = _common(passage, anchor, fillers)
    for filler, features in zip(fillers, shown, strict=True):
        sort = sort_of(filler.mention) if filler.mention else "?"
        source = filler.source
        features += ["s=" + source + end for end in behind_source]
        features += [f"sort={sort}{k}", f"sort={sort}{source}", f"{number}{source}|{k}", f"{voice}{source}|{k}"]
        if filler.token is not None:
            way = "p=" + path(passage, filler.token, token)
            mine = "r=" + path(passage, filler.token, root)
            features += [way + end for end in behind_way]
            features += [mine + end for end in behind_root]
            features += [f"{way}|{sort}", f"{way}|{sort}|{k}", f"order={tokens.index(filler.token)}|{k}"]
    return shown


def _root(passage: ParsedPassage, start: int, end: int) -> int:
    return next((t for t in range(start, end) if passage.heads[t] == t), start)


# dates


def date_fillers(text: AnnotatedText, anchor: Anchor) -> list[Filler]:
    """The intervals that may be a record's `when`: of the sentence, of the last one that gave any, of the document."""
    here = text.passages[anchor.passage]
    passage = here.parsed
    start, end = passage.sentences[passage.sentence_of[anchor.token]]
    low, high = passage.starts[start], passage.ends[end - 1]
    published = text.document.published
    fillers, before = [], None
    for found in here.dates:
        if not found.interval and not found.ambiguous_direction:
            continue
        of_sentence = low <= found.start < high
        of_before = found.start < low and found.interval and found.kind == "date"
        span = passage.tokens_between(found.start, found.end) if of_sentence or of_before else None
        if span is None:
            continue
        if of_before:
            before = found
        else:
            token = span[1] - 1
            told = found
            if found.ambiguous_direction and published:
                told = dates.resolve(found, tense=tense(passage, token), reference=published)
            if told.interval:
                fillers.append(Filler((told.interval,), token, "date:" + told.kind))
    if before:
        fillers.append(Filler((before.interval,), None, "before"))
    if text.opening_day:
        fillers.append(Filler((text.opening_day,), None, "opening"))
    if text.common_day:
        fillers.append(Filler((text.common_day,), None, "common"))
    if published:
        source = "issued" if text.voice.issuer else "published"
        fillers.append(Filler((published,), None, source))
    return fillers


def date_features(text: AnnotatedText, anchor: Anchor, fillers: list[Filler]) -> list[list[str]]:
    """What tells of each filler whether a date is the record's own."""
    passage, token = text.passages[anchor.passage].parsed, anchor.token
    here = f"n={min(3, sum(f.token is not None for f in fillers))}|"
    before_source = (
        here,
        f"stance={anchor.stance}|",
        f"tag={passage.tags[token]}|",
        f"q={passage.quoted[token]}|",
        f"first={anchor.passage < 2}|",
    )
    tensed = f"tense={tense(passage, token)}|"
    behind_source = (f"|{anchor.kind}", f"|{anchor.status}", f"|{anchor.kind}|{anchor.status}")
    shown = _common(passage, anchor, fillers)
    for filler, features in zip(fillers, shown, strict=True):
        source = filler.source
        shape = "shape=" + _shape(str(filler.value[0]))
        features += [before + source for before in before_source]
        features += [here + source + end for end in behind_source]
        features += [f"{tensed}{source}|{anchor.kind}", shape, f"{shape}|{anchor.status}"]
    return shown


@lru_cache(maxsize=1000)
def _shape(value: str) -> str:
    return "".join("d" if c.isdigit() else c for c in value)


# places


def place_fillers(text: AnnotatedText, anchor: Anchor, world: World) -> list[Filler]:
    """The names that may be a record's `where`: places of the sentence, the last place before it."""
    here = text.passages[anchor.passage]
    passage = here.parsed
    start, end = passage.sentences[passage.sentence_of[anchor.token]]
    fillers, before = [], None
    for first, behind, label in passage.named:
        if label not in PLACES:
            continue
        if start <= first < end:
            name = place_name(passage, first, behind)
            last = behind - 1 - (behind - 1 > first and passage.lowers[behind - 1] in GENITIVE)
            fillers.append(Filler((name,), last, "place:" + ("known" if _is_place(world, name) else label)))
        elif first < start and passage.lowers[max(0, first - 1)] in ("in", "at"):
            before = place_name(passage, first, behind)
    taken = {f.token for f in fillers}
    for mention in here.mentions:
        if start <= mention.head < end and mention.head not in taken and mention.form in ("name", "adjective"):
            body = mention.actors[0]
            if body.body in world.states and not body.name:
                fillers.append(Filler((world.name_of(body.body),), mention.head, "state:" + mention.form))
    if before:
        fillers.append(Filler((before,), None, "before"))
    if text.opening_place:
        fillers.append(Filler((text.opening_place,), None, "opening"))
    if text.venue:
        fillers.append(Filler((text.venue,), None, "venue"))
    if text.dateline:
        fillers.append(Filler((text.dateline,), None, "dateline"))
    return fillers


@cache
def _is_place(world: World, name: str) -> bool:
    return bool(world.place(name))


def place_features(text: AnnotatedText, anchor: Anchor, fillers: list[Filler]) -> list[list[str]]:
    """What tells of each filler whether a place is where the record happens."""
    passage = text.passages[anchor.passage].parsed
    number = f"n={min(3, len(fillers))}|"
    behind_source = f"|{anchor.stance}|{anchor.status}|{bool(text.voice.issuer)}"
    shown = _common(passage, anchor, fillers)
    for filler, features in zip(fillers, shown, strict=True):
        features += [f"{number}{filler.source}|{anchor.kind}", "s=" + filler.source + behind_source]
        if filler.token is not None:
            before = "prev=" + (passage.lowers[filler.token - 1] if filler.token else "")
            way = path(passage, filler.token, anchor.token)
            features += [before, f"{before}|{anchor.kind}", f"p={way}|{filler.source}"]
    return shown


# amounts


def amount_fillers(text: AnnotatedText, anchor: Anchor) -> list[Filler]:
    """The numbers with units that stand in the anchor's clause."""
    here = text.passages[anchor.passage]
    passage = here.parsed
    first, behind = clause(passage, anchor.token)
    low, high = passage.starts[first], passage.ends[behind - 1]
    fillers = []
    for amount in here.amounts:
        if low <= amount.start < high:
            span = passage.tokens_between(amount.start, amount.end)
            if span:
                fillers.append(Filler((amount,), span[1] - 1, "amount"))
    return fillers


def amount_features(text: AnnotatedText, anchor: Anchor, fillers: list[Filler]) -> list[list[str]]:
    """What tells of each filler whether a number is the point of a record."""
    shown = _common(text.passages[anchor.passage].parsed, anchor, fillers)
    for filler, features in zip(fillers, shown, strict=True):
        amount: AmountMention = filler.value[0]  # type: ignore[assignment]
        money = amount.unit.isupper() and len(amount.unit) == 3
        unit = "unit=" + ("money" if money else amount.unit.split(" ")[-1])
        size = min(9, len(str(int(abs(amount.value)))))
        features += [unit, f"{unit}|{anchor.kind}", f"size={size}|{anchor.kind}", f"n={min(3, len(fillers))}"]
    return shown


def speaker_of(here: AnnotatedPassage, anchor: int) -> tuple[Actor, ...]:
    """To whom the document attributes what stands at a token: the one quoted or, in reported speech, who says it."""
    sentence = here.parsed.sentence_of[anchor]
    said = here.quoted_by.get(sentence, ())
    if not said:
        return ()
    passage = here.parsed
    if passage.quoted[anchor] or any(passage.deps[t] == "ccomp" for t in [anchor, *passage.ancestors(anchor)]):
        return said
    return ()
