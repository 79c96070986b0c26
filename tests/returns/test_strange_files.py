"""Workbooks of people who never saw this program: whose, when, which column, which unit. Read rightly, or asked about.

Each case says what is read by hand in its cells; nothing else may come of it.
"""

from __future__ import annotations

import io
from datetime import date, datetime
from decimal import Decimal

import openpyxl
import pytest
from openpyxl.cell.rich_text import CellRichText, TextBlock
from openpyxl.cell.text import InlineFont

from pbi import workbook as workbooks
from pbi.period import parse
from pbi.returns import Reading, examine
from pbi.returns.cells.values import figure
from pbi.settings import Settings
from pbi.store import Store
from tests.returns.making import Shown, facts, findings, read, rules, xlsx

TIDY = ["Authority", "Code", "Indicator", "Period", "Outturn", "Target"]


def told(reading: Reading) -> dict[tuple[str, str, str], object]:
    """The outturns read, by indicator, authority and period."""
    return {
        (str(row["indicator"]), str(row["authority"]), str(row["period"])): row["value"]
        for row in facts(reading, "outturn")
    }


def targets(reading: Reading) -> dict[tuple[str, str], object]:
    return {(str(row["indicator"]), str(row["period"])): row["value"] for row in facts(reading, "target")}


def asked(reading: Reading) -> list[str]:
    return [each.rule for each in findings(reading) if each.severity in ("error", "warning")]


# Number formats


@pytest.mark.parametrize(
    ("shown", "value"),
    [
        (Shown(91.5, '0.0"%"'), "91.5"),
        (Shown(0.7, r"0.0\%"), "0.7"),
        (Shown(0.915, "0.0%"), "91.5"),
        (Shown(91.5, "[<=1]0%;0.0"), "91.5"),
        (Shown(0.9, "[<=1]0%;0.0"), "90"),
        (Shown(-0.5, '0.0%;"minus "0.0%'), "-50"),
    ],
)
def test_a_percentage_is_what_its_cell_shows(shown: Shown, value: str) -> None:
    reading = read([TIDY, ["Broxtowe", "FH02", "Food samples failing", "2019/20", shown]])
    assert told(reading) == {("FH02", "E07000172", "2019/20"): Decimal(value)}


# Raised and struck-out parts of a text


def test_a_raised_footnote_is_no_digit_and_what_is_struck_out_is_asked_about() -> None:
    book = openpyxl.Workbook()
    sheet = book.active
    sheet.append(["Code", "Outturn"])
    raised, struck = InlineFont(vertAlign="superscript"), InlineFont(strike=True)
    sheet.append(["TS01", CellRichText("84", TextBlock(raised, "2"))])
    sheet.append(["TS02", CellRichText(TextBlock(struck, "7"), "9")])
    file = io.BytesIO()
    book.save(file)
    cells = workbooks.read(file.getvalue(), filename="made.xlsx", limits=Settings().limits).sheets[0]
    assert cells.at(2, 2).text == "84²"
    assert (cells.at(3, 2).text, cells.at(3, 2).second) == ("9", "79")


# Units and scale in headings


@pytest.mark.parametrize(
    ("outturn", "target", "unit"),
    [
        ("Outturn (%)", "Target (%)", "percent"),
        ("% achieved", "% target", "percent"),
        ("Result, %", "Target, %", "percent"),
        ("Actual (days)", "Target in days", "days"),
        ("Performance (number)", "Target (number)", "number"),
        ("Value (£)", "Target (£)", "currency"),
    ],
)
def test_a_unit_in_the_heading_is_a_unit(outturn: str, target: str, unit: str) -> None:
    reading = read(
        [[*TIDY[:4], outturn, target], ["Broxtowe", "Z1", "New thing", "2019/20", 12, 10]], add_indicators=True
    )
    assert (told(reading), targets(reading)) == ({("Z1", "E07000172", "2019/20"): 12}, {("Z1", "2019/20"): 10})
    assert [row["unit"] for row in reading.proposed.values()] == [unit]


@pytest.mark.parametrize(
    ("heading", "times"), [("Outturn (£000)", 1000), ("Outturn £'000s", 1000), ("Actual (£m)", 10**6)]
)
def test_a_scale_in_the_heading_is_worked_in_and_confirmed(heading: str, times: int) -> None:
    reading = read([[*TIDY[:4], heading], ["Broxtowe", "TS02", "", "2019/20", 155]])
    assert told(reading) == {("TS02", "E07000172", "2019/20"): 155 * times}
    assert rules(reading, severity="warning") == ["scale-in-heading"]


def test_a_scale_in_the_title_is_worked_in_and_confirmed_but_not_into_percentages() -> None:
    reading = read([["Spend 2019/20 (£000)"], ["Code", "Outturn"], ["TS02", 155], ["FH02", Shown(0.5, "0%")]])
    assert told(reading) == {("TS02", "E07000172", "2019/20"): 155_000, ("FH02", "E07000172", "2019/20"): 50}
    assert asked(reading) == ["scale-in-heading"]


# Whose


@pytest.mark.parametrize(
    ("title", "code", "question"),
    [
        ("Broxtowe", "E07000172", []),
        ("Broxtowe: scorecard 2019/20", "E07000172", []),
        ("Scorecard 2019/20 of Broxtowe Borough Council", "E07000172", []),
        ("Broxtowe in numbers 2019/20", "E07000172", ["authority-from-title"]),
        ("Broxtowe fire safety visits", "E07000172", ["authority-from-title"]),
        ("Broxtowe council tax collected", "E07000172", ["authority-from-title"]),
        ("Signed off by A Ashfield", None, ["no-authority"]),
        ("All councils except Broxtowe", None, ["no-authority"]),
        ("Filters: Authority is not Broxtowe Borough Council", None, ["no-authority"]),
    ],
)
def test_a_name_inside_a_longer_line_does_not_settle_whose_the_figures_are(
    title: str, code: str | None, question: list[str]
) -> None:
    reading = read([[title], ["Indicator", "Period", "Outturn"], ["TS01", "2019/20", 5]], authority=None)
    assert {row["authority"] for row in facts(reading, "outturn")} == ({code} if code else set())
    assert asked(reading) == question


@pytest.mark.parametrize("gap", [[None], []])
def test_tables_side_by_side_keep_their_own_authorities(gap: list[None]) -> None:
    reading = read(
        [
            ["Council", "TS01", *gap, "Council", "TS02"],
            ["Broxtowe", 1, *gap, "Ashfield", 30],
            ["Ashfield", 2, *gap, "Broxtowe", 40],
        ],
        authority=None,
        period=parse("2019/20"),
    )
    assert told(reading) == {
        ("TS01", "E07000172", "2019/20"): 1,
        ("TS01", "E07000170", "2019/20"): 2,
        ("TS02", "E07000170", "2019/20"): 30,
        ("TS02", "E07000172", "2019/20"): 40,
    }


def test_a_country_beside_councils_is_passed_over_and_never_turned_into_one() -> None:
    reading = read([TIDY, ["Broxtowe", "TS01", "", "2019/20", 5], ["England", "TS01", "", "2019/20", 90_000]])
    assert told(reading) == {("TS01", "E07000172", "2019/20"): 5}
    assert asked(reading) == [] and "other-areas" in rules(reading)


# When


@pytest.mark.parametrize(
    "title",
    [
        "performance to 31 December 2019",
        "January to June 2019",
        "2019/20 (April to December)",
        "2019/20 mid-year report",
        "first half 2019/20",
        "2019/20 Q1 and Q2",
        "year to date 2019/20 as at June",
        "nine months of 2019/20",
        "Outturn to date 2019/20",
    ],
)
def test_a_part_of_a_year_in_a_title_is_asked_about(title: str) -> None:
    table = [[title], ["Code", "Outturn"], ["TS01", 5]]
    assert (told(read(table)), asked(read(table))) == ({}, ["period-unreadable"])
    assert told(read(table, period=parse("2019/20 Q3"))) == {("TS01", "E07000172", "2019/20 Q3"): 5}


@pytest.mark.parametrize(
    ("title", "period"),
    [
        ("12 months to December 2019", "12m to 2019-12"),
        ("12 months to Dec. 2019", "12m to 2019-12"),
        ("Twelve months ending 31 March 2020", "2019/20"),
        ("1 April 2019 – 31 March 2020", "2019/20"),
        ("Report for January to March 2020", "2019/20 Q4"),
    ],
)
def test_a_span_that_is_a_period_is_that_period(title: str, period: str) -> None:
    assert told(read([[title], ["Code", "Outturn"], ["TS01", 5]])) == {("TS01", "E07000172", period): 5}


def test_hyphen_years_are_read_by_their_neighbours() -> None:
    across = read([["Code", "2009-10", "2010-11", "2012-13"], ["TS01", 1, 2, 3]])
    assert [period for _, _, period in told(across)] == ["2009/10", "2010/11", "2012/13"]
    down = read([["Code", "Year", "Outturn"], ["TS01", "2009-10", 1], ["TS01", "2010-11", 2]])
    assert [period for _, _, period in told(down)] == ["2009/10", "2010/11"]


def test_one_hyphen_year_alone_may_be_a_month_and_is_asked_about() -> None:
    assert asked(read([["Code", "Period", "Outturn"], ["TS01", "2009-10", 1]])) == ["period-unreadable"]


def test_months_stand_under_the_year_of_the_page_and_the_target_is_the_years() -> None:
    reading = read(
        [["Broxtowe: 2019/20"], ["Code", "Nov", "Dec", "January", "YTD", "Target"], ["TS01", 5, 6, 7, 18, 90]]
    )
    assert told(reading) == {
        ("TS01", "E07000172", "2019-11"): 5,
        ("TS01", "E07000172", "2019-12"): 6,
        ("TS01", "E07000172", "2020-01"): 7,
        ("TS01", "E07000172", "2019/20"): 18,
    }
    assert targets(reading) == {("TS01", "2019/20"): 90}
    assert asked(reading) == ["year-to-date"]


def test_an_annual_target_is_not_the_last_quarters() -> None:
    reading = read([["2019/20"], ["Code", "Q1", "Q2", "Q3", "Q4", "Annual target"], ["TS01", 1, 2, 3, 4, 20]])
    assert [period for _, _, period in told(reading)] == [f"2019/20 Q{number}" for number in (1, 2, 3, 4)]
    assert targets(reading) in ({}, {("TS01", "2019/20"): 20})


@pytest.mark.parametrize(
    "words", [("Last year", "This year"), ("Previous year", "Current year"), ("Prior year", "This Year")]
)
def test_last_year_is_the_year_before_the_pages(words: tuple[str, str]) -> None:
    reading = read([["Annual report 2019/20"], ["Code", words[0], "Target", words[1]], ["TS01", 80, 90, 85]])
    assert told(reading) == {("TS01", "E07000172", "2018/19"): 80, ("TS01", "E07000172", "2019/20"): 85}
    assert targets(reading) == {("TS01", "2019/20"): 90}


def test_this_and_the_last_period_are_the_pages_and_the_one_before() -> None:
    page = [["Exceptions, January to March 2020"], ["KPI", "Perf. this period", "Perf. last period", "Target"]]
    reading = read([*page, ["TS01", "78", "80", "75"]])
    assert told(reading) == {("TS01", "E07000172", "2019/20 Q4"): 78, ("TS01", "E07000172", "2019/20 Q3"): 80}
    assert targets(reading) == {("TS01", "2019/20 Q4"): 75}


def test_a_time_without_a_page_of_its_kind_is_asked_about_and_is_no_indicator() -> None:
    reading = read([["Authority", "Last year", "This year"], ["Broxtowe", 5, 6]], authority=None, add_indicators=True)
    assert (told(reading), asked(reading)) == ({}, ["columns-unmapped"])


@pytest.mark.parametrize(("sheet", "period"), [("Q1", "2019/20 Q1"), ("Quarter 4", "2019/20 Q4"), ("June", "2019-06")])
def test_a_sheet_named_by_its_quarter_is_of_the_year_of_the_page_or_the_sender(sheet: str, period: str) -> None:
    table = [["Code", "Outturn"], ["TS01", 5]]
    for reading in (read([["2019/20"], *table], sheet=sheet), read(table, sheet=sheet, period=parse("2019/20"))):
        assert told(reading) == {("TS01", "E07000172", period): 5}


@pytest.mark.parametrize("line", ["Quarter 3 2019/20 (Oct–Dec)", "2019/20 (October to December)"])
def test_a_quarter_named_twice_is_that_quarter(line: str) -> None:
    assert told(read([[line], ["Code", "Outturn"], ["TS01", 5]])) == {("TS01", "E07000172", "2019/20 Q3"): 5}


def test_an_indicator_named_with_its_code_and_without_is_one() -> None:
    rows = [
        ["Code", "Indicator", "Period", "Outturn"],
        ["Z1", "New thing", "2018/19", 4],
        [None, "New thing", "2019/20", 5],
    ]
    assert {code for code, _, _ in told(read(rows, add_indicators=True))} == {"Z1"}


@pytest.mark.parametrize("name", ["% of visits on time", "Percentage of visits on time", "Visits on time (%)"])
def test_a_percentage_by_its_name_is_one(name: str) -> None:
    reading = read([["Indicator", "Period", "Outturn"], [name, "2019/20", 91]], add_indicators=True)
    assert [row["unit"] for row in reading.proposed.values()] == ["percent"]


def test_headings_that_are_days_are_months_where_all_begin_one() -> None:
    days = [datetime(2019, month, 1) for month in (9, 10, 11)]
    reading = read([["Code", *days], ["TS01", 1, 2, 3]])
    assert [period for _, _, period in told(reading)] == ["2019-09", "2019-10", "2019-11"]
    assert read([["Code", "Date", "Outturn"], ["TS01", date(2019, 9, 1), 1], ["TS01", date(2019, 10, 1), 2]]).judged


def test_dates_of_actions_are_days_however_many_begin_a_month() -> None:
    headings = ["Action code", "Action", "Start date", "Due date"]
    days = (date(2019, 4, 1), date(2019, 9, 1)), (date(2019, 5, 1), date(2019, 10, 1))
    rows = [[f"A{number}", "Do it", *map(as_shown, pair)] for number, pair in enumerate(days)]
    for sent in (rows, rows[:1]):
        reading = read([headings, *sent], period=parse("2019/20"))
        assert [(row["start_on"], row["due"]) for row in facts(reading, "action")] == list(days[: len(sent)])
        assert asked(reading) == []


def as_shown(on: date) -> datetime:
    return datetime(on.year, on.month, on.day)


def test_words_that_begin_as_months_do_are_words() -> None:
    rows = [["Authority", "Marriages", "Decisions"], ["Broxtowe", 5, 6], ["Ashfield", 7, 8]]
    reading = read([["2019/20"], *rows], authority=None, add_indicators=True)
    assert {(code, period) for code, _, period in told(reading)} == {("marriages", "2019/20"), ("decisions", "2019/20")}


def test_a_comment_is_only_text() -> None:
    said = ["Better than 2008-09", "Like 2011-12 and 2012-13", "Worse than 2009-10"]
    rows = [["TS01", f"{2016 + place}/{17 + place}", 5, each] for place, each in enumerate(said)]
    reading = read([["Code", "Period", "Outturn", "Comment"], *rows])
    assert [row["text"] for row in facts(reading, "commentary")] == said


def test_a_year_in_a_longer_heading_is_asked_about_as_one_alone_is() -> None:
    table = [["Authority", "Loans 2012", "Loans 2014"], ["Broxtowe", 5, 6], ["Ashfield", 7, 8]]
    for period in (None, parse("2014/15")):
        reading = read(table, authority=None, period=period, add_indicators=True)
        assert (told(reading), asked(reading)) == ({}, ["columns-unmapped"])


def test_a_period_that_has_not_begun_is_confirmed() -> None:
    assert asked(read([TIDY, ["Broxtowe", "TS01", "", "2098/99", 5]])) == ["period-not-begun"]


# Figures


def test_figures_written_as_text_are_columns_of_figures() -> None:
    data = b'Authority,TS01 2018/19,TS01 2019/20\nBroxtowe,"1,234","2,345"\nAshfield,"3,456","4,567"\n'
    book = workbooks.read(data, filename="made.csv", limits=Settings().limits)
    reading = read(
        [[cell.value for cell in book.sheets[0].cells if cell.row == row] for row in (1, 2, 3)], authority=None
    )
    assert told(reading)[("TS01", "E07000170", "2019/20")] == 4567 and len(told(reading)) == 4


def test_semicolons_come_with_decimal_commas() -> None:
    book = workbooks.read(b"Code;Outturn\nTS01;12,345\nTS02;9,5\n", filename="made.csv", limits=Settings().limits)
    assert [figure(book.sheets[0].at(row, 2)).value for row in (2, 3)] == [Decimal("12.345"), Decimal("9.5")]
    assert [each.severity for each in figure(book.sheets[0].at(2, 2)).findings] == ["warning"]


@pytest.mark.parametrize(
    ("said", "value"),
    [("≥95%", 95), ("<5 days", 5), ("No more than 2", 2), ("90%+", 90), ("at least 7", 7), ("max. 3", 3)],
)
def test_a_target_with_a_limit_is_its_number(said: str, value: int) -> None:
    reading = read([TIDY, ["Broxtowe", "Z1", "New thing", "2019/20", 4, said]], add_indicators=True)
    assert (told(reading), targets(reading)) == ({("Z1", "E07000172", "2019/20"): 4}, {("Z1", "2019/20"): value})


@pytest.mark.parametrize("said", ["Top quartile", "N/A – baseline year", "10-12k", "as agreed"])
def test_a_target_in_words_never_costs_the_outturn(said: str) -> None:
    reading = read([TIDY, ["Broxtowe", "TS01", "", "2019/20", 4, said]])
    assert (told(reading), targets(reading)) == ({("TS01", "E07000172", "2019/20"): 4}, {})
    assert asked(reading) == ["target-in-words"]


def test_a_share_beside_a_percentage_is_confirmed() -> None:
    assert "target-scale" in asked(read([TIDY, ["Broxtowe", "TS01", "", "2019/20", 0.97, 95]]))


def test_one_count_without_the_other_and_no_figure_is_a_fault() -> None:
    table = [["Code", "Period", "Outturn", "Numerator", "Denominator"], ["FH01", "2019/20", None, 0.91, None]]
    assert asked(read(table)) == ["count-missing"]


def test_a_share_after_percentages_is_confirmed(store: Store) -> None:
    rows = [["FH01", "2017/18", 92], ["FH01", "2018/19", 93], ["FH01", "2019/20", Shown(0.91, '0.00"%"')]]
    table = [["Code", "Period", "Outturn"], *rows]
    outcome = examine(store, data=xlsx({"Return": [["Broxtowe"], *table]}), filename="r.xlsx")
    assert [(each.rule, each.cell) for each in outcome.findings if each.severity == "warning"] == [
        ("far-outside-history", "C5")
    ]


def test_a_column_of_statuses_without_a_word_is_told() -> None:
    reading = read([["Code", "Outturn 2019/20", "RAG"], ["TS01", 5, None], ["TS02", 6, None]])
    assert [(each.rule, each.cell) for each in findings(reading)] == [("status-empty", "C1")]
    assert rules(read([["Code", "Outturn 2019/20", "RAG"], ["TS01", 5, None], ["TS02", 6, "Red"]])) == []
