"""Sentences and figures, each worked out by hand from the rows given."""

from __future__ import annotations

from datetime import date
from decimal import Decimal
from typing import Any

import pandas as pd
import pytest

from pbi.narrative import figures, sentences, text_alternatives

RAG = (
    ("green", "Green", "●", "good"),
    ("amber", "Amber", "▲", "near"),
    ("red", "Red", "◆", "bad"),
    ("unknown", "Unknown", "○", "unknown"),
    ("data_only", "Data only", "■", "data only"),
)


def counts(basis: str, *numbers: int, period: str = "2019/20") -> pd.DataFrame:
    """Totals of one basis: Green, Amber, Red, Unknown, Data only."""
    return pd.DataFrame(
        {
            "basis": basis,
            "authority": "all",
            "service": "all",
            "period": period,
            "status": code,
            "label": label,
            "symbol": symbol,
            "role": role,
            "position": place,
            "count": number,
            "base": sum(numbers[:3]),
        }
        for place, ((code, label, symbol, role), number) in enumerate(zip(RAG, numbers, strict=True), start=1)
    )


def circumstances(
    number: int, *, reason: str = "Changes to inspection programmes", whose: str = "service"
) -> pd.DataFrame:
    return pd.DataFrame(
        {
            "indicator": [f"I{place}" for place in range(number)],
            "reason": reason,
            "whose_view": whose,
            "guidance": "Government guidance",
            "official_label": "Amber",
            "counterfactual_label": "Green",
        }
    )


def row(**changed: Any) -> dict[str, Any]:
    """Coms_048 as Broxtowe printed it for 2019/20: 98% against 100%, after 100% in 2018/19; no denominators."""
    return {
        "indicator": "Coms_048",
        "authority_name": "Broxtowe",
        "period": "2019/20",
        "unit": "percent",
        "decimals": 0,
        "per": 100.0,
        "outturn": 98.0,
        "target": 100.0,
        "target_lower": None,
        "target_upper": None,
        "target_kind": "target",
        "label": "Amber",
        "change": -2.0,
        "previous_period": "2018/19",
        "previous": 100.0,
        "movement": "not enough data",
        "chart_reason": "too few points",
        "year_reason": "no denominators",
        "role": "near",
        "polarity": "higher",
        "denominator": None,
        "availability": None,
        "members_expected": None,
        "members_reporting": None,
        "origin": "reported",
    } | changed


def test_the_published_headline() -> None:
    both = pd.concat([counts("official", 24, 9, 11, 0, 6), counts("without circumstances", 33, 0, 11, 0, 6)])
    assert sentences.headline(both) == "24 Green, 9 Amber and 11 Red of 44."
    assert sentences.outside(both) == "Outside the 44: 6 Data only."
    assert sentences.without_circumstances(both, circumstances(9)) == (
        "In the service's view the nine Ambers would have been Green but for changes to inspection programmes under "
        "Government guidance: 33 Green, 0 Amber and 11 Red of 44."
    )


def test_some_of_the_ambers() -> None:
    both = pd.concat([counts("official", 3, 5, 1, 0, 0), counts("without circumstances", 5, 3, 1, 0, 0)])
    said = sentences.without_circumstances(both, circumstances(2, whose="Eastmere"))
    assert said.startswith("In Eastmere's view two of the five Ambers would have been Green but for")


def test_no_circumstance_no_second_sentence() -> None:
    assert sentences.without_circumstances(counts("official", 3, 5, 1, 0, 0), circumstances(0)) == ""


def test_a_headline_where_nothing_could_be_judged() -> None:
    assert (
        sentences.headline(counts("official", 0, 0, 0, 2, 1))
        == "No indicator could be judged: 2 Unknown and 1 Data only."
    )


def test_the_published_indicator() -> None:
    assert sentences.indicator(row()) == (
        "98% against a target of 100%: Amber. Down 2 points from 100% (2018/19). "
        "Not enough data to say whether it changed: fewer than seven periods to chart, and no numbers of cases."
    )


@pytest.mark.parametrize(
    ("changed", "said"),
    [
        ({"target": None, "change": None, "movement": None}, "98%, with no target: Amber."),
        ({"target": None, "label": None, "change": None, "movement": None}, "98%."),
        ({"outturn": None, "availability": "awaited"}, "No figure for 2019/20: awaited [x]."),
        (
            {"target": None, "target_lower": 90.0, "target_upper": 95.0, "change": 0.0, "movement": "no real change"},
            "98% against a band of 90% to 95%: Amber, no real change. The same as in 2018/19.",
        ),
        (
            {"change": 27.0, "previous": 71.0, "year_reason": "too few points"},
            "98% against a target of 100%: Amber. Up 27 points from 71% (2018/19). Not enough data to say whether it "
            "changed: fewer than seven periods to chart, and an average, not a count of cases.",
        ),
        ({"outturn": 99.96, "change": None, "movement": None}, "99.96% against a target of 100%: Amber."),
        (
            {"availability": "provisional", "movement": None, "change": None},
            "98% [p] against a target of 100%: Amber.",
        ),
    ],
)
def test_other_indicators(changed: dict[str, Any], said: str) -> None:
    assert sentences.indicator(row(**changed)) == said


def test_what_a_figure_is_made_of() -> None:
    assert sentences.made_of(row(members_expected=3.0, members_reporting=2.0)) == "2 of 3 authorities have reported."
    assert sentences.made_of(row(origin="four quarters")) == "The year's figure is worked out from its four quarters."
    assert sentences.made_of(row(origin="pooled")) == "The partnership's figure is its members' figures added up."
    assert sentences.made_of(row(origin="pooled", denominator=200.0)) == (
        "The partnership's figure is worked out from its members' numerators and denominators."
    )
    assert sentences.made_of(row(is_split_target=True)) == "The year's target is split evenly over its periods."
    assert sentences.made_of(row()) == ""


def test_without_a_scheme_the_headline_says_what_is_counted() -> None:
    rows = pd.DataFrame(
        {
            "indicator": ["a", "b", "c"],
            "authority_kind": "district",
            "period": "2019/20",
            "outturn": [1.0, 2.0, None],
            "change": [1.0, -1.0, None],
        }
    )
    assert sentences.without_status(rows) == "2 of 3 indicators have a figure for 2019/20."
    many = pd.concat([rows.assign(authority="east"), rows.assign(authority="west", outturn=None)])
    assert sentences.without_status(many) == ("2 of 6 results (3 indicators, 2 authorities) have a figure for 2019/20.")


def test_the_headline_counts_an_indicator_once_as_the_partnership_reports_it() -> None:
    rows = pd.DataFrame(
        {
            "indicator": ["a", "a", "b"],
            "authority": ["joint", "east", "east"],
            "authority_kind": ["partnership", "district", "district"],
        }
    )
    assert list(sentences.headline_rows(rows)["authority"]) == ["joint", "east"]
    about = pd.DataFrame({"indicator": ["a", "a"], "authority": ["joint", "east"]})
    assert list(sentences.of_the_headline(about, rows)["authority"]) == ["joint"]


def test_actions_and_ratings() -> None:
    rows = pd.DataFrame({"status": ["completed"] * 11 + ["warning"] * 2 + ["in_progress"]}).assign(rating=None)
    assert sentences.actions(rows) == "11 of 14 actions completed; none overdue, 2 with a warning."
    council = pd.DataFrame({"status": ["completed", "in_progress"], "rating": ["completed", "on target"]})
    assert sentences.actions(council) == ("2 of 2 actions completed or on target, one of them completed; none overdue.")
    slipped = council.assign(status=["completed", "overdue"])
    assert sentences.actions(slipped) == "1 of 2 actions completed or on target, one of them completed; 1 overdue."
    rated = pd.DataFrame(
        {
            "subject": ["action", "action", "indicator", "indicator"],
            "rating": ["on target", "completed", "not available", "not available"],
        }
    )
    assert sentences.ratings(rated) == "2 of 2 actions completed or on target; 0 of 2 indicators available."


def test_achievements() -> None:
    visits = {"title": "Website visits a month", "from_value": 300.0, "to_value": 10500.0, "unit": "visits"}
    recovered = {"title": "Recovered for victims of crime", "from_value": None, "to_value": 155000.0, "unit": "£"}
    assert sentences.achievement(visits) == "Website visits a month: from 300 to 10,500."
    assert sentences.achievement(recovered) == "Recovered for victims of crime: £155k."
    homes = {"title": "Brought back into use", "from_value": 1.0, "to_value": 5.0, "unit": "homes"}
    assert sentences.achievement(homes) == "Brought back into use: from 1 to 5 homes."
    assert sentences.achievement({**homes, "to_value": None}) == "Brought back into use: from 1 homes."
    assert sentences.achievement({**homes, "from_value": None, "to_value": None}) == "Brought back into use."
    assert sentences.achievement({**homes, "from_value": None, "unit": "%"}) == "Brought back into use: 5%."


@pytest.mark.parametrize(
    ("value", "shape", "spelt"),
    [
        (98.0, {"unit": "percent"}, "98%"),
        (87.5, {"unit": "percent"}, "87.5%"),
        (96.46, {"unit": "percent", "decimals": 1}, "96.5%"),
        (10500.0, {"unit": "number"}, "10,500"),
        (-3.0, {"unit": "number"}, "−3"),
        (155000.0, {"unit": "currency"}, "£155k"),
        (9500.0, {"unit": "currency"}, "£9,500"),
        (1250000.0, {"unit": "currency"}, "£1.25m"),
        (999999.0, {"unit": "currency"}, "£1m"),
        (1.0, {"unit": "days"}, "1 day"),
        (8.25, {"unit": "days", "decimals": 1}, "8.3 days"),
        (3.2, {"unit": "rate", "per": 1000.0}, "3.2 per 1,000"),
        (Decimal("0.5"), {"unit": "ratio"}, "0.5"),
        (float("nan"), {"unit": "percent"}, ""),
        (None, {"unit": "percent"}, ""),
        (0.0, {"unit": "number"}, "0"),
    ],
)
def test_figures(value: Any, shape: dict[str, Any], spelt: str) -> None:
    assert figures.figure(value, **shape) == spelt


def test_changes_and_days() -> None:
    assert figures.change(-2.0, unit="percent") == "−2 points"
    assert figures.change(1.0, unit="percent") == "+1 point"
    assert figures.change(3000.0, unit="currency") == "+£3,000"
    assert figures.movement(1.0, unit="percent") == "one point above"
    assert figures.movement(0.4, unit="percent", decimals=1) == "0.4 points above"
    assert figures.day(date(2020, 3, 31)) == "31 March 2020"
    assert figures.day(pd.Timestamp("2020-04-01")) == "1 April 2020"
    assert figures.day(pd.NaT) == ""


def test_text_alternatives_say_what_the_picture_shows() -> None:
    rows = pd.DataFrame([row(period="2017/18", outturn=96.0), row(period="2018/19", outturn=69.0), row()])
    assert (
        text_alternatives.trend(rows)
        == "Broxtowe: from 96% in 2017/18 to 98% in 2019/20, between 69% and 98%. Target 100%."
    )
    assert text_alternatives.trend(rows.tail(1)) == "Broxtowe: 98% in 2019/20, the only period on record. Target 100%."
    both = pd.concat(
        [
            counts("official", 22, 10, 12, 0, 6, period="2017/18"),
            counts("official", 24, 9, 11, 0, 6),
            counts("without circumstances", 33, 0, 11, 0, 6),  # another base: not drawn, so not said
        ]
    )
    assert (
        text_alternatives.years(both)
        == "2017/18: 22 Green, 10 Amber and 12 Red of 44. 2019/20: 24 Green, 9 Amber and 11 Red of 44."
    )


def test_the_headline_before_and_after_a_return() -> None:
    said = sentences.before_and_after("2019/20", now="1 Green of 1.", then="1 Green and 1 Red of 2.")
    assert said == "The headline for 2019/20 now: 1 Green of 1. With this return: 1 Green and 1 Red of 2."
    assert sentences.before_and_after("2019/20", now="", then="") == (
        "The headline for 2019/20 stays: no indicator is judged."
    )
