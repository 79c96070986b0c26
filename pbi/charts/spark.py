"""A word-sized line: no axis, no label, the last figure dotted. Drawn as an image for a table's cell."""

from __future__ import annotations

from collections.abc import Sequence
from urllib.parse import quote

from pbi.charts import theme
from pbi.narrative import figures

WIDTH, HEIGHT, EDGE = 88, 20, 3


def image(values: Sequence[float | None]) -> str:
    """The address (data:) of an SVG of these figures in order; a missing one is a gap. "" where none is held."""
    held = [float(value) for value in values if figures.is_known(value)]
    if not held:
        return ""
    spots = _spots(values, low=min(held), high=max(held))
    x, y = next(spot for spot in reversed(spots) if spot)
    drawing = (
        f"<svg xmlns='http://www.w3.org/2000/svg' width='{WIDTH}' height='{HEIGHT}'>"
        f"<path d='{path(spots)}' fill='none' stroke='{theme.SPARK}' stroke-width='1.5'/>"
        f"<circle cx='{x:g}' cy='{y:g}' r='2.5' fill='{theme.SPARK}'/></svg>"
    )
    return f"data:image/svg+xml,{quote(drawing)}"


def path(spots: Sequence[tuple[float, float] | None]) -> str:
    """SVG path of the spots; a missing one lifts the pen.

    >>> path([(0, 1), (5, 2), None, (15, 4), (20, 0)])
    'M0 1L5 2M15 4L20 0'
    """
    drawn, down = "", False
    for spot in spots:
        if spot is not None:
            drawn += f"{'L' if down else 'M'}{spot[0]:g} {spot[1]:g}"
        down = spot is not None
    return drawn


def _spots(values: Sequence[float | None], *, low: float, high: float) -> list[tuple[float, float] | None]:
    across = (WIDTH - 2 * EDGE) / max(1, len(values) - 1)
    down = (HEIGHT - 2 * EDGE) / ((high - low) or 1)
    flat = HEIGHT / 2 if high == low else None
    return [
        (round(EDGE + place * across, 1), round(flat or HEIGHT - EDGE - (value - low) * down, 1))
        if figures.is_known(value)
        else None
        for place, value in enumerate(values)
    ]
