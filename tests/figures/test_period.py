"""Every spelling of a period is read as the one period it can mean, or refused with the choices. Methods, section 1."""

from __future__ import annotations

from datetime import date

import pytest
from hypothesis import given
from hypothesis import strategies as some

from pbi import period
from pbi.errors import BadInput
from pbi.period import Period, PeriodKind

YEARS = some.integers(1990, 2060)
PERIODS = some.one_of(
    YEARS.map(period.year),
    some.builds(period.quarter, YEARS, some.integers(1, 4)),
    some.builds(period.half, YEARS, some.integers(1, 2)),
    some.builds(period.month, YEARS, some.integers(1, 12)),
    YEARS.map(lambda first: Period(date(first, 1, 1), date(first, 12, 31), PeriodKind.CALENDAR_YEAR)),
    some.builds(lambda y, m: period.canonical(f"12m to {y}-{m:02d}"), YEARS, some.integers(1, 12)),
)


@pytest.mark.parametrize(
    ("text", "canonical", "start", "end"),
    [
        ("2019/20", "2019/20", date(2019, 4, 1), date(2020, 3, 31)),
        ("2019-20", "2019/20", date(2019, 4, 1), date(2020, 3, 31)),
        ("2019–2020", "2019/20", date(2019, 4, 1), date(2020, 3, 31)),
        ("19/20", "2019/20", date(2019, 4, 1), date(2020, 3, 31)),
        ("FY2019/20", "2019/20", date(2019, 4, 1), date(2020, 3, 31)),
        ("1999/00", "1999/00", date(1999, 4, 1), date(2000, 3, 31)),
        ("Outturn 2018/19", "2018/19", date(2018, 4, 1), date(2019, 3, 31)),
        ("Achieved 2019/20", "2019/20", date(2019, 4, 1), date(2020, 3, 31)),
        ("Target 2019/20", "2019/20", date(2019, 4, 1), date(2020, 3, 31)),
        ("Year end 2019/20", "2019/20", date(2019, 4, 1), date(2020, 3, 31)),
        ("Apr 2019 - Mar 2020", "2019/20", date(2019, 4, 1), date(2020, 3, 31)),
        ("2019/20 Q4", "2019/20 Q4", date(2020, 1, 1), date(2020, 3, 31)),
        ("Q4 2019/20", "2019/20 Q4", date(2020, 1, 1), date(2020, 3, 31)),
        ("Quarter 4 2019-20", "2019/20 Q4", date(2020, 1, 1), date(2020, 3, 31)),
        ("Jan – Mar 2020", "2019/20 Q4", date(2020, 1, 1), date(2020, 3, 31)),
        ("April to June 2019", "2019/20 Q1", date(2019, 4, 1), date(2019, 6, 30)),
        ("2019/20 H1", "2019/20 H1", date(2019, 4, 1), date(2019, 9, 30)),
        ("2020-03", "2020-03", date(2020, 3, 1), date(2020, 3, 31)),
        ("Mar-2020", "2020-03", date(2020, 3, 1), date(2020, 3, 31)),
        ("June-2019", "2019-06", date(2019, 6, 1), date(2019, 6, 30)),
        ("calendar 2019", "2019", date(2019, 1, 1), date(2019, 12, 31)),
        ("12m to 2020-03", "12m to 2020-03", date(2019, 4, 1), date(2020, 3, 31)),
    ],
)
def test_a_spelling_has_one_reading(text: str, canonical: str, start: date, end: date) -> None:
    found = period.parse(text)
    assert (str(found), found.start, found.end) == (canonical, start, end)


@pytest.mark.parametrize(
    ("text", "choices"),
    [
        ("2019", ["calendar year 2019", "2019/20", "2018/19"]),
        ("2011-12", ["December 2011", "2011/12"]),
        ("2018/20", ["2018/19"]),
        ("2019/20 Q5", ["1 to 4"]),
        ("Feb - Apr 2020", ["Jan – Mar 2020"]),
        ("Q1", ["2019/20 Q4"]),
        ("soon", ["2019/20"]),
    ],
)
def test_what_could_be_two_periods_is_refused_with_the_choices(text: str, choices: list[str]) -> None:
    with pytest.raises(BadInput) as refusal:
        period.parse(text)
    assert [choice for choice in choices if choice not in str(refusal.value)] == []


@given(PERIODS)
def test_what_is_printed_reads_back(some_period: Period) -> None:
    assert period.canonical(str(some_period)) == some_period


@given(PERIODS, some.integers(-40, 40))
def test_steps_go_there_and_back(some_period: Period, count: int) -> None:
    assert some_period.step(count).step(-count) == some_period


@given(PERIODS)
def test_the_same_period_a_year_earlier_ends_on_the_same_month(some_period: Period) -> None:
    earlier = some_period.last_year()
    assert (earlier.end.year, earlier.end.month, earlier.kind) == (
        some_period.end.year - 1,
        some_period.end.month,
        some_period.kind,
    )
    assert earlier.financial_year == some_period.financial_year - 1


def test_a_title_names_its_period_only_when_it_names_one() -> None:
    assert str(period.find("Community Safety Key Performance Indicators 2019/20")) == "2019/20"
    assert str(period.find("Return for Q3 2018/19 (October to December)")) == "2018/19 Q3"
    assert period.find("2017/18 and 2018/19 compared") is None
    assert period.find("Contact 01522 554593") is None


@pytest.mark.parametrize(
    ("text", "choices"),
    [
        ("31/03/2019", ["2018/19", "2018/19 H2", "2018/19 Q4", "March 2019"]),
        ("31.3.19", ["2018/19", "2018/19 H2", "2018/19 Q4", "March 2019"]),
        ("2019-09-30", ["2019/20 H1", "2019/20 Q2", "September 2019"]),
        ("30 June 2019", ["2019/20 Q1", "June 2019"]),
        ("30/04/2019", ["April 2019"]),
        ("15/03/2019", ["2018/19", "2018/19 H2", "2018/19 Q4", "March 2019"]),
    ],
)
def test_a_day_asks_which_period_is_meant(text: str, choices: list[str]) -> None:
    with pytest.raises(BadInput) as refusal:
        period.parse(text)
    assert "is a day" in refusal.value.message
    assert all(choice in refusal.value.remedy for choice in choices)
    assert {str(period.parse(choice)) for choice in choices}  # each can be written as it is proposed


def test_a_day_with_its_period_is_that_period() -> None:
    said = {
        "Year to 31/03/2019": "2018/19",
        "Year end 31 March 2019": "2018/19",
        "half-year ended 30/09/2019": "2019/20 H1",
        "Quarter ending 2019-06-30": "2019/20 Q1",
        "month to 29/02/2020": "2020-02",
    }
    assert {text: str(period.parse(text)) for text in said} == said
    for text in ("quarter to 30/04/2019", "year to 31/12/2019", "month to 28/02/2020", "quarter to 31/02/2019"):
        with pytest.raises(BadInput):
            period.parse(text)


def test_two_figures_are_the_nearer_century() -> None:
    assert [str(period.parse(text)) for text in ("98/99", "99/00", "00/01", "19/20")] == [
        "1998/99",
        "1999/00",
        "2000/01",
        "2019/20",
    ]
