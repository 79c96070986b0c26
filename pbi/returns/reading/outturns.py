"""From an outturn's cells to its figures, and the rules each figure must pass. Rules: methods, sections 2 to 5."""

from __future__ import annotations

from decimal import Decimal

from pbi.model import Availability, CommentaryKind, Finding
from pbi.period import PeriodKind
from pbi.returns.findings import surroundings
from pbi.returns.findings.figures import figure_rules, worked_out
from pbi.returns.model.candidates import Judged, Kind
from pbi.returns.model.digits import six_places
from pbi.returns.rules.figures import TARGET_DIFFERS, TARGET_TAKEN
from pbi.returns.subject import context
from pbi.returns.subject.context import Asked
from pbi.returns.subject.figures import Line
from pbi.workbook.cells import Cell, number_text

_YES = {"yes", "y", "true", "1", "x", "p", "[p]", "provisional", "✓", "✔"}


def judge(
    item: Line, *, code: str | None, indicator: dict[str, object], found: tuple[Finding, ...], asked: Asked
) -> Judged:
    """The facts of one line held against its indicator (known or proposed), and every finding of it."""
    value = _value(item, indicator)
    findings = [*item.findings, *found, *figure_rules(item, indicator, value)]
    facts: list[tuple[str, dict[str, object]]] = []
    key = None
    if code and item.authority and item.period:
        about = {"indicator": code, "authority": item.authority, **context.dated(item.period)}
        key = (Kind.OUTTURN.value, code, item.authority, str(about["period"]))
        source = {"sheet": item.at.sheet, "cell": item.at.address}
        facts.append(
            (
                "outturn",
                {
                    **about,
                    **source,
                    "value": value,
                    "numerator": item.numerator.value,
                    "denominator": item.denominator.value,
                    "availability": availability(item, indicator),
                    "stated_status": item.status,
                },
            )
        )
        facts += [
            (
                "commentary",
                {
                    **about,
                    "sheet": cell.sheet,
                    "cell": cell.address,
                    "service": None,
                    "kind": str(kind),
                    "text": cell.text,
                },
            )
            for kind, cell in _notes(item)
        ]
        target, said = _target(item, code=code, indicator=indicator, asked=asked)
        findings += said + surroundings.doubts(item, code=code, indicator=indicator, value=value, asked=asked)
        facts += [("target", {**about, **source, **target, "cell": item.cell("target").address})] if target else []
    return Judged(
        candidate=item.candidate, authority=item.authority, key=key, facts=tuple(facts), findings=tuple(findings)
    )


def availability(item: Line, indicator: dict[str, object]) -> str | None:
    """Why there is no plain figure, or what qualifies it: the cell's own word, else the provisional column, else
    awaited.
    """
    flag = item.candidate.cells.get("provisional")
    if item.outturn.availability:
        return str(item.outturn.availability)
    if item.outturn.value is None and item.numerator.value is None:
        in_year = item.period is not None and item.period.kind is not PeriodKind.YEAR
        return str(
            Availability.ANNUAL_ONLY if in_year and indicator.get("frequency") == "annual" else Availability.AWAITED
        )
    so_far = "to_date" in item.candidate.words
    return str(Availability.PROVISIONAL) if so_far or (flag and flag.text.strip().lower() in _YES) else None


def _value(item: Line, indicator: dict[str, object]) -> Decimal | None:
    """The outturn as stated, else worked out from its numerator and denominator."""
    computed = worked_out(item, indicator)
    if item.outturn.value is None and item.outturn.availability is None and computed is not None:
        return six_places(computed)
    return item.outturn.value


def _notes(item: Line) -> list[tuple[CommentaryKind, Cell]]:
    kinds = {"note": CommentaryKind.CONTEXT, "reason": CommentaryKind.CONTRIBUTING_FACTOR}
    return [
        (kind, item.candidate.cells[name])
        for name, kind in kinds.items()
        if name in item.candidate.cells and item.candidate.cells[name].text
    ]


def _target(
    item: Line, *, code: str, indicator: dict[str, object], asked: Asked
) -> tuple[dict[str, object] | None, list[Finding]]:
    """The target to record where none is agreed, and what is to be said of the one stated."""
    stated, cell = item.target.value, item.cell("target")
    if stated is None or item.authority is None or item.period is None:
        return None, []
    agreed = asked.agreed.find(indicator=code, authority=item.authority, period=item.period)
    if (
        agreed is None
        and asked.agreed.of_the_year(indicator=code, authority=item.authority, period=item.period) == stated
    ):
        return None, []
    if agreed is None:
        return {"value": stated, "lower": None, "upper": None, "kind": "target"}, [
            TARGET_TAKEN.at(cell, indicator=code, period=item.period, value=f"{stated:f}")
        ]
    if agreed == stated:
        return None, []
    return None, [
        TARGET_DIFFERS.at(
            cell,
            indicator=code,
            period=item.period,
            value=number_text(stated),
            expected=number_text(agreed),
            fix=number_text(agreed),
        )
    ]
