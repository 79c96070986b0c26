"""Workbooks and catalogues for the tests of this room: as cells where nothing is read from a file, else as .xlsx."""

from __future__ import annotations

import hashlib
import io
import re
import zipfile
from collections.abc import Mapping, Sequence
from datetime import date
from decimal import Decimal
from typing import Any

import openpyxl

from pbi import returns
from pbi.catalogue import Names
from pbi.catalogue.names import build
from pbi.model import Finding
from pbi.returns import Agreed, Reading
from pbi.workbook.cells import Cell, CellType, Merge, Sheet, Workbook

Rows = Sequence[Sequence[Any]]


class Shown:
    """A value with its number format, as ``Shown(0.98, "0%")``."""

    def __init__(self, value: object, format: str) -> None:
        self.value = value
        self.format = format


class Broken:
    """An error cell (#N/A), or a formula without a saved result where no code is given."""

    def __init__(self, code: str = "") -> None:
        self.code = code


INDICATORS: list[dict[str, Any]] = [
    {"code": "FH01", "name": "High-risk food inspections done", "unit": "percent", "across_authorities": "ratio"},
    {"code": "FH02", "name": "Food samples failing", "unit": "percent", "across_authorities": "none"},
    {"code": "TS01", "name": "Complaints about traders", "unit": "number", "across_authorities": "sum"},
    {"code": "TS02", "name": "Saved for residents", "unit": "currency", "across_authorities": "sum"},
    {"code": "TS03", "name": "Doorstep crime", "unit": "rate", "across_authorities": "ratio", "per": Decimal(1000)},
]
AUTHORITIES = [
    {"code": "E07000172", "name": "Broxtowe", "kind": "district"},
    {"code": "E07000170", "name": "Ashfield", "kind": "district"},
    {"code": "ppp", "name": "Public Protection Partnership", "kind": "partnership"},
]
SERVICES = [{"code": "licensing", "name": "Licensing"}, {"code": "community-safety", "name": "Community safety"}]
ALIASES = [("Green", "good"), ("Amber", "near"), ("Alert", "bad"), ("Red", "bad")]


def names() -> Names:
    """A catalogue of three authorities, two services, four indicators and four status words."""
    shared = {"definition": None, "service": None, "frequency": "annual", "lifecycle": "active", "polarity": "higher"}
    return build(
        authorities=AUTHORITIES,
        services=SERVICES,
        indicators=[{**shared, "per": Decimal(100 if row["unit"] == "percent" else 1), **row} for row in INDICATORS],
        status_aliases=[{"alias": alias, "role": role} for alias, role in ALIASES],
    )


def workbook(sheets: Mapping[str, Rows], *, merges: Sequence[Merge] = (), hidden: Sequence[str] = ()) -> Workbook:
    """Cells as the workbook room hands them over; None is an empty cell."""
    made = [
        Sheet(
            name,
            name not in hidden,
            tuple(
                cell(name, row, column, value)
                for row, values in enumerate(rows, start=1)
                for column, value in enumerate(values, start=1)
                if value is not None
            ),
            tuple(merges),
        )
        for name, rows in sheets.items()
    ]
    return Workbook("made.xlsx", "0" * 64, "xlsx", tuple(made), {})


def cell(sheet: str, row: int, column: int, value: Any) -> Cell:
    """One cell of any kind."""
    if isinstance(value, Broken):
        kind = CellType.ERROR if value.code else CellType.EMPTY
        return Cell(sheet, row, column, value.code or None, kind, formula=not value.code)
    format = value.format if isinstance(value, Shown) else ""
    value = value.value if isinstance(value, Shown) else value
    if isinstance(value, bool):
        return Cell(sheet, row, column, value, CellType.BOOLEAN)
    if isinstance(value, int | float | Decimal):
        return Cell(
            sheet, row, column, Decimal(repr(value) if isinstance(value, float) else value), CellType.NUMBER, format
        )
    if isinstance(value, date):
        return Cell(sheet, row, column, value, CellType.DATE, format or "dd/mm/yyyy")
    return Cell(sheet, row, column, value, CellType.TEXT, format)


def read(rows: Rows, *, sheet: str = "Return", **how: Any) -> Reading:
    """A workbook of one sheet read with the small catalogue, for Broxtowe and 2019/20 unless said otherwise."""
    merges = how.pop("merges", ())
    how = {"authority": "E07000172", "targets": Agreed(), **how}
    return returns.read(workbook({sheet: rows}, merges=merges), names=names(), **how)


def findings(reading: Reading) -> list[Finding]:
    """Every finding of a reading, of rows and of the file."""
    return [*reading.findings, *(each for judged in reading.judged for each in judged.findings)]


def rules(reading: Reading, *, severity: str | None = None) -> list[str]:
    """The rules of the findings, sorted."""
    return sorted(each.rule for each in findings(reading) if severity in (None, each.severity))


def facts(reading: Reading, table: str) -> list[dict[str, Any]]:
    """The facts of one table in the order of the rows."""
    return [dict(fact) for judged in reading.judged for name, fact in judged.facts if name == table]


def xlsx(sheets: Mapping[str, Rows]) -> bytes:
    """The same rows as a file; a formula without a saved result is what openpyxl writes of a formula."""
    made = openpyxl.Workbook()
    made.remove(made.active)
    for name, rows in sheets.items():
        sheet = made.create_sheet(name)
        for row, values in enumerate(rows, start=1):
            for column, value in enumerate(values, start=1):
                _write(sheet.cell(row, column), value)
    file = io.BytesIO()
    made.save(file)
    return _without_times(file.getvalue())


def _write(at: Any, value: Any) -> None:
    if isinstance(value, Broken):
        at.value = value.code or "=1+1"
        return
    at.value = value.value if isinstance(value, Shown) else value
    if isinstance(at.value, str):
        at.data_type = "s"
    if isinstance(value, Shown):
        at.number_format = value.format


def _without_times(data: bytes) -> bytes:
    """The same workbook without the moment of its making, so that the same rows are the same bytes."""
    file = io.BytesIO()
    with zipfile.ZipFile(io.BytesIO(data)) as old, zipfile.ZipFile(file, "w", zipfile.ZIP_DEFLATED) as new:
        for name in old.namelist():
            content = old.read(name)
            if name == "docProps/core.xml":
                content = re.sub(rb"(<dcterms:\w+[^>]*>)[^<]*", rb"\g<1>2020-06-01T09:00:00Z", content)
            new.writestr(zipfile.ZipInfo(name), content)
    return file.getvalue()


def folder_hashes(folder: Any) -> dict[str, str]:
    """Every file under a folder by its hash: two equal answers mean not a byte has changed."""
    return {
        str(path.relative_to(folder)): hashlib.sha256(path.read_bytes()).hexdigest()
        for path in sorted(folder.rglob("*"))
        if path.is_file()
    }
