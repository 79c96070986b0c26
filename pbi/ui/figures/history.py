"""What was reported before: revised figures, and publications beside the figures now."""

from __future__ import annotations

from collections.abc import Sequence

import pandas as pd
import streamlit as st

from pbi import measures, publications, replay
from pbi.errors import PbiError
from pbi.model import Question
from pbi.narrative import figures, gaps, sentences
from pbi.narrative.change import history
from pbi.ui import show
from pbi.ui.session import address, ask, identity, seen, stores
from pbi.ui.tables import tables
from pbi.ui.tables.tables import Column, Row, day, table, text


def overview(question: Question, counts: pd.DataFrame) -> None:
    """One line on what was restated of the period or the year before, and one for each publication that differs."""
    first, last = replay.spans(question)
    rows = ask.answer(measures.restated, question, period="")
    rows = rows[(rows["period_start"] >= first) & (rows["period_end"] <= last)]
    lines = [history.restated(rows)]
    for publication, asked in _about(question):
        lines.append(history.reported(publication["name"], ask.answer(publications.counts, asked), counts))
        lines.append(history.with_gaps(publication["name"], ask.answer(publications.figures, asked)))
    show.lead("", *lines)
    if rows["indicator"].nunique() > 1:
        with st.expander(f"Revised figures ({len(rows)})", key="restated"):
            _restated(rows)
    for publication, asked in _about(question):
        _since(publication, ask.answer(publications.changes, asked))


def of_indicator(question: Question) -> None:
    """Every receipt that changed a figure of this indicator, and what was reported of it to whom."""
    rows = ask.answer(replay.restatements, question, period="")
    said = [
        history.figure_reported(publication["name"], row)
        for publication, asked in _about(question)
        for row in tables.records(ask.answer(publications.changes, asked))
    ]
    if len(rows) or said:
        show.heading("Restated", note="what was reported before, and what is current")
        show.lead("", *said)
        _restated(rows)


def published(question: Question) -> None:
    """Every publication, one of them opened; on one's own store, the way to make another."""
    held = ask.answer(publications.listed, Question(as_of=question.as_of))
    if ask.answer(measures.scheme_statuses, question).empty:  # nothing is shown of statuses, then as now
        held = held[held["scheme"] == question.scheme]
    show.heading("Publications", note="what was reported to whom stays as it was reported", anchor="publications")
    table(
        [
            Column("Reported to", text("name"), head=True),
            Column("Period", text("period")),
            Column("Scheme", text("scheme")),
            Column("On", day("published_on")),
            Column("Published with", lambda row: _base(row["publication"])),
            Column("By", text("recorded_by")),
            Column("Code", text("publication")),
        ],
        held,
    )
    if held.empty:
        show.note("Nothing has been published from this store.")
    else:
        with st.expander("Open one as it was reported", key="publication"):
            _open(tables.records(held), question)
    if stores.is_open_for_writing(address.value("store")) and identity.role() >= identity.Role.MANAGER:
        _publish(question)


def _about(question: Question) -> Sequence[tuple[Row, Question]]:
    """The publications of the asked period, scheme and authorities, each with the question that asks it."""
    if question.services or question.objective:
        return []
    held = tables.records(ask.answer(publications.listed, Question(as_of=question.as_of)))
    found = [(row, publications.question_of(row, question)) for row in held]
    return [
        (row, asked)
        for row, asked in found
        if (row["period"], row["scheme"]) == (question.period, question.scheme)
        and (question.indicators or publications.question_of(row, Question()).authorities == question.authorities)
    ]


def _since(publication: Row, changes: pd.DataFrame) -> None:
    """What is otherwise than one publication had it, behind one key; what is judged otherwise first."""
    if changes.empty:
        return
    with st.expander(
        f"What has changed since {show.plain(publication['name'])} ({len(changes)})",
        key=f"since_{publication['publication']}",
    ):
        table(
            [
                Column("Indicator", tables.named, head=True),
                Column("Authority", text("authority_name")),
                Column("Reported", lambda row: history.spelt(row, "old_outturn"), right=True),
                Column("Now", lambda row: history.spelt(row, "new_outturn"), right=True),
                Column("Target then", lambda row: history.spelt(row, "old_target"), right=True),
                Column("Target now", lambda row: history.spelt(row, "new_target"), right=True),
                Column("Status then", lambda row: _status(row, "old")),
                Column("Status now", lambda row: _status(row, "new")),
                Column("What changed", history.changed),
            ],
            changes.sort_values("status_changed", ascending=False, kind="stable"),
        )


def _restated(rows: pd.DataFrame) -> None:
    table(
        [
            Column("Indicator", lambda row: tables.named(row) if rows["indicator"].nunique() > 1 else "", head=False),
            Column("Period", text("period"), head=True),
            Column("Authority", text("authority_name")),
            Column("Was", lambda row: history.spelt(row, "old_value"), right=True),
            Column("Is", lambda row: history.spelt(row, "new_value"), right=True),
            Column("Status before", lambda row: _status(row, "old")),
            Column("Status after", lambda row: _status(row, "new")),
            Column("First received", day("old_received_on")),
            Column("In cell", lambda row: f"{row['old_sheet']} {row['old_cell']}"),
            Column("Revised on", day("received_on")),
            Column("By", text("filename")),
            Column("Cell", lambda row: f"{row['sheet']} {row['cell']}"),
        ],
        rows,
    )


def _status(row: Row, when: str) -> object:
    return show.status(row.get(f"{when}_role"), row.get(f"{when}_symbol"), row.get(f"{when}_label"))


def _base(publication: str) -> str:
    """Of how many indicators a publication had figures, and what was awaited."""
    return figures.sentence(gaps.base(ask.answer(publications.figures, Question(publication=publication))))


def _open(held: Sequence[Row], question: Question) -> None:
    names = {row["publication"]: row for row in held}
    code = st.selectbox(
        "Publication", list(names), format_func=lambda each: names[each]["name"], key="open_publication"
    )
    chosen = names[code or held[0]["publication"]]
    asked = publications.question_of(chosen, question)
    counts, rows = ask.answer(publications.counts, asked), ask.answer(publications.figures, asked)
    if len(counts):
        tables.tally(sentences.total(counts, basis="official"))
    table(
        [
            Column("Indicator", text("indicator_name"), head=True),
            Column("Authority", text("authority_name")),
            Column("Outturn", tables.figure("outturn", linked=False), right=True),
            Column("Target", tables.target, right=True),
            Column("Status", tables.judged),
            Column("Sheet", text("sheet")),
            Column("Cell", text("cell")),
        ],
        rows,
    )
    _since(chosen, ask.answer(publications.changes, asked))


def _publish(question: Question) -> None:
    """Freeze what the filters above show, under the name of the meeting it goes to."""
    with st.expander("Publish what the filters above show", key="publish"), st.form("publish_form", border=False):
        name = st.text_input(
            "Reported to", key="publish_name", placeholder="Joint Committee, 16 June 2020", max_chars=120
        )
        pressed = st.form_submit_button("Publish")
        shown = seen.before("publish", ask.store().version, pressed=pressed)
        if pressed:
            asked = Question(
                authorities=question.authorities, period=question.period, scheme=question.scheme, as_of=question.as_of
            )
            try:
                code = publications.publish(ask.store(), asked, name=name, by=identity.name(), seen=shown)
            except PbiError as problem:
                show.error(problem)
                return
            base = gaps.base(ask.answer(publications.figures, Question(publication=code)))
            show.outcome(f"Published as {code}: {figures.text(name).strip()}, {question.period}, with {base}.")
