"""A row compared with what is said around it: the return's period, its target's scale, its own comment.

Each is a warning: the row may be meant. Rules: docs/findings.md.
"""

from __future__ import annotations

from collections.abc import Iterator
from decimal import Decimal
from typing import Any

from pbi import period as periods
from pbi.model import Finding, Polarity
from pbi.period import Period, PeriodKind
from pbi.returns.findings import comments
from pbi.returns.model.candidates import Candidate
from pbi.returns.rules.figures import COMMENT_CONTRADICTS, TARGET_SCALE
from pbi.returns.rules.names import PERIOD_OUTSIDE
from pbi.returns.subject.context import Asked
from pbi.returns.subject.figures import Line
from pbi.workbook.cells import Cell, number_text

LIKE_A_SHARE = 50
"""A figure of 1 or less is likely a share where its target is this many times it."""
ANOTHER_SCALE = 100
"""A figure this many times its target, or its target this many times it, is likely in another unit."""


def doubts(item: Line, *, code: str, indicator: dict[str, Any], value: Decimal | None, asked: Asked) -> list[Finding]:
    """Every such doubt about one row of a known indicator."""
    return [
        *_outside(item, asked),
        *_scale(item, code, indicator, value, asked),
        *_comments(item, indicator, value),
    ]


def _outside(item: Line, asked: Asked) -> Iterator[Finding]:
    """A row that itself names a period which is no part of the return's, as the sender or a labelled line says it."""
    said = item.candidate.words.get("period")
    whole = _of_the_return(item.candidate, asked) if said and item.period else None
    if said is None or item.period is None or whole is None:
        return
    if item.period.start < whole.start or item.period.end > whole.end:
        yield PERIOD_OUTSIDE.at(item.cell("period"), found=said, period=item.period, whole=whole)


def _of_the_return(candidate: Candidate, asked: Asked) -> Period | None:
    return asked.period or periods.find(candidate.around.labels.get("period", ""))


def _scale(item: Line, code: str, indicator: dict[str, Any], value: Decimal | None, asked: Asked) -> Iterator[Finding]:
    """A count of 73,390 beside a target of 420: one of the two is in thousands, of another thing, or of another row."""
    target, cell = item.target.value, item.cell("target")
    if target is None and item.authority and item.period:
        unit = indicator.get("unit")
        target = asked.agreed.serving(indicator=code, authority=item.authority, period=item.period, unit=unit)
        cell = item.at
    if not target or not value or indicator.get("unit") == "percent":
        return
    times = abs(value / target)
    whole = item.period is not None and item.period.kind in (PeriodKind.YEAR, PeriodKind.CALENDAR_YEAR)
    share = abs(value) <= 1 and times * LIKE_A_SHARE <= 1  # 0.98 beside 95: the slip of a percentage
    if times >= ANOTHER_SCALE or (whole and times * ANOTHER_SCALE <= 1) or share:
        yield TARGET_SCALE.at(
            cell,
            found=f"{value:,f} against {target:,f}",
            value=f"{value:,f}",
            target=f"{target:,f}",
        )


def _comments(item: Line, indicator: dict[str, Any], value: Decimal | None) -> Iterator[Finding]:
    """A comment whose own count no reading of the figure agrees with."""
    if indicator.get("unit") != "percent" or value is None or not 0 <= value <= 100:
        return
    weighted = indicator.get("across_authorities") == "weighted"
    beside = comments.Beside(
        percent=value,
        decimals=item.outturn.decimals if item.outturn.value is not None else 6,
        numerator=None if weighted else item.numerator.value,
        denominator=None if weighted else item.denominator.value,
        either=indicator.get("polarity") != Polarity.HIGHER,
    )
    for cell in (item.candidate.cells[name] for name in ("note", "reason") if name in item.candidate.cells):
        if told := comments.contradiction(cell.text, beside, name=str(indicator.get("name") or "")):
            yield _contradicts(item, cell, value, *told)


def _contradicts(item: Line, cell: Cell, value: Decimal, said: str, meaning: str) -> Finding:
    numerator, denominator = item.numerator.value, item.denominator.value
    counts = [f"{each:,f}" for each in (numerator, denominator) if each is not None]
    return COMMENT_CONTRADICTS.at(
        cell,
        found=said,
        meaning=meaning,
        percent=number_text(round(value, 2)),
        counts=f" and {' of '.join(counts)}" if counts else "",
    )
