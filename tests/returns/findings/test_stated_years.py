"""A stated year that its quarters, halves or months do not come to is asked about, with the cells of both."""

from __future__ import annotations

from collections.abc import Iterator
from pathlib import Path

import pytest

from pbi import catalogue, returns
from pbi.model import State
from pbi.returns import Outcome, Terms
from pbi.store import Store
from tests import once

CATALOGUE = """code,name,unit,polarity,across_periods,accumulates,valid_from
TIPS,Tips,number,higher,sum,no,
PCT,Percent,percent,higher,ratio,no,
POP,Per thousand,rate per 1000,lower,population,no,
YTD,To date,number,higher,sum,yes,
OPEN,Open cases,number,lower,latest,no,
NONE,Neither,number,lower,none,no,
TURN,Sum until 2018,number,lower,sum,no,
TURN,Latest since,number,lower,latest,no,2018-04-01
"""
QUARTERS = ("2018/19 Q1", "2018/19 Q2", "2018/19 Q3", "2018/19 Q4")


@pytest.fixture
def store(tmp_path: Path) -> Iterator[Store]:
    with Store.open(once.copied(tmp_path / "store", "roll-ups", fill)) as opened:
        yield opened


def fill(path: Path) -> None:
    once.shipped(path)
    sheet = path.with_name("indicators.csv")
    sheet.write_text(CATALOGUE, encoding="utf-8")
    with Store.open(path) as store:
        catalogue.load(store, sheet, by="officer")


def submit(store: Store, code: str, figures: dict[str, str]) -> Outcome:
    lines = [f"{code},{period},{figure}" for period, figure in figures.items()]
    text = "\n".join(["Code,Period,Outturn,Numerator,Denominator", *lines])
    return returns.submit(
        store,
        data=text.encode(),
        filename="return.csv",
        by="officer",
        terms=Terms(authority="E07000172", accept_warnings=True),
    )


def differing(outcome: Outcome) -> list[tuple[str, str, str]]:
    assert outcome.state is State.ACCEPTED, outcome.text()
    return [(each.cell, each.found, each.expected) for each in outcome.findings if each.rule == "year-differs"]


def of(figures: str, year: str) -> dict[str, str]:
    return dict(zip(QUARTERS, figures.split(), strict=True)) | {"2018/19": year}


@pytest.mark.parametrize(
    ("code", "figures", "year", "comes"),
    [
        ("TIPS", "25,, 25,, 25,, 25,,", "140,,", "100"),
        ("TIPS", "25,, 25,, 25,, 25,,", "100,,", None),
        ("TIPS", "25.2,, 25.1,, 25.1,, 25,,", "100,,", None),  # 100.4 is 100 to its last digit
        ("PCT", ",9,10 ,9,10 ,9,10 ,1,1", "90.5%,,", "90.322581"),  # 28 of 31
        ("PCT", ",9,10 ,9,10 ,9,10 ,1,1", "90%,,", None),
        ("PCT", ",9,10 ,9,10 ,9,10 ,1,1", ",27,31", "90.322581"),
        ("PCT", "90%,, 90%,, 90%,, 90%,,", "95%,,", None),  # percentages without their counts add up to nothing
        ("PCT", ",9,10 ,9,10 ,0,0 ,1,1", "95%,,", "90.47619"),  # a quarter without cases adds nothing: 19 of 21
        ("POP", ",3,1000 ,3,1000 ,3,1000 ,3,1000", "3,,", "12"),
        ("YTD", "10,, 20,, 30,, 40,,", "41,,", "40"),
        ("OPEN", "10,, 20,, 30,, 5,,", "30,,", "5"),
        ("OPEN", "10,, 20,, 30,, 5,,", "5,,", None),
        ("NONE", "10,, 20,, 30,, 5,,", "500,,", None),
        ("TURN", "10,, 20,, 30,, 5,,", "65,,", "5"),  # by the rule of its time
    ],
)
def test_a_year_beside_its_quarters(store: Store, code: str, figures: str, year: str, comes: str | None) -> None:
    found = differing(submit(store, code, of(figures, year)))
    assert [expected.split(",")[0] for _, _, expected in found] == ([comes] if comes else [])
    assert all("C6" in told and all(f"C{row}" in expected for row in (2, 5)) for _, told, expected in found if comes)


def test_three_quarters_say_nothing(store: Store) -> None:
    quarters = of("25,, 25,, 25,, 25,,", "140,,")
    del quarters["2018/19 Q2"]
    assert differing(submit(store, "TIPS", quarters)) == []


def test_the_year_may_have_come_before_in_another_return(store: Store) -> None:
    assert differing(submit(store, "TIPS", {"2018/19": "140,,"})) == []
    figures = of("25,, 25,, 25,, 25,,", "")
    del figures["2018/19"]
    [(cell, found, expected)] = differing(submit(store, "TIPS", figures))
    assert cell == "C5" and found.startswith("140 in ") and " of 2018-19-" in found and expected.startswith("100, ")


def test_halves_and_months_are_parts_too(store: Store) -> None:
    [found] = differing(submit(store, "TIPS", {"2018/19 H1": "40,,", "2018/19 H2": "50,,", "2018/19": "100,,"}))
    assert found[2].startswith("90, ")
    months = [f"2019-{month:02d}" for month in range(4, 13)] + [f"2020-{month:02d}" for month in range(1, 4)]
    [found] = differing(submit(store, "TIPS", dict.fromkeys(months, "10,,") | {"2019/20": "100,,"}))
    assert found[2].startswith("120, ")
