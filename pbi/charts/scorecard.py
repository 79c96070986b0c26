"""Status counts of years side by side, as bars of one length scale from zero, each part labelled with its count."""

from __future__ import annotations

import altair as alt
import pandas as pd

from pbi.charts import theme
from pbi.model import JUDGED


def years(counts: pd.DataFrame, *, ground: theme.Ground = theme.Ground.SCREEN) -> alt.LayerChart:
    """``counts`` of pbi.measures.counts_by_year (totals): one bar a year of those judged, newest last."""
    data = parts(counts)
    data["ink"] = [theme.ON_STATUS[role].on(ground) for role in data["role"]]
    length = alt.X("start:Q", title=None, axis=None, scale=alt.Scale(domainMin=0, nice=False))
    base = alt.Chart(data).encode(
        y=alt.Y(
            "period:O",
            title=None,
            sort=sorted(set(data["period"])),
            axis=alt.Axis(domain=False, ticks=False, labelFontSize=13, labelColor=theme.MUTED.on(ground)),
        )
    )
    bars = base.mark_bar(height=20, stroke=theme.GROUND.on(ground), strokeWidth=1).encode(
        x=length,
        x2="end:Q",
        color=alt.Color("role:N", legend=None, scale=theme.status_scale([*map(str, JUDGED)], ground=ground)),
        tooltip=[
            alt.Tooltip("period:O", title="Year"),
            alt.Tooltip("label:N", title="Status"),
            alt.Tooltip("count:Q", title="Indicators"),
        ],
    )
    marks = base.mark_text(fontSize=12, fontWeight=600).encode(
        x=alt.X("middle:Q", axis=None), text="shown:N", color=alt.Color("ink:N", legend=None, scale=None)
    )
    drawn: alt.LayerChart = alt.layer(bars, marks).resolve_scale(color="independent")
    return drawn.properties(height=28 * data["period"].nunique())


def parts(counts: pd.DataFrame) -> pd.DataFrame:
    """Each part of each bar: period, label, role, count, where it starts and ends, and the text on it."""
    rows = counts[counts["role"].isin(JUDGED)].sort_values(["period", "position"])
    if "basis" in rows:
        rows = rows[rows["basis"] == "official"]
    ends = rows.groupby("period")["count"].cumsum().astype(float)
    size = rows["count"].astype(float)
    return pd.DataFrame(
        {
            "period": rows["period"],
            "label": rows["label"],
            "role": rows["role"],
            "count": rows["count"].astype(int),
            "start": ends - size,
            "end": ends,
            "middle": ends - size / 2,
            "shown": [
                f"{symbol} {count}" if count else ""
                for symbol, count in zip(rows["symbol"], rows["count"], strict=True)
            ],
        }
    ).reset_index(drop=True)
