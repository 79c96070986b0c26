"""Every state of availability is told in words and in the Government Statistical Service's shorthand."""

from __future__ import annotations

from typing import Any

import pandas as pd
import pytest

from pbi.model import Availability
from pbi.narrative import availability


def row(**given: Any) -> dict[str, Any]:
    return {"outturn": 98.0, "decimals": 0, "availability": None, "restated": False, "direction": None, **given}


def test_the_table_holds_every_state() -> None:
    assert set(availability.STATES) == {each.value for each in Availability}
    assert {state.shorthand for state in availability.STATES.values()} - {""} <= set(availability.LEGEND)


@pytest.mark.parametrize(
    ("given", "said"),
    [
        ({}, ""),
        ({"availability": "provisional"}, "[p]"),
        ({"availability": "estimated", "restated": True}, "[e] [r]"),
        ({"availability": "revised", "restated": True}, "[r]"),
        ({"direction": "not_comparable", "untested": "new definition"}, "[b]"),
        ({"direction": "not_comparable", "untested": "members missing"}, ""),
        ({"direction": "not_comparable", "untested": "other members"}, ""),
        ({"availability": "break", "direction": "not_comparable", "untested": "new definition"}, "[b]"),
        ({"availability": "no_target"}, ""),
        ({"availability": "data_only"}, ""),
        ({"outturn": 0.3}, "[low]"),
        ({"outturn": -0.3}, "[low]"),
        ({"outturn": 0.3, "decimals": 1}, ""),
        ({"outturn": 0.0}, ""),
        ({"outturn": 1234.0}, ""),
        ({"outturn": None, "availability": "late"}, "[x]"),
        ({"outturn": None, "availability": "not_due"}, "[x]"),
        ({"outturn": None, "availability": "annual_only"}, "[z]"),
        ({"outturn": float("nan"), "availability": "suppressed", "restated": True}, "[c]"),
        ({"outturn": None}, ""),
    ],
)
def test_shorthand(given: dict[str, Any], said: str) -> None:
    assert availability.shorthand(row(**given)) == said


def test_a_missing_figure_is_said_with_its_shorthand() -> None:
    assert availability.missing(row(outturn=None, availability="annual_only")) == "[z] annual, not due"
    assert availability.missing(row(outturn=None)) == "no figure"


def test_the_legend_explains_what_is_used_and_no_more() -> None:
    assert availability.legend(["[x]", "[p]", "[x]"]) == "[p] provisional · [x] not available"
    assert availability.legend([]) == ""


def test_what_is_outside_the_counts_is_named() -> None:
    states = ["annual_only"] * 13 + ["late"] * 2 + ["awaited"]
    rows = pd.DataFrame([row(outturn=None, availability=state) for state in states] + [row()] * 4)
    said = "13 annual indicators are not due. Without a figure: 1 awaited and 2 late."
    assert availability.absent(rows) == said
    assert availability.absent(rows.iloc[:1]) == "1 annual indicator is not due."
    assert availability.absent(rows.iloc[-4:]) == ""
