"""How often a series in which nothing changes shows a signal: simulated, and written as the step ``chances``.

Normal values, one independent of the other, judged by the control chart's own rules: a pattern completed in one of the
newest points, with limits from all of them. Seeded by length, so that every length can be drawn again by itself.
"""

from __future__ import annotations

import re
from collections.abc import Mapping, Sequence

import numpy as np
from numpy.typing import NDArray

from pbi.store.compose import files

FILE = files()["chances"]
LENGTHS = (*range(7, 41), 60, 80, 100, 120)
NEW = range(1, 13)
DRAWN = 200_000
_AT_ONCE = 20_000
_ROW = re.compile(r"\((\d+), ([\d., ]+)\)")
_HEAD = """\
-- How likely a series in which nothing changes is to show a signal: a pattern completed in one of so many newest points
-- of a series of so many. Simulated with {drawn:,} series of independent normal values for each length, judged by the
-- same rules; the error is below 0.002. Between two of the last lengths the shorter is taken.
-- Written by `python -m tools.chance`.
-- grain: points × new_points
SELECT
    c.points,
    n.new_points,
    CASE n.new_points {cases} END AS chance
FROM (VALUES
"""
_FOOT = """
) AS c(points, {columns})
CROSS JOIN (VALUES {new}) AS n(new_points)
"""

Flags = NDArray[np.bool_]


def main() -> None:
    """Simulate every length and write the step."""
    FILE.write_text(render({length: chances(length) for length in LENGTHS}), encoding="utf-8")


def chances(points: int, *, drawn: int = DRAWN, seed: int = 0) -> list[float]:
    """Of series of so many points, the share with a signal completed in the newest 1, 2, … 12 of them."""
    generator = np.random.default_rng([seed, points])
    found = np.zeros(len(NEW))
    for start in range(0, drawn, _AT_ONCE):
        signals = completed(generator.standard_normal((min(_AT_ONCE, drawn - start), points)))
        found += [signals[:, -new:].any(axis=1).sum() for new in NEW]
    return [float(each) for each in found / drawn]


def completed(values: NDArray[np.float64]) -> Flags:
    """Whether a pattern is completed at each point: one row a series, limits from the whole of it."""
    above_mean = values - values.mean(axis=1, keepdims=True)
    limit = 2.66 * np.abs(np.diff(values, axis=1)).mean(axis=1, keepdims=True)
    found: Flags = np.zeros(values.shape, dtype=bool)
    for distance in (above_mean, -above_mean):
        near = (distance > limit * 2 / 3) & (distance <= limit)
        rising = np.zeros_like(found)
        rising[:, 1:] = np.diff(distance, axis=1) > 0
        said = np.zeros_like(found)  # a rule that comes before stands already
        two_of_three = _of(near, 3, 2) & _of(distance > 0, 3, 3)
        for holds in (distance > limit, _of(rising, 6, 6), two_of_three, _of(distance > 0, 7, 7)):
            found |= _begun(holds) & ~said
            said |= holds
    return found


def _of(flags: Flags, width: int, least: int) -> Flags:
    """Whether at least so many of the last ``width`` points have the flag; never before there are so many points."""
    counted: NDArray[np.int64] = np.cumsum(flags, axis=1, dtype=np.int64)
    counted[:, width:] -= counted[:, :-width].copy()
    held: Flags = counted >= least
    held[:, : width - 1] = False
    return held


def _begun(holds: Flags) -> Flags:
    """Where a pattern holds and did not at the point before."""
    begun = holds.copy()
    begun[:, 1:] &= ~holds[:, :-1]
    return begun


def render(table: Mapping[int, Sequence[float]]) -> str:
    """The step's file."""
    rows = ",\n".join(f"    ({points}, {', '.join(f'{each:.4f}' for each in row)})" for points, row in table.items())
    cases = " ".join(f"WHEN {new} THEN c.c{new}" for new in NEW)
    foot = _FOOT.format(columns=", ".join(f"c{new}" for new in NEW), new=", ".join(f"({new})" for new in NEW))
    return _HEAD.format(drawn=DRAWN, cases=cases) + rows + foot


def read() -> dict[int, list[float]]:
    """The chances the file holds, by length."""
    return {
        int(points): [float(each) for each in row.split(",")]
        for points, row in _ROW.findall(FILE.read_text("utf-8"))
        if "," in row
    }


if __name__ == "__main__":
    main()
