"""What was promised: actions, their counts, quarterly ratings and milestones."""

from __future__ import annotations

from collections.abc import Callable

import pandas as pd

from pbi.narrative import figures, sentences
from pbi.ui import show, tables
from pbi.ui.show import tag
from pbi.ui.tables import Column, Row, day, table, text

STATES = {  # code: word, mark, the role whose colour it takes
    "overdue": ("Overdue", "◆", "bad"),
    "warning": ("Warning", "▲", "near"),
    "in_progress": ("In progress", "○", "unknown"),
    "completed": ("Completed", "●", "good"),
    "cancelled": ("Cancelled", "■", "data only"),
}
RATINGS = {
    "completed": "Completed",
    "on target": "On target",
    "attention": "Scope or target date requires attention",
    "amendment": "Requires amendment",
    "aborted": "Aborted or closed",
    "not available": "Not available",
}
_MILESTONES = {"done": ("Done", "●", "good"), "passed": ("Passed", "◆", "bad"), "due": ("Due", "○", "unknown")}


def state(row: Row) -> object:
    """The derived status as mark and word."""
    word, mark, role = STATES[row["status"]]
    return show.status(role, mark, word)


def counts(rows: pd.DataFrame) -> None:
    """How many of each derived status, beside how many the returns state."""
    if rows.empty:
        return
    derived, total = rows["status"].value_counts(), len(rows)
    stated = rows["stated_status"].map(_plain).value_counts()
    held = [
        {"code": code, "status": code, "count": int(derived.get(code, 0)), "stated": int(stated.get(_plain(code), 0))}
        for code in STATES
    ]
    table(
        [
            Column("Status", state, head=True),
            Column("Worked out", lambda row: str(row["count"]), right=True),
            Column("Percent", lambda row: f"{figures.plain(100 * row['count'] / total, decimals=0)}%", right=True),
            Column("As stated", lambda row: str(row["stated"]) if len(stated) else "", right=True),
        ],
        [row for row in held if row["count"] or row["stated"]],
        narrow=True,
        caption=f"Of {figures.count(total, 'action')}.",
    )


def actions(rows: pd.DataFrame, *, brief: bool = False) -> None:
    """Every action, those to worry about first: status, due date, progress, owner."""
    if rows.empty:
        if brief:
            show.note("None is held.")
        return
    order = {code: place for place, code in enumerate(STATES)}
    held = sorted(
        tables.records(rows),
        key=lambda row: (order[row["status"]], str(row["revised_due"] or row["due"] or ""), row["code"]),
    )
    full = (
        []
        if brief
        else [
            Column("Stated otherwise", _otherwise),
            Column("Authority", text("authority_name")),
            Column("Owner", text("owner")),
            Column("Comments", _comments),
        ]
    )
    table(
        [
            Column("Action", _titled, head=True),
            Column("Status", state),
            Column("Due", due),
            Column("Progress", lambda row: figures.figure(row["progress"], unit="percent"), right=True),
            Column(
                "Milestones",
                lambda row: (
                    f"{int(row['milestones_done'] or 0)} of {int(row['milestones'])}" if row["milestones"] else ""
                ),
                right=True,
            ),
            *full,
        ],
        held,
    )


def due(row: Row) -> object:
    """When it is due, as written and as a date; a revised date beside the first."""
    first = figures.day(row["due"]) or row["due_text"] or ""
    revised = figures.day(row["revised_due"])
    if revised:
        return tag("span", tag("span", first, class_="was"), f" now {revised}", class_="nowrap")
    return tag("span", first, class_="nowrap") if first else ""


def milestones(rows: pd.DataFrame, actions_held: pd.DataFrame) -> None:
    """Milestones by action, with their state on the day of judging."""
    titles = {(row["authority"], row["code"]): row["title"] for row in tables.records(actions_held)}
    held = [row for row in tables.records(rows) if (row["authority"], row["action"]) in titles]
    table(
        [
            Column("Milestone", text("title"), head=True),
            Column("Action", lambda row: titles[row["authority"], row["action"]]),
            Column("Due", day("due")),
            Column("State", lambda row: show.status(_MILESTONES[row["state"]][2], *_MILESTONES[row["state"]][1::-1])),
        ],
        held,
    )


def ratings_said(rows: pd.DataFrame) -> str:
    """The newest quarter's ratings in one sentence."""
    if rows.empty:
        return ""
    newest = rows[rows["period_end"] == rows["period_end"].max()]
    return f"{newest['period'].iloc[0]}: {sentences.ratings(newest)}"


def ratings(rows: pd.DataFrame) -> None:
    """The grid: rating by quarter, actions and indicators on separate rows, each count with its percent."""
    periods = list(rows.sort_values("period_end")["period"].drop_duplicates())
    held = [
        {
            "subject": subject,
            "rating": rating,
            "rows": rows[(rows["subject"] == subject) & (rows["rating"] == rating)],
            "all": rows[rows["subject"] == subject],
        }
        for subject in ("action", "indicator")
        for rating in RATINGS
        if ((rows["subject"] == subject) & (rows["rating"] == rating)).any()
    ]
    table(
        [
            Column(
                "Rating", lambda row: f"{row['subject'].capitalize()}s: {RATINGS[row['rating']].lower()}", head=True
            ),
            *[Column(period, _share(period), right=True) for period in periods],
        ],
        held,
        narrow=True,
    )


def _share(period: str) -> Callable[[Row], str]:
    def cell(row: Row) -> str:
        count, base = (int((row[which]["period"] == period).sum()) for which in ("rows", "all"))
        return f"{count} ({figures.plain(100 * count / base, decimals=0)}%)" if base else "-"

    return cell


def _otherwise(row: Row) -> str:
    """The status the return states, where it is not the one worked out."""
    return row["stated_status"] or "" if _plain(row["stated_status"]) != _plain(row["status"]) else ""


def _titled(row: Row) -> object:
    return show.join(
        [
            row["title"],
            tag("span", f"{row['code']} · {row['description'] or row['outcome'] or ''}".rstrip(" ·"), class_="sub"),
        ]
    )


def _comments(row: Row) -> object:
    return show.prose(row["comments"]) if row["comments"] else ""


def _plain(status: object) -> str:
    return str(status or "").strip().lower().replace("_", " ")
