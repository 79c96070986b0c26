"""The fan: from the last year held to the year's end, with its range."""

from __future__ import annotations

import json
from typing import Any

from pbi import charts
from tests.charts.test_charts import rows

AHEAD: dict[str, Any] = {
    "period": "2019/20",
    "unit": "percent",
    "decimals": 0,
    "per": 100,
    "forecast": 91.0,
    "low": 88.0,
    "high": 94.0,
    "target": 95.0,
}


def test_the_fan_opens_at_the_last_year_held() -> None:
    fan = charts.forecast.fan(rows({"2017/18": 90.0, "2018/19": 92.0, "2019/20": None}), AHEAD)
    assert fan[["period", "forecast", "low", "high"]].values.tolist() == [
        ["2018/19", 92.0, 92.0, 92.0],
        ["2019/20", 91.0, 88.0, 94.0],
    ]
    assert list(fan["spelt"]) == ["", "forecast 91%"]


def test_after_a_year_without_a_figure_it_is_the_end_alone() -> None:
    fan = charts.forecast.fan(rows({"2016/17": 90.0, "2017/18": 92.0}), AHEAD)
    assert list(fan["period"]) == ["2019/20"]


def test_of_a_count_to_date_it_ends_in_the_last_quarter_of_the_same_year() -> None:
    end = {**AHEAD, "period": "2019/20 Q4"}
    fan = charts.forecast.fan(rows({"2019/20 Q1": 20.0, "2019/20 Q2": 45.0, "2019/20 Q3": None}), end)
    assert list(fan["period"]) == ["2019/20 Q2", "2019/20 Q4"]
    alone = charts.forecast.fan(rows({"2018/19 Q3": 70.0}), end)
    assert list(alone["period"]) == ["2019/20 Q4"]


def test_the_picture_holds_the_whole_fan_on_the_trends_own_axis() -> None:
    drawn = json.loads(charts.forecast.draw(rows({"2017/18": 90.0, "2018/19": 92.0}), AHEAD).to_json())
    domains = {
        tuple(layer["encoding"]["y"]["scale"]["domain"])
        for layer in _leaves(drawn)
        if "domain" in layer.get("encoding", {}).get("y", {}).get("scale", {})
    }
    [(low, high)] = domains
    assert low < 88 and high > 100
    sorts = {tuple(layer["encoding"]["x"]["sort"]) for layer in _leaves(drawn) if "x" in layer.get("encoding", {})}
    assert sorts == {("2017/18", "2018/19", "2019/20")}


def _leaves(node: dict[str, Any]) -> list[dict[str, Any]]:
    inside = [leaf for layer in node.get("layer", []) for leaf in _leaves(layer)]
    return [*inside, node]
