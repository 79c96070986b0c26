"""The picture of demand: shares with their interval, the tolerance round the agreed share, one scale for all."""

from __future__ import annotations

from typing import Any

import pandas as pd

from pbi.charts import demand


def rows(shares: dict[str, float | None], *, agreed: list[float | None]) -> pd.DataFrame:
    return pd.DataFrame(
        {
            "period": period,
            "share": share,
            "lower_95": None if share is None else share - 1,
            "upper_95": None if share is None else share + 1,
            "agreed_share": each,
            "tolerance": 2.0,
            "verdict": None if share is None else "broadly in line",
        }
        for (period, share), each in zip(shares.items(), agreed, strict=True)
    )


def test_a_missing_quarter_is_a_gap_and_the_last_share_and_agreement_are_named() -> None:
    data = demand.series(rows({"2018/19 Q4": 45.04, "2019/20 Q2": 44.0}, agreed=[45.0, 45.0]))
    assert list(data["period"]) == ["2018/19 Q4", "2019/20 Q1", "2019/20 Q2"]
    assert data["share"].isna().tolist() == [False, True, False]
    assert data["shown"].tolist() == ["", "", "44.0%"]
    assert data["agreed_shown"].tolist() == ["", "", "agreed 45%"]
    assert (data["from_share"][0], data["to_share"][0]) == (43.0, 47.0)


def test_a_new_agreed_share_begins_another_line() -> None:
    data = demand.series(rows({"2015/16 Q4": 56.0, "2016/17 Q1": 45.0, "2016/17 Q2": 45.0}, agreed=[56.0, 45.0, 45.0]))
    first, second, third = data["agreement"]
    assert first != second == third


def test_one_scale_holds_every_limit_and_tolerance() -> None:
    both = pd.concat([rows({"2019/20 Q1": 45.0}, agreed=[45.0]), rows({"2019/20 Q1": 17.0}, agreed=[20.0])])
    low, high = demand.common_span(both)
    assert low < 16 and high > 47 and low >= 0 and high <= 100


def test_the_picture_is_drawn_with_or_without_an_agreed_share() -> None:
    for agreed in ([45.0, 45.0], [None, None]):
        spec: dict[str, Any] = demand.draw(rows({"2019/20 Q1": 45.0, "2019/20 Q2": 46.0}, agreed=agreed)).to_dict()
        assert {layer["mark"]["type"] for layer in spec["layer"]} >= {"area", "line", "rule", "point", "text"}
