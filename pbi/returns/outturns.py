"""From an outturn's cells to its figures, and the rules each figure must pass. Rules: methods, sections 2 to 5."""

from __future__ import annotations

from dataclasses import dataclass
from decimal import Decimal

from pbi.model import Availability, CommentaryKind, Finding, Severity
from pbi.period import Period, PeriodKind
from pbi.returns import places, values
from pbi.returns.candidates import Candidate, Judged, Kind
from pbi.returns.places import Asked
from pbi.returns.values import Figure, finding
from pbi.workbook.cells import Cell

_YES = {"yes", "y", "true", "1", "x", "p", "[p]", "provisional", "✓", "✔"}
_WHOLE = Decimal(100)


@dataclass(frozen=True, slots=True, kw_only=True)
class Line:
    """An outturn's row half read: its figures as the cells show them, not yet held against its indicator."""

    candidate: Candidate
    at: Cell
    authority: str | None
    period: Period | None
    outturn: Figure
    numerator: Figure
    denominator: Figure
    target: Figure
    status: str | None
    findings: tuple[Finding, ...]

    def cell(self, name: str) -> Cell:
        """The cell of one field; the outturn's own where the row has none."""
        return self.candidate.cells.get(name, self.at)


def line(candidate: Candidate, *, asked: Asked) -> Line:
    """The figures, place and stated status of one candidate."""
    cells = candidate.cells
    at = cells["outturn"]
    place = places.place(candidate, asked=asked, at=at)
    figures = {name: values.figure(cells[name]) if name in cells else Figure() for name in ("outturn", "numerator", "denominator", "target")}
    status = cells["status"].text or None if "status" in cells else None
    found = [*place.findings, *(each for figure in figures.values() for each in figure.findings)]
    if status and asked.names.role(status) is None:
        found.append(finding("stated-status-unknown", Severity.WARNING, cells["status"],
                             f"The status '{status}' in cell {cells['status'].address} of '{at.sheet}' is not a word that is known. "
                             "Use one of the scheme's words, or add this one to the catalogue's status aliases.",
                             expected="a status of the scheme"))
    if place.period and place.period.kind is PeriodKind.YEAR and "to_date" in candidate.words:
        found.append(finding("year-to-date", Severity.WARNING, at, expected="the date it runs to",
                             message=f"Cell {at.address} of '{at.sheet}' is headed '{candidate.words['to_date']}' and nothing says to what date. "
                                     f"It is taken as a provisional figure of {place.period}; name the quarter if it is one."))
    return Line(candidate=candidate, at=at, authority=place.authority, period=place.period, status=status, findings=tuple(found), **figures)


def judge(item: Line, *, code: str | None, indicator: dict[str, object], found: tuple[Finding, ...], asked: Asked) -> Judged:
    """The facts of one line held against its indicator (known or proposed), and every finding of it."""
    value = _value(item, indicator)
    findings = [*item.findings, *found, *_figure_rules(item, indicator, value)]
    facts: list[tuple[str, dict[str, object]]] = []
    key = None
    if code and item.authority and item.period:
        key = (Kind.OUTTURN.value, code, item.authority, str(item.period))
        about = {"indicator": code, "authority": item.authority, **places.dated(item.period)}
        source = {"sheet": item.at.sheet, "cell": item.at.address}
        facts.append(("outturn", {**about, **source, "value": value, "numerator": item.numerator.value, "denominator": item.denominator.value,
                                  "availability": availability(item, indicator), "stated_status": item.status}))
        facts += [("commentary", {**about, "sheet": cell.sheet, "cell": cell.address, "service": None, "kind": str(kind), "text": cell.text})
                  for kind, cell in _notes(item)]
        target, said = _target(item, code=code, indicator=indicator, asked=asked)
        findings += said
        facts += [("target", {**about, **source, **target, "cell": item.cell("target").address})] if target else []
    return Judged(candidate=item.candidate, authority=item.authority, key=key, facts=tuple(facts), findings=tuple(findings))


def availability(item: Line, indicator: dict[str, object]) -> str | None:
    """Why there is no plain figure, or what qualifies it: the cell's own word, else the provisional column, else awaited."""
    flag = item.candidate.cells.get("provisional")
    if item.outturn.availability:
        return str(item.outturn.availability)
    if item.outturn.value is None and item.numerator.value is None:
        in_year = item.period is not None and item.period.kind is not PeriodKind.YEAR
        return str(Availability.ANNUAL_ONLY if in_year and indicator.get("frequency") == "annual" else Availability.AWAITED)
    so_far = "to_date" in item.candidate.words
    return str(Availability.PROVISIONAL) if so_far or (flag and flag.text.strip().lower() in _YES) else None


def _value(item: Line, indicator: dict[str, object]) -> Decimal | None:
    """The outturn as stated, else worked out from its numerator and denominator."""
    computed = _ratio(item, indicator)
    if item.outturn.value is None and item.outturn.availability is None and computed is not None:
        return values.six_places(computed)
    return item.outturn.value


def _ratio(item: Line, indicator: dict[str, object]) -> Decimal | None:
    numerator, denominator = item.numerator.value, item.denominator.value
    if numerator is None or not denominator or indicator.get("across_authorities") == "weighted":
        return None
    return Decimal(str(indicator.get("per") or 1)) * numerator / denominator


def _notes(item: Line) -> list[tuple[CommentaryKind, Cell]]:
    kinds = {"note": CommentaryKind.CONTEXT, "reason": CommentaryKind.CONTRIBUTING_FACTOR}
    return [(kind, item.candidate.cells[name]) for name, kind in kinds.items() if name in item.candidate.cells and item.candidate.cells[name].text]


def _figure_rules(item: Line, indicator: dict[str, object], value: Decimal | None) -> list[Finding]:
    rules = [_percent_scale(item, "outturn", indicator), _percent_scale(item, "target", indicator), _unit(item, indicator),
             *(_negative(item, name, indicator) for name in ("outturn", "numerator", "denominator")),
             _over_100(item, indicator), _above(item, indicator), _disagrees(item, indicator)]
    return [each for each in rules if each]


def _percent_scale(item: Line, name: str, indicator: dict[str, object]) -> Finding | None:
    """0.96 without a percent format in a percent indicator is 96% or 0.96%: nobody can tell, so it is asked."""
    figure, cell = getattr(item, name), item.cell(name)
    if indicator.get("unit") != "percent" or figure.value is None:
        return None
    value = figure.value
    if figure.scaled and value >= 1000:
        return finding("percent-scale", Severity.ERROR, cell, expected=f"{value / 100:f}%", fix=f"{values.six_places(value / 100):f}%",
                       message=f"Cell {cell.address} of '{cell.sheet}' shows {value:f}%. If {value / 100:f}% is meant, type {value / 100:f}% into it.")
    if figure.unit or not 0 < abs(value) < 1 or _confirmed(item, indicator, value):
        return None
    fix = values.six_places(value * 100)
    return finding("percent-scale", Severity.ERROR, cell, expected=f"{fix:f}", fix=f"{fix:f}",
                   message=f"Cell {cell.address} of '{cell.sheet}' holds {value:f} for a percentage. Write {fix:f} if {fix:f}% is meant; "
                           f"if it is less than one per cent, write {value:f}%.")


def _confirmed(item: Line, indicator: dict[str, object], value: Decimal) -> bool:
    ratio = _ratio(item, indicator)
    return ratio is not None and abs(ratio - value) < Decimal("0.01")


def _unit(item: Line, indicator: dict[str, object]) -> Finding | None:
    shown, unit = item.outturn.unit, indicator.get("unit")
    if shown not in {"percent", "currency"} or unit in {shown, None}:
        return None
    return finding("unit-differs", Severity.WARNING, item.at, expected=str(unit),
                   message=f"Cell {item.at.address} of '{item.at.sheet}' shows a {shown} ({item.at.text}); the indicator's unit is {unit}. "
                           "Check that the figure belongs to this indicator.")


def _negative(item: Line, name: str, indicator: dict[str, object]) -> Finding | None:
    figure, cell = getattr(item, name), item.cell(name)
    counted = name != "outturn" or indicator.get("unit") in {"number", "days", "rate", "percent"}
    if figure.value is None or figure.value >= 0 or not counted:
        return None
    settled = name != "outturn" or indicator.get("unit") == "number" and indicator.get("lifecycle") != "proposed"
    return finding("negative-count", Severity.ERROR if settled else Severity.WARNING, cell, expected="0 or more", fix=f"{-figure.value:f}",
                   message=f"Cell {cell.address} of '{cell.sheet}' holds {figure.value:f}, and a count cannot be below nought. Correct the figure.")


def _over_100(item: Line, indicator: dict[str, object]) -> Finding | None:
    value = item.outturn.value
    if indicator.get("unit") != "percent" or value is None or value <= _WHOLE or (item.outturn.scaled and value >= 1000):
        return None
    impossible = indicator.get("across_authorities") == "ratio"
    return finding("percent-over-100", Severity.ERROR if impossible else Severity.WARNING, item.at, expected="100 or less",
                   message=f"Cell {item.at.address} of '{item.at.sheet}' holds {value:f}%, "
                           + ("which a share of a whole cannot be. Correct the figure." if impossible else "more than a whole. Check the figure."))


def _above(item: Line, indicator: dict[str, object]) -> Finding | None:
    numerator, denominator = item.numerator.value, item.denominator.value
    if indicator.get("unit") != "percent" or numerator is None or denominator is None or numerator <= denominator:
        return None
    cell = item.cell("numerator")
    return finding("numerator-above-denominator", Severity.ERROR, cell, expected=f"{denominator:f} or less",
                   message=f"Cell {cell.address} of '{cell.sheet}' counts {numerator:f} out of {denominator:f}. Correct one of the two.")


def _disagrees(item: Line, indicator: dict[str, object]) -> Finding | None:
    ratio, value = _ratio(item, indicator), item.outturn.value
    if ratio is None or value is None or abs(ratio - value) <= Decimal(5).scaleb(-item.outturn.decimals - 1):
        return None
    shown = values.six_places(round(ratio, max(item.outturn.decimals, 1)))
    return finding("ratio-disagrees", Severity.WARNING, item.at, expected=f"{shown:f}", fix=f"{shown:f}",
                   message=f"Cell {item.at.address} of '{item.at.sheet}' states {value:f}, but {item.numerator.value:f} ÷ "
                           f"{item.denominator.value:f} makes {shown:f}. Correct the one that is wrong; as it stands the "
                           "numerator and denominator are judged.")


def _target(item: Line, *, code: str, indicator: dict[str, object], asked: Asked) -> tuple[dict[str, object] | None, list[Finding]]:
    """The target to record where none is agreed, and what is to be said of the one stated."""
    stated, cell = item.target.value, item.cell("target")
    if stated is None or item.authority is None or item.period is None:
        return None, []
    agreed = asked.agreed.find(indicator=code, authority=item.authority, period=item.period)
    if agreed is None and asked.agreed.of_the_year(indicator=code, authority=item.authority, period=item.period) == stated:
        return None, []
    if agreed is None:
        return {"value": stated, "lower": None, "upper": None, "kind": "target"}, [finding(
            "target-taken", Severity.NOTE, cell, f"No target is agreed for {code} in {item.period}: the {stated:f} of cell {cell.address} "
            f"of '{cell.sheet}' is taken as this authority's own.", expected="an agreed target")]
    if agreed == stated:
        return None, []
    return None, [finding("target-differs", Severity.WARNING, cell, expected=f"{agreed:f}", fix=f"{agreed:f}",
                          message=f"Cell {cell.address} of '{cell.sheet}' states a target of {stated:f} for {code}; the agreed target for "
                                  f"{item.period} is {agreed:f}, and that is what is judged. Correct the cell, or agree the new target in the catalogue.")]
