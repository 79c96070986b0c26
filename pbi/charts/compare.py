"""Authorities beside each other: their figures in order with intervals, and the funnel about them all."""

from __future__ import annotations

import math
from typing import Any

import altair as alt
import pandas as pd

from pbi.charts import theme, trend
from pbi.narrative import compare as words
from pbi.narrative import figures

MOST_NAMED = 40
"""More authorities than this are drawn side by side without their names."""
ROW = 28
SHAPES = {"similar": "circle", "higher": "triangle-up", "lower": "triangle-down", "": "stroke"}
Z = {"95": 1.959964, "998": 3.090232}
_DASH = [5, 3]


def ranked(rows: pd.DataFrame, *, ground: theme.Ground = theme.Ground.SCREEN) -> alt.TopLevelMixin:
    """``rows`` of pbi.measures.compare, of one indicator. The line is 99.8%, which decides, the pale bar 95%.

    Those that differ from what they are compared with have a triangle that points the way, and say so in words.
    """
    data = ranks(rows)
    named = len(data) <= MOST_NAMED
    across, along = ("x", "y") if named else ("y", "x")
    order: dict[str, Any] = {along: _order(data, ground, named=named)}
    base = alt.Chart(data).encode(**order)
    value = _value(rows, data, ground, across=across)

    def ends(name: str) -> dict[str, Any]:
        return {across: value(f"lower_{name}"), f"{across}2": f"upper_{name}"}

    hue = alt.when(alt.datum.verdict == "similar").then(alt.value(theme.MUTED.on(ground)))
    colour = hue.otherwise(alt.value(theme.ACCENT.on(ground)))
    parts = [
        base.mark_rule(strokeWidth=11 if named else 2, opacity=0.22).encode(color=colour, **ends("95")),
        base.mark_rule(strokeWidth=2 if named else 1).encode(color=colour, **ends("998")),
        *_benchmark(rows, value, ground, across=across),
        base.mark_point(filled=True, size=80 if named else 26, opacity=1).encode(
            color=colour,
            shape=alt.Shape(
                "verdict:N", legend=None, scale=alt.Scale(domain=list(SHAPES), range=list(SHAPES.values()))
            ),
            tooltip=_tooltip(),
            **{across: value("outturn")},
        ),
    ]
    if named:
        label = base.mark_text(align="left", dx=8, fontSize=12, color=theme.INK.on(ground))
        parts.append(label.encode(x=value("end"), text="said:N"))
    return alt.layer(*parts).properties(height=ROW * len(data) + 64 if named else 340)


def funnel(rows: pd.DataFrame, *, ground: theme.Ground = theme.Ground.SCREEN) -> alt.TopLevelMixin | None:
    """The same rows by size: figures against denominators within chance's limits; None where there is no funnel."""
    drawn = rows[rows["funnel_lower_998"].notna() & rows["outturn"].notna()]
    if drawn.empty:
        return None
    data, lines = ranks(drawn), curves(drawn)
    value = _value(rows, pd.concat([data, lines]), ground, across="y")
    muted = theme.MUTED.on(ground)
    x = alt.X("denominator:Q", title="Cases", scale=alt.Scale(zero=False, nice=False), axis=_axis(ground, tickCount=5))
    curve = alt.Chart(lines).encode(x=x)
    limits = [
        curve.mark_line(
            color=muted, strokeWidth=2 if name == "998" else 1, strokeDash=[1, 0] if name == "998" else [3, 3]
        ).encode(y=value(f"{side}_{name}"))
        for name in Z
        for side in ("lower", "upper")
    ]
    hue = alt.when(alt.datum.outside).then(alt.value(theme.ACCENT.on(ground)))
    base = alt.Chart(data).encode(x=x, y=value("outturn"))
    points = base.mark_point(filled=True, size=60, opacity=0.9).encode(
        color=hue.otherwise(alt.value(muted)),
        shape=alt.Shape("side:N", legend=None, scale=alt.Scale(domain=list(SHAPES), range=list(SHAPES.values()))),
        tooltip=_tooltip(),
    )
    names = base.mark_text(align="left", dx=8, fontSize=12, color=theme.INK.on(ground)).encode(text="outlier:N")
    return alt.layer(*limits, *_benchmark(drawn, value, ground, across="y"), points, names).properties(height=340)


def ranks(rows: pd.DataFrame) -> pd.DataFrame:
    """The figures as drawn, best or highest first: name place outturn lower_95 … verdict said spelt outside outlier.

    ``name`` tells those apart that are called alike, and marks those asked about where not all are.
    """
    held = rows[rows["outturn"].notna()].sort_values(["rank", "authority_name"], kind="stable")
    alike = held["authority_name"].duplicated(keep=False)
    names = held["authority_name"].where(~alike, held["authority_name"] + " (" + held["authority"] + ")")
    data = held[["outturn", "lower_95", "upper_95", "lower_998", "upper_998", "benchmark"]].astype(float)
    own = held["in_benchmark"].astype(bool) | held["benchmark"].isna()
    side = [_side(row) for _, row in held.iterrows()]
    verdicts = [words.verdict(row) for _, row in held.iterrows()]
    spelt = [words.value(row) for _, row in held.iterrows()]
    return data.assign(
        name=[f"▸ {name}" if asked else name for name, asked in zip(names, held["is_asked"], strict=True)],
        place=range(1, len(held) + 1),
        denominator=held["denominator"].astype(float),
        benchmark=data["benchmark"].where(~own),
        verdict=[figures.text(found) for found in held["comparison"]],
        end=data["upper_998"].fillna(data["outturn"]),
        spelt=spelt,
        judged=verdicts,
        said=[f"{value}  {verdict}".rstrip() for value, verdict in zip(spelt, verdicts, strict=True)],
        cases=[words.cases(row) for _, row in held.iterrows()],
        limits=[words.interval(row, "_998") for _, row in held.iterrows()],
        side=side,
        outside=[each in {"higher", "lower"} for each in side],
        outlier=_outliers(list(names), side),
    ).reset_index(drop=True)


def curves(rows: pd.DataFrame, *, steps: int = 120) -> pd.DataFrame:
    """The funnel's limits from the smallest denominator to the largest: the step's spread over the root of each."""
    first = rows.iloc[0]
    pooled, spread, top = float(first["pooled"]), float(first["spread"]), _top(first)
    low, high = float(rows["denominator"].min()) * 0.9, float(rows["denominator"].max()) * 1.03
    cases = [low * (high / low) ** (step / steps) for step in range(steps + 1)]
    return pd.DataFrame(
        {"denominator": cases}
        | {f"lower_{name}": [max(0.0, pooled - z * spread / math.sqrt(n)) for n in cases] for name, z in Z.items()}
        | {f"upper_{name}": [min(top, pooled + z * spread / math.sqrt(n)) for n in cases] for name, z in Z.items()}
    )


def _top(row: pd.Series) -> float:
    return float(row["per"]) if row["tested_as"] == "proportion" else math.inf


def _side(row: pd.Series) -> str:
    """On which side of the funnel's 99.8% limits a figure lies; "similar" inside them, or where there are none."""
    if figures.held(row["funnel_upper_998"]) and row["outturn"] > row["funnel_upper_998"]:
        return "higher"
    if figures.held(row["funnel_lower_998"]) and row["outturn"] < row["funnel_lower_998"]:
        return "lower"
    return "similar"


def _outliers(names: list[str], side: list[str]) -> list[str]:
    """The names written beside points: those outside, where they are few enough to be read."""
    outside = [name if each != "similar" else "" for name, each in zip(names, side, strict=True)]
    return outside if sum(map(bool, outside)) <= 12 else [""] * len(outside)


def _order(data: pd.DataFrame, ground: theme.Ground, *, named: bool) -> alt.Y | alt.X:
    if named:
        axis = _axis(ground, labelLimit=260, grid=False, ticks=False, domain=False)
        return alt.Y("name:N", sort=list(data["name"]), title=None, axis=axis)
    span = alt.Scale(domain=[0, len(data) + 1], nice=False)
    return alt.X("place:Q", title="Place in order", scale=span, axis=_axis(ground, grid=False, tickCount=6))


def _value(rows: pd.DataFrame, data: pd.DataFrame, ground: theme.Ground, *, across: str) -> Any:
    """The axis of the figures, with room at its end for what is written there."""
    columns = [name for name in ("outturn", "lower_998", "upper_998", "benchmark") if name in data]
    values = pd.concat([data[columns].stack(), rows["pooled"].dropna()]).astype(float)
    low, high = (float(values.min()), float(values.max())) if len(values) else (0.0, 1.0)
    room = (high - low or abs(high) or 1.0) * (0.22 if across == "x" else 0.06)
    scale = alt.Scale(
        domain=[max(0.0, low - room / 4) if low >= 0 else low - room / 4, high + room], nice=False, zero=False
    )
    axis = _axis(ground, labelExpr=trend.ticks(rows), tickCount=6, values=_ticks(rows, low, high))
    kind = alt.X if across == "x" else alt.Y
    return lambda name: kind(f"{name}:Q", title=None, scale=scale, axis=axis)


def _ticks(rows: pd.DataFrame, low: float, high: float) -> list[float] | alt.UndefinedType:
    """No percentage of cases over 100 is marked on an axis that has room beyond it."""
    if rows["unit"].iloc[0] != "percent" or high > 100:
        return alt.Undefined
    size = next(each for each in (0.5, 1, 2, 5, 10, 20) if (high - low) / each <= 7)
    first = math.ceil(low / size)
    return [first * size + place * size for place in range(int((100 - first * size) / size) + 1)]


def _benchmark(rows: pd.DataFrame, value: Any, ground: theme.Ground, *, across: str) -> list[alt.Chart]:
    """The pooled value as a dashed line with its name, and a tick for each that is compared with another value."""
    held = rows[rows["pooled"].notna()]
    if held.empty:
        return []
    line = pd.DataFrame({"pooled": [float(held["pooled"].iloc[0])], "named": [f"together {words.pooled(held)}"]})
    base, muted = alt.Chart(line), theme.INK.on(ground)
    place: dict[str, Any] = {"dy": -8} if across == "x" else {"dy": -5, "align": "right"}
    corner = {"y": alt.value(0)} if across == "x" else {"x": alt.value("width")}
    return [
        base.mark_rule(color=muted, strokeDash=_DASH).encode(**{across: value("pooled")}),
        base.mark_text(fontSize=12, color=muted, baseline="bottom", **place).encode(
            text="named:N", **{across: value("pooled")}, **corner
        ),
    ]


def _axis(ground: theme.Ground, **given: Any) -> alt.Axis:
    kept = {name: each for name, each in given.items() if each is not alt.Undefined}
    return alt.Axis(
        labelColor=theme.MUTED.on(ground),
        titleColor=theme.MUTED.on(ground),
        titleFontWeight="normal",
        labelFontSize=12,
        gridColor=theme.HAIRLINE.on(ground),
        gridOpacity=0.6,
        **kept,
    )


def _tooltip() -> list[alt.Tooltip]:
    return [
        alt.Tooltip("name:N", title="Authority"),
        alt.Tooltip("spelt:N", title="Figure"),
        alt.Tooltip("cases:N", title="Cases"),
        alt.Tooltip("limits:N", title="99.8% interval"),
        alt.Tooltip("judged:N", title="Compared"),
    ]
