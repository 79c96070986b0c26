"""Lists of results one by one, a partnership's and each authority's, and of one indicator's years side by side."""

from __future__ import annotations

from collections.abc import Callable

import pandas as pd
import streamlit as st

from pbi.model import Question
from pbi.narrative import figures
from pbi.narrative.change import movement
from pbi.period import canonical
from pbi.ui import show
from pbi.ui.tables import action_tables, lists, tables
from pbi.ui.tables.tables import Column, Row, table, text


def listed(rows: pd.DataFrame, *, actions: pd.DataFrame | None = None) -> None:
    """Results one by one, a partnership's and each authority's: a line for every row, as they come."""
    table(
        [
            Column("Indicator", tables.named, head=True),
            Column("Authority", text("authority_name")),
            Column("Outturn", tables.figure("outturn"), right=True),
            Column("Target", tables.target, right=True),
            Column("From", movement.came_from, right=True),
            Column("On last year", tables.moved, right=True),
            Column("Status", tables.judged),
            *tables.movements(rows),
            *([Column("Answered by", action_tables.answering(actions))] if actions is not None else []),
        ],
        movement.quiet(rows),
    )
    tables.why_not(rows)


def three_years(rows: pd.DataFrame) -> None:
    """Outturn of three years, this year's target, and the change in its own unit and in percent."""
    before, last = _years_before(rows)
    order = {code: place for place, code in enumerate(lists.authorities())}
    rows = rows.sort_values("authority", key=lambda codes: codes.map(order), kind="stable")
    table(
        [
            Column("Authority", text("authority_name"), head=True),
            Column(before, _earlier("two_years_ago"), right=True),
            Column(last, _earlier("last_year"), right=True),
            Column(str(rows["period"].iloc[0]) if len(rows) else "", tables.figure("outturn"), right=True),
            Column("Target", tables.target, right=True),
            Column("Change", tables.moved, right=True),
            Column("Change, %", lambda row: figures.change(row["change_percent"], decimals=1), right=True),
            *tables.movements(rows),
            Column("Status", tables.judged),
        ],
        movement.quiet(rows),
        first=lists.FIRST,
    )
    tables.why_not(rows)


def years_held(trend: pd.DataFrame, question: Question) -> None:
    """Behind one key: the asked period of every year held, side by side; only where there are more than three."""
    asked = canonical(question.period)
    of_kind = trend[trend["period_kind"] == asked.kind.value]
    alike = [canonical(each).end.month == asked.end.month for each in of_kind["period"]]
    rows = of_kind[pd.Series(alike, index=of_kind.index, dtype=bool)]
    periods = list(rows.sort_values("period_end")["period"].drop_duplicates())
    if len(periods) <= 3:
        return
    held = {(row["authority"], row["period"]): tables.figure("outturn")(row) for row in tables.records(rows)}
    names = rows.drop_duplicates("authority").set_index("authority")["authority_name"]

    def cell(period: str) -> Callable[[Row], object]:
        return lambda row: held.get((row["authority"], period), tables.NONE)

    with st.expander(f"All {len(periods)} years on record", key="years_held"):
        table(
            [
                Column("Authority", text("authority_name"), head=True),
                *[Column(period, cell(period), right=True) for period in periods],
            ],
            [{"authority": code, "authority_name": name} for code, name in names.items()],
        )


def _earlier(when: str) -> Callable[[Row], object]:
    """An earlier year's figure, or why there is none; a dash where nothing is held of that year."""

    def shown(row: Row) -> object:
        own = {name: row[f"{name}_{when}"] for name in ("outturn", *figures.BOUNDS)}
        why = row[f"availability_{when}"] if not figures.is_known(own["outturn"]) else None
        spelt = figures.outturn({**row, **own}) or tables.NONE
        return tables.missing({"availability": why, "origin": row[f"origin_{when}"]}) if why else spelt

    return shown


def _why_not(rows: pd.DataFrame) -> None:
    """Under a list: why some of its results have not enough data to say whether they changed."""
    if said := movement.reasons(rows):
        show.note(said)


def _years_before(rows: pd.DataFrame) -> tuple[str, str]:
    if rows.empty:
        return "", ""
    last = canonical(rows["period"].iloc[0]).last_year()
    return str(last.last_year()), str(last)
