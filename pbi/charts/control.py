"""The control chart (XmR) of one series, to be read from the back row: limits, breaks, signals by shape."""

from __future__ import annotations

from collections.abc import Sequence
from typing import Any

import altair as alt
import pandas as pd

from pbi.charts import theme, trend
from pbi.charts.charted import Span, common_span, heads, line_names, points, run_names, spans

FAR, NEAR = 380, 190
"""Heights: of a chart that has the page to itself, and of one among several."""
MOST_LABELS, MOST_RUNS = 8, 3
ROOM, SMALL_ROOM = 0.16, 0.24
"""How much of the width stands free at the right for the names of the lines, or for the last figure alone."""
TIPS = [
    alt.Tooltip("period:N", title="Period"),
    alt.Tooltip("spelt:N", title="Figure"),
    alt.Tooltip("signal:N", title="Signal"),
]
STYLES: dict[str, dict[str, Any]] = {
    "near_lower": {"strokeWidth": 1, "strokeDash": [1, 3], "opacity": 0.6},
    "near_upper": {"strokeWidth": 1, "strokeDash": [1, 3], "opacity": 0.6},
    "lower": {"strokeWidth": 2, "strokeDash": [9, 5]},
    "upper": {"strokeWidth": 2, "strokeDash": [9, 5]},
    "mean": {"strokeWidth": 2},
    "target": {"strokeWidth": 2.5, "strokeDash": [2, 3]},
}
"""Mean solid, limits dashed, two thirds of the way to them faint, the target dotted."""


def draw(
    rows: pd.DataFrame,
    *,
    span: Span | None = None,
    periods: Sequence[str] | None = None,
    small: bool = False,
    plain: bool = False,
    ground: theme.Ground = theme.Ground.SCREEN,
) -> alt.LayerChart | alt.FacetChart:
    """One authority's control chart in periods of one kind.

    ``rows`` of pbi.measures.control, oldest first. ``span`` and ``periods``: one scale and one axis for several.
    A triangle points the way a signal goes: filled for concern, hollow for improvement, ringed where neither is better.
    ``plain``: signals by their shape alone, without colour.
    """
    data = points(rows, periods=periods)
    ink = _Ink(data, rows, span or common_span(rows), small=small, plain=plain, ground=ground)
    # The lines, each as far as it holds.
    layers = [
        *[
            ink.at(held, y="value").encode(x2="end:Q").mark_rule(color=ink.muted, **style)
            for name, style in STYLES.items()
            if len(held := spans(data, name))
        ],
        *_breaks(data, ink),
        *_figures(data, ink),
        *_signals(data, ink),
        *_run_names(data, ink),
        *(_last_figure(data, ink) if small else _line_names(data, ink)),
    ]
    return alt.layer(*layers).properties(height=ink.height)


class _Ink:
    """What every layer of one chart shares: its size, its ground, its axes."""

    def __init__(
        self, data: pd.DataFrame, rows: pd.DataFrame, span: Span, *, small: bool, plain: bool, ground: theme.Ground
    ) -> None:
        self.small, self.plain, self.ground = small, plain, ground
        self.size, self.height = (theme.NEAR_TYPE, NEAR) if small else (theme.FAR_TYPE, FAR)
        self.ink, self.muted, self.halo = theme.INK.on(ground), theme.MUTED.on(ground), theme.GROUND.on(ground)
        head = 1.6 * self.size / self.height * (span[1] - span[0])  # a line of words above the highest
        self.span = (span[0], span[1] + head)
        self.x = _x(data, (SMALL_ROOM if small else ROOM) * len(data), self)
        self._rows = rows

    def at(self, data: pd.DataFrame, *, y: str = "outturn") -> alt.Chart:
        """A chart of these rows on the shared axes, ``y`` the column that is its height; "" where it has none."""
        chart = alt.Chart(data).encode(x=self.x)
        return chart.encode(y=_y(f"{y}:Q", self._rows, self)) if y else chart

    def words(self, chart: alt.Chart, text: str, **given: Any) -> list[alt.Chart]:
        """Text on a halo of the ground, so that no line runs through it."""
        shown = chart.encode(text=f"{text}:N")
        style: dict[str, Any] = {"fontSize": self.size, "color": self.ink} | given
        halo: dict[str, Any] = style | {"color": self.halo, "stroke": self.halo, "strokeWidth": 5}
        return [shown.mark_text(**halo), shown.mark_text(**style)]


def _breaks(data: pd.DataFrame, ink: _Ink) -> list[alt.Chart]:
    """Where new limits begin, and why; over each segment what its chart must be read with."""
    held = heads(data, small=ink.small)
    rules = ink.at(held[held["begins"]], y="").mark_rule(color=ink.muted, strokeDash=[1, 2], strokeWidth=2)
    said = ink.at(held[held["said"] != ""], y="")
    return [rules, *ink.words(said, "said", color=ink.muted, align="left", dx=5, y=ink.size * 0.6, limit=420)]


def _figures(data: pd.DataFrame, ink: _Ink) -> list[alt.Chart]:
    """The line of the figures, lifted at gaps and breaks, and a dot for each that is not marked."""
    line = ink.at(data).encode(detail="segment:N").mark_line(color=ink.ink, strokeWidth=2 if ink.small else 3)
    plain = ink.at(data[data["side"] == ""]).encode(tooltip=TIPS)
    return [line, plain.mark_point(filled=True, color=ink.ink, opacity=1, size=30 if ink.small else 80)]


def _signals(data: pd.DataFrame, ink: _Ink) -> list[alt.Chart]:
    """Triangles: up or down by where they lie, filled or hollow by what they mean."""
    area = 90 if ink.small else 260
    scale = alt.Scale(domain=["high", "low"], range=["triangle-up", "triangle-down"])
    layers = []
    for verdict, rows in data[data["side"] != ""].groupby("verdict", sort=True):
        colour = ink.ink if ink.plain else theme.SIGNAL[str(verdict)].on(ink.ground)
        fill = ink.halo if verdict == "improvement" else colour
        chart = ink.at(rows).encode(shape=alt.Shape("side:N", legend=None, scale=scale), tooltip=TIPS)
        layers.append(chart.mark_point(size=area, fill=fill, stroke=colour, strokeWidth=area**0.5 / 7, opacity=1))
        if verdict in {"high", "low"}:
            layers.append(ink.at(rows).mark_point(size=area * 2.4, stroke=colour, strokeWidth=1.5, opacity=1))
    return layers


def _run_names(data: pd.DataFrame, ink: _Ink) -> list[alt.Chart]:
    named = run_names(data, small=ink.small, most=1 if ink.small else MOST_RUNS)
    layers = []
    for (high, side), rows in named.groupby(["high", "side"], sort=True):
        away = ink.size * (-1.3 if high else 1.3)
        layers += ink.words(ink.at(rows), "named", dy=away, align=side, fontWeight=600)
    return layers


def _last_figure(data: pd.DataFrame, ink: _Ink) -> list[alt.Chart]:
    return ink.words(ink.at(data[data["outturn"].notna()].tail(1)), "spelt", align="left", dx=10, fontWeight=700)


def _line_names(data: pd.DataFrame, ink: _Ink) -> list[alt.Chart]:
    """At the right, under each other where they would meet: the lines quietly, the last figure strongly."""
    gap = (ink.span[1] - ink.span[0]) * ink.size * 1.25 / ink.height
    named = line_names(data, span=ink.span, gap=gap).assign(place=len(data) - 0.4)
    lines, figure = named[named["what"] == "line"], named[named["what"] == "figure"]
    return [
        *ink.words(ink.at(lines), "named", align="left", color=ink.muted),
        *ink.words(ink.at(figure), "named", align="left", fontWeight=700, fontSize=ink.size + 2),
    ]


def _x(data: pd.DataFrame, room: float, ink: _Ink) -> alt.X:
    names = list(data["period"])
    firsts = [place for place, name in enumerate(names) if name.endswith("Q1")]
    held = firsts if len(names) > MOST_LABELS and firsts else list(range(len(names)))
    most = 3 if ink.small else MOST_LABELS
    return alt.X(
        "place:Q",
        title=None,
        scale=alt.Scale(domain=[-0.6, len(names) - 0.4 + room], nice=False, zero=False),
        axis=alt.Axis(
            values=held[:: max(1, -(-len(held) // most))],
            labelExpr=f"{names!r}[datum.value]",
            labelFlush=False,
            labelOverlap=True,
            grid=False,
            labelFontSize=ink.size,
            labelColor=ink.muted,
            domainColor=ink.muted,
        ),
    )


def _y(field: str, rows: pd.DataFrame, ink: _Ink) -> alt.Y:
    return alt.Y(
        field,
        title=None,
        scale=alt.Scale(domain=list(ink.span), nice=False, zero=False),
        axis=alt.Axis(
            labelExpr=trend.ticks(rows),
            tickCount=4,
            labelFontSize=ink.size,
            labelColor=ink.muted,
            gridColor=theme.HAIRLINE.on(ink.ground),
            gridOpacity=0.35,
        ),
    )
