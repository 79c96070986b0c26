"""What a partnership agreed of demand: sheets go in as their tables have them, and what makes no sense is refused."""

from __future__ import annotations

from collections.abc import Iterator
from datetime import date
from decimal import Decimal
from pathlib import Path

import pytest

from pbi import catalogue
from pbi.catalogue import CatalogueFaults
from pbi.settings import settings
from pbi.store import Store
from tests import once

SHEETS = {
    "authorities": "code,name,kind\npact,Pact,partnership\naford,Aford,district\nbford,Bford,district\n",
    "indicators": "code,name,unit,accumulates\nREQ,Requests,number,no\nYTD,So far,number,yes\nPCT,Share,percent,no\n",
}


@pytest.fixture
def store(tmp_path: Path) -> Iterator[Store]:
    with Store.open(once.copied(tmp_path / "store", "three councils' demand", fill)) as opened:
        yield opened


def fill(path: Path) -> None:
    with Store.open(path, create=True) as store:
        load(store, path.with_name("demand's sheets"), **SHEETS)


def load(store: Store, path: Path, **sheets: str) -> None:
    path.mkdir()
    for kind, text in sheets.items():
        (path / f"{kind}.csv").write_text(text, encoding="utf-8")
    catalogue.load(store, path, by="Officer", received_on=date(2020, 1, 1))


def test_the_three_kinds_go_in_as_their_tables_have_them(store: Store, tmp_path: Path) -> None:
    load(
        store,
        tmp_path / "agreed",
        demand_weights="partnership,indicator,hours_per_case,from,to\nPact,REQ,2.5,01/04/2015,31/03/2019\n"
        "Pact,REQ,,01/04/2019,\n",
        budgets='partnership,period,amount\nPact,2019-20,"£4,100,123.45"\n',
        agreement_tolerances="partnership,points,from,to\nPact,1.5,01/04/2015,\n",
    )
    assert [(row["hours_per_case"], row["valid_from"], row["valid_to"]) for row in store.current("demand_weight")] == [
        (Decimal(1), date(2019, 4, 1), None),  # left blank: plain volume
        (Decimal("2.5"), date(2015, 4, 1), date(2019, 3, 31)),
    ]
    [budget] = store.current("budget")
    assert (budget["partnership"], budget["period"], budget["amount"]) == ("pact", "2019/20", Decimal("4100123.45"))
    assert (budget["period_kind"], budget["period_start"], budget["period_end"]) == (
        "year",
        date(2019, 4, 1),
        date(2020, 3, 31),
    )
    [tolerance] = store.current("agreement_tolerance")
    assert (tolerance["partnership"], tolerance["points"]) == ("pact", Decimal("1.5"))


@pytest.mark.parametrize(
    ("kind", "text", "rule", "cell"),
    [
        ("demand_weights", "partnership,indicator,hours_per_case,from\nPact,REQ,0,2015-04-01", "bad-value", "A2"),
        ("demand_weights", "partnership,indicator,from\nPact,PCT,2015-04-01", "demand-not-a-count", "B2"),
        ("demand_weights", "partnership,indicator,from\nPact,YTD,2015-04-01", "demand-not-a-count", "B2"),
        ("demand_weights", "partnership,indicator,from\nPact,NONE,2015-04-01", "unknown-name", "B2"),
        ("demand_weights", "partnership,indicator,from,to\nPact,REQ,2015-04-01,2014-04-01", "bad-value", "A2"),
        ("budgets", "partnership,period,amount\nPact,2019/20,-1", "bad-value", "A2"),
        ("budgets", "partnership,period,amount\nPact,2019/20,", "missing-value", "A2"),
        ("agreement_tolerances", "partnership,points,from\nPact,-2,2015-04-01", "bad-value", "A2"),
    ],
)
def test_what_makes_no_sense_is_refused(
    store: Store, tmp_path: Path, kind: str, text: str, rule: str, cell: str
) -> None:
    with pytest.raises(CatalogueFaults) as refusal:
        load(store, tmp_path / "bad", **{kind: text})
    [finding] = refusal.value.findings
    assert (finding.rule, finding.cell) == (rule, cell), finding
    assert store.version == 1


SPLIT = "partnership,authority,share,from,to\n"


@pytest.mark.parametrize(
    ("rows", "total"),
    [
        ("Pact,Aford,60,2015-04-01,\nPact,Bford,40,2015-04-01,\n", ""),
        ("Pact,Aford,33.33,2015-04-01,\nPact,Bford,66.66,2015-04-01,\n", ""),  # rounded thirds
        ("Pact,Aford,60,2015-04-01,\nPact,Bford,39,2015-04-01,\n", "From 2015-04-01 the agreed shares add up to 99."),
        (  # the first share of Aford ends by the second's beginning, Bford's goes on
            "Pact,Aford,60,2015-04-01,\nPact,Bford,40,2015-04-01,\nPact,Aford,61,2018-04-01,\n",
            "From 2018-04-01 the agreed shares add up to 101.",
        ),
        (
            "Pact,Aford,60,2015-04-01,2016-03-31\nPact,Bford,40,2015-04-01,2016-03-31\nPact,Bford,100,2016-04-01,\n",
            "",
        ),
    ],
)
def test_agreed_shares_are_a_whole(store: Store, tmp_path: Path, rows: str, total: str) -> None:
    if not total:
        load(store, tmp_path / "agreed", agreement_shares=SPLIT + rows)
        assert store.version == 2
        return
    with pytest.raises(CatalogueFaults) as refusal:
        load(store, tmp_path / "agreed", agreement_shares=SPLIT + rows)
    [finding] = refusal.value.findings
    assert (finding.rule, finding.message) == ("shares-not-a-whole", total)


def test_the_example_agrees_a_whole_and_weighs_every_kind_of_request(tmp_path: Path) -> None:
    with Store.open(once.shipped(tmp_path / "store")) as opened:
        catalogue.load(opened, settings().catalogue / "example", by="Officer")
        weights, shares = opened.current("demand_weight"), opened.current("agreement_share")
        years = {row["period"] for row in opened.current("budget")}
    assert sorted(row["indicator"] for row in weights) == [f"DM0{number}" for number in range(1, 7)]
    for day in (date(2015, 4, 1), date(2016, 4, 1)):
        assert sum(row["share"] for row in shares if row["valid_from"] == day) == 100
    assert years == {"2015/16", "2016/17", "2017/18", "2018/19", "2019/20"}
