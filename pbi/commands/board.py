"""The board's deck gathered, and the questions of meetings from the command line: logged, assigned, answered."""

from __future__ import annotations

from argparse import Namespace
from collections.abc import Callable
from datetime import date

import pandas as pd

from pbi import catalogue, measures, meetings
from pbi.commands import panel
from pbi.commands.send import someone
from pbi.commands.show import Row
from pbi.handover import Answer
from pbi.model import Question
from pbi.narrative.meeting import missed_targets, questions, slides
from pbi.narrative.meeting.deck import Slide, Subject, stamp
from pbi.store import Store

COLUMNS = {
    "board-questions": (
        *("question", "meeting_on", "text", "asked_by", "subject", "indicator", "authority", "authority_name"),
        *("owner", "due", "state", "answer", "answered_by", "answered_on"),
    )
}


def deck(
    ask: panel.Ask, question: Question, *, store: Store, whose: str, frozen: str = ""
) -> tuple[list[Slide], str, tuple[str, ...]]:
    """The slides of a question, the stamp of what they show, and the questions to start from. ``ask``: as panel.Ask.

    ``frozen``: the stamp of the slides that these are to be compared with, in place of their own.
    """
    shown = frozen or stamp(held_on(store, question), store.version)
    held = subject(ask, question, store=store, whose=whose)
    return slides.deck(held, stamp=shown), shown, tuple(questions.varied(held.bank)["question"])


def subject(ask: panel.Ask, question: Question, *, store: Store, whose: str) -> Subject:
    """What slides and papers are composed from, each measure asked once."""
    held = panel.gather(ask, question, objectives=measures.objectives(store), indicators=measures.indicators(store))
    dives = ask(measures.deep_dives)
    return Subject(
        whose=whose,
        held=held,
        counts=ask(measures.counts),
        by_year=ask(measures.counts_by_year),
        circumstances=ask(measures.circumstances),
        trend=ask(measures.trend, movement="tested", indicators=_drawn(held, dives)),
        deep_dives=dives,
        asked=ask(meetings.asked),
        bank=questions.bank(held),
        judged_on=measures.judged_on(question),
        today=measures.late_on(question),
    )


def _drawn(held: questions.Held, dives: pd.DataFrame) -> tuple[str, ...]:
    """The indicators whose years are drawn."""
    return tuple(dict.fromkeys([*missed_targets.worst(held)["indicator"], *dives["indicator"].dropna()])) or ("",)


def held_on(store: Store, question: Question) -> date | None:
    """The day the figures are as of: the day asked about, else that of the newest return."""
    received = measures.submissions(store)["received_on"]
    newest = pd.to_datetime(received).max() if len(received) else None
    return question.as_of or (None if newest is None or pd.isna(newest) else newest.date())


def rows(store: Store, question: Question) -> list[Row]:
    """Every question of a meeting, newest first."""
    found: list[Row] = meetings.asked_table(store, question).to_pylist()
    return found


def log(store: Store, given: Namespace) -> Answer:
    """Log a question of a meeting."""
    names = catalogue.names(store)
    code = meetings.log(
        store,
        text=given.text,
        asked_by=given.asked_by,
        authority=meetings.authority_of(store, names.authority(given.authority) if given.authority else None),
        by=given.by or someone(),
        meeting_on=given.meeting,
        indicator=names.indicator(given.indicator) if given.indicator else None,
        owner=given.owner or "",
        due=given.due,
    )
    return Answer(exit=0, stdout=f"Logged as {code}.", stderr="")


def assign(store: Store, given: Namespace) -> Answer:
    """Make a question somebody's action."""
    code = meetings.assign(store, given.question, owner=given.owner, due=given.due, by=given.by or someone())
    return Answer(exit=0, stdout=f"{code} is an action of {given.owner.strip()}.", stderr="")


def answer(store: Store, given: Namespace) -> Answer:
    """Answer a question."""
    by = given.by or someone()
    code = meetings.answer(store, given.question, text=given.text, answered_by=given.answered_by or by, by=by)
    return Answer(exit=0, stdout=f"{code} is answered.", stderr="")


WRITES: dict[str, Callable[[Store, Namespace], Answer]] = {"log-question": log, "assign": assign, "answer": answer}
