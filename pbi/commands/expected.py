"""What was to come for a period, the letters to those it has not come from, and recording that one was sent."""

from __future__ import annotations

from argparse import Namespace

import pandas as pd

from pbi import arrivals, catalogue, chasers, measures
from pbi import period as periods
from pbi.commands.send import someone
from pbi.commands.show import Row
from pbi.errors import BadInput
from pbi.handover import Answer
from pbi.model import Question
from pbi.narrative.rows import records
from pbi.narrative.year import returns as words
from pbi.store import Store

CHASED = ("chased_on", "chased_by", "times_chased")
COLUMNS = {
    "expected": (
        *("authority", "authority_name", "service", "service_name", "period", "due_on", "received_on"),
        *("expected", "accepted", "missing", "state", "days_late", "waiting", "waiting_since", "errors", "warnings"),
        *CHASED,
    ),
    "chasers": ("authority", "authority_name", "period", "due_on", "state", "missing", *CHASED, "text"),
    "chased": (
        *("chaser", "authority", "authority_name", "service", "service_name", "period"),
        *("sent_on", "sent_by", "text"),
    ),
}


def rows(store: Store, question: Question, measure: str) -> list[Row]:
    """The rows of one of the three."""
    if measure == "chased":
        return list(records(chasers.sent(store, question)))
    held = arrivals.expected_returns(store, question)
    held["times_chased"] = held["chasers"].map(len)
    return list(records(held)) if measure == "expected" else _chasers(store, question, held)


def chase(store: Store, given: Namespace) -> Answer:
    """Record the letter drafted to an authority as sent."""
    names = catalogue.names(store)
    who = names.authority(given.authority)
    service = names.service(given.service) if given.service else None
    period = str(periods.parse(given.period))
    question = Question(authorities=(who,), services=(service,) if service else (), period=period, at=given.sent)
    letters = rows(store, question, "chasers")
    name = names.authorities[who]["name"]
    if not letters:
        raise BadInput(f"Nothing is awaited of {name} for {period}.", remedy="See query expected for what is.")
    by = given.by or someone()
    text = letters[0]["text"]
    code = chasers.record(store, authority=who, service=service, period=period, text=text, by=by, sent_on=given.sent)
    return Answer(exit=0, stdout=f"Recorded as {code}: {name} was chased for {period}.", stderr="")


def _chasers(store: Store, question: Question, held: pd.DataFrame) -> list[Row]:
    """A letter to each authority of which something is awaited or late; those that are late first."""
    due = held[held["state"].isin(["late", "awaited"])]
    missing = arrivals.expected_figures(store, question)
    missing = missing[~missing["is_held"]]
    found: list[Row] = []
    for row in records(words.by_authority(due)) if len(due) else []:
        mine, theirs = held[held["authority"] == row["authority"]], missing[missing["authority"] == row["authority"]]
        first, letters = mine.iloc[0], set().union(*mine["chasers"])
        found.append(
            {
                **row,
                "period": first["period"],
                "due_on": first["due_on"],
                "missing": len(theirs),
                **words.last_chased(mine),
                "times_chased": len(letters),
                "text": words.chaser(mine, theirs, today=measures.late_on(question)),
            }
        )
    return found
