"""Tiny stores for the pages' tests: a few figures whose statuses and sums can be seen at a glance."""

from __future__ import annotations

from collections.abc import Sequence
from datetime import date
from decimal import Decimal
from pathlib import Path
from typing import Any

from pbi.model import Draft
from pbi.period import canonical
from pbi.store import Store
from tests import once

TRICKY = "5*3*2 :+1: 1. Purpose ![x](http://example.invalid/x.png) <b>bold</b> $x$ =1+1"
FILE, SHEET = "return.xlsx", "Return"


YEARS = ("2017/18", "2018/19", "2019/20")


def store(
    path: Path,
    *,
    authorities: Sequence[tuple[str, str]] = (),
    partnership: bool = False,
    years: Sequence[str] = YEARS,
    targets: bool = True,
    named: str = "",
) -> Path:
    """A store with the shipped catalogue; for each authority three indicators over three years and two actions.

    Of 2019/20 and target 100: IND-1 98 (was 100), near; IND-2 100 (was 99), good; IND-3 80 (was 85), bad.
    ``years``: those reported; ``targets``: whether there are any; ``named``: what every indicator is called.
    """
    if not authorities:
        return once.shipped(path)
    catalogued = _catalogued(authorities, partnership)
    catalogued["indicator"] = [{**row, "name": named or row["name"]} for row in catalogued["indicator"]]
    if not targets:
        catalogued.pop("target")
    reported = {
        kind: [row for row in rows if row.get("period", years[0]) in years]
        for kind, rows in _reported([code for code, _ in authorities]).items()
    }

    def make(first: Path) -> None:
        with Store.open(once.shipped(first)) as made:
            made.record(_draft("catalogue", catalogued))
            made.record(_draft("accepted", reported, submission="S-1", sha256="0" * 64))

    return once.copied(path, (tuple(authorities), partnership, tuple(years), targets, named), make)


def _draft(kind: str, facts: dict[str, list[dict[str, Any]]], **more: str) -> Draft:
    return Draft(
        kind=kind, by="a test", received_on=date(2020, 4, 20), filename=FILE, layout="tidy", facts=facts, **more
    )


def _catalogued(authorities: Sequence[tuple[str, str]], partnership: bool) -> dict[str, list[dict[str, Any]]]:
    facts: dict[str, list[dict[str, Any]]] = {
        "authority": [
            {"code": code, "name": name, "kind": "district", "successor": None} for code, name in authorities
        ],
        "indicator": [indicator(number) for number in (1, 2, 3)],
        "target": [
            dated(
                "2019/20",
                indicator=f"IND-{number}",
                authority=None,
                value=Decimal(100),
                lower=None,
                upper=None,
                kind="target",
                submission=None,
                sheet=None,
                cell=None,
            )
            for number in (1, 2, 3)
        ],
        "objective": [{"code": "OB-1", "title": TRICKY, "plan": None, "objective_group": None, "service": "licensing"}],
    }
    if partnership:
        facts["authority"].append({"code": "joint", "name": "Joint Service", "kind": "partnership", "successor": None})
        facts["membership"] = [
            {"partnership": "joint", "authority": code, "valid_from": date(2015, 4, 1), "valid_to": None}
            for code, _ in authorities
        ]
        facts["target"] += [{**row, "authority": "joint"} for row in facts["target"]]
    return facts


def indicator(number: int) -> dict[str, Any]:
    return {
        "code": f"IND-{number}",
        "name": f"Visits made in time, kind {number}",
        "definition": "Percent of those due",
        "service": "licensing" if number < 3 else "food-and-safety",
        "objective": None,
        "unit": "percent",
        "per": Decimal(100),
        "polarity": "higher",
        "polarity_source": "stated",
        "frequency": "quarterly",
        "across_authorities": "ratio",
        "across_periods": "ratio",
        "accumulates": True,
        "decimals": 0,
        "control": "direct",
        "standing": None,
        "lifecycle": "active",
        "ratified_by": None,
        "replaced_by": None,
        "comparable_from": None,
        "valid_from": None,
        "valid_to": None,
    }


def _reported(codes: Sequence[str]) -> dict[str, list[dict[str, Any]]]:
    outturns = [
        outturn(code, number, period, value, row)
        for code in codes
        for row, (number, values) in enumerate({1: (97, 100, 98), 2: (100, 99, 100), 3: (90, 85, 80)}.items(), start=4)
        for period, value in zip(("2017/18", "2018/19", "2019/20"), values, strict=True)
    ]
    said = [
        dated("2019/20", authority=code, indicator="IND-3", service=None, kind="context", text=TRICKY, **_from("H6"))
        for code in codes
    ]
    return {
        "outturn": outturns,
        "commentary": said,
        "action": [_action(code, number) for code in codes for number in (1, 2)],
    }


def outturn(code: str, number: int, period: str, value: int, row: int) -> dict[str, Any]:
    return dated(
        period,
        indicator=f"IND-{number}",
        authority=code,
        value=Decimal(value),
        numerator=Decimal(value),
        denominator=Decimal(100),
        availability=None,
        stated_status=None,
        **_from(f"C{row}"),
    )


def _action(code: str, number: int) -> dict[str, Any]:
    return {
        "authority": code,
        "code": f"ACT-{number}",
        "title": f"Action {number}",
        "description": TRICKY,
        "outcome": None,
        "objective": None,
        "service": "licensing",
        "indicator": "IND-3",
        "owner": "Head of service",
        "start_on": None,
        "due": date(2020, 3, 31) if number == 1 else date(2019, 6, 30),
        "due_text": None,
        "revised_due": None,
        "completed_on": None,
        "cancelled": False,
        "progress": Decimal(100 if number == 1 else 40),
        "cost": None,
        "compensatory_saving": None,
        "stated_status": "Completed" if number == 1 else "Warning",
        "comments": TRICKY,
        **_from("A3"),
    }


def dated(period: str, **row: Any) -> dict[str, Any]:
    span = canonical(period)
    return {**row, "period": period, "period_kind": span.kind.value, "period_start": span.start, "period_end": span.end}


def _from(cell: str) -> dict[str, str]:
    return {"submission": "S-1", "sheet": SHEET, "cell": cell}
