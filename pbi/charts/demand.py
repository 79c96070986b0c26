"""One authority's share of demand over time: the share with its interval, the agreed share in steps, the tolerance."""

from __future__ import annotations

from collections.abc import Sequence

import altair as alt
import pandas as pd

from pbi.charts import theme, trend
from pbi.narrative import demand as words
from pbi.narrative import figures


def draw(
    rows: pd.DataFrame,
    *,
    position: int = 0,
    span: tuple[float, float] | None = None,
    periods: Sequence[str] | None = None,
    height: int = 230,
    ground: theme.Ground = theme.Ground.SCREEN,
) -> alt.TopLevelMixin:
    """``rows`` of pbi.measures.demand, of one authority and one kind of period. ``span`` and ``periods`` give several
    authorities one scale and one axis; ``position`` is the authority's, for its colour and dash."""
    data = series(rows, periods=periods)
    colour, dash = theme.authority(position)
    hue, muted, halo = colour.on(ground), theme.MUTED.on(ground), theme.GROUND.on(ground)
    base = alt.Chart(data).encode(x=_x(list(data["period"]), ground))
    scale = alt.Scale(domain=list(span or common_span(rows)), nice=False, zero=False)

    def height_of(name: str) -> alt.Y:
        axis = trend.axis(ground, labelExpr="format(datum.value, '~g') + '%'", tickCount=5)
        return alt.Y(f"{name}:Q", title=None, scale=scale, axis=axis)

    label = base.mark_text(align="right", dy=-14, fontSize=12).encode(y=height_of("share"), text="shown:N")
    parts = [
        base.mark_area(interpolate="step", color=muted, opacity=0.14).encode(y=height_of("from_share"), y2="to_share"),
        base.mark_line(interpolate="step", color=muted, strokeDash=[2, 3]).encode(y=height_of("agreed_share")),
        *([base.mark_tick(color=muted, width=48).encode(y=height_of("agreed_share"))] if len(data) == 1 else []),
        base.mark_rule(color=hue, opacity=0.45).encode(y=height_of("lower_95"), y2="upper_95"),
        base.mark_line(color=hue, strokeDash=list(dash), strokeWidth=2).encode(
            y=height_of("share"), detail="agreement:N"
        ),
        base.mark_point(color=hue, filled=True, size=30, opacity=1).encode(y=height_of("share"), tooltip=_tooltip()),
        label.mark_text(align="right", dy=-14, fontSize=12, stroke=halo, strokeWidth=4, color=halo),
        label.mark_text(align="right", dy=-14, fontSize=12, color=theme.INK.on(ground)),
        base.mark_text(align="right", dy=26, fontSize=12, color=muted).encode(
            y=height_of("agreed_share"), text="agreed_shown:N"
        ),
    ]
    return alt.layer(*parts).properties(height=height)


def series(rows: pd.DataFrame, *, periods: Sequence[str] | None = None) -> pd.DataFrame:
    """A row for every period from first to last, empty where there is no share: a gap in the line.

    Columns: period share lower_95 upper_95 agreed_share from_share to_share agreement spelt shown agreed_shown verdict.
    Where the agreed share changes another line begins.
    """
    held = rows.drop_duplicates("period", keep="last").set_index("period")
    data = held.reindex(list(periods) if periods else trend.whole(list(held.index)))
    last, agreed = data["share"].last_valid_index(), data["agreed_share"].last_valid_index()
    spelt = {period: words.percent(value) for period, value in data["share"].items()}
    known = data["agreed_share"].ffill()
    return pd.DataFrame(
        {
            "period": list(data.index),
            **{name: _numbers(data[name]) for name in ("share", "lower_95", "upper_95", "agreed_share")},
            "from_share": _numbers(data["agreed_share"] - data["tolerance"]),
            "to_share": _numbers(data["agreed_share"] + data["tolerance"]),
            "agreement": list(((known != known.shift()) & known.notna()).cumsum()),
            "spelt": [spelt[period] or "no share" for period in data.index],
            "shown": [spelt[period] if period == last else "" for period in data.index],
            "agreed_shown": [
                f"agreed {figures.figure(data.at[period, 'agreed_share'], unit='percent')}" if period == agreed else ""
                for period in data.index
            ],
            "verdict": [figures.text(value) for value in data["verdict"]],
        }
    )


def common_span(rows: pd.DataFrame) -> tuple[float, float]:
    """Lowest and highest of all shares, limits and tolerances, with room: one scale for every authority."""
    values = pd.concat(
        [
            rows["share"],
            rows["lower_95"],
            rows["upper_95"],
            rows["agreed_share"] - rows["tolerance"],
            rows["agreed_share"] + rows["tolerance"],
        ]
    ).dropna()
    if values.empty:
        return (0.0, 100.0)
    low, high = float(values.min()), float(values.max())
    room = max((high - low) * 0.08, 1.0)
    return (max(0.0, low - 2 * room), min(100.0, high + room))


def _numbers(values: pd.Series) -> list[float | None]:
    return [float(value) if figures.is_known(value) else None for value in values]


def _x(periods: list[str], ground: theme.Ground) -> alt.X:
    firsts = [period for period in periods if period.endswith(" Q1")]
    shown = firsts if len(periods) > trend.MOST_LABELS and firsts else periods
    year = {"labelExpr": "split(datum.label, ' ')[0]"} if shown is firsts else {}
    axis = trend.axis(
        ground, labelAngle=0, values=shown, labelOverlap=True, labelFlush=False, labelAlign="center", **year
    )
    return alt.X("period:O", sort=periods, title=None, axis=axis)


def _tooltip() -> list[alt.Tooltip]:
    return [
        alt.Tooltip("period:O", title="Period"),
        alt.Tooltip("spelt:N", title="Share of demand"),
        alt.Tooltip("agreed_share:Q", title="Agreed, %"),
        alt.Tooltip("verdict:N", title="Verdict"),
    ]
