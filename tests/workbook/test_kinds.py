"""The other kinds of workbook: .xls, .xlsb and .ods give the same cells as .xlsx."""

from __future__ import annotations

import io
import struct
from datetime import date
from decimal import Decimal

import pytest
import xlwt

from pbi.errors import UnreadableFile
from pbi.workbook import CellType, Sheet, Workbook, read
from tests.workbook import making


def sheet(workbook: Workbook) -> Sheet:
    (only,) = workbook.sheets
    return only


def xls() -> bytes:
    workbook = xlwt.Workbook()
    kpis = workbook.add_sheet("KPIs – 2019")
    percent = xlwt.easyxf(num_format_str="0%")
    kpis.write(0, 0, "Outturn")
    kpis.write(1, 0, 0.98, percent)
    kpis.write(2, 0, date(2019, 3, 31), xlwt.easyxf(num_format_str="dd/mm/yyyy"))
    kpis.row(3).set_cell_error(0, 0x2A)
    kpis.write(4, 0, xlwt.Formula("1+1"))
    kpis.row(5).set_cell_mulblanks(0, 2)
    kpis.write(6, 0, 1, percent)
    kpis.write(6, 1, 2, percent)
    kpis.write_merge(7, 8, 1, 2, "merged")
    kpis.row(6).hidden = True
    kpis.col(2).hidden = True
    kpis.write(9, 2, 5)
    hidden = workbook.add_sheet("Lists")
    hidden.write(0, 0, True)
    hidden.visibility = 1
    stream = io.BytesIO()
    workbook.save(stream)
    return stream.getvalue()


UNCALCULATED = struct.pack("<BBHHH", 3, 0, 0, 0, 0xFFFF)  # what xlwt leaves where Excel would save a result


def test_xls() -> None:
    workbook = read(xls(), filename="return.xls")
    kpis, lists = workbook.sheets
    assert (workbook.kind, kpis.name, kpis.visible, lists.visible) == ("xls", "KPIs – 2019", True, False)
    assert (kpis.at(2, 1).value, kpis.at(2, 1).format) == (Decimal("0.98"), "0%")
    assert (kpis.at(3, 1).value, kpis.at(3, 1).format) == (date(2019, 3, 31), "dd/mm/yyyy")
    assert (kpis.at(4, 1).type, kpis.at(4, 1).value) == (CellType.ERROR, "#N/A")
    assert kpis.merges == ((8, 2, 9, 3),)
    assert {each.address for each in kpis.cells if each.hidden} == {"A7", "B7", "C10"}
    assert (kpis.at(7, 2).value, kpis.at(7, 2).format) == (Decimal(2), "0%")
    assert lists.at(1, 1).value is True


@pytest.mark.parametrize(
    ("result", "kind", "value"),
    [
        (struct.pack("<d", 2), CellType.NUMBER, Decimal(2)),
        (struct.pack("<BBHHH", 2, 0, 0x07, 0, 0xFFFF), CellType.ERROR, "#DIV/0!"),
    ],
)
def test_xls_with_a_calculated_formula(result: bytes, kind: CellType, value: object) -> None:
    data = xls()
    assert data.count(UNCALCULATED) == 1
    found = read(data.replace(UNCALCULATED, result), filename="return.xls").sheets[0].at(5, 1)
    assert (found.type, found.value, found.formula) == (kind, value, True)


def test_xls_cut_short() -> None:
    data = xls()
    with pytest.raises(UnreadableFile, match="damaged"):
        read(data[: len(data) // 3], filename="return.xls")


TABLE = """<table:table table:name="KPIs">
  <table:table-column/><table:table-column table:visibility="collapse"/><table:table-column/>
  <table:table-row>
    <table:table-cell office:value-type="percentage" office:value="0.98"><text:p>98%</text:p></table:table-cell>
    <table:table-cell table:formula="of:=1/0" office:value-type="string" office:string-value=""
      calcext:value-type="error"><text:p>#DIV/0!</text:p></table:table-cell>
    <table:table-cell office:value-type="string" table:number-columns-spanned="2" table:number-rows-spanned="1">
      <office:annotation><text:p>Provisional</text:p></office:annotation><text:p>Outturn</text:p></table:table-cell>
  </table:table-row>
  <table:table-row table:number-rows-repeated="2" table:visibility="filter">
    <table:table-cell table:formula="of:=[.A1]"/>
    <table:table-cell table:number-columns-repeated="2" office:value-type="date" office:date-value="2019-03-31"/>
  </table:table-row>
  <table:table-row>
    <table:table-cell office:value-type="boolean" office:boolean-value="true"/>
    <table:table-cell office:value-type="currency" office:currency="GBP" office:value="12.5"/>
  </table:table-row>
  <table:table-row table:number-rows-repeated="1048572">
    <table:table-cell table:number-columns-repeated="16384"/></table:table-row>
</table:table><table:named-expressions>
  <table:named-range table:name="Version" table:cell-range-address="$KPIs.$A$1"/></table:named-expressions>"""


def test_ods() -> None:
    workbook = read(making.ods(TABLE), filename="return.ods")
    kpis = sheet(workbook)
    assert (workbook.kind, workbook.defined_names) == ("ods", {"Version": "$KPIs.$A$1"})
    assert (kpis.at(1, 1).value, kpis.at(1, 1).format) == (Decimal("0.98"), "0%")
    assert (kpis.at(1, 2).type, kpis.at(1, 2).value, kpis.at(1, 2).formula) == (CellType.ERROR, "#DIV/0!", True)
    assert (kpis.at(1, 3).value, kpis.at(1, 3).comment) == ("Outturn", "Provisional")
    assert kpis.merges == ((1, 3, 1, 4),)
    assert (kpis.at(2, 1).type, kpis.at(3, 1).formula) == (CellType.EMPTY, True)
    assert [kpis.at(3, column).value for column in (2, 3)] == [date(2019, 3, 31)] * 2
    assert (kpis.at(4, 1).value, kpis.at(4, 2).value, kpis.at(4, 2).format) == (True, Decimal("12.5"), "[$GBP]0.00")
    assert {each.address for each in kpis.cells if not each.hidden} == {"A1", "C1", "A4"}
    assert kpis.rows == 4


def test_ods_that_repeats_one_cell_without_end() -> None:
    cell = '<table:table-cell table:number-columns-repeated="1000" office:value-type="float" office:value="1"/>'
    row = f'<table:table-row table:number-rows-repeated="10000">{cell}</table:table-row>'
    table = f'<table:table table:name="KPIs">{row}</table:table>'
    with pytest.raises(UnreadableFile) as raised:
        read(making.ods(table), filename="return.ods")
    assert raised.value.message == "The workbook has more than 1,000,000 filled cells, which is the limit."


def test_ods_beyond_the_last_row() -> None:
    row = '<table:table-row table:number-rows-repeated="2000000"><table:table-cell/></table:table-row>'
    cell = '<table:table-row><table:table-cell office:value-type="float" office:value="1"/></table:table-row>'
    with pytest.raises(UnreadableFile, match="beyond the last one"):
        read(making.ods(f'<table:table table:name="KPIs">{row}{cell}</table:table>'), filename="return.ods")


def cell(kind: int, column: int, value: bytes, *, style: int = 0) -> bytes:
    return making.record(kind, struct.pack("<II", column, style) + value)


def row(number: int, *, hidden: bool = False) -> bytes:
    return making.record(0, struct.pack("<IIHBBBI", number, 0, 300, 0, 0x10 if hidden else 0, 0, 0))


def styles() -> bytes:
    """Two cell styles: General, and the built-in 0%."""
    own = making.record(44, struct.pack("<H", 164) + making.wide('0.0" ha"'))
    general, percent, hectares = (
        making.record(47, struct.pack("<HH", 0, number) + bytes(12)) for number in (0, 9, 164)
    )
    cells = making.record(617, struct.pack("<I", 3)) + general + percent + hectares + making.record(618)
    return (
        making.record(278)
        + making.record(615, struct.pack("<I", 1))
        + own
        + making.record(616)
        + cells
        + making.record(279)
    )


def xlsb(*body: bytes) -> bytes:
    dimension = making.record(148, struct.pack("<IIII", 0, 9, 0, 9))
    column = making.record(60, struct.pack("<IIIIH", 1, 1, 2304, 0, 1))
    merge = making.record(176, struct.pack("<IIII", 4, 5, 0, 1))
    records = [
        making.record(129),
        dimension,
        making.record(390),
        column,
        making.record(391),
        making.record(145),
        *body,
        making.record(146),
        making.record(177, struct.pack("<I", 1)),
        merge,
        making.record(178),
        making.record(130),
    ]
    return making.xlsb(b"".join(records), styles=styles())


def test_xlsb() -> None:
    formula = struct.pack("<HI", 0, 0) + bytes(4)
    data = xlsb(
        row(0),
        cell(6, 0, making.wide("Outturn")),
        cell(3, 1, b"\x2a"),
        row(1, hidden=True),
        cell(5, 0, struct.pack("<d", 0.98), style=1),
        cell(4, 2, b"\x01"),
        row(2),
        cell(9, 0, struct.pack("<d", 2.5) + formula, style=2),
        cell(11, 2, b"\x07" + formula),
    )
    workbook = read(data, filename="return.xlsb")
    kpis = sheet(workbook)
    assert workbook.kind == "xlsb"
    assert (kpis.at(1, 1).value, kpis.at(1, 2).type, kpis.at(1, 2).value) == ("Outturn", CellType.ERROR, "#N/A")
    assert (kpis.at(2, 1).value, kpis.at(2, 1).format, kpis.at(2, 3).value) == (Decimal("0.98"), "0%", True)
    assert (kpis.at(3, 1).value, kpis.at(3, 1).format, kpis.at(3, 1).formula) == (Decimal("2.5"), '0.0" ha"', True)
    assert (kpis.at(3, 3).type, kpis.at(3, 3).value) == (CellType.ERROR, "#DIV/0!")
    assert {each.address for each in kpis.cells if each.hidden} == {"B1", "A2", "C2"}
    assert kpis.merges == ((5, 1, 6, 2),)


def test_xlsb_with_a_cell_too_far_away() -> None:
    one = struct.pack("<d", 1)
    data = xlsb(row(0), cell(5, 0, one), row(1_048_575), cell(5, 16_383, one))
    with pytest.raises(UnreadableFile, match="reaches to cell XFD1048576"):
        read(data, filename="return.xlsb")
