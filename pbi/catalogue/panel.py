"""The sheets of a panel: what people flag, when they look deeper, and what they asked at meetings."""

from __future__ import annotations

from collections.abc import Mapping
from datetime import date
from typing import Any

from pbi.catalogue.columns import AUTHORITY, DAY, INDICATOR, OBJECTIVE, PERIOD, TEXT, Column, Kind, dated, need
from pbi.errors import BadInput

FLAGS = ("concern", "excellence", "media")
"""What a person may raise. A significant change is worked out from the series, and raised by the rule."""


def _flagged(value: Any) -> str:
    said = str(value).casefold()
    if said == "significant change":
        raise BadInput("A significant change is worked out, not written.", remedy="Leave the row out.")
    if said not in FLAGS:
        raise BadInput(f"'{value}' is no kind of flag.", remedy=f"Write {', '.join(FLAGS[:-1])} or {FLAGS[-1]}.")
    return said


def _flag(row: dict[str, Any]) -> dict[str, Any]:
    _in_order(row["raised_on"], row["lowered_on"], "lowered before it was raised", "lowered_on")
    return dated(row)


def _deep_dive(row: dict[str, Any]) -> dict[str, Any]:
    if not (row["indicator"] or row["objective"]):
        raise BadInput("It names neither an indicator nor an objective.", remedy="Give one of them.")
    return row


def _asked(row: dict[str, Any]) -> dict[str, Any]:
    if row["due"]:
        _in_order(row["meeting_on"], row["due"], "due before the question was raised", "due")
    given = [row[name] is not None for name in ("answer", "answered_by", "answered_on")]
    if any(given) and not all(given):
        raise BadInput(
            "It is answered in part.", remedy="Give answer, answered_by and answered_on, or leave all three blank."
        )
    return row


def _in_order(first: date, then: date | None, fault: str, column: str) -> None:
    if then and then < first:
        raise BadInput(f"It was {fault}.", remedy=f"Correct {column}.")


PANEL: Mapping[str, Kind] = {
    "flags": Kind(
        table="flag",
        finish=_flag,
        columns={
            "indicator": need(INDICATOR),
            "authority": need(AUTHORITY),
            "period": PERIOD,
            "kind": Column(read=_flagged, required=True, words=FLAGS),
            "raised_by": need(TEXT),
            "reason": need(TEXT),
            "raised_on": need(DAY),
            "lowered_on": DAY,
        },
    ),
    "deep_dives": Kind(
        table="deep_dive",
        finish=_deep_dive,
        columns={
            "subject": need(TEXT),
            "meeting_on": need(DAY),
            "indicator": INDICATOR,
            "objective": OBJECTIVE,
            "authority": AUTHORITY,
            "led_by": need(TEXT),
            "done_on": DAY,
        },
    ),
    "board_questions": Kind(
        table="board_question",
        finish=_asked,
        columns={
            "question": need(TEXT),
            "meeting_on": need(DAY),
            "text": need(TEXT),
            "asked_by": need(TEXT),
            "subject": TEXT,
            "indicator": INDICATOR,
            "authority": need(AUTHORITY),
            "owner": TEXT,
            "due": DAY,
            "answer": TEXT,
            "answered_by": TEXT,
            "answered_on": DAY,
        },
    ),
}
