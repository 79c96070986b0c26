"""What is said of a year that is not over, and of totals that lack a member."""

from __future__ import annotations

from typing import Any

import pandas as pd

from pbi.model import JUDGED
from pbi.narrative import sentences
from pbi.narrative.year import to_date

RAG = dict(zip(JUDGED, ("Green", "Amber", "Red"), strict=True))


def row(indicator: str, now: str | None, then: str | None, **given: Any) -> dict[str, Any]:
    return {
        "indicator": indicator,
        "authority_kind": "unitary",
        "authority_name": "Eastmere",
        "period": "2019/20",
        "as_at": "2019/20 Q2" if now else None,
        "months": 6 if now else None,
        "to_date": 90.0 if now else None,
        "forecast": 90.0 if then else None,
        "current_role": now,
        "forecast_role": then,
        **given,
    }


ROWS = pd.DataFrame(
    [row("A", "good", "near"), row("B", "bad", None), row("C", "data only", "data only"), row("D", None, None)]
)


def test_statuses_are_counted_to_date_and_as_forecast_each_of_its_own_base() -> None:
    assert to_date.so_far(ROWS, RAG) == "2019/20 is under way, to 2019/20 Q2: 1 Green, 0 Amber and 1 Red of 2 to date."
    assert to_date.expected(ROWS, RAG) == "At the year's end as forecast: 0 Green, 1 Amber and 0 Red of 1."
    assert to_date.expected(ROWS.iloc[1:2], RAG) == ""


def test_what_the_counts_leave_out() -> None:
    assert to_date.outside(ROWS, {"D"}) == "Not in these counts: 1 annual indicator, not due; 1 that is not judged."
    assert to_date.outside(ROWS, set()) == "Not in these counts: 1 with no figure to date; 1 that is not judged."
    assert to_date.outside(ROWS.iloc[:2], set()) == ""


def test_nothing_to_date() -> None:
    assert to_date.so_far(ROWS.iloc[3:], RAG) == (
        "2019/20 is under way: nothing that adds up to date has been received."
    )


def test_who_has_not_come_as_far_as_the_others() -> None:
    whole = row("A", "good", "good", authority_kind="partnership", months=3)
    late = row("A", "good", "good", authority_name="Westholt", months=3, as_at="2019/20 Q1")
    assert to_date.behind(pd.DataFrame([whole, row("A", "good", "good"), late])) == (
        "Westholt has not reported 2019/20 Q2."
    )
    assert to_date.behind(pd.DataFrame([whole, late])) == ""


def test_totals_that_lack_a_member_are_counted_and_the_member_named() -> None:
    held = {
        "indicator": "A",
        "authority_kind": "partnership",
        "authority_name": "Three Vales",
        "outturn": 90.0,
        "role": "unknown",
    }
    of = {"availability": None, "members_reporting": 2, "members_expected": 3}
    member = {
        "indicator": "A",
        "authority_kind": "unitary",
        "role": "good",
        "members_reporting": None,
        "members_expected": None,
    }
    rows = [
        held | of,
        member | {"authority_name": "Eastmere", "outturn": 90.0, "availability": None},
        member | {"authority_name": "Westholt", "outturn": None, "availability": "late"},
    ]
    assert sentences.left_out(pd.DataFrame(rows)) == "1 total waits for figures of Westholt."
    assert sentences.left_out(pd.DataFrame([held | of | {"members_reporting": 3}, rows[1]])) == ""
    assert sentences.left_out(pd.DataFrame([rows[0] | {"role": "data only"}, *rows[1:]])) == ""
