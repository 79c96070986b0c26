"""The years' trend with the year under way: a dashed line to the forecast, and its range as a fan."""

from __future__ import annotations

from collections.abc import Mapping
from typing import Any

import altair as alt
import pandas as pd

from pbi.charts import theme, trend
from pbi.narrative.year import forecasts
from pbi.period import canonical


def draw(
    rows: pd.DataFrame,
    ahead: Mapping[str, Any],
    *,
    position: int | None = None,
    height: int = 260,
    ground: theme.Ground = theme.Ground.SCREEN,
) -> alt.TopLevelMixin:
    """The trend of one authority's indicator in years, and from its last figure the fan to the year's end.

    ``rows`` of pbi.measures.trend, years, oldest first; ``ahead`` a row of pbi.measures.forecast that has a forecast.
    """
    data = fan(rows, ahead)
    axis = trend.whole([*rows["period"], ahead["period"]])
    # The trend's own span, widened to hold the fan.
    ends = data[["low", "high", "forecast"]].stack().dropna()
    with_fan = pd.concat(
        [rows[["outturn", "target", "unit"]], pd.DataFrame({"outturn": ends, "unit": rows["unit"].iloc[0]})]
    )
    span = trend.common_span(with_fan)
    colour = (theme.ACCENT if position is None else theme.authority(position)[0]).on(ground)
    base = alt.Chart(data).encode(x=alt.X("period:O", sort=axis))
    scale = alt.Scale(domain=list(span), nice=False, zero=False)
    y = alt.Y("forecast:Q", scale=scale)
    band = base.mark_area(color=colour, opacity=0.18).encode(y=alt.Y("low:Q", scale=scale), y2="high:Q")
    line = base.mark_line(color=colour, strokeDash=[4, 3], strokeWidth=2).encode(y=y)
    end = base.transform_filter("datum.spelt != ''")
    point = end.mark_point(color=colour, size=60, strokeWidth=2, opacity=1).encode(y=y, tooltip=_tooltip())
    falls = len(data) == 2 and data["forecast"].iloc[1] < data["forecast"].iloc[0]
    name = end.mark_text(dy=17 if falls else -14, fontSize=12, color=theme.INK.on(ground)).encode(y=y, text="spelt:N")
    past = trend.draw(rows, position=position, span=span, periods=axis, height=height, ground=ground)
    return alt.layer(band, past, line, point, name).properties(height=height)


def fan(rows: pd.DataFrame, ahead: Mapping[str, Any]) -> pd.DataFrame:
    """Where the fan starts, at the last figure held, and where it ends: period forecast low high spelt within.

    The last figure is that of the period before, or of an earlier quarter of that year; else it is the end alone.
    """
    end = {
        "period": ahead["period"],
        "forecast": ahead["forecast"],
        "low": ahead["low"],
        "high": ahead["high"],
        "spelt": f"forecast {forecasts.expected(ahead)}",
        "within": forecasts.between(ahead),
    }
    held = rows[rows["outturn"].notna()]
    if held.empty or not _follows(ahead["period"], held["period"].iloc[-1]):
        return pd.DataFrame([end])
    last = held.iloc[-1]
    start = dict.fromkeys(("forecast", "low", "high"), last["outturn"])
    return pd.DataFrame([{"period": last["period"], **start, "spelt": "", "within": ""}, end])


def _follows(end: str, last: str) -> bool:
    """Whether the end is the period after the last one held, or a later one of the same year."""
    one, other = canonical(last), canonical(end)
    return str(one.step(1)) == end or (one.end < other.end and one.financial_year == other.financial_year)


def _tooltip() -> list[alt.Tooltip]:
    return [
        alt.Tooltip("period:O", title="Period"),
        alt.Tooltip("spelt:N", title="Year end"),
        alt.Tooltip("within:N", title="Within"),
    ]
