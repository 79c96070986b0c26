"""The pictures of Compare as described: their order, what is marked and named, and the funnel the steps work out."""

from __future__ import annotations

import json
from collections.abc import Iterator
from typing import Any

import pandas as pd
import pyarrow as pa
import pytest

from pbi import measures
from pbi.charts import compare, theme
from tests.memory import Memory, authority, indicator, outturn, schemes, tolerance

HOSTILE = "datum.x + 1 ${1} <script>"


@pytest.fixture
def memory() -> Iterator[Memory]:
    with Memory() as opened:
        yield opened


def rows(memory: Memory, counts: dict[str, tuple[int, int]], *, names: dict[str, str] | None = None) -> pd.DataFrame:
    """The rows of the measure for these counts of one percentage."""
    called = names or {}
    memory.receive(
        {
            "scheme": schemes(),
            "tolerance": [tolerance()],
            "authority": [{**authority(who), "name": called.get(who, who.title())} for who in counts],
            "indicator": [indicator("i")],
            "outturn": [outturn("i", who, numerator=x, denominator=n) for who, (x, n) in counts.items()],
        }
    )
    table = pa.Table.from_pylist(memory.rows("compare", period="2019/20", authorities="|asked|"))
    return measures.frame(table)


THREE = {"a": (95, 100), "b": (190, 200), "asked": (30, 60)}
SIX = {**{f"a{place}": (40 + place, 100) for place in range(5)}, "asked": (340, 400)}


def described(chart: Any) -> str:
    return json.dumps(chart.to_dict())


def test_they_stand_in_order_with_those_asked_about_marked(memory: Memory) -> None:
    data = compare.ranks(rows(memory, THREE))
    assert list(data["name"]) == ["A", "B", "▸ Asked"]
    assert list(data["verdict"]) == ["similar", "higher", "lower"]
    assert list(data["said"]) == ["95.0% similar", "95.0% higher (better)", "50.0% lower (worse)"]


def test_only_one_left_out_of_the_benchmark_has_a_tick_of_its_own(memory: Memory) -> None:
    """b has 200 of 360 cases: its own benchmark is the other 125 of 160."""
    data = compare.ranks(rows(memory, THREE)).set_index("name")
    assert data["own_benchmark"].dropna().to_dict() == {"B": 78.125}


def test_two_of_one_name_are_told_apart_by_their_code(memory: Memory) -> None:
    data = compare.ranks(rows(memory, THREE, names={"a": "Ford", "b": "Ford"}))
    assert list(data["name"]) == ["Ford (a)", "Ford (b)", "▸ Asked"]


def test_the_curves_meet_the_limits_that_the_step_gives_each_authority(memory: Memory) -> None:
    found = rows(memory, SIX)
    lines = compare.curves(found, steps=4000)
    for _, row in found.iterrows():
        near = lines.iloc[(lines["denominator"] - row["denominator"]).abs().argmin()]
        for limit in ("lower_95", "upper_95", "lower_998", "upper_998"):
            assert near[limit] == pytest.approx(row[f"funnel_{limit}"], abs=0.02)
    assert (
        lines[["lower_998", "lower_95", "upper_95", "upper_998"]]
        .apply(lambda line: line.is_monotonic_increasing, axis=1)
        .all()
    )


def test_the_funnel_names_those_outside_it_and_those_asked_about(memory: Memory) -> None:
    """550 of 900 are 61.1%: 40 to 44 of 100 lie under its limits and 340 of 400 over them."""
    data = compare.ranks(rows(memory, SIX))
    assert set(data["side"]) == {"higher", "lower"} and all(data["outlier"])
    assert compare.funnel(rows(Memory(), THREE)) is None


def test_no_name_from_the_data_becomes_an_expression(memory: Memory) -> None:
    found = rows(memory, SIX, names={"asked": HOSTILE})
    for ground in theme.Ground:
        for chart in (compare.ranked(found, ground=ground), compare.funnel(found, ground=ground)):
            spec = chart.to_dict()
            assert HOSTILE in str(spec.pop("datasets"))
            for part in ("expr", "labelExpr", "calculate", "test", "filter"):
                assert HOSTILE not in str(everything(spec, part))


def everything(node: Any, name: str) -> list[Any]:
    if isinstance(node, dict):
        return [value for key, value in node.items() if key == name] + [
            each for value in node.values() for each in everything(value, name)
        ]
    return [each for value in node for each in everything(value, name)] if isinstance(node, list) else []


def test_without_denominators_there_are_points_and_no_line(memory: Memory) -> None:
    memory.receive(
        {
            "authority": [authority(who) for who in ("a", "b")],
            "indicator": [indicator("d", unit="days", per=1, polarity="lower", across_authorities="none")],
            "outturn": [outturn("d", who, value=value) for who, value in (("a", 4), ("b", 9))],
        }
    )
    found = measures.frame(pa.Table.from_pylist(memory.rows("compare", period="2019/20")))
    assert list(compare.ranks(found)["said"]) == ["4 days", "9 days"]
    assert "together" not in described(compare.ranked(found))
