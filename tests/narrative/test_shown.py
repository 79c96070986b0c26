"""Every output shows a figure by one rule: half away from zero, from the exact decimal, and never on the wrong side."""

from __future__ import annotations

import io
import json
import re
from decimal import Decimal
from random import Random
from typing import Any

import openpyxl
import pandas as pd
import pyarrow as pa
import pytest

from pbi import measures, reports
from pbi.charts import trend
from pbi.commands import show
from pbi.narrative import figures, sentences, text_alternatives
from pbi.narrative.change import control, history
from pbi.narrative.rows import records
from pbi.reports import cells
from pbi.reports.paper import Number, Paper, Section
from pbi.ui.tables import tables

HUNDREDTHS = range(20_001)
"""0.00 to 200.00 in hundredths."""
HALVES = [each for each in HUNDREDTHS if each % 10 == 5]
UNITS = ("percent", "number", "days", "rate", "ratio", "currency")
BARE: dict[str, Any] = {
    **dict.fromkeys(["target", "target_lower", "target_upper", "target_kind", "good_bound", "near_bound", "label"]),
    **dict.fromkeys(
        ["availability", "upper", "lower", "mean", "change", "previous_period", "direction", "comparable_from"]
    ),
    "unit": "percent",
    "decimals": 1,
    "per": 100,
    "restated": False,
    "is_split_target": False,
    "role": None,
    "authority_name": "Aford",
    "indicator_name": "Visits",
    "tested": None,
    "members_expected": None,
}


def spelt(hundredths: int, places: int) -> str:
    """So many hundredths to so many places, worked out in whole numbers."""
    step = 10 ** (2 - places)
    whole = (hundredths + step // 2) // step
    return f"{whole // 10**places}" + (f".{whole % 10**places:0{places}d}" if places else "")


def frame(values: list[Decimal]) -> pd.DataFrame:
    """Figures as a measure gives them, one a quarter."""
    held = measures.frame(pa.table({"outturn": pa.array(values, pa.decimal128(18, 6))}))
    names = [f"{2000 + place // 4}/{(1 + place // 4) % 100:02d} Q{place % 4 + 1}" for place in range(len(held))]
    return held.assign(period=names, **BARE)


@pytest.mark.parametrize("places", [0, 1, 2])
def test_every_two_decimal_figure_is_spelt_as_whole_numbers_round(places: int) -> None:
    held = frame([Decimal(each) / 100 for each in HUNDREDTHS])["outturn"]
    for hundredths, value in zip(HUNDREDTHS, held, strict=True):
        want = spelt(hundredths, places)
        assert value == hundredths / 100
        assert figures.plain(value, decimals=places) == want
        assert figures.plain(-value, decimals=places) == (f"−{want}" if want.strip("0.") else want)


def test_a_frame_holds_the_nearest_number_however_many_digits() -> None:
    dice = Random(1)
    exact = [Decimal(dice.randrange(-(10**18), 10**18)).scaleb(-6) for _ in range(2_000)]
    assert list(frame(exact)["outturn"]) == [float(each) for each in exact]


def test_tables_charts_sentences_and_papers_show_the_same() -> None:
    rows = frame([Decimal(each) / 100 for each in HALVES])
    drawn = list(trend.series(rows.head(60))["spelt"])
    for place, (hundredths, row) in enumerate(zip(HALVES, records(rows), strict=True)):
        want, cell = f"{spelt(hundredths, 1)}%", cells.outturn(row)
        assert {figures.outturn(row), tables.shaped(row, "outturn"), control.spelt(row)} == {want}
        assert sentences.in_short(row) == f"{want}, with no target." or want in sentences.in_short(row)
        assert isinstance(cell, Number) and (cell.said, cell.value) == (want, Decimal(hundredths) / 100)
        assert place >= len(drawn) or drawn[place].startswith(want)
    assert text_alternatives.spark(rows.iloc[[0, -1]]) == "0.1% in 2000/01 Q1 to 200.0% in 2499/00 Q4"


def test_a_workbook_holds_the_exact_number_and_shows_as_many_decimals_as_the_paper() -> None:
    rows = frame([Decimal(each) / 100 for each in HALVES[::10]])
    made = cells.table("Figures", "Figures", [cells.column("Outturn", cells.outturn, right=True)], rows)
    paper = Paper(
        kind=reports.Kind.COMMITTEE,
        title="T",
        about="",
        headline=(),
        stamp="",
        sections=(Section(title="S", parts=(made,)),),
    )
    sheet = openpyxl.load_workbook(io.BytesIO(reports.write(paper, ".xlsx"))).worksheets[-1]
    held = [cell for (cell,) in sheet.iter_rows(max_col=1) if isinstance(cell.value, int | float)]
    assert [cell.value for cell in held] == [each / 100 for each in HALVES[::10]]
    assert {cell.number_format for cell in held} == {'#,##0.0"%"'}


def test_json_csv_and_the_table_to_read_have_exactly_the_digits() -> None:
    dice = Random(2)
    values = [Decimal(each) / 100 for each in HALVES] + [
        Decimal(dice.randrange(-(10**18), 10**18)).scaleb(-6) for _ in range(500)
    ]
    rows = [{"value": each.quantize(Decimal("0.000001"))} for each in values]
    told = json.loads(show.rows_as("json", rows, columns=["value"]), parse_float=Decimal, parse_int=Decimal)
    assert [each["value"] for each in told] == values
    assert [Decimal(line) for line in show.rows_as("csv", rows, columns=["value"]).splitlines()[1:]] == values
    table = show.rows_as("table", rows, columns=["value"]).splitlines()[1:]
    assert [Decimal(line.strip().replace(",", "")) for line in table] == values


def number(text: str) -> Decimal:
    """The number a reader sees: "−£12k" is −12,000."""
    size = Decimal(re.sub(r"[^\d.]", "", text.split(" per ")[0]))
    return size * (-1 if text.startswith("−") else 1) * {"k": 1_000, "m": 1_000_000}.get(text[-1], 1)


@pytest.mark.parametrize("unit", UNITS)
def test_a_figure_is_never_shown_on_the_other_side_of_what_it_is_judged_by(unit: str) -> None:
    dice = Random(unit)
    for _ in range(1_500):
        bounds = [dice.choice([Decimal(95), Decimal("94.96"), Decimal("12500.5"), Decimal("1000000")]) for _ in "ab"]
        near = dice.choice(bounds) + dice.choice([-1, 0, 1]) * Decimal(dice.randrange(10**5)).scaleb(-6)
        told = figures.against(near, *bounds, unit=unit, decimals=dice.choice([0, 1, 2]), per=1000)
        assert [side(number(told), each) for each in bounds] == [side(near, each) for each in bounds]


@pytest.mark.parametrize("unit", UNITS)
def test_unlike_figures_look_unlike_and_no_difference_looks_like_none(unit: str) -> None:
    dice = Random(unit)
    for _ in range(1_500):
        one = dice.choice([Decimal(95), Decimal("0.45"), Decimal("12500.5"), Decimal("-1000000")])
        other = one + dice.choice([-1, 1]) * Decimal(dice.randrange(1, 10**4)).scaleb(dice.randrange(-6, -2))
        shape = {"unit": unit, "decimals": dice.choice([0, 1, 2]), "per": 1000}
        then, now = figures.apart(one, other, **shape)
        assert then != now and (number(then) < number(now)) == (one < other)
        for said in (figures.change(other - one, **shape), figures.movement(other - one, **shape)):
            assert re.search("[1-9]|one|two|three|four|five|six|seven|eight|nine", said.split(" per ")[0]), said


def side(value: Decimal, bound: Decimal) -> int:
    return (value > bound) - (value < bound)


@pytest.mark.parametrize("unit", UNITS)
def test_what_a_figure_is_beside_is_told_apart_from_it(unit: str) -> None:
    row = {**BARE, "unit": unit, "outturn": 95.0, "target": 94.96, "label": "Green"}
    assert number(figures.outturn(row)) == 95 and number(figures.target(row)) == Decimal("94.96")
    below = {**row, "outturn": 94.96, "target": 95.0}
    assert number(control.spelt(below)) == Decimal("94.96") and number(figures.target(below)) == 95
    then, now = (
        history.spelt({**row, "old_value": 94.96, "new_value": 95.04}, f"{when}_value") for when in ("old", "new")
    )
    assert (number(then), number(now)) == (Decimal("94.96"), Decimal("95.04"))
