"""The template: what it prints, what may be typed into it, and its way back."""

from __future__ import annotations

import io
from datetime import date
from typing import Any

import openpyxl
import pytest
from openpyxl import Workbook

from pbi import period, returns
from pbi.errors import UnknownName
from pbi.model import State
from pbi.returns.layouts import template as layout
from pbi.store import Store
from tests.returns.conftest import Sent
from tests.returns.making import Shown

YEAR = period.year(2020)


@pytest.fixture
def filled(reported: Sent) -> Store:
    """A store in which Broxtowe reported two indicators and two actions for 2019/20."""
    book = {
        "KPIs": [
            ["Code", "Name", "Outturn 2019/20", "Target 2020/21"],
            ["FH01", "High-risk food inspections done", Shown(0.98, "0%"), None],
            ["TS01", "Complaints about traders", 41, None],
        ],
        "Actions": [
            ["Code", "Title", "Progress", "Due", "Status", "Comments"],
            ["A1", "=Move the case system", Shown(0.5, "0%"), "Sep-2020", "In Progress", "-"],
            ["A2", "Write the plan", Shown(1, "0%"), "Mar-2020", "Completed", "Done"],
            ["A3", "Train two officers", Shown(0.2, "0%"), date(2020, 12, 31), "In Progress", None],
        ],
    }
    return reported("figures and actions", book)


def opened(store: Store, **how: Any) -> Workbook:
    return openpyxl.load_workbook(io.BytesIO(returns.template(store, authority="E07000172", period=YEAR, **how)))


def saved(book: Workbook) -> bytes:
    file = io.BytesIO()
    book.save(file)
    return file.getvalue()


def submit(store: Store, data: bytes, **how: Any) -> returns.Outcome:
    return returns.submit(store, data=data, filename="template.xlsx", by="officer", terms=returns.Terms(**how))


def test_it_prints_what_is_known(filled: Store) -> None:
    sheet = opened(filled)["Figures"]
    rows = list(sheet.iter_rows(min_row=7, max_row=8, max_col=7, values_only=True))
    assert rows == [
        ("FH01", "High-risk food inspections done", None, "percent", 0.98, None, None),
        ("TS01", "Complaints about traders", None, "number", 41, None, None),
    ]
    assert [sheet.cell(row, 5).number_format for row in (7, 8)] == ["0.0%", "#,##0.0"], "the indicators' one decimal"
    assert (sheet["B2"].value, sheet["B3"].value) == ("Broxtowe", "2020/21")


def test_it_prints_across_a_page_with_its_texts_whole(filled: Store) -> None:
    """A title of 20 letters in a column of 40 is one line; an instruction of 185 in one of 110, 99 a line, two."""
    book = opened(filled)
    assert {(sheet.page_setup.orientation, sheet.page_setup.fitToWidth) for sheet in book.worksheets} == {
        ("landscape", 1)
    }
    sheet = book["Figures"]
    assert sheet.print_title_rows == "$6:$6" and sheet["B7"].alignment.wrap_text
    assert book["Actions"].row_dimensions[7].height == 15
    lines = {cell.value: book["Instructions"].row_dimensions[cell.row].height for cell in book["Instructions"]["A"]}
    long = next(text for text in lines if str(text).startswith("A row may be added"))
    assert (len(long), lines[long]) == (185, 30)


def test_only_input_cells_and_spare_rows_are_open_and_the_filter_works(filled: Store) -> None:
    sheet = opened(filled)["Figures"]
    assert [sheet.cell(7, column).protection.locked for column in (1, 6, 7, 12)] == [True, True, False, False]
    assert not sheet.cell(9, 1).protection.locked
    assert sheet.protection.sheet and not sheet.protection.autoFilter and not sheet.protection.sort
    assert sheet.auto_filter.ref.startswith("A6:M")
    kinds = {(rule.type, str(rule.sqref).split(":")[0]): rule for rule in sheet.data_validations.dataValidation}
    assert set(kinds) == {
        *(("decimal", place) for place in ("G7", "G8", "G9", "H7")),
        *(("list", place) for place in ("J7", "M7")),
    }
    assert [(kinds["decimal", at].formula1, kinds["decimal", at].formula2) for at in ("G7", "G8", "H7")] == [
        ("0", "1"),  # a share of a whole, as a percentage is kept
        ("0", "1000000000"),
        ("0", "1000000000"),
    ]
    assert kinds["list", "M7"].formula1 == '"No cases,Not applicable,Suppressed,Not due,Awaited"'


def test_days_progress_and_status_of_actions_are_checked(filled: Store) -> None:
    rules = opened(filled)["Actions"].data_validations.dataValidation
    assert {(rule.type, str(rule.sqref).split(":")[0]) for rule in rules} == {
        ("date", "G7"),
        ("decimal", "J7"),
        ("list", "K7"),
    }


def test_the_version_is_stamped_where_nobody_types(filled: Store) -> None:
    name = opened(filled).defined_names[layout.STAMP]
    assert (name.attr_text, name.hidden) == (str(layout.VERSION), True)


def test_open_actions_are_printed_and_text_that_looks_like_a_formula_stays_text(filled: Store) -> None:
    sheet = opened(filled)["Actions"]
    assert [sheet.cell(row, 1).value for row in (7, 8)] == ["A1", "A3"]
    assert (sheet["B7"].value, sheet["B7"].data_type, sheet["B7"].quotePrefix) == ("=Move the case system", "s", True)


def test_untouched_it_is_told_that_nothing_is_filled_in(store: Store) -> None:
    data = returns.template(store, authority="E07000172", period=YEAR)
    outcome = submit(store, data)
    assert (outcome.state, outcome.layout) == (State.REFUSED, "template")
    assert "not filled in yet" in outcome.sentence


def test_filled_in_it_reads_back(filled: Store) -> None:
    book = opened(filled)
    sheet = book["Figures"]
    for cell, value in {
        "G7": 0.97,
        "H7": 97,
        "I7": 100,
        "J7": "Yes",
        "K7": "Two late",
        "L7": "Staff ill",
        "G8": "n/a",
    }.items():
        sheet[cell] = value
    book["Actions"]["J7"] = 0.8
    outcome = submit(filled, saved(book))
    assert (outcome.state, outcome.layout) == (State.ACCEPTED, "template")
    assert (outcome.rows.read, outcome.rows.new, outcome.rows.changed, outcome.rows.unchanged) == (4, 2, 1, 1)
    rows = {row["indicator"]: row for row in filled.rows("standing_outturn") if row["period"] == "2020/21"}
    assert (rows["FH01"]["value"], rows["FH01"]["numerator"], rows["FH01"]["availability"]) == (97, 97, "provisional")
    assert (rows["TS01"]["value"], rows["TS01"]["availability"]) == (None, "not_applicable")
    assert {(row["kind"], row["text"]) for row in filled.rows("standing_commentary") if row["period"] == "2020/21"} == {
        ("context", "Two late"),
        ("contributing factor", "Staff ill"),
    }
    assert {row["code"]: row["progress"] for row in filled.rows("standing_action")} == {"A1": 80, "A2": 100, "A3": 20}


def test_sorted_added_to_and_stripped_of_its_stamp_it_still_reads(filled: Store) -> None:
    book = opened(filled)
    sheet = book["Figures"]
    for column in range(1, 13):
        above, below = sheet.cell(7, column), sheet.cell(8, column)
        above.value, below.value = below.value, above.value
        above.number_format, below.number_format = below.number_format, above.number_format
    sheet["G7"], sheet["G8"], sheet["A9"], sheet["G9"] = 39, 0.97, "TS02", 1200
    del book.defined_names[layout.STAMP]
    outcome = submit(filled, saved(book))
    assert (outcome.state, outcome.layout) == (State.ACCEPTED, "template")
    rows = {row["indicator"]: row["value"] for row in filled.rows("standing_outturn") if row["period"] == "2020/21"}
    assert rows == {"TS01": 39, "FH01": 97, "TS02": 1200}


def test_a_sheet_of_workings_is_left_aside_and_a_template_without_figures_says_so(filled: Store) -> None:
    book = opened(filled)
    book["Figures"]["G7"] = 0.97
    workings = book.create_sheet("Workings")
    for row in (["Indicator", "Period", "Outturn"], ["TS01", "2020/21", 5]):
        workings.append(row)
    outcome = returns.examine(filled, data=saved(book), filename="r.xlsx")
    assert [each.sheet for each in outcome.findings if each.rule == "not-of-the-template"] == ["Workings"]
    assert not any(each.sheet == "Workings" for each in outcome.findings if each.rule != "not-of-the-template")
    blank = returns.examine(filled, data=saved(opened(filled)), filename="r.xlsx")
    assert "no-figure" in [each.rule for each in blank.findings if each.severity == "warning"]


def test_a_newer_template_is_refused_with_the_remedy(filled: Store) -> None:
    book = opened(filled)
    book.defined_names[layout.STAMP].attr_text = str(layout.VERSION + 1)
    book["Figures"]["G8"] = 39
    outcome = submit(filled, saved(book))
    assert (outcome.state, [each.rule for each in outcome.findings if each.severity == "error"]) == (
        State.REFUSED,
        ["template-version"],
    )


def test_one_service_has_its_own_indicators(store: Store) -> None:
    book = opened(store, service="licensing")
    assert book["Figures"]["A7"].value is None
    assert book["Figures"]["B4"].value == "Licensing"


def test_an_unknown_authority_is_refused(store: Store) -> None:
    with pytest.raises(UnknownName):
        returns.template(store, authority="Nowhere", period=YEAR)
