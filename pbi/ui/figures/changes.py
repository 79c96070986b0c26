"""Which results changed, beside the statuses: the one count, the list of what changed, the filter, how sure we are."""

from __future__ import annotations

from collections.abc import Callable, Sequence
from typing import Any

import pandas as pd
import streamlit as st

from pbi import measures
from pbi.model import Question, StatusRole
from pbi.narrative import figures, sentences
from pbi.narrative.change import arrows, certainty, movement
from pbi.ui import show
from pbi.ui.frame import filters, missing
from pbi.ui.session import address, ask
from pbi.ui.show import Markup, join, tag
from pbi.ui.tables import lists, results, tables
from pbi.ui.tables.tables import Column, Row, table

SHOWN = 5
"""How many changes stand on the page; the rest are one key away."""
NEW = (1, 2, 3, 4, 6, 12)
"""The numbers of new points whose chances are published: a month, a quarter, a half and a year, of what they hold."""
SURE, MOST_SURE = "How sure are we?", 5
_CHOICE = "signal_chosen"
PICKED: dict[str, Callable[[pd.DataFrame], pd.Series]] = {
    "concern": lambda rows: _is(rows, "worse"),
    "improvement": lambda rows: _is(rows, "better"),
    "either": lambda rows: _is(rows, "higher", "lower"),
    "common_cause": lambda rows: _is(rows, movement.NONE),
    "untested": lambda rows: _is(rows, movement.UNKNOWN),
    "steady": lambda rows: _is(rows, movement.NONE, "worse") & rows["role"].isin([StatusRole.NEAR, StatusRole.BAD]),
    "sliding": lambda rows: _is(rows, "worse") & (rows["role"] == StatusRole.GOOD),
}


def beside(scorecard: pd.DataFrame, question: Question) -> pd.DataFrame:
    """The scorecard with whether each figure changed; as it is where plain arrows were asked for."""
    if question.movement == "arrows":
        return scorecard
    return movement.beside(scorecard, ask.answer(measures.signals, question))


def headline(scorecard: pd.DataFrame, question: Question) -> str:
    """How many results changed, out of how many; of plain arrows their own tally."""
    if question.movement == "arrows":
        return arrows.tally(sentences.judged_rows(scorecard))
    return movement.base(ask.answer(measures.signals, question))


def how_sure(question: Question) -> None:
    """What the page's count rests on, behind one key."""
    rows = ask.answer(measures.signals, question)
    if question.movement == "arrows" or movement.tested(rows).empty:
        return
    href = f"{address.link('methods', address.values())}#chance"
    there = tag("a", "Methods has the chances by number of figures", href=href, class_="in", target="_self")
    with st.expander(SURE, key="sure"):
        for each in certainty.of_all(rows):
            show.note(each)
        show.note(there, ".")


def how_sure_of(rows: Sequence[Row]) -> None:
    """What the words about one indicator's results rest on, behind one key."""
    found = [(row["authority_name"], certainty.sentences(row)) for row in rows]
    found = [(name, held) for name, held in found if held]
    if not found or len(found) > MOST_SURE:
        return
    with st.expander(SURE, key="sure"):
        for name, held in found:
            show.note(" ".join([f"{name}:" if len(rows) > 1 else "", *held]).strip())
        show.note(certainty.RULE)


def what_changed(question: Question, *, narrow: bool = False) -> None:
    """Every result that changed in the asked period, worst first: the first few, and all of them behind one key."""
    rows = ask.answer(measures.signals, question)
    if question.movement == "arrows" or movement.tested(rows).empty:
        return
    changed = movement.changed(rows)
    show.heading("What changed", note="worst first" if len(changed) else "")
    if changed.empty:
        show.note("No real change at present.")
    _table(changed.head(SHOWN), narrow=narrow)
    if len(changed) > SHOWN:
        with st.expander(f"All {len(changed):,} results that changed", key="all_changed"):
            _table(changed, narrow=narrow)


def three_years(question: Question, trend: pd.DataFrame) -> None:
    """Three years side by side, with status and movement of the asked period; every year of the trend one key away."""
    show.heading("Results by year")
    results.three_years(beside(ask.answer(measures.three_years, question), question))
    missing.years_before(question)
    results.years_held(trend, question)


def without_statuses(scorecard: pd.DataFrame, question: Question) -> None:
    """What changed and every indicator, where no status scheme is applied."""
    what_changed(question, narrow=True)
    if chosen(scorecard, question):
        return
    show.heading("Every indicator", note="no status scheme is applied")
    lists.indicators(sentences.headline_rows(scorecard))


def by_chance(question: Question) -> None:
    """How many signals come by chance, by length and number of new points: what every count is compared with."""
    rows = ask.answer(measures.chances, question)
    show.heading("Signals by chance", anchor="chance")
    show.note(
        "Every count of what changed says how many chance alone would give: for each result, the chance that its "
        "control chart completes a pattern in its newest points, and 0.2% for the test against the year before, added "
        "up. Simulated with 200,000 series of independent "
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
    """Those not judged good, furthest from target first; or every result with the movement chosen."""
    if not chosen(scorecard, question, actions=actions):
        lists.short_of_target(scorecard, actions=actions)


def chosen(scorecard: pd.DataFrame, question: Question, *, actions: pd.DataFrame | None = None) -> bool:
    """The choice of a movement, and where one is chosen the list of just the results that have it."""
    rows = scorecard[scorecard["outturn"].notna()]
    code, label = _choice(rows, question)
    if not code:
        return False
    show.heading(label, note=f"of {figures.count(len(rows), 'result')}")
    results.listed(rows[PICKED[code](rows)], actions=actions)
    return True


def _choice(rows: pd.DataFrame, question: Question) -> tuple[str, str]:
    """The movement the reader asks for, kept in the address, and its label; "" for every one."""
    if "movement" not in rows:
        return "", ""
    # The choices in words, each with how many results it lists; of the pairs with a status only under a
    # scheme.
    roles = set(ask.answer(measures.scheme_statuses, question)["role"])
    words = {code: said for code, said in filters.SIGNALS.items() if roles or code not in {"steady", "sliding"}}
    labels = {code: f"{said} {int(PICKED[code](rows).sum()):,}" for code, said in words.items()}
    held = st.session_state.get(address.key("signal"))
    st.session_state[_CHOICE] = held if held in labels else None
    code = st.pills(
        "Which results to list",
        list(labels),
        format_func=lambda code: show.plain(labels[code]),
        key=_CHOICE,
        on_change=_chose,
        label_visibility="collapsed",
    )
    return (code, labels[code]) if code else ("", "")


def _chose() -> None:
    """Keep the choice where it outlives the page: a widget's own value goes when the page does."""
    st.session_state[address.key("signal")] = st.session_state[_CHOICE]


def _is(rows: pd.DataFrame, *movements: str) -> pd.Series:
    found: Any = rows["movement"].isin(movements)
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
    status = show.status(row["role"], row["symbol"], row["label"]) if row["label"] else None
    parts = [tag("strong", movement.word(row)), status, row["authority_name"]]
    said = join([part for part in parts if part is not None], between=" · ")
    return join([tables.named(row), tag("span", said, class_="sub")])


def _from_to(row: Row) -> Markup:
    """From what to what, and beneath it of which year the first is and what shows the change."""
    since = f"from {row['previous_period']}" if row["previous_period"] else "no comparable figure before"
    return join([movement.from_to(row), tag("span", f"{since}, {movement.shown_by(row)}", class_="sub")])
