"""What is said of a change: one word, one figure it changed from, one count with its base, and what shows it."""

from __future__ import annotations

from typing import Any

import pandas as pd
import pytest

from pbi.narrative import availability
from pbi.narrative.change import arrows, certainty, movement

ROW: dict[str, Any] = {
    "indicator": "i",
    "authority": "a",
    "authority_kind": "district",
    "period": "2019/20",
    "period_kind": "year",
    "unit": "percent",
    "decimals": 0,
    "per": 100.0,
    "polarity": "higher",
    "outturn": 80.0,
    "previous": 60.0,
    "previous_period": "2018/19",
    "change": 20.0,
    "change_lower": -3.348723,
    "change_upper": 40.181175,
    "change_lower_95": 5.243147,
    "change_upper_95": 33.387266,
    "label": "Red",
    "role": "bad",
    "target": 90.0,
    "target_kind": "target",
    "availability": None,
    "members_reporting": None,
    "members_expected": None,
    "movement": "no real change",
    "moved_by": None,
    "moved_in": None,
    "chart_movement": None,
    "year_movement": "no real change",
    "chart_reason": "too few points",
    "year_reason": None,
    "chance": 0.002,
    "series_kind": "quarter",
    "points": 20,
    "gate": None,
    "rule": "none",
    "verdict": "common_cause",
    "completed": False,
    "completed_rule": None,
    "since": None,
    "assurance": None,
    "mean": 70.0,
    "lower": 50.0,
    "upper": 90.0,
}
"""60% to 80% of Newcombe's first example, 48 of 80 against 56 of 70: open at 99.8%, a change at 95%."""


def row(**given: Any) -> dict[str, Any]:
    return {**ROW, **given}


def charted(word: str, **given: Any) -> dict[str, Any]:
    """A row whose control chart shows a change: seven quarters below average by the fourth."""
    shown = {"moved_by": "control chart", "moved_in": "2019/20 Q4", "chart_movement": word, "chart_reason": None}
    pattern = {"completed": True, "completed_rule": "shift_low", "rule": "shift_low"}
    return row(**{**shown, **pattern, "movement": word, **given})


def unknown(chart: str | None, year: str | None) -> dict[str, Any]:
    """A row that no test could be made of."""
    return row(movement="not enough data", year_movement=None, chart_reason=chart, year_reason=year, chance=None)


def frame(*rows: dict[str, Any]) -> pd.DataFrame:
    return pd.DataFrame(rows)


@pytest.mark.parametrize(
    ("given", "said"),
    [
        (row(), "Red, no real change"),
        (charted("worse", label="Green"), "Green, worse"),
        (row(movement="better", label=None), "Better"),
        (row(movement="higher", label="Data only"), "Data only, higher"),
        (unknown("too few points", "no denominators"), "Red, not enough data"),
        (row(movement=None), "Red"),
    ],
)
def test_status_and_change_are_said_together(given: dict[str, Any], said: str) -> None:
    assert movement.two_axes(given) == said


@pytest.mark.parametrize(
    ("given", "said"),
    [
        (row(), "A difference of this size could be chance."),
        (row(change=0.0), ""),
        (row(movement="better", moved_by="year before"), "The change on 2018/19 is more than chance."),
        (
            row(movement="better", moved_by="year before", chart_movement="no real change", chart_reason=None),
            "The change on 2018/19 is more than chance; its quarters each stayed in their usual range.",
        ),
        (
            charted("worse"),
            "Seven quarters below average by 2019/20 Q4; the change on 2018/19 by itself could be chance.",
        ),
        (
            charted("worse", year_movement="worse"),
            "Seven quarters below average by 2019/20 Q4; the change on 2018/19 is more than chance too.",
        ),
        (
            charted("worse", year_movement="better"),
            "Seven quarters below average by 2019/20 Q4, although 2019/20 as a whole is better than 2018/19.",
        ),
        (
            charted("worse", year_movement=None, rule="none"),
            "Seven quarters below average by 2019/20 Q4, and back in its usual range since.",
        ),
        (
            row(verdict="concern", since="2018/19 Q3", rule="shift_low", chart_movement="no real change"),
            "It has been worse than usual since 2018/19 Q3.",
        ),
        (
            unknown("too few points", "no denominators"),
            "Not enough data to say whether it changed: fewer than seven periods to chart, and no numbers of cases.",
        ),
    ],
)
def test_a_sentence_says_what_shows_the_change_or_why_it_cannot_be_said(given: dict[str, Any], said: str) -> None:
    assert movement.sentence(given) == said


def test_a_reason_from_what_it_is_compared_over_comes_through_as_it_is() -> None:
    said = unknown("no series", "not comparable: Gamma joined")
    assert movement.reason(said) == "no series of quarters or months, and not comparable: Gamma joined"
    assert movement.reasons(frame(said, row())).startswith("Not enough data: no series of quarters or months, and not")


def test_a_status_that_the_usual_range_speaks_against_says_why_both_are_true() -> None:
    good = {"label": "Green", "role": "good", "assurance": "misses"}
    assert movement.caution(charted("better", **good)) == (
        "Green now; the usual range still includes the time before the change."
    )
    assert movement.caution(row(**good)) == "Green this time, unlike its usual range."
    assert movement.caution(row(assurance="meets")) == "Red this time, unlike its usual range."
    assert movement.caution(row(assurance="misses")) == ""


@pytest.mark.parametrize(
    ("given", "said"),
    [
        ({"role": "unknown", "members_reporting": 1, "members_expected": 3}, "1 of 3 authorities reported"),
        ({"role": "unknown", "polarity": "unconfirmed"}, "which way is better is not confirmed"),
        ({"role": "unknown", "availability": "provisional"}, "provisional"),
        ({"role": "unknown", "target_kind": None, "availability": "revised"}, "no target"),
        ({"role": "unknown", "target_kind": "direction", "target": None}, "no figure for the year before"),
        ({"role": "unknown"}, "no tolerance is set"),
        ({"role": "good"}, ""),
        ({"role": "unknown", "outturn": None}, ""),
    ],
)
def test_a_figure_without_a_status_says_why(given: dict[str, Any], said: str) -> None:
    assert availability.unjudged(row(**given)) == said


def test_it_always_changed_from_the_figure_of_the_year_before() -> None:
    assert (movement.came_from(row()), movement.from_to(row())) == ("60% (2018/19)", "60 → 80%")
    alone = row(previous=None, previous_period=None, change=None)
    assert (movement.came_from(alone), movement.from_to(alone)) == ("", "80%")
    assert movement.from_to(row(previous=79.9, change=0.1)) == "79.9 → 80.0%"


@pytest.mark.parametrize(
    ("rows", "said"),
    [
        (
            [charted("worse", chance=0.032), row(movement="better"), *[row(chance=0.03)] * 31],
            "2 results changed by more than chance this year: 1 better and 1 worse, out of 33 that can be tested. "
            "Chance alone gives about 1.",
        ),
        (
            [row(), unknown("cumulative", "no denominators")],
            "No result changed by more than chance this year, out of 1 that can be tested. "
            "Chance alone gives fewer than one.",
        ),
        (
            [row(movement="higher", authority_kind="partnership"), row(movement="worse")],
            "2 results changed by more than chance this year (1 of the partnership, 1 of single authorities): "
            "0 better, 1 worse and 1 neither, out of 2 that can be tested. Chance alone gives fewer than one.",
        ),
        (
            [unknown("cumulative", "no denominators")] * 2 + [unknown("too few points", "new definition")],
            "Too early to say whether 3 results changed: its quarters are totals for the year so far, and no numbers "
            "of cases (2); fewer than seven periods to chart, and a new definition (1).",
        ),
    ],
)
def test_every_count_says_its_base_and_what_chance_alone_gives(rows: list[dict[str, Any]], said: str) -> None:
    """Chances: 0.032 + 0.002 + 31 × 0.03 = 0.964, about one."""
    assert movement.base(frame(*rows)) == said


def test_what_changed_is_listed_worst_first_and_each_result_once() -> None:
    """Worse before neither and that before better; a partnership's before its members'; then by size of the change."""
    rows = [
        row(indicator="better", movement="better"),
        row(indicator="one", movement="worse", change=-3.0),
        row(indicator="further", movement="worse", change=-30.0),
        row(indicator="two", movement="worse", authority="all", authority_kind="partnership", change=-1.0),
        row(indicator="neither", movement="higher"),
        row(indicator="still"),
    ]
    found = movement.changed(frame(*rows))
    assert list(found["indicator"]) == ["two", "further", "one", "neither", "better"]
    assert movement.counts(frame(*rows)) == {"worse": 3, "higher": 1, "better": 1, "no real change": 1}


def test_a_list_without_enough_data_throughout_says_so_once() -> None:
    rows = frame(unknown("too few points", "no denominators"), unknown("cumulative", "no denominators"))
    assert movement.quiet(rows)["movement"].isna().all()
    assert movement.quiet(frame(*[row(), unknown("cumulative", None)]))["movement"].notna().all()


def test_how_sure_we_are_names_the_interval_the_usual_range_and_chance() -> None:
    assert certainty.sentences(row()) == [
        "Could be chance: true change anywhere from −3.3 to +40.2 points (95%: +5.2 to +33.4).",
        "Chance alone would call it changed about once in 500 times.",
    ]
    said = certainty.sentences(
        charted("worse", points=12, gate="provisional", change_lower=None, assurance="hit_or_miss")
    )
    assert said[0] == "Average of 12 quarters 70%, usual range 50% to 90%. Fewer than 13: the range may still move."
    assert said[1] == "The target may be met or missed by chance alone."
    assert certainty.interval(row(change_lower=0.5)).startswith("True change anywhere from +0.5 to")
    assert certainty.sentences(row(movement=None)) == []


def test_a_limit_near_zero_is_seen_on_its_side_and_a_rate_keeps_its_unit() -> None:
    assert "from −0.004 to" in certainty.interval(row(change_lower=-0.004))
    assert "from −3.35 per 1,000 to +40.18 per 1,000" in certainty.interval(row(unit="rate", per=1000.0, decimals=1))


def test_plain_arrows_have_words_and_take_the_place_of_the_test() -> None:
    held = {"short_trend": "improving", "earlier_period": "2018/19", "long_trend": "no_change", "long_periods": 3}
    assert (arrows.arrow(row(**held), "short_trend"), arrows.arrow(row(**held), "long_trend")) == (
        "↑ Better",
        "→ The same",
    )
    assert arrows.sentence(row(**held)) == (
        "Short trend: better than 2018/19. Long trend: the same as the average of the 3 periods before."
    )
    assert arrows.sentence(row(**{**held, "short_trend": None, "long_trend": None})) == ""


def test_plain_arrows_are_counted_as_what_they_are() -> None:
    rows = pd.DataFrame({"short_trend": ["improving", "improving", "worsening", "no_change", None]})
    assert arrows.tally(rows) == (
        "Short trend of 5: 2 better, 1 worse and 1 the same; 1 has no period before. "
        "Any difference moves an arrow: nothing is tested."
    )
    assert arrows.tally(pd.DataFrame({"short_trend": [None]})) == ""
