"""The workbook given back with its faults marked, and what becomes of it when it is corrected and sent again."""

from __future__ import annotations

import io
from pathlib import Path
from typing import Any

import openpyxl
from openpyxl.comments import Comment

from pbi.__main__ import main
from pbi.model import State
from pbi.returns import Terms, examine, submit
from pbi.returns.findings.marked_workbook import TITLE, marked
from pbi.store import Store
from tests.returns.making import Shown, xlsx

HEADINGS = ["Authority", "Indicator", "Period", "Outturn", "Comment"]
ROWS = [
    ["Broxtowe", "FH01", "2019/20", 0.96, "=cmd|' /C calc'!A0"],
    ["Broxtowe", "TS01", "2019/20", -3, "Fine"],
    ["Broxtowe", "FH02", "2019/20", Shown(0.5, "0%"), "Fine"],
]
FAULTY = xlsx({"Return": [HEADINGS, *ROWS]})


def back(store: Store, data: bytes, name: str = "r.xlsx") -> Any:
    findings = examine(store, data=data, filename=name).findings
    return openpyxl.load_workbook(io.BytesIO(marked(data, filename=name, findings=findings)))


def saved(book: Any) -> bytes:
    file = io.BytesIO()
    book.save(file)
    return file.getvalue()


def test_faulty_cells_are_filled_and_say_what_is_wrong_and_sound_ones_are_as_they_were(store: Store) -> None:
    sheet = back(store, FAULTY)["Return"]
    assert sheet["D2"].fill.fgColor.rgb == "FFF6C7C7" and sheet["D4"].fill.fill_type is None
    said = sheet["D2"].comment.text
    assert "Error, percentage that may be 100 times out" in said and "What to do: Write 96, or write" in said
    assert "Found: 0.96" in said and "Expected: 96" in said
    assert (sheet["D2"].value, sheet["D4"].value, sheet["D4"].number_format) == (0.96, 0.5, "0%")
    assert sheet["D4"].comment is None


def test_the_findings_come_first_and_what_looks_like_a_formula_is_text(store: Store) -> None:
    book = back(store, FAULTY)
    sheet = book.worksheets[0]
    assert (sheet.title, sheet["A1"].value) == ("Findings", TITLE)
    listed = [[cell.value for cell in row] for row in sheet.iter_rows(min_row=5)]
    assert ["Return", "D2", "Percentage that may be 100 times out"] in [row[1:4] for row in listed]
    assert sheet["C5"].hyperlink.location == "'Return'!D2"
    assert not [cell for row in sheet.iter_rows() for cell in row if cell.data_type == "f"]


def test_text_of_the_file_is_no_formula_on_the_list(store: Store) -> None:
    data = xlsx({"Return": [HEADINGS, ["Broxtowe", "=1+1", "2019/20", 5, "x"]]})
    told = xlsx({"Return": [HEADINGS, ["Broxtowe", "+FH99", "2019/20", 5, "x"]]})
    for each in (data, told):
        sheet = back(store, each).worksheets[0]
        assert {cell.data_type for row in sheet.iter_rows() for cell in row} <= {"s", "n"}


def test_marked_corrected_and_sent_again_it_is_accepted_and_its_own_sheet_is_not_read(store: Store) -> None:
    book = back(store, FAULTY)
    book["Return"]["D2"], book["Return"]["D3"] = 96, 3
    outcome = submit(store, data=saved(book), filename="again.xlsx", by="Jo", terms=Terms(accept_warnings=True))
    assert (outcome.state, outcome.rows.new) == (State.ACCEPTED, 3)
    assert "Findings" not in {each.sheet for each in outcome.findings}


def test_marked_again_the_old_marks_are_gone_and_a_comment_of_theirs_stays(store: Store) -> None:
    theirs = openpyxl.load_workbook(io.BytesIO(FAULTY))
    theirs["Return"]["D2"].comment = Comment("Ask Ann", "Ben")
    book = back(store, saved(theirs))
    assert book["Return"]["D2"].comment.text.endswith("Ask Ann")
    book["Return"]["D2"] = 96
    again = back(store, saved(book))
    assert again.sheetnames == ["Findings", "Return"]
    assert again["Return"]["D2"].comment.text == "Ask Ann" and again["Return"]["D2"].fill.fill_type is None
    assert again["Return"]["D3"].comment.text.count("Error, negative count") == 1


def test_a_csv_comes_back_as_a_workbook_with_its_values(store: Store) -> None:
    data = b"Authority,Indicator,Period,Outturn\nBroxtowe,FH01,2019/20,0.96\n"
    book = back(store, data, "a [return] of Broxtowe.csv")
    assert book.worksheets[1]["D2"].fill.fgColor.rgb == "FFF6C7C7" and book.worksheets[1]["B2"].value == "FH01"


def test_check_writes_it(store: Store, tmp_path: Path) -> None:
    (tmp_path / "r.xlsx").write_bytes(FAULTY)
    store.close()
    arguments = ["check", str(tmp_path / "r.xlsx"), "--store", str(tmp_path / "store")]
    assert main([*arguments, "--marked", str(tmp_path / "m.xlsx")]) == 1
    assert openpyxl.load_workbook(tmp_path / "m.xlsx").sheetnames == ["Findings", "Return"]
