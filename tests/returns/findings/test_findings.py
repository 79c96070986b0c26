"""Every rule of a return's findings: severity, place, what was found and expected, and what to do about it."""

from __future__ import annotations

import shutil
from collections.abc import Iterator
from pathlib import Path
from typing import Any

import pytest

from pbi.model import Finding, Severity, State
from pbi.period import parse
from pbi.returns import Terms, submit
from pbi.returns.intake.submission import examine
from pbi.returns.rules.rule import is_value
from pbi.store import Store
from tests.returns.making import Broken, Rows, Shown, xlsx

HEADINGS = ["Authority", "Indicator", "Period", "Outturn", "Numerator", "Denominator", "Target", "Status", "Comment"]
SOUND: dict[str, Any] = {
    "authority": "Broxtowe",
    "indicator": "FH01",
    "period": "2019/20",
    "outturn": Shown(0.96, "0%"),
}


def row(**given: Any) -> list[Any]:
    whole = SOUND | given
    return [whole.get(name.lower()) for name in HEADINGS]


def found(store: Store, *rows: list[Any], **how: Any) -> list[Finding]:
    data = xlsx({"Return": [HEADINGS, *rows]})
    return list(examine(store, data=data, filename="return.xlsx", terms=Terms(**how)).findings)


@pytest.fixture(scope="module")
def held(made: Path, tmp_path_factory: pytest.TempPathFactory) -> Iterator[Store]:
    """A store with four years of three series, sent by Broxtowe."""
    with Store.open(_copy(made, tmp_path_factory.mktemp("held") / "store")) as store:
        years = [f"20{year}/{year + 1}" for year in (15, 16, 17, 18)]
        rows = [
            row(period=year, outturn=Shown(share, "0%"))
            for year, share in zip(years, (0.94, 0.95, 0.97, 0.96), strict=True)
        ]
        rows += [
            row(period=year, outturn=count, indicator="TS01")
            for year, count in zip(years, (70, 72, 75, 71), strict=True)
        ]
        rows += [row(period=years[3], outturn=400, indicator="TS02")]
        data = xlsx({"Return": [HEADINGS, *rows]})
        sent = submit(store, data=data, filename="history.xlsx", by="tests", terms=Terms(accept_warnings=True))
        assert sent.state is State.ACCEPTED, sent.sentence
        yield store


def _copy(made: Path, into: Path) -> Path:
    return Path(shutil.copytree(made, into))


TABLE: dict[str, tuple[str, str, list[list[Any]], str]] = {
    # rule: severity, cell, the rows that break it, the value proposed ("" where only a step is)
    "unknown-indicator": ("error", "B2", [row(indicator="FH0l")], "FH01"),
    "unknown-authority": ("error", "A2", [row(authority="Broxtow")], "Broxtowe"),
    "period-unreadable": ("error", "C2", [row(period="2019")], ""),
    "period-outside": ("warning", "C3", [row(), row(period="2020/21")], ""),
    "duplicate-row": ("error", "D3", [row(), row()], ""),
    "number-as-text": ("note", "D2", [row(outturn="96")], "96"),
    "percent-scale": ("error", "D2", [row(outturn=0.96)], "96"),
    "unit-in-cell": ("warning", "D2", [row(indicator="TS01", outturn="73 hectares")], "73"),
    "unit-differs": ("warning", "D2", [row(indicator="TS01", outturn=Shown(73, '"£"#,##0'))], ""),
    "error-cell": ("error", "D2", [row(outturn=Broken("#REF!"))], ""),
    "formula-without-value": ("error", "D2", [row(outturn=Broken())], ""),
    "not-a-figure": ("error", "D2", [row(outturn="96%, we think")], "96%"),
    "decimals-dropped": ("note", "D2", [row(indicator="TS01", outturn=73.12345678)], ""),
    "too-large": ("error", "D2", [row(indicator="TS01", outturn=10**12)], ""),
    "negative-count": ("error", "D2", [row(indicator="TS01", outturn=-73)], ""),
    "percent-over-100": ("error", "D2", [row(outturn=120)], ""),
    "numerator-above-denominator": ("error", "E2", [row(numerator=55, denominator=50)], ""),
    "ratio-disagrees": ("warning", "D2", [row(numerator=45, denominator=50)], "90"),
    "no-cases": ("note", "D2", [row(outturn=Shown(1, "0%"), numerator=0, denominator=0)], ""),
    "far-outside-history": ("warning", "D2", [row(indicator="TS01", outturn=730)], "73"),
    "zero-among-high": ("warning", "D2", [row(outturn=Shown(0, "0%"))], ""),
    "target-scale": ("warning", "G2", [row(indicator="TS01", outturn=73390, target=420)], ""),
    "comment-contradicts": ("warning", "I2", [row(denominator=54, comment="5 inspections not completed")], ""),
    "rows-missing": ("note", "", [row()], ""),
    "past-period-restated": ("warning", "D2", [row(period="2017/18", outturn=Shown(0.91, "0%"))], ""),
}


@pytest.mark.parametrize("rule", TABLE)
def test_a_rule_says_where_what_and_what_to_do(held: Store, rule: str) -> None:
    severity, cell, rows, proposed = TABLE[rule]
    [told] = [each for each in found(held, *rows, period=parse("2019/20")) if each.rule == rule]
    assert (told.severity, told.sheet, told.cell) == (Severity(severity), "Return", cell)
    assert told.found and told.expected and told.message.endswith((".", "?")) and told.fix
    assert told.fix == proposed if proposed else not is_value(told.fix)


def test_the_sound_row_breaks_none_of_them(held: Store) -> None:
    rows = [row(), row(indicator="TS01", outturn=73), row(indicator="TS02", outturn=410)]
    assert [each.rule for each in found(held, *rows)] == []


def test_a_target_that_is_not_the_agreed_one(store: Store) -> None:
    target = row(target=95)
    assert submit(
        store,
        data=xlsx({"Return": [HEADINGS, target]}),
        filename="a.xlsx",
        by="tests",
        terms=Terms(accept_warnings=True),
    ).submission
    [told] = [each for each in found(store, row(target=90)) if each.rule == "target-differs"]
    assert (told.severity, told.cell, told.found, told.expected, told.fix) == (
        *(Severity.WARNING, "G2", "90"),
        *("95", "95"),
    )


def test_every_fault_is_told_in_one_pass(held: Store) -> None:
    rows = [each for _, _, rows, _ in TABLE.values() for each in rows]
    told = {each.rule for each in found(held, *rows, period=parse("2019/20"))}
    wanted = set(TABLE) - {"duplicate-row"}
    assert wanted <= told


def test_a_tenth_of_the_usual_is_asked_about_and_a_hard_year_is_not(held: Store) -> None:
    [told] = [each for each in found(held, row(outturn=Shown(0.096, "0.0%"))) if each.rule == "far-outside-history"]
    assert told.fix == "96" and told.expected == "near 94 to 97"  # 9.6 is 84.4 below 94: over 3 × 3 and 25
    assert not [each for each in found(held, row(outturn=Shown(0.75, "0%"))) if each.rule == "far-outside-history"]


def test_of_figures_far_outside_the_furthest_is_told_first(held: Store) -> None:
    rows = [row(outturn=Shown(0.096, "0.0%")), row(indicator="TS01", outturn=730)]
    told = [each.found for each in found(held, *rows) if each.rule == "far-outside-history"]
    # 730 is 655 beyond 75 where 35.75 is allowed, 18 times; 9.6 is 84.4 below 94 where 25 is, 3 times
    assert told == ["730", "9.6"]


def test_a_row_without_its_place_in_time_is_told_from_one_that_is_early(held: Store) -> None:
    inside = found(held, row(period="2019/20 Q3"), period=parse("2019/20"))
    assert "period-outside" not in {each.rule for each in inside}
    before = found(held, row(period="2018/19 Q3"), period=parse("2019/20"))
    assert "period-outside" in {each.rule for each in before}


def test_what_is_expected_and_not_sent_is_listed_once_an_authority(held: Store) -> None:
    [told] = [each for each in found(held, row()) if each.rule == "rows-missing"]
    assert (told.found, told.expected) == ("1 of 3", "TS01, TS02")
    assert not [each for each in found(held, row(authority="Ashfield")) if each.rule == "rows-missing"]


def faulty() -> Rows:
    """One sheet that breaks a rule in each row, for those who want to see it."""
    return [HEADINGS, *(each for _, _, rows, _ in TABLE.values() for each in rows)]
