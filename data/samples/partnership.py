"""The returns of the illustrative Three Vales Partnership: a workbook for each authority and year, for each quarter of
2019/20, and the partnership's word on that year.
"""

from __future__ import annotations

import csv
import shutil
from collections.abc import Iterable
from decimal import Decimal
from pathlib import Path

import sheets
from openpyxl import Workbook

CATALOGUE = Path(__file__).parent.parent / "catalogue" / "example"
NARRATIVE = {
    "Actions": "partnership_actions",
    "Milestones": "partnership_milestones",
    "Commentary": "partnership_commentary",
    "Achievements": "partnership_achievements",
}
HEADING = ["Authority", "Indicator", "Name", "Period", "Outturn", "Numerator", "Denominator", "Status", "Commentary"]
MONTHS = {"Q1": "Apr – Jun", "Q2": "Jul – Sep", "Q3": "Oct – Dec", "Q4": "Jan – Mar"}

Entry = dict[str, str]


def make(folder: Path) -> list[Path]:
    """Writes every return, the manifest (file, authority, received, by) and the publications (name, period, as_of, by)
    into ``folder``; returns the paths.
    """
    folder.mkdir(parents=True, exist_ok=True)
    made = [folder / "manifest.csv", folder / "publications.csv"]
    for path in made:
        shutil.copyfile(sheets.FIGURES / f"partnership_{path.name}", path)
    outturns = _entries(sheets.FIGURES / "partnership_outturns.csv")
    for entry in _entries(folder / "manifest.csv"):
        workbook, name = Workbook(), Path(entry["file"]).stem
        mine = [row for row in outturns if row["workbook"] == name]
        if mine:
            sheets.write(workbook, "Figures", _figures(mine, title=_title(entry)))
        for sheet, figures in NARRATIVE.items():
            table = _narrative(figures, name=name, title=_title(entry))
            if table.rows:
                sheets.write(workbook, sheet, table)
        made.append(folder / entry["file"])
        sheets.save(workbook, made[-1])
    return made


def _entries(path: Path) -> list[Entry]:
    with path.open(encoding="utf-8", newline="") as file:
        return list(csv.DictReader(file))


def _by_code(kind: str) -> dict[str, Entry]:
    return {entry["code"]: entry for entry in _entries(CATALOGUE / f"{kind}.csv")}


def _title(entry: Entry) -> tuple[str, ...]:
    """Says first that the return is illustrative, then whose it is and for which year or quarter."""
    first, second, *rest = Path(entry["file"]).stem.removeprefix(f"{entry['authority']}-").split("-")
    said = "".join(", revised figures" if each == "revised" else f" {each.upper()}" for each in rest)
    return (f"Illustrative return: {_by_code('authorities')[entry['authority']]['name']} {first}/{second}{said}",)


def _figures(outturns: Iterable[Entry], *, title: tuple[str, ...]) -> sheets.Table:
    indicators, authorities = _by_code("indicators"), _by_code("authorities")
    rows = [
        [
            authorities[row["authority"]]["name"],
            row["indicator"],
            indicators[row["indicator"]]["name"],
            _spelt(row["period"], authority=row["authority"]),
            _outturn(row, indicators[row["indicator"]]["unit"]),
            row["numerator"],
            row["denominator"],
            row["status"],
            row["commentary"],
        ]
        for row in outturns
    ]
    return sheets.Table(heading=HEADING, rows=rows, title=title)


def _narrative(figures: str, *, name: str, title: tuple[str, ...]) -> sheets.Table:
    table = sheets.read(figures)
    return sheets.Table(heading=table.heading[1:], rows=[row[1:] for row in table.rows if row[0] == name], title=title)


def _outturn(row: Entry, unit: str) -> sheets.Printed:
    """What the authority typed, else its numerator over its denominator as the spreadsheet works it out.

    >>> _outturn({"outturn": "", "numerator": "54", "denominator": "56"}, "percent")
    (0.9642857142857143, '0.0%')
    """
    if row["outturn"] or not row["denominator"]:
        text = row["outturn"]
        return (int(text), "£#,##0") if unit == "currency" and text.isdigit() else text
    numerator, denominator = Decimal(row["numerator"]), Decimal(row["denominator"])
    if unit == "percent":
        return float(numerator) / float(denominator), "0.0%"
    per = Decimal(unit.removeprefix("rate per ")) if unit.startswith("rate per ") else Decimal(1)
    return float(numerator * per) / float(denominator), "0.0"


def _spelt(period: str, *, authority: str) -> str:
    """A quarter as each authority writes it: 2019/20 Q4, Q4 2019/20, or Jan – Mar 2020."""
    year, _, quarter = period.partition(" ")
    if not quarter or authority in {"eastmere", "three-vales"}:
        return period
    if authority == "northvale":
        return f"{quarter} {year}"
    return f"{MONTHS[quarter]} {int(year[:4]) + (quarter == 'Q4')}"
