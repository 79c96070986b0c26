"""The Demand page: what it says of the agreement, its pictures and cells, and each state where there is none."""

from __future__ import annotations

from collections.abc import Sequence
from datetime import date
from decimal import Decimal
from pathlib import Path
from typing import Any

import pytest
from streamlit.testing.v1 import AppTest

from pbi import catalogue
from pbi.model import Draft
from pbi.period import canonical
from pbi.settings import settings
from pbi.store import Store
from tests.pages import made
from tests.pages.conftest import THREE, Open, point_at, said
from tests.pages.opening import open_page

REQUESTS = (
    "code,name,unit,polarity,frequency,across_authorities,across_periods\nREQ,Requests,number,none,quarterly,sum,sum\n"
)
WEIGHTS = "partnership,indicator,hours_per_case,valid_from\njoint,REQ,2,2015-04-01\n"
SHARES = "partnership,authority,share,valid_from\njoint,eastmere,50,2015-04-01\njoint,northvale,30,2015-04-01\njoint,westholt,20,2015-04-01\n"  # noqa: E501
BUDGETS = "partnership,period,amount\njoint,2019/20,1000000\n"
QUARTERS = [f"{year} Q{number}" for year in ("2018/19", "2019/20") for number in (1, 2, 3, 4)]


@pytest.fixture(scope="module")
def stores(tmp_path_factory: pytest.TempPathFactory) -> dict[str, Path]:
    """Of 1,000 requests a quarter Eastmere has 500, Northvale and Westholt 250 each: 25% against 30% and 20% agreed."""
    base = tmp_path_factory.mktemp("demand")
    every = {"demand_weights": WEIGHTS, "agreement_shares": SHARES, "budgets": BUDGETS}
    return {
        "agreed": _store(base / "agreed", every, QUARTERS),
        "late": _store(base / "late", every, QUARTERS, without=("westholt", "2019/20 Q4")),
        "unagreed": _store(base / "unagreed", {"demand_weights": WEIGHTS}, QUARTERS),
        "unreported": _store(base / "unreported", every, ()),
    }


def _store(path: Path, sheets: dict[str, str], periods: Sequence[str], without: tuple[str, str] = ("", "")) -> Path:
    made.store(path, authorities=THREE, partnership=True)
    folder = path.with_name(f"{path.name}-sheets")
    folder.mkdir()
    for kind, text in {"indicators": REQUESTS, **sheets}.items():
        (folder / f"{kind}.csv").write_text(text, encoding="utf-8")
    with Store.open(path) as store:
        catalogue.load(store, folder, by="a test", received_on=date(2015, 4, 1))
        outturns = [
            _outturn(who, period, cases)
            for who, cases in (("eastmere", 500), ("northvale", 250), ("westholt", 250))
            for period in periods
            if (who, period) != without
        ]
        store.record(
            Draft(
                kind="accepted",
                by="a test",
                received_on=date(2020, 4, 21),
                submission="S-2",
                filename="requests.xlsx",
                layout="tidy",
                sha256="1" * 64,
                facts={"outturn": outturns},
            )
        )
    return path


def _outturn(who: str, period: str, cases: int) -> dict[str, Any]:
    span = canonical(period)
    return {
        "indicator": "REQ",
        "authority": who,
        "value": Decimal(cases),
        "period": period,
        "period_kind": span.kind.value,
        "period_start": span.start,
        "period_end": span.end,
        "submission": "S-2",
        "sheet": "Requests",
        "cell": "D7",
    }


@pytest.fixture
def demand(stores: dict[str, Path], monkeypatch: pytest.MonkeyPatch, tmp_path: Path) -> Any:
    def opened(name: str, **filters: Any) -> AppTest:
        point_at(monkeypatch, tmp_path / "outturn.toml", own=stores[name], example=stores["agreed"])
        return open_page("demand", **filters)

    yield opened
    settings.cache_clear()


def test_it_names_those_that_differ_since_when_and_what_it_would_mean(demand: Any) -> None:
    shown = said(demand("agreed"))
    assert (
        "Demand differs from the Inter-Authority Agreement by more than 2 points in 2019/20: "
        "Northvale has 25.0% against 30% agreed (drifting since 2018/19 Q1), which would take £50,000 off its "
        "contribution; Westholt has 25.0% against 20% agreed (drifting since 2018/19 Q1), which would add £50,000 to "
        "its contribution."
    ) in shown
    assert "Over the whole agreement, 2018/19 Q1 to 2019/20 Q4: Northvale has 25.0%" in shown


def test_each_authority_has_a_picture_with_its_text_alternative_and_a_table(demand: Any) -> None:
    app = demand("agreed")
    assert [chart.proto.alt for chart in app.get("vega_lite_chart")] == [
        f"{name}: from {share}% of demand in 2018/19 Q1 to {share}% in 2019/20 Q4, between {share}% and {share}%. "
        f"Agreed in 2019/20 Q4: {agreed}%."
        for name, share, agreed in (("Eastmere", "50.0", 50), ("Northvale", "25.0", 30), ("Westholt", "25.0", 20))
    ]
    assert said(app).count(">2018/19 Q3<") == 3  # a line an authority


def test_every_count_leads_to_its_cell(demand: Any) -> None:
    shown = said(demand("agreed"))
    cells = shown[shown.rindex("<thead") :]
    assert cells.count(">D7<") == 12 and ">requests.xlsx<" in cells  # three authorities, four quarters


@pytest.mark.parametrize("filters", [{"scheme": "none"}, {"service": "licensing"}, {"period": "2019/20 Q3"}])
def test_neither_scheme_nor_service_changes_a_share(demand: Any, filters: dict[str, str]) -> None:
    shown = said(demand("agreed", **filters))
    assert "Westholt has 25.0% against 20% agreed" in shown
    assert ("all services together" in shown) == ("service" in filters)


def test_one_of_the_members_keeps_its_share_of_the_whole(demand: Any) -> None:
    app = demand("agreed", authority="eastmere")
    assert "In 2019/20 Eastmere has 50.0% against 50% agreed (broadly in line)." in said(app)
    assert len(app.get("vega_lite_chart")) == 1 and "Westholt" not in said(app)


def test_a_member_that_is_late_leaves_the_period_open(demand: Any) -> None:
    shown = said(demand("late"))
    assert "Demand in 2019/20 is not judged: 2 of 3 authorities have reported all of it." in shown
    assert ">provisional<" in shown and "to 2019/20 Q3: Northvale" in shown


def test_without_an_agreement_shares_stand_without_a_verdict(demand: Any) -> None:
    shown = said(demand("unagreed"))
    assert "No shares of demand were agreed for 2019/20, so there is nothing to judge it by." in shown
    assert ">50.0%<" in shown and ">no agreed share<" in shown


def test_nothing_reported_says_what_counts_as_demand(demand: Any) -> None:
    assert "No demand has been reported yet" in said(demand("unreported"))


@pytest.mark.parametrize(
    ("store", "words"),
    [
        ("empty", "No figures yet"),
        ("one", "There is no partnership here"),
        ("many", "No indicator counts as demand yet"),
    ],
)
def test_every_state_says_what_to_do_next(page: Open, store: str, words: str) -> None:
    shown = said(page("demand", store))
    assert words in shown
    assert store == "empty" or "demand_weights" in shown
