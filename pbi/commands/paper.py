"""report: what a meeting is given, gathered once and written in the format that the file's name asks for."""

from __future__ import annotations

from argparse import Namespace
from collections.abc import Sequence
from dataclasses import replace
from typing import Any

import pandas as pd

from pbi import catalogue, measures, replay, reports
from pbi.commands import ask as asking
from pbi.commands import board, panel
from pbi.errors import BadInput
from pbi.handover import Answer
from pbi.model import Question
from pbi.narrative import bodies, figures
from pbi.narrative.meeting import deck, slides
from pbi.period import Period, canonical
from pbi.reports import Kind, Matter, opendata
from pbi.settings import settings
from pbi.store import Store

NOTHING = "Nothing has been accepted into this store yet, so there is nothing to report."


def report(store: Store, given: Namespace) -> Answer:
    """Write one paper. Refused: an unknown ending, a store or a question that holds nothing, a folder that is not."""
    form = reports.form_of(given.output.suffix)
    if measures.is_empty(store):
        raise BadInput(NOTHING, remedy="Load a return first.")
    question = asking.question(store, given, needs_period=True)

    def ask(measure: measures.Measure, **changed: Any) -> pd.DataFrame:
        return measure(store, replace(question, **changed))

    matter = gather(ask, question, store=store, whose=whose(store, question))
    paper = reports.compose(Kind(given.kind), matter)
    try:
        given.output.write_bytes(form.render(paper))
    except OSError as error:
        raise BadInput(
            "The file cannot be written there.", remedy="Check the folder.", where=str(given.output)
        ) from error
    return Answer(exit=0, stdout=f"Written to {given.output}: {paper.title}.", stderr="")


def export(store: Store, given: Namespace) -> Answer:
    """Write the open data into a folder. Refused: a store that holds nothing, a folder that cannot be written."""
    if measures.is_empty(store):
        raise BadInput(NOTHING, remedy="Load a return first.")
    names = catalogue.names(store)
    question = Question(
        authorities=tuple(names.authority(each) for each in given.authority),
        scheme=measures.check_scheme(store, given.scheme),
        as_of=given.as_of,
    )
    made = list(opendata.files(store, question))
    try:
        for name, data in made:
            file = given.folder / name
            file.parent.mkdir(parents=True, exist_ok=True)
            file.write_bytes(data)
    except OSError as error:
        raise BadInput("The folder cannot be written.", remedy="Name another.", where=str(given.folder)) from error
    tables = sum(name.startswith("parquet/") for name, _ in made)
    said = f"Written to {given.folder}: {tables} tables as CSV and Parquet, explained in dictionary.csv."
    return Answer(exit=0, stdout=said, stderr="")


def gather(ask: panel.Ask, question: Question, *, store: Store, whose: str) -> Matter:
    """Everything a paper is made from. ``ask``: as panel.Ask; each measure is asked once."""
    subject = board.subject(ask, question, store=store, whose=whose)
    if question.services:  # a service is looked into with all its years
        subject = replace(subject, trend=ask(measures.trend, movement="tested"))
    stamp = deck.stamp(board.held_on(store, question), store.version)
    first, last = replay.spans(question)
    restated = ask(measures.restated, period="")
    span = canonical(question.period)
    return Matter(
        subject=subject,
        slides=tuple(slides.deck(subject, stamp=stamp)),
        restated=restated[(restated["period_start"] >= first) & (restated["period_end"] <= last)],
        vanished=ask(measures.vanished),
        sources=_sources(ask, subject.held.scorecard),
        statuses=ask(measures.scheme_statuses),
        achieved=ask(measures.achievements),
        ratings=_within(ask(measures.ratings, period=""), span),
        rated=_within(ask(measures.ratings_grid, period=""), span),
        stamp=stamp,
        about=_about(store, question),
        uncounted=bodies.uncounted(subject.held.scorecard, measures.comparator_groups(store)),
        is_before_all=bool(
            (pd.to_datetime(measures.periods(store, as_of=question.as_of)["period_start"]).dt.date > span.end).all()
        ),
        services=question.services,
    )


def _within(rows: pd.DataFrame, span: Period) -> pd.DataFrame:
    """The rows of periods that end within a span."""
    ends = pd.to_datetime(rows["period_end"]).dt.date
    return rows[(ends >= span.start) & (ends <= span.end)]


def whose(store: Store, question: Question) -> str:
    """Whose figures a paper of the question holds; marked where they are the example's."""
    groups = measures.comparator_groups(store)
    said = bodies.named(measures.scorecard(store, question), groups, asked=question.authorities)
    said = said or bodies.of_all(measures.authorities(store), groups)
    return f"{said} (illustrative)" if store.path == settings().example.resolve() else said


def _about(store: Store, question: Question) -> str:
    """The filters that narrow the paper, in words; "" where none does."""
    services = measures.services(store).set_index("code")["name"]
    parts: Sequence[str] = [
        figures.listed([str(services.get(code, code)) for code in question.services]),
        f"as known on {figures.day(question.as_of)}" if question.as_of else "",
    ]
    said = ", ".join(part for part in parts if part)
    return said[:1].upper() + said[1:]


def _sources(ask: panel.Ask, scorecard: pd.DataFrame) -> pd.DataFrame:
    """The cells that hold, of every figure of the scorecard and of the figures it is made of."""
    held = ask(
        measures.passport,
        indicators=tuple(scorecard["indicator"].unique()) or ("",),
        authorities=tuple(scorecard["authority"].unique()) or ("",),
    )
    return held[held["holds"]].sort_values(["indicator", "authority_name", "period"], kind="stable")
