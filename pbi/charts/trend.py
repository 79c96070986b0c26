"""One series over its periods: the line, each figure, the target on the line, and gaps where there is no figure."""

from __future__ import annotations

from collections.abc import Mapping, Sequence
from functools import partial
from typing import Any

import altair as alt
import pandas as pd

from pbi.charts import theme
from pbi.model import TargetKind
from pbi.narrative import availability, figures
from pbi.period import canonical

COUNTED = {"number", "currency"}
"""Units whose axis starts at zero."""
MOST_LABELS = 8


def draw(
    rows: pd.DataFrame,
    *,
    position: int | None = None,
    span: tuple[float, float] | None = None,
    periods: Sequence[str] | None = None,
    height: int = 260,
    ground: theme.Ground = theme.Ground.SCREEN,
) -> alt.LayerChart | alt.FacetChart:
    """The trend of one authority's indicator in periods of one kind.

    ``rows`` of pbi.measures.trend, oldest first. ``span`` and ``periods`` give small multiples one scale and one axis.
    ``position`` is the authority's, for its colour and dash; None is the accent, for a partnership.
    """
    data = series(rows, periods=periods)
    colour, dash = (theme.ACCENT, [1, 0]) if position is None else theme.authority(position)
    hue = colour.on(ground)
    base = alt.Chart().encode(x=_x(list(data["period"]), ground))
    height_of = partial(
        alt.Y, title=None, scale=_scale(rows, span), axis=axis(ground, labelExpr=ticks(rows), tickCount=4)
    )
    y = height_of("outturn:Q")
    line = base.mark_line(color=hue, strokeDash=list(dash), strokeWidth=2).encode(y=y, detail="segment:N")
    points = base.mark_point(color=hue, filled=True, size=45, opacity=1).encode(y=y, tooltip=_tooltip())
    names = [
        mark.encode(y=y, text=f"{side}:N")
        for side, dy in (("above", -12), ("below", 15))
        for mark in _names(base, dy, ground)
    ]
    parts = [
        *_band(base, data, height_of("good_bound:Q"), ground),
        *_target(base, data, height_of("target:Q"), ground),
        *_breaks(base, data, ground),
        line,
        points,
        *names,
    ]
    return alt.layer(*parts, data=data).properties(height=height)


def series(rows: pd.DataFrame, *, periods: Sequence[str] | None = None) -> pd.DataFrame:
    """The figures as drawn: a row for every period from first to last, empty where there is no figure.

    Columns: period outturn target good_bound near_bound segment spelt above below target_shown status broken why; from
    ``good_bound`` to ``near_bound`` a figure is within its tolerance.
    A row after a break starts a new segment.
    """
    held = rows.drop_duplicates("period", keep="last").set_index("period")
    axis = list(periods) if periods else whole(list(held.index))
    spelt = {period: _spelt(row, "outturn") for period, row in held.iterrows()}
    broken = _broken(held, axis)
    data = pd.DataFrame(
        {
            "period": axis,
            "outturn": [_number(held, period, "outturn") for period in axis],
            "target": [_number(held, period, "target") for period in axis],
            "good_bound": [_number(held, period, "good_bound") for period in axis],
            "near_bound": [_number(held, period, "near_bound") for period in axis],
            "segment": pd.Series(broken, dtype="int64").cumsum().astype(str) if axis else [],
            "spelt": [spelt.get(period, "no figure") for period in axis],
            "status": [figures.text(held.loc[period, "label"]) if period in held.index else "" for period in axis],
            "broken": broken,
            "why": [_why(held.loc[period]) if period in held.index else "" for period in axis],
        }
    )
    shown, low = _labelled(data), _lows(data["outturn"])
    data["above"] = ["" if below else label for label, below in zip(shown, low, strict=True)]
    data["below"] = [label if below else "" for label, below in zip(shown, low, strict=True)]
    named = _roomiest(data)
    data["target_shown"] = [
        "" if place != named else _named_target(held.loc[data.at[place, "period"]]) for place in data.index
    ]
    return data


def _roomiest(data: pd.DataFrame) -> int | None:
    """The period at which the target is named: its last, or its first where it is the same and the line is far off."""
    held = data["target"].dropna()
    if held.empty:
        return None
    first, last = int(held.index[0]), int(held.index[-1])
    off = (data["target"] - data["outturn"]).abs()
    roomier = off.loc[first : first + 1].min() > 2 * off.loc[last - 1 : last].min()
    return first if roomier and held[first] == held[last] else last


def whole(held: Sequence[str]) -> list[str]:
    """Every period from the first held to the last, so that a missing one is seen as a gap."""
    if not held:
        return []
    known = sorted((canonical(period) for period in held), key=lambda period: period.end)
    every = [known[0]]
    while every[-1].end < known[-1].end:
        every.append(every[-1].step(1))
    return [str(period) for period in every]


def common_span(rows: pd.DataFrame) -> tuple[float, float]:
    """Lowest and highest figure or target of all the series, with room above: one scale for small multiples."""
    values = pd.concat([rows["outturn"], rows["target"]]).dropna()
    if values.empty:
        return (0.0, 1.0)
    low, high = float(values.min()), float(values.max())
    if rows["unit"].iloc[0] in COUNTED:
        low = min(low, 0.0)
    room = (high - low or abs(high) or 1.0) * 0.2
    return (low if low == 0 else low - room, high + room)


def _x(periods: list[str], ground: theme.Ground) -> alt.X:
    step = max(1, -(-len(periods) // MOST_LABELS))
    if len(periods) > MOST_LABELS and " Q" in periods[0]:
        shown = [period for period in periods if period.endswith("Q1")] or periods[::step]
    else:
        shown = periods[::step]
    return alt.X(
        "period:O",
        sort=periods,
        title=None,
        axis=axis(ground, labelAngle=0, values=shown, labelOverlap=True, labelFlush=False, labelAlign="center"),
    )


def axis(ground: theme.Ground, **given: Any) -> alt.Axis:
    """An axis in the colours of a ground, in letters that can be read."""
    return alt.Axis(
        labelColor=theme.MUTED.on(ground),
        labelFontSize=12,
        gridColor=theme.HAIRLINE.on(ground),
        gridOpacity=0.6,
        **given,
    )


def _scale(rows: pd.DataFrame, span: tuple[float, float] | None) -> alt.Scale:
    """The span given, from zero for a count; else as the figures lie, with room for their labels."""
    if span is None and len(rows) and rows["unit"].iloc[0] in COUNTED:
        span = common_span(rows)
    return alt.Scale(domain=list(span), nice=False, zero=False) if span else alt.Scale(zero=False, padding=26)


def ticks(rows: pd.DataFrame) -> str:
    """The expression that spells the figures of an axis in the unit of these rows."""
    unit = rows["unit"].iloc[0] if len(rows) else "number"
    number = "format(datum.value, ',~g')" if unit != "percent" else "format(datum.value, '~g')"
    return f"{number} + '%'" if unit == "percent" else f"'£' + {number}" if unit == "currency" else number


def _tooltip() -> list[alt.Tooltip]:
    return [
        alt.Tooltip("period:O", title="Period"),
        alt.Tooltip("spelt:N", title="Outturn"),
        alt.Tooltip("status:N", title="Status"),
    ]


def _target(base: alt.Chart, data: pd.DataFrame, y: alt.Y, ground: theme.Ground) -> list[alt.Chart]:
    """The target as a short stroke at each period, joined in steps, and named at the last: above the line or below."""
    if data["target"].isna().all():
        return []
    muted = theme.MUTED.on(ground)
    named = data.loc[_roomiest(data)]
    above = pd.isna(named["outturn"]) or named["target"] >= named["outturn"]
    first = named.name == 0
    label = base.mark_text(
        color=muted, dy=-9 if above else 13, dx=-24 if first else 24, align="left" if first else "right", fontSize=12
    )
    return [
        base.mark_line(interpolate="step", color=muted, strokeDash=[2, 3], strokeWidth=1.5).encode(y=y),
        *([base.mark_tick(color=muted, thickness=2, width=48).encode(y=y)] if data["target"].count() == 1 else []),
        label.encode(y=y, text="target_shown:N"),
    ]


def _band(base: alt.Chart, data: pd.DataFrame, y: alt.Y, ground: theme.Ground) -> list[alt.Chart]:
    """What is within tolerance, as a shade behind the line; of a single period there is none."""
    if (data["good_bound"].notna() & data["near_bound"].notna()).sum() < 2:
        return []
    shade = base.mark_area(interpolate="step", color=theme.MUTED.on(ground), opacity=0.14, clip=True)
    return [shade.encode(y=y, y2="near_bound:Q")]


def _breaks(base: alt.Chart, data: pd.DataFrame, ground: theme.Ground) -> list[alt.Chart]:
    if not data["broken"].any():
        return []
    muted = theme.MUTED.on(ground)
    marks = base.transform_filter("datum.broken")
    return [
        marks.mark_rule(color=muted, strokeDash=[1, 2]),
        marks.mark_text(color=muted, align="left", dx=4, y=8, fontSize=12).encode(text="why:N"),
    ]


def _broken(held: pd.DataFrame, axis: Sequence[str]) -> list[bool]:
    """Where the line begins again: at a new definition, where members joined or left, and at a figure marked so."""
    begins = {period: _after_break(held.loc[period]) for period in axis if period in held.index}
    first = next((period for period, after in begins.items() if after), None)
    earlier = any(not after for after in begins.values())
    return [
        period in begins
        and (
            held.loc[period, "availability"] == "break"
            or (period == first and earlier)
            or bool(_members_changed(held.loc[period]))
        )
        for period in axis
    ]


def _after_break(row: Any) -> bool:
    since = row["comparable_from"]
    return bool(figures.is_known(since) and pd.Timestamp(row["period_start"]) >= pd.Timestamp(since))


def _members_changed(row: Any) -> str:
    return figures.text(row.get("members_changed"))


def _why(row: Any) -> str:
    return _members_changed(row) or "new definition"


def target_word(row: Any) -> str:
    """What a target is called: by its kind, where that is another than a target."""
    kinds: Mapping[str, str] = {
        TargetKind.DIRECTION: "last year",
        TargetKind.FORECAST: "forecast",
        TargetKind.BENCHMARK: "benchmark",
    }
    return kinds.get(figures.text(row["target_kind"]), "target")


def _named_target(row: Any) -> str:
    """What the line is: a target, or what stands in its place."""
    shaded = ", tolerance shaded" if figures.is_known(row["good_bound"]) and figures.is_known(row["near_bound"]) else ""
    return f"{target_word(row)} {_spelt(row, 'target')}{shaded}"


def _number(held: pd.DataFrame, period: str, name: str) -> float | None:
    value = held[name].get(period)
    return float(value) if figures.is_known(value) else None


def _spelt(row: Any, name: str) -> str:
    shape = figures.shape(row)
    value = figures.outturn(row) if name == "outturn" else figures.figure(row[name], **shape)
    marks = "" if name != "outturn" else " ".join(availability.marks(row))
    return f"{value} {marks}".strip() if value else availability.missing(row)


def _names(base: alt.Chart, dy: int, ground: theme.Ground) -> list[alt.Chart]:
    """A figure's label on a halo of the ground, so that no line runs through it."""
    halo = theme.GROUND.on(ground)
    return [
        base.mark_text(dy=dy, fontSize=12, stroke=halo, strokeWidth=4, color=halo),
        base.mark_text(dy=dy, fontSize=12, color=theme.INK.on(ground)),
    ]


def _lows(values: pd.Series) -> list[bool]:
    """Where the line comes from above and goes on above: there the label stands below the point."""
    before, after = values.shift(1), values.shift(-1)
    falls, rises = before.isna() | (before > values), after.isna() | (after > values)
    return list(falls & rises & (before.notna() | after.notna()))


def _labelled(data: pd.DataFrame) -> list[str]:
    """Every figure where there is room; otherwise the last, and those that carry a mark."""
    last = data["outturn"].last_valid_index()
    few = len(data) <= MOST_LABELS
    return [
        spelt if pd.notna(value) and (few or place == last) else ""
        for place, (value, spelt) in enumerate(zip(data["outturn"], data["spelt"], strict=True))
    ]
