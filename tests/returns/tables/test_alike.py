"""What could be read in two ways within one row is asked, never chosen."""

from __future__ import annotations

from decimal import Decimal

from tests.returns.making import facts, findings, read, rules

TIDY = ["Code", "Period", "Outturn"]


def test_two_columns_of_the_outturn_that_differ() -> None:
    reading = read([[*TIDY, "Actual"], ["TS01", "2019/20", 5, 7], ["TS01", "2018/19", 4, 4]])
    (fault,) = findings(reading)
    assert (fault.rule, str(fault.severity), fault.cell, fault.found) == ("columns-alike", "error", "D2", "5 | 7")
    assert fault.message == (
        "'Outturn' and 'Actual' both give the outturn, but row 2 of 'Return' has '5' in C2 and '7' in D2."
    )


def test_two_columns_of_the_outturn_of_which_one_is_filled() -> None:
    reading = read([[*TIDY, "Actual"], ["TS01", "2019/20", None, 7], ["TS01", "2018/19", 4, None]])
    assert rules(reading) == []
    assert [row["value"] for row in facts(reading, "outturn")] == [7, 4]


def test_columns_of_two_years_are_not_alike() -> None:
    reading = read([["Code", "Outturn 2017/18", "Outturn 2018/19"], ["TS01", 5, 7]])
    assert rules(reading) == []


def test_a_table_beside_another_does_not_name_its_rows() -> None:
    reading = read(
        [["Indicator", "Period", "Outturn", None, "Code", "Visits"], ["TS01", "2019/20", 5, None, "TS02", 9]]
    )
    assert "indicator-contradicts" in rules(reading, severity="error")


def test_code_and_name_in_two_columns_may_say_the_same() -> None:
    reading = read([["Code", "Indicator", "Period", "Outturn"], ["TS01", "Complaints about traders", "2019/20", 5]])
    assert rules(reading) == []


def test_words_under_two_headings_alike_are_told_to_be_left_out() -> None:
    reading = read([[*TIDY, "Comments", "Notes"], ["TS01", "2019/20", 5, "As planned", "Staff were moved"]])
    assert [row["text"] for row in facts(reading, "commentary")] == ["As planned"]
    assert [(each.rule, str(each.severity), each.cell) for each in findings(reading)] == [
        ("column-not-read", "note", "E2")
    ]


def test_one_is_one_per_cent_or_a_hundred() -> None:
    reading = read([TIDY, ["FH02", "2019/20", 1], ["FH02", "2018/19", "1%"], ["FH02", "2017/18", 2]])
    (scale,) = (each for each in findings(reading) if each.rule == "percent-scale")
    assert (str(scale.severity), scale.cell, scale.fix) == ("warning", "C2", "100")
    assert [row["value"] for row in facts(reading, "outturn")] == [Decimal(1), Decimal(1), Decimal(2)]


def test_periods_under_a_heading_nobody_knows() -> None:
    reading = read([["Return 2019/20"], [], ["Code", "Zeitraum", "Outturn"], ["TS01", "2018/19", 5]])
    (told,) = (each for each in findings(reading) if each.rule == "column-unheaded")
    assert (str(told.severity), told.cell, told.found) == ("warning", "B4", "2018/19")
    assert told.fix == "Head the column 'Period'."
    assert told.message == ("Column B of 'Return' gives each row's period but was not read; its heading is 'Zeitraum'.")


def test_authorities_under_no_heading() -> None:
    reading = read([["Code", "Period", "Outturn"], ["TS01", "2018/19", 5, "Ashfield"]])
    assert "column-unheaded" in rules(reading, severity="warning")
    headed = read([["Code", "Period", "Outturn", "Lead officer"], ["TS01", "2018/19", 5, "A Writer"]])
    assert rules(headed, severity="warning") == []
