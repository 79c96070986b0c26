"""spc: control limits (XmR) for any series, from a CSV and without a store."""

from __future__ import annotations

import math
import re
from argparse import Namespace
from collections.abc import Sequence
from dataclasses import dataclass
from datetime import date
from functools import lru_cache
from typing import Any

import pyarrow as pa

from pbi import period, store
from pbi.catalogue import values
from pbi.catalogue.kinds import SHORTEST_BASELINE
from pbi.commands import csv_input as files
from pbi.commands.csv_input import Line
from pbi.commands.show import rows_as
from pbi.errors import BadInput
from pbi.handover import Answer
from pbi.model import Polarity

COLUMNS = ("series", "date", "value", "mean", "lower", "upper", "rule", "verdict", "assurance", "gate")
POLARITIES = [str(each) for each in Polarity if each is not Polarity.UNCONFIRMED]
_OPTIONS = ("polarity", "baseline", "screen")
_MIDNIGHT = re.compile(r"(\d{4}-\d\d-\d\d)[T ]00:00(?::00(?:\.0+)?)?")


@dataclass(frozen=True, slots=True, kw_only=True)
class Point:
    """One row of the input. Polarity, baseline and screen are said of the whole series."""

    series: str
    date: date
    value: float | None
    target: float | None
    rebase: int
    polarity: str | None
    baseline: int | None
    screen: int | None
    place: str


SCHEMA = pa.schema(
    {
        "series": pa.string(),
        "date": pa.date32(),
        "value": pa.float64(),
        "target": pa.float64(),
        "rebase": pa.int32(),
        "polarity": pa.string(),
        "baseline": pa.int32(),
        "screen": pa.int32(),
    }
)


def spc(given: Namespace) -> Answer:
    """Every row of the file with its limits, rule, verdict, assurance and gate; series as they first come, by date.

    Columns series, date, value and perhaps polarity, target, rebase, baseline, screen; others are left aside, and said.
    """
    headings, lines = files.read(given.file, needed=("series", "date", "value"))
    points = [_point(line) for line in lines]
    seen: dict[tuple[str, date], str] = {}
    for point in points:
        if before := seen.get((point.series, point.date)):
            raise BadInput(
                f"The series '{point.series}' already has {point.date:%d/%m/%Y}, in {before}.",
                remedy="Keep one of the two.",
                where=point.place,
            )
        seen[point.series, point.date] = point.place
    rows = control_points(points)
    aside = [each for each in headings if each and each not in SCHEMA.names]
    return Answer(
        exit=0,
        stdout=rows_as(given.format, rows, columns=COLUMNS),
        stderr=f"Not used: {', '.join(aside)}." if aside else "",
    )


def control_points(points: Sequence[Point]) -> list[dict[str, Any]]:
    """The rows of the step spc_points over these points."""
    said = _options(points)
    rows = [{name: getattr(point, name) for name in SCHEMA.names} | said[point.series] for point in points]
    table = store.over({"series": pa.Table.from_pylist(rows, schema=SCHEMA)}, "spc_points")
    order = {name: place for place, name in enumerate(said)}
    found: list[dict[str, Any]] = table.to_pylist()
    return sorted(found, key=lambda row: (order[row["series"]], row["date"]))


def _point(line: Line) -> Point:
    return Point(
        series=line.need("series", str),
        date=line.need("date", day),
        value=line.read("value", number, otherwise=None),
        target=line.read("target", number, otherwise=None),
        rebase=line.read("rebase", _flag, otherwise=0),
        polarity=line.read("polarity", values.one_of(POLARITIES), otherwise=None),
        baseline=line.read("baseline", _baseline, otherwise=None),
        screen=line.read("screen", _flag, otherwise=None),
        place=line.place(),
    )


@lru_cache(maxsize=10_000)
def day(text: str) -> date:
    """A day as ISO or day first, or the last day of a period in any accepted spelling.

    >>> str(day("31/03/2020")), str(day("2019/20 Q4")), str(day("Feb-2020"))
    ('2020-03-31', '2020-03-31', '2020-02-29')
    """
    if midnight := _MIDNIGHT.fullmatch(text):
        text = midnight[1]
    try:
        found: date = values.day(text)
    except BadInput:
        try:
            return period.parse(text).end
        except BadInput as error:
            if "could be" in error.message:
                raise
            raise BadInput(
                f"'{text}' is not a date.", remedy="Write a day as 2020-03-31 or 31/03/2020, or a period as 2019/20 Q4."
            ) from error
    return found


def number(text: str) -> float | None:
    """A number; None for NaN and NA, which other programs write where there is none."""
    if text.lower() in {"nan", "na"}:
        return None
    try:
        found = float(text)
    except ValueError:
        found = float(values.number(text))
    if not math.isfinite(found):
        raise BadInput(f"'{text}' is not a number.", remedy="Write digits, or leave it blank.")
    return found


def _flag(text: str) -> int:
    return int(values.yes_or_no(text.removesuffix(".0")))


def _baseline(text: str) -> int:
    rows: int = values.whole(text)
    if rows < SHORTEST_BASELINE:
        raise BadInput(
            f"A baseline of {rows} rows is too short to fix limits by.",
            remedy=f"Give {SHORTEST_BASELINE} rows or more.",
        )
    return rows


def _options(points: Sequence[Point]) -> dict[str, dict[str, Any]]:
    """What is said of each series as a whole, on any of its rows; two different answers are refused."""
    said: dict[str, dict[str, Any]] = {}
    for point in points:
        options = said.setdefault(point.series, dict.fromkeys(_OPTIONS))
        for name in _OPTIONS:
            found = getattr(point, name)
            if found is not None and options[name] not in (None, found):
                raise BadInput(
                    f"The series '{point.series}' has the {name} {options[name]} in one row and {found} in another.",
                    remedy="Say the same, or say it once.",
                    where=point.place,
                )
            options[name] = found if found is not None else options[name]
    return said
