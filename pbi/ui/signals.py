"""Significant change beside the statuses: the list of what changed, the filter, and the words in the tables."""

from __future__ import annotations

from collections.abc import Callable
from typing import Any

import pandas as pd
import streamlit as st

from pbi import measures
from pbi.model import Question
from pbi.narrative import figures, movement, sentences, signals
from pbi.ui import absent, address, ask, filters, lists, show, tables
from pbi.ui.show import Markup, join, tag
from pbi.ui.tables import Column, Row, table

SHOWN = 5
"""How many changes stand on the page; the rest are one key away."""
NEW = (1, 2, 3, 4, 6, 12)
"""The numbers of new points whose chances are published: a month, a quarter, a half and a year, of what they hold."""
_CHOICE = "signal_chosen"
_PICKED: dict[str, Callable[[pd.DataFrame], pd.Series]] = {
    "concern": lambda rows: _says(rows, "concern"),
    "improvement": lambda rows: _says(rows, "improvement"),
    "either": lambda rows: _says(rows, "high", "low"),
    "common_cause": lambda rows: _says(rows, "common_cause"),
    "untested": lambda rows: rows["testable"].eq(False),
    "steady": lambda rows: _says(rows, "common_cause") & (rows["role"] == "bad"),
    "sliding": lambda rows: _says(rows, "concern") & (rows["role"] == "good"),
}


def beside(scorecard: pd.DataFrame, question: Question) -> pd.DataFrame:
    """The scorecard with what the control chart says of each figure; as it is where plain arrows were asked for."""
    if question.movement == "arrows":
        return scorecard
    return signals.beside(scorecard, ask.asked(measures.signals, question))


def said(scorecard: pd.DataFrame, question: Question) -> tuple[str, str]:
    """How many changed against the year before, and how many of the series that have a control chart did.

    Of the two only the second where there is a series that can be tested; of plain arrows only their own tally.
    """
    rows = ask.asked(measures.signals, question)
    against = movement.tally(sentences.judged_rows(scorecard))
    if question.movement == "arrows":
        return against, ""
    return "" if rows["testable"].any() else against, signals.base(rows)


def what_changed(question: Question, *, narrow: bool = False) -> None:
    """What changed significantly in the asked period, worst first: the first few, and all of it behind one key."""
    rows = ask.asked(measures.signals, question)
    if not rows["testable"].any():
        return
    changed = signals.changed(rows)
    show.heading("What changed", note=f"worst first; {signals.by_chance(rows[rows['testable']])}")
    if changed.empty:
        show.note("No series changed significantly.")
    _table(changed.head(SHOWN), narrow=narrow)
    if len(changed) > SHOWN:
        with st.expander(f"All {len(changed)} indicators that changed", key="all_changed"):
            _table(changed, narrow=narrow)


def three_years(question: Question) -> None:
    """Three years side by side, with status and signal of the asked period."""
    show.heading("Three years side by side")
    lists.three_years(beside(ask.asked(measures.three_years, question), question))
    absent.years_before(question)


def without_statuses(scorecard: pd.DataFrame, question: Question) -> None:
    """What changed and every indicator, where no status scheme is applied."""
    what_changed(question, narrow=True)
    show.heading("Every indicator", note="no status scheme is applied")
    lists.indicators(sentences.headline_rows(narrowed(scorecard, question)))


def by_chance(question: Question) -> None:
    """How many signals come by chance: what every list of them is held against, by length and number of new points."""
    rows = ask.asked(measures.chances, question)
    show.heading("Signals by chance", anchor="chance")
    show.note(
        "Every list of significant changes says how many it would hold if nothing had changed: the chance of each "
        "series to complete a pattern in its newest points, added up. Simulated with 200,000 series of independent "
        "normal values for each length; figures that hang together or hardly vary signal more often."
    )
    held = {length: dict(zip(of["new_points"], of["chance"], strict=True)) for length, of in rows.groupby("points")}
    with st.expander("How likely, by points of the series and new ones among them", key="chances"):
        table(
            [
                Column("Points", lambda row: str(row["points"]), head=True),
                *[Column(f"{figures.count(new, 'new point')}", _chance(new), right=True) for new in NEW],
            ],
            [{"points": length, "chances": chances} for length, chances in held.items()],
            narrow=True,
        )


def short_of_target(scorecard: pd.DataFrame, question: Question, *, actions: pd.DataFrame) -> None:
    """Those not judged good, furthest from target first; or every indicator with the signal chosen."""
    rows = sentences.headline_rows(scorecard)
    chosen, label = _choice(rows, question)
    if not chosen:
        lists.short_of_target(scorecard, actions=actions)
        return
    show.heading(label, note=f"of {figures.count(len(rows), 'indicator')}")
    lists.indicators(_picked(rows, chosen), actions=actions)


def narrowed(scorecard: pd.DataFrame, question: Question) -> pd.DataFrame:
    """The rows of the indicators that have the signal chosen; all of them where none is."""
    rows = sentences.headline_rows(scorecard)
    chosen, _ = _choice(rows, question)
    if not chosen:
        return scorecard
    return scorecard[scorecard["indicator"].isin(_picked(rows, chosen)["indicator"])]


def _choice(rows: pd.DataFrame, question: Question) -> tuple[str, str]:
    """The signal the reader asks for, kept in the address, and its label; "" for every one."""
    if "testable" not in rows:
        return "", ""
    labels = _labels(rows, question)
    held = st.session_state.get(address.key("signal"))
    st.session_state[_CHOICE] = held if held in labels else None
    chosen = st.pills(
        "What the control chart says",
        list(labels),
        format_func=lambda code: show.plain(labels[code]),
        key=_CHOICE,
        on_change=_chose,
        label_visibility="collapsed",
    )
    return (chosen, labels[chosen]) if chosen else ("", "")


def _chose() -> None:
    """Keep the choice where it outlives the page: a widget's own value goes when the page does."""
    st.session_state[address.key("signal")] = st.session_state[_CHOICE]


def _picked(rows: pd.DataFrame, chosen: str) -> pd.DataFrame:
    return rows[_PICKED[chosen](rows)]


def _labels(rows: pd.DataFrame, question: Question) -> dict[str, str]:
    """The choices in words with how many each has; of the pairs with a status only under a scheme that has them."""
    words = {code: said for code, said in filters.SIGNALS.items() if code not in {"steady", "sliding"}}
    schemed = ask.asked(measures.scheme_statuses, question)
    for code, role, rest in (("steady", "bad", "but steady"), ("sliding", "good", "but sliding")):
        if (schemed["role"] == role).any():
            words[code] = f"{schemed.loc[schemed['role'] == role, 'label'].iloc[0]} {rest}"
    return {code: f"{said} {int(_PICKED[code](rows).sum())}" for code, said in words.items()}


def _says(rows: pd.DataFrame, *verdicts: str) -> pd.Series:
    found: Any = rows["testable"].eq(True) & rows["verdict"].isin(verdicts)
    return found


def _chance(new: int) -> Callable[[Row], str]:
    return lambda row: f"{figures.plain(100 * row['chances'][new], decimals=1)}%"


def _table(rows: pd.DataFrame, *, narrow: bool) -> None:
    table(
        [
            Column("Indicator", _indicator, head=True),
            Column("From → to", _from_to, right=True),
        ],
        rows,
        narrow=narrow,
    )


def _indicator(row: Row) -> Markup:
    """Its name, linked; beneath it which way it changed, the status, and whose it is."""
    which = join([tag("strong", signals.CHANGES[row["completed_verdict"]]), " · "])
    sliding = " but sliding" if (row["role"], row["completed_verdict"]) == ("good", "concern") else ""
    word = join([show.status(row["role"], row["symbol"], row["label"]), sliding, " · "]) if row["label"] else None
    more = f" + {row['others']}" if row["others"] else ""
    return join([tables.named(row), tag("span", which, word, f"{row['authority_name']}{more}", class_="sub")])


def _from_to(row: Row) -> Markup:
    """From what to what, and beneath it by which rule and in which part of the asked period."""
    shape = {"unit": row["unit"], "decimals": row["decimals"], "per": row["per"]}
    before, after = figures.apart(row["completed_from"], row["completed_to"], **shape)
    if row["unit"] == "percent":
        before = before.removesuffix("%")
    when = row["completed_in"].removeprefix(f"{row['period']} ")
    return join([f"{before} → {after}", tag("span", f"{signals.rule(row)}, {when}", class_="sub")])
