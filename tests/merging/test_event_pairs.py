"""Mentions of events in plain text, grouped by the event they tell."""

from __future__ import annotations

import random

import numpy as np

from dragoman.merging.boosted import Trees
from dragoman.merging.event_mentions import Corpus, EventDocument, EventMention, similar_documents
from dragoman.merging.event_pairs import compared, groups, surroundings

STORY = "An earthquake struck the coast of Aceh and the earthquake killed thirty people in Banda"
AGAIN = "Thirty people died in Banda as an earthquake hit the coast of Aceh"
OTHER = "The actress checked into a clinic and a friend confirmed her stay"


def document(id: str, text: str, *words: str) -> EventDocument:
    tokens = text.split()
    found = [EventMention(f"{id}.{word}", 0, (tokens.index(word),), word) for word in words]
    return EventDocument(id, {0: tokens}, tuple(found))


DOCUMENTS = (
    document("a", STORY, "earthquake", "killed"),
    document("b", AGAIN, "earthquake"),
    document("c", OTHER, "stay"),
)


def same(one: str, other: str) -> float:
    return float(one == other)


def by_lemma(places: np.ndarray, rows: np.ndarray) -> np.ndarray:
    return np.where(rows[:, 0] > 0, 2.0, -2.0)


def test_documents_of_one_story_are_found_by_their_rare_words() -> None:
    pairs = {(one, other) for one, other, _ in similar_documents(Corpus(DOCUMENTS), 0.1)}
    assert pairs == {("a", "a"), ("a", "b"), ("b", "b"), ("c", "c")}


def test_mentions_of_other_stories_are_never_compared() -> None:
    corpus = Corpus(DOCUMENTS)
    places, _ = compared(corpus, same)
    named = {(corpus.told[a].mention.id, corpus.told[b].mention.id) for a, b in places}
    assert named == {("a.earthquake", "a.killed"), ("a.earthquake", "b.earthquake"), ("a.killed", "b.earthquake")}


def test_what_is_judged_alike_comes_together() -> None:
    corpus = Corpus(DOCUMENTS)
    places, rows = compared(corpus, same)
    assert groups(corpus, places, by_lemma(places, rows)) == [
        ["a.earthquake", "b.earthquake"],
        ["a.killed"],
        ["c.stay"],
    ]


def test_the_order_of_the_documents_plays_no_part() -> None:
    shuffled = random.Random(1).sample(DOCUMENTS, 3)
    for mine, theirs in zip(compared(Corpus(DOCUMENTS), same), compared(Corpus(shuffled), same), strict=True):
        assert np.array_equal(mine, theirs)


def test_the_surroundings_tell_of_a_likelier_partner() -> None:
    corpus = Corpus([document("a", STORY, "earthquake", "killed"), document("b", AGAIN, "earthquake", "died")])
    places, rows = compared(corpus, same)
    beside = surroundings(corpus.told, places, by_lemma(places, rows))
    at = {tuple(pair): row for pair, row in zip(places.tolist(), beside, strict=True)}
    assert at[0, 2][1] > 0 > at[0, 3][1], "earthquake goes with earthquake, and not with died"


def test_trees_are_summed_leaf_by_leaf() -> None:
    nodes = {"feature": [0, 0, 0], "left": [1, 1, 2], "right": [2, 1, 2]}
    trees = Trees(
        **{name: np.array(values, np.int64) for name, values in nodes.items()},
        threshold=np.array([0.5, np.inf, np.inf]),
        value=np.array([0.0, -1.0, 3.0]),
        roots=np.array([0]),
        base=np.array(0.25),
    )
    assert trees.scores(np.array([[0.2], [0.9]])).tolist() == [-0.75, 3.25]
