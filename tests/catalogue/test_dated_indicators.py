"""Past figures keep the rule of their time, and no change of a rule passes over them in silence."""

from __future__ import annotations

from collections.abc import Iterator
from datetime import date
from decimal import Decimal
from pathlib import Path

import pytest

from pbi import catalogue
from pbi.catalogue import CatalogueFaults, Counts, written
from pbi.model import Draft
from pbi.store import Store
from tests import once
from tests.memory import outturn, schemes, tolerance

HEAD = "code,name,unit,polarity,across_authorities,across_periods,accumulates"
FIRST = f"{HEAD}\nFLY,Fly-tips,percent,higher,ratio,ratio,no\nNEW,New,percent,higher,ratio,ratio,no\n"
YEARS = ("2017/18", "2018/19", "2019/20")
FROM_2019 = {**dict.fromkeys(YEARS[:2], "red"), "2019/20": "green"}


@pytest.fixture
def store(tmp_path: Path) -> Iterator[Store]:
    with Store.open(once.copied(tmp_path / "store", "three years of reds", fill)) as opened:
        yield opened


def fill(path: Path) -> None:
    """Three years of 60 of 100 against a target of 90: red, where more is better."""
    figures = [dict(outturn("FLY", "aford", year, numerator=60, denominator=100, value=60)) for year in YEARS]
    targets = "\n".join(f"FLY,aford,{year},90" for year in YEARS)
    with Store.open(path, create=True) as store:
        sheet(store, path, "authorities", "code,name,kind\naford,Aford,district\n")
        sheet(store, path, "indicators", FIRST)
        sheet(store, path, "targets", f"indicator,authority,period,value\n{targets}\n")
        facts = {"outturn": figures, "scheme": [dict(row) for row in schemes()], "tolerance": [dict(tolerance())]}
        store.record(Draft(kind="accepted", by="Officer", received_on=date(2020, 5, 1), facts=facts))


def sheet(store: Store, path: Path, kind: str, text: str) -> dict[str, Counts]:
    file = path.with_name(f"{kind}.csv")
    file.write_text(text, encoding="utf-8")
    return catalogue.load(store, file, by="Officer", received_on=date(2020, 4, 1))


def refused(store: Store, path: Path, text: str) -> list[tuple[str, str]]:
    """Rule and cell of each fault, having seen that nothing was recorded."""
    before = store.version
    with pytest.raises(CatalogueFaults) as refusal:
        sheet(store, path, "indicators", text)
    assert store.version == before
    assert all(each.fix for each in refusal.value.findings)
    return [(each.rule, each.cell) for each in refusal.value.findings]


def statuses(store: Store) -> dict[str, str]:
    return {row["period"]: row["status"] for row in store.rows("scored") if row["indicator"] == "FLY"}


def test_a_polarity_from_a_day_on_leaves_past_reds_red(store: Store, tmp_path: Path) -> None:
    assert set(statuses(store).values()) == {"red"}
    sheet(store, tmp_path, "indicators", "code,name,unit,polarity,valid_from,comparable_from\n"
          "FLY,Fly-tips,percent,lower,2019-04-01,2019-04-01\n")  # fmt: skip
    assert statuses(store) == FROM_2019
    moved = [row["change"] for row in store.rows("scored") if row["indicator"] == "FLY" and row["period"] == "2019/20"]
    assert moved == [None]


def test_a_unit_from_a_day_on_leaves_past_percentages_as_they_were(store: Store, tmp_path: Path) -> None:
    sheet(store, tmp_path, "indicators", "code,name,unit,valid_from,comparable_from\n"
          "FLY,Fly-tips,number,01/04/2019,01/04/2019\n")  # fmt: skip
    told = {row["period"]: (row["outturn"], row["unit"]) for row in store.rows("scored") if row["indicator"] == "FLY"}
    assert told == {**dict.fromkeys(YEARS[:2], (Decimal(60), "percent")), "2019/20": (Decimal("0.6"), "number")}
    names = catalogue.names(store)
    days = (date(2018, 3, 31), date(2019, 3, 31), date(2020, 3, 31), None)
    assert [names.described("FLY", day)["unit"] for day in days] == ["percent", "percent", "number", "number"]
    newest = next(row for row in store.rows("known_indicators") if row["indicator"] == "FLY")
    assert (newest["across_periods"], newest["polarity"]) == ("ratio", "higher")  # what the sheet does not say


def test_a_change_that_says_no_day_is_a_finding_where_there_are_figures(store: Store, tmp_path: Path) -> None:
    for column, other in (
        ("unit", "number"),
        ("unit", "rate per 1000"),
        ("polarity", "lower"),
        ("polarity", "none"),
        ("across_authorities", "none"),
        ("across_periods", "latest"),
        ("accumulates", "yes"),
    ):
        said = {"code": "FLY", "name": "Fly-tips", "unit": "percent", column: other}
        line = f"{','.join(said)}\n{','.join(said.values())}\n"
        assert refused(store, tmp_path, line) == [("rule-without-day", "C2" if column == "unit" else "D2")]
        assert sheet(store, tmp_path, "indicators", line.replace("FLY", "NEW")) == {"indicators": Counts(changed=1)}


def test_another_unit_or_polarity_asks_from_when_figures_compare(store: Store, tmp_path: Path) -> None:
    for rule in ("percent,lower", "days,higher", "rate per 100,higher"):
        for comparable in ("", "2018-04-01"):
            line = f"FLY,Fly-tips,{rule},2019-04-01,{comparable}"
            found = refused(store, tmp_path, f"code,name,unit,polarity,valid_from,comparable_from\n{line}\n")
            assert [rule for rule, _ in found] == ["rule-not-comparable"]


def test_another_roll_up_from_a_day_on_needs_no_more(store: Store, tmp_path: Path) -> None:
    line = "code,name,unit,across_periods,valid_from\nFLY,Fly-tips,percent,latest,2019-04-01\n"
    assert sheet(store, tmp_path, "indicators", line) == {"indicators": Counts(new=1)}
    rules = [row["across_periods"] for row in store.rows("indicator_rules") if row["indicator"] == "FLY"]
    assert rules == ["ratio", "latest"]


def test_the_past_is_corrected_from_a_day_before_it(store: Store, tmp_path: Path) -> None:
    sheet(store, tmp_path, "indicators", "code,name,unit,polarity,valid_from,comparable_from\n"
          "FLY,Fly-tips,percent,lower,2017-04-01,2017-04-01\n")  # fmt: skip
    assert statuses(store) == dict.fromkeys(YEARS, "green")


def test_a_name_changes_without_a_day(store: Store, tmp_path: Path) -> None:
    for first in ("code,name,unit\nFLY,", "code,name,unit,polarity,valid_from\nFLY,"):
        tail = ",percent\n" if first.endswith("unit\nFLY,") else ",percent,higher,\n"
        assert sheet(store, tmp_path, "indicators", f"{first}{len(tail)}{tail}") == {"indicators": Counts(changed=1)}


def test_what_nobody_had_said_is_only_filled_in(tmp_path: Path) -> None:
    with Store.open(once.copied(tmp_path / "store", "unconfirmed", unconfirmed)) as store:
        text = "code,name,unit,polarity\nFLY,Fly-tips,percent,lower\n"
        assert sheet(store, tmp_path, "indicators", text) == {"indicators": Counts(changed=1)}


def unconfirmed(path: Path) -> None:
    with Store.open(path, create=True) as store:
        sheet(store, path, "authorities", "code,name,kind\naford,Aford,district\n")
        sheet(store, path, "indicators", "code,name,unit\nFLY,Fly-tips,percent\n")
        figures = [dict(outturn("FLY", "aford", "2018/19", value=60))]
        store.record(Draft(kind="accepted", by="Officer", received_on=date(2020, 5, 1), facts={"outturn": figures}))


def test_the_rows_of_a_rule_with_dates_are_read_again_as_they_were_written(store: Store, tmp_path: Path) -> None:
    sheet(store, tmp_path, "indicators", "code,name,unit,polarity,valid_from,comparable_from\n"
          "FLY,Fly-tips,percent,lower,2019-04-01,2019-04-01\n")  # fmt: skip
    told = written.as_csv("indicators", [row for _, row in written.rows(store, "indicators")])
    file = tmp_path / "indicators.csv"
    file.write_bytes(told)
    assert catalogue.load(store, file, by="Officer") == {"indicators": Counts(unchanged=3)}
    with Store.open(tmp_path / "other", create=True) as other:
        assert catalogue.load(other, file, by="Officer") == {"indicators": Counts(new=3)}
        assert other.rows("indicator_rules") == store.rows("indicator_rules")


def test_as_of_a_day_before_the_change_the_old_rule_judges_all(store: Store, tmp_path: Path) -> None:
    text = "code,name,unit,polarity,valid_from,comparable_from\nFLY,Fly-tips,percent,lower,2019-04-01,2019-04-01\n"
    file = tmp_path / "indicators.csv"
    file.write_text(text, encoding="utf-8")
    catalogue.load(store, file, by="Officer", received_on=date(2020, 6, 1))
    rows = store.rows("scored", as_of=date(2020, 5, 31))
    assert {row["status"] for row in rows if row["indicator"] == "FLY"} == {"red"}
    assert statuses(store) == FROM_2019
