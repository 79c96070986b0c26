"""What fell short, each with what was said of it and what is being done: on paper one by one, in a workbook a table."""

from __future__ import annotations

import pandas as pd

from pbi.model import StatusRole
from pbi.narrative import figures, sentences
from pbi.narrative.change import movement
from pbi.narrative.meeting import missed_targets
from pbi.narrative.meeting.questions import ANSWERS, EXPLAINS
from pbi.narrative.rows import records
from pbi.narrative.year.lateness import STATES
from pbi.reports import cells
from pbi.reports.cells import Row, column
from pbi.reports.content import Matter
from pbi.reports.paper import Medium, Section, Table, Words, present
from pbi.reports.sections import named, scored

NOTHING_SAID = "No commentary given."


def short(matter: Matter, *, roles: tuple[str, ...]) -> Section | None:
    """The headline's figures of these roles, furthest from target first; without statuses, what got worse."""
    rows = records(_worst(matter, roles))
    if not rows:
        return None
    labels = list(dict.fromkeys(figures.text(row["label"]) for row in rows))
    title = " and ".join(labels) if matter.has_statuses else "Worse"
    table = cells.table(
        title,
        f"{title}, with commentary and what is being done",
        [
            *scored()[:-1],
            column("Commentary", lambda row: _together(commentary(matter, row, EXPLAINS)) or NOTHING_SAID, width=3),
            column("What is being done", lambda row: _together(done(matter, row)) or missed_targets.NOTHING, width=3),
        ],
        rows,
        medium=Medium.SHEET,
    )
    each = [one(matter, row) for row in rows]
    return Section(title=title, parts=(f"{_counted(matter, len(rows))}", table, *each))


def one(matter: Matter, row: Row) -> Section:
    """One figure in full: its sentence, its members, what was said of it and what is being done."""
    return Section(
        title=f"{row['indicator']} {named(row)}",
        parts=present(
            f"{row['authority_name']}: {sentences.indicator(row)}",
            members(matter, row),
            *(commentary(matter, row, EXPLAINS) or (NOTHING_SAID,)),
            *(done(matter, row) or (missed_targets.NOTHING,)),
        ),
        medium=Medium.PRINT,
    )


def of_members(matter: Matter) -> Section | None:
    """The members' own figures that fell short, beside those of the headline."""
    rows = matter.scorecard
    headline = sentences.headline_rows(rows)
    own = rows[(rows["role"] == StatusRole.BAD) & ~rows.index.isin(headline.index)]
    if own.empty:
        return None
    label = str(own["label"].iloc[0])
    table = cells.table(f"{label}, members", f"Members' figures that are {label}", scored(), own)
    count = figures.count(len(own), "figure")
    return Section(title="Members that fell short", parts=(f"{count} of members {_is(len(own))} {label}.", table))


def members(matter: Matter, row: Row) -> Table | None:
    """A total's members with their figures."""
    if row["authority_kind"] != "partnership":
        return None
    rows = matter.scorecard
    mine = rows[(rows["indicator"] == row["indicator"]) & (rows["authority"] != row["authority"])]
    columns = [each for each in scored() if each[0].title not in {"Indicator", "Code"}]
    return cells.table("Members", "By authority", columns, mine, medium=Medium.PRINT)


def commentary(matter: Matter, row: Row, kinds: tuple[str, ...]) -> list[Words]:
    """Commentary of a figure in the period, whole: of its own authority first, the longest period first."""
    mine = [each for each in matter.about_of(matter.spoken, row) if each["kind"] in kinds]
    mine.sort(key=lambda each: (each["authority"] != row["authority"], each["period_start"] - each["period_end"]))
    return [
        Words(f"{str(each['kind']).capitalize()}, {each['authority_name']}, {each['period']}", str(each["text"]))
        for each in mine
    ]


def done(matter: Matter, row: Row) -> list[Words]:
    """What the report says is being done, and the actions that answer it with owner, day and state."""
    answering = matter.about_of(matter.actions, row)
    return [*commentary(matter, row, ANSWERS), *[_action(each) for each in answering]]


def _action(row: Row) -> Words:
    due = figures.day(row["revised_due"] or row["due"])
    parts = [row["owner"] or "no owner", f"due {due}" if due else "", STATES[row["status"]].lower()]
    about = f"Action, {row['authority_name']} ({', '.join(part for part in parts if part)})"
    return Words(about, str(row["title"]))


def _worst(matter: Matter, roles: tuple[str, ...]) -> pd.DataFrame:
    if matter.has_statuses:
        return missed_targets.furthest(matter.scorecard, roles=roles)
    return missed_targets.worst(matter.held)


def _counted(matter: Matter, number: int) -> str:
    base = figures.count(len(sentences.judged_rows(matter.held.scorecard)), "indicator")
    if matter.has_statuses:
        return f"{number} of {base} judged, furthest from target first."
    return movement.base(matter.held.signals)


def _together(words: list[Words]) -> str:
    return "\n".join(f"{each.about}: {each.said}" for each in words)


def _is(number: int) -> str:
    return "is" if number == 1 else "are"
