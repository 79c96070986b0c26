"""publish: freeze what is reported to a meeting, as it stands."""

from __future__ import annotations

from argparse import Namespace

from pbi import publications
from pbi.commands import ask
from pbi.commands.send import someone
from pbi.handover import Answer
from pbi.model import Question
from pbi.narrative import gaps
from pbi.store import Store


def publish(store: Store, given: Namespace) -> Answer:
    """Freeze the scorecard and the counts under a name."""
    question = ask.question(store, given, needs_period=True)
    code = publications.publish(store, question, name=given.name, by=given.by or someone())
    base = gaps.base(publications.figures(store, Question(publication=code)))
    said = f"Published as {code}: {given.name.strip()}, {question.period}, with {base}."
    return Answer(exit=0, stdout=f"{said} It stays as it is whatever changes later.", stderr="")
