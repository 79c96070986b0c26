"""Every value is read twice, by python-calamine and from the file itself; what differs is handed on with both."""

from __future__ import annotations

import io
import struct
from datetime import date, datetime
from decimal import Decimal

import openpyxl
import pytest
import xlwt

from pbi.workbook import Cell, CellType, read
from tests.workbook import making
from tests.workbook.test_kinds import cell as record_of_a_cell
from tests.workbook.test_kinds import row as record_of_a_row
from tests.workbook.test_kinds import xlsb

DATES = {
    "xl/styles.xml": f'<styleSheet xmlns="{making.SPREADSHEET}"><cellXfs><xf numFmtId="0"/><xf numFmtId="14"/>'
    "</cellXfs></styleSheet>",
    "xl/_rels/workbook.xml.rels": making.relations(
        {
            "rId1": (f"{making.RELATIONSHIPS}/worksheet", "worksheets/sheet1.xml"),
            "rId2": (f"{making.RELATIONSHIPS}/styles", "styles.xml"),
        }
    ),
}


def cells(sheet: str, *, filename: str = "return.xlsx", **made: object) -> dict[str, Cell]:
    (found,) = making.read_here(making.xlsx(sheet, **made), filename=filename).sheets  # type: ignore[arg-type]
    return {each.address: each for each in found.cells}


@pytest.mark.parametrize(
    ("written", "first", "second"),
    [
        ('<c r="A1"><v>1&#50;</v></c>', Decimal(1), "12"),
        ('<c r="A1"><v>1<!-- a remark -->2</v></c>', Decimal(1), "12"),
        ('<c r="A1"><v><![CDATA[15]]></v></c>', "15", "nothing"),
        ('<c r="A1"><v>5</v><v>6</v></c>', Decimal(6), "56"),
        ('<c r="A1" t="inlineStr"><v>5</v></c>', "5", "nothing"),
    ],
)
def test_what_two_readers_read_differently_is_handed_on_with_both(written: str, first: object, second: str) -> None:
    found = cells(making.rows(written))["A1"]
    assert (found.value, found.second, found.twice) == (first, second, False)


@pytest.mark.parametrize(
    "written",
    [
        '<c r="A1"><v>98.5</v></c>',
        '<c r="A1"><v> 98.5 </v></c>',
        '<c r="A1"><v>1.5E+2</v></c>',
        '<c r="A1"><v>0.30000000000000004</v></c>',
        '<c r="A1"><v>12345678901234567890</v></c>',
        '<c r="A1"><v>0.1234567890123456789</v></c>',
        '<c r="A1" t="str"><v>12</v></c>',
        '<c r="A1" t="b"><v>1</v></c>',
        '<c r="A1" t="b"><v>false</v></c>',
        '<c r="A1" t="d"><v>2020-03-31</v></c>',
        '<c r="A1" t="e"><v>#N/A</v></c>',
        '<c r="A1" t="inlineStr"><is><r><t>High </t></r><r><t>risk</t></r></is></c>',
        '<c r="A1" t="str"><v>two_x000D_\nlines</v></c>',
        '<c r="A1" s="1"><v>43921</v></c>',
        '<c r="A1" s="1"><v>43921.75</v></c>',
        '<c r="A1"><f>1+1</f><v>2</v></c>',
    ],
)
def test_what_is_written_as_the_format_has_it_is_read_alike(written: str) -> None:
    assert cells(making.rows(written), parts=DATES)["A1"].second is None


def test_shared_texts_are_read_alike_whatever_stands_beside_them() -> None:
    shared = (
        f'<sst xmlns="{making.SPREADSHEET}"><si><t>Outturn</t><rPh sb="0" eb="1"><t>aut</t></rPh></si><si/>'
        '<si><r><t>High</t></r><r><t xml:space="preserve"> risk</t></r></si></sst>'
    )
    pointing = making.rows(*(f'<c t="s"><v>{place}</v></c>' for place in range(3)))
    parts = {
        "xl/sharedStrings.xml": shared,
        "xl/_rels/workbook.xml.rels": making.relations(
            {
                "rId1": (f"{making.RELATIONSHIPS}/worksheet", "worksheets/sheet1.xml"),
                "rId2": (f"{making.RELATIONSHIPS}/sharedStrings", "sharedStrings.xml"),
            }
        ),
    }
    found = cells(pointing, parts=parts)
    assert {where: (each.value, each.second) for where, each in found.items()} == {
        "A1": ("Outturn", None),
        "C1": ("High risk", None),
    }


def test_a_cell_written_twice_keeps_both() -> None:
    found = cells(making.rows('<c r="B1"><v>95</v></c>', '<c r="B1"><v>96</v></c>'))["B1"]
    assert (found.value, found.second, found.twice) == (Decimal(96), "95", True)


def test_a_row_written_twice_keeps_both() -> None:
    rows = ('<row r="7"><c r="B7"><v>95</v></c></row>', '<row r="7"><c r="B7"><v>95</v></c></row>')
    assert cells(f"<sheetData>{''.join(rows)}</sheetData>")["B7"].twice


def test_a_second_block_of_rows_is_not_lost() -> None:
    block = '<sheetData><row r="{0}"><c r="A{0}"><v>{0}</v></c></row></sheetData>'
    found = cells(block.format(1) + block.format(2))
    assert (found["A1"].second, found["A2"].value, found["A2"].second) == (None, "2", "nothing")


def test_what_programs_add_for_themselves_is_no_cell() -> None:
    added = '<extLst><ext xmlns:x="urn:x"><x:c r="A1"><x:v>77</x:v></x:c></ext></extLst>'
    assert cells(making.rows('<c r="A1"><v>1</v></c>') + added)["A1"].second is None


def test_days_counted_from_1904_are_read_alike() -> None:
    workbook = making.sheet_of({"A1": date(2020, 3, 31), "A2": datetime(2020, 3, 31, 18, 30), "A3": 42_459})
    workbook.epoch = openpyxl.utils.datetime.CALENDAR_MAC_1904
    (sheet,) = read(making.saved(workbook), filename="r.xlsx").sheets
    assert [each.second for each in sheet.cells] == [None, None, None]
    assert sheet.at(1, 1).value == date(2020, 3, 31)


def test_a_strict_workbook_is_read_twice_too() -> None:
    assert cells(making.rows('<c r="A1"><v>1<!---->2</v></c>'), strict=True)["A1"].second == "12"


def test_an_old_workbook_is_read_twice() -> None:
    book = xlwt.Workbook()
    sheet = book.add_sheet("KPIs")
    for column, value in enumerate([98.25, 7, -3, 1_000_000.5, 0.01, "Outturn", True, 10**15]):
        sheet.write(0, column, value)
    stream = io.BytesIO()
    book.save(stream)
    (found,) = read(stream.getvalue(), filename="return.xls").sheets
    assert [each.second for each in found.cells] == [None] * 8


def test_a_binary_workbook_is_read_twice() -> None:
    packed = struct.pack("<I", 9825 << 2 | 3)
    data = xlsb(
        record_of_a_row(0),
        record_of_a_cell(2, 0, packed),
        record_of_a_cell(5, 1, struct.pack("<d", 0.98)),
        record_of_a_cell(6, 2, making.wide("Outturn")),
        record_of_a_cell(5, 1, struct.pack("<d", 0.99)),
    )
    (sheet,) = read(data, filename="return.xlsb").sheets
    assert [(each.value, each.second, each.twice) for each in sheet.cells] == [
        (Decimal("98.25"), None, False),
        (Decimal("0.99"), "0.98", True),
        ("Outturn", None, False),
    ]


def test_an_open_document_is_read_twice() -> None:
    data = making.ods(
        """<table:table table:name="KPIs"><table:table-row>
        <table:table-cell office:value-type="float" office:value="98.5"><text:p>98.5</text:p></table:table-cell>
        <table:table-cell office:value-type="percentage" office:value="0.98"><text:p>98%</text:p></table:table-cell>
        <table:table-cell office:value-type="date" office:date-value="2020-03-31"><text:p>x</text:p></table:table-cell>
        <table:table-cell office:value-type="boolean" office:boolean-value="true"/>
        <table:table-cell office:value-type="string"><text:p>High <text:span>up</text:span></text:p></table:table-cell>
        </table:table-row></table:table>"""
    )
    (sheet,) = read(data, filename="return.ods").sheets
    assert [each.second for each in sheet.cells] == [None] * 5


def test_an_error_is_an_error_and_no_doubt() -> None:
    found = cells(making.rows('<c r="A1" t="e"><v>#DIV/0!</v></c>'))["A1"]
    assert (found.type, found.second) == (CellType.ERROR, None)
