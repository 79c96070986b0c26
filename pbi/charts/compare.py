"""Authorities beside each other: their figures in order with intervals, and the funnel about them all."""

from __future__ import annotations

import math
from collections.abc import Callable
from typing import Any

import altair as alt
import pandas as pd

from pbi.charts import theme, trend
from pbi.narrative import compare as words
from pbi.narrative import figures

MOST_NAMED = 40
"""More authorities than this are drawn side by side without their names."""
MOST_OUTLIERS = 12
"""Up to so many outside a funnel are named beside their points."""
ROW = 28
SHAPES = {"similar": "circle", "higher": "triangle-up", "lower": "triangle-down", "": "circle"}
Z = {"95": 1.959964, "998": 3.090232}
_SHAPE = alt.Scale(domain=list(SHAPES), range=list(SHAPES.values()))
Place = Callable[[str], Any]


def ranked(rows: pd.DataFrame, *, ground: theme.Ground = theme.Ground.SCREEN) -> alt.TopLevelMixin:
    """``rows`` of pbi.measures.compare, of one indicator. The line is 99.8%, which decides, the pale bar 95%.

    Those that differ from what they are compared with have a triangle that points the way, and say so in words. Of more
    than ``MOST_NAMED`` only those asked about are named.
    """
    data = ranks(rows)
    named = len(data) <= MOST_NAMED
    across, along = ("x", "y") if named else ("y", "x")
    order: dict[str, Any] = {along: _order(data, ground, named=named)}
    base = alt.Chart(data).encode(**order)
    value = _value(rows, _ends(data, ["outturn", "lower_998", "upper_998"]), ground, across=across)
    colour = _hue("differs", ground)

    def reach(name: str) -> dict[str, Any]:
        return {across: value(f"lower_{name}"), f"{across}2": f"upper_{name}"}

    def at(name: str) -> dict[str, Any]:
        return {across: value(name)}

    parts = [
        base.mark_rule(strokeWidth=11 if named else 2, opacity=0.22).encode(color=colour, **reach("95")),
        base.mark_rule(strokeWidth=2 if named else 1).encode(color=colour, **reach("998")),
        base.mark_tick(size=20, thickness=2, color=theme.INK.on(ground)).encode(**at("own_benchmark")),
        base.mark_point(filled=True, size=80 if named else 26, opacity=1).encode(
            color=colour, shape=alt.Shape("verdict:N", legend=None, scale=_SHAPE), tooltip=_tooltip(), **at("outturn")
        ),
        *_benchmark(rows, value, ground, across=across),
        *_label(base.encode(text="said:N" if named else "marked:N", **at("end")), ground, beside=named),
    ]
    return alt.layer(*parts).properties(height=ROW * len(data) + 64 if named else 340)


def funnel(rows: pd.DataFrame, *, ground: theme.Ground = theme.Ground.SCREEN) -> alt.TopLevelMixin | None:
    """The same rows by size: figures against denominators within chance's limits; None where there is no funnel."""
    drawn = rows[rows["funnel_lower_998"].notna() & rows["outturn"].notna()]
    if drawn.empty:
        return None
    data, lines = ranks(drawn), curves(drawn)
    limits = [f"{side}_{name}" for name in Z for side in ("lower", "upper")]
    value = _value(rows, [*_ends(data, ["outturn"]), *_ends(lines, limits)], ground, across="y")
    sized = alt.X(
        "denominator:Q",
        title="Cases" if drawn["tested_as"].iloc[0] == "proportion" else "Denominator",
        scale=alt.Scale(zero=False, nice=False),
        axis=_axis(ground, tickCount=5, labelExpr="format(datum.value, ',~g')"),
    )
    base, curve = alt.Chart(data).encode(x=sized, y=value("outturn")), alt.Chart(lines).encode(x=sized)
    parts = [
        *[_limit(curve, name, ground).encode(y=value(name)) for name in limits],
        base.mark_point(filled=True, size=60, opacity=0.9).encode(
            color=_hue("outside", ground),
            shape=alt.Shape("side:N", legend=None, scale=_SHAPE),
            tooltip=_tooltip(),
        ),
        *_benchmark(drawn, value, ground, across="y"),
        *_label(base.encode(text="outlier:N"), ground, beside=True),
    ]
    return alt.layer(*parts).properties(height=max(340, ROW * min(len(rows), 20) + 64))


def ranks(rows: pd.DataFrame) -> pd.DataFrame:
    """The figures as drawn, best or highest first: name place outturn lower_95 … verdict said spelt outside outlier.

    ``name`` tells those apart that are called alike, and marks those asked about where not all are.
    """
    held = rows[rows["outturn"].notna()].sort_values(["rank", "authority_name"], kind="stable")
    alike = held["authority_name"].duplicated(keep=False)
    names = held["authority_name"].where(~alike, held["authority_name"] + " (" + held["authority"] + ")")
    name = [f"▸ {each}" if asked else each for each, asked in zip(names, held["is_asked"], strict=True)]
    data = held[["outturn", "denominator", "lower_95", "upper_95", "lower_998", "upper_998"]].astype(float)
    judged = [words.verdict(row) for _, row in held.iterrows()]
    spelt = [words.value(row) for _, row in held.iterrows()]
    side = [_side(row) for _, row in held.iterrows()]
    return data.assign(
        name=name,
        place=range(1, len(held) + 1),
        own_benchmark=held["benchmark"].astype(float).where(held["benchmark"] != held["pooled"]),
        verdict=[figures.text(found) for found in held["comparison"]],
        differs=held["comparison"].isin(["higher", "lower"]),
        end=data["upper_998"].fillna(data["outturn"]),
        spelt=spelt,
        judged=judged,
        said=[f"{value} {verdict}".rstrip() for value, verdict in zip(spelt, judged, strict=True)],
        marked=[each if asked else "" for each, asked in zip(name, held["is_asked"], strict=True)],
        cases=[words.cases(row) for _, row in held.iterrows()],
        limits=[words.interval(row, "_998") for _, row in held.iterrows()],
        side=side,
        outside=[each != "similar" for each in side],
        outlier=_outliers(name, side, list(held["is_asked"])),
    ).reset_index(drop=True)


def curves(rows: pd.DataFrame, *, steps: int = 120) -> pd.DataFrame:
    """The funnel's limits from the smallest denominator to the largest: the step's spread over the root of each."""
    first = rows.iloc[0]
    pooled, spread = float(first["pooled"]), float(first["spread"])
    top = float(first["per"]) if first["tested_as"] == "proportion" else math.inf
    low, high = float(rows["denominator"].min()) * 0.9, float(rows["denominator"].max()) * 1.03
    sizes = [low * (high / low) ** (step / steps) for step in range(steps + 1)]
    return pd.DataFrame(
        {"denominator": sizes}
        | {f"lower_{name}": [max(0.0, pooled - z * spread / math.sqrt(n)) for n in sizes] for name, z in Z.items()}
        | {f"upper_{name}": [min(top, pooled + z * spread / math.sqrt(n)) for n in sizes] for name, z in Z.items()}
    )


def _side(row: pd.Series) -> str:
    """On which side of the funnel's 99.8% limits a figure lies; "similar" inside them, or where there are none."""
    if figures.is_known(row["funnel_upper_998"]) and row["outturn"] > row["funnel_upper_998"]:
        return "higher"
    if figures.is_known(row["funnel_lower_998"]) and row["outturn"] < row["funnel_lower_998"]:
        return "lower"
    return "similar"


def _outliers(names: list[str], side: list[str], asked: list[bool]) -> list[str]:
    """The names written beside points: those asked about, and those outside where they are few enough to be read."""
    few = sum(each != "similar" for each in side) <= MOST_OUTLIERS
    return [
        name if mine or (few and each != "similar") else "" for name, each, mine in zip(names, side, asked, strict=True)
    ]


def _order(data: pd.DataFrame, ground: theme.Ground, *, named: bool) -> alt.Y | alt.X:
    if named:
        axis = _axis(ground, labelLimit=260, grid=False, ticks=False, domain=False)
        return alt.Y("name:N", sort=list(data["name"]), title=None, axis=axis)
    span = alt.Scale(domain=[0, len(data) + 1], nice=False)
    return alt.X("place:Q", title="Place in order", scale=span, axis=_axis(ground, grid=False, tickCount=6))


def _value(rows: pd.DataFrame, ends: list[float], ground: theme.Ground, *, across: str) -> Place:
    """The axis of the figures, with room at its end for what is written there."""
    ends = [*ends, *rows["pooled"].dropna().astype(float)]
    low, high = min(ends, default=0.0), max(ends, default=1.0)
    room = (high - low or abs(high) or 1.0) * (0.22 if across == "x" else 0.06)
    start = low - room / 4
    scale = alt.Scale(domain=[max(0.0, start) if low >= 0 else start, high + room], nice=False, zero=False)
    percent = len(rows) and rows["unit"].iloc[0] == "percent"
    marks = _ticks(low, high) if percent and high <= 100 else {"tickCount": 6}
    axis = _axis(ground, labelExpr=trend.ticks(rows), **marks)
    kind = alt.X if across == "x" else alt.Y
    return lambda name: kind(f"{name}:Q", title=None, scale=scale, axis=axis)


def _ticks(low: float, high: float) -> dict[str, list[float]]:
    """Marks of an axis of percentages: none over 100, where there is room beyond it."""
    size = next((each for each in (0.5, 1, 2, 5, 10) if (high - low) / each <= 7), 20)
    first = math.ceil(low / size) * size
    return {"values": [first + place * size for place in range(int((100 - first) / size) + 1)]}


def _ends(data: pd.DataFrame, columns: list[str]) -> list[float]:
    held = data[columns].min().tolist() + data[columns].max().tolist()
    return [float(value) for value in held if figures.is_known(value) and math.isfinite(value)]


def _benchmark(rows: pd.DataFrame, value: Place, ground: theme.Ground, *, across: str) -> list[alt.Chart]:
    """The pooled value as a dashed line, with its name at the line's end."""
    held = rows[rows["pooled"].notna()]
    if held.empty:
        return []
    line = pd.DataFrame({"pooled": [float(held["pooled"].iloc[0])], "named": [f"together {words.pooled(held)}"]})
    at: dict[str, Any] = {across: value("pooled")}
    end = {"y": alt.value(0)} if across == "x" else {"x": alt.value("width")}
    base = alt.Chart(line).encode(**at)
    shape: dict[str, Any] = {"dy": -8, "align": "center"} if across == "x" else {"dy": -5, "align": "right"}
    named = base.encode(text="named:N", **end)
    return [
        base.mark_rule(color=theme.INK.on(ground), strokeDash=[5, 3]),
        named.mark_text(baseline="bottom", fontSize=12, **_halo(ground), **shape),
        named.mark_text(baseline="bottom", fontSize=12, color=theme.INK.on(ground), **shape),
    ]


def _label(named: alt.Chart, ground: theme.Ground, *, beside: bool) -> list[alt.Chart]:
    """Text beside a point or above it, readable over whatever lies behind."""
    shape: dict[str, Any] = {"align": "left", "dx": 8} if beside else {"align": "center", "dy": -8}
    return [
        named.mark_text(fontSize=12, **_halo(ground), **shape),
        named.mark_text(fontSize=12, color=theme.INK.on(ground), **shape),
    ]


def _limit(curve: alt.Chart, name: str, ground: theme.Ground) -> Any:
    """A limit of the funnel: 99.8% whole, 95% dashed and thinner."""
    if name.endswith("998"):
        return curve.mark_line(color=theme.MUTED.on(ground), strokeWidth=2)
    return curve.mark_line(color=theme.MUTED.on(ground), strokeWidth=1, strokeDash=[3, 3])


def _hue(column: str, ground: theme.Ground) -> Any:
    """The accent where a column is true, else the quiet grey."""
    return (
        alt.when(alt.datum[column])
        .then(alt.value(theme.ACCENT.on(ground)))
        .otherwise(alt.value(theme.MUTED.on(ground)))
    )


def _halo(ground: theme.Ground) -> dict[str, Any]:
    return {"stroke": theme.GROUND.on(ground), "strokeWidth": 4, "color": theme.GROUND.on(ground)}


def _axis(ground: theme.Ground, **given: Any) -> alt.Axis:
    return trend.axis(ground, titleColor=theme.MUTED.on(ground), titleFontWeight="normal", **given)


def _tooltip() -> list[alt.Tooltip]:
    return [
        alt.Tooltip("name:N", title="Authority"),
        alt.Tooltip("spelt:N", title="Figure"),
        alt.Tooltip("cases:N", title="Cases"),
        alt.Tooltip("limits:N", title="99.8% interval"),
        alt.Tooltip("judged:N", title="Compared"),
    ]
