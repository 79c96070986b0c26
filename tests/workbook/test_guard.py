"""Files that are not workbooks, or not ones to be read: each refused by one sentence that names the limit."""

from __future__ import annotations

import io
import struct
import zipfile
from dataclasses import replace

import pytest
from msoffcrypto.format.ooxml import OOXMLFile

from pbi.errors import UnreadableFile
from pbi.settings import Limits
from pbi.workbook import read
from tests.workbook import making

ONE_CELL = making.rows('<c r="A1"><v>1</v></c>')
LIMITS = Limits()


def refusal(data: bytes, *, filename: str = "return.xlsx", limits: Limits = LIMITS) -> str:
    """The sentence of the refusal, having checked that it is one sentence, with a remedy and the file's name."""
    with pytest.raises(UnreadableFile) as raised:
        read(data, filename=filename, limits=limits)
    error = raised.value
    assert error.where == filename
    assert error.message.endswith(".") and ". " not in error.message
    assert error.remedy.endswith(".")
    assert "Traceback" not in str(error) and "Error" not in str(error)
    return error.message


def test_a_refusal_speaks_in_one_paragraph() -> None:
    with pytest.raises(UnreadableFile) as raised:
        read(b"", filename="return.xlsx")
    assert str(raised.value) == "return.xlsx: The file is empty. Send the saved workbook."


def test_a_file_beyond_the_size_limit() -> None:
    data = making.xlsx(ONE_CELL)
    message = refusal(data + bytes(2_000_000), limits=replace(LIMITS, file_bytes=1_000_000))
    assert message == "The file is 2.0 MB; the limit is 1.0 MB."


@pytest.mark.parametrize(
    ("data", "what"),
    [
        (b"\x89PNG\r\n\x1a\n" + bytes(100), "a PNG picture"),
        (b"%PDF-1.7\n", "a PDF document"),
        (b"<html><body><table><tr><td>1</td></tr></table></body></html>", "a web page"),
        (b'\xef\xbb\xbf<!DOCTYPE html>\n<html lang="en">', "a web page"),
        (
            b'<?xml version="1.0"?><Workbook xmlns="urn:schemas-microsoft-com:office:spreadsheet"/>',
            "an XML spreadsheet",
        ),
        (b"\x7fELF" + bytes(60), "a program"),
        (making.package({"word/document.xml": "<document/>", "[Content_Types].xml": "<Types/>"}), "a Word document"),
        (making.package({"return.xlsx": making.xlsx(ONE_CELL)}), "a zip archive"),
    ],
)
@pytest.mark.parametrize("filename", ["return.xlsx", "return.xls", "return.csv"])
def test_what_is_not_a_workbook_is_called_by_its_name(data: bytes, what: str, filename: str) -> None:
    assert refusal(data, filename=filename).startswith(f"The file is {what}")


def test_text_named_as_a_workbook() -> None:
    assert refusal(b"code,outturn\nA1,5\n") == "The file is not the workbook its name says it is."


def test_bytes_that_are_nothing_known() -> None:
    assert refusal(bytes(range(256)), filename="return.csv") == "The file is neither a workbook nor text."


@pytest.mark.parametrize("filename", ["return.xls", "return.csv", "return", "../../return.pdf"])
def test_a_workbook_is_known_by_its_content_whatever_its_name(filename: str) -> None:
    assert read(making.xlsx(ONE_CELL), filename=filename).kind == "xlsx"


@pytest.mark.parametrize(
    ("given", "kept"),
    [
        ("../../etc/passwd.xlsx", "passwd.xlsx"),
        ("C:\\returns\\Q1.xlsx", "Q1.xlsx"),
        ("Q1\n\x1b[31m.xlsx", "Q1[31m.xlsx"),
        ("..", "file"),
    ],
)
def test_a_path_is_no_part_of_a_name(given: str, kept: str) -> None:
    assert read(making.xlsx(ONE_CELL), filename=given).filename == kept


@pytest.mark.parametrize("kept", [0.3, 0.9, 0.99])
def test_a_workbook_cut_short(kept: float) -> None:
    data = making.xlsx(ONE_CELL)
    assert refusal(data[: int(len(data) * kept)]) == "The workbook is damaged or was cut short on its way."


def test_a_workbook_with_a_changed_byte() -> None:
    data = bytearray(making.xlsx(ONE_CELL))
    data[data.index(b"xl/worksheets/sheet1.xml") + 40] ^= 0xFF
    assert refusal(bytes(data)) == "The workbook is damaged or was cut short on its way."


def test_a_part_that_is_not_xml() -> None:
    assert refusal(making.xlsx("<sheetData><row>")) == "The workbook is damaged: a part of it cannot be read."


def test_too_many_parts() -> None:
    data = making.with_parts(making.xlsx(ONE_CELL), {f"xl/media/{number}.png": b"" for number in range(60)})
    message = refusal(data, limits=replace(LIMITS, zip_entries=50))
    assert message == "The workbook is made of 65 parts; the limit is 50."


def test_ten_thousand_sheets() -> None:
    sheets = {f"xl/worksheets/sheet{number}.xml": "<worksheet/>" for number in range(1, 10_001)}
    data = making.xlsx(ONE_CELL, parts=sheets)
    assert refusal(data) == "The workbook has 10,000 sheets; the limit is 200."


def test_ten_thousand_names_for_one_sheet() -> None:
    sheets = "".join(f'<sheet name="{number}" sheetId="{number + 1}" r:id="rId1"/>' for number in range(10_000))
    workbook = (
        f'<workbook xmlns="{making.SPREADSHEET}" xmlns:r="{making.RELATIONSHIPS}"><sheets>{sheets}</sheets></workbook>'
    )
    data = making.xlsx(ONE_CELL, parts={"xl/workbook.xml": workbook})
    assert refusal(data) == "The workbook has 10,000 sheets; the limit is 200."


def test_two_sheets_of_one_name() -> None:
    sheets = '<sheet name="A" sheetId="1" r:id="rId1"/><sheet name="a" sheetId="2" r:id="rId1"/>'
    workbook = (
        f'<workbook xmlns="{making.SPREADSHEET}" xmlns:r="{making.RELATIONSHIPS}"><sheets>{sheets}</sheets></workbook>'
    )
    data = making.xlsx(ONE_CELL, parts={"xl/workbook.xml": workbook})
    assert refusal(data) == "Two sheets of the workbook have the same name."


def test_a_zip_bomb_by_its_ratio() -> None:
    data = making.xlsx(ONE_CELL, parts={"xl/media/image1.png": bytes(50_000_000)})
    assert len(data) < 100_000
    assert refusal(data) == "A part of the workbook unpacks to more than 200 times its size; none should."


def test_a_zip_bomb_by_its_total() -> None:
    data = making.xlsx(ONE_CELL, parts={f"xl/media/image{number}.png": bytes(4_000_000) for number in range(10)})
    message = refusal(data, limits=replace(LIMITS, unpacked_bytes=20_000_000))
    assert message == "The workbook unpacks to 40.0 MB; the limit is 20.0 MB."


def test_a_zip_that_lies_about_its_sizes() -> None:
    data = making.xlsx(ONE_CELL, parts={"xl/media/image1.png": bytes(50_000_000)})
    told = struct.pack("<I", 50_000_000)
    assert data.count(told) == 2
    assert (
        refusal(data.replace(told, struct.pack("<I", 1_000))) == "The workbook is damaged or was cut short on its way."
    )


@pytest.mark.parametrize("name", ["../../etc/cron.d/job", "/etc/passwd", "C:/Windows/system.ini", "xl/../../up.xml"])
def test_parts_named_as_places_outside(name: str) -> None:
    data = making.xlsx(ONE_CELL, parts={name: b"x"})
    assert refusal(data) == "A part of the workbook has a name that points outside it."


@pytest.mark.filterwarnings("ignore:Duplicate name")
@pytest.mark.parametrize("name", ["xl/worksheets/sheet1.xml", "XL/Worksheets/Sheet1.xml", "xl\\worksheets\\sheet1.xml"])
def test_a_part_held_twice(name: str) -> None:
    stream = io.BytesIO(making.xlsx(ONE_CELL))
    with zipfile.ZipFile(stream, "a") as archive:
        archive.writestr(name, "<worksheet/>")
    assert refusal(stream.getvalue()) == "The workbook contains one part twice, so none can be trusted."


BILLION = "".join(f'<!ENTITY a{n} "{f"&a{n - 1};" * 10}">' for n in range(1, 10))


@pytest.mark.parametrize("encoding", ["utf-8", "utf-16"])
@pytest.mark.parametrize("part", ["xl/worksheets/sheet1.xml", "xl/styles.xml", "xl/_rels/workbook.xml.rels"])
def test_an_entity_bomb(part: str, encoding: str) -> None:
    bomb = f'<?xml version="1.0" encoding="{encoding}"?><!DOCTYPE x [<!ENTITY a0 "ha">{BILLION}]><x>&a9;</x>'
    data = making.xlsx(ONE_CELL, parts={part: bomb.encode(encoding)})
    assert refusal(data) == "The workbook declares XML entities, as no spreadsheet program does."


def test_a_declaration_that_lies_across_two_pieces_of_the_reading() -> None:
    part = b"<x>" + b" " * ((1 << 20) - 8) + b'<!DOCTYPE x [<!ENTITY a "b">]>'
    assert part.index(b"<!DOCTYPE") < 1 << 20 < part.index(b"<!DOCTYPE") + 9
    data = making.xlsx(ONE_CELL, parts={"xl/styles.xml": part})
    assert refusal(data) == "The workbook declares XML entities, as no spreadsheet program does."


@pytest.mark.parametrize("address", ["QQQ1234567", "XFE1", "A1048577", "A0", "AAAA1", "A99999999999", "7B", ""])
def test_a_cell_beyond_the_last_one(address: str) -> None:
    message = refusal(making.xlsx(making.rows(f'<c r="{address}"><v>1</v></c>')))
    assert message == f"Sheet 'KPIs' names the cell {address}, beyond the last one a sheet can have (XFD1048576)."


def test_a_cell_so_far_away_that_a_parser_would_abort() -> None:
    far = '<row r="1"><c r="A1"><v>1</v></c></row><row r="123456"><c r="QQQ123456"><v>1</v></c></row>'
    message = refusal(making.xlsx(f"<sheetData>{far}</sheetData>"))
    assert message.startswith("Sheet 'KPIs' reaches to cell QQQ123456; the limit is a block of 8,000,000 cells")


def test_a_used_range_of_millions_of_empty_cells_costs_nothing() -> None:
    styled = "".join(f'<row r="{row}"><c r="A{row}" s="0"/><c r="XFD{row}" s="0"/></row>' for row in range(2, 60_000))
    sheet = f'<dimension ref="A1:XFD1048576"/><sheetData><row r="1"><c r="A1"><v>1</v></c></row>{styled}</sheetData>'
    (found,) = read(making.xlsx(sheet), filename="return.xlsx").sheets
    assert [each.address for each in found.cells] == ["A1"]


def test_too_many_filled_cells() -> None:
    sheet = making.rows(*("<c><v>1</v></c>" for _ in range(101)))
    message = refusal(making.xlsx(sheet), limits=replace(LIMITS, cells=100))
    assert message == "The workbook has more than 100 filled cells, which is the limit."


def test_one_long_text_pointed_at_by_every_cell() -> None:
    shared = f'<sst xmlns="{making.SPREADSHEET}"><si><t>{"long " * 200_000}</t></si></sst>'
    data = making.xlsx(
        making.rows(*('<c t="s"><v>0</v></c>' for _ in range(60))),
        parts={
            "xl/sharedStrings.xml": shared,
            "xl/_rels/workbook.xml.rels": making.relations(
                {
                    "rId1": (f"{making.RELATIONSHIPS}/worksheet", "worksheets/sheet1.xml"),
                    "rId2": (f"{making.RELATIONSHIPS}/sharedStrings", "sharedStrings.xml"),
                }
            ),
        },
    )
    assert refusal(data) == "The workbook has more than 50,000,000 characters, which is the limit."


def encrypted(password: str) -> bytes:
    stream = io.BytesIO()
    OOXMLFile(io.BytesIO(making.saved(making.sheet_of({"A1": "Outturn"})))).encrypt(password, stream)
    return stream.getvalue()


def test_a_password_is_asked_to_be_taken_off() -> None:
    assert refusal(encrypted("s3cret")) == "This workbook is password protected, so it cannot be read."


def test_excels_own_password_is_no_password() -> None:
    workbook = read(encrypted("VelvetSweatshop"), filename="return.xlsx")
    assert (workbook.kind, workbook.sheets[0].at(1, 1).value) == ("xlsx", "Outturn")


def test_an_encrypted_workbook_cut_short() -> None:
    data = encrypted("VelvetSweatshop")
    assert refusal(data[:2000]) == "The file is another kind of Office file, or was cut short."


def test_an_open_document_with_a_password() -> None:
    data = making.ods("", manifest="<manifest:encryption-data/>")
    assert refusal(data, filename="r.ods") == "This workbook is password protected, so it cannot be read."


def test_merges_by_the_thousand_and_as_large_as_a_sheet() -> None:
    merges = "".join(f'<mergeCell ref="B{row}:XFD{row}"/>' for row in range(2, 50_000))
    sheet = making.rows('<c r="A1"><v>1</v></c>') + f'<mergeCells><mergeCell ref="A1:XFD1"/>{merges}</mergeCells>'
    (found,) = read(making.xlsx(sheet), filename="return.xlsx").sheets
    assert ([each.address for each in found.cells], len(found.merges)) == (["A1"], 49_999)


def test_a_link_to_another_workbook_is_not_opened() -> None:
    """The link names a pipe: whatever opened it would wait for ever."""
    links = making.relations({"rId1": (f"{making.RELATIONSHIPS}/externalLinkPath", "file:///dev/stdin")})
    data = making.xlsx(
        making.rows('<c r="A1"><f>[1]KPIs!A1</f><v>42</v></c>'),
        parts={
            "xl/_rels/workbook.xml.rels": making.relations(
                {
                    "rId1": (f"{making.RELATIONSHIPS}/worksheet", "worksheets/sheet1.xml"),
                    "rId2": (f"{making.RELATIONSHIPS}/externalLink", "externalLinks/externalLink1.xml"),
                }
            ),
            "xl/externalLinks/externalLink1.xml": "<externalLink/>",
            "xl/externalLinks/_rels/externalLink1.xml.rels": links,
        },
    )
    assert read(data, filename="return.xlsx").sheets[0].at(1, 1).value == 42


def test_what_would_make_the_parser_abort_leaves_this_process_alive() -> None:
    """calamine sets room aside for every cell up to the last; so many are refused before it is asked."""
    far = '<row r="1"><c r="A1"><v>1</v></c></row><row r="1048576"><c r="XFD1048576"><v>1</v></c></row>'
    assert "the limit is a block of 8,000,000 cells" in refusal(making.xlsx(f"<sheetData>{far}</sheetData>"))
    assert read(making.xlsx(ONE_CELL), filename="return.xlsx").sheets[0].rows == 1
