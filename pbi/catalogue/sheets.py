"""Catalogue files as rows with their cells: a CSV, a folder of CSVs, or a workbook with one sheet a kind."""

from __future__ import annotations

import csv
import re
from collections.abc import Iterable, Mapping
from dataclasses import dataclass
from decimal import Decimal
from pathlib import Path
from typing import Any

from pbi import workbook
from pbi.catalogue.kinds import HEADINGS, KINDS
from pbi.errors import BadInput
from pbi.model import Finding, Severity
from pbi.workbook import Cell, CellType


@dataclass(frozen=True, slots=True, kw_only=True)
class Written:
    """One value as written, and its cell, such as C7."""

    value: Any
    cell: str


Row = dict[str, Written]


@dataclass(frozen=True, slots=True, kw_only=True)
class Sheet:
    """The rows of one kind, by column; blank cells are left out, blank rows too."""

    kind: str
    name: str
    columns: frozenset[str]
    rows: list[Row]


def read(path: Path) -> tuple[list[Sheet], list[Finding]]:
    """The sheets of a path, and faults in their names and headings. BadInput where there is nothing to read."""
    if path.is_dir():
        files = sorted(path.glob("*.csv"))
    elif path.is_file():
        files = [path]
    else:
        raise BadInput("There is no such file or folder.", remedy="Check the path.", where=str(path))
    grids = [grid for file in files for grid in _grids(file.read_bytes(), file.name)]
    if not grids:
        raise BadInput(
            "There are no catalogue sheets here.",
            remedy=f"Name a sheet or CSV after its contents: {', '.join(KINDS)}.",
            where=str(path),
        )
    return _sheets(grids)


def received(data: bytes, *, filename: str, kind: str) -> tuple[list[Sheet], list[Finding]]:
    """The sheets of a file sent as one of a kind: a CSV, or a workbook's only sheet, is of that kind whatever its name.

    BadInput where the file is neither, or empty.
    """
    if Path(filename).suffix.lower() not in {".csv", ".xlsx", ".xlsm", ".xls", ".xlsb", ".ods"}:
        raise BadInput("This is neither a CSV nor a workbook.", remedy="Save it as CSV or XLSX.", where=filename)
    grids = list(_grids(data, filename))
    if not any(grid for _, _, grid in grids):
        raise BadInput("There is nothing in this file.", remedy="Its first row names the columns.", where=filename)
    if len(grids) == 1 and grids[0][1] not in KINDS:
        grids = [(grids[0][0], kind, grids[0][2])]
    elif filename.lower().endswith(".csv"):
        grids = [(name, kind, grid) for name, _, grid in grids]
    return _sheets(grids)


def typed(kind: str, lines: Iterable[tuple[str, Mapping[str, Any]]], *, titles: Mapping[str, str]) -> Sheet:
    """A sheet of rows as a person left them in a table on the screen: each its name and its values by column.

    A cell is named by its row and its column's title, as "row 3, From".
    """
    rows = [
        {
            column: Written(value=value.strip() if isinstance(value, str) else value, cell=f"{name}, {titles[column]}")
            for column, value in values.items()
            if column in KINDS[kind].columns and not (value is None or (isinstance(value, str) and not value.strip()))
        }
        for name, values in lines
    ]
    return Sheet(kind=kind, name="", columns=frozenset(KINDS[kind].columns), rows=[row for row in rows if row])


def _sheets(grids: Iterable[tuple[str, str, list[list[Cell]]]]) -> tuple[list[Sheet], list[Finding]]:
    """Grids as sheets of their kinds, and faults in their names and headings."""
    sheets: list[Sheet] = []
    faults: list[Finding] = []
    for name, kind, grid in grids:
        if kind not in KINDS:
            faults.append(
                fault(
                    "unknown-kind",
                    f"'{kind}' is not a kind of catalogue sheet.",
                    sheet=name,
                    expected=", ".join(KINDS),
                    fix="Name it after its contents.",
                )
            )
            continue
        columns, wrong = _columns(kind, name, grid[0] if grid else [])
        faults += wrong
        rows = [row for line in grid[1:] if (row := _row(columns, line))]
        sheets.append(Sheet(kind=kind, name=name, columns=frozenset(columns.values()), rows=rows))
    return sheets, faults


def fault(
    rule: str, message: str, *, sheet: str, cell: str = "", found: str = "", expected: str = "", fix: str = ""
) -> Finding:
    """An error in a catalogue file."""
    return Finding(
        rule=rule,
        severity=Severity.ERROR,
        message=message,
        sheet=sheet,
        cell=cell,
        found=found,
        expected=expected,
        fix=fix,
    )


def _grids(data: bytes, filename: str) -> Iterable[tuple[str, str, list[list[Cell]]]]:
    """Name, kind and cells of every sheet of a file: a CSV has one, a workbook those that are visible and not empty."""
    if filename.lower().endswith(".csv"):
        yield filename, _plain(Path(filename).stem), _csv_cells(data, filename)
        return
    for sheet in workbook.read(data, filename=filename).sheets:
        if sheet.visible and sheet.cells:
            lines: dict[int, list[Cell]] = {}
            for cell in sheet.cells:
                lines.setdefault(cell.row, []).append(cell)
            yield f"{filename}, {sheet.name}", _plain(sheet.name), list(lines.values())


def _csv_cells(data: bytes, filename: str) -> list[list[Cell]]:
    try:
        text = data.decode("utf-8-sig")
    except UnicodeDecodeError:
        text = data.decode("cp1252", errors="replace")  # what Excel writes as "CSV" in this country
    lines = csv.reader(text.splitlines(keepends=True))
    return [
        [
            Cell(filename, row, column, value.strip(), CellType.TEXT)
            for column, value in enumerate(line, start=1)
            if value.strip()
        ]
        for row, line in enumerate(lines, start=1)
    ]


def _columns(kind: str, name: str, headings: list[Cell]) -> tuple[dict[int, str], list[Finding]]:
    """Which column of the kind each place of the sheet holds, and the headings that are wrong."""
    known = KINDS[kind].columns
    columns: dict[int, str] = {}
    faults: list[Finding] = []
    for cell in headings:
        said = _plain(cell.text)
        column = said if said in known else HEADINGS.get(said, said)
        if column not in known:
            faults.append(
                fault(
                    "unknown-column",
                    f"'{cell.text}' is not a column of {kind}.",
                    sheet=name,
                    cell=cell.address,
                    found=cell.text,
                    expected=", ".join(known),
                    fix="Correct or remove the column.",
                )
            )
        elif column in columns.values():
            faults.append(
                fault("repeated-column", f"'{column}' appears twice.", sheet=name, cell=cell.address, fix="Remove one.")
            )
        columns[cell.column] = column
    missing = [column for column, spec in known.items() if spec.required and column not in columns.values()]
    if missing:
        faults.append(
            fault(
                "missing-column",
                f"The column {' and '.join(missing)} is missing.",
                sheet=name,
                expected=", ".join(known),
                fix="Add it, with its heading in the first row.",
            )
        )
    return columns, faults


def _row(columns: dict[int, str], line: list[Cell]) -> Row:
    return {
        columns[cell.column]: Written(value=_value(cell), cell=cell.address)
        for cell in line
        if cell.column in columns and _value(cell) is not None
    }


def _value(cell: Cell) -> Any:
    """A cell's value: texts stripped, blanks None, a number shown as a percentage the number it is shown as."""
    if isinstance(cell.value, str):
        return cell.value.strip() or None
    if isinstance(cell.value, Decimal) and "%" in cell.format:
        return cell.value * 100
    return cell.value


def _plain(text: str) -> str:
    return re.sub(r"[^a-z0-9]+", "_", text.strip().lower()).strip("_")
