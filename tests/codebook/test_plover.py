"""Records to PLOVER codes: the rules are total, and each decision has its example."""

import pytest

from dragoman.codebook import Coding, load_codebook
from dragoman.errors import UsageError
from dragoman.record import KINDS, STANCES, STATUSES

CODELESS = {"office", "membership", "dispute", "election", "opinion", "assessment"}


def code(kind: str, status: str, words: str, stance: str | None = None) -> str | None:
    coding = load_codebook().plover(kind, status, stance, words.split())
    if coding is None:
        return None
    return f"{coding.root}/{coding.mode}" if coding.mode else coding.root


@pytest.mark.parametrize("kind", KINDS)
def test_every_case_has_an_answer(kind: str) -> None:
    book = load_codebook()
    for status in STATUSES:
        for stance in (*STANCES, None):
            coding = book.plover(kind, status, stance, ())
            assert coding is None or (coding.root in book.roots and -10 <= coding.score <= 10)
            assert kind not in CODELESS or coding is None


@pytest.mark.parametrize(
    ("kind", "status", "words", "expected"),
    [
        # meetings: done is CONSULT, to come is AGREE, called off or refused is REJECT
        ("meeting", "happened", "meet with counterpart", "CONSULT"),
        ("meeting", "happened", "visit capital", "CONSULT/visit"),
        ("meeting", "happened", "speak by phone", "CONSULT/phone"),
        ("meeting", "happened", "attend summit", "CONSULT/multilateral"),
        ("meeting", "ongoing", "mediate between side", "CONSULT/third-party"),
        ("meeting", "planned", "attend summit", "AGREE"),
        ("meeting", "pledged", "visit capital", "AGREE"),
        ("meeting", "proposed", "summit", "REQUEST/meet"),
        ("meeting", "cancelled", "visit", "REJECT/meet"),
        ("meeting", "denied", "talk", "REJECT/meet"),
        # agreements
        ("agreement", "happened", "sign treaty", "SUPPORT"),
        ("agreement", "happened", "ratify convention", "SUPPORT"),
        ("agreement", "happened", "reach agreement", "AGREE"),
        ("agreement", "planned", "sign treaty", "AGREE"),
        ("agreement", "happened", "announce truce", "CONCEDE"),
        ("agreement", "ongoing", "ceasefire hold", "RETREAT/ceasefire"),
        ("agreement", "cancelled", "withdraw from treaty", "SANCTION/withdraw"),
        ("agreement", "proposed", "ceasefire", "REQUEST/yield"),
        # cooperation and aid: done is a deed, to come is AGREE
        ("cooperation", "happened", "hold joint exercise", "COOPERATE"),
        ("cooperation", "pledged", "deepen tie", "AGREE"),
        ("cooperation", "cancelled", "exercise", "REJECT/assist"),
        ("cooperation", "cancelled", "sever tie", "SANCTION/discontinue"),
        ("aid", "happened", "send ammunition", "AID"),
        ("aid", "pledged", "send ammunition", "AGREE"),
        ("aid", "pledged", "forgive debt", "AID"),
        ("aid", "proposed", "provide weapon", "REQUEST/assist"),
        ("aid", "denied", "provide weapon", "REJECT/assist"),
        ("aid", "cancelled", "aid", "SANCTION/discontinue"),
        # sanctions
        ("sanction", "happened", "impose sanction", "SANCTION/discontinue"),
        ("sanction", "happened", "expel diplomat", "SANCTION/expel"),
        ("sanction", "happened", "recall ambassador", "SANCTION/withdraw"),
        ("sanction", "happened", "bar envoy from enter", "REJECT"),
        ("sanction", "happened", "visa ban", "REJECT"),
        ("sanction", "pledged", "impose sanction", "THREATEN/restrict"),
        ("sanction", "possible", "tariff", "THREATEN/restrict"),
        ("sanction", "planned", "expel diplomat", "THREATEN/expel"),
        ("sanction", "proposed", "ban", "REQUEST/change"),
        ("sanction", "cancelled", "sanction", "RETREAT"),
        ("sanction", "denied", "sanction", None),
        # force
        ("force", "ongoing", "deploy troop", "MOBILIZE/troops"),
        ("force", "happened", "test missile", "MOBILIZE/weapons"),
        ("force", "happened", "withdraw troop from", "RETREAT/withdraw"),
        ("force", "pledged", "withdraw troop from", "CONCEDE"),
        ("force", "happened", "dismantle launcher", "RETREAT/disarm"),
        ("force", "happened", "disaster relief", "AID"),
        # incidents
        ("incident", "happened", "attack city", "ASSAULT"),
        ("incident", "happened", "attack drone depot", "ASSAULT/drone"),
        ("incident", "happened", "airstrike", "ASSAULT/aerial"),
        ("incident", "happened", "shell town", "ASSAULT/heavy-weapons"),
        ("incident", "happened", "shoot down aircraft", "ASSAULT/aerial"),
        ("incident", "happened", "kidnap engineer", "ASSAULT/abduct"),
        ("incident", "ongoing", "occupy island", "COERCE/seize"),
        ("incident", "happened", "cyberattack", "COERCE/cyber"),
        ("incident", "happened", "arrest protester", "COERCE/arrest"),
        ("incident", "happened", "deport resident", "COERCE/deport"),
        ("incident", "happened", "protest embassy", "PROTEST/demo"),
        ("incident", "happened", "riot", "PROTEST/riot"),
        ("incident", "happened", "hunger strike", "PROTEST/hunger"),
        ("incident", "pledged", "attack city", "THREATEN/violence"),
        ("incident", "planned", "arrest leader", "THREATEN/arrest"),
        ("incident", "cancelled", "fighting", "RETREAT/ceasefire"),
        ("incident", "happened", "release hostage", "RETREAT/release"),
        ("incident", "denied", "attack", None),
        # policy: its own course has no code; some deeds have
        ("policy", "happened", "adopt budget", None),
        ("policy", "happened", "recognize government", "SUPPORT"),
        ("policy", "happened", "veto resolution", "REJECT"),
        ("policy", "happened", "indict official", "ACCUSE/investigate"),
        ("policy", "happened", "pardon prisoner", "CONCEDE"),
        ("office", "happened", "resign", None),
        ("membership", "happened", "join", None),
    ],
)
def test_deeds(kind: str, status: str, words: str, expected: str | None) -> None:
    assert code(kind, status, words) == expected


@pytest.mark.parametrize(
    ("stance", "status", "words", "expected"),
    [
        ("support", "happened", "praise effort", "SUPPORT"),
        ("support", "happened", "apologise for", "CONCEDE"),
        ("request", "happened", "urge restraint", "REQUEST/yield"),
        ("request", "happened", "urge reform", "REQUEST/change"),
        ("request", "happened", "call for dialogue", "REQUEST/meet"),
        ("request", "happened", "appeal for aid", "REQUEST/assist"),
        ("accuse", "happened", "condemn violation", "ACCUSE/disapprove"),
        ("accuse", "happened", "accuse of breach", "ACCUSE/allege"),
        ("accuse", "happened", "summon ambassador", "ACCUSE/disapprove"),
        ("reject", "happened", "reject proposal", "REJECT/change"),
        ("reject", "happened", "deny claim", "REJECT"),
        ("threaten", "happened", "warn of sanction", "THREATEN/restrict"),
        ("threaten", "happened", "threaten to attack", "THREATEN/violence"),
        ("threaten", "happened", "warn", "THREATEN"),
        ("neutral", "happened", "say", None),
        (None, "happened", "say", None),
        ("accuse", "denied", "condemn", None),
    ],
)
def test_statements(stance: str | None, status: str, words: str, expected: str | None) -> None:
    assert code("statement", status, words, stance) == expected


def test_the_first_predicate_decides_and_the_others_refine() -> None:
    assert code("incident", "happened", "arrest attack") == "COERCE/arrest"
    assert code("incident", "happened", "attack arrest") == "ASSAULT"
    assert code("incident", "happened", "kill grenade") == "ASSAULT/explosives"


def test_a_coding_has_quad_class_and_score() -> None:
    book = load_codebook()
    assert book.plover("incident", "happened", None, ["drone", "attack"]) == Coding(
        "ASSAULT", "material conflict", "drone", -9.5
    )
    assert book.plover("meeting", "planned", None, []) == Coding("AGREE", "verbal cooperation", None, 2.5)


def test_scores_decided_where_plover_differs() -> None:
    book = load_codebook()
    assert book.roots["ACCUSE"].score == -3
    assert book.roots["SANCTION"].quad == "material conflict"
    assert book.roots["PROTEST"].modes["vandalize"] == book.roots["PROTEST"].score


def test_a_set_of_words_is_coded_in_one_order() -> None:
    book = load_codebook()
    words = ["arrest", "attack", "protest"]
    assert book.plover("incident", "happened", None, set(words)) == book.plover("incident", "happened", None, words)


def test_an_unknown_kind_is_an_error_of_the_caller() -> None:
    with pytest.raises(UsageError, match="parley"):
        load_codebook().plover("parley", "happened", None, [])
