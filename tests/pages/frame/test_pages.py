"""Every page on an empty store, one authority, many, and without a status scheme: what it says."""

from __future__ import annotations

import re
from html import unescape

import pytest

from tests.pages import made
from tests.pages.conftest import Open, said
from tests.plain import dialect

PAGES = ("overview", "indicator", "service", "compare", "actions", "demand", "returns")
SHOWING = PAGES[:-1]


@pytest.mark.parametrize("name", PAGES)
def test_every_page_stands_at_a_link_to_nothing(page: Open, name: str) -> None:
    app = page(name, "many", period="1999/00", authority="nobody")
    assert re.search(r'<h1 class="head"|class="lead"', said(app))


@pytest.mark.parametrize("name", SHOWING)
def test_an_empty_store_says_what_to_do_next(page: Open, name: str) -> None:
    shown = said(page(name, "empty"))
    assert "No figures yet" in shown and 'href="returns?store=own"' in shown
    assert f"{name.title()}: " in shown


def test_an_empty_store_takes_returns(page: Open) -> None:
    app = page("returns", "empty")
    assert app.file_uploader and "Nothing yet." in said(app)


def test_the_overview_of_a_partnership_counts_each_indicator_once(page: Open) -> None:
    shown = said(page("overview", "many"))
    assert "1 Green, 1 Amber and 1 Red of 3." in shown
    assert "Licensing, Westholt: 1 Green, 1 Amber, 0 Red" in shown
    assert 'href="service?store=own&amp;authority=westholt&amp;service=licensing"' in shown


def test_the_overview_names_what_is_short_of_target_worst_first(page: Open) -> None:
    shown = said(page("overview", "one"))
    short = shown[shown.index("Red and Amber") :]
    assert short.index("IND-3") < short.index("IND-1")


def test_without_a_scheme_no_status_is_shown(page: Open) -> None:
    shown = said(page("overview", "many", scheme="none"))
    assert "3 of 3 indicators have a figure for 2019/20." in shown
    body = shown[shown.index("<h1") :]
    assert not re.search(r"Green|Amber|Red\b|class=\"mark", body)


def test_the_indicator_says_its_three_sentences(page: Open) -> None:
    shown = said(page("indicator", "one", indicator="IND-1"))
    assert "98% against a target of 100%: Amber, no real change. Down 2 points from 100% (2018/19)." in shown


def test_the_indicator_draws_every_authority_with_its_text_alternative(page: Open) -> None:
    app = page("indicator", "many", indicator="IND-3")
    drawn = [chart.proto.alt for chart in app.get("vega_lite_chart")]
    assert len(drawn) == 4
    assert drawn[0] == "Joint Service: from 90% in 2017/18 to 80% in 2019/20, between 80% and 90%. Target 100%."


def test_a_figure_opens_its_passport(page: Open) -> None:
    shown = said(page("indicator", "many", indicator="IND-3", authority="westholt"))
    passport = shown[shown.index("Where this figure came from") :]
    for part in (made.FILE, made.SHEET, "C6", "20 April 2020", "a test", "S-1"):
        assert f">{part}<" in passport


def test_the_service_says_purpose_objectives_and_indicators(page: Open) -> None:
    shown = said(page("service", "many", service="licensing"))
    assert "1 Green, 1 Amber and 0 Red of 2." in shown
    assert "OB-1" in shown and "no indicator" in shown
    assert shown.count('class="spark"') == 2


def test_actions_show_derived_and_stated_status_and_the_day(page: Open) -> None:
    shown = said(page("actions", "one"))
    assert "judged as at 31 March 2020" in shown
    assert "1 of 2 actions completed; 1 overdue." in shown
    assert ">Warning<" in shown  # what the return states of the one that is overdue


def test_data_is_shown_as_it_is_typed(page: Open) -> None:
    shown = said(page("service", "many", service="licensing"))
    assert "<b>bold" not in shown
    assert made.TRICKY in unescape(shown)


@pytest.mark.parametrize("name", PAGES)
def test_the_example_is_called_illustrative_on_every_page(page: Open, name: str) -> None:
    app = page(name, "one", store="example")
    assert "Illustrative data." in said(app)
    assert not app.file_uploader
    assert dialect(re.sub(r"<(script|style)>.*?</\1>|<[^>]+>", " ", said(app), flags=re.S)) == []


def test_one_button_leads_from_the_example_to_ones_own_returns(page: Open) -> None:
    app = page("overview", "empty", store="example", authority="westholt")
    app.button(key="start_own").click().run()
    assert app.query_params == {"store": ["own"]} or app.query_params == {"store": "own"}
    assert app.file_uploader


def test_filters_survive_a_page_change_and_stand_in_the_address(page: Open) -> None:
    app = page("overview", "many")
    app.multiselect(key="filter_authority").select("westholt").run()
    app.switch_page("../pages/actions.py").run()
    assert app.query_params["authority"] in ("westholt", ["westholt"])
    assert "Westholt" in said(app) and "Eastmere" not in said(app)


def test_an_unset_period_is_not_written_so_that_a_link_goes_on_meaning_the_latest(page: Open) -> None:
    app = page("overview", "one")
    assert "period" not in app.query_params
    app.selectbox(key="filter_period").select("2018/19").run()
    assert app.query_params["period"] in ("2018/19", ["2018/19"])


def test_turning_to_the_other_store_lets_go_of_its_codes(page: Open) -> None:
    app = page("overview", "one", authority="E07000172")
    app.selectbox(key="filter_store").select("example").run()
    assert not app.exception and "authority" not in app.query_params


def test_several_authorities_have_a_sentence_a_picture_and_a_passport_each(page: Open) -> None:
    app = page("indicator", "many", indicator="IND-1", authority=["eastmere", "westholt"])
    for name in ("Eastmere", "Westholt"):
        assert f"{name}: 98% against a target of 100%: Amber" in said(app)
    assert len(app.get("vega_lite_chart")) == 2
    assert said(app).count("Where this figure came from") == 2


@pytest.mark.parametrize(
    ("filters", "named"),
    [
        ({"indicator": "XYZ"}, "the indicator XYZ, which is not available here"),
        ({"service": "<b>"}, "the service <b>, which is not available here"),
        ({"authority": "nobody"}, "the authority nobody, which is not available here"),
        ({"as_of": "2020-02-30"}, "the day 2020-02-30, which is not available here"),
        (
            {"period": "1999/00", "scheme": "blue"},
            "the period 1999/00 and the scheme blue, which are not available here",
        ),
    ],
)
def test_what_a_link_names_in_vain_is_said(page: Open, filters: dict[str, str], named: str) -> None:
    app = page("overview", "many", **filters)
    assert f"This link asks for {named}" in unescape(said(app))
    app.selectbox(key="filter_period").select("2018/19").run()
    assert "This link asks for" not in said(app)


def test_the_paper_stands_in_the_address_and_opens_again(page: Open) -> None:
    app = page("reports", "many", paper="exceptions")
    assert app.segmented_control(key="paper_chosen").value == "exceptions"
    app.segmented_control(key="paper_chosen").set_value("board").run()
    assert app.query_params["paper"] in ("board", ["board"])
    app.switch_page("../pages/overview.py").run()
    app.switch_page("../pages/reports.py").run()
    assert app.segmented_control(key="paper_chosen").value == "board"
