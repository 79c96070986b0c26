"""The published Broxtowe tables, held against the printed figures by a road that uses nothing of this room."""

from __future__ import annotations

import calendar
import csv
import re
from collections.abc import Iterator
from datetime import date
from decimal import Decimal
from pathlib import Path

import pytest

from pbi import returns
from pbi.model import State
from pbi.store import Store
from tests import once
from tests.returns.making import folder_hashes

ROOT = Path(__file__).resolve().parents[2]
FILE = ROOT / "data" / "samples" / "published" / "broxtowe-2019-20.xlsx"


def printed(name: str) -> list[dict[str, str]]:
    """A table as printed, text by heading."""
    with (ROOT / "data" / "samples" / "figures" / name).open(encoding="utf-8", newline="") as file:
        return list(csv.DictReader(file))


@pytest.fixture
def opened(tmp_path: Path) -> Iterator[Store]:
    with Store.open(once.shipped(tmp_path / "store")) as store:
        yield store


def send(store: Store) -> returns.Outcome:
    return returns.submit(
        store,
        data=FILE.read_bytes(),
        filename=FILE.name,
        by="officer",
        terms=returns.Terms(authority="Broxtowe", add_indicators=True),
    )


def test_it_is_nine_outturns_and_fourteen_actions_all_new(opened: Store) -> None:
    outcome = send(opened)
    rows = outcome.rows
    assert (outcome.state, outcome.layout) == (State.ACCEPTED, "committee table")
    assert (rows.read, rows.new, rows.changed, rows.unchanged, rows.refused) == (23, 23, 0, 0, 0)
    assert {each.severity for each in outcome.findings} == {"note"}


def test_every_printed_outturn_target_and_status_stands(opened: Store) -> None:
    send(opened)
    found = {(row["indicator"], row["period"]): row for row in opened.rows("standing_outturn")}
    expected = {}
    for row in printed("broxtowe_kpis.csv"):
        code = row["Code & Short Name"].split()[0]
        for heading in ("Outturn 2017/18", "Outturn 2018/19", "Achieved 2019/20"):
            status = row["Status / Icon"] if heading.startswith("Achieved") else None
            expected[code, heading.split()[1]] = (Decimal(row[heading].rstrip("%")), status)
    assert {key: (row["value"], row["stated_status"]) for key, row in found.items()} == expected
    assert len(expected) == 9
    assert {(row["indicator"], row["value"], row["period"]) for row in opened.rows("standing_target")} == {
        ("Coms_048", 100, "2019/20"),
        ("Coms_049", 100, "2019/20"),
        ("ComS_053", 100, "2019/20"),
    }


def test_every_printed_action_stands(opened: Store) -> None:
    send(opened)
    months = {name: number for number, name in enumerate(calendar.month_abbr) if name}
    expected = {}
    for row in printed("broxtowe_key_tasks.csv"):
        month, year = re.fullmatch(r"([A-Z][a-z]{2})[a-z]*-(\d{4})", row["Due Date"]).groups()  # type: ignore[union-attr]
        due = date(int(year), months[month], calendar.monthrange(int(year), months[month])[1])
        progress = Decimal(row["Progress"].rstrip("%"))
        expected[row["Action Code"]] = (row["Action Title"], row["Status / Icon"], progress, due)
    found = {
        row["code"]: (row["title"], row["stated_status"], row["progress"], row["due"])
        for row in opened.rows("standing_action")
    }
    assert found == expected
    assert len(expected) == 14


def test_the_stated_statuses_settle_that_higher_is_better(opened: Store) -> None:
    send(opened)
    proposed = [row for row in opened.rows("standing_indicator") if row["lifecycle"] == "proposed"]
    assert {(row["code"], row["unit"], row["polarity"], row["polarity_source"]) for row in proposed} == {
        (code, "percent", "higher", "inferred from stated status") for code in ("Coms_048", "Coms_049", "ComS_053")
    }


def test_sent_again_it_changes_nothing(opened: Store) -> None:
    send(opened)
    before = folder_hashes(opened.path)
    again = send(opened)
    assert (again.state, again.rows.unchanged) == (State.UNCHANGED, 23)
    assert folder_hashes(opened.path) == before


def test_without_leave_to_add_indicators_it_is_refused_and_names_them(opened: Store) -> None:
    before = folder_hashes(opened.path)
    outcome = returns.submit(
        opened, data=FILE.read_bytes(), filename=FILE.name, by="officer", terms=returns.Terms(authority="Broxtowe")
    )
    assert (outcome.state, outcome.rows.refused) == (State.REFUSED, 23)
    assert {each.cell for each in outcome.findings if each.rule == "unknown-indicator"} == {"B4", "B5", "B6"}
    assert folder_hashes(opened.path) == before


def test_nobody_named_is_refused_with_the_remedy(opened: Store) -> None:
    data = FILE.read_bytes()
    outcome = returns.submit(
        opened, data=data, filename=FILE.name, by="officer", terms=returns.Terms(add_indicators=True)
    )
    errors = [each for each in outcome.findings if each.severity == "error"]
    assert (outcome.state, [each.rule for each in errors]) == (State.REFUSED, ["no-authority"])
    assert "Choose the authority" in outcome.sentence
