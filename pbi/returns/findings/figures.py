"""The rules each figure of a row must pass, one function a rule. Rules: methods, sections 2 to 4."""

from __future__ import annotations

from decimal import Decimal

from pbi.model import Finding, Severity
from pbi.returns.model.digits import six_places
from pbi.returns.rules.figures import (
    COUNT_MISSING,
    NEGATIVE_COUNT,
    NO_CASES,
    NUMERATOR_ABOVE_DENOMINATOR,
    PERCENT_OVER_100,
    PERCENT_SCALE,
    PERCENT_TOO_LARGE,
    RATIO_DISAGREES,
    SHARE_OVER_100,
    UNIT_DIFFERS,
)
from pbi.returns.subject.figures import Line

_WHOLE = Decimal(100)
_UNITS = {"percent": "percentage", "currency": "sum of money"}
_FEW = 4  # so many decimal places of a quotient are said where they are all


def worked_out(item: Line, indicator: dict[str, object]) -> Decimal | None:
    """per × numerator ÷ denominator; None where either is missing or the denominator is zero."""
    numerator, denominator = item.numerator.value, item.denominator.value
    if numerator is None or not denominator or indicator.get("across_authorities") == "weighted":
        return None
    return Decimal(str(indicator.get("per") or 1)) * numerator / denominator


def figure_rules(item: Line, indicator: dict[str, object], value: Decimal | None) -> list[Finding]:
    """Every fault of a row's figures, given what its indicator is."""
    scale = _percent_scale(item, "outturn", indicator)
    rules = [
        scale,
        _percent_scale(item, "target", indicator),
        _unit(item, indicator),
        *(_negative(item, name, indicator) for name in ("outturn", "numerator", "denominator")),
        _over_100(item, indicator),
        _above(item, indicator),
        _count_missing(item, indicator),
        _disagrees(item, indicator) if indicator and not scale else None,
        _no_cases(item, indicator),
    ]
    return [each for each in rules if each]


def _percent_scale(item: Line, name: str, indicator: dict[str, object]) -> Finding | None:
    """0.96 without a percent format in a percent indicator is 96% or 0.96%: nobody can tell, so it is asked; and 1 is
    likelier 1% than 100%, so it is only pointed out.
    """
    figure = getattr(item, name)
    if indicator.get("unit") != "percent" or figure.value is None:
        return None
    value, cell = figure.value, item.cell(name)
    if figure.scaled and value >= 1000:
        return PERCENT_TOO_LARGE.at(
            cell, value=f"{value:f}", expected=f"{value / 100:f}%", fix=f"{six_places(value / 100):f}%"
        )
    if figure.unit or not 0 < abs(value) <= 1 or _confirmed(item, indicator, value):
        return None
    fix = six_places(value * 100)
    return PERCENT_SCALE.at(
        cell,
        severity=Severity.ERROR if abs(value) < 1 else Severity.WARNING,
        value=f"{value:f}",
        meant=f"{fix:f}%",
        expected=f"{fix:f}",
        fix=f"{fix:f}",
    )


def _confirmed(item: Line, indicator: dict[str, object], value: Decimal) -> bool:
    ratio = worked_out(item, indicator)
    return ratio is not None and abs(ratio - value) < Decimal("0.01")


def _unit(item: Line, indicator: dict[str, object]) -> Finding | None:
    shown, unit = item.outturn.unit, indicator.get("unit")
    if shown not in _UNITS or unit in {shown, None}:
        return None
    return UNIT_DIFFERS.at(item.at, unit=_UNITS[shown], expected=str(unit))


def _negative(item: Line, name: str, indicator: dict[str, object]) -> Finding | None:
    figure = getattr(item, name)
    counted = name != "outturn" or indicator.get("unit") in {"number", "days", "rate", "percent"}
    if figure.value is None or figure.value >= 0 or not counted:
        return None
    cell = item.cell(name)
    settled = name != "outturn" or (indicator.get("unit") == "number" and indicator.get("lifecycle") != "proposed")
    return NEGATIVE_COUNT.at(
        cell,
        severity=Severity.ERROR if settled else Severity.WARNING,
        value=f"{figure.value:f}",
    )


def _over_100(item: Line, indicator: dict[str, object]) -> Finding | None:
    value = item.outturn.value
    if (
        indicator.get("unit") != "percent"
        or value is None
        or value <= _WHOLE
        or (item.outturn.scaled and value >= 1000)
    ):
        return None
    rule = SHARE_OVER_100 if indicator.get("across_authorities") == "ratio" else PERCENT_OVER_100
    return rule.at(item.at, value=f"{value:f}")


def _above(item: Line, indicator: dict[str, object]) -> Finding | None:
    numerator, denominator = item.numerator.value, item.denominator.value
    if indicator.get("unit") != "percent" or numerator is None or denominator is None or numerator <= denominator:
        return None
    return NUMERATOR_ABOVE_DENOMINATOR.at(
        item.cell("numerator"), numerator=f"{numerator:f}", denominator=f"{denominator:f}"
    )


def _count_missing(item: Line, indicator: dict[str, object]) -> Finding | None:
    """One of two counts, of an indicator that is made of both, and no figure: nothing would come of the row."""
    given = [name for name in ("numerator", "denominator") if getattr(item, name).value is not None]
    made_of_both = indicator.get("unit") in {"percent", "rate", "ratio"}
    if len(given) != 1 or not made_of_both or item.outturn.value is not None or item.outturn.availability:
        return None
    return COUNT_MISSING.at(item.cell(given[0]))


def _no_cases(item: Line, indicator: dict[str, object]) -> Finding | None:
    """A figure beside 0 of 0, which a formula leaves there: it is not the figure of anything, and is not judged."""
    if item.outturn.value is None or indicator.get("unit") in {"number", "currency"}:
        return None
    if item.numerator.value != 0 or item.denominator.value != 0:
        return None
    return NO_CASES.at(item.at, value=f"{item.outturn.value:f}")


def _disagrees(item: Line, indicator: dict[str, object]) -> Finding | None:
    ratio, value = worked_out(item, indicator), item.outturn.value
    if ratio is None or value is None or abs(ratio - value) <= Decimal(5).scaleb(-item.outturn.decimals - 1):
        return None
    shown = _near_enough(ratio, decimals=max(item.outturn.decimals, 1))
    return RATIO_DISAGREES.at(
        item.at,
        value=f"{value:f}",
        sum=_sum(item, indicator),
        about="" if shown == ratio else "about ",
        expected=f"{shown:f}",
        fix=f"{shown:f}",
    )


def _near_enough(ratio: Decimal, *, decimals: int) -> Decimal:
    """A quotient as it is said: exactly where four places do, else rounded, to three figures at least."""
    whole = six_places(ratio)
    if whole == ratio and whole == round(whole, _FEW):
        return whole
    return six_places(round(ratio, max(decimals, 2 - ratio.adjusted())))


def _sum(item: Line, indicator: dict[str, object]) -> str:
    """The sum by which a figure is worked out, as one would key it: "100 × 19 ÷ 20", "12 ÷ 8"."""
    per = Decimal(str(indicator.get("per") or 1))
    factor = f"{six_places(per):,f} × " if per != 1 else ""
    return f"{factor}{item.numerator.value:,f} ÷ {item.denominator.value:,f}"
