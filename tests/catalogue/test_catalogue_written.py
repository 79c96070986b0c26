"""What stands, written as sheets again: loaded back it changes nothing, in every kind and both forms."""

from __future__ import annotations

from collections.abc import Iterator
from datetime import date, timedelta
from decimal import Decimal

import pytest

from pbi import catalogue
from pbi.catalogue import sheets, taken, written
from pbi.catalogue.kinds import KINDS
from pbi.errors import BadInput
from pbi.settings import settings
from pbi.store import Store

TRICKY = '=1+1, "quoted"\n<b> £ é'


@pytest.fixture(scope="module")
def store(tmp_path_factory: pytest.TempPathFactory) -> Iterator[Store]:
    """The shipped catalogue and the example's, without a figure."""
    with Store.open(tmp_path_factory.mktemp("written") / "store", create=True) as opened:
        for folder in (settings().catalogue, settings().catalogue / "example"):
            catalogue.load(opened, folder, by="a test")
        made = opened.current("service")[0]
        rows = [{**written.written("services", made), "code": "new", "name": TRICKY}]
        plan = catalogue.examine(
            opened, [sheets.typed("services", [("Row 1", rows[0])], titles={name: name for name in rows[0]})]
        )
        catalogue.record(opened, plan, by="a test", note="why not")
        yield opened


@pytest.mark.parametrize("kind", KINDS)
@pytest.mark.parametrize("ending", ["csv", "xlsx"])
def test_what_is_written_says_what_stands(store: Store, kind: str, ending: str) -> None:
    held = written.rows(store, kind)
    data = (written.as_csv if ending == "csv" else written.as_workbook)(kind, [row for _, row in held])
    found, faults = sheets.received(data, filename=f"anything.{ending}", kind=kind)
    plan = catalogue.examine(store, found, faults=faults)
    assert (plan.faults, plan.changes) == ((), ())
    assert sum(each.unchanged for each in plan.counts.values()) == len(held)


def test_a_rate_and_its_base_are_one_unit() -> None:
    fact = {"unit": "rate", "per": Decimal("100000.000000")}
    assert written.written("indicators", fact)["unit"] == "rate per 100,000"


def test_the_text_that_looks_like_a_formula_came_through(store: Store) -> None:
    assert TRICKY in {row["name"] for row in store.current("service")}
    assert next(row for row in store.versions("service") if row["name"] == TRICKY)["note"] == "why not"


def test_what_is_taken_away_is_ended_where_it_has_an_end(store: Store) -> None:
    today = date(2026, 4, 1)
    rule = store.current("tolerance")[0]
    assert taken.ended("tolerances", rule, today=today) == {**rule, "valid_to": date(2026, 3, 31)}
    with pytest.raises(BadInput, match="not begun"):
        taken.ended("tolerances", {**rule, "valid_from": today}, today=today)
    with pytest.raises(BadInput, match="ended already"):
        taken.ended("tolerances", {**rule, "valid_to": today - timedelta(days=90)}, today=today)
    assert taken.ended("targets", store.current("target")[0], today=today) is None


def test_a_row_withdrawn_stands_no_more_and_can_come_again(store: Store) -> None:
    alias = store.current("status_alias")[0]
    catalogue.record(store, catalogue.examine(store, [], away=[("status_aliases", alias)]), by="a test")
    assert alias not in store.current("status_alias")
    assert [row["withdrawn"] for row in store.versions("status_alias") if row["alias"] == alias["alias"]] == [
        False,
        True,
    ]
    again = sheets.typed("status_aliases", [("Row 1", alias)], titles={name: name for name in alias})
    assert catalogue.examine(store, [again]).counts["status_aliases"] == catalogue.Counts(new=1)
