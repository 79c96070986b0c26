"""What a paper must own up to: figures that were once otherwise, figures that are not there, what nobody measures."""

from __future__ import annotations

from collections.abc import Iterator

from pbi.narrative import availability, figures, sentences
from pbi.narrative.change import history
from pbi.narrative.rows import records
from pbi.reports import cells
from pbi.reports.cells import Row, column
from pbi.reports.content import Matter
from pbi.reports.paper import Cell, Section, Table, present
from pbi.reports.sections import named


def restated(matter: Matter) -> Section:
    """Every figure printed here that was once otherwise."""
    rows = matter.restated
    made = [
        column("Indicator", named, width=2.5),
        column("Code", cells.text("indicator"), sheet=True),
        column("Authority", cells.text("authority_name"), width=1.2),
        column("Period", cells.text("period"), width=1.2),
        column("Unit", cells.unit, sheet=True),
        column("Was", lambda row: _then(row, "old_value"), right=True),
        column("Is", lambda row: _then(row, "new_value"), right=True),
        column("First received", cells.day("old_received_on"), width=1.3),
        column("In cell", lambda row: f"{row['old_sheet']} {row['old_cell']}", width=1.3),
        column("Revised on", cells.day("received_on"), width=1.3),
        column("File", cells.text("filename"), width=2),
        column("Cell", lambda row: f"{row['sheet']} {row['cell']}", width=1.3),
    ]
    table = cells.table("Restated", "Figures that were first reported otherwise", made, rows)
    none = "No figure of this period or of the same period of the year before has been revised."
    return Section(title="Revised figures", parts=present(history.restated(rows) or none, table))


def _then(row: Row, name: str) -> Cell:
    said = history.spelt(row, name)
    return cells.number(row[name], unit=row["unit"], said=said) or said


def gaps(matter: Matter) -> Section:
    """What the counts leave out, figure by figure, and what nobody measures."""
    rows = matter.scorecard
    missing = rows[rows["outturn"].isna()]
    without = cells.table(
        "Without a figure",
        "Figures that are not there",
        [
            column("Indicator", named, width=3),
            column("Code", cells.text("indicator"), sheet=True),
            column("Authority", cells.text("authority_name"), width=1.5),
            column("Why", availability.missing, width=1.5),
        ],
        missing,
        notes=[availability.legend({availability.shorthand(row) for row in records(missing)})],
    )
    said = [sentences.outside(matter.subject.counts), sentences.left_out(matter.held.scorecard)]
    said.append(_there(len(rows), len(missing)))
    return Section(title="Gaps", parts=present(*said, without, *_unmeasured(matter)))


def _there(number: int, missing: int) -> str:
    if not missing:
        return f"None of {figures.count(number, 'figure')} is missing."
    return f"{missing} of {figures.count(number, 'figure')} {'is' if missing == 1 else 'are'} not there."


def _unmeasured(matter: Matter) -> Iterator[Table]:
    yield cells.table(
        "No longer reported",
        "Reported the year before, and not in this period",
        [
            column("Indicator", named, width=3),
            column("Authority", cells.text("authority_name"), width=1.5),
            column("Last reported", cells.text("previous_period")),
        ],
        matter.vanished,
    )
    yield cells.table(
        "Not measured",
        "Objectives that no indicator measures",
        [column("Objective", cells.text("title"), width=3), column("Code", cells.text("code"))],
        matter.held.uncovered,
    )
