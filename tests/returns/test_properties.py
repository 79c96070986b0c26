"""Whatever a return holds, every row read is new, changed, unchanged or refused, and none is lost."""

from __future__ import annotations

from pathlib import Path
from typing import Any

from hypothesis import HealthCheck, given, settings
from hypothesis import strategies as some

from pbi import returns
from pbi.model import State
from pbi.returns import Checked
from pbi.store import Store
from tests.returns.making import Broken, Shown, names, workbook

HEADING = ["Authority", "Indicator", "Period", "Outturn", "Numerator", "Denominator", "Target", "Status", "Commentary"]
FIGURES = some.one_of(
    some.none(),
    some.integers(-5, 10_000),
    some.floats(-10, 2_000, allow_nan=False).map(lambda value: Shown(round(value, 3), "0.0%")),
    some.sampled_from(["98%", "£155k", "-", "..", "N/A", "around 5%", "[c]", "", "0.537 hectares"]),
    some.sampled_from([Broken("#N/A"), Broken()]),
)
ROWS = some.tuples(
    some.sampled_from(["Broxtowe", "ashfield district council", "Nowhere", None]),
    some.sampled_from(["FH01", "fh02", "TS 01", "X9", None]),
    some.sampled_from(["2019/20", "2018/19", "Q1 2019/20", "2019", None]),
    FIGURES,
    FIGURES,
    FIGURES,
    FIGURES,
    some.sampled_from(["Green", "Purple", None]),
    some.sampled_from(["Because", None]),
)


@given(
    rows=some.lists(ROWS, max_size=6),
    accept=some.booleans(),
    strike=some.booleans(),
    add=some.booleans(),
    authority=some.sampled_from(["ppp", None]),
)
@settings(max_examples=60, deadline=None, suppress_health_check=[HealthCheck.function_scoped_fixture])
def test_read_is_new_and_changed_and_unchanged_and_refused(
    made: Path, rows: list[Any], accept: bool, strike: bool, add: bool, authority: str | None
) -> None:
    with Store.snapshot(made) as store:
        reading = returns.read(
            workbook({"Return": [HEADING, *rows]}), names=names(), authority=authority, add_indicators=add
        )
        checked: Checked = returns.check(reading, store=store, accept_warnings=accept, without_faulty_rows=strike)
    assert checked.rows.read == len(reading.judged)
    recorded = len(checked.facts.get("outturn", []))
    assert recorded == checked.rows.new, "nothing stands in this store, so what is recorded is new"
    if checked.errors and not strike:
        assert (checked.state, checked.facts) == (State.REFUSED, {})
    if checked.state is State.CHECKED:
        assert all(row["period"] and row["authority"] and row["indicator"] for row in checked.facts.get("outturn", []))
