"""Comma-separated text and its kin."""

from __future__ import annotations

from decimal import Decimal

import pytest

from pbi.errors import UnreadableFile
from pbi.workbook import CellType, Sheet, read
from tests.workbook import making

TABLE = "Indicator,Outturn\nCafé inspections – 2019/20,98.2\n"


def sheet(data: bytes) -> Sheet:
    workbook = making.read_here(data, filename="return.csv")
    assert workbook.kind == "csv"
    (only,) = workbook.sheets
    return only


@pytest.mark.parametrize("encoding", ["utf-8", "utf-8-sig", "utf-16", "utf-16-le", "utf-16-be", "cp1252"])
def test_the_encoding_is_found_out(encoding: str) -> None:
    found = sheet(TABLE.encode(encoding))
    assert (found.at(1, 1).value, found.at(2, 1).value) == ("Indicator", "Café inspections – 2019/20")
    assert found.at(2, 2).value == Decimal("98.2")


@pytest.mark.parametrize("delimiter", [",", ";", "\t", "|"])
def test_the_delimiter_is_found_out(delimiter: str) -> None:
    lines = [("Indicator", "Outturn", "Note"), ("A1", "5", "late"), ("A2", "6", "")]
    found = sheet("\r\n".join(delimiter.join(line) for line in lines).encode())
    assert (found.rows, found.columns) == (3, 3)
    assert found.at(2, 2).value == Decimal(5)


def test_commas_in_a_text_do_not_mislead() -> None:
    found = sheet(b"Indicator;Outturn\nShops, visited;5\nFarms, homes, visited;6\n")
    assert [each.value for each in found.cells if each.column == 1] == [
        "Indicator",
        "Shops, visited",
        "Farms, homes, visited",
    ]


def test_excels_own_first_line_names_the_delimiter() -> None:
    assert sheet(b"sep=;\r\nIndicator;Outturn\r\n").at(1, 2).value == "Outturn"


def test_quoted_cells_may_hold_lines_and_delimiters() -> None:
    found = sheet(b'Indicator,Note\nA1,"late,\nvery ""late"""\n')
    assert found.at(2, 2).value == 'late,\nvery "late"'


@pytest.mark.parametrize(
    ("sent", "number"), [("5", "5"), ("-0.5", "-0.5"), (" 98.20 ", "98.20"), ("0", "0"), (".5", "0.5")]
)
def test_plain_numbers_are_numbers(sent: str, number: str) -> None:
    found = sheet(f"Outturn,x\n{sent},y\n".encode()).at(2, 1)
    assert (found.type, found.value) == (CellType.NUMBER, Decimal(number))


@pytest.mark.parametrize(
    "sent", ["007", "98%", "£5", "2019-03-31", "31/03/2019", "1e5", "+44", "-", ".", "TRUE", "#N/A", "NaN"]
)
def test_all_else_stays_as_it_was_sent(sent: str) -> None:
    found = sheet(f"Outturn,x\n{sent},y\n".encode()).at(2, 1)
    assert (found.type, found.value) == (CellType.TEXT, sent)


def test_a_number_with_a_comma_stays_text() -> None:
    assert sheet(b'Outturn,x\n"1,234",y\n').at(2, 1).value == "1,234"


def test_the_sheet_is_named_after_the_file() -> None:
    assert sheet(TABLE.encode()).name == "return"


def test_a_quotation_mark_never_closed() -> None:
    with pytest.raises(UnreadableFile, match="quotation mark"):
        read(b'a,b\n"' + b"x," * 100_000, filename="return.csv")
