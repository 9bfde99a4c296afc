"""From words to actors: states, bodies, organs, office-holders and persons, as of the document's date."""

import pytest

pytestmark = pytest.mark.slow


@pytest.mark.parametrize(
    ("text", "words", "actor"),
    [
        ("Japan and NATO signed a paper.", "NATO", "NATO"),
        ("Tokyo announced new sanctions.", "Tokyo", "JPN"),
        ("The Japanese government protested.", "Japanese government", "JPN"),
        ("The U.S.-Japanese alliance is strong.", "U.S.-Japanese", "USA"),
        ("The U.S.-Japanese alliance is strong.", "U.S.-Japanese", "JPN"),
        ("The Russian military shelled the town.", "Russian military", "RUS/military"),
        ("Many Libyans fled to Tunisia.", "Libyans", "LBY/public"),
        ("Fumio Kishida spoke in Madrid.", "Fumio Kishida", "JPN/Fumio Kishida"),
        ("The French president called him.", "French president", "FRA/Emmanuel Macron"),
        ("President Macron called him.", "Macron", "FRA/Emmanuel Macron"),
        ("The UN Security Council met on Friday.", "UN Security Council", "UN/Security Council"),
    ],
)
def test_a_name_means_its_actor(links, text: str, words: str, actor: str) -> None:
    assert (words, actor) in links(text)


def test_an_office_is_held_by_who_held_it_on_the_day(links) -> None:
    text = "The British prime minister resigned."
    assert ("British prime minister", "GBR/Boris Johnson") in links(text, published="2022-06-29")
    assert ("British prime minister", "GBR/Rishi Sunak") in links(text, published="2023-06-29")


def test_a_former_office_is_nobodys_of_the_day(links) -> None:
    assert "GBR/Boris Johnson" not in dict(links("A former British prime minister spoke.")).values()


def test_a_person_of_no_table_has_the_state_of_the_title(links) -> None:
    text = "Republic of Korea (ROK) First Vice Foreign Minister Zong Wandeok met Polish Deputy Minister Jan Nemoski."
    assert {"KOR/Zong Wandeok", "POL/Jan Nemoski"} <= set(dict(links(text)).values())


def test_a_person_of_no_table_has_the_state_of_the_apposition(links) -> None:
    assert ("Jan Nemoski", "POL/Jan Nemoski") in links("Jan Nemoski, a Polish diplomat, said the talks went on.")


def test_a_government_spokesman_is_of_the_state_spoken_of(links) -> None:
    text = "Libya rejected the offer.\nMusa Nemoski, a government spokesman, said Libya would fight on."
    assert ("Musa Nemoski", "LBY/Musa Nemoski") in links(text, published="2011-06-01")


def test_an_ambassador_belongs_to_the_sender(links) -> None:
    found = dict(links("U.S. Ambassador to Japan Rob Nemoski spoke."))
    assert found["Rob Nemoski"] == "USA/Rob Nemoski"


def test_a_family_name_means_who_was_named_in_full(links) -> None:
    text = "Jan Nemoski, a Polish diplomat, met Fumio Kishida.\nNemoski thanked Kishida."
    assert links(text)[-2:] == [("Nemoski", "POL/Jan Nemoski"), ("Kishida", "JPN/Fumio Kishida")]


def test_of_two_of_one_family_name_it_is_the_one_in_office(links) -> None:
    text = "Donald Trump and Melania Trump came.\nMr. Trump spoke."
    assert links(text, published="2018-05-01")[-1] == ("Trump", "USA/Donald Trump")


def test_a_title_that_goes_on_over_of_belongs_to_the_person(links) -> None:
    text = "They met Holy See Secretary of State Cardinal Jan Nemoski today."
    assert {actor for _, actor in links(text) if actor.startswith("VAT/")} == {"VAT/Jan Nemoski"}


def test_a_prime_minister_who_led_an_alliance_later_is_his_states_then(links) -> None:
    assert ("Mark Rutte", "NLD/Mark Rutte") in links("Mark Rutte spoke.", published="2023-03-01")
    assert ("Mark Rutte", "NATO/Mark Rutte") in links("Mark Rutte spoke.", published="2025-03-01")


def test_a_town_or_a_caption_is_no_person(links) -> None:
    named = dict(links("Fighting went on near Misrata in Libya.\nSoundbite: Please Note."))
    assert not any(actor.startswith("?/") for actor in named.values())


def test_the_forces_of_a_ruler(links) -> None:
    found = links("Gadhafi forces shelled Misrata.", published="2011-06-01")
    assert ("Gadhafi forces", "LBY/Gadhafi forces") in found


def test_a_partys_short_name_needs_its_state(links) -> None:
    text = "The Arab League met in Cairo.\nThe League condemned Syria."
    assert ("League", "Arab League") in [(w.removeprefix("The "), a) for w, a in links(text)]


def test_in_a_history_offices_are_those_of_the_years_told(links) -> None:
    text = (
        "The crisis began in 1962. In 1961 the leaders had met, and in 1960 and 1959 too.\n"
        "In October 1962 the American president spoke."
    )
    assert "USA/John F. Kennedy" in dict(links(text, published="2015-01-01")).values()


def test_where_two_claim_a_noun_it_is_the_possessors(links) -> None:
    actors = dict(links("Germany's U.N. ambassador voted.", published="2011-03-17")).values()
    assert not any(actor.startswith("UN/") for actor in actors)


def test_alternatives_and_reasons_are_kept(annotated) -> None:
    (here,) = annotated("Protesters gathered in Cairo, and Syria watched.").passages
    for mention in here.mentions:
        assert mention.reason
