"""The year's end in words."""

from __future__ import annotations

from typing import Any

import pandas as pd
import pytest

from pbi.narrative.year import forecasts

ROW: dict[str, Any] = {
    "unit": "percent",
    "decimals": 0,
    "per": 100,
    "polarity": "higher",
    "adds_up": "ratio",
    "months": 9,
    "as_at": "2019/20 Q3",
    "to_date": 91.0,
    "target_to_date": 95.0,
    "forecast": 91.0,
    "low": 88.0,
    "high": 94.0,
    "largest_past_error": 3.0,
    "years_of_history": 4,
    "target": 95.0,
    "target_lower": None,
    "target_upper": None,
    "needed": 97.0,
    "reach": None,
    "note": None,
    "current_label": "Red",
    "forecast_label": "Amber",
}
COUNT = {**ROW, "unit": "number", "adds_up": "sum", "forecast": 120.0, "low": 90.0, "high": 150.0, "target": 125.0}


@pytest.mark.parametrize(
    ("row", "said"),
    [
        (ROW, "On course for 91% against 95%: Amber, within 88 to 94; 97% is needed in the last quarter."),
        (
            {**ROW, "months": 6},
            "On course for 91% against 95%: Amber, within 88 to 94; 97% is needed over the last two quarters.",
        ),
        (
            {**ROW, "months": 11},
            "On course for 91% against 95%: Amber, within 88 to 94; 97% is needed over the last month.",
        ),
        (
            {**COUNT, "months": 6, "needed": 20.0},
            "On course for 120 against 125: Amber, within 90 to 150; 20 is needed in each of the last two quarters.",
        ),
        (
            {**COUNT, "months": 8, "needed": 20.0},
            "On course for 120 against 125: Amber, within 90 to 150; 20 is needed a quarter over the last four months.",
        ),
        (
            {**COUNT, "polarity": "lower", "needed": 5.0},
            "On course for 120 against 125: Amber, within 90 to 150; no more than 5 is allowed in the last quarter.",
        ),
        (
            {**ROW, "needed": None, "reach": "out of reach"},
            "On course for 91% against 95%: Amber, within 88 to 94; the target is out of reach.",
        ),
        (
            {**COUNT, "forecast_label": "Green", "needed": float("nan"), "reach": "met"},
            "On course for 120 against 125: Green, within 90 to 150; the target is already met.",
        ),
        (
            {**ROW, "forecast_label": None, "target": None, "needed": None, "low": None, "high": None},
            "On course for 91%.",
        ),
        ({**ROW, "forecast": None, "note": "no forecast: two years of history"}, "No forecast: two years of history."),
    ],
)
def test_the_year_in_one_sentence(row: dict[str, Any], said: str) -> None:
    assert forecasts.sentence(row) == said


def test_a_forecast_just_under_its_target_is_not_shown_as_the_target() -> None:
    assert forecasts.sentence({**ROW, "forecast": 94.96}).startswith("On course for 94.96% against 95%: Amber")


def test_to_date_and_the_range_are_said_as_what_they_are() -> None:
    assert forecasts.to_date(ROW) == "91% by 2019/20 Q3 against 95%: Red."
    assert forecasts.to_date({**COUNT, "to_date": 80.0, "target_to_date": 94.0}) == (
        "80 by 2019/20 Q3 against 94 by then: Red."
    )
    assert forecasts.range_said(ROW) == (
        "The range is the largest past error at this point of the year, 3 points, either way; 4 years of history."
    )
    assert forecasts.range_said({**ROW, "forecast": None}) == ""


def test_what_is_needed_in_a_cell() -> None:
    assert forecasts.needed(ROW) == "97%"
    assert forecasts.needed({**COUNT, "needed": 20.0, "months": 6}) == "20 a quarter"
    assert forecasts.needed({**COUNT, "needed": 5.0, "polarity": "lower"}) == "no more than 5"
    assert forecasts.needed({**ROW, "needed": None}) == ""


def test_a_band_is_said_as_one() -> None:
    row = {**ROW, "target": None, "target_lower": 90.0, "target_upper": 95.0, "needed": None}
    assert forecasts.sentence(row) == "On course for 91% against 90% to 95%: Amber, within 88 to 94."


def test_how_often_the_status_was_called_right() -> None:
    rows = pd.DataFrame(
        {"months": [3, 3, 6, 9, 9], "called_right": [False, True, True, None, True], "role": "good"}, dtype=object
    ).astype({"months": int})
    assert forecasts.called(rows) == "After Q1 it called 1 of 2 statuses right, after Q2 1 of 1 and after Q3 1 of 1."
    assert forecasts.called(rows.iloc[3:4]) == "No past year that it could be tried on had a status to call."
    assert forecasts.called(rows.assign(role=None)) == "5 forecasts of past years were tried."
    assert forecasts.called(rows.iloc[:0]) == "There is no past year to try the forecast on."
