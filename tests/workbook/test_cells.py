"""What a cell is once read, from .xlsx and .xlsm."""

from __future__ import annotations

import hashlib
from datetime import date, datetime, time, timedelta
from decimal import Decimal

import pytest
from openpyxl.comments import Comment
from openpyxl.utils.datetime import CALENDAR_MAC_1904
from openpyxl.workbook.defined_name import DefinedName

from pbi.workbook import Cell, CellType, Sheet, read
from tests.workbook import making


def only_sheet(data: bytes) -> Sheet:
    (sheet,) = making.read_here(data, filename="return.xlsx").sheets
    return sheet


def cell(value: object, number_format: str = "") -> Cell:
    workbook = making.sheet_of({"B7": value})
    if number_format:
        workbook.active["B7"].number_format = number_format
    return only_sheet(making.saved(workbook)).at(7, 2)


def test_a_workbook_says_what_was_received() -> None:
    data = making.saved(making.sheet_of({"A1": "Indicator"}))
    workbook = read(data, filename="return.xlsx")
    assert (workbook.filename, workbook.kind, workbook.notes) == ("return.xlsx", "xlsx", ())
    assert workbook.sha256 == hashlib.sha256(data).hexdigest()


def test_a_cell_knows_its_sheet_and_address() -> None:
    found = cell("Outturn")
    assert (found.sheet, found.address, found.value, found.type) == ("KPIs", "B7", "Outturn", CellType.TEXT)


@pytest.mark.parametrize(
    ("stored", "value", "text"),
    [
        (3, Decimal(3), "3"),
        (3.0, Decimal(3), "3"),
        (73390, Decimal(73390), "73390"),
        (0.537, Decimal("0.537"), "0.537"),
        (-12.5, Decimal("-12.5"), "-12.5"),
        (1e-7, Decimal("1e-7"), "0.0000001"),
    ],
)
def test_a_number_is_exact(stored: float, value: Decimal, text: str) -> None:
    found = cell(stored)
    assert (found.type, found.value, found.text) == (CellType.NUMBER, value, text)
    assert "." not in str(cell(3.0).value)


def test_the_noise_of_a_sum_is_kept_as_stored() -> None:
    sheet = making.rows('<c r="A1"><v>0.30000000000000004</v></c>')
    assert only_sheet(making.xlsx(sheet)).at(1, 1).value == Decimal("0.30000000000000004")


def test_a_percent_keeps_its_fraction_and_format() -> None:
    found = cell(0.98, "0%")
    assert (found.value, found.format, found.text) == (Decimal("0.98"), "0%", "98%")


def test_own_and_built_in_formats_are_told() -> None:
    assert cell(5, '0.0" hectares"').format == '0.0" hectares"'
    assert cell(5, "#,##0").format == "#,##0"
    assert cell(5).format == ""


def test_dates_are_dates() -> None:
    assert cell(date(2019, 3, 31)).value == date(2019, 3, 31)
    assert cell(date(2019, 3, 31)).type is CellType.DATE
    assert cell(date(2019, 3, 31)).text == "31/03/2019"
    assert cell(datetime(2019, 3, 31, 12, 30)).value == datetime(2019, 3, 31, 12, 30)


def test_dates_counted_from_1904_are_the_same_days() -> None:
    workbook = making.sheet_of({})
    workbook.epoch = CALENDAR_MAC_1904
    workbook.active["B7"] = date(2019, 3, 31)
    data = making.saved(workbook)
    assert b'date1904="1"' in making.parts_of(data)["xl/workbook.xml"]
    assert only_sheet(data).at(7, 2).value == date(2019, 3, 31)


def test_times_are_told_as_text_not_as_fractions_of_a_day() -> None:
    assert (cell(time(8, 45)).type, cell(time(8, 45)).value) == (CellType.TEXT, "08:45:00")
    assert cell(timedelta(hours=27, minutes=30), "[h]:mm:ss").value == "27:30:00"


def test_truth_is_boolean() -> None:
    assert (cell(True).type, cell(True).value, cell(True).text) == (CellType.BOOLEAN, True, "TRUE")


def test_an_error_keeps_its_code() -> None:
    found = cell("#N/A")
    assert (found.type, found.value, found.text) == (CellType.ERROR, "#N/A", "#N/A")


def test_an_error_come_of_a_formula_keeps_both() -> None:
    sheet = making.rows('<c r="A1" t="e"><f>B1/C1</f><v>#DIV/0!</v></c>')
    found = only_sheet(making.xlsx(sheet)).at(1, 1)
    assert (found.type, found.value, found.formula) == (CellType.ERROR, "#DIV/0!", True)


def test_a_formula_never_calculated_is_empty_and_says_so() -> None:
    found = cell("=SUM(A1:A6)")
    assert (found.type, found.value, found.formula) == (CellType.EMPTY, None, True)


def test_a_calculated_formula_gives_its_value() -> None:
    sheet = making.rows('<c r="A1"><f>1+1</f><v>2</v></c>', '<c r="B1" t="str"><f>"a"</f><v>a</v></c>')
    found = only_sheet(making.xlsx(sheet))
    assert (found.at(1, 1).value, found.at(1, 1).formula) == (Decimal(2), True)
    assert (found.at(1, 2).value, found.at(1, 2).formula) == ("a", True)


def test_a_formula_that_shows_nothing_is_an_empty_cell() -> None:
    found = only_sheet(making.xlsx(making.rows('<c r="A1" t="str"><f>""</f><v></v></c>')))
    assert found.cells == ()


def test_what_is_not_there_is_empty() -> None:
    sheet = only_sheet(making.saved(making.sheet_of({"C4": "x", "B9": "   "})))
    assert [found.address for found in sheet.cells] == ["C4"]
    assert (sheet.at(1, 1).type, sheet.at(1, 1).value, sheet.at(1, 1).text) == (CellType.EMPTY, None, "")
    assert (sheet.rows, sheet.columns) == (4, 3)


def test_hidden_rows_columns_and_sheets_are_told() -> None:
    workbook = making.sheet_of({"A1": 1, "B1": 2, "A2": 3, "C2": 4})
    workbook.active.row_dimensions[2].hidden = True
    workbook.active.column_dimensions["B"].hidden = True
    workbook.create_sheet("Lists")["A1"] = "Yes"
    workbook["Lists"].sheet_state = "veryHidden"
    kpis, lists = read(making.saved(workbook), filename="return.xlsx").sheets
    assert {found.address: found.hidden for found in kpis.cells} == {"A1": False, "B1": True, "A2": True, "C2": True}
    assert (kpis.visible, lists.visible) == (True, False)


def test_merged_cells_are_told_once() -> None:
    workbook = making.sheet_of({"B2": "Outturn"})
    workbook.active.merge_cells("B2:D3")
    sheet = only_sheet(making.saved(workbook))
    assert sheet.merges == ((2, 2, 3, 4),)
    assert [found.address for found in sheet.cells] == ["B2"]


def test_comments_are_told_also_on_an_empty_cell() -> None:
    workbook = making.sheet_of({"A1": 5})
    workbook.active["A1"].comment = Comment("Provisional", "A Writer")
    workbook.active["B2"].comment = Comment("Awaited", "A Writer")
    sheet = only_sheet(making.saved(workbook))
    assert (sheet.at(1, 1).comment, sheet.at(2, 2).comment) == ("Provisional", "Awaited")
    assert sheet.at(2, 2).type is CellType.EMPTY


def test_defined_names_are_told_with_the_sheet_of_those_that_have_one() -> None:
    workbook = making.sheet_of({"A1": 1})
    workbook.defined_names["Version"] = DefinedName("Version", attr_text='"3"', hidden=True)
    workbook.active.defined_names["Input"] = DefinedName("Input", attr_text="KPIs!$A$1")
    assert read(making.saved(workbook), filename="r.xlsx").defined_names == {
        "Version": '"3"',
        "KPIs!Input": "KPIs!$A$1",
    }


def test_strict_workbooks_are_read() -> None:
    sheet = making.rows('<c r="A1" t="inlineStr"><is><t>Outturn</t></is></c>', '<c r="B1"><v>98.2</v></c>')
    found = only_sheet(making.xlsx(sheet, strict=True))
    assert [each.value for each in found.cells] == ["Outturn", Decimal("98.2")]


def test_rows_and_cells_without_addresses_are_counted() -> None:
    sheet = '<sheetData><row><c><v>1</v></c><c t="e"><v>#REF!</v></c></row><row r="5"><c><v>2</v></c></row></sheetData>'
    found = only_sheet(making.xlsx(sheet))
    assert {each.address: each.value for each in found.cells} == {"A1": Decimal(1), "B1": "#REF!", "A5": Decimal(2)}


def test_macros_are_left_alone_and_noted() -> None:
    data = making.xlsx(making.rows('<c r="A1"><v>1</v></c>'), kind="xlsm", parts={"xl/vbaProject.bin": b"anything"})
    workbook = read(data, filename="return.xlsm")
    assert workbook.kind == "xlsm"
    assert workbook.notes == ("The workbook contains macros, which were not run.",)


def test_links_to_other_workbooks_are_not_followed_but_noted() -> None:
    data = making.xlsx(
        making.rows('<c r="A1"><f>[1]Sheet1!A1</f><v>42</v></c>'),
        parts={
            "xl/_rels/workbook.xml.rels": making.relations(
                {
                    "rId1": (f"{making.RELATIONSHIPS}/worksheet", "worksheets/sheet1.xml"),
                    "rId2": (f"{making.RELATIONSHIPS}/externalLink", "externalLinks/externalLink1.xml"),
                }
            ),
            "xl/externalLinks/externalLink1.xml": "<externalLink/>",
        },
    )
    workbook = read(data, filename="return.xlsx")
    assert workbook.sheets[0].at(1, 1).value == Decimal(42)
    assert [note.partition(",")[0] for note in workbook.notes] == ["The workbook links to other workbooks"]


def test_a_threaded_comment_is_told_without_excels_notice() -> None:
    workbook = making.sheet_of({"A1": 5})
    notice = (
        "[Threaded comment]\n\nYour version of Excel allows you to read this threaded comment.\n\nComment:\n    Late"
    )
    workbook.active["A1"].comment = Comment(notice, "A Writer")
    assert only_sheet(making.saved(workbook)).at(1, 1).comment == "Late"
