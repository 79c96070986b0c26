"""What was promised: actions, their counts, quarterly ratings and milestones."""

from __future__ import annotations

import re
from collections.abc import Callable
from functools import partial

import pandas as pd

from pbi import measures
from pbi.model import NO_SCHEME, ActionState, Question, StatusRole
from pbi.narrative import figures
from pbi.narrative.year import lateness
from pbi.ui import show
from pbi.ui.session import address, ask
from pbi.ui.show import tag
from pbi.ui.tables import tables
from pbi.ui.tables.tables import Column, Row, day, table, text

STATES = {  # code: word, mark, the role whose colour it takes
    code: (lateness.STATES[code], mark, role)
    for code, mark, role in (
        (ActionState.OVERDUE, "◆", StatusRole.BAD),
        (ActionState.WARNING, "▲", StatusRole.NEAR),
        (ActionState.IN_PROGRESS, "○", StatusRole.UNKNOWN),
        (ActionState.COMPLETED, "●", StatusRole.GOOD),
        (ActionState.CANCELLED, "■", StatusRole.DATA_ONLY),
    )
}
FIRST, MOST_NAMED = 10, 3
"""So many actions stand open in a short list; so many are named beside an indicator."""
_MILESTONES = {
    "done": ("Done", "●", StatusRole.GOOD),
    "passed": ("Passed", "◆", StatusRole.BAD),
    "due": ("Due", "○", StatusRole.UNKNOWN),
}


def state(row: Row) -> object:
    """The derived status as mark and word."""
    return _marked(*STATES[row["status"]])


def _marked(word: str, mark: str, role: str) -> object:
    """A mark and its word; without the colours of statuses where no status scheme is applied."""
    return show.status(role if address.value("scheme") != NO_SCHEME else "plain", mark, word)


def as_known(rows: pd.DataFrame, question: Question) -> None:
    """Of an earlier day: which lists of actions these are, for those of that day's year may have come later."""
    if not question.as_of:
        return
    held = ask.listed(measures.submissions).drop_duplicates("submission").set_index("submission")["received_on"]
    newest = held[held.index.isin(set(rows["submission"].dropna()))].max() if len(rows) else None
    came = f" The newest of these lists came on {figures.day(newest)}." if figures.is_known(newest) else ""
    show.note(
        f"Actions as they had been received by {figures.day(question.as_of)}; a list sent later is not here.{came}"
    )


def place(authority: str, code: str) -> str:
    """The name of an action's place on a page, as a link ends with it."""
    return "action-" + re.sub(r"\W+", "-", f"{authority}-{code}")


def counts(rows: pd.DataFrame) -> None:
    """How many of each derived status, beside how many the returns state."""
    if rows.empty:
        return
    derived, total = rows["status"].value_counts(), len(rows)
    stated = rows["stated_status"].map(lateness.plain).value_counts()
    held = [
        {
            "code": code,
            "status": code,
            "count": int(derived.get(code, 0)),
            "stated": int(stated.get(lateness.plain(code), 0)),
        }
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
            show.note("No action recorded.")
        return
    order = {code: place for place, code in enumerate(STATES)}
    held = sorted(
        tables.records(rows),
        key=lambda row: (order[row["status"]], str(row["revised_due"] or row["due"] or ""), row["code"]),
    )
    full = (
        [Column("Authority", lambda row: row["authority_name"] if rows["authority"].nunique() > 1 else "")]
        if brief
        else [
            Column("Stated otherwise", lateness.stated_otherwise),
            Column("Newest rating", _escalated),
            Column("Answers", _answers),
            Column("Authority", text("authority_name")),
            Column("Owner", text("owner")),
            Column("Cost", money("cost"), right=True),
            Column("Saving", money("compensatory_saving"), right=True),
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
        first=FIRST if brief else tables.MOST_ROWS,
    )


def due(row: Row) -> object:
    """When it is due, as written and as a date; a revised date beside the first, how often it was put off, how late."""
    first = figures.day(row["due"]) or row["due_text"] or ""
    revised = figures.day(row["revised_due"])
    if revised:
        day_of = tag("span", tag("span", first, class_="was"), f" now {revised}", class_="nowrap")
    else:
        day_of = tag("span", first, class_="nowrap")
    carried = "carried over" if row["is_carried_over"] else ""
    notes = [note for note in (lateness.late(row), lateness.put_off(row), carried) if note]
    return show.join([day_of, tag("span", ", ".join(notes), class_="sub") if notes else None]) if first or notes else ""


def money(name: str) -> Callable[[Row], object]:
    """A cell with pounds."""
    return lambda row: figures.figure(row[name], unit="currency")


def answering(rows: pd.DataFrame) -> Callable[[Row], object]:
    """A cell for an indicator judged bad: the actions that answer it, each a link to the actions; or that none does.

    Of a partnership's figure every member's answer it; of an authority's its own, and the partnership's.
    """
    here, authorities = address.values(), ask.listed(measures.authorities)
    together = set(authorities.loc[authorities["kind"] == "partnership", "code"])
    held: dict[str, list[Row]] = {}
    for row in tables.records(rows):
        held.setdefault(row["indicator"] or "", []).append(row)

    def link(each: Row) -> object:
        where = address.link("actions", here, authority=[each["authority"]])
        return tag("a", each["title"], href=where, class_="in", target="_self", title=each["code"])

    def cell(row: Row) -> object:
        if row["role"] != StatusRole.BAD:
            return ""
        theirs = {row["authority"], *together}
        answers = held.get(row["indicator"], [])
        answers = [each for each in answers if row["authority"] in together or each["authority"] in theirs]
        more = [f"and {len(answers) - MOST_NAMED:,} more"] if len(answers) > MOST_NAMED else []
        links = [*[link(each) for each in answers[:MOST_NAMED]], *more]
        return show.join(links, between="; ") if links else tag("span", "no action", class_="shorthand")

    return cell if any(code for code in held) else lambda row: ""


def milestones(rows: pd.DataFrame, actions_held: pd.DataFrame) -> None:
    """Milestones by action, with their state on the day of judging."""
    titles = {(row["authority"], row["code"]): row["title"] for row in tables.records(actions_held)}
    held = [row for row in tables.records(rows) if (row["authority"], row["action"]) in titles]
    table(
        [
            Column("Milestone", text("title"), head=True),
            Column("Action", lambda row: titles[row["authority"], row["action"]]),
            Column("Due", day("due")),
            Column("State", lambda row: _marked(*_MILESTONES[row["state"]])),
        ],
        held,
    )


def ratings(grid: pd.DataFrame) -> None:
    """Rating by quarter, actions and indicators on separate rows: count and percent of those rated, "-" if none is."""
    order = ["authority_name", "subject", "position"]
    periods = list(grid.sort_values("period_end")["period"].drop_duplicates())
    share = lateness.shares(grid)
    several = grid["authority"].nunique() > 1
    table(
        [
            Column("Rating", _rating, head=True),
            Column("Authority", lambda row: row["authority_name"] if several else ""),
            *[Column(period, partial(share, period), right=True) for period in periods],
            Column("Considered by", text("considered_by")),
        ],
        grid.sort_values(order, kind="stable").drop_duplicates(["authority", "subject", "rating"]),
        narrow=True,
    )


def _rating(row: Row) -> object:
    mark = tag("span", row["symbol"] or "", aria_hidden="true")
    return show.join([f"{row['subject'].capitalize()}s: ", mark, f" {row['label'][:1].lower()}{row['label'][1:]}"])


def _escalated(row: Row) -> object:
    """The newest rating and who considers it, with its quarter; what is amiss with it."""
    said = lateness.escalated(row)
    amiss = ", commentary lacking" if row["lacks_commentary"] else ""
    amiss += ", contradicted by its progress" if lateness.rated_otherwise(row) else ""
    return show.join([said, tag("span", f"{row['rated_in']}{amiss}", class_="sub")]) if said else ""


def _answers(row: Row) -> object:
    """The indicator it answers, linked to its page."""
    if not row["indicator"]:
        return ""
    where = address.link("indicator", address.values(), indicator=row["indicator"])
    return tag("a", row["indicator"], href=where, class_="in", target="_self")


def _titled(row: Row) -> object:
    return show.join(
        [
            tag("span", row["title"], id=place(row["authority"], row["code"]), class_="titled"),
            tag("span", f"{row['code']} · {row['description'] or row['outcome'] or ''}".rstrip(" ·"), class_="sub"),
        ]
    )


def _comments(row: Row) -> object:
    return show.prose(row["comments"]) if row["comments"] else ""
