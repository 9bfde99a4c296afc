"""Whose words a document is: issuer, author, joint issuers, and the speakers of a transcript."""

import pytest

from dragoman.language.annotate import linker_of
from dragoman.language.speakers import Voice, transcript_speaker, voice_of
from dragoman.record import Actor, Document
from dragoman.world.world import load_world

STATE = "U.S. Department of State"
LINKER = linker_of(load_world())


def voice(text: str, *, publisher: str = STATE, title: str = "", published: str = "2021-07-08") -> Voice:
    return voice_of(Document("d", text, title=title, publisher=publisher, published=published), LINKER)


def test_an_official_release_is_the_word_of_its_state() -> None:
    found = voice("On the Situation\n\nThe United States welcomes the vote.")
    assert found.issuer == Actor("USA")
    assert found.publisher == Actor("USA", "Department of State")
    assert found.speakers == (Actor("USA"),)


def test_news_has_no_voice() -> None:
    assert voice("Ministers met today.", publisher="Reuters") == Voice()
    assert voice("Ministers met today.", publisher="") == Voice()


def test_a_byline_with_a_title_names_who_says_i() -> None:
    assert voice("Remarks\n\nAntony J. Blinken, Secretary of State\n\nGood morning.").author == Actor(
        "USA", "Antony Blinken"
    )


def test_the_one_a_statement_is_attributable_to_is_its_author() -> None:
    assert voice("Call\n\nThe following is attributable to Spokesperson Ned Price:\n\nThey spoke.").speaker == Actor(
        "USA", "Ned Price"
    )


def test_a_joint_statement_is_the_word_of_all_who_issue_it() -> None:
    text = (
        "Joint Statement on the Talks\n\nOffice of the Spokesperson\n\n"
        "What follows is a statement that the Governments of the United States, Norway and the "
        "Kingdom of the Netherlands, and representatives of the European Union.\n\nBegin text:\n\nWe call for calm."
    )
    assert voice(text).speakers == tuple(map(Actor, ("USA", "NOR", "NLD", "EU")))


def test_a_grouping_that_spells_out_its_members_speaks_as_the_grouping() -> None:
    text = (
        "Joint Statement on the Strait\n\nOffice of the Spokesperson\n\n"
        "We, the G7 Foreign Ministers of Japan, Italy, Germany, Britain, France, Canada and the United States, "
        "and the High Representative of the European Union, call for calm."
    )
    assert voice(text).speakers == (Actor("G7", "foreign ministers"), Actor("EU", "Josep Borrell"))


def test_a_headline_names_two_who_speak_jointly() -> None:
    text = "U.S.-Norway Joint Statement on the Sea\n\nOffice of the Spokesperson\n\nThe envoys met."
    assert voice(text).speakers == (Actor("USA"), Actor("NOR"))


def test_a_joint_statement_on_a_pact_of_two_is_not_theirs_by_its_headline() -> None:
    text = "Statement on the U.S.-Norway Talks\n\nNed Price, Department Spokesperson\n\nWe welcome them."
    assert voice(text).issuers == ()


def test_a_joint_statement_told_of_is_not_one() -> None:
    text = "On Mali\n\nNed Price, Department Spokesperson\n\nWe support the joint statement of ECOWAS and the AU."
    assert voice(text).issuers == ()
    assert voice(text).author == Actor("USA", "Ned Price")


@pytest.mark.parametrize(
    ("line", "speaker"),
    [
        ("SECRETARY BLINKEN: Good morning.", Actor("USA", "Antony Blinken")),
        ("QUESTION: Why?", ""),
        ("The Secretary met him.", None),
        ("FOREIGN MINISTER OF ZZYZX: Hello.", Actor("?", "Of Zzyzx")),
    ],
)
def test_a_turn_of_a_transcript_begins_with_its_speaker(line: str, speaker: Actor | str | None) -> None:
    assert transcript_speaker(line, Actor("USA"), LINKER, "2021-07-08") == speaker


def test_a_family_name_of_a_turn_means_whom_the_document_names() -> None:
    people = LINKER.survey([])
    people.by_family["kim"] = Actor("KOR", "Kim Gunn")
    assert transcript_speaker("MINISTER KIM: Hello.", None, LINKER, "2023-05-01", people) == Actor("KOR", "Kim Gunn")
