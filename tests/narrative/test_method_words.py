"""Rules and restatements in words."""

from __future__ import annotations

from datetime import date
from typing import Any

import pandas as pd
import pytest

from pbi.model import JUDGED, StatusRole
from pbi.narrative import method
from pbi.narrative.change import history

RAG = pd.DataFrame({"role": [*JUDGED, StatusRole.DATA_ONLY], "label": ["Green", "Amber", "Red", "Data only"]})
MET = pd.DataFrame({"role": ["good", "bad"], "label": ["Met", "Not met"]})


def tolerance(**given: Any) -> dict[str, Any]:
    shipped = {"basis": "relative", "green_within": 0.0, "amber_within": 5.0, "good_cut": None, "near_cut": None}
    who = {"indicator": None, "authority": None, "valid_to": None, "inclusive": True}
    return {**shipped, **who, **given}


@pytest.mark.parametrize(
    ("given", "statuses", "said"),
    [
        ({}, RAG, "Green: the target is met. Amber: missed by no more than 5% of it. Red: by more."),
        (
            {"green_within": 5.0, "amber_within": 10.0},  # Bracknell Forest's printed rule
            RAG,
            "Green: the target is met or missed by no more than 5% of it. Amber: missed by no more than 10% of it. "
            "Red: by more.",
        ),
        ({"amber_within": 0.0}, MET, "Met: the target is met. Not met: the target is missed."),
        ({"amber_within": 5.0}, MET, "Met: the target is met. Not met: the target is missed."),
        (
            {"basis": "points", "amber_within": 0.5},
            RAG,
            "Green: the target is met. Amber: missed by no more than 0.5 in the indicator's own unit. Red: by more.",
        ),
    ],
)
def test_a_rule_in_words(given: dict[str, Any], statuses: pd.DataFrame, said: str) -> None:
    assert method.rule(tolerance(**given), statuses) == said


def test_fixed_values_are_said_as_such() -> None:
    said = method.rule(tolerance(basis="values", good_cut=30.0, near_cut=33.0), RAG)
    assert said == "Green: up to 30. Amber: up to 33. Red: beyond; fixed values, whatever the target."


@pytest.mark.parametrize(
    ("own", "said"),
    [
        ([], "Red: by more."),
        ([{"indicator": "I"}], "Red: by more. 1 indicator has a rule of its own."),
        (
            [{"indicator": "I"}, {"authority": "A"}],
            "Red: by more. 1 indicator and 1 authority have rules of their own.",
        ),
    ],
)
def test_how_many_have_rules_of_their_own(own: list[dict[str, Any]], said: str) -> None:
    rules = pd.DataFrame([tolerance(), *[tolerance(**each) for each in own]], dtype=object)
    assert method.judged(RAG, rules).endswith(said)


def test_no_rule_is_said() -> None:
    assert method.judged(RAG, pd.DataFrame([tolerance(indicator="I")], dtype=object)) == method.NO_RULE


def restated(*moves: tuple[str, float, float | None]) -> pd.DataFrame:
    """Newest first: period, value before, value after."""
    shape = {"indicator_name": "Visits", "authority_name": "Ay", "unit": "percent", "per": 100, "decimals": 0}
    rows = [
        {**shape, "indicator": "I", "authority": "A", "period": period, "old_value": old, "new_value": new}
        for period, old, new in moves
    ]
    return pd.DataFrame(rows).assign(received_on=date(2020, 9, 1))


@pytest.mark.parametrize(
    ("moves", "said"),
    [
        ((("2019/20", 98, 100),), "Visits, Ay, from 98% to 100%."),
        ((("2019/20", 99, 100), ("2019/20", 98, 99)), "Visits, Ay, from 98% to 100%."),  # twice: the first and the last
        ((("2019/20", 98, None),), "Visits, Ay, from 98% to none."),
        (
            (("2019/20", 98, 100), ("2018/19", 90, 91)),
            "2 figures of 2018/19 and 2019/20 have been revised since they were first reported.",
        ),
    ],
)
def test_what_was_restated(moves: tuple[tuple[str, float, float | None], ...], said: str) -> None:
    assert history.restated(restated(*moves)).endswith(said)


@pytest.mark.parametrize(
    ("row", "said"),
    [
        ({"old_outturn": 98.0, "new_outturn": 100.0, "figure_changed": True}, "figure revised"),
        ({"new_outturn": 100.0, "figure_changed": True}, "figure received since"),
        ({"old_outturn": 98.0, "figure_changed": True}, "figure withdrawn"),
        ({"target_changed": True, "tolerance_changed": True}, "target changed, tolerance changed"),
        ({"status_changed": True}, "judged otherwise"),
        ({"movement_changed": True}, "change judged otherwise"),
    ],
)
def test_what_changed_since_it_was_reported(row: dict[str, Any], said: str) -> None:
    changes = ("figure_changed", "target_changed", "tolerance_changed", "movement_changed")
    nothing = dict.fromkeys(("old_outturn", "new_outturn", *changes))
    assert history.changed({**nothing, **row}) == said
