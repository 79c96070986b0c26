"""What is said of a movement: verdicts in words, intervals, and how many moved out of how many."""

from __future__ import annotations

from typing import Any

import pandas as pd
import pytest

from pbi.narrative import movement

FORTY_FOUR = {
    "improving": 2,
    "worsening": 1,
    "increasing": 1,
    "no_clear_change": 26,
    "too_few_points": 3,
    "not_testable": 8,
    "not_comparable": 1,
    None: 2,
}


def row(**changed: Any) -> dict[str, Any]:
    """60% to 80% of Newcombe's first example, 48 of 80 against 56 of 70: open at 99.8%, a change at 95%."""
    return {
        "unit": "percent",
        "decimals": 0,
        "per": 100.0,
        "polarity": "higher",
        "direction": "no_clear_change",
        "untested": None,
        "change_lower": -3.348723,
        "change_upper": 40.181175,
        "change_lower_95": 5.243147,
        "change_upper_95": 33.387266,
        **changed,
    }


def test_the_interval_that_decides_and_the_fainter_one() -> None:
    said = movement.interval(row())
    assert said == (
        "The change lies between −3.3 and +40.2 points (99.8%), or between +5.2 and +33.4 points at 95%, "
        "which alone would call it improving."
    )
    assert movement.interval(row(polarity="lower")).endswith("call it worsening.")
    assert movement.interval(row(polarity="none")).endswith("call it increasing.")
    assert movement.interval(row(change_lower_95=-1.0)).endswith("at 95%.")
    assert movement.interval(row(direction="improving")).endswith("at 95%.")
    assert movement.interval(row(change_lower=None)) == ""


def test_a_limit_near_nought_is_seen_on_its_side() -> None:
    assert "between −0.004 and" in movement.interval(row(change_lower=-0.004))


def test_a_rate_keeps_its_unit() -> None:
    said = movement.interval(row(unit="rate", per=1000.0, decimals=1))
    assert said.startswith("The change lies between −3.35 per 1,000 and +40.18 per 1,000 (99.8%)")


@pytest.mark.parametrize(
    ("direction", "untested", "brief", "full"),
    [
        ("improving", None, "Improving", "Improving."),
        ("worsening", None, "Worsening", "Worsening."),
        ("increasing", None, "Increasing", "Increasing."),
        ("decreasing", None, "Decreasing", "Decreasing."),
        ("no_clear_change", None, "No clear change", "No clear change."),
        (
            "not_testable",
            "no denominators",
            "Not testable: no denominators",
            "Not testable: the return gives no denominators.",
        ),
        (
            "not_comparable",
            "new definition",
            "Not comparable: new definition",
            "Not comparable with the year before: the definition changed.",
        ),
        (
            "not_comparable",
            "members missing",
            "Not comparable: a member missing",
            "Not comparable with the year before: an authority's figure is missing.",
        ),
        (None, None, "", ""),
    ],
)
def test_words_and_never_a_bare_arrow(direction: str | None, untested: str | None, brief: str, full: str) -> None:
    said = row(direction=direction, untested=untested)
    assert (movement.brief(said), movement.verdict(said)) == (brief, full)


def test_how_many_moved_out_of_how_many_and_how_many_by_chance() -> None:
    """2 + 1 + 1 + 26 = 30 tested, 30 × 0.002 = 0.06; 44 − 30 = 14 not, those without an earlier figure among them."""
    rows = pd.DataFrame({"direction": [code for code, times in FORTY_FOUR.items() for _ in range(times)]})
    assert movement.tally(rows) == (
        "Against the year before, of 44: 2 improved, 1 worsened, 1 moved where neither way is better, 26 show no clear "
        "change and 14 cannot be tested. 30 were tested; about 0.06 would seem changed by chance alone."
    )


def test_nothing_is_said_where_nothing_was_tested_or_held() -> None:
    untested = pd.DataFrame({"direction": ["not_testable", "not_testable", None]})
    assert movement.tally(untested) == (
        "Against the year before, of 3: 0 improved, 0 worsened, 0 show no clear change and 3 cannot be tested."
    )
    assert movement.tally(pd.DataFrame({"direction": [None, None]})) == ""
    assert movement.tally(pd.DataFrame({"direction": []})) == ""


def test_plain_arrows_have_words_and_stand_in_the_verdict_s_place() -> None:
    arrows = {
        "short_trend": "improving",
        "earlier_period": "2018/19",
        "long_trend": "no_change",
        "long_periods": 3,
    }
    said = row(**arrows)
    assert movement.arrow(said, "short_trend") == "↑ Improving"
    assert movement.arrow(said, "long_trend") == "→ No change"
    assert movement.verdict(said) == (
        "Short trend: improving on 2018/19. Long trend: no change on the mean of the 3 periods before."
    )
    assert movement.interval(said) == ""
    assert movement.verdict(row(**{**arrows, "short_trend": None, "long_trend": None})) == ""


def test_plain_arrows_are_counted_as_what_they_are() -> None:
    rows = pd.DataFrame({"short_trend": ["improving", "improving", "worsening", "no_change", None]})
    assert movement.tally(rows) == (
        "Short trend of 5: 2 improving, 1 worsening and 1 no change; 1 has no period before. "
        "Any difference moves an arrow: nothing is tested."
    )
    assert movement.tally(pd.DataFrame({"short_trend": [None]})) == ""
