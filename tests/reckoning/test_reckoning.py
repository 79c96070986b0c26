"""What the steps answer, beside the same rules worked out a second time: drawn partnerships, every figure of them.

Outturns and statuses, now and as known before corrections; directions, counts, figures to date and forecasts. Two are
drawn here, in both of which members join or leave; ``make soak`` draws thousands (``OUTTURN_WORLDS``).
"""

from __future__ import annotations

import os
from collections import Counter
from collections.abc import Iterator
from datetime import date
from decimal import Decimal
from fractions import Fraction
from typing import Any

import pytest

from pbi.model import JUDGED
from tests.memory import Memory
from tests.reckoning.ahead import Ahead
from tests.reckoning.change import direction
from tests.reckoning.rules import Figure, Reckoning
from tests.reckoning.span import MONTHS, Span
from tests.reckoning.world import CORRECTED, GROUP, LOADED, draw

WORLDS = int(os.environ.get("OUTTURN_WORLDS", "2"))
FIRST = int(os.environ.get("OUTTURN_FIRST_WORLD", "9"))
TODAY = date(2026, 1, 1)
AS_OF = (None, LOADED)
COUNTED = ("2018/19 Q3", "2019/20", "2016-10", "2018/19 H1") if WORLDS > 9 else ("2019/20",)

TESTED = ("improving", "worsening", "increasing", "decreasing", "no_clear_change")

Row = dict[str, Any]


class Beside:
    """One drawn partnership: what the steps answer of it, and what was reckoned; each once."""

    def __init__(self, number: int, memory: Memory) -> None:
        self.world = draw(number)
        self.memory = memory
        memory.receive({**self.world.catalogue(), "outturn": self.world.received(self.world.reports)}, on=LOADED)
        memory.receive({"outturn": self.world.received(self.world.corrections)}, on=CORRECTED)

        self.reckoned = {as_of: Reckoning(self.world, as_of=as_of) for as_of in AS_OF}
        self.trend = {as_of: self._trend(as_of) for as_of in AS_OF}

    def _trend(self, as_of: date | None) -> list[Row]:
        rows = self.memory.rows("trend", as_of=as_of, at=TODAY, with_halves=True)
        return [row for row in rows if row["origin"] != "nothing received"]


@pytest.fixture(scope="module", params=range(FIRST, FIRST + WORLDS), ids="world {}".format)
def beside(request: pytest.FixtureRequest) -> Iterator[Beside]:
    with Memory() as memory:
        yield Beside(request.param, memory)


@pytest.mark.parametrize("as_of", AS_OF, ids=["now", "as known before the corrections"])
def test_every_outturn_and_status_is_as_reckoned(beside: Beside, as_of: date | None) -> None:
    reckoning = beside.reckoned[as_of]
    faults = []
    for row in beside.trend[as_of]:
        code, who, span = row["indicator"], row["authority"], span_of(row)
        figure = reckoning.figure(code, who, span) or Figure(mark="awaited")
        faults += _told(row, figure.outturn, reckoning.role(code, who, span, figure))
    assert not faults, "\n".join(faults[:20])


@pytest.mark.parametrize("as_of", AS_OF, ids=["now", "as known before the corrections"])
def test_no_figure_is_missing(beside: Beside, as_of: date | None) -> None:
    reckoning = beside.reckoned[as_of]
    shown = {(row["indicator"], row["authority"], row["period"]) for row in beside.trend[as_of]}
    missing = [
        f"{code} {who} {span.label}"
        for code in beside.world.kinds
        for who in (*beside.world.terms, GROUP)
        for span in beside.world.spans()
        for figure in [reckoning.figure(code, who, span)]
        if figure and figure.part is not None and (code, who, span.label) not in shown
    ]
    assert not missing, "\n".join(missing[:20])


def test_every_direction_is_as_reckoned(beside: Beside) -> None:
    reckoning = beside.reckoned[None]
    faults = []
    for row in beside.trend[None]:
        code, who, span = row["indicator"], row["authority"], span_of(row)
        now, before = reckoning.alike(code, who, span)
        told = direction(beside.world.kind(code, span.end), now, before) if now and before else None
        shown = row["direction"] if row["direction"] in TESTED else None
        if shown != told:
            faults.append(f"{code} {who} {span.label}: {shown} ({row['untested']}), reckoned {told}")
    assert not faults, "\n".join(faults[:20])


@pytest.mark.parametrize("label", COUNTED)
def test_every_count_is_as_reckoned(beside: Beside, label: str) -> None:
    reckoning = beside.reckoned[None]
    span = next(span for span in beside.world.spans() if span.label == label)
    told: Counter[tuple[str, str]] = Counter()
    for code in beside.world.kinds:
        for who in (*beside.world.terms, GROUP):
            figure = reckoning.figure(code, who, span)
            role = reckoning.role(code, who, span, figure) if figure else "unknown"
            if role in JUDGED:
                told[who, role] += 1
                told["all", role] += who == GROUP
    shown = {
        (row["authority"], row["role"]): row["count"]
        for row in beside.memory.rows("counts", period=label, at=TODAY, with_halves=True)
        if row["basis"] == "official" and row["service"] == "all" and row["role"] in JUDGED and row["count"]
    }
    assert shown == {key: count for key, count in told.items() if count}


def test_every_figure_to_date_and_forecast_is_as_reckoned(beside: Beside) -> None:
    ahead = Ahead(beside.reckoned[None])
    faults = []
    for row in beside.memory.rows("forecasts", as_of=None, at=TODAY):
        code, who, year, months = row["indicator"], row["authority"], row["financial_year"], row["months"]
        if who == GROUP:
            continue
        place = f"{code} {who} {year} after {months} months"
        forecast = ahead.forecast(code, who, year, months)
        if forecast is None:
            faults.append(f"{place}: {row['to_date']}, reckoned none")
            continue
        for name in ("to_date", "estimate", "outturn", "years_of_history"):
            told = getattr(forecast, name)
            if _differ(row[name], told):
                faults.append(f"{place}: {name} {row[name]}, reckoned {told and float(told)}")
    assert not faults, "\n".join(faults[:20])


def span_of(row: Row) -> Span:
    start: date = row["period_start"]
    return Span(12 * start.year + start.month - 4, MONTHS[row["period_kind"]])


def _differ(shown: Decimal | int | None, told: Fraction | int | None) -> bool:
    """Whether a number is another than the one that was reckoned; it is shown to six places."""
    if shown is None or told is None:
        return shown is not told
    return abs(Fraction(shown) - told) > Fraction(1, 2 * 10**6) + abs(told) / 10**12


def _told(row: Row, outturn: Fraction | None, role: str) -> list[str]:
    """What differs, in words."""
    place = f"{row['indicator']} {row['authority']} {row['period']}"
    shown = row["outturn"]
    if _differ(shown, outturn):
        return [f"{place}: outturn {shown}, reckoned {outturn and float(outturn)} ({row['origin']})"]
    if row["role"] != role:
        return [f"{place}: {row['role']}, reckoned {role} ({shown}, target {row['target']}, {row['availability']})"]
    return []
