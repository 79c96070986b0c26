"""Every picture of a frame of unusual shape: no row, one row, no figure, no target. It is drawn, and none fails."""

from __future__ import annotations

import os
from collections.abc import Callable, Iterator

import altair as alt
import pandas as pd
import pytest

from pbi import measures
from pbi.charts import compare, control, demand, scorecard, spark, trend
from pbi.model import Question
from pbi.narrative import text_alternatives
from pbi.store import Store, reader
from tests.pages import odd

SHAPES: dict[str, Callable[[pd.DataFrame], pd.DataFrame]] = {
    "as it is": lambda rows: rows,
    "no row": lambda rows: rows.iloc[:0],
    "one row": lambda rows: rows.iloc[:1],
    "no figure": lambda rows: _emptied(rows, "outturn", "share", "numerator", "denominator", "lower", "upper", "mean"),
    "nothing known": lambda rows: _emptied(
        rows, *(name for name in rows if pd.api.types.is_float_dtype(rows[name]) and name not in {"per", "decimals"})
    ),
}
DRAWN: dict[str, tuple[measures.Measure, Callable[[pd.DataFrame], object]]] = {
    "trend": (measures.trend, trend.draw),
    "common span": (measures.trend, trend.common_span),
    "trend in words": (measures.trend, text_alternatives.trend),
    "spark in words": (measures.trend, text_alternatives.spark),
    "spark": (measures.trend, lambda rows: spark.image(trend.series(rows)["outturn"].tolist())),
    "control": (measures.control, control.draw),
    "control small": (measures.control, lambda rows: control.draw(rows, small=True)),
    "ranked": (measures.compare, compare.ranked),
    "funnel": (measures.compare, compare.funnel),
    "years": (measures.counts_by_year, scorecard.years),
    "years in words": (measures.counts_by_year, text_alternatives.years),
    "demand": (measures.demand, demand.draw),
}


def _emptied(rows: pd.DataFrame, *names: str) -> pd.DataFrame:
    return rows.assign(**{name: float("nan") for name in names if name in rows})


@pytest.fixture(scope="module", params=["every kind", "one row"] if os.environ.get("OUTTURN_STEPS") else ["every kind"])
def opened(request: pytest.FixtureRequest, tmp_path_factory: pytest.TempPathFactory) -> Iterator[Store]:
    with reader(odd.store(tmp_path_factory.mktemp("odd") / "store", request.param)) as store:
        yield store


@pytest.mark.parametrize("what", DRAWN)
def test_a_frame_of_any_shape_is_drawn(opened: Store, what: str) -> None:
    measure, draw = DRAWN[what]
    asked = Question(period=measures.latest_period(opened))
    rows = measure(opened, asked)
    failed = []
    for code in rows["indicator"].unique()[:1] if "indicator" in rows else [None]:
        one = rows[rows["indicator"] == code] if code else rows
        for shape, made in SHAPES.items():
            try:
                drawn = draw(made(one))
                if isinstance(drawn, alt.TopLevelMixin):
                    drawn.to_dict()
            except Exception as failure:
                failed.append(f"{code} {shape}: {failure!r}")
    assert not failed, "\n".join(failed)
