"""Cells whose value nobody can tell: two readers read them differently, or the file writes them twice; cells that
nobody sees. And what of a file was left alone.
"""

from __future__ import annotations

from collections.abc import Iterable

from pbi.model import Finding, Severity
from pbi.returns.cells.merged import hidden_behind
from pbi.returns.cells.rows import in_one_line
from pbi.returns.rules.cells import DUPLICATE_CELL, LEFT_ALONE, MERGED_OVER, READINGS_DIFFER
from pbi.workbook.cells import Cell, Workbook


def of_cell(cell: Cell, severity: Severity) -> Finding:
    """Both readings of a cell in doubt."""
    rule, first = DUPLICATE_CELL if cell.twice else READINGS_DIFFER, cell.text or "nothing"
    found = f"{first} | {cell.second}"
    return rule.at(cell, severity=severity, found=found, first=first, other=cell.second)


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
        MERGED_OVER.at(
            cell,
            expected=shown.text or "nothing",
            over=shown.address,
            shown=f"'{in_one_line([shown])}'" if shown.text else "nothing",
            read="read" if (cell.sheet, cell.address) in places else "not read",
        )
        for cell, shown in covered
    ]


def left_alone(workbook: Workbook) -> list[Finding]:
    """A note of each thing in the file that is never followed or run: links to other workbooks, macros."""
    return [LEFT_ALONE.on(found=workbook.filename, note=note) for note in workbook.notes]
