"""The sections of the Methods page: the rules in short, who set them, and every step from a return to a figure."""

from __future__ import annotations

from collections.abc import Iterable

import pandas as pd
import streamlit as st

from pbi import __version__, measures
from pbi.model import Question, StatusRole
from pbi.narrative import figures, method
from pbi.store import describe
from pbi.ui import show
from pbi.ui.session import ask
from pbi.ui.show import tag
from pbi.ui.tables.tables import Column, Row, day, table, text

FIRST = "roles"
"""The step shown first: the one a status comes from."""
_WHOSE = {StatusRole.BAD: "short of it"}


def answer(question: Question) -> None:
    """The page's first sentence: from what, in how many steps, under whose rules."""
    _, tolerances = _in_force(question)
    show.lead(
        method.worked_out(
            returns=int((ask.listed(measures.submissions)["kind"] == "accepted").sum()),
            steps=len(describe.steps()),
            setters=sorted(set(tolerances["recorded_by"])),
        )
    )


def in_short(question: Question) -> None:
    """Five sentences, worked out from the rules in force."""
    said = method.in_short(*_in_force(question), ask.answer(measures.restated, _whole(question)))
    show.heading("In five sentences")
    show.put(tag("ol", *[tag("li", each) for each in said], class_="prose"))


def rules(question: Question) -> None:
    """The tolerances with their dates and who set each, the scheme's words, and what returns print for them."""
    statuses, tolerances = _in_force(question)
    if statuses.empty:
        show.note("No status scheme is applied. Choose one above to see its rules, and to try others.")
        return
    show.heading("The rules of judgement, and who set them", note="the most specific rule applies")
    table(
        [
            Column("For", _whose, head=True),
            Column("Tolerance", method.tolerance),
            Column("A figure on the limit", lambda row: "counts as within" if row["inclusive"] else "is beyond it"),
            Column("From", day("valid_from")),
            Column("Until", day("valid_to")),
            Column("Set by", text("recorded_by")),
            Column("In", text("filename")),
            Column("Recorded", day("received_on")),
        ],
        tolerances,
    )
    aliases = ask.listed(measures.status_aliases)
    aliases = aliases[aliases["alias"].map(str.isprintable)]  # some spreadsheets' signs have no letter of their own
    words = aliases.sort_values("alias").groupby("role")["alias"].agg(_printed).to_dict()
    table(
        [
            Column("Status", lambda row: show.status(row["role"], row["symbol"], row["label"]), head=True),
            Column("Letter", text("letter")),
            Column("Means", lambda row: _WHOSE.get(row["role"], row["role"])),
            Column("Returns may print", lambda row: words.get(row["role"], "")),
        ],
        statuses.sort_values("position"),
    )


def _printed(aliases: Iterable[str]) -> str:
    """The words a return may print; signs are counted, for not every machine has letters for them."""
    held = list(aliases)
    words = [each for each in held if any(map(str.isalpha, each))]
    signs = len(held) - len(words)
    return ", ".join(words) + (f", and {figures.count(signs, 'sign')}" if signs else "")


def _in_force(question: Question) -> tuple[pd.DataFrame, pd.DataFrame]:
    """The scheme's statuses and the tolerances they are given by: none of either where no scheme is applied."""
    statuses, tolerances = ask.answer(measures.scheme_statuses, question), ask.answer(measures.tolerances, question)
    return statuses, tolerances if len(statuses) else tolerances.iloc[:0]


def services() -> None:
    """What the catalogue holds: each service with how many indicators it answers for."""
    held, indicators = ask.listed(measures.services), ask.listed(measures.indicators)
    number = indicators.groupby("service").size().to_dict()
    with st.expander("Services and what they answer for", key="methods_services"):
        table(
            [
                Column("Service", text("name"), head=True),
                Column("Purpose", text("purpose")),
                Column("Indicators", lambda row: str(number.get(row["code"], 0)), right=True),
            ],
            held,
        )


def steps() -> None:
    """One step at a time: what it means, one row per what, what it reads, its columns' notes, and its SQL."""
    held = describe.steps()
    show.heading("Step by step", note=f"every figure is the last of these {len(held)} steps")
    names = sorted(held)
    name = st.selectbox(
        "Step",
        names,
        index=names.index(FIRST),
        format_func=lambda each: f"{each}: {held[each].meaning}",
        key="methods_step",
        help="Type a word to search the names and meanings.",
    )
    step = held[name or FIRST]
    show.put(tag("p", step.meaning), tag("p", f"One row: {step.grain}.", class_="quiet"))
    table([Column("Column", text("column"), head=True), Column("Contents", text("note"))], _notes(step))
    show.put(tag("p", "It reads:"), tag("ul", *[_input(each) for each in step.inputs], class_="plain"))
    with st.expander("The step itself, as SQL", key="methods_sql"):
        show.put(tag("pre", step.text, class_="step"))


def version() -> None:
    """Which rules, of which state of the store, by which program."""
    show.note(
        f"Rules and figures as of entry {ask.store().version:,} of this store's journal; Outturn {__version__}. "
        "Nothing in the journal is ever overwritten, so what was shown before can be shown again."
    )


def _input(name: str) -> show.Markup:
    step = describe.steps().get(name)
    return tag("li", tag("strong", name), f": {step.meaning}" if step else ": the facts as received")


def _notes(step: describe.Described) -> list[Row]:
    return [{"column": column, "note": note} for column, note in step.notes]


def _whose(row: Row) -> object:
    parts = [row["indicator"] and f"{row['indicator']} {row['indicator_name'] or ''}".strip(), row["authority_name"]]
    return figures.listed([each for each in parts if each]) or "Every indicator and authority"


def _whole(question: Question) -> Question:
    """The question of everything held, as far as the filters of authority and service go."""
    return Question(authorities=question.authorities, services=question.services, as_of=question.as_of)
