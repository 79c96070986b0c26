"""A year under way: offered by the filter, counted to date and as forecast, its missing returns named."""

from __future__ import annotations

from pathlib import Path

import pytest

from tests import ahead
from tests.pages.conftest import Open, said


@pytest.fixture(scope="module", autouse=True)
def under_way(kept: dict[str, Path], tmp_path_factory: pytest.TempPathFactory) -> None:
    """By Q3 RATIO stands at 94 of 95, COUNT and YOUNG at 80 of 93.75 (nine twelfths of 125); RATIO is on course for 94,
    COUNT for 120 of 125."""
    kept["underway"] = ahead.store(tmp_path_factory.mktemp("underway") / "store")


def test_the_overview_counts_it_to_date_and_as_forecast(page: Open) -> None:
    shown = said(page("overview", "underway", period="2019/20", as_of="2020-01-31"))
    assert "in 2019/20 so far" in shown
    assert "2019/20 is under way, to 2019/20 Q3: 0 Green, 1 Amber and 2 Red of 3 to date." in shown
    assert "At the year's end as forecast: 0 Green, 2 Amber and 0 Red of 2." in shown.replace("&#x27;", "'")
    assert "98%" in shown  # what RATIO still needs in the last quarter
    assert "no status scheme is applied" not in shown and "Late or missing" not in shown
    assert "is late or missing; they" in shown


def test_without_a_scheme_it_counts_no_status(page: Open) -> None:
    shown = said(page("overview", "underway", period="2019/20", as_of="2020-01-31", scheme="none"))
    assert "2019/20 is under way, to 2019/20 Q3: 3 indicators have a figure to date." in shown
    assert "as forecast:" not in shown


def test_a_quarter_that_has_ended_and_not_come_is_named(page: Open) -> None:
    shown = said(page("overview", "underway", period="2019/20", as_of="2020-01-25"))
    assert "2019/20 is under way, to 2019/20 Q2:" in shown
    assert "returns for 2019/20 Q3 were due on 17 January 2020" in shown
    assert "late" in shown[shown.index("Late or missing") :]


def test_the_filter_offers_it_and_the_newest_quarter_leads_to_it(page: Open) -> None:
    app = page("overview", "underway", as_of="2020-01-31")
    assert "2019/20 so far" in app.selectbox(key="filter_period").options
    shown = said(app)
    assert "in 2019/20 Q3" in shown and "2019/20 is under way: " in shown
    assert "period=2019%2F20" in shown[shown.index("2019/20 is under way: ") :]


def test_a_period_that_had_not_begun_stays_chosen_and_is_empty(page: Open) -> None:
    app = page("overview", "underway", period="2019/20 Q3", as_of="2018-06-01")
    assert app.selectbox(key="filter_period").value == "2019/20 Q3"
    assert "No figures for 2019/20 Q3 as of 1 June 2018" in said(app)


def test_the_indicator_says_how_far_it_is_once(page: Open) -> None:
    shown = said(page("indicator", "underway", indicator="RATIO", period="2019/20", as_of="2020-01-31"))
    assert "2019/20 is under way: 94% by 2019/20 Q3 against 95%: Amber." in shown
    assert shown.count("94% by 2019/20 Q3") == 1
    assert "No figure for 2019/20" not in shown


def test_a_service_leads_to_its_figures_so_far(page: Open) -> None:
    app = page("service", "many", service="licensing", period="2019/20", as_of="2019-05-01")
    assert "2019/20 is under way: " in said(app)
