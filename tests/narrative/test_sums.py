"""The sum beside a figure: whoever keys it gets what it says."""

from __future__ import annotations

import re
from decimal import Decimal

from hypothesis import given, settings
from hypothesis import strategies as st

from pbi.narrative import figures

SUM = re.compile(r"(?:([\d,.]+) × )?([\d,.]+) ÷ ([\d,.]+) makes ([\d,.]+)(%| days?| per [\d,]+)?(, rounded)?\.")


@settings(deadline=None, max_examples=50)
@given(
    st.integers(0, 2_000_000),
    st.integers(1, 90_000),
    st.sampled_from([(100, "percent"), (1000, "rate"), (100_000, "rate"), (1, "days"), (1, "number")]),
    st.integers(0, 3),
)
def test_the_sum_of_a_figure_comes_out(top: int, under: int, kind: tuple[int, str], decimals: int) -> None:
    per, unit = kind
    row = {"outturn": per * top / under, "numerator": float(top), "denominator": float(under)}
    said = figures.worked({**row, "per": float(per), "unit": unit, "decimals": decimals})
    found = SUM.fullmatch(said)
    assert found, said
    factor, above, below, made = (Decimal((found[place] or "1").replace(",", "")) for place in (1, 2, 3, 4))
    exact = factor * above / below
    assert (factor, above, below) == (per, top, under)
    assert abs(exact - made) <= Decimal(5).scaleb(int(made.as_tuple().exponent) - 1), said
    assert bool(found[6]) == (exact != made), said


def test_where_the_counts_do_not_make_the_figure_no_sum_is_given() -> None:
    row = {"outturn": 90.0, "numerator": 38.0, "denominator": 40.0, "per": 100.0, "unit": "percent", "decimals": 0}
    assert figures.worked(row) == ""
    assert figures.worked({**row, "denominator": 0.0}) == figures.worked({**row, "numerator": None}) == ""
