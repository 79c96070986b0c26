"""Measures and pictures for a page: each asked and drawn once for a question and a state of the store, then kept.

The key of what is kept: the function's name, the question, and the store with its version. Not who asks: a role opens
pages and buttons, but the same question has the same answer for everyone. What a store lists is kept likewise.
"""

from __future__ import annotations

from collections.abc import Callable
from dataclasses import replace
from datetime import date
from functools import lru_cache
from typing import Any, TypeVar

import altair as alt
import pandas as pd
import streamlit as st

from pbi import measures
from pbi.model import Question
from pbi.store import Store
from pbi.ui.session import address, stores

T = TypeVar("T")
_FIRST = (
    measures.scorecard,
    measures.counts,
    measures.circumstances,
    measures.counts_by_year,
    measures.actions,
    measures.masked,
    measures.signals,
    measures.vanished,
)


def store() -> Store:
    """The store this session looks at."""
    return stores.opened(address.value("store"))


def answer(measure: measures.Measure, question: Question, **changed: Any) -> pd.DataFrame:
    """A measure's rows. ``changed`` replaces fields of the question."""
    return asked_of(measure, replace(question, **changed))


def asked_of(ask_: Callable[[Store, Question], T], question: Question) -> T:
    """What a question comes to that is no table: a period, a list of them."""
    held = store()
    kept: T = _asked(_name(ask_), question, str(held.path), held.version, ask_, held)
    return kept


def listed(listing: Callable[..., T], *, as_of: date | None = None) -> T:
    """What a store holds, or held by a day: periods, authorities, services, schemes, submissions; the latest period.

    ``as_of`` only of a listing that takes it.
    """
    held = store()
    kept: T = _listed(listing, as_of, held, held.version)
    return kept.copy(deep=False) if isinstance(kept, pd.DataFrame) else kept  # what is written to it stays there


def dated(question: Question) -> Question:
    """The question with today in it, by which due and late are judged: it is part of what its answers are kept by."""
    return replace(question, today=date.today())


def warm(held: Store) -> None:
    """Ask what the first page asks of a store, before anyone waits for it."""
    period = measures.latest_period(held)
    if period:
        question = dated(Question(period=period))
        for measure in _FIRST:
            _asked(_name(measure), question, str(held.path), held.version, measure, held)


def picture(draw: Callable[[], alt.TopLevelMixin], *, key: tuple[Any, ...], alternative: str) -> None:
    """A picture drawn once for this key and the store's version. ``key`` says everything ``draw`` depends on."""
    held = store()
    _picture(key, str(held.path), held.version, alternative, draw)


def _name(asked: Callable[..., Any]) -> str:
    """What an answer is kept by: two rooms may each have a question of one name."""
    return f"{asked.__module__}.{asked.__name__}"


@st.cache_data(show_spinner=False, max_entries=500)
def _asked(name: str, question: Question, path: str, version: int, _measure: Any, _store: Any) -> Any:
    return _measure(_store, question)


@lru_cache(maxsize=200)
def _listed(listing: Callable[..., Any], as_of: date | None, held: Store, version: int) -> Any:
    """Kept by its arguments as they are: a draw asks some thirty times, and to have them hashed and the rows copied
    each time would take a fifth of it."""
    return listing(held, as_of=as_of) if as_of else listing(held)


@st.cache_data(show_spinner=False, max_entries=500)
def _picture(key: tuple[Any, ...], path: str, version: int, alternative: str, _draw: Any) -> None:
    silent = {"aria": False}  # the alternative says what the picture says; its marks one by one would only repeat it
    st.altair_chart(_draw().configure(mark=silent, axis=silent, legend=silent), alt=alternative)
