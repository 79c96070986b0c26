"""The cells of a row of a measure: figures exact and as they are said, statuses, days."""

from __future__ import annotations

from collections.abc import Callable, Iterable, Mapping, Sequence
from decimal import ROUND_HALF_UP, Decimal
from typing import Any

import pandas as pd

from pbi.narrative import availability, figures
from pbi.narrative.meeting.deck import Mark
from pbi.narrative.rows import records
from pbi.reports.paper import Cell, Column, Medium, Number, Table, dropped

Row = Mapping[str, Any]
Made = tuple[Column, Callable[[Row], Cell]]
PLACES = Decimal("0.000001")
"""The store keeps six places; a frame's double is brought back to them exactly."""
UNITS = {"percent": "%", "currency": "£"}


def column(
    title: str, cell: Callable[[Row], Cell], *, right: bool = False, sheet: bool = False, width: float = 1.0
) -> Made:
    """A column and how its cells are made; ``sheet``: only in a workbook."""
    return Column(title, right=right, medium=Medium.SHEET if sheet else Medium.BOTH, width=width), cell


def table(
    name: str,
    caption: str,
    columns: Sequence[Made],
    rows: pd.DataFrame | Iterable[Row],
    *,
    notes: Sequence[str] = (),
    medium: Medium = Medium.BOTH,
) -> Table:
    """A table of a measure's rows. Columns without anything in any row are left out."""
    held = records(rows) if isinstance(rows, pd.DataFrame) else list(rows)
    made = [tuple(cell(row) for _, cell in columns) for row in held]
    kept, lines = dropped([each for each, _ in columns], made)
    return Table(
        name=name,
        caption=caption,
        columns=tuple(kept),
        rows=tuple(lines),
        notes=tuple(note for note in notes if note),
        medium=medium,
    )


def text(name: str) -> Callable[[Row], Cell]:
    """A column's text as it is."""
    return lambda row: figures.text(row[name])


def day(name: str) -> Callable[[Row], Cell]:
    """A column's day."""
    return lambda row: pd.Timestamp(row[name]).date() if figures.is_known(row[name]) else None


def number(value: Any, *, unit: str = "number", decimals: Any = None, per: Any = None, said: str = "") -> Number | None:
    """A figure of a row's unit, as it is ``said``; None where there is none."""
    if not figures.is_known(value):
        return None
    return _number(value, said or figures.figure(value, unit=unit, decimals=decimals, per=per), unit=unit)


def of(name: str) -> Callable[[Row], Cell]:
    """A column's figure in the row's unit."""
    return lambda row: number(row[name], **figures.shape(row))


def pair(name: str, other: str) -> Callable[[Row], Cell]:
    """A column's figure in the row's unit, told apart from another column's that stands beside it."""

    def cell(row: Row) -> Cell:
        said = figures.apart(row[name], row[other], **figures.shape(row))[0]
        return number(row[name], unit=row["unit"], said=said)

    return cell


def outturn(row: Row) -> Cell:
    """The outturn, told apart from its target; where there is none, why: "[x] late"."""
    if not figures.is_known(row["outturn"]):
        return availability.missing(row)
    return _number(row["outturn"], figures.outturn(row), unit=row["unit"])


def outturn_of(prefix: str) -> Callable[[Row], Cell]:
    """The outturn of a row whose columns stand under a prefix: "" the total's, "member_" a member's."""

    def cell(row: Row) -> Cell:
        shape = {name: row[name] for name in ("unit", "decimals", "per")}
        own = {name: row[f"{prefix}{name}"] for name in ("outturn", *figures.BOUNDS)}
        return outturn({**shape, **own, "availability": None})

    return cell


def target(row: Row) -> Cell:
    """The target as a figure; as words where it is a band, a forecast, a benchmark or a direction."""
    said = figures.target(row)
    if not said or said != figures.figure(row["target"], **figures.shape(row)):
        return said
    return _number(row["target"], said, unit=row["unit"])


def change(name: str = "change") -> Callable[[Row], Cell]:
    """A difference with its sign."""

    def cell(row: Row) -> Cell:
        if not figures.is_known(row[name]):
            return None
        said = figures.change(row[name], **figures.shape(row))
        return _number(row[name], said, unit="points" if row["unit"] == "percent" else row["unit"], signed=True)

    return cell


def unit(row: Row) -> str:
    """The unit as a column of its own: "%", "£", "days", "per 1,000"."""
    if row["unit"] == "rate" and figures.is_known(row["per"]):
        return f"per {float(row['per']):,.0f}"
    return UNITS.get(row["unit"], figures.text(row["unit"]))


def mark(row: Row, *, prefix: str = "") -> Cell:
    """The status: nothing where no scheme is applied, nor for a figure that is not due."""
    label = figures.text(row.get(f"{prefix}label"))
    return Mark(row.get(f"{prefix}role"), figures.text(row.get(f"{prefix}symbol")), label) if label else ""


def count(value: Any) -> Number:
    """A whole number."""
    return Number(Decimal(int(value)), f"{int(value):,}")


def exact(value: Any) -> Decimal:
    """A value as the store keeps it, without trailing zeros."""
    held = value if isinstance(value, Decimal) else Decimal(repr(float(value)))
    rounded = held.quantize(PLACES, rounding=ROUND_HALF_UP)
    return rounded.to_integral_value() if rounded == rounded.to_integral_value() else rounded.normalize()


def _number(value: Any, said: str, *, unit: str, signed: bool = False) -> Number:
    held = exact(value)
    if unit == "currency":
        return Number(held, said, unit, 0 if held == held.to_integral_value() else 2, signed)
    digits = said.split(" ")[0].rstrip("%").partition(".")[2]
    return Number(held, said, unit, len(digits), signed)
