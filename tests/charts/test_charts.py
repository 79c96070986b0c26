"""What the pictures hold: the figures given, gaps where there are none, labels, and one scale to compare on."""

from __future__ import annotations

import json
from typing import Any
from urllib.parse import unquote

import pandas as pd
import pytest

from pbi.charts import scorecard, spark, theme, trend
from pbi.period import canonical


def rows(figures: dict[str, float | None], **changed: Any) -> pd.DataFrame:
    """A trend of one authority, target 100 in the last year."""
    last = list(figures)[-1]
    held = [
        {
            "period": period,
            "period_start": pd.Timestamp(canonical(period).start),
            "comparable_from": None,
            "target_kind": "target",
            "outturn": value,
            "target": 100.0 if period == last else None,
            "good_bound": None,
            "near_bound": None,
            "unit": "percent",
            "decimals": 0,
            "per": 100.0,
            "availability": None,
            "restated": False,
            "label": "Amber",
            "direction": None,
        }
        for period, value in figures.items()
    ]
    return pd.DataFrame(held).assign(**changed)


def values(spec: dict[str, Any]) -> list[dict[str, Any]]:
    return [row for data in spec["datasets"].values() for row in data]


def layers(spec: dict[str, Any], mark: str) -> list[dict[str, Any]]:
    return [layer for layer in spec["layer"] if layer["mark"]["type"] == mark]


def test_the_trend_holds_every_figure_and_the_target_named_on_its_line() -> None:
    spec = trend.draw(rows({"2017/18": 100.0, "2018/19": 69.0, "2019/20": 96.0})).to_dict()
    held = {row["period"]: (row["outturn"], row["above"], row["below"], row["target_shown"]) for row in values(spec)}
    assert held == {
        "2017/18": (100.0, "100%", "", ""),
        "2018/19": (69.0, "", "69%", ""),  # a low: its label stands below
        "2019/20": (96.0, "96%", "", "target 100%"),
    }


def test_what_is_within_tolerance_is_shaded_and_named() -> None:
    """From 95 to 100 in both years; nothing where a year's figure has no bounds."""
    held = rows({"2018/19": 98.0, "2019/20": 96.0}, target=100.0, good_bound=100.0, near_bound=95.0)
    [shade] = layers(trend.draw(held).to_dict(), "area")
    assert (shade["encoding"]["y"]["field"], shade["encoding"]["y2"]["field"]) == ("good_bound", "near_bound")
    assert trend.series(held)[["good_bound", "near_bound"]].to_numpy().tolist() == [[100.0, 95.0]] * 2
    assert trend.series(held)["target_shown"].tolist() == ["", "target 100%, tolerance shaded"]
    assert layers(trend.draw(rows({"2018/19": 98.0, "2019/20": 96.0})).to_dict(), "area") == []


def test_a_target_is_named_where_the_line_is_far_from_it_and_always_at_its_last_period_where_it_moved() -> None:
    near_at_last = {"2017/18": 80.0, "2018/19": 81.0, "2019/20": 99.0}
    assert trend.series(rows(near_at_last, target=100.0))["target_shown"].tolist() == ["target 100%", "", ""]
    moved = rows(near_at_last).assign(target=[90.0, 100.0, 100.0])
    assert trend.series(moved)["target_shown"].tolist() == ["", "", "target 100%"]


def test_a_missing_year_is_a_gap_not_a_line_across() -> None:
    data = trend.series(rows({"2016/17": 90.0, "2017/18": 91.0, "2019/20": 93.0}))
    assert list(data["period"]) == ["2016/17", "2017/18", "2018/19", "2019/20"]
    assert data["outturn"].isna().tolist() == [False, False, True, False]
    assert (data["above"] + data["below"]).tolist() == ["90%", "91%", "", "93%"]


def test_no_line_crosses_a_break() -> None:
    held = rows({"2017/18": 90.0, "2018/19": 91.0, "2019/20": 93.0})
    held["availability"] = [None, "break", None]
    data = trend.series(held)
    assert data["segment"].tolist() == ["0", "1", "1"]
    assert len(layers(trend.draw(held).to_dict(), "rule")) == 1


def test_the_line_begins_anew_once_where_a_new_definition_begins() -> None:
    """Comparable from April 2018: the four quarters of that year are one line, and the break is labelled once."""
    held = rows({f"{year} Q{number}": 90.0 + number for year in ("2017/18", "2018/19") for number in (1, 2, 3, 4)})
    held["comparable_from"] = pd.Timestamp(2018, 4, 1)
    data = trend.series(held)
    assert data["segment"].tolist() == ["0"] * 4 + ["1"] * 4
    assert data.loc[data["broken"], "period"].tolist() == ["2018/19 Q1"]
    assert data.loc[data["broken"], "why"].tolist() == ["new definition"]
    labels = [layer["encoding"]["text"].get("field") for layer in layers(trend.draw(held).to_dict(), "text")]
    assert "why" in labels


def test_the_line_begins_anew_where_a_member_joins_or_leaves() -> None:
    held = rows({"2017/18": 95.0, "2018/19": 83.3, "2019/20": 83.0})
    held["members_changed"] = [None, "Gamma joined on 1 April 2018", None]
    data = trend.series(held)
    assert data["segment"].tolist() == ["0", "1", "1"]
    assert data.loc[data["broken"], "why"].tolist() == ["Gamma joined on 1 April 2018"]


def test_a_series_that_lies_after_its_break_is_whole() -> None:
    held = rows({"2018/19": 90.0, "2019/20": 91.0}, comparable_from=pd.Timestamp(2018, 4, 1))
    assert not trend.series(held)["broken"].any()


@pytest.mark.parametrize(
    ("kind", "said"), [("forecast", "forecast 100%"), ("benchmark", "benchmark 100%"), ("direction", "last year 100%")]
)
def test_what_stands_in_a_targets_place_is_labelled_so_on_its_line(kind: str, said: str) -> None:
    assert trend.series(rows({"2019/20": 96.0}, target_kind=kind))["target_shown"].tolist() == [said]


def test_a_figure_near_a_bound_is_labelled_with_the_decimals_that_tell_them_apart() -> None:
    """94.96 is Red where Amber ends at 95: it is not labelled 95%."""
    held = rows({"2019/20": 94.96}, near_bound=95.0)
    assert trend.series(held)["spelt"].tolist() == ["94.96%"]


def test_shorthand_stands_beside_the_figure() -> None:
    held = rows({"2018/19": 90.0, "2019/20": 93.0})
    held["restated"], held["availability"] = [True, False], [None, "provisional"]
    data = trend.series(held)
    assert (data["above"] + data["below"]).tolist() == ["90% [r]", "93% [p]"]


def test_quarters_keep_their_order_and_label_the_first_of_each_year() -> None:
    held = rows({f"20{year}/{year + 1} Q{number}": float(number) for year in (17, 18, 19) for number in (1, 2, 3, 4)})
    axis = layers(trend.draw(held).to_dict(), "line")[-1]["encoding"]["x"]
    assert axis["sort"][0] == "2017/18 Q1" and axis["sort"][-1] == "2019/20 Q4"
    assert axis["axis"]["values"] == ["2017/18 Q1", "2018/19 Q1", "2019/20 Q1"]


def test_a_count_is_drawn_from_nought_and_a_percentage_is_not() -> None:
    """The highest of 264 and 306 is the latter, and a fifth of the span is left above it for its label."""
    counted, percent = (
        trend.draw(rows({"2018/19": 264.0, "2019/20": 306.0}, unit=unit, target=None)).to_dict()
        for unit in ("number", "percent")
    )
    [scale] = {json.dumps(layer["encoding"]["y"]["scale"]) for layer in layers(counted, "line")}
    assert json.loads(scale)["domain"] == [0.0, pytest.approx(306 * 1.2)]
    assert all("domain" not in layer["encoding"]["y"]["scale"] for layer in layers(percent, "line"))


def test_small_multiples_share_one_scale_and_one_axis() -> None:
    high, low = rows({"2018/19": 95.0, "2019/20": 99.0}), rows({"2019/20": 60.0})
    both = pd.concat([high, low])
    span, periods = trend.common_span(both), trend.whole(list(both["period"]))
    specs = [trend.draw(each, span=span, periods=periods).to_dict() for each in (high, low)]
    scales = [layers(spec, "line")[-1]["encoding"]["y"]["scale"]["domain"] for spec in specs]
    assert scales[0] == scales[1] == [52.0, 108.0]  # 60 to 100, and a fifth of 40 each way
    assert [row["period"] for row in values(specs[1])] == ["2018/19", "2019/20"]


def test_the_axis_of_a_count_starts_at_nought() -> None:
    assert trend.common_span(rows({"2019/20": 40.0}, unit="number", target=None))[0] == 0.0


def counts() -> pd.DataFrame:
    held = {"2018/19": (25, 8, 11), "2019/20": (24, 9, 11)}
    codes = (("Green", "good", "●"), ("Amber", "near", "▲"), ("Red", "bad", "◆"))
    return pd.DataFrame(
        [
            {
                "basis": "official",
                "period": period,
                "label": label,
                "role": role,
                "symbol": symbol,
                "position": place,
                "count": number,
            }
            for period, numbers in held.items()
            for place, ((label, role, symbol), number) in enumerate(zip(codes, numbers, strict=True))
        ]
    )


def test_years_side_by_side_start_at_nought_and_carry_their_counts() -> None:
    parts = scorecard.parts(counts())
    last = parts[parts["period"] == "2019/20"]
    assert last[["start", "end"]].to_numpy().tolist() == [[0, 24], [24, 33], [33, 44]]
    assert last["shown"].tolist() == ["● 24", "▲ 9", "◆ 11"]
    assert "▲ 9" in json.dumps(scorecard.years(counts()).to_dict(), ensure_ascii=False)


@pytest.mark.parametrize("ground", list(theme.Ground))
def test_every_field_of_a_picture_is_a_plain_name(ground: theme.Ground) -> None:
    for picture in (trend.draw(rows({"2019/20": 96.0}), ground=ground), scorecard.years(counts(), ground=ground)):
        assert all(name.isidentifier() for row in values(picture.to_dict()) for name in row)


def test_a_sparkline_lifts_its_pen_at_a_gap() -> None:
    drawing = unquote(spark.image([1.0, None, 3.0, 2.0]))
    assert drawing.startswith("data:image/svg+xml,<svg") and drawing.count("M") == 2 and drawing.count("L") == 1
    assert spark.image([None]) == ""
