"""Intervals, changes, trends and the funnel's scatter beside what scipy and statsmodels make of the same counts."""

from __future__ import annotations

import json
from collections.abc import Iterator, Sequence
from datetime import date
from pathlib import Path
from random import Random
from typing import Any

import numpy as np
import pytest
from scipy.stats import chi2, norm
from statsmodels.stats.contingency_tables import Table
from statsmodels.stats.proportion import confint_proportions_2indep, proportion_confint

from pbi import commands
from tests.memory import Memory, authority, indicator, outturn, schemes, tolerance

CHANCE = {"95": 2 * norm.sf(1.959964), "998": 2 * norm.sf(3.090232)}
"""What lies beyond the two levels, on both sides together."""
YEARS = [f"{year}/{year - 1999}" for year in range(2015, 2020)]
NOW = {"period": "2019/20", "period_kind": "year", "period_end": date(2020, 3, 31)}
SMOKERS = ((83, 90, 129, 70), (86, 93, 136, 82))
"""The example of R's prop.trend.test, of which it prints X-squared = 8.2249."""


@pytest.fixture
def memory() -> Iterator[Memory]:
    with Memory() as opened:
        opened.receive({"scheme": schemes(), "tolerance": [tolerance()]}, on=date(2010, 1, 1), kind="catalogue")
        yield opened


def limits(folder: Path, kind: str, pairs: Sequence[tuple[int, int]]) -> list[dict[str, float]]:
    file = folder / "counts.csv"
    lines = "".join(f"{kind},{x},{n},1\n" for x, n in pairs)
    file.write_text(f"kind,numerator,denominator,per\n{lines}", "utf-8")
    found: list[dict[str, float]] = json.loads(commands.answer(["intervals", str(file), "--format", "json"]).stdout)
    return found


def held(memory: Memory, code: str, *figures: tuple[str, str, int, int], unit: str = "percent") -> None:
    """Figures of an indicator: who, when, so many, out of so many."""
    memory.receive({"indicator": [indicator(code, unit=unit)]}, on=date(2010, 1, 1), kind="catalogue")
    known = {row["authority"] for row in memory.rows("known_authorities")}
    new = dict.fromkeys(who for who, *_ in figures if who not in known)
    memory.receive({"authority": [authority(who) for who in new]}, on=date(2010, 1, 1), kind="catalogue")
    memory.receive({"outturn": [outturn(code, who, when, numerator=x, denominator=n) for who, when, x, n in figures]})


def test_proportions_are_wilson_s_as_statsmodels_has_them(tmp_path: Path) -> None:
    chance = Random(11)
    pairs = [(0, 1), (1, 1), (0, 40), (40, 40), *((chance.randint(0, n), n) for n in range(2, 3000, 37))]
    for (x, n), row in zip(pairs, limits(tmp_path, "proportion", pairs), strict=True):
        for level, beyond in CHANCE.items():
            theirs = proportion_confint(x, n, alpha=beyond, method="wilson")
            assert (row[f"lower_{level}"], row[f"upper_{level}"]) == pytest.approx(theirs, abs=1e-9)


def test_rates_under_ten_events_are_the_exact_ones_of_scipy(tmp_path: Path) -> None:
    pairs = [(events, 1) for events in range(10)]
    for (x, _), row in zip(pairs, limits(tmp_path, "rate", pairs), strict=True):
        for level, beyond in CHANCE.items():
            lower = chi2.ppf(beyond / 2, 2 * x) / 2 if x else 0.0
            theirs = (lower, chi2.isf(beyond / 2, 2 * x + 2) / 2)
            assert (row[f"lower_{level}"], row[f"upper_{level}"]) == pytest.approx(theirs, rel=1e-9, abs=1e-9)


def test_byar_s_limits_lie_near_the_exact_ones(tmp_path: Path) -> None:
    pairs = [(events, 1) for events in (10, 15, 30, 100, 1000)]
    for (x, _), row in zip(pairs, limits(tmp_path, "rate", pairs), strict=True):
        for level, beyond in CHANCE.items():
            theirs = (chi2.ppf(beyond / 2, 2 * x) / 2, chi2.isf(beyond / 2, 2 * x + 2) / 2)
            assert (row[f"lower_{level}"], row[f"upper_{level}"]) == pytest.approx(theirs, rel=0.02)


def test_changes_of_proportions_are_newcombe_s_as_statsmodels_has_them(memory: Memory) -> None:
    chance = Random(12)
    pairs = {
        f"i{place}": ((chance.randint(0, n), n), (chance.randint(0, m), m))
        for place, (n, m) in enumerate((chance.randint(5, 400), chance.randint(5, 400)) for _ in range(40))
    }
    for code, (now, before) in pairs.items():
        held(memory, code, ("a", "2019/20", *now), ("a", "2018/19", *before))
    rows = {row["indicator"]: row for row in memory.rows("compared") if row["previous"] is not None}
    for code, (now, before) in pairs.items():
        for level, beyond in CHANCE.items():
            theirs = confint_proportions_2indep(*now, *before, method="newcomb", compare="diff", alpha=beyond)
            mine = (rows[code][f"lower_{level}"], rows[code][f"upper_{level}"])
            assert mine == pytest.approx([100 * float(each) for each in theirs], abs=1e-6), code


def test_trends_are_cochran_and_armitage_s_as_statsmodels_has_them(memory: Memory) -> None:
    """statsmodels permutes, which has the variance of N − 1; Armitage's own has N."""
    chance = Random(13)
    series = {"smokers": SMOKERS} | {
        f"i{place}": ([chance.randint(1, n - 1) for _ in YEARS], [n] * len(YEARS))
        for place, n in enumerate(chance.sample(range(5, 900), 30))
    }
    for code, (cases, whole) in series.items():
        years = YEARS[-len(cases) :]
        held(memory, code, *(("a", year, x, n) for year, x, n in zip(years, cases, whole, strict=True)))
    rows = {row["indicator"]: row for row in memory.rows("year_trends", **NOW)}
    for code, (cases, whole) in series.items():
        table = np.column_stack([cases, np.subtract(whole, cases)])
        theirs = Table(table).test_ordinal_association(row_scores=np.arange(len(cases)), col_scores=np.array([1, 0]))
        corrected = theirs.zscore**2 * sum(whole) / (sum(whole) - 1)
        assert rows[code]["chi_square"] == pytest.approx(corrected, abs=2e-6), code
    assert f"{rows['smokers']['chi_square']:.4f}" == "8.2249"


def test_the_funnel_is_overdispersed_where_chi_square_says_so(memory: Memory) -> None:
    """The sum of squared scores is Pearson's χ² of the table; Wilson and Hilferty come to 1 in 100 of its 95% point."""
    chance, said = Random(14), {}
    for place in range(40):
        who = [f"a{number}" for number in range(chance.randint(5, 30))]
        true = chance.uniform(0.1, 0.9)
        wide = chance.choice([0.0, 0.03, 0.1])
        figures = []
        for each in who:
            n, p = chance.randint(50, 900), min(0.98, max(0.02, chance.gauss(true, wide)))
            figures.append((each, "2019/20", sum(chance.random() < p for _ in range(n)), n))
        held(memory, f"i{place}", *figures)
        table = Table(np.array([[x, n - x] for _, _, x, n in figures]), shift_zeros=False).test_nominal_association()
        said[f"i{place}"] = (table.statistic, len(who) - 1)
    rows: dict[str, Any] = {row["indicator"]: row for row in memory.rows("benchmarks", **NOW)}
    for code, (statistic, freedom) in said.items():
        assert rows[code]["dispersion"] == pytest.approx(statistic / freedom, abs=1e-5)
        point = chi2.isf(0.05, freedom)
        if abs(statistic / point - 1) > 0.01:
            assert rows[code]["is_overdispersed"] == (statistic > point), code
    assert len({row["is_overdispersed"] for row in rows.values()}) == 2
