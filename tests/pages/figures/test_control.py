"""The control chart on the Indicator page: its switch in the address, what it says, and when nothing is drawn."""

from __future__ import annotations

from datetime import date
from decimal import Decimal
from pathlib import Path
from typing import Any

import pytest

from pbi.model import Draft
from pbi.store import Store
from tests.memory import outturn
from tests.pages import made
from tests.pages.conftest import Open, said

TURNS = (98, 99, 97)
"""Three quarters over and over from 2016/17 Q2: mean 98, ranges 1, 2 and 1 in turn."""


@pytest.fixture(scope="module", autouse=True)
def more(kept: dict[str, Path], tmp_path_factory: pytest.TempPathFactory) -> None:
    """A store of a cumulative and a plain indicator by quarters, and one of twenty-five authorities."""
    base = tmp_path_factory.mktemp("control")
    kept["quarters"] = made.store(base / "quarters", authorities=(("E07000172", "Broxtowe"),))
    with Store.open(kept["quarters"]) as store:
        plain = store.current("indicator")[1] | {"code": "PLAIN", "accumulates": False}
        store.record(Draft(kind="catalogue", by="t", received_on=date(2020, 4, 1), facts={"indicator": [plain]}))
        periods = [f"20{year}/{year + 1} Q{place}" for year in (16, 17, 18, 19) for place in (1, 2, 3, 4)][1:]
        facts = [_figure("PLAIN", when, TURNS[place % 3]) for place, when in enumerate(periods)]
        store.record(Draft(kind="accepted", by="t", received_on=date(2020, 5, 1), facts={"outturn": facts}))
    crowd = tuple((f"E{place:08}", f"Place {place}") for place in range(25))
    kept["crowd"] = made.store(base / "crowd", authorities=crowd)


def _figure(code: str, when: str, value: int) -> dict[str, Any]:
    return dict(outturn(code, "E07000172", when, value=Decimal(value)))


def test_the_trend_is_drawn_until_the_control_chart_is_asked_for(page: Open) -> None:
    app = page("indicator", "quarters", indicator="PLAIN")
    assert "in its usual range of" not in said(app)
    assert "chart" not in app.query_params


def test_the_chart_says_its_sentence_and_its_picture_the_same(page: Open) -> None:
    """Five each of 98, 99 and 97: mean 98; ranges five of 1, five of 2, four of 1: 19/14 = 1.36, limits ± 3.61."""
    app = page("indicator", "quarters", indicator="PLAIN", chart="control")
    sentence = "Broxtowe: 97% in 2019/20 Q4, in its usual range of 94% to 102%."
    assert sentence in said(app)
    [drawn] = app.get("vega_lite_chart")
    assert drawn.proto.alt.startswith(f"{sentence} Average 98%, limits 94% and 102%.")
    assert app.query_params["chart"] == "control"


def test_few_years_are_too_few_points(page: Open) -> None:
    assert "Broxtowe: 98% in 2019/20, not enough data for a control chart (3 points)." in said(
        page("indicator", "one", indicator="IND-1", chart="control")
    )


def test_of_many_authorities_some_are_drawn_and_it_says_how_to_see_the_rest(page: Open) -> None:
    app = page("indicator", "crowd", indicator="IND-1", chart="control")
    assert "12 of 25, the first by name, on one scale" in said(app)
    assert "all in order on Compare" in said(app)
    assert len(app.get("vega_lite_chart")) == 12


def test_without_statuses_there_is_no_target_on_it(page: Open) -> None:
    app = page("indicator", "quarters", indicator="IND-1", chart="control", scheme="none")
    [drawn] = app.get("vega_lite_chart")
    assert "not enough data for a control chart" in drawn.proto.alt
    assert "Target" not in drawn.proto.alt and "Dotted: the target" not in said(app)


def test_nonsense_in_the_address_is_the_trend(page: Open) -> None:
    app = page("indicator", "quarters", indicator="PLAIN", chart="pie")
    assert not app.exception and "The same as a table" in [each.label for each in app.expander]
