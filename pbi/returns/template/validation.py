"""What a spreadsheet program says of an odd entry in the template: a warning each, because a state such as n/a may
stand where a figure would, and because whatever is pasted over them is checked again when the return is read."""

from __future__ import annotations

from collections.abc import Iterable, Sequence
from datetime import date
from decimal import Decimal

from openpyxl.worksheet.datavalidation import DataValidation
from openpyxl.worksheet.worksheet import Worksheet

from pbi.model import Availability

NO_FIGURE = tuple(
    state.replace("_", " ").capitalize()
    for state in (
        Availability.NO_CASES,
        Availability.NOT_APPLICABLE,
        Availability.SUPPRESSED,
        Availability.NOT_DUE,
        Availability.AWAITED,
    )
)
_FURTHEST = Decimal(1_000_000_000)
_FIRST_DAY, _LAST_DAY = date(2000, 1, 1), date(2099, 12, 31)

Bounds = tuple[Decimal | None, Decimal | None, bool]
"""Least, most (None: no such bound) and whether the cell shows a percentage."""


def figures(sheet: Worksheet, *, letter: str, first: int, bounds: Sequence[Bounds], spare: int) -> None:
    """The outturns: of each row what its indicator can be; of the ``spare`` rows below, any figure."""
    places: dict[Bounds, list[str]] = {}
    for number, each in enumerate(bounds, start=first):
        places.setdefault(each, []).append(f"{letter}{number}")
    below = first + len(bounds)
    places.setdefault((None, None, False), []).append(f"{letter}{below}:{letter}{below + spare - 1}")
    for (least, most, percent), areas in places.items():
        said = f"{_range(least, most, percent)} If there is no figure, say why under 'No figure because'."
        _add(sheet, _decimal(least, most, scale=100 if percent else 1), areas, said)


def counts(sheet: Worksheet, area: str) -> None:
    """Numerators and denominators."""
    _add(sheet, _decimal(Decimal(0), None), [area], "A count: 0 or more.")


def progress(sheet: Worksheet, area: str) -> None:
    """How far an action has come."""
    _add(sheet, _decimal(Decimal(0), Decimal(100), scale=100), [area], "Progress from 0% to 100%.")


def choice(sheet: Worksheet, area: str, words: Sequence[str]) -> None:
    """One of a few words."""
    listed = DataValidation(type="list", formula1=f'"{",".join(words)}"')
    _add(sheet, listed, [area], f"One of: {', '.join(words)}.")


def days(sheet: Worksheet, area: str) -> None:
    """A day; a month by name may stand in its place."""
    between = DataValidation(
        type="date", operator="between", formula1=_formula(_FIRST_DAY), formula2=_formula(_LAST_DAY)
    )
    _add(sheet, between, [area], "A day, as 31/03/2021; or a month, as March 2021.")


def _decimal(least: Decimal | None, most: Decimal | None, *, scale: int = 1) -> DataValidation:
    low, high = (-_FURTHEST if least is None else least), (_FURTHEST if most is None else most)
    return DataValidation(type="decimal", operator="between", formula1=f"{low / scale:f}", formula2=f"{high / scale:f}")


def _range(least: Decimal | None, most: Decimal | None, percent: bool) -> str:
    sign = "%" if percent else ""
    if least is None:
        return "A figure alone."
    return f"A figure from {least}{sign} to {most}{sign}." if most is not None else f"A figure, {least}{sign} or more."


def _formula(day: date) -> str:
    return f"DATE({day.year},{day.month},{day.day})"


def _add(sheet: Worksheet, validation: DataValidation, areas: Iterable[str], said: str) -> None:
    validation.errorStyle, validation.allow_blank = "warning", True
    validation.error, validation.errorTitle = said, "Please check"
    validation.prompt, validation.promptTitle = said, "What goes here"
    validation.showErrorMessage = validation.showInputMessage = True
    sheet.add_data_validation(validation)
    for area in areas:
        validation.add(area)
