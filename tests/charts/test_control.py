"""The control chart and what it says: lines, breaks, signals by shape, gates, and every state of a series."""

from __future__ import annotations

import json
from collections.abc import Sequence
from datetime import date
from decimal import Decimal
from functools import cache
from typing import Any

import pandas as pd
import pytest

from pbi.charts import charted, control, theme
from pbi.model import Fact
from pbi.narrative.change import control as said
from pbi.period import quarter
from tests.memory import Memory, authority, indicator, of_period, outturn, schemes, target, tolerance

Value = int | Decimal | None
SHIFT = (92, 88, 92, 88, 92, 81, 85, 81, 85, 81, 85, 81)
"""Mean 1031/12 = 85.92; mean range 51/11 = 4.64, limits 73.6 and 98.3. The last seven lie below the mean."""


def series(values: Sequence[Value], *, end: int = 2, rebased: str = "", **given: Any) -> pd.DataFrame:
    """The chart of quarters that end with Q``end`` of 2019/20; None is a figure that was looked for and not there."""
    return _series(tuple(values), end, rebased, **given).copy()


@cache
def _series(values: Sequence[Value], end: int, rebased: str, **given: Any) -> pd.DataFrame:
    last = quarter(2019, end)
    facts: dict[str, list[Fact]] = {
        "scheme": schemes(),
        "tolerance": [tolerance()],
        "authority": [authority("westholt")],
        "indicator": [indicator("i", **given)],
        "outturn": [
            outturn("i", "westholt", str(last.step(place - len(values) + 1)), value=value)
            for place, value in enumerate(values)
        ],
        "target": [target("i", "westholt", value=90)],
    }
    if rebased:
        said_so = {"reason": "rota ended", "author": "Board", "set_on": date(2019, 5, 2)}
        facts["rebase"] = [{"indicator": "i", "authority": "westholt", **of_period(rebased), **said_so}]
    with Memory() as memory:
        memory.receive(facts)
        rows = memory.rows("control", scheme="rag")
    held = pd.DataFrame(rows)
    return held[held["period_kind"] == "quarter"].reset_index(drop=True)


def spec(rows: pd.DataFrame, **given: Any) -> dict[str, Any]:
    found: dict[str, Any] = control.draw(rows, **given).to_dict()
    return found


def words(rows: pd.DataFrame, **given: Any) -> set[str]:
    """Every text that stands on the chart."""
    drawn = spec(rows, **given)
    shown = set()
    for layer in drawn["layer"]:
        if layer["mark"]["type"] == "text":
            shown |= {row[layer["encoding"]["text"]["field"]] for row in drawn["datasets"][layer["data"]["name"]]}
    return shown


def marks(rows: pd.DataFrame) -> list[tuple[str, bool]]:
    """Which way each kind of signal points, and whether it is filled."""
    drawn = spec(rows, ground=theme.Ground.LIGHT)
    return [
        (row["side"], layer["mark"]["fill"] != theme.GROUND.light)
        for layer in drawn["layer"]
        if "shape" in layer["encoding"]
        for row in drawn["datasets"][layer["data"]["name"]][:1]
    ]


def test_the_sentence_says_how_far_what_since_when_and_how_sure() -> None:
    assert said.sentence(series(SHIFT)) == (
        "Westholt: 81% in 2019/20 Q2: seven quarters below average, completed in 2019/20 Q2 (for the worse); "
        "provisional, 12 points."
    )


def test_a_pattern_that_goes_on_keeps_the_period_in_which_it_was_completed() -> None:
    """One more at 85, of 1116/13 = 85.85: eight below the mean, the seventh in 2019/20 Q1; thirteen points."""
    assert said.sentence(series((*SHIFT, 85))) == (
        "Westholt: 85% in 2019/20 Q2: eight quarters below average, completed in 2019/20 Q1 (for the worse)."
    )


def test_common_cause_says_the_limits() -> None:
    """10 and 11 in turn: mean 10.5, limits 10.5 ± 2.66."""
    rows = series([10, 11] * 7, decimals=2)
    assert said.sentence(rows) == "Westholt: 11.00% in 2019/20 Q2, in its usual range of 7.84% to 13.16%."
    assert said.alternative(rows).endswith("Average 10.50%, limits 7.84% and 13.16%. Target 90.00%.")


def test_outside_a_limit_by_which_way_is_better() -> None:
    """Twelve of 10 and 11 in turn, then 30: mean 156/13 = 12, mean range (11 + 19)/12 = 2.5, upper limit 18.65."""
    values = [*[10, 11] * 6, 30]
    for polarity, verdict in (("higher", "for the better"), ("lower", "for the worse"), ("none", "higher")):
        assert said.sentence(series(values, polarity=polarity)) == (
            f"Westholt: 30% in 2019/20 Q2: above its usual range ({verdict})."
        )


@pytest.mark.parametrize(
    ("values", "sentence"),
    [
        ([90], "Westholt: 90% in 2019/20 Q2, not enough data for a control chart (1 point)."),
        ([90, 92, 91], "Westholt: 91% in 2019/20 Q2, not enough data for a control chart (3 points)."),
        ([Decimal("98.6")] * 13, "Westholt: 99% in 2019/20 Q2, hardly varies, so a control chart says nothing."),
        ([None], "No figures to test."),
    ],
)
def test_what_cannot_be_said_is_said_to_be_so_and_can_be_drawn(values: list[Value], sentence: str) -> None:
    rows = series(values)
    assert said.sentence(rows) == sentence
    assert spec(rows)["layer"]


def test_what_counts_up_over_the_year_without_cases_has_no_chart() -> None:
    rows = series([5, 9, 20, 31], end=4, accumulates=True)
    assert rows["mean"].isna().all()
    assert said.sentence(rows) == "No control chart: each figure is the total for the year so far."


def test_a_shift_is_named_where_it_stands_with_its_lines_and_its_gate() -> None:
    assert {
        "shift since 2017/18 Q4",
        "81%",
        "average 86%",
        "upper limit 98%",
        "lower limit 74%",
        "provisional: 12 points",
    } <= words(series(SHIFT))


def test_a_run_of_several_rules_says_only_what_is_true_of_every_point() -> None:
    """Twelve of 0 and 2 in turn, then 9 twice: mean 30/14 = 2.14, mean range (11 × 2 + 7)/13 = 2.23, limit 8.08."""
    rows = series([*[0, 2] * 6, 9, 9])
    assert [run.what for run in said.runs(rows)] == ["shift", "outside the limit"]
    mixed = rows.assign(rule=["none"] * 11 + ["shift_high", "outside_high", "outside_high"], mean=1.0)
    assert [run.what for run in said.runs(mixed)] == ["above average"]
    assert [run.what for run in said.runs(mixed.assign(mean=5.0))] == ["signals"]


def test_marks_point_up_or_down_and_are_filled_or_hollow() -> None:
    """Of 10 and 11 in turn and then 30 the mean is 12: twelve below it, and one above the limit."""
    values = [*[10, 11] * 6, 30]
    assert marks(series(values, polarity="higher")) == [("low", True), ("high", False)]
    assert marks(series(values, polarity="lower")) == [("high", True), ("low", False)]
    assert marks(series(SHIFT)) == [("low", True)]


def test_where_neither_way_is_better_a_mark_has_a_ring() -> None:
    drawn = spec(series([*[10, 11] * 6, 30], polarity="none"))
    points = [layer for layer in drawn["layer"] if layer["mark"]["type"] == "point"]
    rings = [each for each in points if "fill" not in each["mark"] and not each["mark"].get("filled")]
    assert [len(drawn["datasets"][ring["data"]["name"]]) for ring in rings] == [1, 12]


def test_a_rebase_is_drawn_with_its_reason_and_the_line_is_lifted_there() -> None:
    rows = series(SHIFT, rebased="2017/18 Q4")
    data = charted.points(rows)
    assert data.loc[data["begins"], "period"].tolist() == ["2017/18 Q4"]
    assert data["segment"].nunique() == 2
    assert "rebased: rota ended; provisional: 7 points" in words(rows)
    assert "New limits from 2017/18 Q4: rebased: rota ended (Board, 2 May 2019)." in said.alternative(rows)


def test_two_segments_have_lines_of_their_own() -> None:
    """Five of 92 and 88: 452/5 = 90.4; seven of 81 and 85: 579/7 = 82.71."""
    found = charted.spans(charted.points(series(SHIFT, rebased="2017/18 Q4")), "mean")
    assert found[["place", "end"]].to_numpy().tolist() == [[-0.5, 4.5], [4.5, 11.5]]
    assert found["value"].tolist() == pytest.approx([90.4, 579 / 7])


def test_the_target_is_named_and_without_a_target_nothing_is() -> None:
    rows = series([90, 91] * 7, end=4)
    with_target = rows.assign(target=95.0, target_kind="benchmark")
    assert "benchmark 95%" in words(with_target)
    assert not any("target" in text or "benchmark" in text for text in words(rows.assign(target=None)))


def test_a_period_without_a_figure_is_a_gap() -> None:
    data = charted.points(series([90, None, 92], end=4))
    assert data["outturn"].isna().tolist() == [False, True, False]
    assert data["spelt"].tolist() == ["90%", "no figure", "92%"]


def test_small_multiples_share_one_scale_and_one_axis() -> None:
    one, other = series([90, 92, 91]), series([60, 61])
    both = pd.concat([one, other])
    drawn = [
        spec(rows, span=charted.common_span(both), periods=["2018/19 Q4", *one["period"]], small=True)
        for rows in (one, other)
    ]
    scales = [
        {json.dumps(layer["encoding"]["y"]["scale"]["domain"]) for layer in each["layer"] if "y" in layer["encoding"]}
        for each in drawn
    ]
    assert scales[0] == scales[1] and len(scales[0]) == 1


def test_words_that_would_meet_stand_apart_and_inside() -> None:
    assert charted.apart([9.8, 9.9, 10.0], gap=1.0, span=(0.0, 10.0)) == [8.0, 9.0, 10.0]


@pytest.mark.parametrize("ground", list(theme.Ground))
def test_every_field_of_a_picture_is_a_plain_name(ground: theme.Ground) -> None:
    drawn = spec(series(SHIFT), ground=ground)
    assert all(name.isidentifier() for rows in drawn["datasets"].values() for row in rows for name in row)
