"""Which way is better, where nobody has said: settled by the statuses and directions that returns state.

A row speaks where its status or its "better" or "worse" could only be so one way. Rule: methods, section 2.
"""

from __future__ import annotations

from collections.abc import Callable, Iterable, Mapping, Sequence
from datetime import date
from decimal import Decimal
from typing import Any

from pbi.catalogue.names import Names
from pbi.model import Finding, Polarity, StatusRole
from pbi.period import Period, canonical
from pbi.returns.model.agreed import Agreed
from pbi.returns.model.candidates import Reading
from pbi.returns.model.evidence import Evidence, Place
from pbi.returns.rules.names import POLARITY_SETTLED, POLARITY_UNSETTLED
from pbi.returns.subject.context import Asked
from pbi.returns.subject.figures import Line

WORDS = {
    word: polarity
    for polarity, words in {
        Polarity.HIGHER: "higher|high|higher is better|bigger is better|maximise|increase|up|aim to maximise",
        Polarity.LOWER: "lower|low|lower is better|smaller is better|minimise|decrease|down|aim to minimise",
        Polarity.RANGE: "range|within range|band",
        Polarity.NONE: "none|data only|not applicable|contextual",
    }.items()
    for word in words.split("|")
}
_DIRECTIONS = {
    "better": True,
    "getting better": True,
    "improving": True,
    "improved": True,
    "worse": False,
    "getting worse": False,
    "worsening": False,
    "declining": False,
}
_NO_DOUBT = Decimal(10)
"""Percent of the target: the widest amber any council here prints. Further off, a good status leaves no doubt."""


def is_open(indicator: Mapping[str, Any]) -> bool:
    """Whether an indicator's polarity may still be settled by what returns state: nobody has said it."""
    source = str(indicator.get("polarity_source") or "")
    return indicator.get("lifecycle") == "proposed" and (
        indicator.get("polarity") == Polarity.UNCONFIRMED or source.startswith("inferred")
    )


def of_lines(lines: Sequence[Line], *, code: str, asked: Asked) -> Evidence:
    """What the rows of one file say of an indicator."""
    cell = lines[0].candidate.cells.get("polarity")
    speaking = [each for each in lines if each.status or "direction" in each.candidate.cells]
    placed = [(each, (str(each.authority), str(each.period))) for each in speaking]
    statuses = {
        place: _by_status(
            each.status,
            actual=each.outturn.value,
            target=each.target.value,
            leeway=_leeway(each, code=code, asked=asked),
            names=asked.names,
        )
        for each, place in placed
        if each.status
    }
    directions = {place: _moved(each, lines) for each, place in placed if "direction" in each.candidate.cells}
    return Evidence(
        stated=WORDS.get(cell.text.lower()) if cell else None,
        statuses=_spoken(statuses),
        directions=_spoken(directions),
    )


def of_held(
    rows: Iterable[Mapping[str, Any]], *, indicator: Mapping[str, Any], names: Names, agreed: Agreed
) -> Evidence:
    """What the outturns held of an indicator say, and what a direction stated before has already settled."""
    code, statuses = str(indicator["code"]), {}
    for row in rows:
        period = canonical(row["period"])
        statuses[row["authority"], row["period"]] = _by_status(
            row["stated_status"],
            actual=row["value"],
            target=agreed.serving(indicator=code, authority=row["authority"], period=period, unit=indicator["unit"]),
            leeway=leeway(
                row["stated_status"], code=code, authority=row["authority"], period=period, names=names, agreed=agreed
            ),
            names=names,
        )
    remembered = "direction" in str(indicator["polarity_source"]) and {("", ""): Polarity(indicator["polarity"])}
    return Evidence(statuses=_spoken(statuses), directions=remembered or {})


def leeway(word: str, *, code: str, authority: str, period: Period, names: Names, agreed: Agreed) -> Decimal:
    """Percent of the target by which a figure stated good may fall short: none where the scheme knows only good and
    bad, what is agreed for the indicator or authority, else the widest anyone prints.
    """
    if names.is_two_state(word):
        return Decimal(0)
    rule = agreed.tolerance(code, authority, names.scheme(word), period.end)
    is_own = rule.get("tolerance_basis") == "relative" and rule["set_for"] != "scheme"
    return rule["green_within"] if is_own else _NO_DOUBT


def implied_polarity(
    *, role: str | None, actual: Decimal | None, target: Decimal | None, leeway: Decimal = _NO_DOUBT
) -> Polarity | None:
    """Which way is better, where a stated status settles it: short of the target means it lies the other way; on the
    good side only when the figure is further from its target than a good one may be (``leeway``, percent of it).

    >>> implied_polarity(role="near", actual=Decimal(98), target=Decimal(100))
    <Polarity.HIGHER: 'higher'>
    >>> implied_polarity(role="good", actual=Decimal(98), target=Decimal(100)) is None
    True
    """
    if actual is None or target is None or actual == target:
        return None
    if role in {StatusRole.NEAR, StatusRole.BAD}:
        return Polarity.HIGHER if actual < target else Polarity.LOWER
    if role == StatusRole.GOOD and abs(actual - target) * 100 > leeway * abs(target):
        return Polarity.HIGHER if actual > target else Polarity.LOWER
    return None


def _by_status(
    word: str, *, actual: Decimal | None, target: Decimal | None, leeway: Decimal, names: Names
) -> Polarity | None:
    return implied_polarity(role=names.role(word), actual=actual, target=target, leeway=leeway)


def _leeway(line: Line, *, code: str, asked: Asked) -> Decimal:
    if line.authority is None or line.period is None or line.status is None:
        return _NO_DOUBT
    return leeway(
        line.status, code=code, authority=line.authority, period=line.period, names=asked.names, agreed=asked.agreed
    )


def _spoken(rows: Mapping[Place, Polarity | None]) -> dict[Place, Polarity]:
    return {place: said for place, said in rows.items() if said}


def _moved(line: Line, lines: Sequence[Line]) -> Polarity | None:
    """Which way is better, where the return says "better" or "worse" beside a figure and the one before it."""
    better = _DIRECTIONS.get(line.cell("direction").text.lower())
    before = [
        each
        for each in lines
        if each.period
        and line.period
        and each.authority == line.authority
        and each.outturn.value is not None
        and each.period.kind is line.period.kind
        and each.period.end < line.period.end
    ]
    if better is None or not before or line.outturn.value is None:
        return None
    was = max(before, key=lambda each: each.period.end if each.period else date.min).outturn.value
    if was is None or was == line.outturn.value:
        return None
    return Polarity.HIGHER if (line.outturn.value > was) == better else Polarity.LOWER


def review(
    reading: Reading, *, held: Callable[[str], Iterable[Mapping[str, Any]]]
) -> tuple[dict[str, dict[str, Any]], list[Finding]]:
    """The indicators proposed before whose polarity this return settles, changes or unsettles: their rows of the
    catalogue by code, and a note of each. ``held`` gives the outturns of an indicator that state a status.
    """
    mended, told = {}, []
    for code, said in reading.evidence.items():
        assert reading.names is not None, "a reading with evidence has the names it was read with"
        row = dict(reading.names.indicators[code])
        before = of_held(held(code), indicator=row, names=reading.names, agreed=reading.agreed)
        polarity, source = said.beside(before).settled()
        if (str(polarity), source) != (row["polarity"], row["polarity_source"]):
            mended[code] = {**row, "polarity": str(polarity), "polarity_source": source}
        if str(polarity) != row["polarity"]:
            told.append(_settled(code, polarity, source))
    return mended, told


def _settled(code: str, polarity: Polarity, source: str) -> Finding:
    if polarity is Polarity.UNCONFIRMED:
        return POLARITY_UNSETTLED.on(found=str(polarity), indicator=code)
    return POLARITY_SETTLED.on(found=str(polarity), indicator=code, source=source)
