"""The papers of a meeting on the page: choose one, read what it will hold, fetch it; each made when it is asked for."""

from __future__ import annotations

from collections.abc import Callable
from dataclasses import replace
from typing import Any

import pandas as pd
import streamlit as st

from pbi import measures, reports
from pbi.commands import paper as gathered
from pbi.errors import PbiError
from pbi.model import NO_SCHEME, Question
from pbi.reports import FORMATS, Kind, Matter, Paper, opendata
from pbi.store import Store
from pbi.ui import show
from pbi.ui.session import ask, choice
from pbi.ui.tables import bodies

NAMES = {
    Kind.COMMITTEE: "Committee report",
    Kind.BOARD: "Board pack",
    Kind.EXCEPTIONS: "Exceptions",
    Kind.DEEP_DIVE: "Deep dive",
}

LABELS = {suffix: f"{form.name} ({suffix})" for suffix, form in FORMATS.items()}


def chosen() -> Kind:
    """The kind of paper to make."""
    return Kind(choice.kept("paper", "Paper", {str(kind): name for kind, name in NAMES.items()}, first=Kind.COMMITTEE))


def offer(kind: Kind, question: Question) -> None:
    """What the paper will hold, how it begins, and the buttons that fetch it: as filtered, and without any status."""
    store, whose = ask.store(), bodies.shown(question)
    with st.spinner("Gathering the figures"):
        matter = _matter(question, whose, str(store.path), store.version, store)
    try:
        paper = _composed(kind, question, whose, str(store.path), store.version, matter)
    except PbiError as problem:
        show.note(str(problem))
        return
    show.note(reports.contents(paper, matter))
    show.heading("How it begins")
    show.put(show.tag("p", show.tag("strong", paper.title)))
    show.put(*[show.tag("p", line) for line in paper.headline])
    show.note(paper.stamp)
    judged = question.scheme != NO_SCHEME
    show.heading("Fetch it", note="made when you press; a long paper takes a few seconds")
    _buttons(kind, question, lambda: paper, key="as_shown")
    if judged:
        show.heading("Without red, amber and green", level=3, note="no status, target or colour anywhere in the file")
        _buttons(kind, replace(question, scheme=NO_SCHEME), _plain(kind, question, whose, store), key="plain")


def data(question: Question) -> None:
    """The open data as one archive."""
    store = ask.store()
    show.heading("Open data")
    show.note(
        "Figures, targets and restatements of every period, with what their codes mean: CSV and Parquet tables "
        "that join, each column explained. What is suppressed on the screen is not in it."
    )
    st.download_button(
        "Open data (.zip)",
        lambda: opendata.archive(store, question),
        file_name="outturn-open-data.zip",
        mime="application/zip",
        key="open_data",
        on_click="ignore",
    )


def _buttons(kind: Kind, question: Question, paper: Callable[[], Paper], *, key: str) -> None:
    """One button a format."""
    with st.container(horizontal=True, gap="small", key=f"fetch_{key}"):
        for suffix, form in FORMATS.items():
            st.download_button(
                LABELS[suffix],
                _written(paper, suffix),
                file_name=f"{_name(kind, question)}{suffix}",
                mime=form.media_type,
                key=f"{key}{suffix}",
                on_click="ignore",
            )


def _written(paper: Callable[[], Paper], suffix: str) -> Callable[[], bytes]:
    return lambda: reports.write(paper(), suffix)


def _plain(kind: Kind, question: Question, whose: str, store: Store) -> Callable[[], Paper]:
    """The same paper without a scheme, gathered only when it is asked for; nothing of the screen is used there."""
    return lambda: reports.compose(kind, _gather(replace(question, scheme=NO_SCHEME), whose, store))


def _name(kind: Kind, question: Question) -> str:
    """A file name of letters, digits and hyphens: "committee-2019-20-q4", "committee-2019-20-no-rag"."""
    period = "".join(each if each.isalnum() else "-" for each in question.period.lower())
    return f"{kind}-{period}{'-no-rag' if question.scheme == NO_SCHEME else ''}"


@st.cache_resource(show_spinner=False, max_entries=20)
def _matter(question: Question, whose: str, path: str, version: int, _store: Any) -> Matter:
    def asked(measure: measures.Measure, **changed: Any) -> pd.DataFrame:
        return ask.answer(measure, question, **changed)  # most are kept already, for the other pages

    return gathered.gather(asked, question, store=_store, whose=whose)


@st.cache_resource(show_spinner=False, max_entries=20)
def _composed(kind: Kind, question: Question, whose: str, path: str, version: int, _matter: Matter) -> Paper:
    return reports.compose(kind, _matter)


def _gather(question: Question, whose: str, store: Store) -> Matter:
    def asked(measure: measures.Measure, **changed: Any) -> pd.DataFrame:
        return measure(store, replace(question, **changed))

    return gathered.gather(asked, question, store=store, whose=whose)
