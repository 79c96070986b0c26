"""What a panel without statuses looks at: what totals hide, flags, scheduled looks, and the questions to ask."""

from __future__ import annotations

from collections.abc import Callable
from dataclasses import replace
from typing import Any

import pandas as pd

from pbi import measures
from pbi import period as periods
from pbi.commands.show import Row
from pbi.model import Question
from pbi.narrative.change import flags
from pbi.narrative.meeting import questions
from pbi.narrative.rows import records
from pbi.store import Store

Ask = Callable[..., pd.DataFrame]
"""A measure and changed fields of the question to its rows."""
COLUMNS = {
    "masked": (
        *("authority", "authority_name", "service", "indicator", "indicator_name", "unit", "period"),
        *("member", "member_name", "reason"),
        *("outturn", "target", "status", "change", "movement", "compared_outturn", "compared_over", "membership"),
        *("member_outturn", "member_target", "member_status", "member_change", "member_movement"),
    ),
    "flags": (
        *("authority", "authority_name", "service", "objective", "indicator", "indicator_name", "period"),
        *("kind", "verdict", "raised_by", "reason", "raised_on"),
    ),
    "deep-dives": (
        *("subject", "meeting_on", "indicator", "indicator_name", "objective"),
        *("authority", "authority_name", "led_by", "done_on"),
    ),
    "questions": questions.COLUMNS,
}
NEED_PERIOD = {"masked", "flags", "questions"}


def rows(store: Store, question: Question) -> list[Row]:
    """The questions of a period, those to ask first first."""

    def ask(measure: measures.Measure, **changed: Any) -> pd.DataFrame:
        return measure(store, replace(question, **changed))

    found = questions.bank(
        gather(ask, question, objectives=measures.objectives(store), indicators=measures.indicators(store))
    )
    return list(records(found))


def gather(ask: Ask, question: Question, *, objectives: pd.DataFrame, indicators: pd.DataFrame) -> questions.Held:
    """What the questions are composed from."""
    asked = periods.canonical(question.period)
    scorecard = ask(measures.scorecard, movement="tested")
    mine = flags.objectives(objectives, scorecard, services=question.services)
    return questions.Held(
        scorecard=scorecard,
        signals=ask(measures.signals),
        flags=ask(measures.flags),
        masked=ask(measures.masked),
        commentary=ask(measures.commentary),
        actions=ask(measures.actions),
        uncovered=flags.uncovered(mine, indicators),
        period=question.period,
        period_start=asked.start,
        period_end=asked.end,
    )
