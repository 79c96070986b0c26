"""Commentaries, narrative, achievements, exceptional circumstances, beside their figures."""

from __future__ import annotations

from collections.abc import Sequence

import pandas as pd
import streamlit as st

from pbi.model import Question
from pbi.narrative import sentences
from pbi.ui import show
from pbi.ui.show import Markup, tag
from pbi.ui.tables import tables
from pbi.ui.tables.tables import Column, table, text

FIRST, MOST = 10, 400
"""So many remarks stand open, so many are shown at all."""


def commentary(rows: pd.DataFrame, trend: pd.DataFrame) -> None:
    """Commentary, newest first, each beside the figure of its period."""
    spelt = {(row["authority"], row["period"]): tables.shaped(row, "outturn") for row in tables.records(trend)}
    said = [
        (f"{row['period']}, {row['authority_name']}", spelt.get((row["authority"], row["period"]), ""), row)
        for row in sorted(tables.records(rows), key=lambda row: row["period_end"], reverse=True)
    ]
    if not said:
        show.note("No commentary given for this indicator.")
        return
    _listed(
        [
            tag(
                "li",
                tag("span", where, f" · {figure}" if figure else "", f" · {row['kind']}", class_="sub"),
                show.prose(row["text"]),
            )
            for where, figure, row in said
        ]
    )


def narrative(rows: pd.DataFrame, question: Question) -> None:
    """Commentary on the service in the period: risks and absence first, by kind."""
    held = [row for row in tables.records(rows) if row["period"].startswith(question.period[:7])]
    order = {"operational risk": 0, "context": 1}
    held.sort(key=lambda row: order.get(row["kind"], 2))
    if not held:
        show.note(f"No commentary given for {question.period}.")
        return
    of_parts = [row for row in held if row["period"] != question.period]
    _of_indicators([row for row in held if row["period"] == question.period])
    if of_parts:
        with st.expander(f"Of parts of {show.plain(question.period)} ({len(of_parts)})", key="narrative_of_parts"):
            _of_indicators(of_parts)


def _of_indicators(rows: Sequence[tables.Row]) -> None:
    """Commentary, each indicator's together under its name; of one with very many the first."""
    groups: dict[str, list[tables.Row]] = {}
    for row in rows:
        groups.setdefault(row["indicator_name"] or "The service as a whole", []).append(row)
    _listed([tag("li", tag("strong", name), *_first(held)) for name, held in groups.items()])


def _first(rows: Sequence[tables.Row]) -> list[Markup]:
    """Each remark; of very many the first, and how many more are on the indicator's page."""
    entries = [_entry(row) for row in rows[:FIRST]]
    more = len(rows) - len(entries)
    return (
        [*entries, tag("p", f"{more:,} more; choose an authority above to see its own.", class_="quiet")]
        if more
        else entries
    )


def _listed(lines: Sequence[Markup]) -> None:
    """The first open, the others behind one key; how many are left out, where that is more than can be shown."""
    open_ = FIRST if len(lines) > FIRST * 3 // 2 else len(lines)
    if lines:
        show.put(tag("ul", *lines[:open_], class_="plain"))
    if open_ < len(lines):
        with st.expander(f"The other {len(lines) - open_:,}"):
            show.put(tag("ul", *lines[open_:MOST], class_="plain"))
            if len(lines) > MOST:
                show.note(f"The first {MOST} of {len(lines):,}. Choose an authority above to see fewer.")


def _entry(row: tables.Row) -> Markup:
    where = f"{row['kind'].capitalize()} · {row['authority_name']}, {row['period']}"
    return tag("div", tag("span", where, class_="sub"), show.prose(row["text"]), class_="entry")


def achievements(rows: pd.DataFrame) -> None:
    """What was achieved, one line each."""
    if len(rows):
        show.heading("Achievements")
        show.put(
            tag(
                "ul",
                *[
                    tag("li", sentences.achievement(row), tag("span", _of(row), class_="sub"))
                    for row in tables.records(rows)
                ],
                class_="plain",
            )
        )


def _of(row: tables.Row) -> str:
    return f"{row['authority_name']}, {row['period']}"


def circumstances(rows: pd.DataFrame) -> None:
    """The exceptional circumstances, behind one key: reason, whose view, who approved, and both statuses."""
    if rows.empty:
        return
    with st.expander(f"Exceptional circumstances ({len(rows)})", key="circumstances"):
        table(
            [
                Column("Indicator", text("indicator_name"), head=True),
                Column("Authority", text("authority_name")),
                Column("Status", text("official_label")),
                Column("Without it", _without),
                Column("Reason", text("reason")),
                Column("Guidance", text("guidance")),
                Column("View of", text("whose_view")),
                Column("Approved by", text("approver")),
                Column("Until", tables.day("until")),
            ],
            rows,
        )


def _without(row: tables.Row) -> str:
    """The status there would have been; nothing where no status scheme is applied."""
    return (row["counterfactual_label"] or "not counted") if row["official_label"] else ""
