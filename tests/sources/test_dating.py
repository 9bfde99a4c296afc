"""The day of publication, by the best source that tells it."""

import pytest

from dragoman.sources.dates import parse_day, parse_latest
from dragoman.sources.dating import estimated_day, told_day
from dragoman.sources.passages import passages_of_text

BODY = (
    "Ministers from thirty countries agreed on a plan that had been in the making for more than a year, officials said."
)


@pytest.mark.parametrize(
    ("value", "day"),
    [
        ("2022-02-21T21:54:19+00:00", "2022-02-21"),
        ("Mon, 21 Feb 2022 23:54:19 -0500", "2022-02-21"),
        ("Sun Apr 10 2011 18:58:00", "2011-04-10"),
        ("June 29th, 2022", "2022-06-29"),
        ("Sept. 5, 2011", "2011-09-05"),
        ("1 of May 2020", "2020-05-01"),
        ("D:20220629120000+02'00'", "2022-06-29"),
        ("29.06.2022", "2022-06-29"),
        ("13/04/2022", "2022-04-13"),
        ("04/13/2022", "2022-04-13"),
        ("03/04/2022", ""),
        ("31 June 2022", ""),
        ("2022-06", ""),
        (1655555555, "2022-06-18"),
        ("1655555555000", "2022-06-18"),
        (10**400, ""),
        (float("nan"), ""),
        (None, ""),
    ],
)
def test_days_are_read_as_written(value: object, day: str) -> None:
    assert parse_day(value) == day


def test_a_month_or_year_gives_its_last_day() -> None:
    assert [parse_latest(value) for value in ("2024-02", "June 2022", "2021", "soon")] == [
        *("2024-02-29", "2022-06-30", "2021-12-31", "")
    ]  # fmt: skip


@pytest.mark.parametrize(
    "line",
    [
        "MADRID, June 29, 2022 (AP) -- " + BODY,
        "BENGHAZI, Libya | Wed Jun 29, 2022 3:51 pm EDT BENGHAZI, Libya (Reuters) - " + BODY,
        "Page last updated at 15:03 GMT, Wednesday, 29 June 2022 16:03 UK " + BODY,
        "Published: 29 June 2022\n\n" + BODY,
        "June 29, 2022\n\n" + BODY,
        "By Jane Doe | June 29, 2022\n\n" + BODY,
    ],
)
def test_datelines_and_date_lines_are_believed(line: str) -> None:
    text = "A Plan Is Agreed\n\n" + line
    assert told_day(text, passages_of_text(text)) == "2022-06-29"


@pytest.mark.parametrize(
    "line",
    [
        "The treaty of June 29, 2022 was signed in Madrid after talks that had taken more than a year, officials said.",
        "Photo: Flags above the lawn of the palace, 29 June 2022.\n\n" + BODY,
        BODY + "\n\n– Joint statement of the partners,\n\nMarch 11, 2021",
    ],
)
def test_other_days_in_the_text_are_not(line: str) -> None:
    text = "A Plan Is Agreed\n\n" + line
    assert told_day(text, passages_of_text(text)) == ""


@pytest.mark.parametrize(
    ("text", "day"),
    [
        ("They met on 3 May 2021 and signed on June 29, 2022.", "2022-06-29"),
        ("They met on 3 May 2021 and will meet again on June 29, 2022.", "2021-05-03"),
        ("The war began in 2014. It must end by 2030.", "2014-12-31"),
        ("Talks in June 2022 failed. In 2022 nobody tried again.", "2022-06-30"),
        (
            "On June 29 he called for a new strategy, due by the end of 2022. The programme of 2014 had lapsed.",
            "2022-06-29",
        ),
        ("Nothing is told here.", ""),
    ],
)
def test_the_estimate_is_the_latest_day_told_as_past(text: str, day: str) -> None:
    assert estimated_day(text) == day
