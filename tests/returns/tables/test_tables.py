"""Tables wherever they stand on a sheet, and what becomes of everything that is not a row of one."""

from __future__ import annotations

from datetime import date

from pbi import returns
from pbi.model import Severity
from pbi.period import parse
from tests.returns.making import facts, findings, names, read, rules, workbook

HEADING = ["Indicator", "Period", "Outturn"]


def test_the_heading_may_stand_anywhere_and_the_lines_above_are_notes() -> None:
    reading = read([[], [None, "Performance return"], [], [None, None, *HEADING], [None, None, "TS01", "2019/20", 5]])
    assert [(row["indicator"], row["value"], row["cell"]) for row in facts(reading, "outturn")] == [("TS01", 5, "E5")]
    assert rules(reading) == ["preamble"]


def test_headings_compare_without_case_spacing_and_line_breaks() -> None:
    reading = read([["  CODE &\nShort  name", "OUTTURN 2018/19"], ["TS01 Complaints about traders", 5]])
    assert [(row["indicator"], row["period"]) for row in facts(reading, "outturn")] == [("TS01", "2018/19")]


def test_totals_and_footnotes_are_notes_and_not_rows() -> None:
    reading = read(
        [
            HEADING,
            ["TS01", "2019/20", 5],
            ["Total", None, 5],
            ["Grand total", "2019/20", 5],
            ["* excludes referrals"],
            [],
            ["Source: council returns"],
            ["Note:", "figures are rounded"],
        ]
    )
    assert len(reading.judged) == 1
    assert rules(reading) == ["footnote", "footnote", "footnote", "totals-row", "totals-row"]


def test_an_indicator_whose_name_begins_with_total_is_a_row() -> None:
    reading = read([["Indicator", "Outturn 2019/20"], ["Total recorded crime", 812]], add_indicators=True)
    assert [(row["indicator"], row["value"]) for row in facts(reading, "outturn")] == [("total-recorded-crime", 812)]


def test_several_tables_on_a_sheet_are_all_read() -> None:
    reading = read(
        [
            HEADING,
            ["TS01", "2019/20", 5],
            [],
            ["Actions"],
            ["Title", "Progress", "Due"],
            ["Write the plan", "50%", "Mar-2020"],
        ]
    )
    assert [each.candidate.kind for each in reading.judged] == ["outturn", "action"]


def test_a_repeated_heading_row_is_no_row() -> None:
    reading = read([HEADING, ["TS01", "2018/19", 5], HEADING, ["TS01", "2019/20", 6]])
    assert [row["value"] for row in facts(reading, "outturn")] == [5, 6]
    assert rules(reading) == []


def test_a_cover_sheet_is_a_note_and_a_workbook_of_nothing_else_an_error() -> None:
    cover = {"Cover": [["Return of performance"], ["Prepared by the performance team"]]}
    with_table = returns.read(
        workbook({**cover, "Data": [HEADING, ["TS01", "2019/20", 5]]}), names=names(), authority="ppp"
    )
    assert rules(with_table) == ["sheet-without-table"]
    alone = returns.read(workbook(cover), names=names(), authority="ppp")
    assert rules(alone, severity="error") == ["nothing-found"]


def test_tables_that_are_not_filled_in_are_told_from_none() -> None:
    reading = read([["Code", "Name", "Outturn", "Period"], ["TS01", "Complaints", None, None]])
    assert rules(reading) == ["nothing-found", "nothing-in-row"]
    assert "not filled in" in findings(reading)[-1].message or "not filled in" in findings(reading)[1].message


def test_a_hidden_sheet_is_not_read_and_says_so() -> None:
    sheets = {
        "Data": [HEADING, ["TS01", "2019/20", 5]],
        "Old": [HEADING, ["TS01", "2018/19", 4]],
        "Lists": [["Yes"], ["No"]],
    }
    reading = returns.read(workbook(sheets, hidden=["Old", "Lists"]), names=names(), authority="ppp")
    assert [(each.rule, each.severity, each.sheet) for each in reading.findings] == [
        ("hidden-sheet", "warning", "Old"),
        ("hidden-sheet", "note", "Lists"),
    ]
    assert len(reading.judged) == 1


def test_a_column_that_is_not_read_is_told_once() -> None:
    reading = read([[*HEADING, "Weather"], ["TS01", "2018/19", 5, "fine"], ["TS01", "2019/20", 6, "wet", "stray"]])
    assert [(each.rule, each.cell) for each in findings(reading)] == [
        ("column-not-read", "D1"),
        ("column-not-read", "E3"),
    ]


def test_headings_on_two_levels_are_read_together() -> None:
    rows = [["Indicator", "2019/20", None], [None, "Q1", "Q2"], ["TS01", 5, 7]]
    reading = read(rows, merges=[(1, 1, 2, 1), (1, 2, 1, 3)])
    assert [(row["period"], row["value"]) for row in facts(reading, "outturn")] == [
        ("2019/20 Q1", 5),
        ("2019/20 Q2", 7),
    ]


def test_quarters_of_two_years_side_by_side_stay_apart() -> None:
    rows = [["Indicator", "2018/19", None, "2019/20", None], [None, "Q1", "Q2", "Q1", "Q2"], ["TS01", 5, 7, 6, 8]]
    reading = read(rows, merges=[(1, 1, 2, 1), (1, 2, 1, 3), (1, 4, 1, 5)])
    assert [(row["period"], row["value"]) for row in facts(reading, "outturn")] == [
        ("2018/19 Q1", 5),
        ("2018/19 Q2", 7),
        ("2019/20 Q1", 6),
        ("2019/20 Q2", 8),
    ]


def test_a_title_merged_over_the_headings_is_no_part_of_them() -> None:
    rows = [["Performance of the year", None, None], HEADING, ["TS01", "2019/20", 5]]
    assert [row["value"] for row in facts(read(rows, merges=[(1, 1, 1, 3)]), "outturn")] == [5]


def test_a_sheet_of_many_merges_is_read_in_no_time() -> None:
    rows = [HEADING, *(["TS01", "2019/20", 5] for _ in range(3))]
    merges = [(row, 5, row, 6) for row in range(1, 50_000)] + [(5, 9, 1_000_000, 9)]
    assert len(read(rows, merges=merges).judged) == 3


def test_a_name_merged_over_rows_belongs_to_each_and_a_figure_to_one() -> None:
    rows = [["Authority", *HEADING], ["Ashfield", "TS01", "2018/19", 5], [None, "TS01", "2019/20", None]]
    reading = read([*rows[:2], [None, "TS01", "2019/20", 6]], merges=[(2, 1, 3, 1)])
    assert [row["authority"] for row in facts(reading, "outturn")] == ["E07000170", "E07000170"]
    alone = read(rows, merges=[(2, 1, 3, 1), (2, 4, 3, 4)])
    assert [row["value"] for row in facts(alone, "outturn")] == [5]


def test_a_blank_in_a_filled_column_of_authorities_is_asked_for() -> None:
    reading = read([["Authority", *HEADING], ["Ashfield", "TS01", "2018/19", 5], [None, "TS01", "2019/20", 6]])
    assert rules(reading, severity="error") == ["unknown-authority"]
    assert reading.judged[1].authority is None


def test_a_row_of_figures_without_a_name_is_an_error() -> None:
    reading = read([HEADING, ["TS01", "2018/19", 5], [None, "2019/20", 6]])
    assert [(each.rule, each.severity, each.cell) for each in findings(reading)] == [
        ("row-without-name", "error", "B3")
    ]


def test_the_words_of_a_workbook_stay_words() -> None:
    text = "=HYPERLINK(1) <b>|[x](y)"
    reading = read([[*HEADING, "Commentary"], ["TS01", "2019/20", 5, text]])
    assert facts(reading, "commentary")[0]["text"] == text


def test_a_value_behind_merged_cells_is_said_whether_it_is_read_or_not() -> None:
    rows = [HEADING, ["TS01", "2018/19", 5], ["TS02", "2019/20", 12], ["TS03", "2019/20", 7, "seen", "unseen"]]
    reading = read(rows, merges=[(2, 3, 3, 3), (4, 4, 4, 5)])
    told = {each.cell: each for each in findings(reading) if each.rule == "merged-over"}
    assert {cell: (each.severity, each.found, each.expected) for cell, each in told.items()} == {
        "C3": (Severity.WARNING, "12", "5"),
        "E4": (Severity.WARNING, "unseen", "seen"),
    }
    assert "It was read." in told["C3"].message and "It was not read." in told["E4"].message


def test_what_says_the_same_as_the_merge_over_it_hides_nothing() -> None:
    rows = [["Authority", *HEADING], *([["Ashfield", f"TS0{number}", "2019/20", 5] for number in (1, 2)])]
    assert "merged-over" not in {each.rule for each in findings(read(rows, merges=[(2, 1, 3, 1)]))}


def test_a_row_of_figures_like_years_under_a_blank_row_is_asked_about_and_never_lost() -> None:
    rows = [["Indicator", "2018/19", "2019/20"], ["TS01", 5, 6], [], ["TS02", 2015, 2016], ["TS03", 7, 8]]
    [told] = [each for each in findings(read(rows)) if each.rule == "columns-unmapped"]
    assert (told.severity, told.cell) == (Severity.ERROR, "A4")
    assert "2015 and 2016 in row 4 may be headings, or figures of the table above" in told.message
    together = read([row for row in rows if row], add_indicators=True)  # what the message says to do
    assert [row["value"] for row in facts(together, "outturn")] == [5, 6, 2015, 2016, 7, 8]


def test_it_is_asked_about_where_the_title_says_how_years_are_meant_too() -> None:
    rows = [["Visits, years ending 31 March"], ["Authority", "Visits", "Calls"], ["Ashfield", 5, 6], []]
    reading = read([*rows, ["Broxtowe", 2015, 2016], ["Gedling", 7, 8]], period=parse("2019/20"))
    assert [each.cell for each in findings(reading) if each.rule == "columns-unmapped" and each.severity == "error"]


def test_headings_that_say_what_they_are_begin_a_table_wherever_they_stand() -> None:
    rows = [["Indicator", "2018/19"], ["TS01", 5], [], ["Authority", 2015, 2016], ["Ashfield", 7, 8]]
    [told] = [each for each in findings(read(rows)) if each.rule == "columns-unmapped"]
    assert told.severity == Severity.WARNING and "may be calendar years" in told.message


def test_a_table_on_its_side_gives_no_figure_to_the_first_authority_of_many() -> None:
    rows = [
        ["Performance return", "Authority", "Broxtowe", "Ashfield", "Ashfield", "Ashfield"],
        [None, "Outturn", 23455, 25.8, 87, date(2020, 3, 1)],
        [None, "Indicator", "TS01", "FH02", "FH01", "TS02"],
        [None, "Name", "Complaints about traders", "Food samples failing", "High-risk food inspections done", "Saved"],
        [None, "Period", "2019/20", "2018/19", "2019/20 Q4", "2019/20 Q4"],
        [None, "Outturn", 23454, 24.8, 86, date(2020, 3, 1)],
        [None, "Target", None, 90, None, None],
    ]
    for sender in (None, "E07000172"):
        reading = read(rows, authority=sender)
        assert reading.judged and not facts(reading, "outturn")
        assert {each.rule for each in findings(reading) if each.severity == "error"} == {"unknown-authority"}


def test_a_label_has_one_period() -> None:
    rows = [["Period", "2018/19", "2019/20"], [], ["Indicator", "Outturn"], ["TS01", 5]]
    assert not facts(read(rows), "outturn")
    labelled = [["Period", "2018/19", "Unit", "number"], [], ["Indicator", "Outturn"], ["TS01", 5]]
    assert [row["period"] for row in facts(read(labelled), "outturn")] == ["2018/19"]
