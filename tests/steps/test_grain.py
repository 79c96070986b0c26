"""No join multiplies rows: over a store of everything, each step's rows are unique by the grain its header names."""

from __future__ import annotations

from collections import Counter
from collections.abc import Iterator
from datetime import date, timedelta
from pathlib import Path
from random import Random
from typing import Any

import pytest

from pbi.model import Fact
from pbi.store import describe
from pbi.store.compose import files
from tests.memory import RAG, Memory, authority, indicator, of_period, outturn, schemes, target, tolerance

MEMBERS = ["north", "south", "east", "a", "aa", "a_"]
PAIR = ["north", "south"]
EVERYONE = [*MEMBERS, "group", "other"]
ROLL_UPS = ["sum", "ratio", "weighted", "latest", "none"]
CODES = [f"{across}-{over}" for across in ROLL_UPS for over in [*ROLL_UPS, "population"]]
PERIODS = [
    "2018/19",
    "2019/20",
    "2018/19 Q4",
    *(f"2019/20 Q{n}" for n in (1, 2, 3, 4)),
    "2019/20 H1",
    "2019/20 H2",
    "2019-04",
    "2019-05",
    "2019",
    "12m to 2020-03",
]
LAST_MONTH = {"previous_period": "2018/19", "span_start": date(2020, 3, 1), "span_end": date(2020, 3, 31)}
"""What has vanished by its last month: a month that nobody reports by itself."""
ASKED: list[dict[str, Any]] = [
    {
        **LAST_MONTH,
        "period": "2019/20",
        "at": date(2020, 3, 31),
        "authorities": ["a", "group", "pair"],
        "indicators": CODES,
        "with_forecasts": True,
        "screened": True,
        "minimum_count": 2,
    },
    {
        **LAST_MONTH,
        "period": "2019/20",
        "at": date(2020, 4, 1),
        "scheme": "met",
        "comparators": "like us",
        "as_of": date(2020, 5, 15),
        "authorities": EVERYONE,
        "indicators": [*CODES, "requests"],
        "with_forecasts": True,
        "screened": True,
        "minimum_count": 5,
    },
]


@pytest.fixture(scope="module")
def rich() -> Iterator[Memory]:
    chance = Random(1)
    with Memory() as memory:
        memory.receive(catalogue(chance), on=date(2020, 1, 1), kind="catalogue")
        for receipt in range(4):
            memory.receive(received(chance), on=date(2020, 5, 1) + timedelta(days=chance.choice([0, 10, 20])))
            if receipt == 2:
                memory.receive(catalogue(chance), on=date(2020, 5, 12), kind="catalogue")
        memory.receive(steady(), on=date(2020, 5, 1), submission="s")
        memory.receive(published(), on=date(2020, 5, 2), kind="published")
        yield memory


@pytest.mark.parametrize("asked", ASKED, ids=["rag", "met"])
def test_rows_are_unique_by_the_grain_the_header_names(rich: Memory, asked: dict[str, Any]) -> None:
    doubled, empty = {}, []
    for step, rows in rich.every(**asked).items():
        grain = grain_of(step)
        counted = Counter(tuple(row[name] for name in grain) for row in rows)
        if most := [key for key, times in counted.items() if times > 1]:
            doubled[step] = most[:3]
        if not rows:
            empty.append(step)
    assert doubled == {}
    assert empty == [], "a step without rows shows nothing"


def test_every_step_has_cases_of_its_own() -> None:
    assert [name for name in files() if not list(Path(__file__).parent.glob(f"*/{name}/*/expected.csv"))] == []


def test_judged_figures_are_neither_lost_nor_added(rich: Memory) -> None:
    keys = [
        {tuple(row[name] for name in ("basis", "indicator", "authority", "period")) for row in rich.rows(step)}
        for step in ("judgeable", "targeted", "toleranced", "shortfalls", "roles", "assessed")
    ]
    assert all(each == keys[0] for each in keys)


def steady() -> dict[str, list[Fact]]:
    """Months that rise one after the other, so that patterns are completed."""
    months = [f"2018-{month:02}" for month in range(4, 13)]
    mended = {"rule": "fix-applied", "severity": "note", "sheet": "T", "cell": "B2", "fix": "B2", "message": "9 for 8."}
    return {
        "finding": [{"submission": "s", **mended, "expected": "9"}],
        "outturn": [outturn(code, "other", when, value=place) for code in CODES for place, when in enumerate(months)],
    }


def grain_of(step: str) -> list[str]:
    return [name.strip() for name in describe.steps()[step].grain.split("×")]


def catalogue(chance: Random) -> dict[str, list[Fact]]:
    """Schemes with two statuses of one role, memberships that overlap, tolerances and targets of every kind at once."""
    dark_red = {
        "scheme": "rag",
        "name": "rag",
        "status": "dark_red",
        "label": "Dark red",
        "position": len(RAG) + 1,
        "role": "bad",
    }
    days = [None, date(2019, 3, 31), date(2020, 3, 31)]
    memberships = {
        (group, each, date(chance.choice([2012, 2015, 2018]), 4, 1))
        for group in ("group", "other")
        for each in MEMBERS * 2
    }
    return {
        "scheme": [*schemes(), dark_red],
        "authority": [
            *map(authority, MEMBERS),
            authority("group", kind="partnership"),
            authority("other", kind="partnership"),
            authority("pair", kind="partnership"),
        ],
        "membership": [
            {"partnership": group, "authority": each, "valid_from": day, "valid_to": chance.choice(days)}
            for group, each, day in sorted(memberships)
        ]
        + [{"partnership": "pair", "authority": each, "valid_from": date(2012, 4, 1)} for each in PAIR]
        + [{"partnership": "pair", "authority": "east", "valid_from": date(2019, 10, 1)}],
        **agreed(),
        **flagged(),
        "rebase": [
            {
                "indicator": code,
                "authority": "a",
                "reason": "New",
                "author": "Head",
                "set_on": date(2019, 9, 1),
                **of_period("2019/20 Q2"),
            }
            for code in CODES[:5]
        ],
        "comparator_group": [
            {"comparators": "like us", "name": "Like us", "authority": each, "valid_from": day}
            for each in ("a", "north", "other")
            for day in (date(2012, 4, 1), date(2019, 4, 1))
        ],
        "service": [{"code": f"s{place}", "name": f"S{place}", "position": place} for place in range(3)],
        "objective": [{"code": "o1", "title": "Better"}],
        "mapping": [
            {"fingerprint": "aa", "authority": each, "heading": heading, "role": "figure", "position": place}
            for each in (None, "a")
            for place, heading in enumerate(("visits", "calls"))
        ],
        "rating_word": [
            {"rating": each, "label": each, "position": place, "role": "good", "needs_commentary": False}
            for place, each in enumerate(("on target", "not available"))
        ],
        "indicator": [
            indicator(
                code,
                across_authorities=code.split("-")[0],
                across_periods=code.split("-")[1],
                polarity=chance.choice(["higher", "lower", "range", "none", "unconfirmed"]),
                accumulates=chance.random() < 0.3,
                service=chance.choice([None, "s1", "s2"]),
                objective="o1",
                comparable_from=chance.choice([None, date(2019, 4, 1)]),
            )
            for code in CODES
        ]
        + [indicator("requests", unit="number", per=1, polarity="none", across_periods="sum")]
        + [indicator("visits", unit="number", per=1)],
        "tolerance": [
            tolerance(
                scheme=scheme,
                authority=who,
                indicator=code,
                amber_within=chance.randint(0, 20),
                basis=chance.choice(["relative", "points"]),
                valid_from=date(year, 4, 1),
            )
            for scheme in (None, "rag", "met")
            for who in (None, "a", "group")
            for code in (None, *CODES[:5])
            for year in (2000, 2019)
        ],
        "target": [
            target(
                code,
                who,
                when,
                value=chance.randint(0, 99),
                lower=chance.randint(0, 40),
                upper=chance.randint(41, 99),
                kind=kind,
            )
            for code in CODES
            for who in (None, "a", "group")
            for when in ("2019/20", "2019/20 Q1", "2019/20 Q4", "2020/21")
            for kind in ("target", "benchmark", "forecast")
            if chance.random() < 0.6
        ]
        + [
            target("requests", PAIR[0], f"2019/20 Q{quarter}", value=50, lower=40, upper=60, kind="target")
            for quarter in (1, 2, 3, 4)
        ],
        "circumstance": [
            {
                "indicator": code,
                "authority": who,
                **of_period("2019/20"),
                "reason": "guidance",
                "whose_view": "the service",
                "adjusted_outturn": chance.choice([None, 90]),
            }
            for code in CODES[::3]
            for who in ("a", "group")
        ],
    }


def agreed() -> dict[str, list[Fact]]:
    """What two partnerships agreed of demand, every span twice: the pair's is complete, the group's has gaps."""
    spans = [{"valid_from": date(year, 4, 1)} for year in (2012, 2019)]
    demand = [("pair", "requests"), ("group", "requests"), ("group", CODES[0])]
    return {
        "demand_weight": [
            {"partnership": group, "indicator": code, "hours_per_case": 2, **span}
            for group, code in demand
            for span in spans
        ],
        "agreement_share": [
            {"partnership": "pair", "authority": each, "share": 50, **span} for each in PAIR for span in spans
        ],
        "agreement_tolerance": [{"partnership": "pair", "points": 3, **span} for span in spans],
        "budget": [{"partnership": "pair", "amount": 1000, **of_period(when)} for when in ("2019/20", "2019/20 Q4")],
    }


def flagged() -> dict[str, list[Fact]]:
    """What two people raise of one figure, and two looks at one subject."""
    return {
        "flag": [
            {
                "indicator": CODES[0],
                "authority": "a",
                **of_period("2019/20"),
                "kind": kind,
                "raised_by": who,
                "reason": "Worried.",
                "raised_on": date(2020, 5, 1),
            }
            for kind in ("concern", "media")
            for who in ("board", "panel")
        ],
        "deep_dive": [
            {"subject": "Visits", "meeting_on": day, "indicator": CODES[0], "led_by": "Lead"}
            for day in (date(2020, 6, 1), date(2020, 9, 1))
        ],
        "chaser": [
            {
                "chaser": f"CH{number}",
                "authority": "a",
                "service": service,
                "period": "2019/20",
                "sent_on": date(2020, 5, 1),
                "sent_by": "Jo",
                "text": "Dear colleague",
            }
            for number, service in enumerate((None, "licensing"), start=1)
        ],
        "board_question": [
            {
                "question": f"BQ{number}",
                "meeting_on": date(2020, 4, 30),
                "text": "Why?",
                "asked_by": "Chair",
                "indicator": code,
                "authority": "a",
                "owner": "Lead",
                "due": date(2020, 5, 31),
            }
            for number, code in enumerate((CODES[0], CODES[1], None), start=1)
        ],
    }


def published() -> dict[str, list[Fact]]:
    """Two publications of one period, with one figure and one count each."""
    named = {"indicator_name": "I", "authority_name": "A", "authority_kind": "district", "unit": "percent", "per": 100}
    counted = {"basis": "official", "authority": "all", "service": "all", "status": "green", "label": "Green"}
    codes = ("P1", "P2")
    return {
        "publication": [
            {"publication": code, "name": code, "scheme": "rag", "rules_version": 1, "program": "1"}
            | of_period("2019/20")
            for code in codes
        ],
        "publication_row": [
            {"publication": code, "indicator": CODES[0], "authority": "a", "decimals": 0, "polarity": "higher", **named}
            for code in codes
        ],
        "publication_count": [
            {"publication": code, "role": "good", "position": 1, "count": 1, "base": 1, **counted} for code in codes
        ],
    }


def received(chance: Random) -> dict[str, list[Fact]]:
    """One return of everyone: figures with gaps and restatements, actions, milestones, ratings and what was said."""

    def figure() -> Fact:
        whole = chance.choice([None, 0, 60, 100, 200])
        return {
            "value": chance.choice([None, chance.randint(0, 99)]),
            "numerator": None if whole is None else chance.randint(0, 60),
            "denominator": whole,
            "availability": chance.choice([None, None, "awaited", "not_applicable", "provisional"]),
            "stated_status": "Green",
        }

    cell = {"submission": "s", "sheet": "T", "cell": "B2"}
    return {
        "finding": [
            {"submission": "s", "rule": "late", "severity": "note", "message": "Late.", "cell": f"B{chance.random()}"},
        ],
        "outturn": [
            {**outturn(code, who, when, **figure()), "withdrawn": chance.random() < 0.1}
            for code in CODES
            for who in EVERYONE
            for when in PERIODS
            if chance.random() < 0.5
        ]
        + [
            outturn("requests", who, f"2019/20 Q{quarter}", value=40 + 20 * place)
            for place, who in enumerate(PAIR)
            for quarter in (1, 2, 3, 4)
        ]
        + [  # a year that rises, its last months near a limit and beyond it
            outturn("visits", "north", f"20{18 + (month + 2) // 12}-{(month + 2) % 12 + 1:02d}", value=10 + month)
            for month in range(1, 15)
        ],
        "action": [
            {
                "authority": who,
                "code": f"k{place}",
                "title": "Act",
                "due": date(2020, 3, 31),
                "cancelled": False,
                "indicator": chance.choice(CODES),
                **cell,
            }
            for who in EVERYONE
            for place in range(3)
        ],
        "milestone": [
            {"authority": who, "action": "k1", "title": f"m{place}", "due": date(2020, 2, 1), **cell}
            for who in EVERYONE
            for place in range(2)
        ],
        "rating": [
            {"authority": who, "subject": subject, "code": code, **of_period("2019/20"), "rating": "on target", **cell}
            for who in EVERYONE
            for subject in ("action", "indicator")
            for code in ("k1", CODES[0])
        ],
        "commentary": [
            {"authority": who, "indicator": CODES[0], **of_period(when), "kind": "context", "text": text, **cell}
            for who in EVERYONE
            for when in ("2019/20", "2019/20 Q4")
            for text in ("one", "two")
        ],
        "achievement": [
            {"authority": who, "title": "Visits", **of_period(when), "to_value": 5, **cell}
            for who in EVERYONE
            for when in ("2019/20", "2019/20 Q4")
        ],
    }
