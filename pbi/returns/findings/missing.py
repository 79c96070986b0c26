"""What an authority reports for this kind of period and the return does not hold. Rule: docs/findings.md."""

from __future__ import annotations

from collections import Counter
from collections.abc import Sequence
from datetime import timedelta

from pbi.model import Finding
from pbi.period import canonical
from pbi.returns.layouts import template
from pbi.returns.model.candidates import Kind, Reading
from pbi.returns.rules.rule import count
from pbi.returns.rules.series import ROWS_MISSING
from pbi.returns.subject.expected import codes
from pbi.returns.subject.stored import Standing

MOST_AUTHORITIES = 12
"""A table of more authorities than this is a publication, not anybody's return."""
SHOWN = 12
LATELY = timedelta(days=2 * 366)
"""What was not reported for so long before is no longer expected."""


def rows_missing(reading: Reading, standing: Standing) -> list[Finding]:
    """A note an authority: the indicators it has reported lately (the template's, where it is one) that neither the
    return nor the store has for the period most of its figures are of. A note: the rest may come in another file.
    """
    sent = [judged for judged in reading.judged if judged.candidate.kind is Kind.OUTTURN and judged.key]
    period = next((of for of, _ in Counter((each.key or ())[-1] for each in sent).most_common(1)), None)
    held: dict[str, set[str]] = {}
    for judged in sent:
        _, code, authority, of = judged.key or ("", "", "", "")
        if of == period:
            held.setdefault(authority, set()).add(code)
    if reading.names is None or period is None or len(held) > MOST_AUTHORITIES:
        return []
    found, start = [], canonical(period).start
    for authority, given in held.items():
        reported = standing.reported(authority)
        stand = {row["indicator"] for row in reported if row["period"] == period}
        wanted = codes(
            [row for row in reported if start - LATELY <= row["period_end"] < start],
            indicators=reading.names.indicators,
            kind=canonical(period).kind,
            otherwise=reading.layout == template.LAYOUT.name,
        )
        absent = [code for code in wanted if code not in given | stand]
        if absent:
            name = str(reading.names.authorities[authority]["name"])
            found.append(_finding(name, period, absent, given=len(given), sheet=sent[0].candidate.sheet))
    return found


def _finding(name: str, period: str, absent: Sequence[str], *, given: int, sheet: str) -> Finding:
    listed = ", ".join(absent[:SHOWN]) + (f" and {len(absent) - SHOWN} more" if len(absent) > SHOWN else "")
    return ROWS_MISSING.on(
        sheet,
        found=f"{given} of {given + len(absent)}",
        authority=name,
        period=period,
        count=count(len(absent), "indicator"),
        expected=listed,
    )
