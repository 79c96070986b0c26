"""What is said beside the figures, and the questions behind it as the command line answers them."""

from __future__ import annotations

import json
from collections.abc import Iterator
from datetime import date
from pathlib import Path
from typing import Any

import openpyxl
import pandas as pd
import pytest

from pbi import commands
from pbi.narrative import figures, notices, sentences

ROOT = Path(__file__).resolve().parents[2]
PUBLISHED = ROOT / "data" / "samples" / "published"
VANISHED = {
    "previous_period": "2018/19",
    "period": "2019/20",
    "still_reported": 0,
    "authority_kind": "district",
    "has_sent": True,
}


def gone(*names: str, **changed: Any) -> pd.DataFrame:
    return pd.DataFrame([{"indicator": name, "indicator_name": name, **VANISHED, **changed} for name in names])


def test_what_vanished_is_counted_and_named_once() -> None:
    said = notices.vanished(gone("Fly tips", "Fly tips", "Noise"))
    assert said == "2 indicators had figures in 2018/19 and have none in 2019/20: Fly tips and Noise."
    assert notices.vanished(gone("Noise")) == "1 indicator had figures in 2018/19 and has none in 2019/20: Noise."


def test_of_many_five_are_named() -> None:
    assert notices.vanished(gone(*"ABCDEFG")).endswith(": A, B, C, D, E and 2 more.")


def test_what_another_authority_still_reports_has_not_vanished() -> None:
    assert notices.vanished(gone("Noise", still_reported=1)) == ""
    assert notices.vanished(gone()) == ""


def test_what_is_in_a_return_that_is_late_has_not_vanished() -> None:
    late, sent = gone("Noise", has_sent=False), gone("Noise", "Fly tips")
    total = gone("Noise", authority_kind="partnership", has_sent=False)  # made of its members: sends none of its own
    assert set(notices.gone(pd.concat([late, sent, total]))["indicator"]) == {"Fly tips"}
    assert set(notices.gone(pd.concat([sent, total]))["indicator"]) == {"Noise", "Fly tips"}
    assert notices.vanished(total) == ""


def test_statuses_stated_otherwise_are_counted_by_their_way() -> None:
    rows = pd.DataFrame({"steps": [2, 1, -1]})
    assert notices.stated_count(rows) == (
        "3 statuses are stated otherwise than the figures come to: 2 kinder, 1 harsher; neither replaces the other."
    )
    assert notices.stated_count(rows.iloc[:0]) == ""


@pytest.mark.parametrize(
    ("indicator", "said"),
    [
        ({"lifecycle": "active"}, ""),
        ({"lifecycle": "proposed"}, "Proposed, not yet approved."),
        (
            {"lifecycle": "proposed", "polarity_source": "inferred from stated status"},
            "Proposed, not yet approved; which way is better is inferred from stated status.",
        ),
        ({"lifecycle": "retired"}, "Retired."),
        (
            {"lifecycle": "retired", "valid_to": pd.Timestamp(2019, 3, 31), "replaced_by": "TS09"},
            "Retired on 31 March 2019, replaced by TS09.",
        ),
        (
            {"lifecycle": "active", "comparable_from": pd.Timestamp(2018, 4, 1)},
            "Not comparable with before 1 April 2018.",
        ),
    ],
)
def test_the_life_of_an_indicator(indicator: dict[str, Any], said: str) -> None:
    assert notices.life(indicator) == said


@pytest.mark.parametrize(
    ("value", "bounds", "decimals", "said"),
    [
        (94.96, (95,), 1, "94.96%"),  # rounded it would stand on its target
        (94.96, (95,), 0, "94.96%"),
        (94.96, (100, 100, 95), 0, "94.96%"),  # Red where Amber ends at 95: not 95%
        (94.4, (100, 100, 95), 0, "94%"),
        (95, (95,), 0, "95%"),
        (95.0004, (95,), 1, "95.0004%"),
        (71.3, (75, 71.25), 0, "71.3%"),  # 71 would be short of 71.25, and 71.3 is not
        (80.6, (80.5,), 0, "80.6%"),  # a target of 80.5 is shown as 81, and so would 80.6 be
        (98.2, (None,), 0, "98%"),
        (None, (95,), 0, ""),
    ],
)
def test_near_a_boundary_the_decimals_show_the_side(
    value: float | None, bounds: tuple[float | None, ...], decimals: int, said: str
) -> None:
    assert figures.against(value, *bounds, unit="percent", decimals=decimals) == said


def test_money_near_its_target_is_shown_in_pounds() -> None:
    assert figures.against(99_960, 100_000, unit="currency") == "£99,960"
    assert figures.against(87_000, 100_000, unit="currency") == "£87k"


TOLERANCE = ("scheme", "authority", "indicator", "basis", "green_within", "amber_within", "valid_from", "valid_to")
SHAPE = {"unit": "percent", "decimals": 0, "per": 100, "availability": None, "label": "Green"}


@pytest.mark.parametrize(
    ("row", "column", "sentence"),
    [
        ({"target": 97.0, "target_kind": "target"}, "97%", "98% against a target of 97%: Green."),
        ({"target": 0.0, "target_kind": "target"}, "0%", "98% against a target of 0%: Green."),
        ({"target": None, "target_kind": None}, "", "98%, with no target: Green."),
        ({"target": 97.0, "target_kind": "forecast"}, "97% (forecast)", "98% against a forecast of 97%: Green."),
        ({"target": 97.0, "target_kind": "benchmark"}, "97% (benchmark)", "98% against a benchmark of 97%: Green."),
        (
            {"target": 97.0, "target_kind": "direction"},
            "better than 97% (last year)",
            "98% against last year's 97%: Green.",
        ),
        (
            {"target": None, "target_kind": "direction"},
            "better than last year",
            "98% with no figure of last year to be better than: Green.",
        ),
        (
            {"target": None, "target_lower": 90.0, "target_upper": 99.0, "target_kind": "target"},
            "90% to 99%",
            "98% against a band of 90% to 99%: Green.",
        ),
    ],
)
def test_what_a_figure_is_judged_against_is_labelled(row: dict[str, Any], column: str, sentence: str) -> None:
    whole = {**SHAPE, "outturn": 98.0, "target_lower": None, "target_upper": None, **row}
    assert figures.target(whole) == column
    moved = {"change": None, "previous_period": None, "direction": None, "untested": None}
    assert sentences.indicator({**whole, **moved, "denominator": None}).startswith(sentence)


@pytest.fixture(scope="module")
def bracknell(tmp_path_factory: pytest.TempPathFactory) -> Iterator[Path]:
    """A store that holds two of Bracknell Forest's editions."""
    store = tmp_path_factory.mktemp("bracknell") / "store"
    for edition in ("2024-25-q3", "2024-25-q4"):
        file = PUBLISHED / f"bracknell-forest-{edition}.xlsx"
        words = ["load", str(file), "--store", str(store), "--authority", "Bracknell Forest", "--add-indicators"]
        assert commands.answer(words).exit == 0
    yield store


def rows(*words: object) -> list[dict[str, Any]]:
    answer = commands.answer([*map(str, words), "--format", "json"])
    assert (answer.exit, answer.stderr) == (0, "")
    found: list[dict[str, Any]] = json.loads(answer.stdout)
    return found


def test_query_lists_the_differences(bracknell: Path) -> None:
    """222 against 258 is 13.95% short, printed Amber: Red by the rule the council prints. 1.1.4.KR is not settled."""
    found = rows("query", "differences", "--store", bracknell)
    assert [(row["indicator"], row["period"], row["stated_status"], row["status"], row["steps"]) for row in found] == [
        ("1.1.6.KR", "2024/25 Q3", "Amber", "red", 1)
    ]


def test_query_names_what_vanished(bracknell: Path) -> None:
    """Of a quarter the same one of the year before is asked: nothing of 2025/26 Q3 is held, and ten were of 2024/25."""
    assert rows("query", "vanished", "--store", bracknell, "--period", "2024/25 Q4") == []
    found = rows("query", "vanished", "--store", bracknell, "--period", "2025/26 Q3", "--at", "2026-01-31")
    assert len(found) == 10
    assert {(row["previous_period"], row["still_reported"]) for row in found} == {("2024/25 Q3", 0)}


def test_a_tolerance_loaded_with_dates_changes_statuses_from_its_day_only(tmp_path: Path) -> None:
    """93 against 100 is 7% short: red by the shipped 5%. A CSV with 8% from April 2020 on leaves 2019/20 as it was; a
    workbook with 8% for the year before makes it amber, and the same again changes nothing.
    """
    store = tmp_path / "store"
    load = ["load", PUBLISHED / "broxtowe-2019-20.xlsx", "--store", store, "--authority", "Broxtowe"]
    assert commands.answer([*map(str, load), "--add-indicators"]).exit == 0
    later, earlier = tmp_path / "tolerances.csv", tmp_path / "catalogue.xlsx"
    later.write_text("\n".join([",".join(TOLERANCE), "rag,E07000172,ComS_053,relative,0,8,2020-04-01,"]))
    book = openpyxl.Workbook()
    book.active.title = "tolerances"
    book.active.append(list(TOLERANCE))
    book.active.append(["rag", "Broxtowe", "ComS_053", "relative", 0, 8, date(2019, 4, 1), date(2020, 3, 31)])
    book.save(earlier)
    held = []
    for sheet in (later, earlier, earlier):
        assert commands.answer(["catalogue", str(sheet), "--store", str(store), "--by", "tests"]).exit == 0
        [row] = rows("query", "scorecard", "--store", store, "--year", "2019/20", "--indicator", "ComS_053")
        held.append((row["status"], row["stated_status"]))
    assert held == [("red", "Alert"), ("amber", "Alert"), ("amber", "Alert")]
