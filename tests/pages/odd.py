"""Stores of unusual shape: one row, no figure, no target, one kind of period, no authority, no figures.

Each is what a council may well send first. The catalogue is the shipped one; what is received comes in one return.
"""

from __future__ import annotations

from collections.abc import Callable, Mapping, Sequence
from datetime import date
from decimal import Decimal
from pathlib import Path
from typing import Any

from pbi.model import Draft
from pbi.store import Store
from tests import once
from tests.pages import made

Fact = dict[str, Any]
ONE, TOGETHER = "E07000172", "joint"
FROM = {"submission": "S-1", "sheet": "Return", "cell": "C4"}
QUARTERS = [f"{year} Q{quarter}" for year in ("2018/19", "2019/20") for quarter in (1, 2, 3, 4)]
MONTHS = [f"{2018 + (month + 3) // 12}-{(month + 3) % 12 + 1:02}" for month in range(24)]
AVAILABILITIES = ("not available", "not applicable", "suppressed", "unreliable")


def store(path: Path, name: str) -> Path:
    """A copy of the odd store of that name."""
    return once.copied(path, ("odd", name), lambda first: _make(first, SHAPES[name]()))


def _make(path: Path, received: Mapping[str, Sequence[Fact]]) -> None:
    rows = {kind: list(facts) for kind, facts in received.items()}
    kept = {kind: rows.pop(kind) for kind in ("indicator", "authority", "membership", "target") if kind in rows}
    with Store.open(once.shipped(path)) as opened:
        opened.record(_draft("catalogue", {**kept, "authority": [*_authorities(), *kept.get("authority", [])]}))
        if rows:
            opened.record(_draft("accepted", rows, submission="S-1", sha256="2" * 64))


def _draft(kind: str, facts: Mapping[str, Sequence[Fact]], **more: str) -> Draft:
    return Draft(kind=kind, by="a test", received_on=date(2020, 4, 20), filename="return.xlsx", facts=facts, **more)


def _authorities() -> list[Fact]:
    return [{"code": code, "name": f"Council {code}", "kind": "district"} for code in (ONE, "west", "north")]


def _indicator(code: str = "IND", **other: Any) -> Fact:
    return {**made.indicator(1), "code": code, "accumulates": False, **other}


def _dated(period: str, **row: Any) -> Fact:
    return made.dated(period, **row)


def _outturn(period: str, *, code: str = "IND", who: str = ONE, **values: Any) -> Fact:
    made_of = {name: Decimal(number) if isinstance(number, int) else number for name, number in values.items()}
    return _dated(period, indicator=code, authority=who, **made_of, **FROM)


def _target(period: str, *, code: str = "IND", value: int = 90, **other: Any) -> Fact:
    return _dated(period, indicator=code, authority=None, **{"value": Decimal(value), "kind": "target", **other})


def _series(
    periods: Sequence[str], *, code: str = "IND", who: str = ONE, targets: bool = True
) -> dict[str, list[Fact]]:
    """Figures of 80 to 89 of 100, one a period, and the target of 90 for each."""
    rows = [
        _outturn(period, code=code, who=who, value=80 + place % 10, numerator=80 + place % 10, denominator=100)
        for place, period in enumerate(periods)
    ]
    return {
        "indicator": [_indicator(code)],
        "outturn": rows,
        "target": [_target(period, code=code) for period in periods] if targets else [],
    }


def _one_row() -> dict[str, list[Fact]]:
    return _series(["2019/20"], targets=False)


def _no_figure() -> dict[str, list[Fact]]:
    """Every way of having none, each with a target, and one indicator of each."""
    return {
        "indicator": [_indicator(f"IND-{number}") for number in range(len(AVAILABILITIES))],
        "outturn": [
            _outturn("2019/20", code=f"IND-{number}", availability=why) for number, why in enumerate(AVAILABILITIES)
        ],
        "target": [_target("2019/20", code=f"IND-{number}") for number in range(len(AVAILABILITIES))],
    }


def _partnership_alone() -> dict[str, list[Fact]]:
    """A partnership that reports for itself, has no members, and no figure can be made of others."""
    return {
        **_series(["2018/19", "2019/20"], who=TOGETHER),
        "authority": [{"code": TOGETHER, "name": "Joint Service", "kind": "partnership"}],
    }


def _members_without_figures() -> dict[str, list[Fact]]:
    """Members by the catalogue, of whom one has sent one quarter."""
    members = [
        {"partnership": TOGETHER, "authority": code, "valid_from": date(2015, 4, 1)} for code in (ONE, "west", "north")
    ]
    return {
        **_series(["2019/20 Q1"]),
        "authority": [{"code": TOGETHER, "name": "Joint Service", "kind": "partnership"}],
        "membership": members,
    }


def _kinds() -> dict[str, list[Fact]]:
    """One indicator of every unit and polarity, with nought for a value, a numerator and a denominator among them."""
    units = ("percent", "number", "currency", "days", "rate", "ratio")
    polarities = ("higher", "lower", "none", "unconfirmed", "higher", "lower")
    indicators, outturns, targets = [], [], []
    for number, (unit, polarity) in enumerate(zip(units, polarities, strict=True)):
        of = Decimal(1000 if unit == "rate" else 100 if unit == "percent" else 1)
        code, rolled = f"K-{unit}", "ratio" if unit in {"percent", "rate", "ratio"} else "sum"
        shape = {
            "unit": unit,
            "per": of,
            "across_authorities": rolled,
            "across_periods": rolled,
            "decimals": number % 3,
        }
        indicators.append(_indicator(code, polarity=polarity, frequency="annual", service=None, **shape))
        counts = {"numerator": 3, "denominator": 7} if rolled == "ratio" else {}
        outturns += [
            _outturn("2018/19", code=code, value=0, **({"numerator": 0, "denominator": 7} if counts else {})),
            _outturn("2019/20", code=code, value=of * 3 / 7 if counts else Decimal("12345.6"), **counts),
        ]
        targets.append(_target("2019/20", code=code, value=0 if polarity == "lower" else 1))
    indicators.append(_indicator("K-range", polarity="range", frequency="annual"))
    outturns.append(_outturn("2019/20", code="K-range", value=50, numerator=1, denominator=2))
    targets.append(_target("2019/20", code="K-range", value=50, lower=Decimal(40), upper=Decimal(60)))
    return {"indicator": indicators, "outturn": outturns, "target": targets}


def _action(code: str, **more: Any) -> Fact:
    return {"authority": ONE, "code": code, "title": f"Action {code}", "cancelled": False, **more, **FROM}


def _actions() -> dict[str, list[Fact]]:
    """Actions alone: one without a day, an owner or a service, one overdue, one completed."""
    return {
        "action": [
            _action("A1"),
            _action("A2", due=date(2020, 3, 31), progress=Decimal(40), service="licensing", owner="Head of service"),
            _action("A3", due=date(2020, 3, 31), progress=Decimal(100), cost=Decimal(1000)),
        ],
        "milestone": [{"authority": ONE, "action": "A2", "title": "Draft", "due": date(2019, 12, 31), **FROM}],
    }


def _rating(period: str, rating: str, *, subject: str = "action", code: str = "A1") -> Fact:
    return _dated(period, authority=ONE, subject=subject, code=code, rating=rating, stated=rating, **FROM)


def _ratings() -> dict[str, list[Fact]]:
    """Actions that are rated by the quarter, and no figure."""
    return {
        "action": [_action("A1"), _action("A2")],
        "rating": [
            _rating("2019/20 Q1", "on target"),
            _rating("2019/20 Q2", "attention"),
            _rating("2019/20 Q2", "completed", code="A2"),
        ],
    }


def _rated_indicators() -> dict[str, list[Fact]]:
    """Indicators that are rated and never measured."""
    return {
        "indicator": [_indicator()],
        "rating": [_rating("2019/20 Q2", "on target", subject="indicator", code="IND")],
    }


def _achievements() -> dict[str, list[Fact]]:
    return {"achievement": [_dated("2019/20", authority=ONE, title="Visits to the website", from_value=Decimal(300),
                                   to_value=Decimal(10500), unit="visits", **FROM)]}  # fmt: skip


def _words() -> dict[str, list[Fact]]:
    """Commentary alone, of a service and of an indicator."""
    said = {"authority": ONE, "kind": "context", "text": "Two posts are vacant.", **FROM}
    return {
        "indicator": [_indicator()],
        "commentary": [_dated("2019/20", service="licensing", **said), _dated("2019/20", indicator="IND", **said)],
    }


def _circumstance_alone() -> dict[str, list[Fact]]:
    """Exceptional circumstances of a figure that never came."""
    return {
        **_one_row(),
        "circumstance": [
            _dated("2018/19", indicator="IND", authority=ONE, reason="Flood", whose_view="ours", adjusted_outturn=None)
        ],
    }


SHAPES: Mapping[str, Callable[[], Mapping[str, Sequence[Fact]]]] = {
    "one row": _one_row,
    "no figure": _no_figure,
    "one quarter": lambda: _series(["2019/20 Q2"]),
    "quarters": lambda: _series(QUARTERS),
    "quarters without targets": lambda: _series(QUARTERS, targets=False),
    "one month": lambda: _series(["2019-05"]),
    "months": lambda: _series(MONTHS),
    "halves": lambda: _series(["2018/19 H1", "2018/19 H2", "2019/20 H1"]),
    "calendar years": lambda: _series(["2018", "2019"]),
    "rolling years": lambda: _series(["12m to 2019-09", "12m to 2019-12"]),
    "years": lambda: _series(["2016/17", "2019/20"]),
    "partnership alone": _partnership_alone,
    "one of three members": _members_without_figures,
    "every kind": _kinds,
    "actions": _actions,
    "ratings": _ratings,
    "rated indicators": _rated_indicators,
    "achievements": _achievements,
    "words": _words,
    "circumstance alone": _circumstance_alone,
    "only targets": lambda: {"indicator": [_indicator()], "target": [_target("2019/20")]},
}
