"""The sections of what was promised: actions with their state, and the quarterly ratings of actions and indicators."""

from __future__ import annotations

from functools import partial

from pbi.model import ActionState
from pbi.narrative import figures, sentences
from pbi.narrative.year import lateness
from pbi.reports import cells
from pbi.reports.cells import Row, column
from pbi.reports.content import Matter
from pbi.reports.paper import Cell, Section, present


def actions(matter: Matter, *, late_only: bool = False) -> Section | None:
    """What was promised: overdue and with a warning first; ``late_only``: those alone."""
    rows = matter.held.actions
    if rows.empty:
        return None
    order = {code: place for place, code in enumerate(lateness.STATES)}
    held = rows.assign(place=rows["status"].map(order), day=rows["revised_due"].fillna(rows["due"]))
    if late_only:
        held = held[held["status"].isin([ActionState.OVERDUE, ActionState.WARNING])]
    made = [
        column("Action", cells.text("title"), width=2.5),
        column("Code", cells.text("code"), sheet=True),
        column("Authority", cells.text("authority_name"), width=1.2),
        column("Owner", lambda row: figures.text(row["owner"]) or "no owner", width=1.3),
        column("State", lambda row: lateness.STATES[row["status"]]),
        column("Due", cells.day("due"), width=1.3),
        column("Revised due", cells.day("revised_due"), width=1.3),
        column("Late", lateness.late, sheet=True),
        column("Progress", lambda row: cells.number(row["progress"], unit="percent"), right=True),
        column("Commentary", cells.text("comments"), width=2.5),
    ]
    at = f"Judged as at {figures.day(matter.subject.judged_on)}."
    name, caption = ("Actions late", "Overdue, or with a warning") if late_only else ("Actions", "Every action")
    table = cells.table(name, caption, made, held.sort_values(["place", "day"], kind="stable"), notes=[at])
    title = "Actions late" if late_only else "Actions"
    return Section(title=title, parts=present(sentences.actions(rows), lateness.noted(rows), table))


def ratings(matter: Matter) -> Section | None:
    """Rating by quarter, actions and indicators apart: how many, and their percent of those rated."""
    rows = matter.rated
    if rows.empty:
        return None
    share = lateness.shares(rows)
    several = rows["authority"].nunique() > 1
    made = [
        column("Rating", _rating, width=2.5),
        *([column("Authority", cells.text("authority_name"), width=1.3)] if several else []),
        *[
            column(period, partial(share, period), right=True)
            for period in rows.sort_values("period_end")["period"].drop_duplicates()
        ],
        column("Considered by", cells.text("considered_by"), width=1.5),
    ]
    each = rows.sort_values(["authority_name", "subject", "position"], kind="stable")
    table = cells.table(
        "Ratings", "Ratings by quarter, of those rated", made, each.drop_duplicates(["authority", "subject", "rating"])
    )
    return Section(title="Quarterly ratings", parts=present(lateness.newest_ratings(matter.ratings), table))


def _rating(row: Row) -> Cell:
    return f"{row['subject'].capitalize()}s: {figures.text(row['symbol'])} {row['label']}"
