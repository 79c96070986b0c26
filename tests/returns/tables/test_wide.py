"""Wide tables: periods, authorities and indicators across, over one row of headings or several. Figures by hand."""

from __future__ import annotations

import io
from decimal import Decimal
from typing import Any

import openpyxl
import pytest
from hypothesis import given, settings
from hypothesis import strategies as st
from openpyxl.utils.cell import column_index_from_string, coordinate_from_string

from pbi import period as periods
from pbi import returns
from pbi.catalogue.names import build
from pbi.model import Finding
from pbi.returns import Reading
from tests.returns.making import facts, findings, read, rules, workbook, xlsx

OF_AUTHORITIES = [
    ["Fly-tipping incidents reported by local authorities"],
    [None, None, None, None, "TOTAL", "Land type", None, "Costs"],
    ["Year", "ONS Code", "LA Name", "Region", "Total incidents", "Highway", "Footpath", "Clearance costs (£)", "Basis"],
    ["2018-19", "*Total", "*Total", "*Total England", 30, 20, 10, 900, "All"],
    ["2018-19", "E07000172", "Broxtowe Borough", "East Midlands", 12, 7, 5, 400, "All"],
    ["2018-19", "E07000170", "Ashfield", "East Midlands", 18, 13, ":", 500, "All"],
    ["2019-20", "E07000172", "BROXTOWE", "East Midlands", 9, 4, 5, 300, "All"],
]


def figures(reading: Reading) -> list[tuple[Any, ...]]:
    """Indicator, authority, period, value and cell of every outturn."""
    names = ("indicator", "authority", "period", "value", "cell")
    return [tuple(each[name] for name in names) for each in facts(reading, "outturn")]


def one(reading: Reading, rule: str) -> Finding:
    """The one finding of a rule."""
    (found,) = [each for each in findings(reading) if each.rule == rule]
    return found


def test_a_national_table_comes_in_under_its_codes_and_the_column_headings_are_the_indicators() -> None:
    reading = read(OF_AUTHORITIES, authority=None, add_indicators=True)
    assert reading.layout == "wide"
    assert figures(reading)[:4] == [
        ("total-incidents", "E07000172", "2018/19", 12, "E5"),
        ("highway", "E07000172", "2018/19", 7, "F5"),
        ("footpath", "E07000172", "2018/19", 5, "G5"),
        ("clearance-costs", "E07000172", "2018/19", 400, "H5"),
    ]
    assert len(reading.judged) == 12  # four indicators of three authority-years
    assert [each["availability"] for each in facts(reading, "outturn") if each["cell"] == "G6"] == ["awaited"]
    costs = reading.proposed["clearance-costs"]
    assert (costs["name"], costs["unit"], costs["polarity"]) == ("Clearance costs (£)", "currency", "unconfirmed")
    assert reading.proposed["total-incidents"]["unit"] == "number"


def test_its_totals_are_notes_and_its_words_are_not_figures() -> None:
    reading = read(OF_AUTHORITIES, authority=None, add_indicators=True)
    totals = one(reading, "totals-row")
    assert (totals.severity, totals.cell, totals.found.split(" | ")[:2]) == ("note", "A4", ["2018-19", "*Total"])
    unread = {each.found for each in findings(reading) if each.rule == "column-not-read"}
    assert unread == {"Region", "Basis"}
    assert {each.found for each in findings(reading) if each.rule == "preamble"} == {OF_AUTHORITIES[0][0]}


def test_without_leave_to_add_them_each_unknown_heading_is_told_once() -> None:
    reading = read(OF_AUTHORITIES, authority=None)
    told = {(each.cell, each.severity) for each in findings(reading) if each.rule == "unknown-indicator"}
    assert told == {("E3", "error"), ("F3", "error"), ("G3", "error"), ("H3", "error")}


@pytest.mark.parametrize(
    ("code", "rule"),
    [("E12000004", "totals-row"), ("E92000001", "totals-row"), ("E14000532", "other-areas")],
)
def test_regions_and_countries_are_totals_and_constituencies_no_authorities(code: str, rule: str) -> None:
    rows = [["Area code", "2018/19 incidents"], ["E07000172", 5], ["E07000170", 6], [code, 11]]
    reading = read(rows, authority=None, add_indicators=True)
    assert [each[:4] for each in figures(reading)] == [
        ("incidents", "E07000172", "2018/19", 5),
        ("incidents", "E07000170", "2018/19", 6),
    ]
    assert one(reading, rule).cell == "A4"


def test_a_code_that_is_no_authority_is_an_error_with_its_cell() -> None:
    rows = [["ONS code", "2018/19 incidents"], ["E07000172", 5], ["E07999999", 6]]
    fault = one(read(rows, authority=None, add_indicators=True), "unknown-authority")
    assert (fault.severity, fault.cell) == ("error", "A3")


def test_a_name_beside_a_code_is_the_authority_s() -> None:
    rows = [["ONS code", "Name", "Complaints 2018/19"], ["E07000170", "Ashfield", 5], ["E07000172", "Broxtowe", 6]]
    reading = read(rows, authority=None, add_indicators=True)
    assert [each[:2] for each in figures(reading)] == [("complaints", "E07000170"), ("complaints", "E07000172")]


def test_london_is_the_region_and_never_the_city() -> None:
    rows = [["Area", "Complaints 2018/19"], ["Ashfield", 5], ["Broxtowe", 6], ["London", 11]]
    reading = read(rows, authority=None, add_indicators=True)
    assert [each[1] for each in figures(reading)] == ["E07000170", "E07000172"]
    assert one(reading, "totals-row").cell == "A4"


def test_periods_across_with_the_indicator_in_a_column_whose_heading_is_unknown() -> None:
    rows = [["Activity", "2017/18", "2018/19"], ["Complaints about traders", 7, 8], ["Total", 7, 8]]
    reading = read(rows)
    assert figures(reading) == [
        ("TS01", "E07000172", "2017/18", 7, "B2"),
        ("TS01", "E07000172", "2018/19", 8, "C2"),
    ]
    assert rules(reading) == ["totals-row"]


def test_authorities_across_take_the_period_from_the_line_above() -> None:
    rows = [["Public protection 2018/19"], ["Activity", "Ashfield", "Broxtowe"], ["Complaints about traders", 7, 8]]
    assert figures(read(rows, authority=None, period=None)) == [
        ("TS01", "E07000170", "2018/19", 7, "B3"),
        ("TS01", "E07000172", "2018/19", 8, "C3"),
    ]


def test_one_word_that_is_also_an_authority_is_a_word() -> None:
    rows = [["ONS code", "Ashfield"], ["E07000172", 5], ["E07000170", 6]]
    reading = read(rows, authority=None, period=periods.year(2018), add_indicators=True)
    assert [each[:2] for each in figures(reading)] == [("ashfield", "E07000172"), ("ashfield", "E07000170")]


def test_authorities_over_periods_in_merged_headings() -> None:
    rows = [
        ["Activity", "Ashfield", None, "Broxtowe", None],
        [None, "2017/18", "2018/19", "2017/18", "2018/19"],
        ["Complaints about traders", 1, 2, 3, 4],
    ]
    merges = [(1, 1, 2, 1), (1, 2, 1, 3), (1, 4, 1, 5)]
    assert [each[1:4] for each in figures(read(rows, authority=None, merges=merges))] == [
        ("E07000170", "2017/18", 1),
        ("E07000170", "2018/19", 2),
        ("E07000172", "2017/18", 3),
        ("E07000172", "2018/19", 4),
    ]


def test_indicators_over_years_over_quarters_on_three_levels() -> None:
    rows = [
        [None, "Complaints about traders", None, "Samples taken", None],
        [None, "2018/19", None, "2018/19", None],
        ["Council", "Q1", "Q2", "Q1", "Q2"],
        ["Ashfield", 1, 2, 3, 4],
    ]
    merges = [(1, 2, 1, 3), (1, 4, 1, 5), (2, 2, 2, 3), (2, 4, 2, 5)]
    assert [each[:4] for each in figures(read(rows, authority=None, merges=merges, add_indicators=True))] == [
        ("TS01", "E07000170", "2018/19 Q1", 1),
        ("TS01", "E07000170", "2018/19 Q2", 2),
        ("samples-taken", "E07000170", "2018/19 Q1", 3),
        ("samples-taken", "E07000170", "2018/19 Q2", 4),
    ]


def test_headings_alike_are_told_apart_by_the_level_above() -> None:
    rows = [
        [None, "Satisfactory", None, "Unsatisfactory", None],
        ["Council", "Number", "Hours", "Number", "Hours"],
        ["Ashfield", 1, 2, 3, 4],
    ]
    merges = [(1, 2, 1, 3), (1, 4, 1, 5)]
    reading = read(rows, authority=None, period=periods.year(2019), merges=merges, add_indicators=True)
    assert [row["name"] for row in reading.proposed.values()] == [
        "Satisfactory: Number",
        "Satisfactory: Hours",
        "Unsatisfactory: Number",
        "Unsatisfactory: Hours",
    ]


def test_where_headings_are_periods_alone_the_title_names_the_indicator_and_its_unit() -> None:
    rows = [["Table 3: Household waste recycled (%)"], [], ["Council", "2017-18", "2018-19"], ["Ashfield", 41, 42.5]]
    reading = read(rows, authority=None, add_indicators=True)
    (row,) = reading.proposed.values()
    assert (row["name"], row["unit"]) == ("Household waste recycled (%)", "percent")
    assert [each[1:4] for each in figures(reading)] == [("E07000170", "2017/18", 41), ("E07000170", "2018/19", 42.5)]


def test_rows_of_notes_and_units_under_the_headings_are_no_rows() -> None:
    rows = [
        ["Council", "Complaints", "Income"],
        ["Notes", "(Note 2)", "(Note 3)"],
        ["Units", "number", "£"],
        ["Ashfield", 7, 100],
        ["Notes to the table"],
        ["Note 2: rounded"],
    ]
    reading = read(rows, authority=None, period=None, sheet="Year 2018/19", add_indicators=True)
    assert [each[1:4] for each in figures(reading)] == [("E07000170", "2018/19", 7), ("E07000170", "2018/19", 100)]
    assert reading.proposed["income"]["unit"] == "currency"
    assert rules(reading, severity="error") == []


@pytest.mark.parametrize(
    ("heading", "period"),
    [("Year ending March", "2018/19"), ("As at 31 March", "2018/19"), ("Calendar year", "2019")],
)
def test_bare_years_are_what_their_heading_says(heading: str, period: str) -> None:
    reading = read([[heading, "Complaints"], [2019, 7], [2020, 8]], add_indicators=True)
    assert figures(reading)[0][2] == period


def test_bare_years_of_which_nothing_is_said_are_asked_about_once() -> None:
    reading = read([["Year", "Complaints"], [2018, 6], [2019, 7]], period=None, add_indicators=True)
    fault = one(reading, "columns-unmapped")
    assert (fault.severity, len(reading.judged)) == ("error", 0)
    assert fault.message == (
        "The table on 'Return' (headings in row 1) was not read: the years of 'Year' may be calendar years or "
        "financial years."
    )
    assert fault.fix == "Say on the Returns page what its columns are for."


def test_rows_that_only_words_tell_apart_are_asked_about() -> None:
    rows = [
        ["Year", "Council", "Sex", "Staff"],
        ["2018/19", "Ashfield", "Female", 7],
        ["2018/19", "Ashfield", "Male", 8],
    ]
    fault = one(read(rows, authority=None, add_indicators=True), "columns-unmapped")
    assert "several rows differ only by 'Sex'" in fault.message


def test_figures_of_a_country_are_not_taken_for_the_sender_s() -> None:
    rows = [["Audits in England 2018/19"], ["Year", "Audits"], ["2017/18", 70], ["2018/19", 80]]
    reading = read(rows, add_indicators=True)
    assert facts(reading, "outturn") == []
    assert "figures are for England as a whole" in one(reading, "columns-unmapped").message


def test_a_list_without_figures_says_that_it_has_none() -> None:
    rows = [["Station name", "Station number", "Town"], ["Ash", 34, "Ash"], ["Charing", 14, "Charing"]]
    assert "it has no column of figures" in one(read(rows), "columns-unmapped").message


def test_a_table_nobody_can_read_beside_one_that_was_read_is_a_warning() -> None:
    rows = [
        ["Indicator", "Period", "Outturn"],
        ["TS01", "2019/20", 5],
        [],
        ["Premises", "Audits", "Hours"],
        ["Hospitals", 7, 20],
        ["Hotels", 8, 22],
    ]
    reading = read(rows)
    assert [each[:4] for each in figures(reading)] == [("TS01", "E07000172", "2019/20", 5)]
    assert one(reading, "columns-unmapped").severity == "warning"


def test_two_wide_tables_on_a_sheet_each_with_its_own_headings() -> None:
    rows = [
        ["Council", "Complaints 2018/19"],
        ["Ashfield", 7],
        ["Broxtowe", 8],
        ["Source: returns"],
        [],
        ["Council", "Visits 2018/19", "Visits 2019/20"],
        ["Ashfield", 1, 2],
        ["Broxtowe", 3, 4],
    ]
    assert [each[3:] for each in figures(read(rows, authority=None, add_indicators=True))] == [
        (7, "B2"),
        (8, "B3"),
        (1, "B7"),
        (2, "C7"),
        (3, "B8"),
        (4, "C8"),
    ]


def test_headings_printed_again_are_no_row() -> None:
    heading = ["Council", "Complaints 2018/19"]
    reading = read([heading, ["Ashfield", 7], heading, ["Broxtowe", 8]], authority=None, add_indicators=True)
    assert [each[3] for each in figures(reading)] == [7, 8]
    assert rules(reading, severity="error") == []


def test_values_beside_other_numbers_are_the_only_figures_of_a_row_that_names_its_indicator() -> None:
    rows = [
        ["IndicatorID", "Year", "Quarter", "AreaCode", "Count", "Value", "LowerCI", "Denominator"],
        ["TS01", "2018/19", -1, "E07000172", 5, 7, 6.1, 10],
    ]
    reading = read(rows, authority=None)
    assert [each[:4] for each in figures(reading)] == [("TS01", "E07000172", "2018/19", 7)]
    assert [each["denominator"] for each in facts(reading, "outturn")] == [10]


OLD = {"code": "E06000029", "name": "Poole", "kind": "former unitary", "successor": "E06000058"}
NEW = {"code": "E06000058", "name": "Bournemouth, Christchurch and Poole", "kind": "unitary", "successor": None}
DIVIDED = {"code": "E10000006", "name": "Cumbria", "kind": "former county", "successor": None}


def test_an_authority_that_is_no_more_keeps_its_figures_and_its_successor_is_said() -> None:
    names = build(authorities=[OLD, NEW, DIVIDED])
    rows = [["ONS code", "Name", "Visits 2017/18"], [OLD["code"], "Poole", 7], [DIVIDED["code"], "Cumbria", 8]]
    rows.append([NEW["code"], "BCP Council", 9])
    reading = returns.read(workbook({"Data": rows}), names=names, add_indicators=True)
    assert [each[1] for each in figures(reading)] == ["E06000029", "E10000006", "E06000058"]
    notes = {each.found: each.message for each in reading.findings if each.rule == "former-authority"}
    assert notes == {
        "Poole": "Poole (E06000029) is no longer an authority: Bournemouth, Christchurch and Poole (E06000058) "
        "replaced it.",
        "Cumbria": "Cumbria (E10000006) is no longer an authority: its area was divided.",
    }


def test_a_code_of_nobody_is_told_once_with_the_name_beside_it() -> None:
    rows = [["Geo code", "Council", "Year", "Staff"], ["E23000036", "Avon & Somerset", "2017/18", 1]]
    rows += [["E07000170", "Ashfield", "2017/18", 3], ["E23000036", "Avon & Somerset", "2018/19", 5]]
    reading = read(rows, authority=None, add_indicators=True)
    fault = one(reading, "unknown-authority")
    assert (fault.cell, "code 'E23000036' (Avon & Somerset), first in cell A2" in fault.message) == ("A2", True)
    assert [each.key is None for each in reading.judged] == [True, False, True]


@given(st.data())
@settings(max_examples=60, deadline=None)
def test_every_figure_taken_stands_in_the_cell_it_names(data: st.DataObject) -> None:
    """Wide tables of random width, place and levels, written to a file and read again by openpyxl."""
    years = data.draw(st.lists(st.sampled_from(["2016/17", "2017-18", "2018/19", "2019-20"]), min_size=1, unique=True))
    things = data.draw(st.lists(st.sampled_from(["Visits", "Calls", "Fires (£)"]), min_size=1, max_size=3, unique=True))
    right, down, merged = (data.draw(st.integers(0, 3)), data.draw(st.integers(0, 2)), data.draw(st.booleans()))
    figure = st.one_of(st.integers(0, 10**6), st.sampled_from([":", "n/a", None]), st.decimals(0, 99, places=2))
    places = [("E07000172", "Broxtowe"), ("E07000170", "Ashfield"), ("E92000001", "England")]
    body = [[*place, *(data.draw(figure) for _ in range(len(years) * len(things)))] for place in places]
    body[0][2] = 1  # one figure at least
    upper: list[object] = [None, None]
    for thing in things:
        upper += [thing, *([None if merged else thing] * (len(years) - 1))]
    rows = [["Incidents by council"], *[[]] * down, upper, ["ONS code", "Council", *years * len(things)], *body]
    shifted = [[None] * right + list(row) for row in rows]
    first, width = len(rows) - 4, len(years)
    merges = [
        (first, right + 3 + at * width, first, right + 2 + (at + 1) * width) for at in range(len(things) * merged)
    ]
    reading = read(shifted, authority=None, add_indicators=True, merges=merges if width > 1 else ())
    sheet = openpyxl.load_workbook(io.BytesIO(xlsx({"Return": shifted})))["Return"]
    assert len(reading.judged) == sum(value is not None for row in body[:2] for value in row[2:])
    for each in facts(reading, "outturn"):
        written = sheet[each["cell"]].value
        assert each["value"] == (Decimal(str(written)) if isinstance(written, int | float) else None)
        column, row = coordinate_from_string(each["cell"])
        across = column_index_from_string(column) - right - 3
        assert each["authority"] == sheet.cell(row, right + 1).value
        assert each["period"].replace("/", "-") == years[across % width].replace("/", "-")
        assert (
            each["indicator"]
            == ["visits", "calls", "fires"][["Visits", "Calls", "Fires (£)"].index(things[across // width])]
        )
