"""What is said where there is nothing to show: what was asked for, and the way on. No gap is left."""

from __future__ import annotations

from collections.abc import Sequence

from pbi.model import Question
from pbi.narrative import figures


def nothing(what: str, question: Question) -> tuple[str, str]:
    """ "No figures for 2019/20 as of 1 June 2018 with these filters", and what to change of what was chosen."""
    when = f" for {question.period}" if question.period else ""
    known = f" as of {figures.day(question.as_of)}" if question.as_of else ""
    chosen = (("authority", question.authorities), ("service", question.services))
    narrowed = [f"the {name}" for name, codes in chosen if codes]
    away = f"take {figures.listed(narrowed)} away" if narrowed else ""
    other = ["choose another period" if when else "", away, "choose a later day" if known else ""]
    remedy = figures.sentence(", or ".join(each for each in other if each))
    return f"No {what}{when}{known}{' with these filters' if narrowed else ''}", remedy


def in_part(period: str, came: Sequence[str]) -> str:
    """ "2025/26 has no figure for the whole period: figures have come for 2025/26 Q1 and 2025/26 Q2 only."."""
    return f"{period} has no figure for the whole period: figures have come for {figures.listed(list(came))} only."
