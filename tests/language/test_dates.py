"""What expressions of time mean, and the interval that a record gives for them."""

from __future__ import annotations

import json
import os
import time
from pathlib import Path

import pytest
from hypothesis import given
from hypothesis import strategies as st

from dragoman.language.dates import find_dates, resolve

#: A Friday.
WRITTEN = "2022-10-28"


def intervals(text: str, reference: str | None = WRITTEN) -> list[str]:
    return [e.interval for e in find_dates(text, reference)]


def told(text: str, reference: str | None = WRITTEN) -> list[tuple[str, str]]:
    return [(text[e.start : e.end], e.value) for e in find_dates(text, reference)]


@pytest.mark.parametrize(
    "text, interval",
    [
        ("They met on June 29, 2022.", "2022-06-29"),
        ("They met on 29 June 2022.", "2022-06-29"),
        ("They met on the 29th of June, 2022.", "2022-06-29"),
        ("They met on Wednesday, June 29, 2022.", "2022-06-29"),
        ("They met on Sept. 3, 2022.", "2022-09-03"),
        ("They met on 2022-06-29.", "2022-06-29"),
        ("They met on 6/29/2022.", "2022-06-29"),
        ("They met on June 29-30, 2022.", "2022-06-29/2022-06-30"),
        ("They met on June 29 and 30, 2022.", "2022-06-29/2022-06-30"),
        ("They met on 28–30 June 2022.", "2022-06-28/2022-06-30"),
        ("They met from June 9 to 10.", "2022-06-09/2022-06-10"),
        ("They met in June 2022.", "2022-06"),
        ("They met in early May 1955.", "1955-05"),
        ("The end of March 2022 was quiet.", "2022-03"),
        ("They met in 2022.", "2022"),
        ("They met in early 2023.", "2023"),
        ("They met in the 1950s.", "1950/1959"),
        ("They met in the mid-1970s.", "1974/1976"),
        ("They met in the early 1970s.", "1970/1973"),
        ("They met in the late 1960s.", "1967/1969"),
        ("They met in the nineties.", "1990/1999"),
        ("It is an idea of the 21st century.", "2000/2099"),
        ("They met in the first half of 2022.", "2022-01/2022-06"),
        ("They met in the second quarter of 2022.", "2022-04/2022-06"),
        ("It is in the budget for fiscal 2023.", "2023"),
        ("It is in the budget for fiscal year 2023.", "2023"),
        ("They met in the spring of 1975.", "1975"),
        ("They met on New Year's Day.", "2022-01-01"),
        ("They met in nineteen ninety-six.", "1996"),
    ],
)
def test_absolute_times(text: str, interval: str) -> None:
    assert intervals(text) == [interval]


@pytest.mark.parametrize(
    "text, interval",
    [
        ("They met between 2013 and 2014.", "2013/2014"),
        ("They met from June 29 to July 1.", "2022-06-29/2022-07-01"),
        ("They met from June 29 to July 1, 2019.", "2019-06-29/2019-07-01"),
        ("They met in late 1947 and early 1948.", "1947/1948"),
        ("They met in the 1960s and 1970s.", "1960/1979"),
    ],
)
def test_both_ends_of_a_range_carry_its_interval(text: str, interval: str) -> None:
    assert set(intervals(text)) == {interval}
    assert len(find_dates(text, WRITTEN)) == 2


@pytest.mark.parametrize("text, interval", [("The 2013-2014 talks", "2013/2014"), ("in 1947–48", "1947/1948")])
def test_years_joined_by_a_dash_are_one_expression(text: str, interval: str) -> None:
    assert intervals(text) == [interval]


@pytest.mark.parametrize(
    "text, interval",
    [
        ("They met today.", "2022-10-28"),
        ("They met yesterday.", "2022-10-27"),
        ("They meet tomorrow.", "2022-10-29"),
        ("They met last week.", "2022-10-17/2022-10-23"),
        ("They met earlier this week.", "2022-10-24/2022-10-28"),
        ("They meet later this week.", "2022-10-24/2022-10-30"),
        ("They met last month.", "2022-09"),
        ("They met earlier this month.", "2022-10"),
        ("They met last year.", "2021"),
        ("They meet next year.", "2023"),
        ("They met last Tuesday.", "2022-10-25"),
        ("They meet next Tuesday.", "2022-11-01"),
        ("They met last June.", "2022-06"),
        ("They meet next June.", "2023-06"),
        ("They met last summer.", "2022-06/2022-08"),
        ("They met in March last year.", "2021-03"),
        ("They met three days ago.", "2022-10-25"),
        ("They met two weeks ago.", "2022-10-14"),
        ("They met two years ago.", "2020"),
        ("They met a decade ago.", "2012"),
        ("They met over the weekend.", "2022-10-22/2022-10-23"),
        ("They met last night.", "2022-10-27"),
        ("They gave aid over the past 12 years.", "2010/2022"),
        ("They gave aid over the past 12 months.", "2021-10/2022-10"),
    ],
)
def test_relative_times(text: str, interval: str) -> None:
    assert intervals(text) == [interval]


def test_last_month_in_july_2024() -> None:
    assert intervals("They met last month.", "2024-07-12") == ["2024-06"]


@pytest.mark.parametrize(
    "text, interval",
    [
        ("It will double by 2027.", "/2027"),
        ("It will double by the end of 2027.", "/2027-12-31"),
        ("It will be done by the end of the year.", "/2022-12-31"),
        ("It will be done before the end of March 2023.", "/2023-03-31"),
        ("It will be done no later than March 2023.", "/2023-03"),
        ("It will last until 2024.", "/2024"),
        ("It will last until the spring of 2024.", "/2024-05"),
        ("It will double within five years.", "/2027"),
        ("It will be done within two months.", "/2022-12"),
        ("It has met the May 12, 2023 deadline.", "/2023-05-12"),
        ("It will rise over the next three years.", "2022/2025"),
        ("It has stood since 2013.", "2013/"),
        ("It has stood since last June.", "2022-06/"),
        ("It has stood since the 1960s.", "1960/"),
        ("It applies from 2025.", "2025/"),
        ("It applies beginning in 1953.", "1953/"),
        ("Immigration after 1952 was limited.", "1952/"),
        ("It rises in the coming weeks.", ""),
        ("It rose in recent years.", ""),
        ("It lasted for three years.", ""),
        ("Two weeks later they met.", ""),
        ("The same day they met.", ""),
        ("They meet every year.", ""),
    ],
)
def test_prepositions_open_the_interval(text: str, interval: str) -> None:
    assert intervals(text) == [interval]


def test_by_a_time_that_is_gone_is_that_time() -> None:
    assert intervals("By 1964 there were five nuclear powers.") == ["1964"]


def test_the_span_leaves_the_preposition_out() -> None:
    assert told("It has stood since 2013.") == [("2013", "2013")]


@pytest.mark.parametrize(
    "text",
    [
        "They may march on the second day parade in their car.",
        "He lost 2,022 votes.",
        "He sent 2022 troops.",
        "Resolution 1973 is in force.",
        "It cost $2022.",
        "The sun and the fall of the wall.",
        "He was 52 years old.",
        "About three-quarters of the food is imported.",
        "He leads the AP4 and read page 2001.",
    ],
)
def test_words_and_numbers_that_are_no_dates(text: str) -> None:
    assert told(text) == []


@pytest.mark.parametrize("text", ["in 2022", "the 2014 annexation", "the 2022 summit", "the 2012 elections", "(1981)"])
def test_bare_years_in_plausible_company(text: str) -> None:
    assert len(told(text)) == 1


@pytest.mark.parametrize(
    "text, value",
    [
        ("They will meet on Tuesday.", "2022-11-01"),
        ("They met on Tuesday.", "2022-10-25"),
        ("It said Friday", "2022-10-28"),
        ("They will meet in March.", "2023-03"),
        ("They met in March.", "2022-03"),
        ("The summit is planned for June 29.", "2023-06-29"),
        ("They met on June 29.", "2022-06-29"),
    ],
)
def test_bare_weekdays_months_and_days_follow_the_words_before_them(text: str, value: str) -> None:
    (expression,) = find_dates(text, WRITTEN)
    assert expression.value == value
    assert expression.ambiguous_direction


@pytest.mark.parametrize(
    "text, past, future",
    [
        ("on Tuesday", "2022-10-25", "2022-11-01"),
        ("on Friday", "2022-10-28", "2022-10-28"),
        ("in March", "2022-03", "2023-03"),
        ("on June 29", "2022-06-29", "2023-06-29"),
        ("on June 29-30", "2022-06-29/2022-06-30", "2023-06-29/2023-06-30"),
        ("by March", "2022-03", "/2023-03"),
    ],
)
def test_tense_places_ambiguous_times_anew(text: str, past: str, future: str) -> None:
    (expression,) = find_dates(text, WRITTEN)
    assert resolve(expression, tense="past", reference=WRITTEN).interval == past
    assert resolve(expression, tense="future", reference=WRITTEN).interval == future


def test_tense_does_not_move_a_full_date() -> None:
    (expression,) = find_dates("on June 29, 2022", WRITTEN)
    assert resolve(expression, tense="future", reference=WRITTEN) == expression


@pytest.mark.parametrize(
    "text, kind, value",
    [
        ("for three years", "duration", "P3Y"),
        ("two and a half years", "duration", "P2Y6M"),
        ("the past 20 months", "duration", "P20M"),
        ("several weeks", "duration", "PXW"),
        ("a five-hour talk", "duration", "PT5H"),
        ("every year", "set", "P1Y"),
        ("the annual talks", "set", "P1Y"),
        ("each Thursday", "set", "XXXX-WXX-4"),
        ("at 10 p.m. Wednesday", "time", "2022-10-26T22:00"),
        ("this morning", "time", "2022-10-28TMO"),
        ("last week", "date", "2022-W42"),
        ("the summer of 2022", "date", "2022-SU"),
        ("the third quarter", "date", "2022-Q3"),
        ("in the 1970s", "date", "197"),
        ("right now", "date", "PRESENT_REF"),
        ("in recent years", "date", "PAST_REF"),
        ("in the near future", "date", "FUTURE_REF"),
    ],
)
def test_timex_values(text: str, kind: str, value: str) -> None:
    (expression,) = find_dates(text, WRITTEN)
    assert (expression.kind, expression.value) == (kind, value)


def test_an_essay_on_history_goes_by_the_year_told_last() -> None:
    text = "Tension grew in 1958, 1959 and 1962. In August 1961 the border closed. On October 27 tanks met."
    assert find_dates(text, "2013-10-31")[-1].value == "1961-10-27"


def test_two_days_later_counts_from_the_last_day_told() -> None:
    assert find_dates("They met on June 29, 2022. Two days later they parted.", WRITTEN)[-1].value == "2022-07-01"


def test_without_a_reference_only_absolute_times_have_an_interval() -> None:
    assert intervals("They met last month, on Tuesday, in May and on June 29, 2022.", None) == [
        "",
        "",
        "",
        "2022-06-29",
    ]


@given(st.text(alphabet="June 29,20May.toinbyTuesdaylastweek-/0123456789\n", max_size=80))
def test_expressions_lie_in_the_text_in_order_without_overlaps(text: str) -> None:
    end = 0
    for expression in find_dates(text, WRITTEN):
        assert end <= expression.start < expression.end <= len(text)
        assert expression.value
        end = expression.end


@given(
    st.dates(),
    st.sampled_from(["today", "ten years ago", "next June", "within 40 years", "9000 years ago", "on Monday"]),
)
def test_no_reference_day_breaks_it(day: object, text: str) -> None:
    find_dates(text, str(day))


def test_speed_on_words_full_of_dates_and_on_hostile_text() -> None:
    plain = (
        "The two leaders met in Madrid on Wednesday and agreed to meet again within two years, officials said. " * 300
    )
    hostile = "the first second third " * 2000 + "20 " * 4000 + "june june " * 2000 + "twenty-" * 4000
    began = time.perf_counter()
    find_dates(plain, WRITTEN)
    find_dates(hostile, WRITTEN)
    # 5,400 and 16,000 words: 10,000 words a second is the least that is promised; usual is 200,000.
    assert time.perf_counter() - began < 2.1


@pytest.mark.shared
@pytest.mark.parametrize("part, floor", [("timebank_train", 0.80), ("aquaint_dev", 0.73)])
def test_values_on_tempeval(part: str, floor: float) -> None:
    path = Path(os.environ.get("DRAGOMAN_SHARED", "../shared")) / "bench/time" / f"{part}.jsonl"
    if not path.exists():
        pytest.skip(f"{path} is absent")
    hits = size = 0
    for line in path.read_text("utf-8").splitlines():
        document = json.loads(line)
        found = [e for e in find_dates(document["text"], document["dct"]) if e.anchor != "adjective"]
        size += len(found) + len(document["timexes"])
        for gold in document["timexes"]:
            near = [e for e in found if e.start < gold["end"] and gold["start"] < e.end]
            hits += any(e.value == gold["value"] for e in near)
    assert 2 * hits / size >= floor
