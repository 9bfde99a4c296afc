"""Whom pronouns and descriptions stand for."""

import pytest

pytestmark = pytest.mark.slow


@pytest.mark.parametrize(
    ("text", "words", "actor"),
    [
        ("Japan said it would double its budget.", "its", "JPN"),
        ("Fumio Kishida met Joe Biden and praised his host.", "his", "JPN/Fumio Kishida"),
        ("Japan and South Korea said they would meet.", "they", "JPN + KOR"),
        ("Japan met South Korea.\nThe alliance of Japan and Poland grew. Both signed.", "Both", "JPN + POL"),
        (
            "Fumio Kishida and Joe Biden met. The two leaders spoke.",
            "The two leaders",
            "JPN/Fumio Kishida + USA/Joe Biden",
        ),
        ("NATO met in Madrid. The alliance condemned Russia.", "The alliance", "NATO"),
        ("Saudi Arabia cut its oil exports. The Kingdom gave no reason.", "The Kingdom", "SAU"),
        ("Russia, which left the talks, was blamed.", "which", "RUS"),
        ("Vladimir Putin sent his forces home.", "forces", "RUS/forces"),
    ],
)
def test_a_word_stands_for_an_actor(links, text: str, words: str, actor: str) -> None:
    assert actor in [a for w, a in links(text) if w.endswith(words)]


@pytest.mark.parametrize(
    ("text", "word"),
    [
        ("It is clear that Japan will sign.", "It"),
        ("Japan left. It seems that nobody minded.", "It"),
        ("North Korea held a launch, which failed.", "which"),
        ("Japan hopes to vote on it this week.", "it"),
        ("Japan has strong people-to-people ties with Poland.", "people"),
        ("In Japan the move orders the embassy to close, though it stops short of a break.", "it"),
    ],
)
def test_a_word_stands_for_nobody(links, text: str, word: str) -> None:
    assert word not in dict(links(text))


def test_rebels_are_of_the_state_that_has_them(links) -> None:
    text = "Libya's rebels took the town.\nBritain, Britain's allies and France praised the rebels."
    assert ("the rebels", "LBY/rebels") in links(text, published="2011-06-01")


def test_rebel_before_a_noun_is_the_rebels(links) -> None:
    text = "Libya is at war. The rebel stronghold fell."
    assert "LBY/rebels" in dict(links(text, published="2011-06-01")).values()


def test_the_secretary_of_a_release_is_the_issuers_own(links) -> None:
    text = (
        "Secretary Blinken met NATO Secretary General Jens Stoltenberg today.\n"
        "Secretary General Stoltenberg spoke first. The Secretary thanked him."
    )
    found = dict(links(text, publisher="U.S. Department of State"))
    assert found["The Secretary"] == "USA/Antony Blinken"


def test_the_president_not_named_is_who_holds_the_office(links) -> None:
    text = "France will send tanks to Ukraine. France has few. The president gave no date."
    assert dict(links(text))["The president"] == "FRA/Emmanuel Macron"


def test_we_in_quoted_words_is_who_says_them(links) -> None:
    assert ("We", "JPN/Fumio Kishida") in links("“We will double the budget,” Fumio Kishida said.")


def test_quoted_words_that_go_on_are_of_the_same_speaker(links) -> None:
    text = "“This is grave,” Fumio Kishida said.\n“We will not wait.”"
    assert ("We", "JPN/Fumio Kishida") in links(text)


def test_i_in_a_signed_text_is_its_author(links) -> None:
    text = "Remarks\nAntony J. Blinken, Secretary of State\nI welcome the vote in Armenia."
    assert ("I", "USA/Antony Blinken") in links(text, publisher="U.S. Department of State")


def test_you_in_a_transcript_is_who_spoke_before(links) -> None:
    text = "SECRETARY BLINKEN: Welcome.\nFOREIGN MINISTER KULEBA: I thank you."
    assert ("you", "USA/Antony Blinken") in links(text, publisher="U.S. Department of State")


def test_a_modifier_of_sort_that_names_no_organ_is_passed_over(links) -> None:
    text = "Ukraine is at war. The separatist rebels fired first."
    assert ("The separatist rebels", "UKR/rebels") in links(text, published="2015-06-01")


def test_the_two_delegations_of_a_joint_text_issue_it(links) -> None:
    text = (
        "U.S.-Norway Joint Statement on the Sea\n\nOffice of the Spokesperson\n\n"
        "Russia was spoken of at length. The two delegations expressed concern."
    )
    found = links(text, publisher="U.S. Department of State", published="2021-07-08")
    assert ("The two delegations", "USA + NOR") in found
