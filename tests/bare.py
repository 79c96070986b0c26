"""A small store that has a fact of every kind, and the same with what may be left out of a fact left out."""

from __future__ import annotations

import random
from collections.abc import Callable
from datetime import date
from decimal import Decimal
from pathlib import Path
from typing import Any

from pbi.model import Draft
from pbi.period import canonical
from pbi.store import Store, shape
from tests import once

Row = dict[str, Any]
NOW, BEFORE = "2019/20", "2018/19"
_KEPT = {
    *(("outturn", name) for name in ("value", "availability")),
    *(("target", name) for name in ("authority", "value", "lower", "upper")),
    *(("indicator", name) for name in ("valid_from", "valid_to", "replaced_by", "comparable_from")),
    *(("commentary", "indicator"), ("deep_dive", "indicator"), ("board_question", "owner")),
}
"""What a fact must have to be one at all, or what changes what it is rather than what is said of it."""


def store(path: Path, *, empty: Callable[[], bool]) -> Path:
    """A store at ``path``; ``empty`` says of each part that may be left out whether this one is."""
    with Store.open(once.shipped(path)) as made:
        facts = {table: [_without(table, row, empty) for row in rows] for table, rows in _facts().items()}
        sent = {table for table in facts if "submission" in shape.tables()[table].columns and table != "target"}
        for kind, tables in (("catalogue", facts.keys() - sent), ("accepted", sent)):
            made.record(
                Draft(
                    kind=kind,
                    by="a test",
                    received_on=date(2020, 4, 20),
                    filename="return.xlsx",
                    layout="tidy",
                    facts={table: facts[table] for table in sorted(tables)},
                    **({"submission": "S-1", "sha256": "0" * 64} if kind == "accepted" else {}),
                )
            )
    return path


def half(seed: int) -> Callable[[], bool]:
    """Leaves out about every second part, the same ones each time."""
    chance = random.Random(seed)
    return lambda: chance.random() < 0.5


def _without(table: str, row: Row, empty: Callable[[], bool]) -> Row:
    columns = shape.tables()[table].facts
    return {
        column.name: None
        if not column.required and (table, column.name) not in _KEPT and empty()
        else row.get(column.name)
        for column in columns
    }


def _facts() -> dict[str, list[Row]]:
    return {**_places(), **_indicators(), **_figures(), **_words(), **_promises(), **_of_the_panel()}


def _places() -> dict[str, list[Row]]:
    bodies = (("a", "Ashton", "district"), ("b", "Brigg", "district"), ("p", "Joint Service", "partnership"))
    return {
        "authority": [{"code": code, "name": name, "kind": kind} for code, name, kind in bodies],
        "membership": [{"partnership": "p", "authority": code, "valid_from": date(2015, 4, 1)} for code in "ab"],
        "service": [{"code": "s", "name": "Streets", "purpose": "Keeps streets clean", "position": 90}],
        "objective": [
            {"code": "O", "title": "Clean streets", "plan": "A plan", "objective_group": "Clean", "service": "s"},
            {"code": "Q", "title": "Quiet nights", "plan": "A plan", "objective_group": "Quiet", "service": "s"},
        ],
        "comparator_group": [
            {
                "comparators": "g",
                "name": "Like us",
                "source": "A list",
                "authority": code,
                "valid_from": date(2015, 4, 1),
            }
            for code in "ab"
        ],
    }


def _indicators() -> dict[str, list[Row]]:
    shared: Row = {
        "definition": "Of those due",
        "service": "s",
        "objective": "O",
        "polarity": "higher",
        "polarity_source": "stated",
        "frequency": "annual",
        "accumulates": False,
        "decimals": 1,
        "control": "direct",
        "standing": "local",
        "lifecycle": "ratified",
        "ratified_by": "The board",
    }
    kinds = (
        ("I", "Streets swept", "percent", 100, "ratio"),
        ("J", "Bins replaced", "number", 1, "sum"),
        ("K", "Fly-tips", "rate", 1000, "ratio"),
    )
    return {
        "indicator": [
            {
                **shared,
                "code": code,
                "name": name,
                "unit": unit,
                "per": Decimal(per),
                "across_authorities": roll,
                "across_periods": roll,
            }
            for code, name, unit, per, roll in kinds
        ],
        "target": [
            _dated(NOW, indicator=code, value=Decimal(95), kind="target") | {"authority": who}
            for code, *_ in kinds
            for who in (None, "p")
        ],
    }


def _figures() -> dict[str, list[Row]]:
    values = {"I": (90, 60), "J": (96, 94), "K": (80, 97)}
    return {
        "outturn": [
            _sent(period, indicator=code, authority=who, value=Decimal(value), stated_status="Green")
            | (
                {"numerator": Decimal(value), "denominator": Decimal(100 if code == "I" else 1000)}
                if code != "J"
                else {}
            )
            for code, both in values.items()
            for who in "ab"
            for period, value in zip((BEFORE, NOW), both, strict=True)
        ],
        "circumstance": [
            _dated(
                NOW,
                indicator="I",
                authority=who,
                reason="a strike",
                guidance="A rule",
                whose_view="the service",
                approver="The board",
            )
            | {"until": date(2021, 3, 31), "adjusted_outturn": Decimal(96)}
            for who in "abp"
        ],
    }


def _words() -> dict[str, list[Row]]:
    kinds = ("context", "contributing factor", "remedial action")
    return {
        "commentary": [
            _sent(NOW, authority="a", indicator="I", service="s", kind=kind, text="The depot was shut")
            for kind in kinds
        ],
        "achievement": [
            _sent(
                NOW,
                authority="a",
                service="s",
                title="Visits",
                from_value=Decimal(3),
                to_value=Decimal(9),
                unit="visits",
            ),
            _sent(
                NOW, authority="b", service="s", title="Savings", from_value=Decimal(0), to_value=Decimal(5), unit="£"
            ),
        ],
    }


def _promises() -> dict[str, list[Row]]:
    whole: Row = {
        "description": "New rounds",
        "outcome": "Cleaner streets",
        "objective": "O",
        "service": "s",
        "indicator": "I",
        "owner": "Head of streets",
        "start_on": date(2019, 4, 1),
        "due": date(2020, 1, 31),
        "due_text": "January",
        "revised_due": date(2020, 2, 29),
        "progress": Decimal(40),
        "cost": Decimal(1000),
        "compensatory_saving": Decimal(200),
        "stated_status": "In progress",
        "comments": "Late for want of staff",
        "cancelled": False,
    }
    cell = {"submission": "S-1", "sheet": "Sheet", "cell": "A2"}
    return {
        "action": [
            whole | cell | {"authority": who, "code": f"A{number}", "title": f"Action {number}"}
            for who in "ab"
            for number in (1, 2)
        ],
        "milestone": [cell | {"authority": "a", "action": "A1", "title": "Plan agreed", "due": date(2019, 9, 30)}],
        "rating": [
            _sent("2019/20 Q4", authority="a", subject="action", code="A1", rating="on target", stated="On track"),
        ],
    }


def _of_the_panel() -> dict[str, list[Row]]:
    met = date(2020, 3, 1)
    return {
        "flag": [
            _dated(
                NOW, indicator="I", authority="a", kind=kind, raised_by="the panel", reason="It was seen", raised_on=met
            )
            for kind in ("concern", "excellence", "media")
        ],
        "deep_dive": [
            {
                "subject": "Streets",
                "meeting_on": met,
                "indicator": "I",
                "objective": "O",
                "authority": "a",
                "led_by": "Head",
                "done_on": met,
            }
        ],
        "board_question": [
            {
                "question": f"B{number}",
                "meeting_on": met,
                "text": "Why so?",
                "asked_by": "Chair",
                "authority": "a",
                "subject": "Streets",
            }
            | {
                "indicator": "I",
                "owner": "Head",
                "due": met,
                "answer": "Because",
                "answered_by": "Head",
                "answered_on": met,
            }
            for number in (1, 2)
        ],
    }


def _dated(period: str, **row: Any) -> Row:
    span = canonical(period)
    return {**row, "period": period, "period_kind": span.kind.value, "period_start": span.start, "period_end": span.end}


def _sent(period: str, **row: Any) -> Row:
    return _dated(period, **row, submission="S-1", sheet="Sheet", cell="A2")
