"""On which words a record may hang, and the stretch that each would be proved by."""

import pytest

from dragoman.reading.candidates import best_anchor, candidates, clause, depth, parted_from

from .given import SIGNED, parsed

#: Two predicates of one subject.
MET = """
    Kishida  kishida  PROPN NNP nsubj 1 PERSON
    met      meet     VERB  VBD ROOT  1
    Duda     duda     PROPN NNP dobj  1 PERSON
    and      and      CCONJ CC  cc    1
    praised  praise   VERB  VBD conj  1
    NATO     nato     PROPN NNP dobj  4 ORG
    .        .        PUNCT .   punct 1
"""
#: Auxiliaries, a predicative adjective, a compound, a date.
READY = """
    Trade    trade    NOUN  NN  compound 1
    talks    talk     NOUN  NNS nsubj    3
    have     have     AUX   VBP aux      3
    ended    end      VERB  VBN ROOT     3
    and      and      CCONJ CC  cc       3
    Japan    japan    PROPN NNP nsubj    7 GPE
    is       be       AUX   VBZ conj     3
    ready    ready    ADJ   JJ  acomp    6
    ,        ,        PUNCT ,   punct    3
    grateful grateful ADJ   JJ  advcl    3
    on       on       ADP   IN  prep     3
    Monday   monday   PROPN NNP pobj    10 DATE
"""


def words(table: str, tokens: list[int]) -> list[str]:
    passage = parsed(table)
    return [passage.words[token] for token in tokens]


def told(table: str, word: str) -> str:
    """The words of the clause of `word`."""
    passage = parsed(table)
    first, behind = clause(passage, passage.words.index(word))
    return " ".join(passage.words[first:behind])


def test_verbs_and_nouns_are_candidates() -> None:
    assert words(SIGNED, candidates(parsed(SIGNED))) == ["Japan", "signed", "treaty", "Poland"]


@pytest.mark.parametrize("word", ["Trade", "have", "and", "ready", "Monday"])
def test_compounds_auxiliaries_and_dates_are_none(word: str) -> None:
    assert word not in words(READY, candidates(parsed(READY)))


@pytest.mark.parametrize("word", ["talks", "ended", "is", "grateful"])
def test_event_nouns_copulas_and_free_adjectives_are(word: str) -> None:
    assert word in words(READY, candidates(parsed(READY)))


def test_a_verb_says_its_clause_without_the_full_stop() -> None:
    assert told(SIGNED, "signed") == "Japan signed a treaty with Poland"


def test_a_noun_says_its_phrase() -> None:
    assert told(SIGNED, "treaty") == "a treaty with Poland"


QUOTED = """
    We      we      PRON  PRP nsubj 1
    agree   agree   VERB  VBP ccomp 4
    ,       ,       PUNCT ,   punct 4
    she     she     PRON  PRP nsubj 4
    said    say     VERB  VBD ROOT  4
"""
SAID_TWICE = """
    We      we      PRON  PRP nsubj 1
    agree   agree   VERB  VBP ccomp 3
    she     she     PRON  PRP nsubj 3
    said    say     VERB  VBD ROOT  3
    they    they    PRON  PRP nsubj 5
    differ  differ  VERB  VBP ccomp 3
"""


def test_a_word_of_saying_that_ends_a_quotation_says_what_is_quoted() -> None:
    assert told(QUOTED, "said") == "We agree , she said"


def test_one_that_has_words_behind_it_says_those() -> None:
    assert told(SAID_TWICE, "said") == "she said they differ"


def test_what_is_coordinated_is_told_apart() -> None:
    assert told(MET, "met") == "Kishida met Duda"
    assert told(MET, "praised") == "praised NATO"


ASKED = """
    She       she       PRON  PRP  nsubj  1
    asked     ask       VERB  VBD  ROOT   1
    both      both      PRON  DT   dobj   1
    to        to        PART  TO   aux    4
    meet      meet      VERB  VB   xcomp  1
    and       and       CCONJ CC   cc     4
    to        to        PART  TO   aux    7
    sign      sign      VERB  VB   conj   4
"""


@pytest.mark.parametrize(("word", "above"), [("asked", []), ("meet", []), ("sign", ["asked", "meet"])])
def test_a_coordination_parts_its_later_members_from_what_is_above(word: str, above: list[str]) -> None:
    tokens = sorted(parted_from(parsed(ASKED), [row.split()[0] for row in ASKED.strip().splitlines()].index(word)))
    assert words(ASKED, tokens) == above


def test_a_clause_is_found_once() -> None:
    passage = parsed(SIGNED)
    assert passage.clauses == {}
    assert clause(passage, 1) == passage.clauses[1] == clause(passage, 1)


@pytest.mark.parametrize(
    ("first", "behind", "anchor"),
    [(0, 6, "signed"), (2, 6, "treaty"), (4, 6, "Poland"), (2, 3, "treaty")],
    ids=["a sentence hangs on its verb", "a phrase on its noun", "on what is inside it", "else on what is above it"],
)
def test_a_quote_hangs_on(first: int, behind: int, anchor: str) -> None:
    passage = parsed(SIGNED)
    found = best_anchor(passage, first, behind)
    assert found is not None
    assert passage.words[found] == anchor


def test_a_quote_without_any_candidate_hangs_on_nothing() -> None:
    assert best_anchor(parsed("Hm hm INTJ UH ROOT 0"), 0, 1) is None


def test_of_two_coordinated_verbs_the_first_is_meant() -> None:
    assert best_anchor(parsed(MET), 0, 6) == 1


def test_depth_counts_heads_and_stops_at_six() -> None:
    chain = "\n".join(f"w{i} w{i} NOUN NN dep {max(0, i - 1)}" for i in range(10)).replace("dep 0", "ROOT 0", 1)
    passage = parsed(chain)
    assert [depth(passage, token) for token in (0, 1, 5, 6, 9)] == [0, 1, 5, 6, 6]
