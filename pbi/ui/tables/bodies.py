"""Whose figures a page shows, for its headings and for the line that a printed page begins with."""

from __future__ import annotations

import pandas as pd

from pbi import measures
from pbi.model import Question
from pbi.narrative import bodies
from pbi.ui.session import address, ask, stores


def shown(question: Question) -> str:
    """Whose figures the question finds: of the period, the service and the authorities asked about."""
    groups = ask.listed(measures.comparator_groups)
    rows = ask.answer(measures.scorecard, question)
    return _marked(bodies.named(rows, groups, asked=question.authorities)) or everyone(question)


def uncounted(question: Question) -> str:
    """Which figures the counts in all leave out, though no partnership's total holds them; "" where there is none."""
    return bodies.uncounted(ask.answer(measures.scorecard, question), ask.listed(measures.comparator_groups))


def of(held: pd.DataFrame, question: Question) -> str:
    """Whose these rows are: actions, ratings, anything that names its authority."""
    known = ask.listed(measures.authorities)
    mine = known[known["code"].isin(set(held["authority"]))] if len(held) else known.iloc[:0]
    return _marked(bodies.of_all(mine, ask.listed(measures.comparator_groups))) or everyone(question)


def everyone(question: Question) -> str:
    """Whose figures the store has, or which of its authorities are chosen; the store's name where it is empty."""
    known = ask.listed(measures.authorities)
    chosen = known[known["code"].isin(question.authorities)] if question.authorities else known
    said = bodies.of_all(chosen, ask.listed(measures.comparator_groups), all_named=bool(question.authorities))
    return _marked(said) or stores.NAMES[address.value("store")]


def _marked(said: str) -> str:
    """With a word where the bodies are invented."""
    return f"{said} (illustrative)" if said and address.value("store") == stores.EXAMPLE else said
