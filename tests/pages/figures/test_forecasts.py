"""The year's end on the Indicator page, and the method tried on past years on Methods."""

from __future__ import annotations

from pathlib import Path

import pytest

from tests import ahead
from tests.pages.conftest import Open, said

SENTENCE = "On course for 94% against 95%: Amber, within 91 to 97; 98% is needed in the last quarter."


@pytest.fixture(scope="module", autouse=True)
def under_way(kept: dict[str, Path], tmp_path_factory: pytest.TempPathFactory) -> None:
    kept["ahead"] = ahead.store(tmp_path_factory.mktemp("ahead") / "store")


@pytest.mark.parametrize("filters", [{}, {"period": "2019/20 Q3"}])
def test_a_year_under_way_is_forecast_in_words_and_both_statuses(page: Open, filters: dict[str, str]) -> None:
    shown = said(page("indicator", "ahead", indicator="RATIO", as_of="2020-01-31", **filters))
    part = shown[shown.index("Year-end forecast") :]
    assert SENTENCE in part
    assert "94% by 2019/20 Q3 against 95%: Amber." in part
    assert "the largest past error at this point of the year, 3 points, either way" in part
    assert "Status to date" in part and "Status as forecast" in part


def test_the_trend_opens_into_the_forecast(page: Open) -> None:
    app = page("indicator", "ahead", indicator="RATIO", as_of="2020-01-31", period="2019/20")
    [drawn] = app.get("vega_lite_chart")
    assert drawn.proto.alt.endswith(f"Target 95%. {SENTENCE}") or drawn.proto.alt.endswith(SENTENCE)


def test_under_three_years_it_says_so_and_shows_the_year_to_date(page: Open) -> None:
    shown = said(page("indicator", "ahead", indicator="YOUNG", as_of="2020-01-31"))
    assert "No forecast: two years of history." in shown
    assert "80 by 2019/20 Q3 against 94 by then: Red." in shown


@pytest.mark.parametrize(
    ("store", "filters"),
    [
        ("ahead", {"indicator": "RATIO"}),  # today that year is long over
        ("ahead", {"indicator": "RATIO", "period": "2018/19", "as_of": "2020-01-31"}),
        ("one", {"indicator": "IND-1", "as_of": "2020-03-30"}),  # no quarters
    ],
)
def test_there_is_no_forecast_of_a_year_that_is_over_or_has_no_quarters(
    page: Open, store: str, filters: dict[str, str]
) -> None:
    assert "Year-end forecast" not in said(page("indicator", store, **filters))


@pytest.mark.parametrize(
    ("indicator", "filters"),
    [
        ("ST01", {"kind": "quarter"}),
        ("ST01", {"period": "2018/19 Q3"}),
        ("TS05", {"kind": "quarter", "authority": "westholt"}),
        ("FS01", {"kind": "quarter"}),
    ],
)
def test_a_year_that_is_over_is_drawn_by_its_quarters_without_a_forecast(
    page: Open, kept: dict[str, Path], example: Path, indicator: str, filters: dict[str, str]
) -> None:
    """ST01 and TS05 are counted up over the year, so that the end of a year under way is drawn at its last quarter."""
    kept["partnership"] = example
    app = page("indicator", "partnership", indicator=indicator, **filters)
    drawn = [each.proto.alt for each in app.get("vega_lite_chart")]
    assert drawn and all(" Q" in said_of and "On course" not in said_of for said_of in drawn)


def test_methods_publishes_what_the_forecast_would_have_said(page: Open) -> None:
    """RATIO is called right in each of three years. COUNT at Q3: 150 (Green) of 120 (Amber), 25% out, and 132 of 140.

    YOUNG: 120 (Amber) of 140 (Green), 14.3% out.
    """
    shown = said(page("methods", "ahead"))
    part = shown[shown.index("tried on past years") :]
    assert "After Q1 it called 4 of 6 statuses right, after Q2 4 of 6 and after Q3 4 of 6." in part
    for cell in ("0.0 points", "3.0 points", "3 of 3", "14.3%", "25.0%", "1 of 3"):
        assert f">{cell}<" in part


def test_methods_says_where_there_is_nothing_to_try_it_on(page: Open) -> None:
    assert "There is no past year to try the forecast on." in said(page("methods", "one"))
