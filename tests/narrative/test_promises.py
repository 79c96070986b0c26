"""What is said of actions: lateness, dates put off, what was carried over, escalation, money. Worked out by hand."""

from __future__ import annotations

from datetime import date
from typing import Any

import pandas as pd
import pytest

from pbi.narrative.year import lateness


def action(**changed: Any) -> dict[str, Any]:
    return {
        "status": "in_progress",
        "stated_status": "In Progress",
        "due": date(2020, 3, 31),
        "revised_due": None,
        "completed_on": None,
        "judged_on": date(2020, 4, 12),
        "times_revised": 0,
        "is_carried_over": False,
        "progress": None,
        "rating": None,
        "rating_label": None,
        "considered_by": None,
        "lacks_commentary": False,
        "cost": None,
        "compensatory_saving": None,
        **changed,
    }


@pytest.mark.parametrize(
    ("changed", "said"),
    [
        ({"status": "overdue"}, "12 days late"),
        ({"status": "overdue", "due": date(2020, 4, 11)}, "1 day late"),
        ({"status": "overdue", "revised_due": date(2020, 4, 2)}, "10 days late"),
        ({"status": "completed", "completed_on": date(2020, 4, 5)}, "5 days late"),
        ({"status": "completed", "completed_on": date(2020, 3, 31)}, ""),
        ({"status": "completed"}, ""),
        ({"status": "in_progress", "due": None}, ""),
        ({"status": "cancelled"}, ""),
    ],
)
def test_how_late(changed: dict[str, Any], said: str) -> None:
    assert lateness.late(action(**changed)) == said


def test_how_often_put_off() -> None:
    said = [lateness.put_off(action(times_revised=times)) for times in (0, 1, 2, 3, 12)]
    assert said == ["", "revised once", "revised twice", "revised three times", "revised 12 times"]


def test_who_considers_it() -> None:
    rated = action(rating="amendment", rating_label="Requires amendment", considered_by="Cabinet")
    assert lateness.escalated(rated) == "Requires amendment → Cabinet"
    assert lateness.escalated(action(rating="on target", rating_label="On target")) == "On target"
    assert lateness.escalated(action()) == ""


def test_what_the_counts_do_not_tell() -> None:
    rows = pd.DataFrame(
        [
            action(is_carried_over=True, times_revised=2),
            action(is_carried_over=True, times_revised=1),
            action(stated_status="Completed"),
            action(considered_by="Cabinet", lacks_commentary=True),
            action(considered_by="Leadership Team"),
        ]
    )
    assert lateness.noted(rows) == (
        "Of 5, 2 were carried over from an earlier year, 2 were put off, 1 states another status, "
        "1 goes to the Cabinet, 1 goes to the Leadership Team and 1 lacks its commentary."
    )
    assert lateness.noted(pd.DataFrame([action()])) == ""
    assert lateness.noted(rows.iloc[:0]) == ""


def test_what_they_cost_and_save() -> None:
    rows = pd.DataFrame([action(cost=1500.0, compensatory_saving=400.0), action(cost=500.0), action()])
    assert lateness.money(rows) == "Of 3, 2 with a cost of £2,000 and 1 with a compensatory saving of £400."
    assert lateness.money(pd.DataFrame([action()])) == ""


@pytest.mark.parametrize(
    ("changed", "contradicted"),
    [
        ({"rating": "completed", "status": "completed"}, False),
        ({"rating": "completed", "status": "completed", "progress": 100.0}, False),
        ({"rating": "completed", "status": "completed", "progress": 60.0}, True),
        ({"rating": "completed", "status": "cancelled"}, True),
        ({"rating": "aborted", "status": "cancelled", "progress": 40.0}, False),
        ({"rating": "aborted", "status": "cancelled", "progress": 100.0}, True),
        ({"rating": "aborted", "status": "cancelled", "completed_on": date(2020, 3, 1)}, True),
        ({"rating": "on target"}, False),
        ({}, False),
    ],
)
def test_a_rating_that_its_progress_contradicts_is_said(changed: dict[str, Any], contradicted: bool) -> None:
    row = action(**changed)
    assert lateness.rated_otherwise(row) is contradicted
    said = lateness.noted(pd.DataFrame([row]))
    assert ("has a rating that its progress contradicts" in said) is contradicted
