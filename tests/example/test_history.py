"""The example from end to end: what was known on a day, what was restated, and history under another tolerance."""

from __future__ import annotations

import json
from collections import Counter
from collections.abc import Iterator
from dataclasses import replace
from datetime import date
from decimal import Decimal
from pathlib import Path
from typing import Any

import pytest

from pbi import commands, measures, replay
from pbi.errors import BadInput
from pbi.model import Question
from pbi.store import Store, reader

BEFORE, AFTER = date(2018, 9, 1), date(2018, 9, 14)
"""Northvale sent its 2017/18 Q3 again on 14 September 2018."""
COUNTERFACTUAL = "without circumstances"


@pytest.fixture(scope="module")
def store(example: Path) -> Iterator[Store]:
    with reader(example) as opened:
        yield opened


def figure(store: Store, who: str, period: str, as_of: date) -> dict[str, Any]:
    question = Question(period=period, authorities=(who,), indicators=("EP02",), as_of=as_of)
    [row] = measures.table(store, question, "scorecard").to_pylist()
    return row


@pytest.mark.parametrize(
    ("who", "period", "before", "after"),
    [
        ("northvale", "2017/18 Q3", "81.617647", "88.235294"),  # 111 of 136, then nine more: 120 of 136
        ("northvale", "2017/18", "86.862745", "88.627451"),  # four quarters: 443 of 510, then 452 of 510
        ("three-vales", "2017/18 Q3", "87.465181", "89.972145"),  # of all three: 314 of 359, then 323 of 359
    ],
)
def test_what_was_known_on_a_day(store: Store, who: str, period: str, before: str, after: str) -> None:
    then, now = (figure(store, who, period, day) for day in (BEFORE, AFTER))
    assert (then["outturn"], then["restated"]) == (Decimal(before), False)
    assert (now["outturn"], now["restated"], now["availability"]) == (Decimal(after), True, "revised")


def test_the_restatement_is_listed_with_both_cells_and_statuses(store: Store) -> None:
    [row] = replay.restatements_table(store, Question()).to_pylist()
    assert (row["indicator"], row["authority"], row["period"]) == ("EP02", "northvale", "2017/18 Q3")
    assert (row["old_value"], row["new_value"]) == (Decimal("81.617647"), Decimal("88.235294"))
    assert (row["old_numerator"], row["new_numerator"], row["new_denominator"]) == (111, 120, 136)
    assert (row["old_received_on"], row["received_on"]) == (date(2018, 4, 15), AFTER)
    assert (row["old_status"], row["new_status"], row["status_changed"]) == ("amber", "green", True)  # target 85


def test_it_is_listed_only_once_it_was_received(store: Store) -> None:
    assert replay.restatements_table(store, Question(as_of=BEFORE)).num_rows == 0
    assert replay.restatements_table(store, Question(as_of=AFTER)).num_rows == 1


def test_without_a_scheme_no_status_changed(store: Store) -> None:
    [row] = replay.restatements_table(store, Question(scheme="none")).to_pylist()
    assert (row["old_status"], row["new_status"], row["status_changed"]) == (None, None, False)


def test_the_rule_in_force_on_trial_changes_only_what_has_a_rule_of_its_own(store: Store) -> None:
    trial = replay.trial(basis="relative", green_within=Decimal(0), amber_within=Decimal(5))
    moved = {row["indicator"] for row in replay.laboratory_table(store, Question(trial=trial)).to_pylist()}
    assert moved and moved <= {"PH04", "ST01", "CS03", "ST04", "TS05"}  # EP03 is judged by fixed values


def test_counts_of_each_year_are_those_of_the_headline(store: Store) -> None:
    """The same counts by another road: each year asked by itself."""
    each = replay.counts_each_year(store, Question())
    for period in ("2017/18", "2018/19", "2019/20"):
        alone = measures.counts(store, Question(period=period))
        alone = alone[(alone["basis"] == "official") & (alone["authority"] == "all") & (alone["service"] == "all")]
        years = each[each["period"] == period]
        assert dict(zip(years["status"], years["count"], strict=True)) == dict(
            zip(alone["status"], alone["count"], strict=True)
        )


@pytest.mark.parametrize("scheme", ["rag", "met", "pentana"])
def test_the_list_and_the_counts_of_a_trial_agree(store: Store, scheme: str) -> None:
    """What the counts of 2019/20 gain and lose is what the list moves, of the partnership's own rows."""
    question = Question(scheme=scheme, authorities=("three-vales",))
    tried = replace(question, trial=replay.trial(basis="points", green_within=Decimal(2), amber_within=Decimal(4)))
    net: Counter[str] = Counter()
    for row in replay.laboratory_table(store, tried).to_pylist():
        if row["period"] == "2019/20":
            net[row["trial_status"]] += 1
            net[row["status"]] -= 1
    before, after = (replay.counts_each_year(store, each) for each in (question, tried))
    for status, number in year(after).items():
        assert number - year(before)[status] == net[status]


def year(counts: Any) -> dict[str, int]:
    rows = counts[counts["period"] == "2019/20"]
    return {status: int(number) for status, number in zip(rows["status"], rows["count"], strict=True)}


@pytest.mark.parametrize(("green", "amber"), [("5", "4"), ("-1", "4"), ("0", "1000000")])
def test_what_is_no_tolerance_is_refused(green: str, amber: str) -> None:
    with pytest.raises(BadInput):
        replay.trial(basis="relative", green_within=Decimal(green), amber_within=Decimal(amber))
    with pytest.raises(BadInput):
        replay.trial(basis="values", green_within=Decimal(0), amber_within=Decimal(5))


def query(path: Path, *words: str) -> list[dict[str, Any]]:
    answer = commands.answer(["query", *words, "--store", str(path), "--format", "json"])
    assert (answer.exit, answer.stderr) == (0, "")
    found: list[dict[str, Any]] = json.loads(answer.stdout)
    return found


def test_the_queries(example: Path) -> None:
    [row] = query(example, "restatements", "--period", "2017/18 Q3")
    assert (row["old_value"], row["new_value"], row["cell"], row["old_cell"]) == (81.617647, 88.235294, "E4", "E99")
    assert query(example, "restatements", "--year", "2018/19") == []
    held = query(example, "scorecard", "--period", "2017/18 Q3", "--indicator", "EP02", "--as-of", "2018-09-01")
    assert {row["authority"]: row["outturn"] for row in held}["northvale"] == 81.617647


BROXTOWE = Path(__file__).resolve().parents[2] / "data" / "samples" / "published" / "broxtowe-2019-20.xlsx"


def test_broxtowe_in_the_laboratory(tmp_path: Path) -> None:
    """Printed: 98, 96 and 93 of 100. Amber within 7 takes the 93; green within 4 takes 98 and 96, the 96 just so."""
    path = tmp_path / "store"
    load = ["load", str(BROXTOWE), "--authority", "Broxtowe", "--add-indicators", "--accept-warnings"]
    assert commands.answer([*load, "--store", str(path)]).exit == 0
    wider = query(path, "laboratory", "--amber-within", "7")
    assert [(row["indicator"], row["status"], row["trial_status"]) for row in wider] == [("ComS_053", "red", "amber")]
    greener = query(path, "laboratory", "--green-within", "4", "--amber-within", "5")
    assert [(row["indicator"], row["trial_status"]) for row in greener] == [
        ("Coms_048", "green"),
        ("Coms_049", "green"),
    ]
    assert query(path, "laboratory", "--amber-within", "5") == []
    assert {row["status"] for row in query(path, "scorecard", "--year", "2019/20")} == {"amber", "red"}
    assert commands.answer(["query", "laboratory", "--store", str(path)]).exit == 1


def test_the_board_saw_2017_18_before_it_was_restated(example: Path) -> None:
    """1,289 of 1,478 closed in time, then nine more: 87.212449%, then 87.821380%. No status and no movement changed."""
    changes = query(example, "changes", "--publication", "Joint Management Board, 19 June 2018")
    found = {row["authority"]: (row["old_outturn"], row["new_outturn"]) for row in changes}
    assert found == {"northvale": (86.862745, 88.627451), "three-vales": (87.212449, 87.82138)}
    assert not any(row["status_changed"] or row["movement_changed"] for row in changes)


@pytest.mark.parametrize(
    ("as_of", "bases"), [("2020-06-07", {"official"}), ("2020-06-08", {"official", COUNTERFACTUAL})]
)
def test_a_circumstance_counts_from_the_day_it_was_approved(example: Path, as_of: str, bases: set[str]) -> None:
    counts = query(example, "counts", "--year", "2019/20", "--as-of", as_of)
    assert {row["basis"] for row in counts} == bases
