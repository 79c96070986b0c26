"""What changed, in words: the first sentence, each flag with who raised it, objectives and what nobody measures."""

from __future__ import annotations

from datetime import date
from typing import Any

import pandas as pd

from pbi.narrative.change import flags

CHANGE: dict[str, Any] = {
    "indicator": "A",
    "authority_name": "Westholt",
    "kind": "significant change",
    "verdict": "concern",
    "raised_by": "the rule",
    "reason": "a figure below its usual range, in 2019/20 Q4",
    "raised_on": None,
}
CONCERN = {**CHANGE, "kind": "concern", "verdict": None, "raised_by": "the panel", "reason": "Nobody comes."}
FIGURES = pd.DataFrame(
    {
        "indicator": ["A", "A", "B", "C", "D"],
        "outturn": [1.0, 2.0, 3.0, 4.0, None],
        "objective": ["O1", "O1", "O2", None, "O2"],
        "authority": ["a", "b", "a", "a", "b"],
    }
)


def rows(*given: dict[str, Any]) -> pd.DataFrame:
    return pd.DataFrame([{**CHANGE, **each} for each in given], columns=list(CHANGE))


def test_each_indicator_counts_once_in_each_kind() -> None:
    """A changed in two authorities and worries somebody, B is in the media; D has no figure."""
    held = rows({}, {"authority_name": "Eastmere"}, CONCERN, {**CONCERN, "indicator": "B", "kind": "media"})
    assert flags.headline(held, FIGURES) == (
        "2 of 3 indicators need attention: 1 has a result that changed, 1 raises concern and 1 is in the media."
    )
    assert flags.headline(rows(), FIGURES) == (
        "None of 3 indicators is flagged: no result changed, and no concern was raised."
    )
    assert flags.headline(rows(), FIGURES.iloc[:0]) == ""


def test_changes_of_one_way_are_said_together_and_people_by_name() -> None:
    held = rows(
        {},
        {"authority_name": "Eastmere"},
        {"authority_name": "Northvale", "reason": "seven figures below its average, in 2019/20 Q3"},
        {**CONCERN, "raised_on": date(2020, 5, 1)},
    )
    assert flags.sentences(held) == [
        (
            "Worse",
            "a figure below its usual range, in 2019/20 Q4 (Westholt and Eastmere); "
            "seven figures below its average, in 2019/20 Q3 (Northvale)",
        ),
        ("Concern", "Westholt: Nobody comes (raised by the panel, 1 May 2020)"),
    ]


def test_what_got_worse_or_worries_stands_before_what_got_better() -> None:
    held = rows(
        {"indicator": "better", "verdict": "improvement"},
        {"indicator": "up", "verdict": "high"},
        {**CONCERN, "indicator": "worry"},
        {"indicator": "better and worse", "verdict": "improvement"},
        {"indicator": "better and worse"},
    )
    assert flags.ranked(held)[2:] == ["up", "better"]
    assert set(flags.ranked(held)[:2]) == {"worry", "better and worse"}


def test_the_objectives_of_the_plans_in_use_and_those_nobody_measures() -> None:
    held = pd.DataFrame(
        [
            ("O1", "Quiet nights", "Ours", "Healthy", "env", None),
            ("O2", "Safe food", "Ours", "Safe", "food", None),
            ("O3", "One system", "Ours", None, "staff", None),
            ("O4", "Ours by name", "A plan without figures", None, "env", FIGURES["authority"].iloc[0]),
            ("O5", "Nobody's by name", None, None, "env", None),
            ("X1", "Fires", "Another's", "Fire", "fire", None),
            ("X2", "Quiet seas", "Another's", "Sea", "env", "elsewhere"),
        ],
        columns=["code", "title", "plan", "objective_group", "service", "authority"],
    )
    indicators = pd.DataFrame({"objective": ["O1", "O2", None], "lifecycle": ["active", "retired", "active"]})
    mine = flags.objectives(held, FIGURES)
    assert list(zip(mine["code"], mine["objective_group"], strict=True)) == [
        ("O1", "Healthy"),
        ("O2", "Safe"),
        ("O3", "Other objectives"),
        ("O4", "Other objectives"),
    ]
    assert list(flags.uncovered(mine, indicators)["code"]) == ["O2", "O3", "O4"]  # a retired indicator measures nothing
    assert list(flags.objectives(held, FIGURES[FIGURES["objective"] == "O1"], services=("env",))["code"]) == [
        "O1",
        "O4",
    ]
    assert set(flags.theirs(held, FIGURES)["code"]) == {"O1", "O2", "O3", "O4", "O5"}


def test_a_deep_dive_says_of_what_by_whom_and_whether_it_is_done() -> None:
    dive = {
        "subject": "Noise",
        "meeting_on": date(2020, 9, 10),
        "led_by": "the lead",
        "done_on": None,
        "title": "Quiet nights",
        "indicator": "EP01",
        "indicator_name": "Noise answered",
        "objective": "O1",
        "authority_name": "Westholt",
    }
    assert flags.looked_into(dive) == "10 September 2020: Noise (EP01 Noise answered, Westholt), led by the lead"
    wide = {**dive, "indicator": None, "authority_name": None, "done_on": date(2020, 9, 11)}
    assert flags.looked_into(wide) == (
        "10 September 2020: Noise (O1 Quiet nights), led by the lead; done on 11 September 2020"
    )
