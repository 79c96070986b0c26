"""The odd states of a store, on every page: one year, all late, no target, very many authorities, long names."""

from __future__ import annotations

import re
from collections.abc import Iterator
from datetime import date
from html import unescape
from pathlib import Path

import pytest
from streamlit.testing.v1 import AppTest

from pbi.model import Draft
from pbi.settings import settings
from pbi.store import Store
from pbi.ui.frame.shell import MENU
from tests.pages import made
from tests.pages.conftest import THREE, point_at, said
from tests.pages.opening import open_page

PAGES = [name for pages in MENU.values() for name, *_ in pages]
LONG = (
    "Percentage of high-risk food and feed establishments whose inspection fell due in the year "
    "and was done in time and well"
)
MANY = tuple((f"c{place:03}", f"Council {place:03}") for place in range(36))
WELSH = (
    ("z", "Zeal"),
    ("w", "\u0174yllt"),
    ("y", "\u0176nys"),
    ("b", "abertawe"),
    ("d", "Wrecsam"),
    ("e", "Ystrad"),
    ("f", "Eastmere"),
)
STORES = {
    "year": {"authorities": THREE, "partnership": True, "years": ("2019/20",)},
    "late": {"authorities": THREE, "partnership": True, "years": ("2017/18", "2018/19")},
    "untargeted": {"authorities": THREE, "partnership": True, "targets": False},
    "many": {"authorities": MANY},
    "together": {"authorities": MANY, "partnership": True},
    "long": {"authorities": THREE, "partnership": True, "named": LONG},
    "welsh": {"authorities": WELSH},
}


@pytest.fixture(scope="module")
def held(tmp_path_factory: pytest.TempPathFactory) -> dict[str, Path]:
    base = tmp_path_factory.mktemp("states")
    return {name: made.store(base / name, **of) for name, of in STORES.items()}  # type: ignore[arg-type]


@pytest.fixture
def page(held: dict[str, Path], monkeypatch: pytest.MonkeyPatch, tmp_path: Path) -> Iterator[object]:
    def opened(name: str, store: str, /, **filters: object) -> AppTest:
        point_at(monkeypatch, tmp_path / "outturn.toml", own=held[store], example=held["year"])
        return open_page(name, **filters)

    yield opened
    settings.cache_clear()


@pytest.mark.parametrize("store", ["year", "untargeted", "long"])
@pytest.mark.parametrize("name", PAGES)
def test_every_page_stands(page, name: str, store: str) -> None:  # type: ignore[no-untyped-def]
    shown = said(page(name, store))
    assert re.search(r'<h1 class="head"|class="lead"', shown)
    assert "fault of the program" not in shown and "nan" not in re.findall(r">(nan|None|NaT)<", shown)


def test_of_one_year_it_says_that_there_is_no_other(page) -> None:  # type: ignore[no-untyped-def]
    for name, filters in (("overview", {}), ("indicator", {"indicator": "IND-1"})):
        assert "2019/20 is the only year on record, so there is no earlier year to compare." in said(
            page(name, "year", **filters)
        )
    assert "only year held" not in said(page("overview", "untargeted"))


def test_where_nothing_has_a_target_it_says_so_and_where_they_are_set(page) -> None:  # type: ignore[no-untyped-def]
    shown = said(page("overview", "untargeted"))
    assert "No target is recorded for 2019/20, so none of 3 figures is judged" in shown
    assert "settings?store=own&amp;what=targets" in shown
    assert "No target is recorded" not in said(page("overview", "year"))
    assert "No target is recorded" not in said(page("overview", "untargeted", scheme="none"))


@pytest.mark.parametrize("name", ["overview", "changes", "board", "reports", "compare"])
def test_of_a_period_for_which_nothing_came_it_says_who_is_late_and_whom_to_ask(page, name: str) -> None:  # type: ignore[no-untyped-def]
    shown = said(page(name, "late", period="2019/20"))
    assert "returns were due on 17 April 2020, and all 3 authorities are late" in shown
    assert "returns?store=own&amp;due=2019%2F20#expected" in shown
    for _, authority in THREE:
        assert authority in shown


def test_very_many_authorities_stand_one_beneath_the_other_and_none_is_left_out(page) -> None:  # type: ignore[no-untyped-def]
    app = page("overview", "many")
    assert "36 authorities, those with the most short of target first." in said(app)
    assert {"The other 21", "The other 52"} <= {each.label for each in app.expander}
    assert all(f"Licensing, {name}: 1 Green, 1 Amber, 0 Red" in said(app) for _, name in MANY)


def test_an_action_answers_the_figure_of_its_own_authority(page) -> None:  # type: ignore[no-untyped-def]
    shown = said(page("overview", "many"))
    row = re.search(r"<tr><th[^>]*>.{0,600}?Council 000.*?</tr>", shown, re.DOTALL)
    assert row and set(re.findall(r"actions\?store=own&amp;authority=(\w+)", row[0])) <= {"c000"}


def test_of_very_many_the_indicator_says_how_they_stand_and_draws_some(page) -> None:  # type: ignore[no-untyped-def]
    app = page("indicator", "many", indicator="IND-3")
    assert "Of 36 authorities 36 Red." in said(app)
    assert "12 of 36, those furthest from target first, on one scale" in said(app)
    assert len(app.get("vega_lite_chart")) == 12
    assert "The other 16" in [each.label for each in app.expander]
    assert "Every receipt of a figure is shown once its authority is chosen above." in said(app)


def test_a_service_of_very_many_members_leads_to_all_of_them(page) -> None:  # type: ignore[no-untyped-def]
    shown = said(page("service", "together", service="licensing"))
    assert "36 Amber of 36" in shown and "compare?store=own&amp;service=licensing&amp;indicator=IND-1" in shown
    assert "Council 012" not in shown[shown.index("Indicators<span") : shown.index(">Commentary")]


def test_a_long_name_is_whole_wherever_it_stands(page) -> None:  # type: ignore[no-untyped-def]
    assert len(LONG) == 120
    for name, filters in (
        ("overview", {}),
        ("indicator", {"indicator": "IND-1"}),
        ("service", {"service": "licensing"}),
    ):
        assert LONG in unescape(said(page(name, "long", **filters)))


def test_an_accent_does_not_send_a_name_behind_z(page) -> None:  # type: ignore[no-untyped-def]
    order = ["abertawe", "Eastmere", "Wrecsam", "\u0174yllt", "\u0176nys", "Ystrad", "Zeal"]
    app = page("indicator", "welsh", indicator="IND-1")
    assert app.multiselect(key="filter_authority").options == order
    shown = said(app)
    three = shown[shown.index("Results by year") :]
    assert sorted(order, key=three.index) == order


def test_a_fault_has_a_reference_that_the_log_has_too(caplog: pytest.LogCaptureFixture) -> None:
    def page() -> None:
        from pbi.ui.frame import shell

        for problem in (ValueError("secret"), OSError(28, "secret", "/secret")):
            shell.failed(problem)

    shown = said(AppTest.from_function(page).run())
    quoted = re.findall(r"reference ([0-9a-f]{8})", shown)
    assert len(set(quoted)) == 2 and "secret" not in shown
    logged = [record for record in caplog.records if record.name == "pbi"]
    assert [record.getMessage() for record in logged] == [f"a page failed, reference {each}" for each in quoted]
    assert all(record.exc_info for record in logged)


def test_a_half_is_offered_where_its_quarters_come_to_one(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    """Three quarters of a year: its first half is whole, its second is not."""
    path = made.store(tmp_path / "store", authorities=THREE)
    quarters = [made.outturn(THREE[0][0], 1, f"2020/21 Q{number}", 90, number) for number in (1, 2, 3)]
    with Store.open(path) as store:
        facts = {"outturn": [{**row, "submission": "S-2"} for row in quarters]}
        store.record(Draft(kind="accepted", by="a test", received_on=date(2021, 2, 1), submission="S-2", facts=facts))
    point_at(monkeypatch, tmp_path / "outturn.toml", own=path, example=path)
    [offered] = [box.options for box in open_page("overview").selectbox if box.label == "Period"]
    assert [each for each in offered if " H" in each] == ["2020/21 H1"]
    [shown] = [box.value for box in open_page("overview", period="2020/21 H1").selectbox if box.label == "Period"]
    assert shown == "2020/21 H1"
    settings.cache_clear()
