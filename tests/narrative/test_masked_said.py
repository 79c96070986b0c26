"""What a total hides, in words: worked by hand from rows of the measure."""

from __future__ import annotations

from typing import Any

import pandas as pd

from pbi.narrative import masked

ROW: dict[str, Any] = {
    "indicator": "EP01",
    "indicator_name": "Noise complaints answered",
    "authority_name": "Three Vales",
    "member_name": "Westholt",
    "reason": "not good",
    "unit": "percent",
    "decimals": 1,
    "per": 100,
    "outturn": 92.17,
    "target": 90.0,
    "label": "Green",
    "member_outturn": 80.60,
    "member_target": 90.0,
    "member_label": "Red",
    "member_role": "bad",
    "change": -0.5,
    "movement": "no real change",
    "member_change": -2.8,
}


def rows(*given: dict[str, Any]) -> pd.DataFrame:
    return pd.DataFrame([{**ROW, **each} for each in given])


def test_a_good_total_and_a_bad_member() -> None:
    assert masked.of_indicator(rows({})) == ["Three Vales's 92.2% is Green, which hides Westholt's 80.6%: Red."]
    assert masked.beside(rows({})) == "masked: Westholt"
    assert masked.why(ROW) == "total Green, member Red"


def test_a_member_nearly_good_is_listed_and_does_not_mark_the_tile() -> None:
    nearly = rows({"member_role": "near", "member_label": "Amber"})
    assert masked.beside(nearly) == ""
    assert masked.headline(nearly) == "1 total hides a member that is nearly good."


def test_a_member_got_worse_while_the_total_did_not() -> None:
    worse = {"reason": "worsening", "member_role": None, "member_change": -7.21, "movement": "better"}
    assert masked.of_indicator(rows(worse)) == [
        "Westholt got worse (−7.2 points) while Three Vales as a whole got better."
    ]
    assert masked.beside(rows(worse)) == "masked: Westholt"


def test_every_member_rose_and_the_total_fell() -> None:
    """75.0% to 65.8% in all; 80% to 95% and 50% to 60% in the two."""
    turned = {"reason": "reversed", "member_role": None, "change": -9.17}
    held = rows(
        {**turned, "member_name": "North", "member_change": 15.0},
        {**turned, "member_name": "South", "member_change": 10.0},
    )
    assert masked.of_indicator(held) == [
        "Three Vales fell by 9.2 points although no member fell: North +15.0 points, South +10.0 points. "
        "Only the mix between them moved the total."
    ]
    assert masked.beside(held) == "masked: every member"


def test_failures_stand_before_members_nearly_good() -> None:
    held = rows({"indicator": "A1", "indicator_name": "Visits", "member_role": "near", "member_name": "Eastmere"}, {})
    assert list(masked.ranked(held)["indicator"]) == ["EP01", "A1"]
    assert masked.headline(held) == (
        "1 total hides a member that failed: Noise complaints answered (Westholt). "
        "1 more hides one that is nearly good."
    )
    assert masked.headline(held.iloc[:0]) == ""


def test_what_the_hidden_members_did_is_said_as_it_is() -> None:
    held = rows({}, {"indicator": "A1", "indicator_name": "Visits", "reason": "worsening", "member_role": None})
    assert masked.headline(held) == (
        "2 totals hide a member that failed or fell back: Noise complaints answered (Westholt) and Visits (Westholt)."
    )
    assert "a member that moved the other way:" in masked.headline(rows({"reason": "reversed", "member_role": None}))
