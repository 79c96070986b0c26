"""Whose figures: a heading names every body whose figures it heads, and no other; and which period is shown first."""

from __future__ import annotations

import json
from datetime import date
from pathlib import Path

import pandas as pd
import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from pbi import commands, measures
from pbi.narrative import bodies
from pbi.store import reader
from tests import ahead, once

NAMES = {"p": "The Partnership", "a": "Ashfield", "b": "Bristol, City of", "c": "Cannock", "d": "Derby"}
MEMBERS = {"a", "b"}
GROUPS = pd.DataFrame([{"comparators": "p", "is_partnership": 1, "authority": code} for code in sorted(MEMBERS)])


def frame(figures: set[tuple[str, str]], missing: set[tuple[str, str]]) -> pd.DataFrame:
    rows = [(body, indicator, 1.0) for body, indicator in sorted(figures)]
    rows += [(body, indicator, None) for body, indicator in sorted(missing - figures)]
    return pd.DataFrame(
        [
            {
                "authority": body,
                "authority_name": NAMES[body],
                "authority_kind": "partnership" if body == "p" else "district",
                "indicator": indicator,
                "outturn": value,
            }
            for body, indicator, value in rows
        ],
        columns=["authority", "authority_name", "authority_kind", "indicator", "outturn"],
    )


FIGURES = st.sets(st.tuples(st.sampled_from(sorted(NAMES)), st.sampled_from("ijk")))


@settings(deadline=None, max_examples=50)
@given(FIGURES, FIGURES)
def test_a_heading_names_whose_figures_there_are_and_nobody_else(
    figures: set[tuple[str, str]], missing: set[tuple[str, str]]
) -> None:
    """A member goes by its partnership's name where that has a figure; whoever is no member is always named."""
    here = {body for body, _ in figures or missing}
    expected = {body for body in here if not ("p" in here and body in MEMBERS)}
    said = bodies.named(frame(figures, missing), GROUPS)
    assert {body for body, name in NAMES.items() if name in said} == (
        expected if len(expected) <= bodies.MOST else set()
    )
    assert len(expected) <= bodies.MOST or said == f"{len(expected)} authorities"


@settings(deadline=None, max_examples=50)
@given(FIGURES)
def test_what_the_counts_leave_out_of_a_stranger_is_said(figures: set[tuple[str, str]]) -> None:
    """The counts in all take what the partnership reports once; only of its members that leaves nothing out."""
    shared = {indicator for body, indicator in figures if body == "p"}
    left = {(body, indicator) for body, indicator in figures if indicator in shared and body not in MEMBERS | {"p"}}
    said = bodies.uncounted(frame(figures, set()), GROUPS)
    assert bool(said) == bool(left)
    if left:
        assert said.startswith(f"{len(left)} figure")
        assert {body for body, name in NAMES.items() if name in said} == {body for body, _ in left}


def test_of_those_asked_for_each_that_has_a_row_is_named() -> None:
    rows = frame({("p", "i"), ("a", "i"), ("c", "j")}, {("b", "j")})
    assert bodies.named(rows, GROUPS) == "The Partnership and Cannock"
    assert bodies.named(rows, GROUPS, asked=("a",)) == "Ashfield"
    assert bodies.named(rows, GROUPS, asked=("c", "p", "d")) == "The Partnership and Cannock"
    assert bodies.named(rows, GROUPS, asked=("d",)) == ""


def test_the_newest_period_that_has_any_figure_is_shown_first(tmp_path: Path) -> None:
    """By the end of January 2020 three quarters of 2019/20 are there and 2018/19 is whole; a quarter is newer."""
    with reader(ahead.store(tmp_path / "store")) as store:
        newest = {
            day: measures.latest_period(store, as_of=date.fromisoformat(day))
            for day in ("2020-01-31", "2020-01-25", "2019-05-31")
        }
    assert newest == {"2020-01-31": "2019/20 Q3", "2020-01-25": "2019/20 Q2", "2019-05-31": "2018/19"}


SHEET = """Authority,Indicator,Name,Period,Outturn
Ashfield,V1,Visits,2019/20,90
Broxtowe,V1,Visits,2019/20,80
Gedling,V1,Visits,2019/20,70
"""


@pytest.fixture
def of_three(tmp_path: Path) -> Path:
    (tmp_path / "three.csv").write_text(SHEET, encoding="utf-8")
    store = once.shipped(tmp_path / "store")
    told = commands.answer(
        ["load", str(tmp_path / "three.csv"), "--add-indicators", "--accept-warnings", "--store", str(store)]
    )
    assert told.exit == 0, told.stderr + told.stdout
    return store


def test_a_return_of_several_authorities_is_of_all_of_them(of_three: Path) -> None:
    [row] = json.loads(commands.answer(["query", "returns", "--store", str(of_three), "--format", "json"]).stdout)
    assert row["authority_names"] == "Ashfield; Broxtowe; Gedling"
    assert row["submission"].startswith("2019-20-3-authorities-")
    again = commands.answer(["load", str(of_three.parent / "three.csv"), "--store", str(of_three)])
    assert again.exit == 0 and "the same file" in again.stdout, again
    undone = commands.answer(["undo", row["submission"], "--reason", "a test", "--store", str(of_three)])
    assert undone.exit == 0, undone.stderr
