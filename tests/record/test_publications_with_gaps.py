"""A publication prints its base: of how many it had figures, and what was awaited from whom."""

from __future__ import annotations

from datetime import date
from decimal import Decimal
from pathlib import Path

import pandas as pd
import pytest

from pbi import commands, publications
from pbi.model import Draft, Question
from pbi.narrative import gaps
from pbi.narrative.change import history
from pbi.store import Store
from tests.pages import made
from tests.pages.conftest import THREE

JOINT, NORTH, SOUTH = ("Joint Service", "partnership"), ("Northvale", "district"), ("Southmoor", "district")


def rows(*given: tuple[str, tuple[str, str], float | None, str | None, int | None]) -> pd.DataFrame:
    """Indicator, whose, outturn, availability, members reporting (of two)."""
    return pd.DataFrame(
        [
            {
                "indicator": code,
                "authority_name": who[0],
                "authority_kind": who[1],
                "outturn": float("nan") if value is None else value,
                "availability": state,
                "members_reporting": reporting,
                "members_expected": None if reporting is None else 2,
            }
            for code, who, value, state, reporting in given
        ]
    )


def test_what_is_awaited_is_named_and_from_whom() -> None:
    """Of four that were due three are answered: two figures and one not applicable; LI9 was not due."""
    held = rows(
        ("LI1", JOINT, 97, None, 2),
        ("LI2", JOINT, None, "late", 0),
        ("LI2", NORTH, None, "late", None),
        ("LI2", SOUTH, None, "awaited", None),
        ("LI3", JOINT, None, "not_applicable", None),
        ("LI4", JOINT, 12, None, 2),
        ("LI9", JOINT, None, "annual_only", None),
    )
    assert gaps.base(held) == "3 of 4 indicators: awaited LI2 (Northvale and Southmoor)"
    assert history.with_gaps("Board", held) == f"Reported to Board with {gaps.base(held)}."


def test_a_total_without_one_of_its_members_is_told_apart() -> None:
    held = rows(("LI1", JOINT, 97, None, 2), ("LI2", JOINT, 50, None, 1), ("LI2", SOUTH, None, "late", None))
    assert gaps.base(held) == "all 2 indicators; 1 of them without every member: LI2 (Southmoor)"


def test_where_nothing_is_missing_nothing_more_is_said() -> None:
    held = rows(("LI1", JOINT, 97, None, 2))
    assert (gaps.base(held), history.with_gaps("Board", held)) == ("all 1 indicator", "")


def test_many_are_counted_and_authorities_without_a_partnership_by_their_figures() -> None:
    held = rows(
        *((f"LI{number}", NORTH, 1, None, None) for number in range(1, 7)),
        *((f"LI{number}", SOUTH, None, "late", None) for number in range(1, 7)),
    )
    assert gaps.base(held) == "6 of 12 figures: awaited LI1, LI2, LI3, LI4 and 2 more (Southmoor)"


@pytest.fixture
def path(tmp_path: Path) -> Path:
    return made.store(tmp_path / "store", authorities=THREE, partnership=True)


def test_publish_prints_the_base(path: Path) -> None:
    """IND-1 to IND-3 are due; Westholt takes IND-3 of 2019/20 back, so that the total lacks it."""
    said = commands.answer(["publish", "--name", "Board", "--year", "2019/20", "--store", str(path)]).stdout
    assert said.startswith("Published as P1: Board, 2019/20, with all 3 indicators.")
    with Store.open(path) as store:
        [row] = [
            row
            for row in store.current("outturn")
            if (row["authority"], row["indicator"], row["period"]) == ("westholt", "IND-3", "2019/20")
        ]
        again = {**row, "value": None, "numerator": None, "denominator": None, "availability": "awaited"}
        facts = {"outturn": [{**again, "submission": "S-2"}]}
        store.record(Draft(kind="accepted", by="a test", received_on=date(2020, 9, 1), submission="S-2", facts=facts))
    said = commands.answer(["publish", "--name", "Cabinet", "--year", "2019/20", "--store", str(path)]).stdout
    assert "with all 3 indicators; 1 of them without every member: IND-3 (Westholt)." in said
    with Store.open(path) as store:
        assert gaps.base(publications.figures(store, Question(publication="P1"))) == "all 3 indicators"


def test_a_figure_of_nought_is_a_figure() -> None:
    assert gaps.base(rows(("LI1", JOINT, float(Decimal(0)), None, 2))) == "all 1 indicator"
