"""The services to choose from, each with its counts, and the one that is chosen."""

from __future__ import annotations

import pandas as pd

from pbi import measures
from pbi.model import Question
from pbi.narrative import sentences
from pbi.ui import show
from pbi.ui.frame import empty
from pbi.ui.session import address, ask
from pbi.ui.show import Markup, tag
from pbi.ui.tables import bodies, lists, tables
from pbi.ui.tables.tables import Row


def opened(question: Question, counts: pd.DataFrame) -> Row:
    """The service asked about, its name as the heading. Where none is chosen, those to choose from end the page."""
    whose = bodies.shown(question)
    if not question.services:
        show.heading("Services", level=1, note=whose)
        _offer(question, counts)
        empty.end()
    held = ask.listed(measures.services)
    [chosen] = tables.records(held[held["code"] == question.services[0]])
    show.heading(chosen["name"], level=1, note=whose)
    return chosen


def _offer(question: Question, counts: pd.DataFrame) -> None:
    """Every service that has figures, as links with its counts; where no figure is of a service, where they all are."""
    said = _counted(question, counts)
    links = [_link(code, name, said[code]) for code, name in lists.services().items() if code in said]
    if links:
        show.lead("Choose a service above, or one of these.")
        show.put(tag("ul", *links, class_="plain"))
        return
    show.lead(f"No figure of {question.period} is of a service.", "Name each indicator's service in the catalogue.")
    there = address.link("indicator", address.values())
    show.put(tag("p", tag("a", "See them all on Indicator", href=there, class_="in", target="_self")))


def _counted(question: Question, counts: pd.DataFrame) -> dict[str, str]:
    """The services that have figures, each with its counts in words; without words where no scheme is applied."""
    whole = counts[(counts["basis"] == "official") & (counts["authority"] == "all")] if len(counts) else counts
    if whole.empty:
        return dict.fromkeys(ask.answer(measures.scorecard, question)["service"].dropna().unique(), "")
    each = whole[~whole["service"].isin(["all", "none"])].groupby("service")
    return {str(code): sentences.headline_of(rows.sort_values("position")) for code, rows in each}


def _link(code: str, name: str, said: str) -> Markup:
    there = address.link("service", address.values(), service=code)
    return tag("li", tag("a", name, href=there, class_="in", target="_self"), f" {said}")
