"""Where the figures of a paper came from: every cell in a workbook; on paper each figure's file, sheet and cells."""

from __future__ import annotations

from collections.abc import Collection

import pandas as pd

from pbi.narrative import figures
from pbi.reports import cells
from pbi.reports.cells import column
from pbi.reports.content import Matter
from pbi.reports.paper import Medium, Section, Table, present


def section(matter: Matter) -> Section:
    """The cells that hold; a total rests on its members' cells, a year on those of its quarters."""
    rows = matter.sources
    files = rows["submission"].nunique() if len(rows) else 0
    said = (
        f"{figures.count(len(rows), 'cell')} of {figures.count(files, 'submission')} hold the figures of this paper. A "
        "partnership's figure is worked out from its members' cells, and a year from those of its periods."
    )
    return Section(title="Where the figures came from", parts=present(said, _submissions(rows), *_cells(matter, rows)))


def _submissions(rows: pd.DataFrame) -> Table:
    held = rows.groupby(["submission", "filename", "received_on", "recorded_by"], sort=True, dropna=False).size()
    return cells.table(
        "Submissions",
        "The returns they come from, numbered",
        [
            column("Number", lambda row: cells.count(row["number"]), width=0.7),
            column("File", cells.text("filename"), width=2.5),
            column("Submission", cells.text("submission"), width=2),
            column("Received", cells.day("received_on"), width=1.2),
            column("Recorded by", cells.text("recorded_by"), width=1.6),
            column("Cells", lambda row: cells.count(row["cells"]), right=True),
        ],
        held.rename("cells").reset_index().assign(number=range(1, len(held) + 1)),
    )


def _cells(matter: Matter, rows: pd.DataFrame) -> list[Table]:
    names = matter.held.scorecard.drop_duplicates("indicator").set_index("indicator")
    named = rows.assign(
        **{name: rows["indicator"].map(names[name]) for name in ("indicator_name", "unit", "decimals", "per")}
    )
    numbers = {submission: place for place, submission in enumerate(sorted(set(rows["submission"])), start=1)}
    keys = ["indicator", "indicator_name", "sheet", "cell"]
    short = named.assign(number=rows["submission"].map(numbers)).groupby(keys, sort=True, dropna=False)["number"]
    short = short.agg(lambda held: in_short(set(held))).reset_index()
    head = [
        column("Indicator", cells.text("indicator_name"), width=2.5),
        column("Code", cells.text("indicator"), width=0.8),
    ]
    place = [column("Sheet", cells.text("sheet")), column("Cell", cells.text("cell"))]
    whole = [
        *head,
        column("Authority", cells.text("authority_name"), width=1.3),
        column("Period", cells.text("period")),
        column("Figure", cells.of("value"), right=True),
        column("Numerator", lambda row: cells.number(row["numerator"]), right=True),
        column("Denominator", lambda row: cells.number(row["denominator"]), right=True),
        column("Submission", cells.text("submission"), width=2),
        *place,
        column("File", cells.text("filename"), width=2),
        column("Received", cells.day("received_on"), width=1.2),
    ]
    in_print = [*head, *place, column("In the returns numbered", cells.text("number"), width=2)]
    caption = "The cells of each figure"
    return [
        cells.table("Cells", caption, whole, named, medium=Medium.SHEET),
        cells.table("Cells in short", caption, in_print, short, medium=Medium.PRINT),
    ]


def in_short(numbers: Collection[int]) -> str:
    """Whole numbers, those in a row from first to last.

    >>> in_short({1, 2, 3, 5, 8, 9})
    '1–3, 5, 8, 9'
    """
    rows: list[list[int]] = []
    for number in sorted(numbers):
        if rows and number == rows[-1][-1] + 1:
            rows[-1].append(number)
        else:
            rows.append([number])
    said = [[f"{row[0]}–{row[-1]}"] if len(row) > 2 else map(str, row) for row in rows]
    return ", ".join(part for parts in said for part in parts)
