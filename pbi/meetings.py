"""What is asked at meetings: a question is logged, becomes somebody's action, and is answered. Facts, like any other.

Nothing is changed in place: each act records the question's row again, so that the journal says who did what, and when.
"""

from __future__ import annotations

from dataclasses import replace
from datetime import date
from typing import Any

import pyarrow as pa

from pbi import measures
from pbi.errors import BadInput
from pbi.model import Question
from pbi.register import Register
from pbi.store import Store

LONGEST = 1000
QUESTIONS = Register(table="board_question", key="question", letters="BQ", kind="meeting", noun="question")


def log(
    store: Store,
    *,
    text: str,
    asked_by: str,
    authority: str,
    by: str,
    meeting_on: date | None = None,
    subject: str = "",
    indicator: str | None = None,
    owner: str = "",
    due: date | None = None,
) -> str:
    """Record what was asked at a meeting (today's unless given); returns the question's code.

    ``authority`` and ``indicator`` are codes. With an ``owner`` it is an action from the start. Refused: no words,
    nobody who asked, a meeting to come, a day without an owner or before the meeting.
    """
    meeting = meeting_on or date.today()
    if meeting > date.today():
        raise BadInput(f"{meeting:%-d %B %Y} has not come yet.", remedy="Give the day of the meeting.")
    row: dict[str, Any] = {
        "meeting_on": meeting,
        "text": _said(text, "The question", "Write the question."),
        "asked_by": _said(asked_by, "Who asked", "Give a name or an office."),
        "subject": subject.strip() or None,
        "indicator": indicator,
        "authority": authority,
        **_owned(owner, due, meeting),
    }
    return QUESTIONS.enter(store, row, by=by, note=f"asked by {row['asked_by']}")


def assign(store: Store, question: str, *, owner: str, due: date | None, by: str, seen: int | None = None) -> str:
    """Make a question somebody's action; returns its code. ``seen``: the store's version when the question was shown.

    Refused: no owner, a question that is answered, or that somebody else gave or answered since.
    """
    if not owner.strip():
        raise BadInput("An action needs an owner.", remedy="Say who is to answer.")

    def changed(row: dict[str, Any]) -> tuple[dict[str, Any], str]:
        if row["answer"]:
            raise BadInput(f"{row['question']} is answered already.", remedy="Log a new question.")
        owned = _owned(owner, due, row["meeting_on"])
        return owned, f"given to {owned['owner']}"

    return QUESTIONS.change(store, question, changed, by=by, seen=seen)


def answer(store: Store, question: str, *, text: str, answered_by: str, by: str, seen: int | None = None) -> str:
    """Record the answer as of today, which completes the action; a later answer takes its place. Returns the code.

    ``seen``: as of ``assign``. Refused where somebody else gave or answered the question since.
    """
    answered = {
        "answer": _said(text, "The answer", "Write what was found or done."),
        "answered_by": _said(answered_by, "Who answers", "Give a name or an office."),
        "answered_on": date.today(),
    }
    return QUESTIONS.change(
        store, question, lambda _: (answered, f"answered by {answered['answered_by']}"), by=by, seen=seen
    )


def authority_of(store: Store, said: str | None = None) -> str:
    """Whose question it is: the authority said, else the partnership, else the only authority there is. A code."""
    held = measures.authorities(store)
    if said:
        return said
    together = held[held["kind"] == "partnership"]
    whole = together if len(together) == 1 else held
    if len(whole) != 1:
        raise BadInput("Several authorities report here.", remedy="Say who owns the action.")
    return str(whole["code"].iloc[0])


def asked_table(store: Store, question: Question) -> pa.Table:
    """Every question asked at a meeting, newest first, with its owner, answer and state: open, overdue, answered.

    Overdue is judged on the day asked about, whatever the period: a meeting looks back at a year that is over.
    """
    return measures.table(store, replace(question, period=""), "board_questions")


asked = measures.framed(asked_table)


def _owned(owner: str, due: date | None, meeting: date) -> dict[str, Any]:
    if due and not owner.strip():
        raise BadInput("There is a day but no owner.", remedy="Say who is to answer by then.")
    if due and due < meeting:
        raise BadInput("It is due before the meeting that raised it.", remedy="Correct the day.")
    return {"owner": owner.strip() or None, "due": due}


def _said(text: str, what: str, remedy: str) -> str:
    said = text.strip()
    if not said:
        raise BadInput(f"{what} is missing.", remedy=remedy)
    if len(said) > LONGEST:
        raise BadInput(f"{what} has {len(said):,} characters.", remedy=f"Say it in {LONGEST:,}.")
    return said
