"""What a control chart holds before it is drawn: its points, its lines, its breaks, and every word with its place."""

from __future__ import annotations

from collections.abc import Sequence
from typing import Any

import pandas as pd

from pbi.charts import trend
from pbi.narrative import figures
from pbi.narrative.change import control

Span = tuple[float, float]
LINES = (("upper", "upper limit"), ("mean", "average"), ("lower", "lower limit"))
_DRAWN = (
    *("period", "segment", "begins", "rule", "verdict", "gate", "points", "unit", "decimals", "per", "target_kind"),
    *("outturn", "target", "mean", "lower", "upper", "near_lower", "near_upper"),
)


def points(rows: pd.DataFrame, *, periods: Sequence[str] | None = None) -> pd.DataFrame:
    """What is drawn: every period of the axis in its order, those of the series with lines and words.

    Columns: those of pbi.measures.control that are drawn, and place spelt why signal side ("high", "low" or "").
    """
    axis = list(periods) if periods else trend.whole(list(rows["period"]))
    held = rows[list(_DRAWN)].assign(
        spelt=[control.spelt(row) or "no figure" for _, row in rows.iterrows()],
        why=[control.why(row) if row["begins"] else "" for _, row in rows.iterrows()],
        signal=[control.signal(row) or "Common cause" for _, row in rows.iterrows()],
        side=["" if rule == "none" else "high" if rule in control.HIGH else "low" for rule in rows["rule"]],
    )
    data = held.drop_duplicates("period", keep="last").set_index("period").reindex(axis)
    data = data.rename_axis("period").reset_index()
    plain = {"rule": data["rule"].fillna("none"), "side": data["side"].fillna(""), "begins": data["begins"].eq(True)}
    return data.assign(place=range(len(data)), **plain)


def common_span(rows: pd.DataFrame) -> Span:
    """Lowest and highest figure, limit or target of all, with room: one scale for several. Counts from 0."""
    values = pd.concat([rows[name].astype(float) for name in ("outturn", "lower", "upper", "target")]).dropna()
    if values.empty:
        return (0.0, 1.0)
    low, high = float(values.min()), float(values.max())
    if rows["unit"].iloc[0] in trend.COUNTED:
        low = min(low, 0.0)
    room = (high - low or abs(high) or 1.0) * 0.14
    return (low if low == 0 else low - room, high + room)


def spans(data: pd.DataFrame, name: str) -> pd.DataFrame:
    """From where to where a line holds one value, in one segment: place end value."""
    values = data[name].astype(float)
    same = values.eq(values.shift()) & data["segment"].eq(data["segment"].shift())
    held = data[["place"]].assign(value=values, run=(~same).cumsum())[values.notna()]
    first, last = held.drop_duplicates("run"), held.drop_duplicates("run", keep="last")
    return first[["value"]].assign(place=first["place"] - 0.5, end=(last["place"] + 0.5).to_numpy())


def heads(data: pd.DataFrame, *, small: bool) -> pd.DataFrame:
    """Over each segment why it begins and what it must be read with: place begins said."""
    first = data[data["segment"].notna()].drop_duplicates("segment")
    said = [_head(row, small) for _, row in first.iterrows()]
    return first[["begins"]].assign(place=first["place"] - 0.5, said=said)


def run_names(data: pd.DataFrame, *, small: bool, most: int) -> pd.DataFrame:
    """The newest signals named where they stand: place outturn named high side; of too few points none."""
    found = []
    for run in [each for each in control.runs(data) if each.stands or not small][-most:]:
        rows, high = data.iloc[run.start : run.end + 1], run.high
        middle = (run.start + run.end) / 2
        side = "left" if middle < 0.2 * len(data) else "right" if middle > 0.7 * len(data) else "center"
        named = {
            "place": {"left": run.start - 0.4, "right": run.end + 0.4, "center": middle}[side],
            "outturn": rows["outturn"].max() if high else rows["outturn"].min(),
            "named": run.what if small else control.label(run, data),
            "high": high,
            "side": side,
        }
        found += [named] if (rows["gate"] != "too few points").all() else []
    return pd.DataFrame(found, columns=["place", "outturn", "named", "high", "side"])


def line_names(data: pd.DataFrame, *, span: Span, gap: float) -> pd.DataFrame:
    """The lines' names and the last figure, ``gap`` apart where they would run into each other: outturn named what."""
    named: list[tuple[float, str, str]] = []
    for _, row in data[data["outturn"].notna()].tail(1).iterrows():
        named.append((float(row["outturn"]), str(row["spelt"]), "figure"))
        for name, word in LINES:
            if figures.is_known(row[name]) and not (name != "mean" and row["upper"] == row["lower"]):
                named.append((float(row[name]), f"{word} {control.spelt(row, name)}", "line"))
        if figures.is_known(row["target"]):
            named.append((float(row["target"]), f"{trend.target_word(row)} {control.spelt(row, 'target')}", "line"))
    named.sort()
    return pd.DataFrame(
        {
            "outturn": apart([value for value, _, _ in named], gap=gap, span=span),
            "named": [text for _, text, _ in named],
            "what": [what for _, _, what in named],
        }
    )


def apart(values: Sequence[float], *, gap: float, span: Span) -> list[float]:
    """Heights in rising order moved as little as keeps them ``gap`` apart and inside the span.

    >>> apart([10.0, 10.5, 20.0], gap=1.0, span=(0.0, 20.0))
    [10.0, 11.0, 20.0]
    """
    placed: list[float] = []
    for value in values:
        placed.append(max(value, placed[-1] + gap) if placed else value)
    limit = span[1]
    for place in range(len(placed) - 1, -1, -1):
        placed[place] = min(placed[place], limit)
        limit = placed[place] - gap
    return placed


def _head(row: Any, small: bool) -> str:
    """ "new definition; provisional: 8 points"; of a small chart the reason alone, for its sentence says the rest."""
    counted = figures.count(int(row["points"]), "point")
    gate = f"{row['gate']}: {counted}" if figures.text(row["gate"]) and not small else ""
    return "; ".join(part for part in (row["why"], gate) if part)
