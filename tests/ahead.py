"""A store with a year under way: three years and three quarters of 2019/20, each received a month after it ended."""

from __future__ import annotations

from collections.abc import Mapping, Sequence
from datetime import date, timedelta
from pathlib import Path

from pbi.model import Draft, Fact
from pbi.store import Store
from tests import once
from tests.memory import authority, indicator, outturn, target

RATIO: Mapping[str, Sequence[int]] = {
    "2016/17": (90, 90, 90, 90),
    "2017/18": (92, 92, 92, 92),
    "2018/19": (90, 90, 90, 78),
    "2019/20": (95, 93, 94),
}
"""Of 100 each. 2018/19 stood at 90 and came to 348 of 400, 87: the largest error at Q3 is three points."""
COUNT: Mapping[str, Sequence[int]] = {
    "2016/17": (20, 20, 20, 40),
    "2017/18": (30, 30, 30, 30),
    "2018/19": (30, 30, 30, 50),
    "2019/20": (25, 25, 30),
}
"""By Q3 240 of 360 in the past, two thirds: 80 is on course for 120. It was 30 out for 2017/18."""
YOUNG: Mapping[str, Sequence[int]] = {year: values for year, values in COUNT.items() if year > "2016/17"}


def store(path: Path) -> Path:
    """One authority, three indicators: RATIO (target 95%), COUNT and YOUNG (target 125)."""
    with Store.open(once.shipped(path)) as made:
        made.record(_draft("catalogue", date(2016, 4, 1), catalogued()))
        figures = [*_ratios("RATIO", RATIO), *_counts("COUNT", COUNT), *_counts("YOUNG", YOUNG)]
        for number, day in enumerate(sorted({_received(row) for row in figures}), start=1):
            facts = {"outturn": [dict(row) for row in figures if _received(row) == day]}
            made.record(_draft("accepted", day, facts, submission=f"S-{number}", sha256=f"{number:064d}"))
    return path


def catalogued() -> dict[str, list[dict[str, object]]]:
    """The authority, the three indicators and the same targets for every year."""
    counted = {"unit": "number", "per": 1, "across_authorities": "sum", "across_periods": "sum"}
    indicators = [indicator("RATIO"), indicator("COUNT", **counted), indicator("YOUNG", **counted)]
    targets = [
        target(code, None, year, value=value)
        for code, value in (("RATIO", 95), ("COUNT", 125), ("YOUNG", 125))
        for year in COUNT
    ]
    return {
        "authority": [dict(authority("lone"))],
        "indicator": [dict(each) for each in indicators],
        "target": [dict(each) for each in targets],
    }


def _draft(kind: str, day: date, facts: dict[str, list[dict[str, object]]], **more: str) -> Draft:
    return Draft(kind=kind, by="a test", received_on=day, filename="q.xlsx", layout="tidy", facts=facts, **more)


def _received(row: Fact) -> date:
    end = row["period_end"]
    assert isinstance(end, date)
    return end + timedelta(days=30)


def _ratios(code: str, years: Mapping[str, Sequence[int]]) -> list[Fact]:
    return [outturn(code, "lone", when, numerator=value, denominator=100) for when, value in _quarters(years)]


def _counts(code: str, years: Mapping[str, Sequence[int]]) -> list[Fact]:
    return [outturn(code, "lone", when, value=value) for when, value in _quarters(years)]


def _quarters(years: Mapping[str, Sequence[int]]) -> list[tuple[str, int]]:
    return [(f"{year} Q{number}", value) for year, values in years.items() for number, value in enumerate(values, 1)]
