"""Plain arrows in words: any difference moves one, and nothing is tested. They stand in the place of a tested movement,
never beside it."""

from __future__ import annotations

from collections.abc import Mapping
from typing import Any

import pandas as pd

from pbi.narrative import figures
from pbi.narrative.change import movement

ARROWS = {
    "improving": "↑ Better",
    "worsening": "↓ Worse",
    "increasing": "↑ Higher",
    "decreasing": "↓ Lower",
    "no_change": "→ The same",
}
"""Plain arrows with their words: up is better, or more where neither way is."""


def arrow(row: Mapping[str, Any], name: str) -> str:
    """A plain arrow with its word: ``short_trend`` or ``long_trend``; "" where there is nothing to compare."""
    return ARROWS.get(figures.text(row[name]), "")


def sentence(row: Mapping[str, Any]) -> str:
    """ "Short trend: better than 2018/19. Long trend: worse than the average of the 3 periods before." """
    said = []
    for name, before in (
        ("short_trend", row["earlier_period"]),
        ("long_trend", f"the average of the {int(row['long_periods'] or 0)} periods before"),
    ):
        if word := arrow(row, name)[2:].lower():
            beside = "as" if word == "the same" else "than"
            said.append(f"{name.replace('_', ' ').capitalize()}: {word} {beside} {before}.")
    among = movement.over(row, of="earlier_")
    return " ".join([*said, *([figures.sentence(among)] if among else [])])


def tally(rows: pd.DataFrame) -> str:
    """How many moved which way, out of how many: "Short trend of 5: 2 better, 1 worse and 1 the same …"."""
    if rows.empty:
        return ""
    trends = rows["short_trend"]
    held = trends.value_counts()
    if held.empty:
        return ""
    parts = [f"{int(held[code]):,} {ARROWS[code][2:].lower()}" for code in ARROWS if code in held]
    none = len(trends) - int(held.sum())
    without = f"; {none:,} {'has' if none == 1 else 'have'} no period before" if none else ""
    said = f"Short trend of {len(trends):,}: {figures.listed(parts)}{without}."
    return f"{said} Any difference moves an arrow: nothing is tested."
