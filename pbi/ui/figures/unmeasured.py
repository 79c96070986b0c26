"""What a page shows where no indicator is measured: what was promised, how it is rated, and what was achieved."""

from __future__ import annotations

from dataclasses import replace

import pandas as pd
import streamlit as st

from pbi import measures
from pbi.model import Question
from pbi.narrative.year import lateness
from pbi.ui import show
from pbi.ui.session import address, ask
from pbi.ui.tables import action_tables, bodies, commentary, passport


def is_all(question: Question, scorecard: pd.DataFrame) -> bool:
    """Whether there is no indicator, and something was promised, rated or achieved all the same."""
    return scorecard.empty and any(len(rows) for rows in _held(question))


def overview(question: Question, scorecard: pd.DataFrame) -> None:
    """Where that is all there is, the Overview shows it and ends there."""
    if not is_all(question, scorecard):
        return
    actions, ratings, achieved = _held(question)
    show.heading(f"{bodies.everyone(question)} in {question.period}", level=1)
    show.lead(*lateness.unmeasured(actions, ratings, achieved), lateness.noted(actions))
    show.note("No indicator is measured here yet.")
    if len(ratings):
        show.heading("Quarterly ratings", note="count and percent of those rated")
        action_tables.ratings(ask.answer(measures.ratings_grid, _ever(question)))
    if len(actions):
        there = address.link("actions", address.values())
        show.heading("Actions", note="those to worry about first")
        action_tables.actions(actions, brief=True)
        show.put(show.tag("p", show.tag("a", "All of the actions", href=there, class_="in", target="_self")))
    commentary.achievements(achieved)
    passport.of_page(actions)
    st.stop()


def _held(question: Question) -> tuple[pd.DataFrame, pd.DataFrame, pd.DataFrame]:
    """Actions; the ratings of every quarter; the achievements of the period."""
    return (
        ask.answer(measures.actions, question),
        ask.answer(measures.ratings, _ever(question)),
        ask.answer(measures.achievements, question),
    )


def _ever(question: Question) -> Question:
    return replace(question, period="")
