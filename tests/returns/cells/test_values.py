"""Cells to figures and days. Every expected value is what a person reads in the cell."""

from __future__ import annotations

from datetime import date
from decimal import Decimal
from typing import Any

import pytest

from pbi.returns.cells import values
from pbi.returns.rules.rule import is_value
from tests.returns.making import Broken, Shown, cell


def figure(value: Any) -> values.Figure:
    return values.figure(cell("S", 7, 2, value))


@pytest.mark.parametrize(
    ("given", "value", "unit"),
    [
        (Shown(0.98, "0%"), "98", "percent"),
        (Shown(0.8993, "0.00%"), "89.93", "percent"),
        (96, "96", ""),
        (Shown(1250.5, "£#,##0.00"), "1250.5", "currency"),
        ("98%", "98", "percent"),
        ("98 per cent", "98", "percent"),
        ("£155k", "155000", "currency"),
        ("£2.5k", "2500", "currency"),
        ("£1.2m", "1200000", "currency"),
        ("10,500", "10500", ""),
        ("-3", "-3", ""),
        ("12 days", "12", "days"),
        ("0.537 hectares", "0.537", "hectares"),
        (0.1 + 0.2, "0.3", ""),
        (1 / 3, "0.333333", ""),
    ],
)
def test_a_figure_is_read_in_its_own_unit(given: Any, value: str, unit: str) -> None:
    read = figure(given)
    assert (read.value, read.unit, read.availability) == (Decimal(value), unit, None)


@pytest.mark.parametrize(
    ("given", "rules"), [("98%", ["number-as-text"]), ("0.537 hectares", ["unit-in-cell"]), (96, [])]
)
def test_text_that_is_a_number_is_told(given: Any, rules: list[str]) -> None:
    assert [each.rule for each in figure(given).findings] == rules


@pytest.mark.parametrize(
    ("given", "state"),
    [
        ("-", "not_applicable"),
        ("N/A", "not_applicable"),
        ("NA", "not_applicable"),
        ("New measure", "not_applicable"),
        ("..", "awaited"),
        ("TBC", "awaited"),
        ("No data", "awaited"),
        ("[x]", "awaited"),
        ("[c]", "suppressed"),
        ("*", "suppressed"),
        ("not due", "not_due"),
        ("annual", "annual_only"),
        ("data only", "data_only"),
        (":", "awaited"),
        ("n/a", "not_applicable"),
        ("[z]", "not_applicable"),
        ("[low]", "suppressed"),
        ("–", "not_applicable"),
        ("NO DATA", "awaited"),
    ],
)
def test_a_word_for_no_figure_is_a_state_and_never_a_number(given: str, state: str) -> None:
    read = figure(given)
    assert (read.value, read.availability, read.findings) == (None, state, ())


@pytest.mark.parametrize("given", ["", "   ", None])
def test_a_blank_says_nothing_and_a_nought_is_a_figure(given: Any) -> None:
    assert not figure(given).given
    assert (figure(0).value, figure("0").value, figure(0).availability) == (0, 0, None)


@pytest.mark.parametrize(
    ("given", "value", "state"),
    [
        ("96 [p]", 96, "provisional"),
        ("96% (revised)", 96, "revised"),
        ("1,204 [e]", 1204, "estimated"),
        ("88 [b]", 88, "break"),
        ("98 [p]", 98, "provisional"),
        ("98 [r]", 98, "revised"),
        ("0 [p]", 0, "provisional"),
    ],
)
def test_a_mark_beside_a_figure_qualifies_it(given: str, value: int, state: str) -> None:
    assert (figure(given).value, figure(given).availability) == (value, state)


@pytest.mark.parametrize(
    ("given", "fix"),
    [
        ("96% we believe", "96%"),
        ("96, we believe", "96"),
        (">95%", ""),
        ("<5", ""),
        ("5 to 10", ""),
        ("Retained", ""),
        ("10m", ""),
        ("3h 20m", ""),
        ("95 or so (minus 3)", ""),
        ("98.2p", "98.2 [p]"),
    ],
)
def test_what_is_not_a_plain_figure_is_an_error_that_names_the_cell(given: str, fix: str) -> None:
    (found,) = figure(given).findings
    assert (found.rule, found.severity, found.cell, found.found) == ("not-a-figure", "error", "B7", given)
    assert found.fix == fix if fix else not is_value(found.fix)
    assert "B7" in found.message and "'S'" in found.message


@pytest.mark.parametrize(
    ("given", "value", "unit", "state"),
    [
        ("(3)", -3, "", None),
        ("£(53,180.08)", "-53180.08", "currency", None),
        ("(£900.23)", "-900.23", "currency", None),
        ("5-", -5, "", None),
        ("–5", -5, "", None),
        ("£-3", -3, "currency", None),
        ("(5.2%)", "-5.2", "percent", None),
        ("c. £120k", 120_000, "currency", "estimated"),
        ("around 5%", 5, "percent", "estimated"),
        ("12 345", 12_345, "", None),
        ("12'345", 12_345, "", None),
        ("GBP 1,200", 1200, "currency", None),
        ("1,234*", 1234, "", None),
        ("95¹", 95, "", None),
        ("93,5", "93.5", "", None),
    ],
)
def test_a_figure_is_read_as_people_type_it(given: str, value: object, unit: str, state: str | None) -> None:
    found = figure(given)
    assert (found.value, found.unit, found.availability) == (Decimal(str(value)), unit, state)
    assert all(each.severity != "error" for each in found.findings)


@pytest.mark.parametrize("given", ["45 of 50", "45/50", "45 (of 50)", "45 out of 50"])
def test_so_many_of_so_many_is_two_numbers_to_confirm(given: str) -> None:
    found = figure(given)
    assert found.out_of == (45, 50)
    assert [each.severity for each in found.findings] == ["warning"]


def test_a_date_or_a_tick_is_no_figure() -> None:
    assert [figure(each).findings[0].rule for each in (date(2020, 3, 31), True)] == ["not-a-figure"] * 2


def test_a_number_the_store_cannot_hold_is_an_error() -> None:
    assert [figure(each).findings[0].rule for each in (10**12, "1000000000000", Shown(10**13, "0%"))] == [
        "too-large"
    ] * 3


def test_an_error_and_a_formula_never_calculated_are_told_apart() -> None:
    assert figure(Broken("#N/A")).findings[0].rule == "error-cell"
    assert figure(Broken("#N/A")).findings[0].found == "#N/A"
    assert figure(Broken()).findings[0].rule == "formula-without-value"


def test_an_empty_cell_says_nothing() -> None:
    assert not figure("").given


@pytest.mark.parametrize(
    ("given", "day", "text"),
    [
        ("Mar-2020", date(2020, 3, 31), "Mar-2020"),
        ("June-2019", date(2019, 6, 30), "June-2019"),
        ("Feb 2020", date(2020, 2, 29), "Feb 2020"),
        ("31/03/2020", date(2020, 3, 31), "31/03/2020"),
        ("03/04/2020", date(2020, 4, 3), "03/04/2020"),
        ("31.3.20", date(2020, 3, 31), "31.3.20"),
        ("2020-03-31", date(2020, 3, 31), "2020-03-31"),
        ("5 November 2019", date(2019, 11, 5), "5 November 2019"),
        ("5th Nov 2019", date(2019, 11, 5), "5th Nov 2019"),
        ("Q2 2019/20", date(2019, 9, 30), "Q2 2019/20"),
        (date(2020, 3, 31), date(2020, 3, 31), "31/03/2020"),
        (Shown(date(2020, 3, 1), "mmm-yy"), date(2020, 3, 31), "Mar-2020"),
        ("Ongoing", None, "Ongoing"),
    ],
)
def test_a_day_is_read_day_first_and_a_month_is_its_last_day(given: Any, day: date | None, text: str) -> None:
    read = values.day(cell("S", 1, 1, given))
    assert (read.day, read.text, read.findings) == (day, text, ())


@pytest.mark.parametrize("given", ["soon", "31/02/2020", "after the election"])
def test_a_date_that_cannot_be_read_is_told_and_not_guessed(given: str) -> None:
    read = values.day(cell("S", 1, 1, given))
    assert (read.day, read.text, [each.rule for each in read.findings]) == (None, given, ["date-unreadable"])
