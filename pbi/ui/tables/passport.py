"""Where a figure came from: submission, file, sheet, cell, when and by whom, every version, and what it is made of."""

from __future__ import annotations

from collections.abc import Sequence

import pandas as pd
import streamlit as st

from pbi import arrivals, measures
from pbi.model import Question
from pbi.narrative import availability, figures
from pbi.narrative.year import returns as arrivals_said
from pbi.ui import show
from pbi.ui.session import ask
from pbi.ui.tables import tables
from pbi.ui.tables.tables import Column, Row, day, table, text

MOST = 5
"""Of more figures than these the passports are one table, and each stands alone once its authority is chosen."""


def of_figures(question: Question, rows: Sequence[Row], scorecard: pd.DataFrame) -> None:
    """The passport of each; of very many the file, sheet and cell of each figure."""
    if len(rows) > MOST:
        of_page(scorecard)
        show.note("Every receipt of a figure is shown once its authority is chosen above.")
        return
    for row in rows:
        of_figure(question, row)


def of_figure(question: Question, row: Row) -> None:
    """The passport of one row of the scorecard: every receipt, and the figures it was worked out from."""
    show.heading("Where this figure came from", note=f"{row['authority_name']}, {row['period']}", anchor="passport")
    held = ask.answer(
        measures.passport,
        question,
        indicators=(row["indicator"],),
        authorities=(row["authority"],),
        period=row["period"],
    )
    if held.empty:
        show.note("No receipt is recorded for this figure.")
        return
    table(
        [
            Column("Figure", lambda each: _spelt(each, row), right=True),
            Column("Of", lambda each: f"{each['authority_name']}, {each['period']}"),
            Column("Numerator", lambda each: figures.figure(each["numerator"]), right=True),
            Column("Denominator", lambda each: figures.figure(each["denominator"]), right=True),
            Column("File", text("filename")),
            Column("Sheet", text("sheet")),
            Column("Cell", text("cell")),
            Column("Received", day("received_on")),
            Column("Recorded by", text("recorded_by")),
            Column("Read as", text("read_as")),
            Column("Stands", lambda each: "holds" if each["holds"] else "replaced"),
            Column("Submission", text("submission")),
        ],
        held,
        caption=figures.worked(row),
    )
    show.note("Each line is one receipt of one figure, the newest receipt of a figure first.")
    files = ask.answer(arrivals.left_out, Question(as_of=question.as_of))
    for each in tables.records(files[files["submission"].isin(held["submission"])]):
        show.note(arrivals_said.left_out(each))


def of_page(rows: pd.DataFrame) -> None:
    """Behind one key: the file, sheet and cell of every figure a page shows."""
    rows = rows[rows["submission"].notna()] if len(rows) else rows
    if rows.empty:
        return
    files = ask.listed(measures.submissions).drop_duplicates("submission").set_index("submission")
    with st.expander("Where these figures came from", key="passport"):
        held = rows.assign(
            filename=rows["submission"].map(files["filename"]), received_on=rows["submission"].map(files["received_on"])
        )
        table(
            [
                Column("Indicator", text("indicator_name" if "indicator_name" in held else "title"), head=True),
                Column("Authority", text("authority_name")),
                *([Column("Period", text("period"))] if "period" in held else []),
                Column("File", text("filename")),
                Column("Sheet", text("sheet")),
                Column("Cell", text("cell")),
                Column("Received", day("received_on")),
                Column("Submission", text("submission")),
            ],
            held,
        )


def _spelt(each: Row, row: Row) -> object:
    value = figures.figure(each["value"], **figures.shape(row))
    return value or availability.missing({**each, "outturn": None}, otherwise="–")
