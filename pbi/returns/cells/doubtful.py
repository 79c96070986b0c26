"""Cells whose value nobody can tell: two readers read them differently, or the file writes them twice; cells that
nobody sees. And what of a file was left alone.
"""

from __future__ import annotations

from collections.abc import Iterable

from pbi.model import Finding, Severity
from pbi.returns.cells.merged import hidden_behind
from pbi.returns.cells.rows import in_one_line
from pbi.workbook.cells import Cell, Workbook

SAVED_ANEW = (
    "Type what is meant into the cell, or open the workbook in a spreadsheet program and save it as a new file."
)


def of_cell(cell: Cell, severity: Severity) -> Finding:
    """Both readings of a cell in doubt."""
    first = cell.text or "nothing"
    where, how = (
        ("is written twice in the file", f"as '{cell.second}' and as '{first}'")
        if cell.twice
        else ("is read differently by two readers", f"'{first}' by the one and '{cell.second}' by the other")
    )
    return Finding(
        rule="duplicate-cell" if cell.twice else "readings-differ",
        severity=severity,
        sheet=cell.sheet,
        cell=cell.address,
        found=f"{first} | {cell.second}",
        expected="one reading",
        message=f"Cell {cell.address} of '{cell.sheet}' {where}, {how}. {SAVED_ANEW}",
    )


def elsewhere(workbook: Workbook, *, taken: Iterable[Cell]) -> list[Finding]:
    """A warning for each cell in doubt on a visible sheet that no row has ``taken``: a heading or a title may
    say what a whole column is about.
    """
    doubted = [cell for sheet in workbook.sheets if sheet.visible for cell in sheet.cells if cell.second is not None]
    if not doubted:
        return []
    places = {(cell.sheet, cell.address) for cell in taken}
    return [of_cell(cell, Severity.WARNING) for cell in doubted if (cell.sheet, cell.address) not in places]


def merged_over(workbook: Workbook, *, taken: Iterable[Cell]) -> list[Finding]:
    """A warning for each value on a visible sheet that lies behind merged cells, where no program shows it: whether it
    was ``taken`` by a row or not, whoever looks at the sheet reads another.
    """
    covered = [pair for sheet in workbook.sheets if sheet.visible for pair in hidden_behind(sheet)]
    places = {(cell.sheet, cell.address) for cell in taken} if covered else set()
    return [
        Finding(
            rule="merged-over",
            severity=Severity.WARNING,
            sheet=cell.sheet,
            cell=cell.address,
            found=cell.text,
            expected=shown.text or "nothing",
            message=f"Cell {cell.address} of '{cell.sheet}' holds '{in_one_line([cell])}' behind merged cells, "
            + (f"which show '{in_one_line([shown])}'" if shown.text else "which show nothing")
            + f" of {shown.address}. It was {'read' if (cell.sheet, cell.address) in places else 'not read'}. Undo the "
            "merge and correct or clear the cell; accept it if that is meant.",
        )
        for cell, shown in covered
    ]


def left_alone(workbook: Workbook) -> list[Finding]:
    """A note of each thing in the file that is never followed or run: links to other workbooks, macros."""
    return [
        Finding(rule="left-alone", severity=Severity.NOTE, message=said, found=workbook.filename)
        for said in workbook.notes
    ]
