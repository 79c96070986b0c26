"""What is said of demand: in line, outside, drifting, or why it is not judged."""

from __future__ import annotations

from datetime import date
from typing import Any

import pandas as pd
import pytest

from pbi.narrative import demand

LINE = {"verdict": "broadly in line"}
DRIFT = {"share": 23.1, "difference": 3.1, "verdict": "drifting since 2018/19 Q2", "budget_effect": 130200.4}
OFF = {
    "share": 42.004,
    "difference": -2.996,
    "verdict": "outside tolerance, not yet established",
    "budget_effect": None,
}


def rows(*changed: dict[str, Any], **all_rows: Any) -> pd.DataFrame:
    return pd.DataFrame(
        {
            "partnership": "pact",
            "partnership_name": "Pact",
            "authority": name.lower(),
            "authority_name": name,
            "period": "2019/20",
            "period_kind": "year",
            "period_start": date(2019, 4, 1),
            "period_end": date(2020, 3, 31),
            "share": agreed,
            "agreed_share": agreed,
            "tolerance": 2.0,
            "difference": 0.0,
            "budget_effect": 0.0,
            "availability": None,
            "members_reporting": 3,
            "members_expected": 3,
            **given,
            **all_rows,
        }
        for name, agreed, given in zip(("Aford", "Bford", "Cford"), (45.0, 35.0, 20.0), changed, strict=False)
    )


def test_in_line() -> None:
    assert demand.headline(rows(LINE, LINE, LINE)) == (
        "Demand stayed broadly in line with the Inter-Authority Agreement in 2019/20: "
        "no authority's share differs from its agreed share by more than 2 points."
    )


def test_those_that_differ_are_named_the_furthest_first_with_what_they_would_pay() -> None:
    assert demand.headline(rows(OFF, LINE, DRIFT)) == (
        "Demand differs from the Inter-Authority Agreement by more than 2 points in 2019/20: "
        "Cford has 23.1% against 20% agreed (drifting since 2018/19 Q2), which would add £130,200 to its contribution; "
        "Aford has 42.0% against 45% agreed (outside tolerance, not yet established)."
    )


def test_of_one_authority_its_own_share_is_said() -> None:
    assert demand.headline(rows(LINE | {"share": 45.04})) == (
        "In 2019/20 Aford has 45.04% against 45% agreed (broadly in line)."
    )


@pytest.mark.parametrize(
    ("given", "said"),
    [
        (
            {"availability": "provisional", "members_reporting": 2},
            "Demand in 2019/20 is not judged: 2 of 3 authorities have reported all of it.",
        ),
        ({"availability": "provisional"}, "Demand in 2019/20 is not judged: some of its figures are provisional."),
        (
            {"availability": "no_target"},
            "No shares of demand were agreed for 2019/20, so there is nothing to judge it by.",
        ),
        (
            {"availability": "suppressed"},
            "Demand in 2019/20 is not judged: a count it rests on is too small to be shown.",
        ),
        ({"availability": "break"}, "The agreed shares changed within 2019/20, so it is not judged as a whole."),
    ],
)
def test_why_it_is_not_judged(given: dict[str, Any], said: str) -> None:
    assert demand.headline(rows({}, {}, {}, verdict=None, **given)) == said


def test_a_smaller_share_takes_something_off() -> None:
    assert demand.headline(rows(OFF | {"budget_effect": -125832.4}, LINE, LINE)).endswith(
        "(outside tolerance, not yet established), which would take £125,832 off its contribution."
    )


def test_two_partnerships_have_a_sentence_each() -> None:
    both = pd.concat([rows(LINE, LINE, LINE), rows(LINE, LINE, LINE, partnership="other", partnership_name="Other")])
    assert demand.headline(both).startswith("Pact: Demand stayed") and " Other: Demand stayed" in demand.headline(both)


def test_the_agreement_that_a_period_falls_in() -> None:
    first = {"period_kind": "agreement", "period": "2015/16 Q2 to 2015/16 Q4", "period_start": date(2015, 7, 1)}
    then = {"period_kind": "agreement", "period": "2016/17 Q1 to 2019/20 Q4", "period_start": date(2016, 4, 1)}
    every = pd.concat([rows(LINE, LINE, LINE), rows(LINE, LINE, **first), rows(LINE, LINE, DRIFT, **then)])
    old, new = (demand.agreements(every, period_end=day) for day in (date(2016, 3, 31), date(2020, 6, 30)))
    assert demand.to_date(old) == (
        "Over the whole agreement, 2015/16 Q2 to 2015/16 Q4, no share differs by more than 2 points."
    )
    assert demand.to_date(new) == (
        "Over the whole agreement, 2016/17 Q1 to 2019/20 Q4: Cford has 23.1% against 20% agreed "
        "(drifting since 2018/19 Q2), which would add £130,200 to its contribution."
    )
    assert demand.to_date(demand.agreements(every, period_end=date(2015, 6, 30))) == ""


def test_the_text_alternative_says_first_last_lowest_highest_and_agreed() -> None:
    quarters = pd.concat(
        [rows({"share": share, "period": f"2019/20 Q{place}"}, verdict=None) for place, share in ((1, 44.0), (2, 47.0))]
    )
    assert demand.alternative(quarters) == (
        "Aford: from 44.0% of demand in 2019/20 Q1 to 47.0% in 2019/20 Q2, between 44.0% and 47.0%. "
        "Agreed in 2019/20 Q2: 45%."
    )
