"""The samples: what they must come to, worked out here by an independent road.

Nothing of the program is used: figures are read as text and every sum is a fraction of whole numbers.
"""

from __future__ import annotations

import csv
import subprocess
import sys
from collections import Counter
from collections.abc import Iterator
from datetime import date
from fractions import Fraction
from pathlib import Path
from typing import Any

import openpyxl
import pytest

ROOT = Path(__file__).parents[2]
CATALOGUE = ROOT / "data" / "catalogue"
EXAMPLE = CATALOGUE / "example"
SAMPLES = ROOT / "data" / "samples"
PARTNERSHIP = "three-vales"
MEMBERS = ("eastmere", "northvale", "westholt")

Entry = dict[str, str]


def entries(path: Path) -> list[Entry]:
    with path.open(encoding="utf-8", newline="") as file:
        return list(csv.DictReader(file))


INDICATORS = {row["code"]: row for row in entries(EXAMPLE / "indicators.csv")}
JUDGED = [code for code, row in INDICATORS.items() if row["polarity"] != "none"]
CIRCUMSTANCES = {row["indicator"]: row for row in entries(EXAMPLE / "2020-06-08" / "circumstances.csv")}
TARGETS = {
    (row["indicator"], row["period"]): row
    for row in entries(EXAMPLE / "targets.csv")
    if row["authority"] == PARTNERSHIP
}
TOLERANCES = {row["indicator"]: row for row in entries(EXAMPLE / "tolerances.csv")}


def latest_figures() -> dict[tuple[str, str, str], Entry]:
    """The figure last received for each authority, indicator and period: a later return replaces an earlier one."""
    received = {Path(row["file"]).stem: row["received"] for row in entries(SAMPLES / "partnership" / "manifest.csv")}
    rows = sorted(entries(SAMPLES / "figures" / "partnership_outturns.csv"), key=lambda row: received[row["workbook"]])
    return {(row["authority"], row["indicator"], row["period"]): row for row in rows}


FIGURES = latest_figures()


def parts_of_year(code: str, year: str) -> list[Entry]:
    """The rows that make the partnership's year: its own where it reports the indicator itself, else its members'."""
    row = INDICATORS[code]
    quarters = [f"{year} Q{number}" for number in (1, 2, 3, 4)]
    if row["frequency"] == "annual":
        periods = [year]
    elif row["across_periods"] == "latest" or row["accumulates"] == "true":
        periods = quarters[3:]
    else:
        periods = quarters
    authorities = (PARTNERSHIP,) if row["across_authorities"] == "none" else MEMBERS
    return [FIGURES[authority, code, period] for authority in authorities for period in periods]


def pooled(parts: list[Entry]) -> Fraction:
    return Fraction(sum(int(part["numerator"]) for part in parts), sum(int(part["denominator"]) for part in parts))


def outturn(code: str, year: str) -> Fraction:
    unit = INDICATORS[code]["unit"]
    parts = parts_of_year(code, year)
    if not parts[0]["denominator"]:
        return sum((Fraction(part["outturn"]) for part in parts), Fraction())
    per = 100 if unit == "percent" else int(unit.removeprefix("rate per ")) if unit.startswith("rate per") else 1
    return per * pooled(parts)


def role(code: str, year: str, value: Fraction) -> str:
    """Good, near or bad by the partnership's own target and the indicator's tolerance, else 0% and 5% of the target."""
    target, rule = TARGETS[code, year], TOLERANCES.get(code)
    polarity = INDICATORS[code]["polarity"]
    if rule and rule["basis"] == "values":
        good, near = Fraction(rule["good_cut"]), Fraction(rule["near_cut"])
        return "good" if value <= good else "near" if value <= near else "bad"
    if polarity == "range":
        shortfall = max(Fraction(target["lower"]) - value, value - Fraction(target["upper"]), Fraction())
    else:
        shortfall = Fraction(target["value"]) - value if polarity == "higher" else value - Fraction(target["value"])
    within = Fraction(rule["amber_within"]) if rule else Fraction(5)
    allowed = within if rule and rule["basis"] == "points" else within * Fraction(target["value"] or 0) / 100
    return "good" if shortfall <= 0 else "near" if shortfall <= allowed else "bad"


def counts(year: str) -> tuple[int, int, int]:
    roles = Counter(role(code, year, outturn(code, year)) for code in JUDGED)
    return roles["good"], roles["near"], roles["bad"]


@pytest.mark.parametrize(
    ("year", "expected"),
    [
        ("2017/18", (22, 10, 12)),
        ("2018/19", (25, 8, 11)),
        ("2019/20", (24, 9, 11)),  # what the Public Protection Partnership published for that year
    ],
)
def test_the_partnership_comes_to_its_counts(year: str, expected: tuple[int, int, int]) -> None:
    assert len(JUDGED) == 44
    assert counts(year) == expected


def test_without_the_circumstances_every_amber_is_green() -> None:
    ambers = {code for code in JUDGED if role(code, "2019/20", outturn(code, "2019/20")) == "near"}
    assert set(CIRCUMSTANCES) == ambers
    adjusted: Counter[str] = Counter()
    for code in JUDGED:
        value = outturn(code, "2019/20")
        if code in CIRCUMSTANCES:
            row = CIRCUMSTANCES[code]
            value = 100 * Fraction(int(row["adjusted_numerator"]), int(row["adjusted_denominator"]))
            assert value <= 100
        adjusted[role(code, "2019/20", value)] += 1
    assert (adjusted["good"], adjusted["near"], adjusted["bad"]) == (33, 0, 11)


@pytest.mark.parametrize("code", sorted(CIRCUMSTANCES))
def test_a_circumstance_only_leaves_out_visits_that_were_due_and_not_made(code: str) -> None:
    parts = parts_of_year(code, "2019/20")
    due, made = (sum(int(part[column]) for part in parts) for column in ("denominator", "numerator"))
    last = [part for part in parts if part["period"].endswith("Q4")]
    not_made = sum(int(part["denominator"]) - int(part["numerator"]) for part in last)
    left_out = due - int(CIRCUMSTANCES[code]["adjusted_denominator"])
    assert int(CIRCUMSTANCES[code]["adjusted_numerator"]) == made
    assert 0 < left_out <= not_made


def test_six_indicators_of_demand_are_data_only_and_the_year_is_complete() -> None:
    demand = [code for code in INDICATORS if code not in JUDGED]
    assert len(demand) == 6
    assert all(len(parts_of_year(code, "2019/20")) == 12 for code in demand)


def test_noise_is_good_for_the_partnership_and_bad_in_westholt() -> None:
    quarters = [FIGURES["westholt", "EP01", f"2019/20 Q{number}"] for number in (1, 2, 3, 4)]
    westholt = 100 * pooled(quarters)
    assert role("EP01", "2019/20", outturn("EP01", "2019/20")) == "good"
    assert role("EP01", "2019/20", westholt) == "bad"


def test_one_quarter_was_restated_and_the_count_of_that_year_did_not_move() -> None:
    rows = entries(SAMPLES / "figures" / "partnership_outturns.csv")
    seen = Counter((row["authority"], row["indicator"], row["period"]) for row in rows)
    key = ("northvale", "EP02", "2017/18 Q3")
    assert [each for each, times in seen.items() if times > 1] == [key]
    first, later = (row for row in rows if (row["authority"], row["indicator"], row["period"]) == key)
    assert int(later["numerator"]) - int(first["numerator"]) == 9


def test_the_publication_of_2017_18_came_before_the_restatement() -> None:
    """Of EP02: 1,289 of 1,478 were closed in time when the board saw it, nine more in September."""
    [publication] = entries(SAMPLES / "partnership" / "publications.csv")
    assert (publication["period"], publication["as_of"]) == ("2017/18", "2018-06-19")
    [revised] = [row for row in entries(SAMPLES / "partnership" / "manifest.csv") if "revised" in row["file"]]
    assert revised["received"] > publication["as_of"]
    now = pooled(parts_of_year("EP02", "2017/18"))
    rows = entries(SAMPLES / "figures" / "partnership_outturns.csv")
    mine = [row for row in rows if (row["indicator"], row["period"][:7]) == ("EP02", "2017/18")]
    first = pooled([row for row in mine if "revised" not in row["workbook"]])
    assert (first, now) == (Fraction(1289, 1478), Fraction(1298, 1478))


def days_late() -> dict[tuple[str, str], int]:
    """Of each return of figures, how many days after the seventeenth of its period's end it was received."""
    ends = {"q1": "2019-06-30", "q2": "2019-09-30", "q3": "2019-12-31", "q4": "2020-03-31"}
    late = {}
    for row in entries(SAMPLES / "partnership" / "manifest.csv"):
        year, _, rest = Path(row["file"]).stem.removeprefix(f"{row['authority']}-").partition("-")
        part = rest.partition("-")[2] or f"of {year}"
        end = date.fromisoformat(ends.get(part, f"{int(year) + 1}-03-31"))
        late[row["authority"], part] = (date.fromisoformat(row["received"]) - end).days - 17
    return late


def test_the_returns_of_2019_20_came_by_the_quarter_and_westholts_late_twice() -> None:
    late = days_late()
    quarters = ("q1", "q2", "q3", "q4")
    assert {(who, quarter) for who in (*MEMBERS, PARTNERSHIP) for quarter in quarters} <= set(late)
    assert {key: days for key, days in late.items() if days > 0 and key[1] in quarters} == {
        ("westholt", "q2"): 20,  # due on 17 October 2019, received on 6 November
        ("westholt", "q4"): 25,  # due on 17 April 2020, received on 12 May
    }


def test_a_quarters_return_holds_that_quarter_and_the_last_one_what_is_annual() -> None:
    rows = [row for row in entries(SAMPLES / "figures" / "partnership_outturns.csv") if "2019-20" in row["workbook"]]
    annual = {code for code, row in INDICATORS.items() if row["frequency"] == "annual"}
    for row in rows:
        quarter = row["workbook"].rpartition("-")[2].upper()
        expected = "2019/20" if row["indicator"] in annual else f"2019/20 {quarter}"
        assert (row["period"], quarter) == (expected, "Q4" if row["indicator"] in annual else quarter)
    assert (
        len(rows) == 3 * 183 + 5
    )  # 45 indicators by the quarter and 3 by the year of each member; the partnership's 4 and 1


def test_the_judged_figures_hold_together() -> None:
    for row in FIGURES.values():
        if row["denominator"]:
            assert int(row["denominator"]) > 0
            if INDICATORS[row["indicator"]]["unit"] == "percent":
                assert 0 <= int(row["numerator"]) <= int(row["denominator"])


def cells(path: Path) -> Iterator[tuple[str, str, Any, str]]:
    for sheet in openpyxl.load_workbook(path):
        for line in sheet.iter_rows():
            for cell in line:
                if cell.value is not None:
                    yield sheet.title, cell.coordinate, cell.value, cell.number_format


def test_the_script_makes_the_very_workbooks_that_are_kept(tmp_path: Path) -> None:
    subprocess.run([sys.executable, str(SAMPLES / "make.py"), str(tmp_path)], check=True, capture_output=True)
    kept = {path.relative_to(SAMPLES): path for path in SAMPLES.glob("p*/*")}
    made = {path.relative_to(tmp_path): path for path in tmp_path.rglob("*.*")}
    assert set(made) == set(kept)
    for name, path in made.items():
        if path.suffix == ".xlsx":
            assert list(cells(path)) == list(cells(kept[name])), name
        else:
            assert path.read_bytes() == kept[name].read_bytes()


@pytest.mark.parametrize("path", sorted((SAMPLES / "partnership").glob("*.xlsx")), ids=lambda path: path.stem)
def test_every_sheet_of_the_partnership_says_it_is_illustrative(path: Path) -> None:
    for sheet in openpyxl.load_workbook(path):
        assert str(sheet["A1"].value).startswith("Illustrative")


def rows_under(path: Path, sheet: str, heading: str) -> list[tuple[Any, ...]]:
    lines = list(openpyxl.load_workbook(path)[sheet].iter_rows(values_only=True))
    at = next(number for number, line in enumerate(lines) if line[0] == heading)
    return [line for line in lines[at + 1 :] if sum(value is not None for value in line) > 1]


BROXTOWE = SAMPLES / "published" / "broxtowe-2019-20.xlsx"


def test_broxtowe_prints_its_three_indicators() -> None:
    rows = rows_under(BROXTOWE, "Key Performance Indicators", "Status / Icon")
    assert [(row[0], row[1].split(" ")[0], *row[2:7]) for row in rows] == [
        ("Amber", "Coms_048", "Quarterly", 1, 1, 0.98, 1),
        ("Amber", "Coms_049", "Quarterly", 0.96, 0.69, 0.96, 1),
        ("Alert", "ComS_053", "Quarterly", 0.94, 0.98, 0.93, 1),
    ]


def test_broxtowe_prints_its_fourteen_key_tasks() -> None:
    assert [(row[1], row[0], row[4], row[5]) for row in rows_under(BROXTOWE, "Key Tasks", "Status / Icon")] == [
        ("COMS 1620_16", "Completed", 1, "Mar-2020"),
        ("COMS 1720_04", "Completed", 1, "Mar-2020"),
        ("COMS 1821_08", "Completed", 1, "Mar-2020"),
        ("COMS 1821_13", "Completed", 1, "June-2019"),
        ("COMS 1821_14", "Completed", 1, "June-2019"),
        ("COMS 1821_15", "In Progress", 0.66, "Sep-2020"),
        ("COMS 1922_01", "Completed", 1, "Mar-2020"),
        ("COMS 1922_02", "Completed", 1, "May-2019"),
        ("COMS 1922_03", "Overdue", 0.42, "Feb-2020"),
        ("COMS 1922_04", "Completed", 1, "Feb-2020"),
        ("COMS 1922_05", "Completed", 1, "Mar-2020"),
        ("COMS 1922_06", "Completed", 1, "Oct-2019"),
        ("COMS 1922_07", "Overdue", 0.33, "Mar-2020"),
        ("COMS 1922_08", "Completed", 1, "Dec-2019"),
    ]


@pytest.mark.parametrize("path", sorted((SAMPLES / "published").glob("*.xlsx")), ids=lambda path: path.stem)
def test_every_published_workbook_names_its_source(path: Path) -> None:
    assert any("Source" in str(value) for _, _, value, _ in cells(path))
